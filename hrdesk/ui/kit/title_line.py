"""The title line of a page: what it is at the left, what can be done at the right, beneath each other where one line is too short."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.flow import Flow


class TitleLine(QWidget):
    """Two rows that stand side by side as long as neither is cut."""

    def __init__(self, left: QLayout, right: Flow) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.STEP * 2)
        self._tools = QWidget()
        self._tools.setLayout(right)
        self._line.addLayout(left)
        self._line.addWidget(self._tools, 1)
        self.setMinimumHeight(theme.TITLE)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the wider row: beneath each other there is room for both."""
        return QSize(max(one.minimumSize().width() for one in (self._left, self._right)), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one line and two."""
        super().resizeEvent(event)
        self._choose()

    @override
    def event(self, event: QEvent) -> bool:
        """Choose anew when a button comes or goes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._choose()
        return super().event(event)

    def _choose(self) -> None:
        fits = self._left.minimumSize().width() + self._line.spacing() + self._right.across() <= self.width()
        chosen = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._line.direction() is not chosen:
            self._line.setDirection(chosen)
        self._tools.setMinimumWidth(self._right.across() if fits else 0)  # else how many rows there are would take their room
