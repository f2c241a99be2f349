"""Work that only the window's thread can do, cut into slices: between two of them keys are read and the screen is painted."""

import time
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer

LONGEST = 0.012  # seconds of a slice; what it made is then laid out and painted, which takes twice as long

Step = Callable[[], object]


class Slices(QObject):
    """Does steps in their order, a few a turn of the event loop; `finish` does what is left at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[Step] = iter(())
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._slice)

    @property
    def under_way(self) -> bool:
        """Tell whether steps are left."""
        return self._next.isActive()

    def begin(self, steps: Iterable[Step]) -> None:
        """Do the first slice now and the others soon; what was left of earlier steps is dropped."""
        self._left = iter(steps)
        self._slice()

    def finish(self) -> None:
        """Do whatever is left now."""
        self._next.stop()
        for step in self._left:
            step()

    def _slice(self) -> None:
        end = time.perf_counter() + LONGEST
        for step in self._left:
            step()
            if time.perf_counter() > end:
                self._next.start()
                return
