"""The home page of a year: what is due, how complete the year-end package is, and the one thing to do first."""

from dataclasses import dataclass
from datetime import date

from hrdesk.services.bars import Bar, bars
from hrdesk.services.desk import Desk
from hrdesk.services.dues import Due, part_at, record_dues
from hrdesk.services.office_dues import package_dues, trust_dues

__all__ = ["Bar", "Due", "Overview", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """A 民國 year at a glance: `due` by day, what has no day last; `next_step` is None where nothing is left."""

    year: int
    due: tuple[Due, ...]
    bars: tuple[Bar, ...]
    next_step: Due | None


def overview(desk: Desk, year: int) -> Overview:
    """Return what the home page shows of a year, all of it computed from the records."""
    part = part_at(desk)
    found = (*trust_dues(desk), *record_dues(desk, part, year), *package_dues(desk, part, year))
    by_day = tuple(sorted(found, key=lambda one: one.day or date.max))
    return Overview(year, by_day, bars(desk, part, year), _first(by_day))


def _first(due: tuple[Due, ...]) -> Due | None:
    """Return what to do first: what is overdue, else what waits for no day, in the order of the work, else the nearest day."""
    overdue = (one for one in due if one.overdue)
    undated = (one for one in due if one.day is None)
    return next(iter((*overdue, *undated, *due)), None)
