"""Bugs are told once and noted without a word of any record; expected errors are told as such."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.errors import Fault, InputError
from hrdesk.ui import bugs
from hrdesk.ui.bugs import BugDialog, Bugs
from hrdesk.ui.kit.preferences import Preferences

NAME = "王小明"


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences) -> Iterator[Program]:
    """Return a program that shows its sign-in window."""
    made = Program(qapp, preferences)
    made.ask()
    yield made
    assert made.entry is not None
    made.entry.finish()


def raised(error: BaseException) -> BaseException:
    """Return an exception with a trace."""
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001
        return caught


def dialogs() -> list[BugDialog]:
    """Return the dialogs that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog) and one.isVisible()]


def catch(caught: Bugs, error: BaseException) -> None:
    """Let an exception end where every one does."""
    caught.caught(type(error), error, error.__traceback__)


def test_bug_is_shown_once_and_noted_without_its_message(program: Program, tmp_path: Path) -> None:
    caught = Bugs(program, tmp_path)
    error = raised(ValueError(NAME))
    catch(caught, error)
    (dialog,) = dialogs()
    assert dialog.code.text().startswith("ValueError tests.ui.test_bugs:") or "test_bugs:" in dialog.code.text()
    catch(caught, raised(KeyError(NAME)))
    assert dialogs() == [dialog]  # one at a time
    dialog.accept_button.click()
    catch(caught, error)
    assert dialogs() == []  # not twice
    log = (tmp_path / bugs.LOG).read_text("utf-8")
    assert len(log.splitlines()) == 3
    assert NAME not in log
    assert str(Path.home()) not in log


def test_code_can_be_copied_and_the_program_left(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    catch(Bugs(program, tmp_path), raised(ValueError(NAME)))
    (dialog,) = dialogs()
    copy = next(one for one in dialog.findChildren(type(dialog.accept_button)) if one.text() == "複製代碼")
    copy.click()
    assert QApplication.clipboard().text() == dialog.code.text()
    with qtbot.waitSignal(dialog.left):
        dialog.cancel_button.click()


def test_expected_error_is_told_in_words(program: Program, tmp_path: Path) -> None:
    catch(Bugs(program, tmp_path), raised(InputError(Fault.FILE_MISSING, file="名冊.xlsx")))
    assert program.entry is not None
    assert "名冊.xlsx" in program.entry.wrong.text()
    assert dialogs() == []
    assert not (tmp_path / bugs.LOG).exists()


def test_interrupt_passes(program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catch(Bugs(program, tmp_path), raised(KeyboardInterrupt()))
    assert dialogs() == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert not (tmp_path / bugs.LOG).exists()


def test_bug_in_a_thread_reaches_the_window(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    caught = Bugs(program, tmp_path)
    thread = threading.Thread(target=lambda: catch(caught, raised(ValueError(NAME))))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].reject()


def test_log_that_cannot_be_written_is_said(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    catch(Bugs(program, tmp_path / "file"), raised(ValueError(NAME)))
    (dialog,) = dialogs()
    assert any("無法寫入" in one.text() for one in dialog.findChildren(type(dialog.code)))
    dialog.reject()


def test_logs_stay_under_five_megabytes(tmp_path: Path) -> None:
    log = tmp_path / bugs.LOG
    for n in range(7):
        log.write_bytes(str(n).encode() * bugs.LARGEST)
        assert bugs.note(log, "ValueError hrdesk.x:1")
    kept = sorted(tmp_path.iterdir())
    assert [path.name for path in kept] == ["bugs.log", *(f"bugs.log.{n}" for n in range(1, bugs.KEPT + 1))]
    assert [path.read_bytes()[:1] for path in kept[1:]] == [b"6", b"5", b"4", b"3"]
    assert sum(path.stat().st_size for path in kept) < 5_000_000


def test_every_hook_leads_here(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hrdesk import app, paths

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(paths, "cache", lambda: tmp_path)
    app.install_hooks(program)
    error = raised(ValueError(NAME))
    sys.excepthook(type(error), error, error.__traceback__)
    (dialog,) = dialogs()
    dialog.reject()
