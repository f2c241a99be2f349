"""A list, or where it is empty an icon, one sentence and the first thing to do."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon

SIGN = 48  # pixels


class Sign(QWidget):
    """The large quiet icon of an empty page, in the faint colour of the running scheme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._icon = icon(name, "faint")
        self.setFixedSize(QSize(SIGN, SIGN))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, QRect(0, 0, SIGN, SIGN))
        painter.end()


class OrBlank(QWidget):
    """Shows a list, or in its place what to do first; `said` is the sentence, `first` the button, None where there is none."""

    def __init__(self, content: QWidget, sign: str, sentence: str, verb: str = "", do: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        self.blank = QWidget()
        self.first: QPushButton | None = looks.button(verb, do) if do is not None else None
        column = looks.column(self.blank, spacing=theme.INNER)
        self.said = looks.text(sentence, "dim")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        column.addWidget(Sign(sign), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.said)
        if self.first is not None:
            column.addWidget(self.first, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._stack.addWidget(self.blank)

    def show_blank(self, *, blank: bool) -> None:
        """Show what to do first, or the list."""
        self._stack.setCurrentIndex(int(blank))
