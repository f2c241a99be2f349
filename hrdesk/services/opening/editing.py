"""More than one person in one store: who is editing a record, and saving one without overwriting what somebody else saved meanwhile.

Holding a record only tells the others; what keeps both versions is the check while saving, also where a connection was lost or nobody asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, StoreError
from hrdesk.services.core.desk import Desk

T = TypeVar("T")
SOMEBODY = "另一位使用者"
LOOKED_BACK = 100  # entries of the log in which whoever saved last is looked for


@dataclass(frozen=True, slots=True)
class Subject:
    """What an editor is open on: the record, what was `read` of it (None = it was not there), and how to read that again.

    `part` names a part of the record that is edited apart, as one item of an evaluation: others may edit another part at the same time.
    """

    about: Key
    read: object
    look: Callable[[Desk], object]
    part: str = ""

    @property
    def key(self) -> Key:
        """Return what is held while it is edited."""
        return Key(self.about.kind, f"{self.about.id} {self.part}" if self.part else self.about.id)

    def named_by(self, changes: Changes) -> bool:
        """Tell whether changes touched the record."""
        return self.about in (*changes.added, *changes.changed, *changes.removed)


class ChangedMeanwhileError(StoreError):
    """Somebody else saved it since it was read: `read` is what the person started from, `held` what is there now (None = deleted), `by` who saved it."""

    def __init__(self, read: object, held: object, by: str = "") -> None:
        super().__init__(Fault.CHANGED_MEANWHILE)
        self.read = read
        self.held = held
        self.by = by


def of(record: Record) -> Subject:
    """Return the editing of a record that was read."""
    return at(type(record), record.id, record)


def at(kind: type[Record], key: str, read: Record | None) -> Subject:
    """Return the editing of the record of a kind that has or will have this id; `read` None = there was none."""
    return Subject(Key(kind.__name__, key), read, lambda desk: desk.store.get(kind, key))


def several(subjects: Sequence[Subject]) -> Subject:
    """Return the editing of several at once, one or more, which a change of any of them stops."""
    read, looks = tuple(one.read for one in subjects), tuple(one.look for one in subjects)
    return Subject(subjects[0].about, read, lambda desk: tuple(look(desk) for look in looks))


def begin(desk: Desk, key: Key) -> str | None:
    """Hold a record for editing and return None, or return who else is editing it; always None where the workspace is a file of one program."""
    holder = desk.store.begin_editing(key)
    return holder if holder is None else holder or SOMEBODY


def end(desk: Desk, key: Key) -> None:
    """Let a record go when its editor closes, saved or not; one that is not held is no error."""
    desk.store.end_editing(key)


def save(desk: Desk, subject: Subject, work: Callable[[Desk], T]) -> T:
    """Let a service save what a person made of what was read; return what it returns.

    Raises ChangedMeanwhileError, with what is there now, where somebody else saved it since; nothing is written then.
    """
    with desk.store.turn():
        held = subject.look(desk)
        if held != subject.read:
            raise ChangedMeanwhileError(subject.read, held, saved_by(desk, subject))
        return work(desk)


def saved_by(desk: Desk, subject: Subject) -> str:
    """Return who saved a record last, "" where the newest entries of the log do not tell."""
    entries = desk.store.history(LOOKED_BACK)
    return next((entry.who for entry in entries if subject.named_by(entry.changes)), "")
