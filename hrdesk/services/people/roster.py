"""The roster as it is asked for: whose agencies, who serves on a day, in a year, who left, or everyone; with the roles of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache

from hrdesk.domain.grades import grade_order
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer, Role, RoleSpan
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.compliance import by_officer
from hrdesk.services.people.staff import by_post, roles_during, service_in, serving


class Scope(Enum):
    """在職, 本年度曾在職, 已離職, 全部."""

    SERVING = "serving"
    YEAR = "year"
    LEFT = "left"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Roster:
    """The people asked for by 職等, 職稱 and 姓氏筆畫, their roles in the year, the agencies one may ask for, and the day that was meant."""

    people: tuple[Officer, ...]
    roles: Mapping[OfficerId, tuple[Role, ...]]
    agencies: tuple[Agency, ...]
    day: date
    anybody: bool  # whether the book has anyone at all, whatever was asked


@dataclass(frozen=True, slots=True)
class Known:
    """What was typed for other people before, to complete from."""

    units: tuple[str, ...]
    titles: tuple[str, ...]
    grades: tuple[str, ...]
    reasons: tuple[str, ...]


def roster(desk: Desk, year: int, scope: Scope = Scope.SERVING, agencies: Sequence[AgencyId] = (), day: date | None = None) -> Roster:
    """Return the people of some agencies (by default the own one) as of a day (by default `usual_day`)."""
    on = day or usual_day(desk, year)
    whose = tuple(agencies) or (desk.workspace.agency,)
    everyone = desk.store.all(Officer, agency=whose)
    people = by_post(one for one in everyone if _meant(one, scope, on, year))
    return Roster(people, _roles(desk, people, year), own_part(desk), on, anybody=bool(everyone) or desk.store.count(Officer) > 0)


def known(desk: Desk) -> Known:
    """Return the units, titles, grades and reasons for leaving that stand in the book, each once."""
    people = desk.store.all(Officer)
    units, titles, reasons = ({getattr(one, name) for one in people} - {""} for name in ("unit", "title", "left_reason"))
    grades = sorted({one.grade for one in people} - {""}, key=lambda text: (grade_order(text), text))
    return Known(tuple(sorted(units)), tuple(sorted(titles)), tuple(grades), tuple(sorted(reasons)))


def usual_day(desk: Desk, year: int) -> date:
    """Return the day a year is looked at on: today within it, else its last or first day."""
    return min(max(desk.today, year_start(year)), year_end(year))


def _meant(one: Officer, scope: Scope, day: date, year: int) -> bool:
    if scope is Scope.SERVING:
        return serving(one, day, day)
    if scope is Scope.YEAR:
        return serving(one, year_start(year), year_end(year))
    return scope is Scope.ALL or (one.left is not None and one.left < day)


def _roles(desk: Desk, people: Sequence[Officer], year: int) -> dict[OfficerId, tuple[Role, ...]]:
    quick = replace(desk, rules=cache(desk.rules))
    spans, held = by_officer(desk, RoleSpan, people), by_officer(desk, Appointment, people)
    return {one.id: tuple(roles_during(quick, one, spans[one.id], held[one.id], *service_in(one, year))) for one in people}
