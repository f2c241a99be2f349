"""What undo and redo would do next: two stacks of entries that survive closing.

An undoable entry goes on the undo stack and clears the redo stack; a final one clears both. Taking an entry back is itself an entry with images,
which goes on the other stack, so redo is the undo of an undo and both are exact.
"""

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection, delete, insert, select

from hrdesk.store.tables import STEPS


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


def top(connection: Connection, side: Side) -> Step | None:
    """Return the next step of a side, or None."""
    row = connection.execute(
        select(STEPS.c.position, STEPS.c.seq, STEPS.c.origin).where(STEPS.c.side == side.value).order_by(STEPS.c.position.desc()).limit(1)
    ).first()
    return None if row is None else Step(*row)


def push(connection: Connection, side: Side, seq: int, origin: int) -> None:
    """Put a step on top of a side."""
    connection.execute(insert(STEPS).values(side=side.value, seq=seq, origin=origin))


def drop(connection: Connection, step: Step) -> None:
    """Take a step off its side."""
    connection.execute(delete(STEPS).where(STEPS.c.position == step.position))


def clear(connection: Connection, *sides: Side) -> None:
    """Forget every step of these sides."""
    connection.execute(delete(STEPS).where(STEPS.c.side.in_([side.value for side in sides])))
