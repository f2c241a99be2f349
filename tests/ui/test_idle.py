"""The program locks itself in time, with a fake clock; nothing of anybody stays on screen, in a title or to be pasted."""

import ctypes
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.domain.values import Changes
from hrdesk.services.opening import unsaved
from hrdesk.services.opening.workspace import open_desk
from hrdesk.ui import idle
from hrdesk.ui.idle import Idle
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import LineField
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from tests.services.book import PASSPHRASE, Clock, make_template
from tests.ui.driving import PATIENCE

MINUTE = 60.0


class Seconds:
    """A clock that is told how the time goes by."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        """Return the moment set."""
        return self.at


class Watch:
    """A watch on the program with a fake clock, and how often it locked."""

    def __init__(self, app: QApplication) -> None:
        self.clock, self.locked = Seconds(), 0
        self.idle = Idle(app, lambda: 10, self._lock, self.clock)

    def _lock(self) -> None:
        self.locked += 1

    def wait(self, seconds: float) -> None:
        """Let time go by as a running PC does, looking every few seconds."""
        until = self.clock.at + seconds
        while self.clock.at < until and not self.locked:
            self.clock.at = min(until, self.clock.at + idle.LOOK_EVERY)
            self.idle.look()
            QApplication.processEvents()


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    """Return a watch that is stopped at the end."""
    made = Watch(qapp)
    yield made
    made.idle.stop()


@pytest.fixture
def shown(qtbot: QtBot) -> QWidget:
    """Return a window that has the keyboard."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is made.windowHandle(), timeout=PATIENCE)
    return made


def test_locks_after_the_minutes_and_not_before(watch: Watch) -> None:
    watch.wait(10 * MINUTE - 5)
    assert watch.locked == 0
    watch.wait(5)
    assert watch.locked == 1


@pytest.mark.parametrize("touch", ["key", "click", "move"])
def test_key_and_mouse_are_signs_of_life(watch: Watch, shown: QWidget, touch: str) -> None:
    watch.wait(9 * MINUTE)
    handle = shown.windowHandle()
    assert handle is not None
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif touch == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    else:
        QTest.mouseMove(handle, QPoint(9, 9))
    QApplication.processEvents()
    watch.wait(9 * MINUTE)
    assert watch.locked == 0
    watch.wait(1 * MINUTE)
    assert watch.locked == 1


def test_pc_that_slept_locks_at_once_when_it_wakes(watch: Watch) -> None:
    watch.wait(MINUTE)
    watch.clock.at += 5 * MINUTE
    watch.idle.look()
    QApplication.processEvents()
    assert watch.locked == 1


def test_clock_set_back_does_not_keep_it_open_for_ever(watch: Watch) -> None:
    watch.clock.at -= 1000 * MINUTE
    watch.idle.look()
    watch.wait(10 * MINUTE)
    assert watch.locked == 1


def test_suspended_program_locks(watch: Watch, qapp: QApplication) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    QApplication.processEvents()
    assert watch.locked == 0
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    QApplication.processEvents()
    assert watch.locked == 1


@pytest.mark.parametrize(
    ("message", "meaning", "leaving"),
    [(0x02B1, 7, True), (0x0218, 4, True), (0x02B1, 8, False), (0x0218, 18, False), (0x0100, 7, False)],
)
def test_messages_of_windows_are_understood(watch: Watch, message: int, meaning: int, leaving: bool) -> None:
    told = wintypes.MSG(message=message, wParam=meaning)
    address = ctypes.addressof(told)
    assert idle.is_leaving(address) is leaving
    watch.idle._session.nativeEventFilter(QByteArray(b"windows_generic_MSG"), address)
    QApplication.processEvents()
    assert watch.locked == int(leaving)
    watch.idle._session.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0)


class NameEditor(Editor):
    """An editor that is open when the program locks."""

    name = "name"

    def work(self) -> Callable[[object], Changes]:
        """Save nothing."""
        return lambda _: Changes()


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    """Return a program with an open workspace, made-up but watched."""
    made = Program(qapp, preferences)
    folder = make_template(tmp_path / "office", sample=True)
    made.ask(folder)
    made.sign_in(folder, passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: made.window is not None, timeout=PATIENCE)
    yield made
    made.close()
    if made.entry is not None:
        made.entry.finish()


def window_of(program: Program) -> MainWindow:
    """Return the window of the open workspace."""
    assert program.window is not None
    return program.window


def test_locking_closes_everything_and_keeps_what_was_typed(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(program)
    qtbot.waitUntil(window.bench.tasks.idle, timeout=PATIENCE)
    editor = NameEditor(window, window.bench, "修改王小明", [LineField("name", "姓名")])
    editor.open()
    editor.fields[0].set_text("陳𡍼明")
    window.open_keys()
    program.lock()
    QApplication.processEvents()
    visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert visible == [program.entry]
    assert program.window is None
    assert program.tasks is None
    assert not [one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible() and "範例" in one.windowTitle()]
    with open_desk(tmp_path / "office", who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert [(one.editor, dict(one.texts)) for one in unsaved.kept(desk)] == [("name", {"name": "陳𡍼明"})]


def test_what_is_typed_when_windows_ends_the_program_is_kept(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(program)
    qtbot.waitUntil(window.bench.tasks.idle, timeout=PATIENCE)
    editor = NameEditor(window, window.bench, "修改王小明", [LineField("name", "姓名")])
    editor.open()
    editor.fields[0].set_text("陳𡍼明")
    program.close()
    with open_desk(tmp_path / "office", who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert [dict(one.texts) for one in unsaved.kept(desk)] == [{"name": "陳𡍼明"}]


class Board:
    """A clipboard that says whose text lies there."""

    def __init__(self, *, own: bool) -> None:
        self.own, self.cleared = own, False

    def ownsClipboard(self) -> bool:  # noqa: N802
        """Tell whether what lies there is this program's."""
        return self.own

    def clear(self) -> None:
        """Take it away."""
        self.cleared = True


@pytest.mark.parametrize("own", [True, False])
def test_clipboard_is_cleared_of_what_this_program_put_there(qapp: QApplication, qtbot: QtBot, own: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("範例局")
    board = Board(own=own)
    idle.put_away(qapp, window, board)
    assert board.cleared is own
    assert window.windowTitle() == "hrdesk"


def test_locked_workspace_opens_again_with_its_passphrase(program: Program, qtbot: QtBot) -> None:
    program.lock()
    program.lock()  # a second time does nothing
    assert program.entry is not None
    assert program.entry.workspace.currentText() == "office"
    program.entry.passphrase.setText(PASSPHRASE)
    program.entry.sign_in.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE)
