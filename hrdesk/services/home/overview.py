"""The home page of a year: what is due, how complete the year-end package is, and the one thing to do first."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.services.awards.bars import Bar, bars
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.home.office_dues import package_dues, trust_dues
from hrdesk.services.teachers.dues import Due, Part, part_at, record_dues

__all__ = ["Bar", "Due", "Overview", "next_step", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """A 民國 year at a glance: `due` by day, what has no day last; `next_step` is None where nothing is left.

    `bars` tell how complete the own package is, at the department how many agencies reached each stage.
    """

    year: int
    due: tuple[Due, ...]
    bars: tuple[Bar, ...]
    next_step: Due | None


def overview(desk: Desk, year: int) -> Overview:
    """Return what the home page shows of a year, all of it computed from the records."""
    part = part_at(desk)
    due = _due(desk, part, year)
    department = desk.workspace.kind is WorkspaceKind.DEPARTMENT
    return Overview(year, due, _stages(desk, year) if department else bars(desk, part, year), _first(due))


def next_step(desk: Desk, year: int) -> Due | None:
    """Return what to do first in a year, None where nothing is left."""
    return _first(_due(desk, part_at(desk), year))


def _due(desk: Desk, part: Part, year: int) -> tuple[Due, ...]:
    found = (*trust_dues(desk), *record_dues(desk, part, year), *package_dues(desk, part, year))
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def _stages(desk: Desk, year: int) -> tuple[Bar, ...]:
    """Return how many agencies reached each stage: the department has no package of its own to complete."""
    from hrdesk.services.collecting.board import board  # it reads packages, which no agency's first page waits for

    return tuple(
        Bar(words.label(one.stage), one.reached, one.agencies, f"{one.agencies} 個機關中 {one.reached} 個{words.label(one.stage)}", "board")
        for one in board(desk, year).totals
    )


def _first(due: tuple[Due, ...]) -> Due | None:
    """Return what to do first: what is overdue, else what waits for no day, in the order of the work, else the nearest day."""
    overdue = (one for one in due if one.overdue)
    undated = (one for one in due if one.day is None)
    return next(iter((*overdue, *undated, *due)), None)
