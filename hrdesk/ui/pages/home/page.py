"""今年."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.services.home.overview import Due, Overview, overview
from hrdesk.services.opening import unsaved
from hrdesk.services.opening.beginning import Step, first_steps
from hrdesk.services.opening.unsaved import Unsaved
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page, banner
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.pages.home.bars import SIDE, Bars
from hrdesk.ui.pages.home.charts import Charts
from hrdesk.ui.pages.home.columns import COLUMNS, DueRow, due_rows
from hrdesk.ui.pages.home.steps import FirstSteps, NextStep
from hrdesk.ui.pages.home.unfinished import Unfinished
from hrdesk.ui.records import PAGES
from hrdesk.ui.status_line import due_text

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

CHARTS_HEIGHT, MIDDLE_HEIGHT = 236, 240


@dataclass(frozen=True)
class Home:
    """What the page shows: the year at a glance, what is due as rows, what a new book wants first, and what was not saved."""

    glance: Overview
    due: Rows[DueRow]
    steps: tuple[Step, ...]
    kept: tuple[Unsaved, ...]
    at: datetime


class HomePage(Page[Home]):
    """The year at a glance."""

    name = "home"
    title = "今年"
    kinds = frozenset(PAGES) | {"ReopenedYear"}

    def content(self) -> QWidget:
        """Return the page's blocks: what to do first, what is due beside the package, the charts."""
        self._began: datetime | None = None
        self._kept: tuple[Unsaved, ...] = ()
        self.next_step, self.steps = NextStep(self.follow), FirstSteps(self.bench.go)
        self.unfinished, self._unfinished_text = banner("warn", "", [looks.button("查看…", self.open_unfinished, sign="draft")])
        self.bars, self.charts = Bars(self.bench.go), Charts(self.bench)
        self.department = self.bench.signed.kind is WorkspaceKind.DEPARTMENT
        theme.measure(self.charts, high=CHARTS_HEIGHT - (theme.STEP * 2 if self.department else 0))  # beneath two bars more
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INNER)
        for block in (self.unfinished, self.steps, self.next_step):
            column.addWidget(block)
            block.setVisible(False)  # until it is known whether there is anything to do
        middle = QHBoxLayout()
        middle.setSpacing(theme.GAP)
        middle.addWidget(self._due_block(), 5)
        middle.addWidget(self._package_block(), 3)
        column.addLayout(middle, 1)
        column.addWidget(self.charts)
        return whole

    def load(self, desk: "Desk", year: int) -> Home:
        """Read the year at a glance."""
        glance = overview(desk, year)
        return Home(glance, due_rows(glance.due, desk.today), first_steps(desk, year), unsaved.kept(desk), desk.now())

    def show_data(self, data: Home) -> None:
        """Show it, and let the charts follow."""
        self._began = self._began or data.at
        self._kept = tuple(one for one in data.kept if one.at < self._began)  # a newer one belongs to an editor that is open
        self.unfinished.setVisible(bool(self._kept))
        self._unfinished_text.setText(f"上次程式結束時有 {len(self._kept)} 份輸入沒有存好，內容還在。")
        self.steps.show_steps(data.steps)
        self.next_step.show_due(None if data.steps else data.glance.next_step)
        self.grid.set_rows(data.due)
        self._due_stack.setCurrentIndex(0 if len(data.due) else 1)
        self.bars.show_bars(data.glance.bars)
        overdue = sum(one.overdue for one in data.glance.due)
        self.say_count(f"待辦 {len(data.glance.due)} 件" + (f"，逾期 {overdue} 件" if overdue else ""))
        self.bench.due_known.emit(due_text(data.glance.next_step))
        self.charts.setVisible(not data.steps)  # a new book has nothing to draw
        if not data.steps:
            self.charts.read()

    def open_due(self) -> None:
        """Go to the record of what is due."""
        row = self.grid.current()
        if row is not None:
            self.follow(row.due)

    def follow(self, due: Due) -> None:
        """Go to where something is done, in its year."""
        if due.year:
            self.bench.set_year(due.year)
        self.bench.go(due.page, due.record)

    def open_unfinished(self) -> None:
        """List what was not saved."""
        Unfinished(self, self.bench, self._kept, self.reload).open()

    def _due_block(self) -> QFrame:
        card, column = looks.card()
        self.grid: Grid[DueRow] = Grid("home", "待辦事項", COLUMNS, self.bench.preferences)
        self.grid.add_row_action(self.action("open", "前往", self.open_due, sign="arrow-up-right", button=False))
        self.grid.opened.connect(lambda _: self.open_due())
        holder = QWidget()
        self._due_stack = QStackedLayout(holder)
        self._due_stack.addWidget(self.grid)
        self._due_stack.addWidget(looks.text("這個年度目前沒有待辦事項。", "dim"))
        theme.measure(card, least_high=MIDDLE_HEIGHT)
        column.addWidget(looks.section("待辦事項"))
        column.addWidget(holder, 1)
        return card

    def _package_block(self) -> QFrame:
        card, column = looks.card()
        column.setContentsMargins(theme.GAP - SIDE, theme.INNER, theme.GAP - SIDE, theme.INNER)
        heading = looks.section("各機關進度" if self.department else "年度資料完成情形")
        self.bars.setAccessibleName(heading.text())
        heading.setContentsMargins(SIDE, 0, SIDE, 0)
        column.addWidget(heading)
        column.addWidget(self.bars)
        column.addStretch(1)
        return card


def page(bench: "Workbench") -> HomePage:
    """Make the page."""
    return HomePage(bench)
