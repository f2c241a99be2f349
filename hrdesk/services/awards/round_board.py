"""專案與跨機關敘獎 as their page shows them: each round with its people, and who may be put on a list (陸三(三)(六))."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Problem
from hrdesk.errors import HrdeskError
from hrdesk.services.agency.agencies import need_department
from hrdesk.services.awards import rounds
from hrdesk.services.awards.decisions import Verdict
from hrdesk.services.awards.rounds import Proposed
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk


@dataclass(frozen=True, slots=True)
class Line:
    """One round with its people."""

    held: SpecialRound
    people: tuple[Proposed, ...]

    @property
    def id(self) -> str:
        """Return what the round is known by."""
        return self.held.id

    @property
    def decided(self) -> int:
        """Return how many are ruled on."""
        return sum(one.decision is not None for one in self.people)


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may be put on a list, with name, agency and title in words."""

    officer: OfficerId
    label: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a year, who may be put on a list of each kind, the agencies' names by id, and how many characters a deed may have."""

    lines: tuple[Line, ...]
    choices: Mapping[Round, tuple[Choice, ...]]
    agencies: Mapping[str, str]
    most: int


def board(desk: Desk, year: int) -> Rounds:
    """Return the special rounds of a 民國 year; a cross-agency list takes those alone who agreed to serve (陸三(三))."""
    need_department(desk)
    names: Mapping[str, str] = {one.id: one.name for one in desk.store.all(Agency)}
    people = desk.store.all(Officer)
    agreed = _agreed(desk, year)
    everyone = tuple(sorted((Choice(one.id, _label(one, names)) for one in people), key=lambda one: one.label))
    return Rounds(
        tuple(Line(held, rounds.lines(desk, held)) for held in rounds.rounds(desk, year)),
        {Round.PROJECT: everyone, Round.CROSS: tuple(one for one in everyone if one.officer in agreed)},
        names,
        desk.rules(year_end(year)).number("deed_max"),
    )


def _agreed(desk: Desk, year: int) -> frozenset[OfficerId]:
    """Return who serves a domain across agencies in a 民國 year with consent."""
    first, last = year_start(year), year_end(year)
    served = (one for one in desk.store.all(Appointment) if one.domain and one.consent is not None)
    return frozenset(one.officer for one in served if overlaps(one.start, one.end, first, last))


def problems(line: Proposed, verdict: Verdict) -> tuple[Problem, ...]:
    """Return why a ruling on a line would be refused as it is typed."""
    try:
        rounds.times_of(line.nominee, verdict)
    except HrdeskError as error:
        return (Problem("pick_refused", where="times", facts={"why": words.in_window(error)}),)
    return ()


def _label(person: Officer, names: Mapping[str, str]) -> str:
    return "　".join(part for part in (person.name, names.get(person.agency, ""), person.title) if part)
