"""A line that says what was done and fades, with 復原 while it may be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from hrdesk.ui.kit import theme

STAYS = 6000  # milliseconds


class Toast(QFrame):
    """Stands at the bottom of its parent for six seconds; `undo` is called by its button."""

    def __init__(self, parent: QWidget, undo: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GAP, theme.STEP, theme.STEP * 2, theme.STEP)
        self._sentence = QLabel()
        self._undo = QPushButton("復原")
        self._undo.setAccessibleName("復原剛才的動作")
        self._undo.clicked.connect(self.hide)
        self._undo.clicked.connect(lambda: undo())
        line.addWidget(self._sentence)
        line.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, *, undoable: bool) -> None:
        """Say a sentence, with 復原 where it may be taken back."""
        self._sentence.setText(sentence)
        self._undo.setVisible(undoable)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def outdated(self) -> None:
        """Take 復原 back: something else was done since, and that would be undone."""
        self._undo.setVisible(False)
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """Stand in the middle of the parent's lower edge."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - theme.MARGIN)
