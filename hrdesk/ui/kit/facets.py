"""A row of choices above a table, each with how many rows it stands for; exactly one is on."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow

T = TypeVar("T")


class Facets(QWidget, Generic[T]):
    """`picked` tells that another choice is on; `value` is that choice, None = everything."""

    picked = Signal()

    def __init__(self, choices: Sequence[tuple[T, str]], everything: str = "全部") -> None:
        super().__init__()
        self.value: T | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[T | None, tuple[QPushButton, str]] = {}
        line = Flow(spacing=theme.STEP)
        for value, words in ((None, everything), *choices):
            button = looks.button(words, partial(self.pick, value), kind="choice")
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[value] = button, words
            line.addWidget(button)
        self.setLayout(line)
        self._buttons[None][0].setChecked(True)

    def pick(self, value: T | None) -> None:
        """Turn a choice on."""
        self.value = value
        self._buttons[value][0].setChecked(True)
        self.picked.emit()

    def show_counts(self, total: int, counts: Mapping[T, int]) -> None:
        """Say how many rows each choice stands for; one without any is off, unless it is the one picked."""
        for value, (button, words) in self._buttons.items():
            count = total if value is None else counts.get(value, 0)
            button.setText(f"{words} {count}")
            button.setAccessibleName(f"{words} {count} 列")
            button.setEnabled(value is None or bool(count) or value == self.value)
