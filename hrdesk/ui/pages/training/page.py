"""研習紀錄: two tabs, the records of the year and the matrix of required courses, under the attendance rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.rates import NO_DATA, Rate
from hrdesk.domain.record import CourseId
from hrdesk.domain.requirements import STATES
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.people import looking
from hrdesk.services.study import absence, class_list, matrix, studies
from hrdesk.services.study.matrix import Matrix, MatrixColumn, MatrixLine
from hrdesk.services.study.studies import Study
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.shortened import OneLine
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.training.columns import COLUMNS, course_name, dates
from hrdesk.ui.pages.training.matrix import MatrixView
from hrdesk.ui.pages.training.records import RecordsView

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

RECORDS, MATRIX = range(2)


@dataclass(frozen=True, slots=True)
class Records:
    """The records of the year, the courses that stand in them, and the attendance rate."""

    rows: Rows[Study]
    courses: tuple[tuple[CourseId, str], ...]
    rate: Explanation[Rate | None]


class TrainingPage(Page[Records]):
    """The training records of the year."""

    name = "training"
    title = "研習紀錄"
    kinds = frozenset({"TrainingRecord", "Course", "Officer", "RoleSpan", "Duty", "Appointment", "AbsenceReport", "Agency"})
    filters: ClassVar[str] = ""

    def content(self) -> QWidget:
        """Return the tabs under the rate."""
        self.records: RecordsView = RecordsView(self.bench)
        self.grid = self.records.grid
        self.matrix: MatrixView = MatrixView()
        self._rate: Explanation[Rate | None] | None = None
        self._matrix_stale = True
        self._act()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("研習紀錄的檢視")
        self.tabs.addTab(self.records, "紀錄")
        self.tabs.addTab(self.matrix, "應修課程")
        self.tabs.currentChanged.connect(lambda _: self._turned())
        self.grid.opened.connect(lambda _: self.edit())
        self.grid.pasted.connect(self.paste)
        self.grid.arranged.connect(self._count_rows)
        self.matrix.arranged.connect(self._count_rows)
        self.matrix.asked.connect(self.explain_cell)
        inside = QWidget()
        column = looks.column(inside, spacing=theme.STEP)
        self.rate = OneLine()
        self._why = looks.button("為什麼？", self.explain_rate, kind="link", sign="why")
        column.addLayout(Flow(self.rate, self._why))
        column.addWidget(self.tabs, 1)
        return inside

    def load(self, desk: "Desk", year: int) -> Records:
        """Read the records and the rate; the matrix follows when it is looked at, as it costs more."""
        looking.note(desk, "training")
        lines = studies.studies(desk, year)
        courses = {line.course.id: line for line in lines}
        named = tuple((key, f"{course_name(line)}　{dates(line)}") for key, line in courses.items())
        return Records(rows_of(COLUMNS, lines), named, absence.rate(desk, year))

    def show_data(self, data: Records) -> None:
        """Show them."""
        self._rate = data.rate
        self.rate.setText(f"到課出席率　{rate_text(data.rate.value)}")
        self.records.show_rows(data.rows, data.courses)
        self._matrix_stale = True
        self._look()

    def reveal(self, key: Key) -> None:
        """Select a record, or a person's first one."""
        self.tabs.setCurrentIndex(RECORDS)
        self.records.clear_filters()
        self.grid.select(lambda one: key.id in (one.id, one.officer.id))

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with a record that was being mended."""
        study = next((one for one in self.grid.table.records() if one.id == key), None)
        if editor != "training" or study is None:
            return False
        from hrdesk.ui.pages.training.editor import StudyEditor

        self.bench.hold(editor, key, values)
        StudyEditor(self, self.bench, study).open()
        return True

    def edit(self) -> None:
        """Change the record chosen."""
        from hrdesk.ui.pages.training.editor import StudyEditor

        if (study := self.grid.current()) is not None and self.bench.writable:
            StudyEditor(self, self.bench, study).open()

    def remove(self) -> None:
        """Delete the record chosen."""
        if (study := self.grid.current()) is not None:
            said = f"刪除 {study.officer.name} 在「{course_name(study)}」的紀錄？報名與到課情形一起刪除，可以復原。"
            told = f"已刪除 {study.officer.name} 的研習紀錄"
            confirm(self, "刪除研習紀錄？", said, "刪除", lambda: self.bench.write(lambda desk: class_list.remove_record(desk, study.id), told), danger=True)

    def import_records(self) -> None:
        """Import records from a spreadsheet."""
        from hrdesk.ui.importing.start import import_file

        import_file(self, self.bench, "training")

    def paste(self, cells: tuple[tuple[str, ...], ...]) -> None:
        """Import what a spreadsheet copied."""
        from hrdesk.ui.importing.start import import_cells

        if cells and self.bench.writable:
            import_cells(self, self.bench, "training", cells)

    def who_goes(self) -> None:
        """Rank everyone for a course or an item; from the matrix for the current column."""
        from hrdesk.ui.pages.training.next_people import NextDialog, Target

        current = self.matrix.current() if self.tabs.currentIndex() == MATRIX else None
        column = current[1] if current else None
        wanted = Target(topic=column.topic) if column is not None and column.topic else None
        NextDialog(self, self.bench, self.bench.year, wanted).open()

    def explain_rate(self) -> None:
        """Answer why the rate is what it is."""
        if self._rate is not None:
            self.bench.explain("到課出席率", rate_text(self._rate.value), self._rate)

    def explain_hours(self) -> None:
        """Answer why the record chosen counts so many hours."""
        if (study := self.grid.current()) is not None:
            title = f"{study.officer.name}　{study.course.name}"
            self.bench.read(lambda desk: studies.certified(desk, study.id), lambda found: self._explain_hours(title, found))

    def explain_person(self) -> None:
        """Answer how many hours the person chosen has in the year."""
        if (study := self.grid.current()) is not None:
            who, year = study.officer, self.bench.year
            self.bench.read(lambda desk: studies.certified_of(desk, who.id, year), lambda found: self._explain_hours(f"{who.name}　{year}年度認證時數", found))

    def explain_cell(self, line: MatrixLine, column: MatrixColumn | None) -> None:
        """Answer why a cell of the matrix is what it is; of the whole person where no course is meant."""
        if column is None:
            self.bench.explain(f"{line.officer.name}的應修課程", f"{line.done} / {line.due}", line.requirements)
            return
        title = f"{line.officer.name}　{column.name}"
        self.bench.read(lambda desk: matrix.cell(desk, line, column), lambda found: self.bench.explain(title, STATES[found.value], found))

    def print_annex(self) -> None:
        """Look at 附表1."""
        from hrdesk.ui.form_window import show_form

        show_form(self, self.bench, "annex1", self.bench.year)

    def open_person(self) -> None:
        """Go to the person of the record chosen."""
        if (study := self.grid.current()) is not None:
            self.bench.go("people", Key("Officer", study.officer.id))

    def open_course(self) -> None:
        """Go to the course of the record chosen."""
        if (study := self.grid.current()) is not None:
            self.bench.go("courses", Key("Course", study.course.id))

    def _act(self) -> None:
        make, row = self.action, self.grid.add_row_action
        make("print", "附表1…", self.print_annex, sign="print", shortcut="Ctrl+P")
        make("import", "匯入…", self.import_records, sign="import", shortcut="Ctrl+I", edits=True)
        make("next", "誰該去上課…", self.who_goes, sign="people", shortcut="Ctrl+E", main=True)
        row(make("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False))
        row(make("why", "為什麼是這個時數？", self.explain_hours, sign="why", shortcut="Ctrl+Shift+W", button=False))
        row(make("hours", "全年認證時數", self.explain_person, sign="calculator", button=False))
        row(make("person", "開啟人員", self.open_person, sign="person", button=False))
        row(make("course", "開啟班期", self.open_course, sign="courses", button=False))
        row(make("remove", "刪除…", self.remove, sign="delete", edits=True, button=False))

    def _explain_hours(self, title: str, found: Explanation[int]) -> None:
        self.bench.explain(title, f"認證 {hours_text(found.value)} 小時", found)

    def _turned(self) -> None:
        self._look()
        self._count_rows()

    def _look(self) -> None:
        """Read the matrix where it is looked at and out of date; Ctrl+F belongs to the tab in front."""
        self.filter = self.matrix.filter if self.tabs.currentIndex() == MATRIX else self.records.filter
        if self.tabs.currentIndex() != MATRIX or not self._matrix_stale:
            return
        self._matrix_stale = False
        year = self.bench.year

        def show(found: Matrix) -> None:
            if year == self.bench.year:
                self.matrix.show_matrix(found)

        self.bench.read(lambda desk: _matrix(desk, year), show)

    def _count_rows(self) -> None:
        if self.tabs.currentIndex() == MATRIX:
            self.say_count(f"{self.matrix.model.rowCount()} 人 × {len(self.matrix.model.columns)} 門課")
            return
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        hours = hours_text(sum(one.certified for one in self.grid.table.records()))
        self.say_count(f"{total if shown == total else f'{shown} / {total}'} 筆，認證 {hours} 小時")


def rate_text(rate: Rate | None) -> str:
    """Return the attendance rate with its counts."""
    return NO_DATA if rate is None else f"{rate.percent}%（到課 {rate.numerator} ／報名 {rate.denominator} 人次）"


def _matrix(desk: "Desk", year: int) -> Matrix:
    looking.note(desk, "required")
    return matrix.matrix(desk, year)


def page(bench: "Workbench") -> TrainingPage:
    """Make the page."""
    return TrainingPage(bench)
