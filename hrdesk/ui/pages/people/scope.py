"""Whom the roster shows: serving on a day, in the year, gone, or all; of the own agency, one of its 所屬, or every one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.services.core import words
from hrdesk.services.people.roster import Scope
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.flow import Flow

EVERY = "全部機關"
BOX = 9  # characters; measuring the names of hundreds of agencies would hold the window up


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the scope, whose people (none = the own agency's), and the day (None = the usual one of the year)."""

    scope: Scope = Scope.SERVING
    agencies: tuple[AgencyId, ...] = ()
    day: date | None = None


class ScopeBar(QWidget):
    """Three choices in a line above the roster; `changed` tells that another one was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._agencies: list[Agency] = []
        self.scope = looks.box("在職或離職", BOX)
        for scope in Scope:
            self.scope.addItem(words.label(scope))
        self.day = DayEdit()
        self.day.setAccessibleName("基準日")
        self.day.setToolTip("在職、離職以這一天計；空白是今天（過去年度為該年最後一天）")
        self._day_label = looks.text("基準日", "secondary", wrap=False)
        self.agency = looks.box("機關", BOX)
        self._agency_label = looks.text("機關", "secondary", wrap=False)
        line = Flow(self.scope, looks.row(self._day_label, self.day), looks.row(self._agency_label, self.agency))
        line.setContentsMargins(0, theme.STEP, 0, theme.STEP * 2)
        self.setLayout(line)
        self.offer(())
        self._told = Asked()
        self.scope.currentIndexChanged.connect(lambda _: self._tell())
        self.agency.currentIndexChanged.connect(lambda _: self._tell())
        self.day.editingFinished.connect(self._tell)

    @property
    def asked(self) -> Asked:
        """Return what is asked for."""
        scope = list(Scope)[self.scope.currentIndex()]
        return Asked(scope, self._whose(), self.day.day() if scope in (Scope.SERVING, Scope.LEFT) else None)

    def _whose(self) -> tuple[AgencyId, ...]:
        at = self.agency.currentIndex()
        if at >= len(self._agencies):
            return tuple(agency.id for agency in self._agencies)
        return (self._agencies[at].id,) if at > 0 else ()

    @property
    def agency_chosen(self) -> AgencyId | None:
        """Return the one agency whose people are shown, None for the own one or all of them."""
        at = self.agency.currentIndex()
        return self._agencies[at].id if 0 < at < len(self._agencies) else None

    def offer(self, agencies: Sequence[Agency], usual: str = "") -> None:
        """Offer these agencies (the own one first), and show which day is meant where none is typed; what was chosen stays."""
        self.day.setPlaceholderText(usual)
        if list(agencies) != self._agencies:
            at = max(self.agency.currentIndex(), 0)
            self._agencies = list(agencies)
            self.agency.blockSignals(True)
            self.agency.clear()
            self.agency.addItems([*(agency.name for agency in agencies), EVERY])
            self.agency.setCurrentIndex(min(at, self.agency.count() - 1))
            self.agency.blockSignals(False)
        for widget in (self.agency, self._agency_label):
            widget.setVisible(len(self._agencies) > 1)

    def show_all_of(self, agency: AgencyId) -> None:
        """Ask for everyone of an agency, so that any of its people is in sight."""
        at = next((n for n, one in enumerate(self._agencies) if one.id == agency), 0)
        for box in (self.scope, self.agency):
            box.blockSignals(True)
        self.scope.setCurrentIndex(list(Scope).index(Scope.ALL))
        self.agency.setCurrentIndex(at)
        for box in (self.scope, self.agency):
            box.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        dated = list(Scope)[self.scope.currentIndex()] in (Scope.SERVING, Scope.LEFT)
        for widget in (self.day, self._day_label):
            widget.setVisible(dated)
        looks.mark_wrong(self.day, wrong=bool(self.day.fault()))
        self.day.setAccessibleDescription(self.day.fault())
        if self.asked != self._told:
            self._told = self.asked
            self.changed.emit()
