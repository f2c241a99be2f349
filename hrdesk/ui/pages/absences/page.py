"""未到課（附表4）."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hrdesk.domain.absence import CaseState
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.people import evidence
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page, banner
from hrdesk.ui.pages.absences.card import CaseCard
from hrdesk.ui.pages.absences.columns import COLUMNS, CaseRow
from hrdesk.ui.pages.absences.disputes import DisputesDialog
from hrdesk.ui.pages.absences.editor import DueEditor, ReportEditor, ReviewEditor
from hrdesk.ui.pages.absences.loading import AbsenceData, rate_text, read_year
from hrdesk.ui.pages.absences.strip import Strip

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class AbsencesPage(Page[AbsenceData]):
    """The cases of the year: reported, proven, reviewed, and what follows from each."""

    name = "absences"
    title = "未到課"
    kinds = frozenset({"AbsenceReport", "TrainingRecord", "Course", "Officer", "Evidence", "ReportDue", "Parcel"})
    filters = "姓名、課程、事由…"
    empty: ClassVar[Empty] = Empty("absence", "這個年度沒有未到課。報名後請假或缺席者，會自動列在這裡。", "courses")

    def content(self) -> QWidget:
        """Return the strip and the cases."""
        self.grid: Grid[CaseRow] = Grid("absences", self.title, COLUMNS, self.bench.preferences)
        self.strip = Strip()
        self._actions()
        self.grid.opened.connect(lambda _: self.report())
        self.grid.chosen.connect(self._enable_rows)
        self.filtered.connect(lambda _: self._filter())
        self.strip.picked.connect(lambda _: self._filter())
        self.strip.asked.connect(self.explain_rate)
        self.strip.due_asked.connect(self.actions_by_key["due"].trigger)
        self.grid.arranged.connect(self._count_rows)
        made = QWidget()
        column = looks.column(made, spacing=0)
        self.differs, self.differs_said = banner("warn", buttons=[looks.button("逐件核對…", self.settle)])
        column.addWidget(self.differs)
        column.addWidget(self.strip)
        column.addWidget(self.grid, 1)
        return made

    def load(self, desk: "Desk", year: int) -> AbsenceData:
        """Read the cases of the year."""
        return read_year(desk, year)

    def show_data(self, data: AbsenceData) -> None:
        """Show the cases, how many there are of each state, the rate and the day set."""
        self.data = data
        self.grid.set_rows(data.rows)
        self.strip.count(row.record.case.state for row in data.rows.rows)
        self.strip.tell_rate(data.rate.value)
        self.strip.tell_due(data.due, late=data.late)
        self.differs_said.setText(f"人事處的研習成果有 {len(data.disputes)} 件到課情形與本機關登錄不同，請查明；程式不自動採用任何一邊。")
        self.differs.setVisible(bool(data.disputes))
        self._enable_rows()

    def is_empty(self, data: AbsenceData) -> bool:
        """Tell whether nobody missed a course, by either side."""
        return not len(data.rows) and not data.disputes

    def reveal(self, key: Key) -> None:
        """Select a case by its training record or its report."""
        self.grid.select(lambda row: key.id in (row.id, row.case.report.id if row.case.report else ""))

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with a report, a review or the day for the reports that was being typed in."""
        does = {ReportEditor.name: self.report, ReviewEditor.name: self.review}.get(editor)
        if editor == DueEditor.name and key == str(self.bench.year):
            does = self.set_due
        elif does is None or not self.grid.select(lambda row: row.id == key):
            return False
        self.bench.hold(editor, key, values)
        does()
        return True

    def report(self) -> None:
        """Report the case chosen."""
        row = self.grid.current()
        if row is not None and self.bench.writable:
            ids = row.case.report.evidence if row.case.report else ()
            self.bench.read(lambda desk: evidence.held(desk, ids), lambda files: ReportEditor(self, self.bench, row, files).open())

    def review(self) -> None:
        """Review the reports chosen, one or several at once; cases without a report are left out."""
        rows = self._reported()
        if rows:
            ReviewEditor(self, self.bench, rows).open()

    def settle(self) -> None:
        """Look through what the department says otherwise."""
        DisputesDialog(self, self.bench, self.data.disputes).open()

    def set_due(self) -> None:
        """Set the day for the reports."""
        DueEditor(self, self.bench, self.bench.year, self.data.due).open()

    def print_annex(self) -> None:
        """Show 附表4 as it will print."""
        show_form(self, self.bench, "annex4", self.bench.year)

    def show_card(self) -> None:
        """Show the case chosen aside."""
        row = self.grid.current()
        if row is not None:
            ids = row.case.report.evidence if row.case.report else ()
            self.bench.read(
                lambda desk: evidence.held(desk, ids),
                lambda files: self.bench.show_aside(f"{row.officer.name}：未到課", CaseCard(self.bench, row, files)),
            )

    def explain_rate(self) -> None:
        """Answer why the attendance rate is what it is."""
        self.bench.explain("到課出席率", rate_text(self.data.rate.value), self.data.rate)

    def explain_case(self, *, first_tier: bool) -> None:
        """Answer why a consequence follows."""
        row = self.grid.current()
        if row is not None:
            why = row.agency_why if first_tier else row.person_why
            title = "對一級機關" if first_tier else "對個人"
            self.bench.explain(f"{row.officer.name}：{title}", words.label(why.value), why)

    def go_to_person(self) -> None:
        """Go to the person of the case chosen."""
        row = self.grid.current()
        if row is not None:
            self.bench.go("people", Key("Officer", row.officer.id))

    def go_to_course(self) -> None:
        """Go to the course of the case chosen, or where none is chosen, to the courses."""
        row = self.grid.current()
        self.bench.go("courses", Key("Course", row.course.id) if row is not None else None)

    def _actions(self) -> None:
        self.action("print", "列印附表4…", self.print_annex, sign="print", shortcut="Ctrl+P")
        self.action("due", "填報期限…", self.set_due, sign="calendar", edits=True, button=False)
        review = self.action("review", "初審…", self.review, sign="check", shortcut="Ctrl+J", edits=True)
        report = self.action("report", "填報…", self.report, sign="edit", shortcut="F2", edits=True, main=True)
        rows = [
            report,
            review,
            self.action("card", "明細", self.show_card, sign="info", shortcut="Ctrl+Return", button=False),
            self.action("why_person", "為什麼？（對個人）", lambda: self.explain_case(first_tier=False), sign="why", button=False),
            self.action("why_agency", "為什麼？（對一級機關）", lambda: self.explain_case(first_tier=True), sign="why", button=False),
            self.action("person", "到人員名冊", self.go_to_person, sign="person", button=False),
            self.action("courses", "到課程與班期", self.go_to_course, sign="courses", button=False),
        ]
        for action in rows:
            self.grid.add_row_action(action)

    def _reported(self) -> tuple[CaseRow, ...]:
        return tuple(row for row in self.grid.selection() if row.case.state is not CaseState.NOT_REPORTED)

    def _enable_rows(self) -> None:
        chosen, reported = self.grid.current() is not None, self._reported()
        self.actions_by_key["report"].setEnabled(chosen and self.bench.writable)
        self.actions_by_key["review"].setEnabled(bool(reported) and self.bench.writable)
        for key in ("card", "why_person", "why_agency", "person"):
            self.actions_by_key[key].setEnabled(chosen)

    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "data"):
            self._enable_rows()

    def _filter(self) -> None:
        state = self.strip.state
        self.grid.set_filter(self.filter.text(), None if state is None else lambda row: row.case.state is state)

    def _count_rows(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        self.say_count(f"{total} 件" if shown == total else f"{shown} / {total} 件")


def page(bench: "Workbench") -> AbsencesPage:
    """Make the page."""
    return AbsencesPage(bench)
