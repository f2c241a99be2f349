"""Picking one of many by typing a part of it: people, courses, topics, agencies."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from hrdesk.ui.kit.fields import Field

T = TypeVar("T")
OFFERED = 12  # lines of the list


def completer(texts: Sequence[str], parent: QWidget) -> QCompleter:
    """Return what completes a line from texts that hold the part typed, Chinese from the first character."""
    made = QCompleter(parent)
    made.setModel(QStringListModel(list(texts), made))  # the completer's own: nothing else keeps it, and without it no list opens
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setMaxVisibleItems(OFFERED)
    belong(made, parent)
    return made


def belong(completer: QCompleter, parent: QWidget) -> None:
    """Let a completer's list look like the window it opens from."""
    popup = completer.popup()
    assert popup is not None
    popup.setParent(parent, Qt.WindowType.Popup)


class PickField(Field, Generic[T]):
    """One of many values, found by typing any part of its label; what is no label is told as such."""

    def __init__(self, key: str, label: str, choices: Iterable[tuple[T, str]] = (), *, hint: str = "", required: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.line = QLineEdit()
        self.line.setPlaceholderText("輸入任一部分來尋找")
        self.line.setClearButtonEnabled(True)
        self.put(self.line)
        self._by_label: dict[str, T] = {}
        self.offer(choices)
        self.line.textChanged.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._settle)

    def offer(self, choices: Iterable[tuple[T, str]]) -> None:
        """Offer these values; labels of two values that are the same are numbered."""
        self._by_label = {}
        for value, label in choices:
            name, n = label, 2
            while name in self._by_label:
                name, n = f"{label}（{n}）", n + 1
            self._by_label[name] = value
        self.line.setCompleter(completer(tuple(self._by_label), self.line))

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def text_of(self, value: object) -> str:
        """Return a value's label."""
        return next((name for name, one in self._by_label.items() if one == value), "")

    def set_text(self, text: str) -> None:
        """Show what was typed."""
        self.line.setText(text)

    def fault(self) -> str:
        """Return that nothing is called so, or nothing."""
        if self.line.text().strip() and self.value is None:
            return f"沒有「{self.line.text().strip()}」，請從清單選擇"
        return super().fault()

    @property
    def value(self) -> T | None:
        """Return the value whose label stands there, or the only one that holds what is typed; None for none."""
        typed = self.line.text().strip()
        if typed in self._by_label:
            return self._by_label[typed]
        near = self._near(typed)
        return self._by_label[near[0]] if len(near) == 1 else None

    def set_value(self, value: T | None) -> None:
        """Show a value's label."""
        self.line.setText(self.text_of(value))

    def _near(self, typed: str) -> list[str]:
        return [name for name in self._by_label if typed and typed.casefold() in name.casefold()]

    def _settle(self) -> None:
        near = self._near(self.line.text().strip())
        if len(near) == 1 and self.line.text() != near[0]:
            self.line.setText(near[0])
