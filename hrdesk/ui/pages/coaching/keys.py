"""Inputs made for speed: choices toggled by one digit, and a line completed from what was typed before."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.pick import completer

T = TypeVar("T")


class KeyChoice(QWidget, Generic[T]):
    """Any of a few values, each with its digit: one stop of the Tab key, a digit puts a value in or takes it out."""

    edited = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription("按數字鍵選取：" + "、".join(f"{n} {text}" for n, (_, text) in enumerate(choices, 1)))
        self.setToolTip(self.accessibleDescription())
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(2)
        self.buttons: list[tuple[T, QToolButton]] = []
        for n, (value, text) in enumerate(choices, 1):
            button = QToolButton()
            button.setText(f"{n} {text}")
            button.setAccessibleName(f"{name} {text}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.toggled.connect(lambda _: self.edited.emit())
            line.addWidget(button)
            self.buttons.append((value, button))
        line.addStretch(1)
        self.setFixedHeight(theme.BUTTON - 2)  # as high as a line of text with its frame

    @property
    def value(self) -> tuple[T, ...]:
        """Return the values chosen, in their order."""
        return tuple(value for value, button in self.buttons if button.isChecked())

    def set_value(self, values: Iterable[T]) -> None:
        """Choose these values."""
        chosen = list(values)
        for value, button in self.buttons:
            button.setChecked(value in chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the value with this digit in or take it out; everything else goes on to the form."""
        digit = int(event.text()) if event.text().isdecimal() else 0
        if 1 <= digit <= len(self.buttons):
            self.buttons[digit - 1][1].toggle()
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of an input, in the accent where the keys go here."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        painter.setPen(QPen(c.accent if self.hasFocus() else c.line, 1))
        painter.setBrush(c.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()


class KnownLine(QLineEdit):
    """A line of text completed from what is known. Left with a part of just one known text, it takes that text; who then writes the part again means it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._known: tuple[str, ...] = ()
        self._meant: set[str] = set()
        self.editingFinished.connect(self._complete)

    def offer(self, known: Iterable[str]) -> None:
        """Complete what is typed from these texts."""
        texts = tuple(dict.fromkeys(text for text in known if text))
        if texts != self._known:
            self._known = texts
            self.setCompleter(completer(texts, self))

    @property
    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.text().strip()

    def _complete(self) -> None:
        typed = self.value
        if not typed or typed in self._known or typed in self._meant:
            return
        near = [text for text in self._known if typed.casefold() in text.casefold()]
        if len(near) == 1:
            self._meant.add(typed)
            self.setText(near[0])
