"""Which courses officers need in a year and have taken (肆): one officer, or the matrix of an agency."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TypeVar

from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import AgencyId, CourseId, OfficerId
from hrdesk.domain.requirements import Requirement, required_courses
from hrdesk.domain.roles import duties_during, overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Duty, Officer, Role, RoleSpan
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Explanation
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import officer, officers_of_year, roles_during, service_in

CourseKey = tuple[str, str, date]  # code (an id where there is none), term and first day: one course, in whosever book it stands
T = TypeVar("T", RoleSpan, Appointment, Duty, TrainingRecord)


@dataclass(frozen=True, slots=True)
class Compliance:
    """One officer's line in the matrix of required courses."""

    officer: Officer
    roles: tuple[Role, ...]
    requirements: Explanation[tuple[Requirement, ...]]


@dataclass(frozen=True, slots=True)
class _Book:
    """The courses known, by id, those of the year, by whose book they stand in, who collects from whom, and some officers' records, by officer."""

    known: Mapping[CourseId, Course]
    of_year: Mapping[AgencyId, Mapping[CourseKey, Course]]
    parents: Mapping[AgencyId, AgencyId | None]
    spans: Mapping[OfficerId, list[RoleSpan]]
    appointments: Mapping[OfficerId, list[Appointment]]
    duties: Mapping[OfficerId, list[Duty]]
    trainings: Mapping[OfficerId, list[TrainingRecord]]


def required_for(desk: Desk, who: OfficerId, year: int) -> Explanation[tuple[Requirement, ...]]:
    """Return an officer's required courses of a 民國 year, each done, missing, not held or not covered, with its article."""
    (line,) = compliance_of(desk, (officer(desk, who),), year)
    return line.requirements


def compliance(desk: Desk, year: int, agency: AgencyId | None = None) -> tuple[Compliance, ...]:
    """Return the matrix of one agency's officers of a year and their required courses."""
    return compliance_of(desk, officers_of_year(desk, agency or desk.workspace.agency, year), year)


def compliance_of(desk: Desk, people: Sequence[Officer], year: int) -> tuple[Compliance, ...]:
    """Return the matrix of some officers, in their order."""
    return tuple(_lines(replace(desk, rules=cache(desk.rules)), people, year))


def _lines(desk: Desk, people: Sequence[Officer], year: int) -> Iterator[Compliance]:
    known = {course.id: course for course in desk.store.all(Course)}
    of_year: dict[AgencyId, dict[CourseKey, Course]] = {}
    for one in known.values():
        if overlaps(one.start, one.end, year_start(year), year_end(year)):
            of_year.setdefault(one.agency, {}).setdefault(_key(one), one)
    parents = {agency.id: agency.parent for agency in desk.store.all(Agency)}
    book = _Book(
        known,
        of_year,
        parents,
        spans=by_officer(desk, RoleSpan, people),
        appointments=by_officer(desk, Appointment, people),
        duties=by_officer(desk, Duty, people),
        trainings=by_officer(desk, TrainingRecord, people),
    )
    yield from (_line(desk, book, one, year) for one in people)


def by_officer(desk: Desk, kind: type[T], people: Sequence[Officer]) -> dict[OfficerId, list[T]]:
    """Return the records of one kind that some officers have, by officer; one without any has an empty list."""
    found: dict[OfficerId, list[T]] = {one.id: [] for one in people}
    most = 2 * len(people) > desk.store.count(Officer)  # then reading past the others' costs less than looking each one's up
    for record in desk.store.all(kind) if most else desk.store.all(kind, officer=tuple(found)):
        if record.officer in found:
            found[record.officer].append(record)
    return found


def _courses_for(book: _Book, agency: AgencyId, trainings: Sequence[TrainingRecord]) -> tuple[Course, ...]:
    """Return the courses an officer took, and those of the year in the books of the own agency and of the collectors above it.

    A collector holds many offices' books, and a course of the department stands in each: one code, term and first day count once, the copy taken
    first. A code may come again in another year.
    """
    found: dict[CourseKey, Course] = {}
    for course in [book.known[one.course] for one in trainings if one.course in book.known]:
        found.setdefault(_key(course), course)
    whose: AgencyId | None = agency
    while whose is not None:
        for key, course in book.of_year.get(whose, {}).items():
            found.setdefault(key, course)
        whose = book.parents.get(whose)
    return tuple(found.values())


def _key(course: Course) -> CourseKey:
    return (course.code or course.id, course.term, course.start)


def _line(desk: Desk, book: _Book, person: Officer, year: int) -> Compliance:
    first, last = service_in(person, year)
    held = book.appointments[person.id]
    since = roles_during(desk, person, book.spans[person.id], held, first, last)
    focus = [topic for one in held if overlaps(one.start, one.end, first, last) for topic in one.focus]
    trainings = book.trainings[person.id]
    requirements = required_courses(
        desk.rules(last),
        roles=tuple(since),
        grade=person.grade,
        duties=duties_during(book.duties[person.id], first, last),
        courses=_courses_for(book, person.agency, trainings),
        trainings=trainings,
        year=year,
        on=min(max(desk.today, first), last),
        focus=tuple(dict.fromkeys(focus)),
        since={role: start for role, start in since.items() if start is not None},
    )
    return Compliance(person, tuple(since), requirements)
