"""How long the window's thread was ever held up, against what an empty event loop does on the same machine at the same time."""

import time
from collections.abc import Callable
from statistics import median

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

TICK = 1  # millisecond
LONGEST = 100  # ticks of an empty loop: a tenth of a second where nothing else runs
SAMPLE = 200  # ticks of an empty loop


class Watchdog:
    """Ticks every millisecond and remembers the gaps between its ticks."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def empty(self) -> float:
        """Return the usual gap of an event loop that has nothing to do."""
        self._begin()
        self._qtbot.waitUntil(lambda: len(self._gaps) >= SAMPLE, timeout=20_000)
        return median(self._stop())

    def held_up(self, do: Callable[[], None]) -> float:
        """Return the longest gap while something is done and for a moment after, in gaps of an empty loop."""
        usual = self.empty()
        self._begin()
        do()
        seen = len(self._gaps)
        self._qtbot.waitUntil(lambda: len(self._gaps) >= seen + 20, timeout=20_000)
        return max(self._stop()) / usual

    def _begin(self) -> None:
        self._gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def _stop(self) -> list[float]:
        self._timer.stop()
        return list(self._gaps)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now
