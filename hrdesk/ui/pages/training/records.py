"""The tab of records: the grid with its filters by text, course and participation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hrdesk.domain.participation import Participation
from hrdesk.domain.record import CourseId
from hrdesk.services.core import words
from hrdesk.services.study.studies import Study
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.pages.training.columns import COLUMNS

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

NOTHING = "這個年度還沒有研習紀錄。報名及登錄到課後列在這裡，也可以按「匯入…」讀入試算表，或從 Excel 複製後在此貼上。"


class RecordsView(QWidget):
    """Records filtered by what is typed, by course and by what came of it."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.grid: Grid[Study] = Grid("training", "研習紀錄", COLUMNS, bench.preferences)
        self.filter: QLineEdit = QLineEdit()
        self.filter.setPlaceholderText("姓名、單位、課程、備註…")
        self.filter.setAccessibleName("篩選紀錄")
        self.filter.setClearButtonEnabled(True)
        theme.measure(self.filter, wide=220)
        self.course: QComboBox = _box("課程", 260)
        self.state: QComboBox = _box("參與情形", 140)
        self.state.addItem("全部參與情形", None)
        for one in Participation:
            self.state.addItem(words.label(one), one)
        self.course.addItem("全部課程", None)
        self.place = OrBlank(self.grid, "training", NOTHING, "前往課程與班期", lambda: bench.go("courses"))
        column = looks.column(self, spacing=theme.STEP * 2)
        column.setContentsMargins(0, theme.STEP * 2, 0, 0)
        column.addLayout(Flow(self.filter, self.course, self.state))
        column.addWidget(self.place, 1)
        self.filter.textChanged.connect(lambda _: self._filter())
        self.course.currentIndexChanged.connect(lambda _: self._filter())
        self.state.currentIndexChanged.connect(lambda _: self._filter())

    def show_rows(self, rows: Rows[Study], courses: Sequence[tuple[CourseId, str]]) -> None:
        """Show other records; the filters stay where they still mean something."""
        held = self.course.currentData()
        self.course.blockSignals(True)
        self.course.clear()
        self.course.addItem("全部課程", None)
        for key, name in courses:
            self.course.addItem(name, key)
        self.course.setCurrentIndex(max(self.course.findData(held), 0))
        self.course.blockSignals(False)
        if self.course.currentData() != held:
            self._filter()
        self.grid.set_rows(rows)
        self.place.show_blank(blank=not len(rows))

    def clear_filters(self) -> None:
        """Show every record."""
        self.filter.clear()
        self.course.setCurrentIndex(0)
        self.state.setCurrentIndex(0)

    def _filter(self) -> None:
        course: CourseId | None = self.course.currentData()
        state: Participation | None = self.state.currentData()

        def keep(one: Study) -> bool:
            return course in (None, one.course.id) and state in (None, one.participation)

        self.grid.set_filter(self.filter.text(), keep if course or state else None)


def _box(name: str, width: int) -> QComboBox:
    made = looks.Box()
    made.setAccessibleName(name)
    theme.measure(made, wide=width)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made
