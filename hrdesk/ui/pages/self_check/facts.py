"""What the book holds beside a line of 附表5: facts with links to their records, and what they suggest."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.values import Fact, Key
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chips import SIGNS, tone_colours
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.shortened import ShortLink
from hrdesk.ui.kit.table_model import Chip
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

SIGN = 16  # pixels


class ChipLabel(QWidget):
    """A state outside a table: its icon and its word in the state's colour."""

    def __init__(self, chip: Chip | None = None) -> None:
        super().__init__()
        self._sign, self._word = QLabel(), QLabel()
        self.chip: Chip | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.STEP)
        line.addWidget(self._sign)
        line.addWidget(self._word, 1)
        if chip is not None:
            self.show_chip(chip)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of another scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.chip is not None:
            self.show_chip(self.chip)

    @property
    def text(self) -> str:
        """Return the word."""
        return self._word.text()

    def show_chip(self, chip: Chip) -> None:
        """Show a state."""
        self.chip = chip
        self._sign.setPixmap(pixmap(SIGNS[chip.tone], SIGN, tone_colours(chip.tone)[0], self.devicePixelRatioF()))
        self._word.setText(chip.text)
        self.setMinimumWidth(self.sizeHint().width())  # a row laid out before keeps no smaller place


class FactList(QWidget):
    """Facts one under the other. Those that came from a record open it, where this person may go there."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self._shown: tuple[Fact, ...] | None = None
        self._column: QVBoxLayout = looks.column(self, spacing=2)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show these facts instead."""
        wanted = tuple(facts)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fact in wanted:
            self._column.addWidget(self._line(fact))

    def _line(self, fact: Fact) -> QWidget:
        sentence, key = words.of_fact(fact), fact.record
        if key is None or (self.bench.signed.teacher and page_of(key) not in ("coaching", "self_check")) or _closed_to_teacher(self.bench, key):
            return looks.text(sentence, "secondary")
        return link(sentence, lambda: self.bench.go(page_of(key), key))


def link(sentence: str, do: Callable[[], object]) -> QPushButton:
    """Return a link no wider than its place; the whole sentence is its tip."""
    made = ShortLink(sentence)
    made.clicked.connect(lambda: do())
    return made


def _closed_to_teacher(bench: "Workbench", key: Key) -> bool:
    """Tell whether a record stands on a tab that a seed teacher does not have."""
    return bench.signed.teacher and key.kind in ("SystemLog", "Mentoring")
