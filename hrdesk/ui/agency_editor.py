"""One agency of the list: its code, name, place and days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.services.agency import agencies
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.ui.agency_code import AgencyCode
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField

if TYPE_CHECKING:
    from hrdesk.domain.values import Changes
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class AgencyEditor(Editor):
    """An agency that this workspace knows. The code is what packages know it by and stays."""

    name = "agency"

    def __init__(self, parent: QWidget, bench: "Workbench", first: Sequence[Agency], groups: Sequence[str], held: Agency | None = None) -> None:
        self.held = held
        self._kept_place = False
        self.own = bench.signed.agency
        department = bench.signed.kind is WorkspaceKind.DEPARTMENT
        self.code = AgencyCode("code", "機關代碼", required=True)
        self.called = LineField("name", "機關名稱", required=True)
        tiers = [(tier, words.label(tier)) for tier in (Tier.FIRST, Tier.SECOND)]
        self.tier = ChoiceField("tier", "層級", tiers if department else tiers[1:])
        self.above = ChoiceField("parent", "所屬一級機關", [(one.id, one.name) for one in first])
        self.group = LineField("group", "業務屬性相同類別", known=groups, hint="例如地政事務所；不屬於任何一類就留空（陸三(二)）。")
        self.start, self.end = DayField("start", "設立日"), DayField("end", "裁撤日")
        fields = (self.code, self.called, self.tier, self.above, self.group, self.start, self.end)
        super().__init__(parent, bench, "修改機關" if held else "新增機關", fields, key=held.id if held else "")
        self.told = "已儲存機關資料"
        self.tier.edited.connect(self._switch)
        self._fill(held)

    def arrange(self, column: Any) -> None:
        """Put code and name, and the two days, side by side."""
        for part in (beside(self.code, self.called), self.tier, self.above, self.group, beside(self.start, self.end)):
            column.addWidget(part)

    def keep_place(self) -> None:
        """Leave out under whom the agency stands: moving it from a day on keeps what was before."""
        self._kept_place = True
        self.tier.setVisible(False)
        self.above.setVisible(False)

    def subject(self) -> "editing.Subject | None":
        """Return the agency that is changed here."""
        return None if self.held is None else editing.of(self.held)

    def rebase(self, held: object) -> None:
        """Go on from the agency as somebody else saved it."""
        assert isinstance(held, Agency)
        self.held = held

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the saving of the agency."""
        tier = self.tier.value or Tier.SECOND
        parent = (self.above.value or self.own) if tier is Tier.SECOND else self.own
        values: dict[str, Any] = {"name": self.called.value, "group": self.group.value, "start": self.start.value, "end": self.end.value}
        held, code = self.held, self.code.code
        if held is None:
            fresh = replace(agencies.new_agency(code, self.called.value, tier, parent=parent), **values)
        else:
            place: dict[str, Any] = {} if held.id == self.own or self._kept_place else {"tier": tier, "parent": parent}
            fresh = replace(held, **values, **place)
        return lambda desk: agencies.save_agency(desk, fresh)

    def _fill(self, held: Agency | None) -> None:
        if held is not None:
            self.code.set_text(held.code)
            self.code.setEnabled(False)
            self.called.set_text(held.name)
            self.tier.set_value(held.tier)
            self.above.set_value(held.parent)
            self.group.set_text(held.group)
            self.start.set_value(held.start)
            self.end.set_value(held.end)
            self.tier.setVisible(held.id != self.own)
        self._switch()
        self.judge()

    def _switch(self) -> None:
        if self.held is None:
            self.setWindowTitle("新增一級機關" if self.tier.value is Tier.FIRST else "新增所屬機關")
        own = self.held is not None and self.held.id == self.own
        self.above.setVisible(self.tier.value is Tier.SECOND and not own and self.bench.signed.kind is WorkspaceKind.DEPARTMENT)
