"""Every shortcut in one list: the window's commands, the open page's actions, and what tables and date fields understand."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from hrdesk.ui import commands
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.table_model import fold

if TYPE_CHECKING:
    from hrdesk.ui.main_window import MainWindow

EVERYWHERE = (
    (
        "表格",
        (
            ("開啟一列", "Enter"),
            ("複製選取的列（可貼到 Excel）", "Ctrl+C"),
            ("貼上從 Excel 複製的資料", "Ctrl+V"),
            ("選取全部", "Ctrl+A"),
            ("選取一段", "Shift+↑ ↓"),
        ),
    ),
    ("日期欄位", (("今天", "T"), ("前後一天", "↓ ↑"), ("前後一週", "PgDown PgUp"), ("開啟月曆", "F4"))),
    ("明細與視窗", (("關閉明細、視窗或取消", "Esc"), ("下一個、上一個欄位", "Tab　Shift+Tab"))),
)
HEIGHT = 520


class Keys(Dialog):
    """快速鍵一覽, to be filtered."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "快速鍵一覽", "關閉", cancel="")
        self.filter = QLineEdit()
        self.filter.setAccessibleName("篩選快速鍵")
        self.filter.setPlaceholderText("篩選…")
        self.filter.setClearButtonEnabled(True)
        self.body.addWidget(self.filter)
        self.groups = groups(window)
        inside = QWidget()
        self._cells = QGridLayout(inside)
        self._cells.setContentsMargins(0, 0, theme.INNER, 0)
        self._cells.setVerticalSpacing(theme.STEP)
        self._cells.setColumnStretch(0, 1)
        self._rows: list[tuple[str, tuple[QWidget, ...]]] = []
        self._fill()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.filter.textChanged.connect(self._show)
        self.resize(self.width(), HEIGHT)

    def _fill(self) -> None:
        row = 0
        for title, lines in self.groups:
            heading = looks.section(title)
            heading.setContentsMargins(0, theme.INNER, 0, 0)
            self._cells.addWidget(heading, row, 0, 1, 2)
            self._rows.append((" ".join([title, *(f"{text} {key}" for text, key in lines)]), (heading,)))
            for n, (text, key) in enumerate(lines, row + 1):
                cells = (looks.text(text), looks.text(key, "secondary", wrap=False))
                self._cells.addWidget(cells[0], n, 0)
                self._cells.addWidget(cells[1], n, 1)
                self._rows.append((f"{title} {text} {key}", cells))
            row += len(lines) + 1
        self._cells.setRowStretch(row, 1)

    def _show(self, text: str) -> None:
        for hay, widgets in self._rows:
            for widget in widgets:
                widget.setVisible(fold(text.strip()) in fold(hay))


def groups(window: "MainWindow") -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return every shortcut under its heading: the menus, the pages, the open page, and what is the same everywhere."""
    found = []
    for menu in commands.MENUS:
        lines = tuple((one.text, native(QKeySequence(one.shortcut))) for one in commands.COMMANDS if one.menu == menu and one.shortcut)
        if lines:
            found.append((plain(menu), lines))
    pages = tuple((place.title, f"Ctrl+{n}") for n, place in enumerate(window.places.values(), 1) if n <= len("123456789"))
    found.append(("前往各頁", pages))
    own = tuple((plain(action.text()), native(action.shortcut())) for action in window.page.actions_by_key.values() if _has_key(action))
    if own:
        found.append((f"本頁：{window.page.title}", own))
    return (*found, *EVERYWHERE)


def plain(text: str) -> str:
    """Return the words of a menu without the letter for the keyboard and the dots."""
    return text.partition("(&")[0].rstrip("…")


def native(keys: QKeySequence) -> str:
    """Return a shortcut as this system writes it."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _has_key(action: QAction) -> bool:
    return not action.shortcut().isEmpty()
