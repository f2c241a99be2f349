"""A program as it is started: its sign-in window, nothing open yet."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.ui.kit.preferences import Preferences
from tests.ui.driving import PATIENCE


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the person's documents be a folder of the test."""
    folder = tmp_path / "文件"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences) -> Iterator[Program]:
    """Return a program that shows its sign-in window."""
    made = Program(qapp, preferences)
    made.ask()
    yield made
    made.close()
    for window in (made.opening, made.entry):
        if window is not None:
            window.close()
    qapp.processEvents()


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Return what waits until something is so."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE)

    return wait
