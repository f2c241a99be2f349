"""How much coaching bore on each of the seven items: a line an item, which filters the list, and its 「為什麼？」."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.services.teachers.coaching_year import ItemName
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon

LINE = 22  # pixels
FIGURE = 28


class ItemCounts(QWidget):
    """The seven items and 未分類 with their counts. `picked` brings an item's number (0 = 未分類, None = taken back), `asked` one to explain."""

    picked = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column: QVBoxLayout = looks.column(self, spacing=0)
        self.lines: dict[int, ItemLine] = {}

    def show_counts(self, items: Sequence[ItemName], counts: Mapping[int, int], chosen: int | None) -> None:
        """Show the counts by number (0 = 未分類), and which item the list is filtered by."""
        if not self.lines:
            for one in items:
                self._add(one)
        most = max((*counts.values(), 1))
        for number, line in self.lines.items():
            line.show_count(counts.get(number, 0), most, chosen=number == chosen)

    def _add(self, one: ItemName) -> None:
        number = one.number or 0
        line = ItemLine(one)
        line.clicked.connect(lambda: self.picked.emit(number if line.isChecked() else None))
        why = QToolButton()
        why.setIcon(icon("why"))
        why.setAccessibleName(f"為什麼？ {one.name}")
        why.setToolTip("為什麼？")
        theme.measure(why, wide=LINE, high=LINE)
        why.clicked.connect(lambda: self.asked.emit(one))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(line, 1)
        row.addWidget(why)
        self._column.addLayout(row)
        self.lines[number] = line


class ItemLine(QAbstractButton):
    """One item: its number and short name, a bar behind them, the count at the right."""

    def __init__(self, item: ItemName) -> None:
        super().__init__()
        self.item = item
        self._count, self._most = 0, 1
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.measure(self, high=LINE)
        self.setToolTip(item.text)
        self.setText(f"{item.number}　{item.name}" if item.number else f"—　{item.name}")

    def show_count(self, count: int, most: int, *, chosen: bool) -> None:
        """Show a count beside the longest bar's."""
        self._count, self._most = count, most
        self.setChecked(chosen)
        self.setAccessibleName(f"{self.text()} {count} 件")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.grown(180), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, the name over it, and the count."""
        del event
        c, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(0, 1, -theme.grown(FIGURE) - 4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.selected if self.isChecked() or self.underMouse() else c.accent_soft)
        long = inside.width() if self.isChecked() else round(inside.width() * self._count / self._most)
        painter.drawRoundedRect(inside.x(), inside.y(), long, inside.height(), 4, 4)
        if self.hasFocus() or self.isChecked():
            painter.setPen(c.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, 4, 4)
        painter.setFont(theme.font("secondary"))
        painter.setPen(c.text if self._count else c.dim)
        where = inside.adjusted(6, 0, -4, 0)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        painter.setFont(theme.figures(theme.font("secondary", bold=bool(self._count))))
        painter.drawText(self.rect().adjusted(0, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(self._count))
