"""Small parts that every page and dialog has: texts of a kind, cards, lines, buttons."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from hrdesk.ui.kit.flow import Flow


def text(words: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Return a text; `role` is title, section, secondary, dim, error, hint or figure. It can be selected and copied."""
    made = QLabel(words)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        made.setProperty("role", role)
    return made


def dim(words: str) -> QLabel:
    """Return a secondary text."""
    return text(words, "secondary")


def section(words: str) -> QLabel:
    """Return the heading of a block."""
    return text(words, "section", wrap=False)


def button(words: str, do: Callable[[], object], *, kind: str = "", sign: str = "") -> QPushButton:
    """Return a button; `kind` is primary, danger, quiet or link, `sign` the name of its icon."""
    made = QPushButton(words)
    made.setAccessibleName(words)
    if kind:
        made.setProperty("kind", kind)
    if sign:
        made.setIcon(icon(sign, "on_accent" if kind == "primary" else "text"))
    made.clicked.connect(lambda: do())
    return made


def tool(sign: str, name: str, do: Callable[[], object]) -> QToolButton:
    """Return a small button that shows an icon alone; its name is said and shown as a tip."""
    made = QToolButton()
    made.setIcon(icon(sign))
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.clicked.connect(lambda: do())
    return made


class Box(QComboBox):
    """A box to choose in that leaves the wheel to the page: who scrolls over it must not choose something else unseen."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what the box stands in scroll; open, its list scrolls by itself."""
        event.ignore()


def box(name: str, least: int) -> QComboBox:
    """Return a box to choose in, named, no wider than `least` characters ask for."""
    made = Box()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(least)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a widget that scrolls, without a frame, where there is no room for all of it."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidget(inside)
    return made


def captioned(cells: Iterable[tuple[str, QWidget, int]]) -> "Flow":
    """Return inputs side by side, each under its caption, with how much of the room each takes; those of a line end at one height."""
    from hrdesk.ui.kit.flow import Flow

    made = Flow()
    for caption, widget, stretch in cells:
        cell = column(spacing=2)
        label = QLabel(caption)
        label.setProperty("role", "secondary")
        label.setBuddy(widget)
        cell.addStretch(1)  # a button is a little higher than an input
        cell.addWidget(label)
        cell.addWidget(widget)
        made.add(cell, stretch)
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a raised block and the column inside it."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
    column.setSpacing(theme.STEP * 2)
    return frame, column


def column(parent: QWidget | None = None, *, margin: int = 0, spacing: int = theme.INNER) -> QVBoxLayout:
    """Return a column of widgets."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made


def row(*widgets: QWidget | None, spacing: int = theme.STEP * 2) -> QHBoxLayout:
    """Return widgets side by side; None is what stretches."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def mark(widget: QWidget, name: str, value: str) -> None:
    """Give a widget a property that the style sheet looks at, and draw it so."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Draw an input as wrong, or as it is usually."""
    mark(widget, "wrong", "true" if wrong else "false")
