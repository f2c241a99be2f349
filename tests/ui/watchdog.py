"""How long the window's thread was ever held up: what it computed and what it waited for, less what it and its neighbours waited for a processor.

On a machine that has other work, a thread that is ready to run is made to wait; that is no fault of ours. Linux tells how long each thread waited so.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

TICK = 2  # milliseconds
LONGEST = 0.1  # seconds: beyond, a person notices
TRACED = 1.5  # as long, where each line is counted for the coverage: so much slower our own code is then
AFTER = 10  # ticks that are watched when all is done
THREADS = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds: on the clock, computed by the window's thread, and waited for a processor by all threads of this process."""

    clock: float
    computed: float
    queued: float

    @classmethod
    def now(cls) -> "Moment":
        """Return this moment."""
        return cls(time.perf_counter(), time.thread_time(), queued())

    def held_up(self, since: "Moment") -> float:
        """Return the seconds since another moment in which the window's thread was busy, or waited for something else than a processor."""
        return max(self.computed - since.computed, self.clock - since.clock - max(self.queued - since.queued, 0))


class Watchdog:
    """Ticks and remembers how long the window's thread was held up between two ticks."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._gaps: list[float] = []
        self._last = Moment.now()
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def held_up(self, do: Callable[[], object]) -> float:
        """Return the longest seconds that the thread was held up while something is done and for a moment after."""
        self._gaps.clear()
        self._last = Moment.now()
        self._timer.start()
        do()
        seen = len(self._gaps)
        self._qtbot.waitUntil(lambda: len(self._gaps) >= seen + AFTER, timeout=20_000)
        self._timer.stop()
        return max(self._gaps)

    def _tick(self) -> None:
        now = Moment.now()
        self._gaps.append(now.held_up(self._last))
        self._last = now


def longest() -> float:
    """Return the seconds beyond which a person would notice, more where the coverage is measured in this run."""
    return LONGEST * TRACED if sys.gettrace() else LONGEST


def queued() -> float:
    """Return the seconds that all threads of this process ever waited for a processor; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0.0
    return sum(_queued(thread) for thread in THREADS.iterdir()) / 1e9


def _queued(thread: Path) -> int:
    try:
        return int((thread / "schedstat").read_text(encoding="ascii").split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it ended in the meantime, or the kernel keeps no such figures
        return 0
