"""The picture of a chart: it knows which bar the mouse or the keyboard is on, and says so."""

from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.chart_paint import EMPTY, Look, Mark

NOTHING = -1
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Drawing(Protocol):
    """What a picture is of."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""

    def draw(self, painter: QPainter, rect: QRectF, look: Look, lit: int) -> tuple[Mark, ...]:
        """Draw the bars, the one at `lit` brought out, and return their places."""


class Plot(QWidget):
    """The picture of one drawing."""

    def __init__(self, drawing: Drawing, parent: QWidget) -> None:
        """Make the picture of a drawing."""
        super().__init__(parent)
        self._drawing, self._marks, self._lit = drawing, tuple[Mark, ...](), NOTHING
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def forget(self) -> None:
        """Leave the bar, as after new figures."""
        self._marks = ()
        self.light(NOTHING)

    def light(self, place: int) -> None:
        """Bring out one bar and tell it, or none."""
        self._lit = place
        self.setAccessibleDescription(self._told(place))
        self.update()

    def _told(self, place: int) -> str:
        if 0 <= place < len(self._marks):
            return self._marks[place].told
        return EMPTY if self._drawing.is_empty() else ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = Look(theme.colours(), theme.font("secondary"), self.devicePixelRatioF())
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        self._marks = self._drawing.draw(painter, inside, look, self._lit)
        if self.hasFocus() and self._lit == NOTHING:
            painter.setPen(look.colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.STEP, theme.STEP)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = next((place for place, mark in enumerate(self._marks) if mark.area.contains(event.position())), NOTHING)
        if place != self._lit:
            self.light(place)
            QToolTip.showText(event.globalPosition().toPoint(), self._marks[place].told if place != NOTHING else "", self)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.light(NOTHING)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._marks) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if last < 0 or key not in {**STEPS, **ends}:
            super().keyPressEvent(event)
            return
        self.light(ends[key] if key in ends else min(last, max(0, self._lit + STEPS[key])))
        mark = self._marks[self._lit]
        QToolTip.showText(self.mapToGlobal(mark.area.center().toPoint()), mark.told, self)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):  # else the person comes back to it
            self.light(NOTHING)
        super().focusOutEvent(event)
