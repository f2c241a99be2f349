"""The catalogue tree (研習計畫 參): branches and leaves with their article, how many courses the year holds, and the coverage."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem
from typing_extensions import override

from hrdesk.services.study.catalogue import Branch, Coverage

CODE = Qt.ItemDataRole.UserRole
ALL = "全部班期"
NAME, ARTICLE, HELD, COVERED = range(4)
WIDTHS = {ARTICLE: 72, HELD: 44, COVERED: 84}
FIGURES = (HELD, COVERED)


class CatalogueTree(QTreeWidget):
    """Tells `picked` with the leaf codes that a line stands for, empty for all courses."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("研習項目")
        self.setHeaderLabels(["研習項目", "條文", "班期", "完成"])
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in FIGURES:
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.headerItem().setToolTip(COVERED, "已完成人數 / 應修人數（研習計畫 肆）")
        self._leaves: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda now, _: self.picked.emit(frozenset() if now is None else now.data(NAME, CODE)))

    def show_branches(self, branches: Iterable[Branch], total: int) -> None:
        """Show the catalogue; what was picked and unfolded stays so."""
        held = self.picked_codes()
        unfolded = {item.text(NAME) for item in self._tops() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        self._leaves = {}
        self.addTopLevelItem(_item(ALL, "", total, frozenset()))
        for branch in branches:
            top = _item(branch.group.name, branch.group.article, branch.held, frozenset(leaf.topic.code for leaf in branch.leaves))
            for leaf in branch.leaves:
                item = _item(leaf.topic.name, leaf.topic.article, leaf.held, frozenset({leaf.topic.code}))
                self._leaves[leaf.topic.code] = item
                top.addChild(item)
            self.addTopLevelItem(top)
            top.setExpanded(branch.group.name in unfolded)
        self._pick_again(held)
        self.blockSignals(False)

    def show_coverage(self, coverage: Mapping[str, Coverage]) -> None:
        """Show, behind each leaf that somebody needs, how many have done it."""
        for code, item in self._leaves.items():
            covered = coverage.get(code)
            item.setText(COVERED, f"{covered.done} / {covered.due}" if covered else "")
            item.setToolTip(COVERED, f"應修 {covered.due} 人，已完成 {covered.done} 人" if covered else "本年度沒有人應修")
        for top in self._tops():
            found = [coverage[code] for code in top.data(NAME, CODE) if code in coverage]
            done, due = sum(one.done for one in found), sum(one.due for one in found)
            top.setText(COVERED, f"{done} / {due}" if due else "")
            top.setToolTip(COVERED, f"應修 {due} 人次，已完成 {done} 人次" if due else "")

    def pick_all(self) -> None:
        """Pick the line of all courses."""
        self._pick_again(frozenset())

    def picked_codes(self) -> frozenset[str]:
        """Return the leaf codes that the current line stands for."""
        item = self.currentItem()
        return frozenset() if item is None else item.data(NAME, CODE)

    @override
    def sizeHint(self) -> QSize:
        """Ask for enough width to read a leaf's name."""
        return QSize(376, super().sizeHint().height())

    def _tops(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _pick_again(self, held: frozenset[str]) -> None:
        every = [*self._tops(), *self._leaves.values()]
        self.setCurrentItem(next((item for item in every if item.data(NAME, CODE) == held), every[0]))


def _item(name: str, article: str, held: int, codes: frozenset[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, article, str(held) if held else "", ""])
    item.setData(NAME, CODE, codes)
    item.setToolTip(NAME, name)
    for column in FIGURES:
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
