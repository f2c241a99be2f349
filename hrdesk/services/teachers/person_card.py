"""Everything the book holds about one officer, as the card beside the roster shows it: roles, business, courses due and taken, coaching, awards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from hrdesk.domain.absence import AbsenceCase, absence_cases
from hrdesk.domain.attendance import certified_lines, certified_total
from hrdesk.domain.awards import Decision, Nomination, Nominee
from hrdesk.domain.minguo import roc_year, year_end
from hrdesk.domain.national_id import mask_id
from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.record import CourseId, OfficerId
from hrdesk.domain.requirements import Requirement
from hrdesk.domain.seeds import Appointment, Coaching, Mentoring, MeritClaim, SelfCheck
from hrdesk.domain.staff import Duty, Officer, Role, RoleSpan
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.domain.values import Explanation, Fact, Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import looking
from hrdesk.services.people.compliance import required_for
from hrdesk.services.people.staff import officer, roles_in
from hrdesk.services.teachers.coaching import coaching_minutes

S = TypeVar("S", RoleSpan, Duty, Appointment, Mentoring)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A business item with the name of its leaf."""

    duty: Duty
    name: str


@dataclass(frozen=True, slots=True)
class Study:
    """One record of training; `minutes` are those certified."""

    course: Course
    training: TrainingRecord
    participation: Participation
    minutes: int


@dataclass(frozen=True, slots=True)
class YearOfStudy:
    """The records of a 民國 year by start, the newest first, and the minutes certified in it with the reason."""

    year: int
    studies: tuple[Study, ...]
    certified: Explanation[int] | None  # None before the first rule pack


@dataclass(frozen=True, slots=True)
class YearOfCoaching:
    """How much an officer coached in a 民國 year; `newest` is the last of it."""

    year: int
    count: int
    minutes: int
    newest: Key


@dataclass(frozen=True, slots=True)
class Award:
    """One line of nominations and decisions: the 民國 year, what it says, and the record."""

    year: int
    text: str
    record: Key


@dataclass(frozen=True, slots=True)
class Absence:
    """A case of 未到課 with its course, and the record to open: the report, or the training nobody reported on yet."""

    case: AbsenceCase
    course: Course
    record: Key


@dataclass(frozen=True, slots=True)
class PersonCard:
    """An officer with what the book knows, everything by time with the newest first; the ID number is masked."""

    officer: Officer
    agency: str
    year: int
    roles: tuple[Role, ...]
    spans: tuple[RoleSpan, ...]
    appointments: tuple[Appointment, ...]
    duties: tuple[DutyLine, ...]
    required: Explanation[tuple[Requirement, ...]]
    studied: tuple[YearOfStudy, ...]
    coached: tuple[YearOfCoaching, ...]
    mentored: tuple[Mentoring, ...]
    checks: tuple[SelfCheck, ...]
    claims: int  # special merits claimed in the year
    awards: tuple[Award, ...]
    absences: tuple[Absence, ...]


def opened(desk: Desk, who: OfficerId, year: int) -> PersonCard:
    """Return a card that somebody opens; the look is noted in the audit log."""
    card = card_of(desk, who, year)
    looking.note(desk, "person-card", (Key("Officer", who),))
    return card


def person_of(desk: Desk, key: Key) -> Officer | None:
    """Return the officer that a key of an Officer, RoleSpan or Duty means, None where there is none any more."""
    if key.kind == Officer.__name__:
        return desk.store.get(Officer, key.id)
    span = desk.store.get(RoleSpan, key.id) or desk.store.get(Duty, key.id)
    return None if span is None else desk.store.get(Officer, span.officer)


def card_of(desk: Desk, who: OfficerId, year: int) -> PersonCard:
    """Return an officer's card; required courses and roles are those of a 民國 year, all else of every year."""
    person = officer(desk, who)
    trainings = desk.store.all(TrainingRecord, officer=who)
    courses = {one.id: one for one in desk.store.all(Course, id=tuple(record.course for record in trainings))} if trainings else {}
    return PersonCard(
        officer=replace(person, national_id=mask_id(person.national_id)),
        agency=agency(desk, person.agency).name,
        year=year,
        roles=roles_in(desk, person, year),
        spans=_newest(desk.store.all(RoleSpan, officer=who)),
        appointments=_newest(desk.store.all(Appointment, officer=who)),
        duties=tuple(DutyLine(duty, topic_name(desk, duty.topic, duty.start)) for duty in _newest(desk.store.all(Duty, officer=who))),
        required=required_for(desk, who, year),
        studied=_studied(desk, courses, trainings),
        coached=_coached(desk.store.all(Coaching, officer=who)),
        mentored=_newest((*desk.store.all(Mentoring, mentor=who), *desk.store.all(Mentoring, mentee=who))),
        checks=tuple(sorted(desk.store.all(SelfCheck, officer=who), key=lambda one: -one.year)),
        claims=desk.store.count(MeritClaim, officer=who, year=year),
        awards=_awards(desk, who),
        absences=_absences(desk, courses, trainings),
    )


