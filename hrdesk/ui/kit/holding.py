"""A record held while it is edited, so that the others see who is at it; and a quiet line that says who else is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hrdesk.errors import HrdeskError

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.editing import Subject
    from hrdesk.ui.workbench import Workbench

ASK_AGAIN = 2_000  # milliseconds until it is tried again, while somebody else holds it


class Holding(QObject):
    """Holds one record at a time for as long as it is edited; where the workspace is a file of one program it does nothing.

    `blocked` brings who else is editing it, `freed` what the record is now that they are done. All of it is asked of the server on the desk's
    thread. A hold ends with `end`, with the workspace, and with the connection, so that a program that dies keeps nobody out.
    """

    blocked = Signal(str)
    freed = Signal(object)

    def __init__(self, bench: "Workbench", parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self.subject: Subject | None = None
        self.by = ""  # who else is editing it
        self._again = QTimer(self)
        self._again.setInterval(ASK_AGAIN)
        self._again.timeout.connect(self._ask)

    def begin(self, subject: "Subject") -> None:
        """Hold a record; one held before is let go."""
        if not self.bench.signed.shared or (self.subject is not None and self.subject.key == subject.key):
            return
        self.end()
        self.subject = subject
        self._ask()

    def end(self) -> None:
        """Let it go; the desk is asked in the order of calls, so that nothing stays held."""
        subject, self.subject, self.by = self.subject, None, ""
        self._again.stop()
        if subject is not None and not self.bench.tasks.closed:
            from hrdesk.services.opening import editing

            self.bench.read(lambda desk: editing.end(desk, subject.key), _nothing, _nothing)

    def _ask(self) -> None:
        subject = self.subject
        if subject is None or self.bench.tasks.closed:
            self._again.stop()
            return
        from hrdesk.services.opening import editing

        def ask(desk: "Desk") -> tuple[str | None, object]:
            by = editing.begin(desk, subject.key)
            return by, subject.look(desk) if by is None else None

        self.bench.read(ask, lambda found: self._answered(subject, *found), self._unasked)

    def _answered(self, subject: "Subject", by: str | None, now: object) -> None:
        if self.subject is not subject:
            return  # another one is edited by now
        waited, self.by = self.by, by or ""
        if by is not None:
            self._again.start()
            if by != waited:
                self.blocked.emit(by)
        elif waited:
            self._again.stop()
            self.freed.emit(now)

    def _unasked(self, error: HrdeskError) -> None:
        """Try again later: that the server cannot be reached is told by whoever reads or saves."""
        del error
        self._again.start()


def _nothing(_: object) -> None:
    """Take what nobody waits for: a connection that is lost let everything go by itself."""
