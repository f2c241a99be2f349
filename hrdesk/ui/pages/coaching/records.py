"""The records of 附表3 on screen: the strip, the list, and beside it the month and the counts by item."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import hours_text, roc_year, year_start
from hrdesk.domain.seeds import Settlement
from hrdesk.domain.values import Explanation
from hrdesk.services.teachers import coaching_year
from hrdesk.services.teachers.coaching_year import CoachingLine, CoachingYear, ItemName
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import banner
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.pages.coaching.columns import COLUMNS, Filters
from hrdesk.ui.pages.coaching.counts import ItemCounts
from hrdesk.ui.pages.coaching.entry import QuickStrip
from hrdesk.ui.pages.coaching.filters import FilterBar
from hrdesk.ui.pages.coaching.month import MonthView

if TYPE_CHECKING:
    from hrdesk.domain.record import OfficerId
    from hrdesk.ui.workbench import Workbench

SIDE = 234  # pixels of the month and the counts


class RecordsTab(QWidget):
    """The tab of the records. `counted` brings what the list shows in words, `folded` whether the strip made room for the list."""

    counted = Signal(str)
    folded = Signal(bool)

    def __init__(self, bench: "Workbench", filters: FilterBar, actions: Sequence[QAction], only: "OfficerId | None") -> None:
        super().__init__()
        self.bench, self.filters, self.only = bench, filters, only
        self.found: CoachingYear | None = None
        self._words = ""
        self._chosen = False  # whether the person said that the strip be there, or not
        self.strip = QuickStrip(bench)
        self.grid: Grid[CoachingLine] = Grid("coaching", "輔導紀錄", COLUMNS, bench.preferences)
        for action in actions:
            self.grid.add_row_action(action)
        self.month, self.counts = MonthView(), ItemCounts()
        self.rate = QPushButton()
        self.rate.setProperty("kind", "link")
        self._rate: Explanation[int] | None = None
        self._lay_out()
        filters.changed.connect(self.apply)
        self.grid.arranged.connect(self._count)
        self.month.picked.connect(filters.pick_day)
        self.counts.picked.connect(filters.pick_item)
        self.counts.asked.connect(self._explain_item)
        self.rate.clicked.connect(self._explain_rate)

    def show_year(self, found: CoachingYear, rows: Rows[CoachingLine], rate: Explanation[int]) -> None:
        """Show a year."""
        if self.found is None or self.found.year != found.year:
            self.month.show_month(found.today if roc_year(found.today) == found.year else year_start(found.year))
        self.found, self._rate = found, rate
        self.filters.offer(found.teachers, found.items)
        self.strip.offer(found)
        self.grid.set_rows(rows)
        self.place.show_blank(blank=not len(rows))
        self.nobody.setVisible(not found.teachers)
        self._say_rate(rate)
        self.apply()
        self._make_room()

    def fold(self, *, folded: bool) -> None:
        """Take the strip away for the list, or show it, and leave it so."""
        self._chosen = True
        self._fold(folded=folded)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show the strip where the list has room beneath it, unless the person chose, or is at it."""
        focus = self.window().focusWidget()
        if self._chosen or self.strip.busy or (focus is not None and self.strip.isAncestorOf(focus)):
            return
        room = self.height() - self.strip.sizeHint().height() - theme.INNER
        self._fold(folded=self.grid.table.total * theme.ROW > room)

    def _fold(self, *, folded: bool) -> None:
        if folded == self.strip.isVisibleTo(self):
            self.strip.setVisible(not folded)
        self.folded.emit(folded)

    def filter_by(self, text: str) -> None:
        """List the rows that hold every word typed."""
        self._words = text
        self.apply()

    def apply(self) -> None:
        """List what the filters mean, and count it by day and item."""
        filters = self.filters.filters
        keep = None if filters == Filters() else filters.keeps
        self.grid.set_filter(self._words, keep)
        if filters.month is not None and filters.month != self.month.month.month:
            self.month.show_month(self.month.month.replace(month=filters.month))
        self._count_sides(filters)

    def _count_sides(self, filters: Filters) -> None:
        if self.found is None:
            return
        lines = [line for line in self.found.lines if filters.teacher in (None, line.record.officer)]
        self.month.show_counts(Counter(line.record.day for line in lines), filters.day)
        self.counts.show_counts(self.found.items, Counter(line.record.item or 0 for line in lines), filters.item)

    def _count(self) -> None:
        shown, total = self.grid.table.records(), self.grid.table.total
        hours = hours_text(sum(line.minutes for line in shown))
        many = f"{total} 件" if len(shown) == total else f"{len(shown)} / {total} 件"
        self.counted.emit(f"{many}，{hours} 小時" if total else "")

    def _who(self) -> "OfficerId | None":
        return self.only or self.filters.filters.teacher

    def _explain_item(self, item: ItemName) -> None:
        year, who = self.bench.year, self._who()
        title = f"第 {item.number} 項 {item.name}" if item.number else item.name

        def show(found: Explanation[int]) -> None:
            self.bench.explain(title, f"{found.value} {found.unit}", found)

        self.bench.read(lambda desk: coaching_year.explain_item(desk, year, item.number, who), show)

    def _explain_rate(self) -> None:
        if self._rate is not None:
            self.bench.explain("第一線解決率", f"{self._rate.value} {self._rate.unit}", self._rate)

    def _say_rate(self, rate: Explanation[int]) -> None:
        settled = self.found is not None and any(line.record.settlement is not Settlement.OPEN for line in self.found.lines)
        figure = f"{rate.value} %" if settled else "無資料"
        self.rate.setText(f"第一線解決率 {figure}　為什麼？")
        self.rate.setAccessibleName(f"第一線解決率 {figure}，為什麼？")

    def _lay_out(self) -> None:
        inside = QWidget()
        side = looks.column(inside, spacing=theme.STEP * 2)
        side.addWidget(self.month)
        side.addWidget(looks.section("各項目件數"))
        side.addWidget(self.counts)
        side.addWidget(self.rate)
        side.addStretch(1)
        scroll = looks.scrolled(inside)
        theme.measure(scroll, wide=SIDE + 10)
        self.side = scroll
        below = QHBoxLayout()
        below.setSpacing(theme.GAP)
        self.place = OrBlank(self.grid, "coaching", "這個年度還沒有輔導紀錄。從上方登錄第一筆，或匯入附表3。")
        below.addWidget(self.place, 1)
        below.addWidget(scroll)
        column = looks.column(self, spacing=theme.INNER)
        to_seeds = [looks.button("登錄指派…", lambda: self.bench.go("seeds"))] if self.only is None else []
        self.nobody, _ = banner("warn", "這個年度還沒有種籽教師，不能登錄輔導。請先登錄指派。", to_seeds)
        column.addWidget(self.nobody)
        column.addWidget(self.strip)
        column.addLayout(below, 1)
