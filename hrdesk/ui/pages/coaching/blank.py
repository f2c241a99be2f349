"""A list, or where it is empty an icon, one sentence and the first thing to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import pixmap

SIGN = 40  # pixels


class OrBlank(QWidget):
    """Shows a list, or in its place what to do first."""

    def __init__(self, content: QWidget, sign: str, sentence: str, verb: str = "", do: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        empty = QWidget()
        column = looks.column(empty, spacing=theme.INNER)
        picture = QLabel()
        picture.setPixmap(pixmap(sign, SIGN, theme.colours().faint, self.devicePixelRatioF()))
        said = looks.text(sentence, "dim")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        if do is not None:
            column.addWidget(looks.button(verb, do), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._stack.addWidget(empty)

    def show_blank(self, *, blank: bool) -> None:
        """Show what to do first, or the list."""
        self._stack.setCurrentIndex(int(blank))
