"""Putting an office under another one from a day on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency as agency_of
from hrdesk.services.opening import editing
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import ChoiceField, DayField

if TYPE_CHECKING:
    from hrdesk.domain.values import Changes
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

HINT = "可以是未來的日期，到那一天起生效。改隸前的隸屬會保留：查以前的日期仍是原來的上級；年度以年底的上級為準。"


class MoveEditor(Editor):
    """Chooses the agency above and the day; what was before is kept."""

    name = "membership"

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency, above: Sequence[Agency], today: date) -> None:
        self.agency = agency
        choices = [(one.id, f"{one.name}（{one.code}）") for one in above if one.id not in (agency.id, agency.parent)]
        self.above: ChoiceField[AgencyId] = ChoiceField("parent", "改隸到", choices)
        self.day = DayField("start", "自何日起", required=True, hint=HINT)
        super().__init__(parent, bench, f"{agency.name}改隸", (self.above, self.day), verb="改隸", key=agency.id)
        self.today = today
        self.day.set_value(today)
        self.judge()

    def subject(self) -> "editing.Subject | None":
        """Return the office that is changed here."""
        return editing.of(self.agency)

    def rebase(self, held: object) -> None:
        """Go on from the office as somebody else saved it."""
        assert isinstance(held, Agency)
        self.agency = held

    def showing(self, held: object) -> Mapping[str, str]:
        """Return nothing: the day and the place of a move stand on no record before it."""
        del held
        return {}

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the move."""
        agency, above, day = self.agency, self.above.value, self.day.value
        assert above is not None
        assert day is not None
        self.told = f"已登錄{agency.name}改隸" + (f"，{roc_short(day)} 起生效" if day > self.today else "")
        return lambda desk: memberships.move(desk, agency, agency_of(desk, above), day)
