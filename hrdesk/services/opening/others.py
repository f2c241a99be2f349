"""The other people in the same store: who is there, and what they changed since a page was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrdesk.domain.values import Changes
from hrdesk.services.core.desk import Desk


@dataclass(frozen=True, slots=True)
class News:
    """What other programs changed, oldest first, up to the entry `seq`: ask for what comes after it the next time."""

    seq: int
    changes: tuple[Changes, ...] = ()


def now(desk: Desk) -> int:
    """Return the sequence to ask `fresh` from: everything read after this call is at least as new."""
    return desk.store.seq()


def fresh(desk: Desk, since: int) -> News:
    """Return what others changed behind an entry; cheap where nobody wrote: nothing is asked of the server then."""
    if not desk.store.heard():
        return News(since)
    seq = desk.store.seq()
    changes = tuple(entry.changes for entry in desk.store.news(since) if entry.changes)
    return News(max([seq, *(one.seq for one in changes)]), changes)


def present(desk: Desk) -> Sequence[str]:
    """Return the name of everyone else who has the workspace open, once for each program; "" for one that gives none."""
    return desk.store.present()
