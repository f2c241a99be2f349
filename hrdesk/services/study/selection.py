"""遴派: who should go to a course next, ranked with the reason for every place (TP-15, TP-16). It advises; a person decides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from hrdesk.domain.absence import CaseState
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.record import AgencyId, CourseId, OfficerId
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.roles import overlaps
from hrdesk.domain.staff import Duty, Level, Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.agency.agencies import own_part, workplaces
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.people.compliance import by_officer, compliance_of
from hrdesk.services.people.staff import check_topics, officers_at
from hrdesk.services.study.absence import cases

OPEN = frozenset({RequirementState.MISSING, RequirementState.PARTLY})
CAME = frozenset({Participation.FULL, Participation.PARTIAL})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One officer on the list: `rank` 1 goes first, `reasons` say why; `barred` = already enrolled or away, listed last; `where` = the unit or agency."""

    officer: Officer
    rank: int
    reasons: tuple[str, ...]
    barred: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Weighed:
    officer: Officer
    key: tuple[int, int, int, int, date]
    reasons: tuple[str, ...]
    barred: bool


@dataclass(frozen=True, slots=True)
class _Book:
    """What the people on the list are weighed by, read once for all of them; `branches` are the course's leaves and their branches."""

    course: Course
    branches: frozenset[str]
    known: Mapping[CourseId, Course]
    due: Mapping[OfficerId, Sequence[Requirement]]
    duties: Mapping[OfficerId, Sequence[Duty]]
    trainings: Mapping[OfficerId, Sequence[TrainingRecord]]
    faulted: frozenset[OfficerId]
    away: Collection[OfficerId]


def candidates(desk: Desk, course: Course, *, agency: AgencyId | None = None, away: Collection[OfficerId] = ()) -> tuple[Candidate, ...]:
    """Return the officers of one agency on a course's first day, ranked: unmet requirements the course meets, business it bears on, the
    longest without a course, then those who missed one without sufficient reason last. `away` are on leave or needed at the office then.

    Without an agency it is the own one; the department, whose courses are for everybody, chooses from all that it knows.
    """
    people = [one for whose in _whose(desk, agency) for one in officers_at(desk, whose, course.start)]
    return _ranked(replace(desk, rules=cache(desk.rules)), course, people, away)


def candidates_for_topic(desk: Desk, topic: str, *, level: Level | None = None, agency: AgencyId | None = None) -> tuple[Candidate, ...]:
    """Return who should go next to a leaf of the catalogue, whenever it is held: ranked as for a course of it today.

    Raises InputError NOT_FOUND for an unknown leaf.
    """
    check_topics(desk.rules(desk.today), (topic,))
    held_by = agency or desk.workspace.agency
    imagined = Course(id=CourseId(""), agency=held_by, code="", name="", topics=(topic,), level=level, start=desk.today, end=desk.today, minutes=1)
    return candidates(desk, imagined, agency=agency)


def _whose(desk: Desk, agency: AgencyId | None) -> tuple[AgencyId, ...]:
    """Return whose officers are ranked."""
    if agency is None and desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        return tuple(one.id for one in own_part(desk))
    return (agency or desk.workspace.agency,)


def _ranked(desk: Desk, course: Course, people: Sequence[Officer], away: Collection[OfficerId]) -> tuple[Candidate, ...]:
    book = _book(desk, course, people, away)
    weighed = [_weigh(desk, book, person) for person in people]
    weighed.sort(key=lambda one: (one.key, stroke_key(one.officer.name), one.officer.id))
    where = workplaces(desk)
    return tuple(Candidate(one.officer, rank, one.reasons, one.barred, where(one.officer)) for rank, one in enumerate(weighed, 1))


def _book(desk: Desk, course: Course, people: Sequence[Officer], away: Collection[OfficerId]) -> _Book:
    year, pack = roc_year(course.start), desk.rules(course.start)
    groups = {leaf.group for code in course.topics if (leaf := pack.topic(code)) is not None}
    return _Book(
        course=course,
        branches=frozenset(groups | {*course.topics}),
        known={one.id: one for one in desk.store.all(Course)},
        due={line.officer.id: line.requirements.value for line in compliance_of(desk, people, year)},
        duties=by_officer(desk, Duty, people),
        trainings=by_officer(desk, TrainingRecord, people),
        faulted=frozenset(case.officer for case in cases(desk, year) if case.state is CaseState.INSUFFICIENT),
        away=frozenset(away),
    )


def _weigh(desk: Desk, book: _Book, person: Officer) -> _Weighed:
    enrolled = any(one.course == book.course.id for one in book.trainings[person.id])
    barred, faulted = person.id in book.away, person.id in book.faulted
    unmet = [(one.name, one.citation.article) for one in book.due[person.id] if one.state in OPEN and one.topic in book.branches]
    business = _business(book, person)
    last = _last_course(desk, book, person)
    reasons = [
        *(["已報名這個班期"] if enrolled else []),
        *(["當日請假或不能離開"] if barred else []),
        *(f"需參與而未完成：{name}（{article}）" for name, article in unmet),
        *(["承辦相關業務"] if business else []),
        f"最近一次研習：{roc_short(last)}" if last else "此班期開始前沒有研習紀錄",
        *(["本年度有未到課且未充分合理"] if faulted else []),
    ]
    key = (int(enrolled or barred), -len(unmet), -int(business), int(faulted), last or date.min)
    return _Weighed(person, key, tuple(reasons), enrolled or barred)


def _business(book: _Book, person: Officer) -> bool:
    course = book.course
    return any(duty.topic in course.topics and overlaps(duty.start, duty.end, course.start, course.end) for duty in book.duties[person.id])


def _last_course(desk: Desk, book: _Book, person: Officer) -> date | None:
    """Return the last day of the newest course before this one to which the officer came."""
    days = []
    for training in book.trainings[person.id]:
        held = book.known.get(training.course)
        if held is None or held.end >= book.course.start:
            continue
        if participation(held, training, desk.rules(held.start).number(FULL_ATTENDANCE)) in CAME:
            days.append(held.end)
    return max(days, default=None)
