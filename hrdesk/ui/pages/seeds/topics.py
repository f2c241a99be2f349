"""Several items of the catalogue: typed or picked one after another, each taken off again."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QToolButton, QVBoxLayout, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.pick import belong


class TopicsField(Field):
    """Codes of catalogue leaves in the order in which they were chosen; `value` are the codes."""

    def __init__(self, key: str, label: str, topics: Sequence[tuple[str, str]], *, hint: str = "") -> None:
        super().__init__(key, label, hint=hint)
        self.names = dict(topics)
        self._codes: tuple[str, ...] = ()
        inside = QWidget()
        self._column: QVBoxLayout = looks.column(inside, spacing=theme.STEP)
        self.box = looks.Box()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(label)
        for code, name in topics:
            self.box.addItem(name, code)
        self._clear()
        completer = self.box.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        belong(completer, self.box)
        self.box.activated.connect(self._pick)
        self._column.addWidget(self.box)
        self.put(inside)
        self.setFocusProxy(self.box)

    @property
    def value(self) -> tuple[str, ...]:
        """Return the codes chosen."""
        return self._codes

    def set_value(self, codes: Iterable[str]) -> None:
        """Show these codes as chosen."""
        self._codes = tuple(dict.fromkeys(codes))
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            if taken is not None and (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, code in enumerate(self._codes):
            self._column.insertWidget(n, self._line(code))

    def text(self) -> str:
        """Return the codes, as they are kept with a draft."""
        return " ".join(self._codes)

    def text_of(self, value: object) -> str:
        """Return codes as they would be kept."""
        return " ".join(value) if isinstance(value, tuple) else ""

    def in_words(self, text: str) -> str:
        """Return the names of codes."""
        return "、".join(self.names.get(code, code) for code in text.split())

    def set_text(self, text: str) -> None:
        """Bring back the codes of a draft."""
        self.set_value(text.split())

    def remove(self, code: str) -> None:
        """Take one off again."""
        self.set_value(one for one in self._codes if one != code)
        self.box.setFocus()
        self.edited.emit()

    def _pick(self, at: int) -> None:
        code = str(self.box.itemData(at))
        if code not in self._codes:
            self.set_value((*self._codes, code))
            self.edited.emit()
        self._clear()

    def _clear(self) -> None:
        self.box.setCurrentIndex(-1)
        edit = self.box.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("選擇或輸入任一部分來加入")
        edit.setAccessibleName(self.label)
        edit.clear()

    def _line(self, code: str) -> QWidget:
        made = QWidget()
        name = self.names.get(code, code)
        off = QToolButton()
        off.setIcon(icon("close"))
        off.setToolTip(f"移除 {name}")
        off.setAccessibleName(f"移除 {name}")
        off.clicked.connect(lambda _=False, code=code: self.remove(code))
        line = looks.row(looks.text(name), off)
        made.setLayout(line)
        line.setStretch(0, 1)
        return made
