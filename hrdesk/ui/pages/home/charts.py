"""The two charts of the year: hours by month, and one of the others to choose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from hrdesk.services.home import figures
from hrdesk.services.home.figures import Covered, Point, Series
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.charts import BarChart, Chart, StackedBar

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

COVERAGE = "需參與課程完成情形"
CHOICES: "Mapping[str, Callable[[Desk, int], Series]]" = {
    "到課情形（每月）": figures.attendance_by_month,
    "輔導件數（每月）": figures.coaching_by_month,
    "輔導件數（依評估項目）": figures.coaching_by_item,
    "認證時數（依研習類別）": figures.hours_by_topic,
}
LYING = frozenset({"輔導件數（依評估項目）", "認證時數（依研習類別）"})
REMEMBERED = "home/chart"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the two charts show of a year: the hours, and the chart chosen by its name."""

    hours: Series
    name: str
    parts: tuple[Series, ...]


class Charts(QWidget):
    """Hours by month at the left, at the right whichever the person chose last."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self._bench = bench
        self._asked = 0
        self.hours = BarChart()
        self.standing, self.lying, self.stacked = BarChart(), BarChart(lying=True), StackedBar()
        self.chooser = looks.Box()
        self.chooser.setAccessibleName("圖表")
        self.chooser.addItems([*CHOICES, COVERAGE])
        self.chooser.setCurrentText(bench.preferences.text(REMEMBERED) or next(iter(CHOICES)))
        self.chooser.currentTextChanged.connect(self._choose)
        self._lay_out()

    def read(self) -> None:
        """Read the figures of the bench's year; what an earlier reading brings is dropped."""
        self._asked += 1
        asked, year, name = self._asked, self._bench.year, self.chooser.currentText()
        self._bench.read(lambda desk: shown(desk, year, name), lambda found: self._show(asked, found))

    def _choose(self, name: str) -> None:
        self._bench.preferences.keep(REMEMBERED, name)
        self.read()

    def _show(self, asked: int, found: Shown) -> None:
        if asked != self._asked:
            return
        self.hours.show_series(found.hours)
        chart: Chart = self.stacked if found.name == COVERAGE else self.lying if found.name in LYING else self.standing
        if chart is self.stacked:
            self.stacked.show_parts(found.name, found.parts)
        elif isinstance(chart, BarChart):
            chart.show_series(found.parts[0])
        self._stack.setCurrentIndex((self.standing, self.lying, self.stacked).index(chart))

    def _lay_out(self) -> None:
        line = looks.row(spacing=theme.GAP)
        self.setLayout(line)
        left, column = looks.card()
        column.addWidget(self.hours, 1)
        right, beside = looks.card()
        beside.addLayout(looks.row(looks.dim("另一張圖"), self.chooser, None))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for chart in (self.standing, self.lying, self.stacked):
            self._stack.addWidget(looks.scrolled(chart))
        beside.addWidget(holder, 1)
        line.addWidget(left, 1)
        line.addWidget(right, 1)


def shown(desk: "Desk", year: int, name: str) -> Shown:
    """Return what the charts show of a year, `name` being the one chosen; runs on the desk's thread."""
    parts = covered_parts(figures.coverage(desk, year)) if name == COVERAGE else (CHOICES[name](desk, year),)
    return Shown(figures.hours_by_month(desk, year), name, parts)


def covered_parts(rows: Sequence[Covered]) -> tuple[Series, ...]:
    """Return coverage as the parts of a stacked bar: one series a state, one point a course."""
    states: tuple[tuple[str, Callable[[Covered], int]], ...] = (
        ("已完成", lambda one: one.done),
        ("部分", lambda one: one.partly),
        ("未完成", lambda one: one.missing),
        ("本年無開課", lambda one: one.not_held),
    )
    return tuple(Series(title, "人", tuple(Point(one.name, count(one), one.article) for one in rows)) for title, count in states)
