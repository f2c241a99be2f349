"""A batch under way: off the window's thread, each file shown as it is judged, stopped between two files."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hrdesk.services import inbox
from hrdesk.services.inbox import Arrival, Forks
from hrdesk.ui.kit.table_model import Row, Rows, rows_of
from hrdesk.ui.pages.inbox.columns import ARRIVALS

if TYPE_CHECKING:
    from hrdesk.services.desk import Desk
    from hrdesk.ui.workbench import Workbench

SHOWN_EVERY = 200  # milliseconds: hundreds of files a second must not redraw the table for each


class Batch(QObject):
    """Takes files in. `grown` tells that more arrivals are there, `progressed` how many, `ended` that it is over, with how many were left."""

    grown = Signal()
    progressed = Signal(int, int)
    ended = Signal(int)
    _came = Signal(object)

    def __init__(self, bench: "Workbench", parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self._rows: dict[Path, Row[Arrival]] = {}
        self.under_way = False
        self._stop = False
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
        self.grown.emit()

    def receive(self, paths: Sequence[Path], receipts: Path | None, forks: Forks | None = None) -> None:
        """Take in what was dropped or chosen; a folder is looked into off the window's thread as well."""
        self._stop, self.under_way = False, True
        counts = [0]

        def work(desk: "Desk") -> tuple[Arrival, ...]:
            files = inbox.expand(paths)
            counts[0] = len(files)
            return inbox.receive(desk, files, receipts, forks, came=lambda one: self._came.emit(_row(one)), stopped=lambda: self._stop)

        def done(arrivals: tuple[Arrival, ...]) -> None:
            self.bench.note(inbox.changes_of(arrivals))
            self._over(counts[0] - len(arrivals))

        task = self.bench.read(work, done)
        task.progressed.connect(self.progressed)
        task.ended.connect(self._ended)

    def answer(self, arrivals: Sequence[Arrival], folder: Path, told: Callable[[tuple[Arrival, ...]], object]) -> None:
        """Write receipts for arrivals into a folder."""
        self.under_way = True

        def done(answered: tuple[Arrival, ...]) -> None:
            self._rows |= {one.file: _row(one) for one in answered}
            self._over(0)
            told(answered)

        task = self.bench.read(lambda desk: inbox.answer(desk, arrivals, folder), done)
        task.progressed.connect(self.progressed)
        task.ended.connect(self._ended)

    def stop(self) -> None:
        """Stop after the file under way; what was taken in stays."""
        self._stop = True

    def _take(self, row: Row[Arrival]) -> None:
        self._rows[row.record.file] = row
        if not self._soon.isActive():
            self._soon.start()

    def _over(self, left: int) -> None:
        self.under_way = False
        self._soon.stop()
        self.grown.emit()
        self.ended.emit(left)

    def _ended(self) -> None:
        if self.under_way:  # refused as a whole: nothing was taken in
            self._over(0)


def _row(one: Arrival) -> Row[Arrival]:
    """Return a file as a row, made where it was judged."""
    return rows_of(ARRIVALS, (one,)).rows[0]
