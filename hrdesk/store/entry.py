"""What the log keeps of one transaction or look, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from hrdesk.domain.acts import Act
from hrdesk.domain.values import Changes, Key


class Touch(Enum):
    """What an entry did to a record: added, changed, removed, or only showed it to somebody."""

    ADDED = "+"
    CHANGED = "~"
    REMOVED = "-"
    SEEN = "?"


@dataclass(frozen=True, slots=True)
class Image:
    """One record as an entry touched it: `fields` names what changed, `before` is its row as JSON (None where there was none)."""

    kind: str
    id: str
    touch: Touch
    fields: str = ""
    before: str | None = None

    @property
    def key(self) -> Key:
        """Return the record's name."""
        return Key(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; `at` is UTC, `seen` names the records of a look, `reverts` the entry that an undo or redo took back."""

    seq: int
    act: Act
    who: str
    at: datetime
    facts: Mapping[str, str | int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    seen: tuple[Key, ...] = ()
    reverts: int | None = None


def changes_of(seq: int, act: Act, images: tuple[Image, ...]) -> Changes:
    """Return the change set of an entry."""

    def named(touch: Touch) -> tuple[Key, ...]:
        return tuple(image.key for image in images if image.touch is touch)

    return Changes(seq, act.value, named(Touch.ADDED), named(Touch.CHANGED), named(Touch.REMOVED))
