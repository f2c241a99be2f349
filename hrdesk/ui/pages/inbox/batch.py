"""A batch under way: off the window's thread, each file shown as it is judged, stopped between two files."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hrdesk.domain.values import Changes
from hrdesk.services.collecting import inbox
from hrdesk.services.collecting.inbox import Arrival, Dropped, Forks
from hrdesk.ui.kit.table_model import Row, Rows, rows_of
from hrdesk.ui.pages.inbox.columns import ARRIVALS

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

SHOWN_EVERY = 200  # milliseconds: hundreds of files a second must not redraw the table for each
SLICE = 0.2  # seconds on the desk's thread before other pages have their turn, and the window may close

Begun = Callable[["Desk"], tuple[int, Iterator[Arrival]]]  # how many files, and what becomes of each as it is asked for


class Batch(QObject):
    """Takes files in. `grown` tells that more arrivals are there, `progressed` how many, `ended` that it is over, with how many were left.

    The work is cut into slices, so that the rest of the window can be worked with while a thousand files are taken in, and closing it waits for one
    slice alone: what was acknowledged stays.
    """

    grown = Signal()
    progressed = Signal(int, int)
    ended = Signal(int)
    _came = Signal(object)

    def __init__(self, bench: "Workbench", parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self._rows: dict[Path, Row[Arrival]] = {}
        self.others: tuple[Path, ...] = ()  # files in a folder of this batch that are no packages by their name
        self.under_way = False
        self._stop = self._goes_on = False
        self._fresh: list[Arrival] = []
        self._told: Callable[[tuple[Arrival, ...]], object] | None = None
        self._came.connect(self._take)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_EVERY)
        self._soon.timeout.connect(self.grown)

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """Return what became of each file so far; a file that came before keeps its line."""
        return tuple(row.record for row in self._rows.values())

    @property
    def rows(self) -> Rows[Arrival]:
        """Return them as rows of the table, each made once."""
        return Rows(ARRIVALS, tuple(self._rows.values()))

    def clear(self) -> None:
        """Forget the files that were judged; what was taken in stays in the book."""
        self._rows.clear()
        self.others = ()
        self.grown.emit()

    def receive(self, paths: Sequence[Path], receipts: Path | None, forks: Forks | None = None) -> None:
        """Take in what was dropped or chosen; a folder is looked into off the window's thread as well."""

        def begin(desk: "Desk") -> tuple[int, Iterator[Arrival]]:
            found: Dropped = inbox.expand(paths)
            self.others = found.others
            return len(found.files), inbox.receive(desk, found.files, receipts, forks)

        self._begin(begin)

    def answer(self, arrivals: Sequence[Arrival], folder: Path, told: Callable[[tuple[Arrival, ...]], object]) -> None:
        """Write receipts for arrivals into a folder; `told` hears of those that were written."""
        self._begin(lambda desk: (len(arrivals), inbox.answer(desk, arrivals, folder)), told)

    def stop(self) -> None:
        """Stop after the file under way; what was taken in stays."""
        self._stop = True

    def _begin(self, begin: Begun, told: Callable[[tuple[Arrival, ...]], object] | None = None) -> None:
        self._stop, self.under_way, self._told = False, True, told
        self._fresh = []
        self._work = _Work(begin, self)
        self._next()

    def _next(self) -> None:
        self.bench.at_work.emit()
        self.bench.read(self._work.go_on, self._done).ended.connect(self._ended)

    def _done(self, over: bool) -> None:
        self._goes_on = not over
        if over:
            self._over()
        else:
            self._next()

    def came(self, one: Arrival, done: int, total: int) -> None:
        """Show what became of a file (called on the desk's thread)."""
        self._came.emit(_row(one))
        self.progressed.emit(done, total)

    @property
    def stopped(self) -> bool:
        """Tell whether somebody wants it to stop."""
        return self._stop

    def _take(self, row: Row[Arrival]) -> None:
        self._rows[row.record.file] = row
        self._fresh.append(row.record)
        if not self._soon.isActive():
            self._soon.start()

    def _over(self) -> None:
        self.under_way = False
        self._soon.stop()
        self.grown.emit()
        fresh, self._fresh = tuple(self._fresh), []
        if self._told is None:
            self.bench.note(self._work.changes)
        elif fresh:
            self._told(fresh)
        self.ended.emit(self._work.left)

    def _ended(self) -> None:
        """End a batch whose slice failed: what was taken in before stays."""
        if self._goes_on:
            self._goes_on = False
        elif self.under_way:
            self._over()


class _Work:
    """The files of one batch on the desk's thread, a slice at a time."""

    def __init__(self, begin: Begun, batch: Batch) -> None:
        self._begin, self._batch = begin, batch
        self._coming: Iterator[Arrival] | None = None
        self._done = self._total = 0
        self.changes = Changes()

    @property
    def left(self) -> int:
        """Return how many files nothing was done with."""
        return self._total - self._done

    def go_on(self, desk: "Desk") -> bool:
        """Do the files of one slice; return whether it was the last."""
        if self._coming is None:
            self._total, self._coming = self._begin(desk)
            self._batch.progressed.emit(0, self._total)
        until = time.monotonic() + SLICE
        while self.left and not self._batch.stopped:
            one = next(self._coming)
            self._done += 1
            self.changes = inbox.touched(one, self.changes)
            self._batch.came(one, self._done, self._total)
            if time.monotonic() > until:
                return not self.left
        return True


def _row(one: Arrival) -> Row[Arrival]:
    """Return a file as a row, made where it was judged."""
    return rows_of(ARRIVALS, (one,)).rows[0]
