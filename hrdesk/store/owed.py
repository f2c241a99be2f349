"""Looks and backups that could not be written into the log, because the disk takes nothing now: remembered, and written as soon as it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault
from hrdesk.store.entry import Image

STUCK = frozenset({Fault.STORE_FULL, Fault.WRITE_FAILED, Fault.STORE_GONE, Fault.STORE_VIEWED})
WAITING = frozenset({Act.VIEW, Act.PRINT, Act.EXPORT, Act.BACKUP})  # what changes nothing in the book


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of the log before it has its number; `at` is when it was."""

    act: Act
    facts: Mapping[str, str | int]
    images: tuple[Image, ...]
    at: datetime


def may_wait(act: Act, facts: Mapping[str, str | int]) -> bool:
    """Tell whether an act may come before its entry: a look at whole ID numbers, or one that needs a reason, never does."""
    return act in WAITING and "reason" not in facts and bool(facts.get("masked", 1))
