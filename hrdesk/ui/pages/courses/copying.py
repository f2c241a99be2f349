"""沿用往年班期: a course of an earlier year chosen to be held again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.training import Course
from hrdesk.services.study import courses
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Column, rows_of
from hrdesk.ui.pages.courses.columns import dates, organiser

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

COLUMNS: tuple[Column[Course], ...] = (
    Column("code", "代碼", lambda one: one.code, 100),
    Column("name", "課程名稱", lambda one: one.name, 200, stretch=True),
    Column("term", "期別", lambda one: one.term, 72),
    Column("dates", "日期", lambda one: dates(one), 136, sort=lambda one: one.start),
    Column("hours", "時數", lambda one: hours_text(one.minutes), 56, sort=lambda one: one.minutes, figure=True),
    Column("organiser", "主辦", lambda one: organiser(one), 110),
)
WIDE, HIGH = 760, 460


class CopyDialog(Dialog):
    """The courses of the years before; `chosen` gets the one to be held again."""

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, chosen: Callable[[Course], object]) -> None:
        super().__init__(parent, f"沿用往年班期到{year}年度", "沿用", width=640)
        self._chosen = chosen
        self.body.addWidget(looks.dim("日期移到同一個星期幾，代碼開頭的年度改成新年度；下一步可以修改後再儲存。報名人員不沿用。"))
        self.search = QLineEdit()
        self.search.setPlaceholderText("篩選課程、代碼…")
        self.search.setAccessibleName("篩選")
        self.grid: Grid[Course] = Grid("copy-course", "往年班期", COLUMNS, bench.preferences)
        self.search.textChanged.connect(self.grid.set_filter)
        self.grid.chosen.connect(self._look)
        self.grid.opened.connect(lambda _: self.finish())
        self.none = looks.dim("往年沒有班期。")
        self.none.setVisible(False)
        self.body.addWidget(self.search)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.none)
        self.resize(WIDE, HIGH)
        self.free_enter()
        self.search.setFocus()
        self._look()
        bench.read(lambda desk: courses.earlier(desk, year), self._show, self.refuse)

    def finish(self) -> None:
        """Hand the course over."""
        course = self.grid.current()
        if course is not None:
            self.accept()
            self._chosen(course)

    def _show(self, found: tuple[Course, ...]) -> None:
        self.grid.set_rows(rows_of(COLUMNS, found))
        self.none.setVisible(not found)

    def _look(self) -> None:
        self.accept_button.setEnabled(self.grid.current() is not None)
