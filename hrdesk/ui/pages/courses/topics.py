"""Picking leaves of the catalogue: a tree with boxes to tick, found by typing a part of a name or its article."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from hrdesk.services.study.catalogue import Branch
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.table_model import fold

CODE = Qt.ItemDataRole.UserRole
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
HIGH = 200


class TopicsField(Field):
    """The catalogue with boxes; `value` are the codes of the leaves ticked. A leaf that this catalogue does not hold any more is kept."""

    def __init__(self, key: str, label: str, branches: Iterable[Branch], *, hint: str = "", required: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        self.search = QLineEdit()
        self.search.setPlaceholderText("尋找項目或條文…")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(f"尋找{label}")
        self.search.textChanged.connect(self._find)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(label)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setFixedHeight(HIGH)
        column.addWidget(self.search)
        column.addWidget(self.tree)
        self.put(inside)
        self.setFocusProxy(self.search)
        self._kept: tuple[str, ...] = ()
        self._leaves: dict[str, QTreeWidgetItem] = {}
        self._branches: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for branch in branches:
            self._grow(branch)
        self.tree.itemChanged.connect(lambda *_: self.edited.emit())

    def text(self) -> str:
        """Return the codes, as they are kept with a draft."""
        return " ".join(self.value)

    def text_of(self, value: object) -> str:
        """Return codes as they would be kept, in the order in which `value` has them."""
        codes = value if isinstance(value, tuple) else ()
        return " ".join((*(code for code in self._leaves if code in codes), *(code for code in codes if code not in self._leaves)))

    def in_words(self, text: str) -> str:
        """Return the names of codes."""
        return "、".join(self._leaves[code].text(0) if code in self._leaves else code for code in text.split())

    def set_text(self, text: str) -> None:
        """Tick by codes."""
        self.set_value(text.split())

    @property
    def value(self) -> tuple[str, ...]:
        """Return the codes ticked, in the order of the regulation; those the catalogue does not hold behind."""
        return (*(code for code, item in self._leaves.items() if item.checkState(0) is ON), *self._kept)

    def set_value(self, codes: Iterable[str]) -> None:
        """Tick these leaves, and unfold their branches."""
        meant = tuple(codes)
        self._kept = tuple(code for code in meant if code not in self._leaves)
        self.tree.blockSignals(True)
        for code, item in self._leaves.items():
            item.setCheckState(0, ON if code in meant else OFF)
            top = item.parent()
            if code in meant and top is not None:
                top.setExpanded(True)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self.edited.emit()

    def _grow(self, branch: Branch) -> None:
        top = QTreeWidgetItem([f"{branch.group.article}　{branch.group.name}"])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.tree.addTopLevelItem(top)
        leaves: list[QTreeWidgetItem] = []
        self._branches.append((top, leaves))
        for leaf in branch.leaves:
            item = QTreeWidgetItem([f"{leaf.topic.article}　{leaf.topic.name}"])
            item.setData(0, CODE, leaf.topic.code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, OFF)
            top.addChild(item)
            self._leaves[leaf.topic.code] = item
            leaves.append(item)

    def _find(self, text: str) -> None:
        wanted = fold(text).split()
        for top, leaves in self._branches:
            for leaf in leaves:
                leaf.setHidden(not all(word in fold(f"{leaf.text(0)} {top.text(0)}") for word in wanted))
            top.setHidden(all(leaf.isHidden() for leaf in leaves))
            top.setExpanded(bool(wanted) or any(leaf.checkState(0) is ON for leaf in leaves))
