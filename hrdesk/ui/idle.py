"""Locking by itself: when nobody touched the window for a while, when the PC slept, and when Windows locks the session.

What Qt tells differs between systems, so the clock is the common ground: it is looked at every few seconds, and a look that comes much too late
means that the PC was asleep.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from ctypes import wintypes
from typing import Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from hrdesk.ui.kit.dialogs import Dialog

LOOK_EVERY = 5  # seconds
SLEPT = 60  # seconds between two looks after which the PC was asleep
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 4
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 7
LEAVING = frozenset({(WM_POWERBROADCAST, PBT_APMSUSPEND), (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)})


class Idle(QObject):
    """Watches the windows of the program and calls `lock` once; `minutes` is asked at every look, `clock` gives seconds and counts sleep."""

    def __init__(self, app: QGuiApplication, minutes: Callable[[], int], lock: Callable[[], object], clock: Callable[[], float] = time.time) -> None:
        super().__init__(app)
        self._app, self._minutes, self._lock, self._clock = app, minutes, lock, clock
        self._touched = self._looked = clock()
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app.focusWindowChanged.connect(self._watch)
        app.inputMethod().cursorRectangleChanged.connect(self.touch)  # what an input method writes comes without keys
        app.applicationStateChanged.connect(self._state)
        self._watch(app.focusWindow())
        self._session = _Session(self._leave)
        app.installNativeEventFilter(self._session)

    def touch(self) -> None:
        """Remember that somebody is there."""
        self._touched = self._clock()

    def look(self) -> None:
        """Lock where nobody was there for long enough, or the PC slept; a clock set back counts as now."""
        now = self._clock()
        slept = now - self._looked > SLEPT
        self._looked = now
        self._touched = min(self._touched, now)
        if slept or now - self._touched >= self._minutes() * 60:
            self._leave()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._app.removeNativeEventFilter(self._session)
        self._app.focusWindowChanged.disconnect(self._watch)
        self._app.inputMethod().cursorRectangleChanged.disconnect(self.touch)
        self._app.applicationStateChanged.disconnect(self._state)
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key and move of the mouse as a sign of life; nothing is held back."""
        if event.type() in TOUCHES:
            self.touch()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            self.touch()
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        QTimer.singleShot(0, self, self._lock)  # not from inside an event of a window that locking closes


class _Session(QAbstractNativeEventFilter):
    """Hears from Windows that the session is locked or the PC goes to sleep."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave

    @override
    def nativeEventFilter(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at a message of Windows and pass it on."""
        if event_type == b"windows_generic_MSG" and is_leaving(int(message)):
            self._leave()
        return False, 0


def is_leaving(address: int) -> bool:
    """Tell whether a Windows message (a MSG at this address) says that the session is locked or the PC goes to sleep."""
    message = wintypes.MSG.from_address(address)
    return (message.message, message.wParam) in LEAVING


def hear_of_session(window: QWidget) -> None:
    """Ask Windows to tell a window when the session is locked; elsewhere the clock is enough."""
    if sys.platform == "win32":
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(window.winId())), 0)


class Clipboard(Protocol):
    """What locking asks of the clipboard."""

    def ownsClipboard(self) -> bool:  # noqa: N802  # Qt's name
        """Tell whether what lies there is this program's."""

    def clear(self) -> None:
        """Take it away."""


def keep_typing(app: QApplication) -> None:
    """Keep what stands in open dialogs, because the program closes them or ends, as when Windows shuts down."""
    for one in app.topLevelWidgets():
        if isinstance(one, Dialog) and one.isVisible():
            one.put_away()


def put_away(app: QApplication, window: QWidget, clipboard: Clipboard) -> None:
    """Close every dialog and further window, keep what stands in editors, and take from the clipboard what this program put there."""
    keep_typing(app)
    for one in app.topLevelWidgets():
        if one is not window and one.isVisible() and not one.close():
            one.hide()  # one that would not close now goes with the window
    if clipboard.ownsClipboard():
        clipboard.clear()
    window.setWindowTitle("hrdesk")
