"""A walk through a window: every page, every tab of it, every dialog that a page's actions and buttons open, and what stands on them in words."""

from collections.abc import Callable, Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from hrdesk.ui.main_window import MainWindow

ASKS = "…"  # ends the name of whatever asks before it does something
PRINTER = "列印…"  # asks in the system's own dialog, which waits for an answer
PLAIN = ("card", "edit", "look", "why")  # actions that open something without asking
ROWS = 30  # of a list that are read
DEEP = 2  # dialogs upon each other
Rest = Callable[[], None]
Stop = tuple[str, QWidget]  # where the walk stands: a name for the picture, and what to look at


def stops(window: MainWindow, rest: Rest, names: Collection[str] = (), *, dialogs: bool = True) -> Iterator[Stop]:
    """Yield every page (or those named) and its tabs, and with `dialogs` whatever they open; `rest` waits until everything is read."""
    for name in names or tuple(window.places):
        window.show_page(name)
        rest()
        seen: set[str] = set()
        for tab, mark in _tabs(window.page, rest):
            yield f"{name}{mark}", window
            if dialogs:
                _choose_rows(tab)
                rest()
                yield from _opened(window, f"{name}{mark}", seen, rest)
        window.side.leave()


def _opened(window: MainWindow, name: str, seen: set[str], rest: Rest) -> Iterator[Stop]:
    """Yield what the actions and buttons of a page open, and those of the pane beside it, each name once a page."""
    for key, action in [(key, one) for key, one in window.page.actions_by_key.items() if one.text() not in seen]:
        asks = action.text().endswith(ASKS) and action.text() != PRINTER
        if action.isEnabled() and action.isVisible() and (asks or key in PLAIN):
            seen.add(action.text())
            yield from _shown(f"{name}-{key}", action.trigger, rest, DEEP)
    for part, where in (("", window.page), ("-side", window.side)):
        for n, button in enumerate(one for one in _asking(where) if one.text() not in seen):
            if isValid(button):
                seen.add(button.text())
                yield from _shown(f"{name}{part}-button{n}", button.click, rest, DEEP)
    if window.side.isVisible():
        yield f"{name}-side", window


def _shown(name: str, do: Callable[[], object], rest: Rest, deep: int) -> Iterator[Stop]:
    """Do something, yield the dialog that opens and those upon it, and close them."""
    before = _windows()
    do()
    rest()
    for made in [one for one in _windows() if one not in before]:
        yield name, made
        if deep > 1 and isinstance(made, QDialog):
            for n, button in enumerate(one for one in _asking(made) if not isinstance(made, QFileDialog)):
                yield from _shown(f"{name}-{n}", button.click, rest, deep - 1)
        _close(made)
        rest()


def _windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow() and one.inherits("QDialog")]


def _close(made: QWidget) -> None:
    for one in (*[two for two in _windows() if two.parentWidget() is made], made):
        if isValid(one):
            one.hide()
            one.deleteLater()


def _asking(where: QWidget) -> list[QAbstractButton]:
    """Return the buttons that open a dialog and stand in no title line, whose buttons are a page's actions."""
    found = [one for one in where.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled() and one.window() is where.window()]
    named = [one for one in found if one.text().endswith(ASKS)]
    actions = {action.text() for action in getattr(where, "actions_by_key", {}).values()}
    return [one for one in named if one.text() not in actions | {PRINTER}]


def _tabs(page: QWidget, rest: Rest) -> Iterator[tuple[QWidget, str]]:
    """Yield each tab of a page as it is shown; a page without tabs is one."""
    tabs = [one for one in page.findChildren(QTabWidget) if one.isVisible()][:1]
    lists = [one for one in page.findChildren(QListWidget) if one.isVisible() and one.accessibleName() == "設定的段落"]
    for several, count in [(tabs[0], tabs[0].count())] if tabs else [(lists[0], lists[0].count())] if lists else []:
        for n in range(count):
            several.setCurrentIndex(n) if isinstance(several, QTabWidget) else several.setCurrentRow(n)
            rest()
            yield page, f"-{n}" if n else ""
        return
    yield page, ""


def _choose_rows(where: QWidget) -> None:
    for table in where.findChildren(QTableView):
        if table.isVisible() and table.model() is not None and table.model().rowCount():
            table.selectRow(0)


def texts(widget: QWidget) -> Iterator[str]:
    """Yield every sentence that can be read on a widget now: names, tips, headings, entries and the first cells of tables."""
    yield widget.windowTitle()
    for one in (widget, *widget.findChildren(QWidget)):
        if one.isVisible() and one.window() is widget.window():
            yield from (one.toolTip(), one.accessibleName())
            yield from _said(one)


def _said(one: QWidget) -> Iterator[str]:
    if isinstance(one, (QLabel, QAbstractButton, QLineEdit)):
        yield one.text()
    if isinstance(one, (QLineEdit, QPlainTextEdit)):
        yield one.placeholderText()
    if isinstance(one, QGroupBox):
        yield one.title()
    if isinstance(one, QMessageBox):
        yield one.text()
    if isinstance(one, QComboBox):
        yield from (one.itemText(n) for n in range(one.count()))
    if isinstance(one, QTabWidget):
        yield from (one.tabText(n) for n in range(one.count()))
    if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
        yield from _cells(one)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is not None:
        columns, rows = 1 if isinstance(view, QListView) else model.columnCount(), min(model.rowCount(), ROWS)
        yield from (str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in range(columns))
        yield from (str(model.index(row, n).data() or "") for row in range(rows) for n in range(columns))
