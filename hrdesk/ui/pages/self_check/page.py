"""自我檢核（附表5): the year's seed teachers at the left, the chosen one's form at the right. A seed teacher sees the own form alone."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import CheckState
from hrdesk.domain.values import Key
from hrdesk.services.papers.form_contents import About
from hrdesk.services.people import looking
from hrdesk.services.teachers import self_check_form
from hrdesk.services.teachers.self_check_form import CheckForm, CheckRow
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.self_check import deciding
from hrdesk.ui.pages.self_check.columns import COLUMNS
from hrdesk.ui.pages.self_check.form_view import JUDGES, FormView

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LIST = 252  # pixels of the list of teachers


@dataclass(frozen=True, slots=True)
class CheckData:
    """What the page shows: the teachers, and the form of the chosen one."""

    today: date
    rows: Rows[CheckRow]
    form: CheckForm | None


class SelfCheckPage(Page[CheckData]):
    """The self-checks of the year."""

    name = "self_check"
    title = "自我檢核"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"SelfCheck", "MeritClaim", "Coaching", "SystemLog", "Mentoring", "Appointment", "Officer", "TrainingRecord", "Course", "Evidence"}
    )
    empty: ClassVar[Empty] = Empty("check", "這個年度沒有種籽教師，不必自我檢核。先到「種籽教師」登錄指派。", goes="seeds", verb="前往種籽教師")

    def content(self) -> QWidget:
        """Return the list and the form."""
        signed = self.bench.signed
        self.only: OfficerId | None = signed.officer if signed.teacher else None
        self._who: OfficerId | None = self.only
        self._today = date.min
        self.grid: Grid[CheckRow] = Grid("self-checks", "種籽教師", COLUMNS, self.bench.preferences)
        self.grid.setFixedWidth(LIST)
        if self.only is not None:
            self.grid.hide()
        self.grid.chosen.connect(self._choose)
        self.view = FormView(self.bench)
        self.view.taken_back.connect(self.take_back)
        self._add_actions()
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addWidget(self.grid)
        line.addWidget(self.view, 1)
        return whole

    def load(self, desk: "Desk", year: int) -> CheckData:
        """Read the teachers and the chosen one's form; who looks is noted."""
        rows = self_check_form.rows_of_year(desk, year)
        mine = tuple(row for row in rows if self.only in (None, row.id))
        who = self._who if any(row.id == self._who for row in mine) else (mine[0].officer.id if mine else None)
        looking.note(desk, "self-checks", [Key("Officer", who)] if who else [])
        return CheckData(desk.today, rows_of(COLUMNS, mine), self_check_form.form_of(desk, who, year) if who else None)

    def show_data(self, data: CheckData) -> None:
        """Show the list, and the form."""
        self._today = data.today
        self.grid.blockSignals(True)  # the choice that is shown is no new choice
        self.grid.set_rows(data.rows)
        if data.form is not None:
            self._who = data.form.officer.id
            self.grid.select(lambda row: row.id == self._who)
            self.view.show_form(data.form)
        self.grid.blockSignals(False)
        states = [row.record.state for row in data.rows.rows]
        approved = sum(state is CheckState.APPROVED for state in states)
        self.say_count(f"已核章 {approved} / {len(states)} 人" if states and self.only is None else "")
        self._enable()

    def is_empty(self, data: CheckData) -> bool:
        """Tell whether nobody has a form to fill in."""
        return data.form is None

    def reveal(self, key: Key) -> None:
        """Show the form of an officer, or the form with this id."""
        row = next((row for row in self.grid.table.records() if key.id in (row.id, row.check)), None)
        if row is not None:
            self.grid.select(lambda one: one.id == row.id)

    def submit(self) -> None:
        """Submit the form; where lines are open, jump to the first."""
        self.view.saver.flush()
        form = self.view.form
        if form is None:
            return
        if form.open:
            self.view.jump(str(form.open[0].facts["item"]))
            self.bench.tell(f"還有 {len(form.open)} 項沒有填完，填完才能送出")
            return
        deciding.submit(self, self.bench, form, self._today)

    def approve(self) -> None:
        """Approve the form."""
        if self.view.form is not None:
            deciding.approve(self, self.bench, self.view.form, self._today)

    def take_back(self) -> None:
        """Make the form a draft again."""
        if self.view.form is not None:
            deciding.take_back(self, self.bench, self.view.form)

    def write_sheets(self) -> None:
        """Write the spreadsheet of the chosen teachers."""
        deciding.write_sheets(self, self.bench, [row.officer for row in self.grid.selection()], self.bench.year)

    def read_sheet(self) -> None:
        """Read a filled spreadsheet back in."""
        from hrdesk.ui.importing.start import import_file

        import_file(self, self.bench, "self_check")

    def print_form(self) -> None:
        """Look at 附表5 as it will print."""
        self.view.saver.flush()
        form = self.view.form
        if form is not None:
            show_form(self, self.bench, "annex5", form.year, About(officer=form.officer.id), name=form.officer.name)

    @override
    def hideEvent(self, event: Any) -> None:
        """Keep what is being typed before the page goes."""
        self.view.saver.flush()
        super().hideEvent(event)

    def _choose(self) -> None:
        row = self.grid.current()
        if row is not None and row.officer.id != self._who:
            self.view.saver.flush()
            self._who = row.officer.id
            self.reload()

    def _enable(self) -> None:
        super()._enable()
        if not hasattr(self, "view"):
            return
        state = self.view.form.state if self.view.form else None
        may, judges = self.bench.writable, self.bench.signed.access in JUDGES
        self.actions_by_key["submit"].setEnabled(may and state in (None, CheckState.DRAFT))
        self.actions_by_key["submit"].setVisible(state in (None, CheckState.DRAFT))
        if self.only is None:
            self.actions_by_key["approve"].setEnabled(may and judges and state is CheckState.SUBMITTED)
            self.actions_by_key["approve"].setVisible(state is CheckState.SUBMITTED)
            self.actions_by_key["back"].setEnabled(may and judges and state is CheckState.APPROVED)
            self.actions_by_key["back"].setVisible(state is CheckState.APPROVED)
        self.view.enable()

    def _add_actions(self) -> None:
        if self.only is None:
            self.action("read", "讀回填報檔…", self.read_sheet, sign="import", shortcut="Ctrl+I", edits=True)
            self.action("write", "匯出填報檔…", self.write_sheets, sign="export", shortcut="Ctrl+Shift+E")
        self.action("print", "列印…", self.print_form, sign="print", shortcut="Ctrl+P")
        self.action("submit", "送出", self.submit, sign="outbox", shortcut="Ctrl+Return", edits=True, main=True)
        if self.only is None:
            self.action("approve", "核章…", self.approve, sign="seal", shortcut="Ctrl+Shift+Return", edits=True, main=True)
            self.action("back", "退回…", self.take_back, sign="undo", edits=True)


def page(bench: "Workbench") -> SelfCheckPage:
    """Make the page."""
    return SelfCheckPage(bench)
