"""More than one person in one store: who is editing a record, and saving one without overwriting what somebody else saved meanwhile.

Holding a record only tells the others; what keeps both versions is the check while saving, also where a connection was lost or nobody asked.
"""

from collections.abc import Callable
from typing import TypeVar

from hrdesk.domain.record import Record
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, StoreError
from hrdesk.services.desk import Desk

R = TypeVar("R", bound=Record)
T = TypeVar("T")
SOMEBODY = "另一位使用者"


class ChangedMeanwhileError(StoreError):
    """Somebody else saved the record since it was read: `read` is what the person started from, `held` what is there now (None = deleted)."""

    def __init__(self, read: Record, held: Record | None) -> None:
        super().__init__(Fault.CHANGED_MEANWHILE)
        self.read = read
        self.held = held


def begin(desk: Desk, key: Key) -> str | None:
    """Hold a record for editing and return None, or return who else is editing it; always None where the workspace is a file of one program."""
    holder = desk.store.begin_editing(key)
    return holder if holder is None else holder or SOMEBODY


def end(desk: Desk, key: Key) -> None:
    """Let a record go when its editor closes, saved or not; one that is not held is no error."""
    desk.store.end_editing(key)


def save(desk: Desk, read: Record, work: Callable[[Desk], T]) -> T:
    """Let a service save what a person made of the record that was `read`; return what it returns.

    Raises ChangedMeanwhileError, with the newer record, where somebody else saved it since; nothing is written then.
    """
    with desk.store.turn():
        held = desk.store.get(type(read), read.id)
        if held != read:
            raise ChangedMeanwhileError(read, held)
        return work(desk)