def topic_name(desk: Desk, code: str, day: date) -> str:
    """Return the name of a catalogue leaf on a day, the code itself for one that is retired or an agency's own."""
    leaf = desk.rules(max(day, desk.today)).topic(code)
    return code if leaf is None else leaf.name


def topics(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return every leaf of today's catalogue that business may be, code and name with its branch, in the order of the regulation."""
    pack = desk.rules(desk.today)
    return tuple((topic.code, f"{topic.name}（{pack.group(topic.group).name}）") for topic in pack.topics)


def requirement_why(required: Explanation[tuple[Requirement, ...]], one: Requirement) -> Explanation[tuple[Requirement, ...]]:
    """Return why one course is due and stands as it does: its own article, and the records that decide."""
    state = words.label(one.state)
    via = tuple(Fact(words.kind_label(key.kind), state, key) for key in one.via)
    return replace(required, value=(one,), citation=one.citation, inputs=(*required.inputs, *via), steps=(f"{one.name}：{state}。",), problems=())


def _newest(spans: Iterable[S]) -> tuple[S, ...]:
    return tuple(sorted(spans, key=lambda one: (one.start, one.id), reverse=True))


def _studied(desk: Desk, courses: Mapping[CourseId, Course], trainings: Iterable[TrainingRecord]) -> tuple[YearOfStudy, ...]:
    by_year: dict[int, list[TrainingRecord]] = {}
    for record in trainings:
        if record.course in courses:
            by_year.setdefault(roc_year(courses[record.course].start), []).append(record)
    return tuple(_year(desk, year, courses, by_year[year]) for year in sorted(by_year, reverse=True))


def _year(desk: Desk, year: int, courses: Mapping[CourseId, Course], records: Sequence[TrainingRecord]) -> YearOfStudy:
    pack = pack_on(desk, year_end(year))
    rules = pack or desk.rules(desk.today)
    certified = {} if pack is None else {one.training.id: one.minutes for one in certified_lines(pack, courses.values(), records, year)}
    studies = []
    for record in records:
        course = courses[record.course]
        taken = participation(course, record, rules.number(FULL_ATTENDANCE))
        studies.append(Study(course, record, taken, certified.get(record.id, 0)))
    studies.sort(key=lambda one: (one.course.start, one.training.id), reverse=True)
    return YearOfStudy(year, tuple(studies), None if pack is None else certified_total(pack, courses.values(), records, year))


def pack_on(desk: Desk, day: date) -> RulePack | None:
    """Return the rule pack of a day, None for a day before the first one: records may be older than the regulation."""
    try:
        return desk.rules(day)
    except InputError as error:
        if error.fault is not Fault.NO_RULE_PACK:
            raise
        return None


def _coached(records: Iterable[Coaching]) -> tuple[YearOfCoaching, ...]:
    by_year: dict[int, list[Coaching]] = {}
    for one in sorted(records, key=lambda one: (one.day, one.start)):
        by_year.setdefault(roc_year(one.day), []).append(one)
    return tuple(
        YearOfCoaching(year, len(these), sum(map(coaching_minutes, these)), Key("Coaching", these[-1].id))
        for year, these in sorted(by_year.items(), reverse=True)
    )


def _awards(desk: Desk, who: OfficerId) -> tuple[Award, ...]:
    """Return what was proposed and what was decided, each by its own year; a line whose list is gone stands in no year and is left out."""
    nominees = desk.store.all(Nominee, officer=who)
    years = {one.id: one.year for one in desk.store.all(Nomination, id=tuple(one.nomination for one in nominees))}
    found = [Award(years[one.nomination], f"提報嘉獎 {one.times} 次", Key("Nominee", one.id)) for one in nominees if one.nomination in years]
    for decision in desk.store.all(Decision, officer=who):
        what = f"嘉獎 {decision.times} 次" if decision.times else ""
        found.append(Award(decision.year, f"決定：{words.label(decision.ruling)}{what}", Key("Decision", decision.id)))
    return tuple(sorted(found, key=lambda one: (-one.year, one.record.kind)))


def _absences(desk: Desk, courses: Mapping[CourseId, Course], trainings: Sequence[TrainingRecord]) -> tuple[Absence, ...]:
    reports = desk.store.all(AbsenceReport, training=tuple(one.id for one in trainings))
    cases = absence_cases(desk.rules(desk.today), courses.values(), trainings, reports, on=desk.today)
    found = [Absence(case, courses[case.course], _case_key(case)) for case in cases]
    return tuple(sorted(found, key=lambda one: (one.course.start, one.record.id), reverse=True))


def _case_key(case: AbsenceCase) -> Key:
    return Key("TrainingRecord", case.training) if case.report is None else Key("AbsenceReport", case.report.id)
