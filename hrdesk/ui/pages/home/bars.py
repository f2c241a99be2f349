"""How complete the year-end package is: thin bars with counts, each a button to its page."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.services.home.overview import Bar
from hrdesk.ui.kit import theme

WIDE, HEIGHT, THICK, SIDE = 240, 35, 6, 8
TIGHT, MANY = 28, 6  # the height of each where there are more than so many, so that the page still fits
NOTHING, DECLARED = "無資料", "零申報"


class BarButton(QAbstractButton):
    """One part of the package: its name, its count, and a thin bar; pressing it opens its page."""

    def __init__(self, bar: Bar, parent: QWidget | None = None, *, tight: bool = False) -> None:
        super().__init__(parent)
        self.bar = bar
        self._above, self._below = (1, 2) if tight else (4, 6)
        self.setText(bar.name)
        self.setAccessibleName(f"{bar.name}　{counted(bar)}")
        self.setAccessibleDescription(bar.sentence)
        self.setToolTip(bar.sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.measure(self, high=TIGHT if tight else HEIGHT)

    @override
    def sizeHint(self) -> QSize:
        """Ask for the whole name and count."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + QFontMetricsF(theme.figures(self.font())).horizontalAdvance(counted(self.bar))
        return QSize(max(WIDE, math.ceil(words) + 4 * SIDE), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setPen(colours.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        inside = whole.adjusted(SIDE, self._above, -SIDE, -self._below)
        self._paint_words(painter, inside)
        track = QRectF(inside.left(), inside.bottom() - THICK, inside.width(), THICK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.line)
        painter.drawRoundedRect(track, THICK / 2, THICK / 2)
        if self.bar.total and self.bar.done:
            painter.setBrush(colours.good if self.bar.done == self.bar.total else colours.accent)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), max(track.width() * self.bar.done / self.bar.total, THICK), THICK), THICK / 2, THICK / 2)
        painter.end()

    def _paint_words(self, painter: QPainter, inside: QRectF) -> None:
        colours = theme.colours()
        line = QRectF(inside.left(), inside.top(), inside.width(), inside.height() - THICK - 2)
        figures = theme.figures(self.font())
        count = counted(self.bar)
        wide = QFontMetricsF(figures).horizontalAdvance(count)
        painter.setFont(self.font())
        painter.setPen(colours.text)
        name = QFontMetricsF(self.font()).elidedText(self.bar.name, Qt.TextElideMode.ElideRight, line.width() - wide - SIDE)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(figures)
        painter.setPen(colours.dim)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)


class Bars(QWidget):
    """The bars under each other; `go` is told the page of the one pressed."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        self.buttons: list[BarButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these parts instead."""
        for old in self.buttons:
            self._column.removeWidget(old)
            old.deleteLater()
        self.buttons = [BarButton(one, self, tight=len(bars) > MANY) for one in bars]
        for button in self.buttons:
            button.clicked.connect(lambda _=False, page=button.bar.page: self._go(page))
            self._column.addWidget(button)


def counted(bar: Bar) -> str:
    """Return how many of how many, and the per cent; 無資料 for nothing of nothing, 零申報 where that was declared."""
    if bar.total:
        return f"{bar.done} / {bar.total}　{bar.percent}%"
    return DECLARED if bar.declared else NOTHING
