"""Work on the desk's own thread: the only way from a widget to the book and back.

One thread owns the open workspace; work is done there one piece after another, and what it returns is handed to the window's thread. So no widget
ever waits for the disk, and two pieces of work never meet in one transaction.
"""

import gc
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import Shiboken

from hrdesk.errors import Fault, HrdeskError

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

T = TypeVar("T")
Failed = Callable[[HrdeskError], None]
SWITCH = 0.001  # seconds after which long work in Python lets the window's thread paint
COLLECT = (100_000, 50, 100)  # a full collection walks every record at once and would hold the window up; cycles are few here


@dataclass(frozen=True, slots=True)
class DiskState:
    """Why the disk took nothing last, None where it does, and how many looks wait for it."""

    fault: Fault | None = None
    owed: int = 0


class Task(QObject):
    """One piece of work under way; `cancel` skips it, or stops it at its next report of progress, which leaves everything as it was."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, work: Callable[..., Any], done: Callable[[Any], None], failed: Failed) -> None:
        super().__init__()
        self.work, self.done, self.failed = work, done, failed
        self.cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.state = DiskState()

    def cancel(self) -> None:
        """Ask the work to stop; its `done` is not called any more unless it was finished already."""
        self.cancelled = True

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is (called on the desk's thread); raise KeyboardInterrupt where it was asked to stop."""
        if self.cancelled:
            raise KeyboardInterrupt
        self.progressed.emit(done, total)


class Tasks(QObject):
    """The desk's thread and the queue in front of it; `busy` tells whether anything is under way.

    Everything but the work itself runs on the window's thread. Work gets the Desk and values, never a widget.
    """

    busy = Signal(bool)
    disk = Signal(object)  # DiskState, whenever it is another
    _finished = Signal(object)

    def __init__(self, failed: Failed, parent: QObject | None = None) -> None:
        """Start the thread; `failed` tells a person an expected error that nobody else takes."""
        super().__init__(parent)
        self._failed = failed
        self._queue: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._desk: Desk | None = None
        self._waiting = 0
        self._closed = False
        self.state = DiskState()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*COLLECT)
        self._thread = threading.Thread(target=self._serve, name="desk", daemon=True)
        self._thread.start()

    def open(self, opener: Callable[[Callable[[int, int], None]], "Desk"], done: Callable[["Desk"], None], failed: Failed | None = None) -> Task:
        """Open a workspace on the desk's thread; `opener` is given where to report progress."""

        def work() -> "Desk":
            desk = opener(task.report)
            self._desk = desk
            return desk

        task = Task(work, done, failed or self._failed)
        return self._put(task)

    def run(self, work: Callable[["Desk"], T], done: Callable[[T], None], failed: Failed | None = None) -> Task:
        """Do `work` with the open desk; `done` gets what it returns, `failed` an expected error. Any other error is a bug and goes to the hook."""
        return self._put(Task(work, done, failed or self._failed))

    def alone(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> Task:
        """Do work that needs no open desk, as before one is opened."""
        return self._put(Task(lambda *_: work(), done, failed or self._failed))

    @property
    def closed(self) -> bool:
        """Tell whether the workspace is closed: nothing is done or told any more."""
        return self._closed

    def idle(self) -> bool:
        """Tell whether nothing is queued, under way or waiting to be delivered."""
        return self._waiting == 0

    def close(self) -> None:
        """Finish what was begun, close the workspace and end the thread; nobody is told of results any more. A second call does nothing."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()

    def _put(self, task: Task) -> Task:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._queue.put(task)
        return task

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            self._do(task)
            if self._desk is not None:
                task.state = DiskState(self._desk.store.stuck, self._desk.store.owed)
            self._finished.emit(task)
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _do(self, task: Task) -> None:
        if task.cancelled:
            return
        try:
            task.result = self._worked(task)
        except KeyboardInterrupt:
            task.cancelled = True
        except BaseException as error:  # noqa: BLE001  # handed to the window's thread, which tells it or lets the hook have it
            task.error = error

    def _worked(self, task: Task) -> Any:
        if self._desk is None:
            return task.work()  # the work that opens one
        return task.work(replace(self._desk, progress=task.report))

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        if self._closed:
            return  # the widgets that waited for it are gone
        self._waiting -= 1
        if task.state != self.state:
            self.state = task.state
            self.disk.emit(task.state)
        try:
            self._hand_over(task)
        finally:
            task.ended.emit()
            if self._waiting == 0:
                self.busy.emit(False)

    def _hand_over(self, task: Task) -> None:
        if isinstance(task.error, HrdeskError):
            (self._failed if gone(task.failed) else task.failed)(task.error)
        elif task.error is not None:
            raise task.error
        elif not task.cancelled and not gone(task.done):
            task.done(task.result)


def gone(receiver: Callable[[Any], object]) -> bool:
    """Tell whether a receiver is a method of a widget that was closed and deleted in the meantime."""
    owner = getattr(receiver, "__self__", None)
    return isinstance(owner, QObject) and not Shiboken.isValid(owner)
