"""The watchdog itself: it bites where the window's thread computes or sleeps too long, and nowhere else."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.watchdog import LONGEST, Watchdog

HELD = LONGEST * 1.5


def compute() -> None:
    """Compute for longer than is let pass."""
    end = time.thread_time() + HELD
    while time.thread_time() < end:
        pass


def sleep() -> None:
    """Wait for longer than is let pass, as for a disk."""
    time.sleep(HELD)


@pytest.mark.parametrize("hold_up", [compute, sleep])
def test_whatever_holds_the_window_up_is_noticed(qtbot: QtBot, hold_up: object) -> None:
    assert callable(hold_up)
    assert Watchdog(qtbot).held_up(lambda: QTimer.singleShot(0, hold_up)) > LONGEST


def test_many_short_pieces_of_work_hold_nothing_up(qtbot: QtBot) -> None:
    left = 100

    def piece() -> None:
        nonlocal left
        left -= 1
        end = time.thread_time() + LONGEST / 20
        while time.thread_time() < end:
            pass
        if left:
            QTimer.singleShot(0, piece)

    def all_pieces() -> None:
        piece()
        qtbot.waitUntil(lambda: not left, timeout=20_000)

    assert Watchdog(qtbot).held_up(all_pieces) < LONGEST / 2
