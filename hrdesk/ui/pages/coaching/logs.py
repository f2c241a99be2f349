"""備份與傳輸紀錄: a year by month, a line to add an entry with, and the entries. A month without any is 無資料, never 正常."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.seeds import LogKind, Outcome
from hrdesk.services.core import words
from hrdesk.services.teachers import coaching
from hrdesk.services.teachers.log_year import LogLine, LogMonth, LogYear, MonthState
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.chips import COLOURS, SIGNS
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone
from hrdesk.ui.pages.coaching.log_editor import LogEditor, LogStrip

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

TONES = {MonthState.GOOD: Tone.GOOD, MonthState.INCIDENT: Tone.BAD, MonthState.NO_DATA: Tone.WARN, MonthState.TO_COME: Tone.QUIET}
CELL = 64  # pixels of a month's width, at least


def outcome(line: LogLine) -> Chip:
    """Return what an entry found."""
    good = line.record.outcome is Outcome.GOOD
    return Chip(words.label(line.record.outcome), Tone.GOOD if good else Tone.BAD)


COLUMNS: tuple[Column[LogLine], ...] = (
    Column("day", "日期", lambda line: roc_short(line.record.day), 96, sort=lambda line: line.record.day, figure=True),
    Column("kind", "種類", lambda line: words.label(line.record.kind), 100),
    Column("system", "系統別", lambda line: line.record.system, 150),
    Column("outcome", "結果", lambda line: words.label(line.record.outcome), 116, chip=outcome),
    Column("verified", "已驗證", lambda line: "是" if line.record.verified else "", 72),
    Column("name", "辦理人", lambda line: line.name, 90),
    Column("detail", "說明", lambda line: line.record.detail, 160, stretch=True, tip=lambda line: line.record.detail),
    Column("remedy", "改善措施", lambda line: line.record.remedy, 160, tip=lambda line: line.record.remedy),
)


class LogTab(QWidget):
    """The tab: the months, the line to add with, the entries."""

    def __init__(self, bench: "Workbench", actions: Sequence[QAction]) -> None:
        super().__init__()
        self.bench = bench
        self.found: LogYear | None = None
        self._only: tuple[LogKind, int] | None = None
        self.months = MonthTable()
        self._months = _Across(self.months)
        self.months.picked.connect(self._filter)
        self.strip = LogStrip(bench)
        self.grid: Grid[LogLine] = Grid("coaching-logs", "備份與傳輸紀錄", COLUMNS, bench.preferences)
        for action in actions:
            self.grid.add_row_action(action)
        self.grid.opened.connect(lambda _: self.edit())
        column = looks.column(self, spacing=theme.INNER)
        column.addWidget(self._months)
        column.addWidget(self.strip)
        self.place = OrBlank(self.grid, "backup", "這個年度還沒有備份或傳輸紀錄。沒有紀錄是「無資料」，不等於正常；從上方登錄第一筆。")
        column.addWidget(self.place, 1)

    def show_year(self, found: LogYear, rows: Rows[LogLine]) -> None:
        """Show the year."""
        self.found = found
        self.months.show_months(found.months)
        self.strip.offer(found)
        self.grid.set_rows(rows)
        self.place.show_blank(blank=not len(rows))

    def edit(self) -> None:
        """Change the entry chosen."""
        line = self.grid.current()
        if line is not None and self.found is not None and self.bench.writable:
            LogEditor(self, self.bench, self.found, line.record).open()

    def edit_entry(self, key: str) -> bool:
        """Change the entry with this id; tell whether there is one."""
        line = next((one for one in self.found.lines if one.id == key), None) if self.found else None
        if line is not None and self.found is not None:
            LogEditor(self, self.bench, self.found, line.record).open()
        return line is not None

    def remove(self) -> None:
        """Delete the entries chosen, after saying how many."""
        records = [line.record for line in self.grid.selection()]
        if records:
            confirm(
                self,
                "刪除紀錄",
                f"將刪除 {len(records)} 筆備份或傳輸紀錄，可以用「復原」取回。",
                f"刪除 {len(records)} 筆",
                lambda: self.bench.write(lambda desk: coaching.remove(desk, records), f"已刪除 {len(records)} 筆紀錄"),
                danger=True,
            )

    def _filter(self, only: LogMonth | None) -> None:
        self._only = (only.kind, only.month) if only else None
        self.grid.set_filter("", None if only is None else lambda line: (line.record.kind, line.record.day.month) == self._only)


class _Across(QScrollArea):
    """Scrolls the months sideways where there is no room for twelve, and is as high as they are."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._inside = inside
        self.setWidget(inside)

    @override
    def sizeHint(self) -> QSize:
        wanted = self._inside.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if wanted.width() > self.width() else 0
        return QSize(wanted.width(), wanted.height() + bar)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the bar."""
        super().resizeEvent(event)
        self.updateGeometry()


class MonthTable(QFrame):
    """Kind by month: each cell says its state in a word and with an icon, and filters the entries."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.cells: dict[tuple[LogKind, int], QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
        self._table = QGridLayout()
        self._table.setSpacing(theme.STEP)
        self._column.addLayout(self._table)
        for row, kind in enumerate(LogKind, 1):
            self._table.addWidget(looks.text(words.label(kind), "secondary", wrap=False), row, 0)
        for month in range(1, 13):
            head = looks.text(f"{month}月", "secondary", wrap=False)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._table.addWidget(head, 0, month)
            self._table.setColumnStretch(month, 1)

    def show_months(self, months: Sequence[LogMonth]) -> None:
        """Show the states of a year."""
        for one in months:
            cell = self.cells.get((one.kind, one.month)) or self._add(one)
            self._fill(cell, one)

    def _add(self, one: LogMonth) -> QToolButton:
        cell = QToolButton()
        cell.setCheckable(True)
        cell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        cell.setMinimumWidth(CELL)
        self._table.addWidget(cell, list(LogKind).index(one.kind) + 1, one.month, Qt.AlignmentFlag.AlignHCenter)
        cell.clicked.connect(lambda: self._choose(one, cell))
        self.cells[one.kind, one.month] = cell
        return cell

    def _choose(self, one: LogMonth, cell: QToolButton) -> None:
        for other in self.cells.values():
            if other is not cell:
                other.setChecked(False)
        self.picked.emit(one if cell.isChecked() else None)

    def _fill(self, cell: QToolButton, one: LogMonth) -> None:
        tone = TONES[one.state]
        cell.setIcon(icon(SIGNS[tone], COLOURS[tone]))
        cell.setText(_short(one))
        said = f"{words.label(one.kind)} {one.month}月：{words.label(one.state)}"
        counted = f"，{one.entries} 筆，異常 {one.incidents} 筆，已驗證 {one.verified} 筆" if one.entries else ""
        cell.setAccessibleName(said + counted)
        cell.setToolTip(said + counted)


def _short(one: LogMonth) -> str:
    """Return what fits into a cell: how many entries, how many of them incidents, or that there are none."""
    return {
        MonthState.GOOD: f"正常 {one.entries}",
        MonthState.INCIDENT: f"異常 {one.incidents}",
        MonthState.NO_DATA: "無資料",
        MonthState.TO_COME: "—",
    }[one.state]
