"""How tests drive the window: fill the book, wait until nothing is under way, find widgets by the name a screen reader says."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hrdesk.services.core.desk import Desk
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.slices import Slices
from hrdesk.ui.workbench import Workbench
from tests.services.book import Clock

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
SCREEN = QSize(int(1366 / 1.25), int((768 - 40) / 1.25))  # a small office screen at 125 %, less the task bar
INPUTS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)
INSIDE = ("qt_spinbox_lineedit", "qt_clear_button", "qt_calendar")  # parts of Qt's own widgets, which speak for them
PATIENCE = 20_000  # milliseconds; only a hung test ever waits so long


def spoken(widget: QWidget) -> bool:
    """Tell whether a screen reader can say what a control is."""
    if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
        return True
    parent = widget.parentWidget()
    inside = widget.objectName().startswith(INSIDE) or isinstance(parent, (QComboBox, QAbstractItemView, QHeaderView, QAbstractSpinBox))
    return inside or (isinstance(widget, QAbstractButton) and isinstance(parent, QLineEdit)) or isinstance(widget, QHeaderView)


def slicing() -> bool:
    """Tell whether a widget is still being built in slices."""
    return any(one.under_way for window in QApplication.topLevelWidgets() for one in window.findChildren(Slices))


class Driver:
    """A workbench on a real workspace and short ways to drive what stands on it."""

    def __init__(self, qtbot: QtBot, bench: Workbench, clock: Clock, refused: list[Exception]) -> None:
        self.qtbot, self.bench, self.clock, self.refused = qtbot, bench, clock, refused
        self._hosts: list[QWidget] = []

    def settle(self) -> None:
        """Wait until every piece of work was done and handed over, and what it queued as well; what is built in slices stands then."""
        self.qtbot.waitUntil(self.bench.tasks.idle, timeout=PATIENCE)
        for _ in range(3):
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.bench.tasks.idle() and not slicing(), timeout=PATIENCE)

    def ask(self, work: Callable[[Desk], T]) -> T:
        """Do something with the book on the desk's thread and return what it gives."""
        found: list[T] = []
        self.bench.tasks.run(work, found.append)
        self.settle()
        return found[0]

    def open(self, page: Page[Any], *, width: int = 1100, height: int = 640) -> None:
        """Show a page and wait until it is loaded."""
        self.qtbot.addWidget(page)
        page.resize(width, height)
        theme.dress(page)
        page.show()
        self.settle()

    def dialog(self, kind: type[W] | None = None) -> W:
        """Return the one dialog that is open (of a kind)."""
        self.settle()
        found = [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, kind or Dialog)]
        assert len(found) == 1, found
        return found[0]  # type: ignore[return-value]

    def press(self, inside: QWidget, name: str) -> None:
        """Press the visible button with this accessible name or text, and wait for what it does."""
        buttons = [one for one in inside.findChildren(QAbstractButton) if name in (one.accessibleName(), one.text()) and one.isVisible()]
        assert len(buttons) == 1, (name, [one.text() for one in inside.findChildren(QAbstractButton) if one.isVisible()])
        assert buttons[0].isEnabled(), name
        buttons[0].click()
        self.settle()

    def host(self) -> QWidget:
        """Return a shown widget for dialogs to stand on, which lives as long as the driver."""
        made = QWidget()
        self._hosts.append(made)
        self.qtbot.addWidget(made)
        theme.dress(made)
        made.show()
        return made

    def looked_over(self, widget: QWidget) -> None:
        """Fail where a dialog or page does not fit 1366×768 at 125 %, or an input has no name to be read out."""
        least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
        assert least.width() <= SCREEN.width(), (least.width(), widget.windowTitle())
        assert least.height() <= SCREEN.height(), (least.height(), widget.windowTitle())
        unnamed = [one for one in widget.findChildren(QWidget) if isinstance(one, INPUTS) and one.isVisible() and not spoken(one)]
        assert not unnamed, unnamed

    def close(self) -> None:
        """Close everything; an expected error that nobody looked at fails the test."""
        self.bench.tasks.close()
        assert not self.refused, self.refused
        several = getattr(self.bench.tasks, "several", [])
        assert not several, several  # what a person does once is taken back at once
