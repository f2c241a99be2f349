"""What is being filled in is kept as it is typed: each line a moment after the last key, every time as one step that can be taken back.

A line is saved only over what this screen knows of it; where somebody else saved another answer meanwhile, both are kept and shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hrdesk.domain.values import Changes
from hrdesk.errors import HrdeskError
from hrdesk.services.opening import editing
from hrdesk.services.opening.editing import ChangedMeanwhileError, Subject

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

AFTER = 700  # milliseconds without a key; far below the five seconds that may ever be lost
Work = Callable[["Desk"], Changes]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a line is to hold: `value` as the book has it afterwards, `subject` what it is of, `work` the service call. `form` is whose form it is."""

    form: object
    value: object
    subject: Subject
    work: Work


class Saver(QObject):
    """Keeps the newest edit of each line and saves them soon. `state` says 儲存中 or 已儲存; `refused` brings a line and why, `met` a line, the
    edit, and the error with what somebody else saved meanwhile.
    """

    state = Signal(str)
    refused = Signal(str, object)
    met = Signal(str, object, object)

    def __init__(self, bench: "Workbench", parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self._waiting: dict[str, Edit] = {}
        self._under_way: dict[str, int] = {}
        self._contested: set[str] = set()  # lines whose two versions nobody has chosen from yet
        self._book: dict[str, object] = {}  # what the book has of each line, as far as this screen knows
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.flush)

    def begin(self) -> None:
        """Begin with another form, once what waited for the one before was saved."""
        self.flush()
        self._contested.clear()
        self._book.clear()

    def knows(self, line: str, value: object) -> None:
        """Take this for what the book has of a line; what is saved from now on is saved over it."""
        self._contested.discard(line)
        self._book[line] = value

    def later(self, line: str, edit: Edit) -> None:
        """Save this for a line soon, in the place of what waited for it before."""
        self._waiting[line] = edit
        self.state.emit("儲存中…")
        self._soon.start()

    def holds(self, line: str) -> bool:
        """Tell whether a line on screen is newer than the book, or another one."""
        return line in self._waiting or line in self._under_way or line in self._contested

    def flush(self) -> None:
        """Do now what waits."""
        self._soon.stop()
        waiting, self._waiting = self._waiting, {}
        for line, edit in waiting.items():
            self._save(line, edit)

    def _save(self, line: str, edit: Edit) -> None:
        """Save one line over what is known of it; the next edit is saved over this one."""
        read, self._book[line] = self._book.get(line), edit.value
        subject = replace(edit.subject, read=read)
        self._under_way[line] = self._under_way.get(line, 0) + 1
        self.bench.write(lambda desk: editing.save(desk, subject, edit.work), "", partial(self._kept, line), partial(self._failed, line, edit, read))

    def _kept(self, line: str, _: Changes) -> None:
        self._done(line)

    def _done(self, line: str) -> None:
        self._under_way[line] -= 1
        if not self._under_way[line]:
            del self._under_way[line]
        if not self._waiting and not self._under_way:
            self.state.emit("已儲存")

    def _failed(self, line: str, edit: Edit, read: object, error: HrdeskError) -> None:
        self._done(line)
        self._book[line] = read
        self.state.emit("未儲存")
        if isinstance(error, ChangedMeanwhileError):
            self._contested.add(line)
            self.met.emit(line, edit, error)
        else:
            self.refused.emit(line, error)
