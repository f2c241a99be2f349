"""Every command of the window with its shortcut, in one list: the menus, F1's table of keys and the tests read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from hrdesk.ui.kit.icons import icon

if TYPE_CHECKING:
    from hrdesk.ui.main_window import MainWindow

FILE, EDIT, VIEW, GO, PAGE, HELP = "檔案(&F)", "編輯(&E)", "檢視(&V)", "前往(&G)", "本頁(&P)", "說明(&H)"
DIGITS = 9
MENUS = (FILE, EDIT, VIEW, GO, PAGE, HELP)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its key, where it stands, its words, what it does to the window, its icon and shortcut; `rule` = a line above it."""

    key: str
    menu: str
    text: str
    do: "Callable[[MainWindow], object]"
    sign: str = ""
    shortcut: str = ""
    rule: bool = False


COMMANDS = (
    Command("backup", FILE, "立即備份…", lambda window: window.back_up(), "backup"),
    Command("open", FILE, "開啟另一個工作區…", lambda window: window.leave(), "open-folder", "Ctrl+O"),
    Command("lock", FILE, "鎖定", lambda window: window.lock(), "lock", "Ctrl+L", rule=True),
    Command("passphrase", FILE, "變更密碼…", lambda window: window.change_passphrase(), "key"),
    Command("quit", FILE, "結束", lambda window: window.close(), "logout", "Ctrl+Q", rule=True),
    Command("undo", EDIT, "復原", lambda window: window.bench.undo(), "undo", "Ctrl+Z"),
    Command("redo", EDIT, "重做", lambda window: window.bench.redo(), "redo", "Ctrl+Y"),
    Command("filter", EDIT, "在本頁篩選", lambda window: window.filter_here(), "filter", "Ctrl+F", rule=True),
    Command("find", EDIT, "尋找任何資料…", lambda window: window.find_anywhere(), "search", "Ctrl+K"),
    Command("fold", VIEW, "收合導覽列", lambda window: window.fold(), "menu", "Ctrl+B"),
    Command("side", VIEW, "關閉明細", lambda window: window.side.leave(), "close"),
    Command("larger", VIEW, "文字放大", lambda window: window.scale_text(1), "add", "Ctrl+=", rule=True),
    Command("smaller", VIEW, "文字縮小", lambda window: window.scale_text(-1), "", "Ctrl+-"),
    Command("scheme", VIEW, "切換深淺色", lambda window: window.switch_scheme(), "moon", "Ctrl+D"),
    Command("refresh", VIEW, "重新讀取", lambda window: window.refresh(), "refresh", "F5", rule=True),
    Command("before", GO, "前一年度", lambda window: window.step_year(-1), "chevron-left", "Alt+PgUp"),
    Command("after", GO, "後一年度", lambda window: window.step_year(1), "chevron-right", "Alt+PgDown"),
    Command("guide", HELP, "使用指南", lambda window: window.open_guide(), "help", "F1"),
    Command("keys", HELP, "快速鍵一覽", lambda window: window.open_keys(), "info", "Ctrl+F1"),
    Command("about", HELP, "關於本程式", lambda window: window.open_about(), "info", rule=True),
)


def page_key(n: int) -> str:
    """Return the shortcut of the nth page, from 1: Ctrl with a digit, and Alt with a digit for the pages behind the ninth."""
    return f"Ctrl+{n}" if n <= DIGITS else f"Alt+{n - DIGITS}"


def build(window: "MainWindow") -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Fill the window's menu bar; return its actions and its menus."""
    bar = window.menuBar()
    menus = {name: bar.addMenu(name) for name in MENUS}
    menus[EDIT].setToolTipsVisible(True)  # why there is nothing to undo
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        if command.rule:
            menus[command.menu].addSeparator()
        action = QAction(icon(command.sign), command.text, window) if command.sign else QAction(command.text, window)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        action.triggered.connect(lambda _=False, command=command: command.do(window))
        menus[command.menu].addAction(action)
        actions[command.key] = action
    return actions, menus
