"""What a person's card is built of: headed blocks of lines, each with its chip, its days and the way to its record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chip_label import ChipLabel
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.table_model import Chip

MOST = 12  # lines of a block before the rest is offered
Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Tool:
    """A small button: icon, what a screen reader says, what it does."""

    sign: str
    name: str
    do: Do


class Block(QWidget):
    """A heading with its buttons, and lines under it; a long one offers the rest."""

    def __init__(self, title: str, tools: Sequence[Tool] = ()) -> None:
        super().__init__()
        self._column = looks.column(self, spacing=theme.STEP)
        self._column.setContentsMargins(0, theme.STEP * 2, 0, 0)
        head = looks.row(looks.section(title), None, *(tool_button(tool) for tool in tools), spacing=0)
        self._column.addLayout(head)
        self._count = 0
        self._rest: QWidget | None = None
        self._inside: QVBoxLayout = self._column

    def line(self, text: str, go: Do | None = None, *, chip: Chip | None = None, below: str = "", tools: Sequence[Tool] = ()) -> None:
        """Add a line: a link where there is somewhere to go, a chip at its right, a dimmed text beneath."""
        self._count += 1
        if self._count == MOST + 1:
            self._hide_rest()
        row = looks.row(spacing=theme.STEP)
        row.addWidget(looks.text(text) if go is None else Link(text, go), 1)
        if chip is not None:
            row.addWidget(ChipLabel(chip))
        for tool in tools:
            row.addWidget(tool_button(tool))
        self._inside.addLayout(row)
        if below:
            self._inside.addWidget(looks.dim(below))

    def say(self, text: str) -> None:
        """Add a dimmed sentence."""
        self._inside.addWidget(looks.dim(text))

    def _hide_rest(self) -> None:
        rest = QWidget()
        self._inside = looks.column(rest, spacing=theme.STEP)
        rest.setVisible(False)
        more = looks.button("顯示其餘各項", lambda: None, kind="quiet", sign="chevron-down")
        more.clicked.connect(lambda: rest.setVisible(True))
        more.clicked.connect(more.hide)
        self._column.addWidget(more)
        self._column.addWidget(rest)


class Link(QPushButton):
    """A link as wide as there is room, cut with … where its words are longer; the whole stands in its tip and is what a screen reader says."""

    def __init__(self, text: str, do: Do) -> None:
        super().__init__(text)
        self._whole = text
        self.setProperty("kind", "link")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: do())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - theme.STEP * 2))


def tool_button(tool: Tool) -> QToolButton:
    """Return a small button."""
    made = QToolButton()
    made.setIcon(icon(tool.sign))
    made.setToolTip(tool.name)
    made.setAccessibleName(tool.name)
    made.clicked.connect(lambda: tool.do())
    return made


def span_text(start: date, end: date | None) -> str:
    """Return the days of a span as the card shows them."""
    return f"{roc_short(start)} 起" if end is None else f"{roc_short(start)} – {roc_short(end)}"
