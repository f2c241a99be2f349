"""附表1: who of the year took part in which course, the ones without a course and the leavers included (TP-15)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrdesk.domain.attendance import certified_minutes
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import hours_text, roc_short, roc_year
from hrdesk.domain.participation import FULL_ATTENDANCE, TAKEN, Participation, participation
from hrdesk.domain.record import CourseId, OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer, RoleSpan
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered, span_text
from hrdesk.services.people.compliance import by_officer
from hrdesk.services.people.staff import officers_of_year, roles_during

HELD = frozenset({Participation.FULL, Participation.PARTIAL})


@dataclass(frozen=True, slots=True)
class Studied:
    """One officer in one course of the year, with what it counts."""

    course: Course
    training: TrainingRecord
    participation: Participation
    minutes: int  # certified


@dataclass(frozen=True, slots=True)
class _Records:
    """What stands on the form: the courses of the year by id, and some officers' records, by officer."""

    courses: Mapping[CourseId, Course]
    trainings: Mapping[OfficerId, list[TrainingRecord]]
    spans: Mapping[OfficerId, list[RoleSpan]]
    appointments: Mapping[OfficerId, list[Appointment]]


def annex1(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask) -> FormContent:
    """Return 附表1 of a 民國 year: a row for each officer and course, sorted by agency, 職稱, 姓氏筆畫; totals in all and per person."""
    courses = {one.id: one for one in desk.store.all(Course) if roc_year(one.start) == year}
    rows: list[Row] = []
    totals: list[str] = []
    attendances = minutes = 0
    for agency, officer, records in _everyone(desk, agencies, courses, year):
        done = _studies(desk, records, officer)
        rows += [_row(desk, agency, officer, one, records, mask) for one in done] or [_empty_row(agency, officer, mask)]
        attended = sum(one.participation in HELD for one in done)
        certified = sum(one.minutes for one in done)
        attendances, minutes = attendances + attended, minutes + certified
        totals.append(f"{mask.name(officer.name)} {attended}人次、{hours_text(certified)}小時")
    summary = f"合計：參訓{attendances}人次，認證時數{hours_text(minutes)}小時。"
    return FormContent(
        form="annex1",
        facts=head(desk, agencies[0], year),
        tables={"rows": numbered(rows)},
        totals=(summary, f"每人：{'；'.join(totals)}。") if totals else (summary,),
    )


def studies_of_year(desk: Desk, agencies: Sequence[Agency], year: int) -> Iterator[tuple[Agency, Officer, tuple[Studied, ...]]]:
    """Yield everyone of a 民國 year with the courses they are in, as 附表1 counts them."""
    courses = {one.id: one for one in desk.store.all(Course) if roc_year(one.start) == year}
    yield from ((agency, officer, _studies(desk, records, officer)) for agency, officer, records in _everyone(desk, agencies, courses, year))


def studies_of(desk: Desk, officer: Officer, year: int) -> tuple[Studied, ...]:
    """Return one officer's courses of a 民國 year by start."""
    courses = {one.id: one for one in desk.store.all(Course) if roc_year(one.start) == year}
    return _studies(desk, _Records(courses, by_officer(desk, TrainingRecord, (officer,)), {}, {}), officer)


def _everyone(desk: Desk, agencies: Sequence[Agency], courses: Mapping[CourseId, Course], year: int) -> Iterator[tuple[Agency, Officer, _Records]]:
    """Yield everyone of the year with their records, read for one agency at a time."""
    for agency in agencies:
        people = officers_of_year(desk, agency.id, year)
        records = _Records(courses, by_officer(desk, TrainingRecord, people), by_officer(desk, RoleSpan, people), by_officer(desk, Appointment, people))
        yield from ((agency, officer, records) for officer in people)


def _studies(desk: Desk, records: _Records, officer: Officer) -> tuple[Studied, ...]:
    """Return an officer's courses of the year by start, with certified minutes (伍一(一))."""
    found = []
    for training in records.trainings[officer.id]:
        course = records.courses.get(training.course)
        if course is not None:
            pack = desk.rules(course.start)
            taken = participation(course, training, pack.number(FULL_ATTENDANCE))
            found.append(Studied(course, training, taken, certified_minutes(pack, course, training).value))
    return tuple(sorted(found, key=lambda one: (one.course.start, one.course.code, one.training.id)))


def _category(desk: Desk, officer: Officer, one: Studied, records: _Records) -> str:
    """Return the 人員類別 as printed: as recorded, else the roles on the course's first day."""
    if one.training.category:
        return one.training.category
    day = one.course.start
    roles = roles_during(desk, officer, records.spans[officer.id], records.appointments[officer.id], day, day)
    return "、".join(words.label(role) for role in roles)


def course_category(desk: Desk, course: Course) -> str:
    """Return the branches of the catalogue that a course bears on, each once, in the regulation's order."""
    pack = desk.rules(course.start)
    groups = [topic.group for code in course.topics if (topic := pack.topic(code)) is not None]
    return joined(*dict.fromkeys(pack.group(group).name for group in groups))


def course_title(course: Course) -> str:
    """Return a course's name with its term in brackets."""
    return f"{course.name}（{course.term}）" if course.term else course.name


def _row(desk: Desk, agency: Agency, officer: Officer, one: Studied, records: _Records, mask: Mask) -> Row:
    return {
        "agency": agency.name,
        "title": officer.title,
        "name": mask.name(officer.name),
        "category": _category(desk, officer, one, records),
        "course_category": course_category(desk, one.course),
        "course": course_title(one.course),
        "dates": span_text(one.course.start, one.course.end),
        "mode": words.label(one.course.mode),
        "hours": hours_text(one.minutes),
        "participation": TAKEN[one.participation],
        "note": joined(one.training.note, _left_text(officer)),
    }


def _empty_row(agency: Agency, officer: Officer, mask: Mask) -> Row:
    empty = dict.fromkeys(("category", "course_category", "dates", "mode", "participation"), "")
    return {
        **empty,
        "agency": agency.name,
        "title": officer.title,
        "name": mask.name(officer.name),
        "course": "本年度無研習紀錄",
        "hours": "0",
        "note": _left_text(officer),
    }


def _left_text(officer: Officer) -> str:
    return f"{roc_short(officer.left)}離職" if officer.left else ""
