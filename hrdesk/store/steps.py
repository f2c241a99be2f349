"""What undo and redo would do next: two stacks of entries that survive closing.

An undoable entry goes on the undo stack and clears the redo stack; a final one clears both. Taking an entry back is itself an entry with images,
which goes on the other stack, so redo is the undo of an undo and both are exact. Where several people work in one store, each walks the own steps.
"""

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection, delete, func, insert, select

from hrdesk.store.tables import ENTRIES, STEPS


class Side(Enum):
    """The two stacks."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """The entry to reverse, and the entry by which a person knows it."""

    position: int
    seq: int
    origin: int


def top(connection: Connection, side: Side, who: str | None = None) -> Step | None:
    """Return the next step of a side, or None; with `who` the next of that person."""
    wanted = select(STEPS.c.position, STEPS.c.seq, STEPS.c.origin).where(STEPS.c.side == side.value)
    if who is not None:
        wanted = wanted.join(ENTRIES, ENTRIES.c.seq == STEPS.c.seq).where(ENTRIES.c.who == who)
    row = connection.execute(wanted.order_by(STEPS.c.position.desc()).limit(1)).first()
    return None if row is None else Step(*row)


def push(connection: Connection, side: Side, seq: int, origin: int) -> None:
    """Put a step on top of a side."""
    place = select(func.coalesce(func.max(STEPS.c.position), 0) + 1).scalar_subquery()
    connection.execute(insert(STEPS).values(position=place, side=side.value, seq=seq, origin=origin))


def drop(connection: Connection, step: Step) -> None:
    """Take a step off its side."""
    connection.execute(delete(STEPS).where(STEPS.c.position == step.position))


def clear(connection: Connection, *sides: Side, who: str | None = None) -> None:
    """Forget every step of these sides, with `who` that person's alone."""
    gone = delete(STEPS).where(STEPS.c.side.in_([side.value for side in sides]))
    if who is not None:
        gone = gone.where(STEPS.c.seq.in_(select(ENTRIES.c.seq).where(ENTRIES.c.who == who)))
    connection.execute(gone)
