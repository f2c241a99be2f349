"""The bar above the page: whose book this is, the year, finding, undo and redo."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

HEIGHT = 40


class TopBar(QFrame):
    """Shows the agency and the 民國年度 with its two arrows; its buttons are the window's own actions."""

    def __init__(self, bench: "Workbench", actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self._bench = bench
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.STEP * 2, 0, theme.GAP, 0)
        line.setSpacing(theme.STEP)
        name = bench.signed.agency_name + ("　試用範例" if bench.signed.sample else "")
        line.addWidget(self._tool(actions["fold"], "收合或展開導覽列"))
        line.addWidget(looks.text(name, "section", wrap=False))
        line.addWidget(looks.text(bench.signed.agency_code, "secondary", wrap=False))
        line.addStretch(1)
        line.addWidget(self._tool(actions["before"], "前一年度"))
        self._year = looks.text("", "section", wrap=False)
        self._year.setAccessibleName("民國年度")
        line.addWidget(self._year)
        line.addWidget(self._tool(actions["after"], "後一年度"))
        line.addStretch(1)
        for key, words in (
            ("find", "尋找任何資料（Ctrl+K）"),
            ("undo", "復原（Ctrl+Z）"),
            ("redo", "重做（Ctrl+Y）"),
            ("lock", "鎖定（Ctrl+L）"),
            ("guide", "使用指南（F1）"),
        ):
            line.addWidget(self._tool(actions[key], words))
        bench.year_changed.connect(self._show_year)
        bench.writable_changed.connect(lambda _: self._show_year(bench.year))
        self._show_year(bench.year)

    def _show_year(self, year: int) -> None:
        self._year.setText(f"民國{year}年度" + ("" if self._bench.writable else "　唯讀"))

    @staticmethod
    def _tool(action: QAction, words: str) -> QToolButton:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        if action.icon().isNull():
            made.setIcon(icon("more"))
        return made
