"""A line of text, or a link, that gives way: where there is no room for all of it, it ends in … and says the whole as a tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

EDGE = 4  # pixels of a link beside its words


class Shortened(QLabel):
    """A text of one line, painted as short as it must be."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @override
    def minimumSizeHint(self) -> QSize:
        """Give way to whatever stands beside it."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as a tip what there is no room for."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        del event
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(painter, self.rect(), int(middle), self.palette(), self.isEnabled(), self._shown(), self.foregroundRole())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())


class OneLine(QLabel):
    """A text that stands on one line where there is room for it, and else goes on in the next."""

    def __init__(self, words: str = "", role: str = "") -> None:
        super().__init__(words)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self.setProperty("role", role)

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + EDGE, self.fontMetrics().height())


class ShortLink(QPushButton):
    """A link no wider than its place; the whole sentence is its tip."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("kind", "link")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def minimumSizeHint(self) -> QSize:
        """Give way to whatever stands beside it."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        beside = 2 * EDGE + (0 if self.icon().isNull() else self.iconSize().width() + EDGE)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - beside)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
