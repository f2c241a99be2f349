"""研習紀錄 in: courses found or made, each person's enrolment and attendance (TP-10, TP-15)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.plan import ImportPlan, PlanRow, RowState
from hrdesk.domain.record import AgencyId, CourseId, OfficerId, TrainingId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Method, Mode, Presence, TrainingRecord
from hrdesk.domain.values import Problem, Severity
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.training import TrainingRow, parse_training
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import folded
from hrdesk.services.imports.import_parts import assumption, conflict, errors, plan_of, planned, read_source, unreadable, with_progress
from hrdesk.services.people.matching import People
from hrdesk.services.study.training import spread, with_sessions

UNDECIDED = frozenset({Participation.SUBSTITUTED, Participation.CANCELLED})
PRESENCES = {Participation.LEAVE: Presence.LEAVE, Participation.ABSENT: Presence.ABSENT}
CourseKey = tuple[str, str]


@dataclass(slots=True)
class _Book:
    """One reading of training records: people, courses (found or made in this file), and the rows taken."""

    desk: Desk
    agency: AgencyId
    agency_name: str
    enrolled_known: bool  # the sheet has a column for the day of enrolment
    people: People
    held: Mapping[tuple[OfficerId, CourseId], TrainingRecord]
    courses: dict[CourseKey, list[Course]] = field(default_factory=dict)
    made: set[CourseId] = field(default_factory=set)
    by_guess: set[CourseId] = field(default_factory=set)  # courses made without a word on who held them
    taken: dict[tuple[OfficerId, CourseId], int] = field(default_factory=dict)


def plan_training(desk: Desk, path: Path, mapping: Mapping[str, str] | None = None, *, agency: AgencyId | None = None, sheet: str | None = None) -> ImportPlan:
    """Return what a list of training records would do.

    Courses are found by code and term, else by name and term. Where the sheet has no 報名日期 at all, everybody in it is taken to have enrolled
    by the first day; where it has, an empty cell means that the person came without enrolment. What is assumed stands in the plan as a warning.
    """
    source = read_source(desk, path, SheetKind.TRAINING, mapping, sheet)
    whose = agency_record(desk, agency or desk.workspace.agency)
    officers = desk.store.all(Officer, agency=whose.id)
    held = {(one.officer, one.course): one for one in desk.store.all(TrainingRecord, officer=tuple(one.id for one in officers))}
    book = _Book(desk, whose.id, whose.name, "enrolled" in source.found.columns, People.of(officers), held)
    for course in desk.store.all(Course, agency=whose.id):
        book.courses.setdefault(_key(course.code or course.name, course.term), []).append(course)
    rows = [_plan(book, row) for row in with_progress(desk, parse_training(source.found))]
    return plan_of(source, "training", rows, _assumed(book, rows))


def _assumed(book: _Book, rows: Sequence[PlanRow]) -> Iterator[Problem]:
    """Yield what the sheet did not say: that the department held a course, that people had enrolled."""
    yield from assumption("method_assumed", sum(record.id in book.by_guess for row in rows for record in row.puts))
    enrolments = [row for row in rows if row.state is RowState.NEW or any(one.field == "enrolled" for one in row.differences)]
    yield from assumption("enrolment_assumed", 0 if book.enrolled_known else len(enrolments))


def topics_of(pack: RulePack, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the catalogue leaves that a 課程類別 names (a whole branch names all its leaves), and the words that name none."""
    codes: list[str] = []
    unknown: list[str] = []
    for word in (part.strip() for line in text.splitlines() for part in line.replace("；", "、").split("、")):
        group = next((group for group in pack.groups if word in (group.name, group.code)), None)
        leaf = pack.topic_named(word)
        if group is not None:
            codes += [topic.code for topic in pack.topics_of(group.code)]
        elif leaf is not None:
            codes.append(leaf.code)
        elif word:
            unknown.append(word)
    return tuple(dict.fromkeys(codes)), tuple(unknown)


def _plan(book: _Book, row: TrainingRow) -> PlanRow:
    label = f"{row.name}　{row.course}"
    faults = (*row.problems, *_faults(book, row))
    if errors(faults):
        return unreadable(row.row, label, faults)
    match = book.people.find(row.name, employee_no=row.employee_no, national_id=row.national_id)
    if match.problem is not None:
        return conflict(row.row, label, match.problem, *faults)
    if match.officer is None:
        return unreadable(row.row, label, (Problem("officer_unknown", where="name", facts={"row": row.row}), *faults))
    course, problem = _course(book, row)
    if problem is not None or course is None:
        return conflict(row.row, label, *filter(None, (problem,)), *faults)
    first = book.taken.setdefault((match.officer.id, course.id), row.row)
    if first != row.row:
        return conflict(row.row, label, Problem("row_repeats", where="course", facts={"row": row.row, "first": first}), *faults)
    return _planned(book, row, label, match.officer, course, faults)


def _planned(book: _Book, row: TrainingRow, label: str, officer: Officer, course: Course, faults: tuple[Problem, ...]) -> PlanRow:
    before = book.held.get((officer.id, course.id))
    after = _record(book, row, officer, course, before)
    also = (course,) if course.id in book.made else ()
    book.made.discard(course.id)
    return planned(row.row, label, before, after, also, faults)


def _faults(book: _Book, row: TrainingRow) -> Iterable[Problem]:
    """Yield what keeps a row from being taken, beyond what its cells already showed."""
    facts = {"row": row.row}
    if row.agency_name and folded(row.agency_name) != folded(book.agency_name):
        yield Problem("agency_other", where="agency_name", facts=facts)
    if row.participation in UNDECIDED:
        yield Problem("participation_undecided", where="participation", facts=facts)
    if row.participation is Participation.PARTIAL and (row.attended is None or row.attended <= 0):
        yield Problem("attended_missing", where="attended", facts=facts)
    if row.participation is Participation.FULL and row.minutes is not None and row.attended is not None and row.attended < row.minutes:
        yield Problem("attended_contradicts", where="attended", facts=facts)
    if row.participation in PRESENCES and book.enrolled_known and row.enrolled is None:
        yield Problem("enrolled_missing", where="enrolled", article="陸二(一)", facts=facts)
    for word in topics_of(book.desk.rules(row.start or book.desk.today), row.topics)[1]:
        yield Problem("topic_unknown", Severity.WARNING, "topics", facts={**facts, "text": word[:20]})


def _course(book: _Book, row: TrainingRow) -> tuple[Course | None, Problem | None]:
    """Return the course a row names, made where the book has none; a problem where hours or dates contradict the one known."""
    alike = book.courses.get(_key(row.course_code or row.course, row.term), [])
    if row.start is not None and not (row.course_code and row.term):
        alike = [one for one in alike if one.start == row.start] or ([] if not row.course_code else alike)
    if len(alike) > 1:
        return None, Problem("course_several", where="course", facts={"count": len(alike)})
    if alike:
        known = alike[0]
        pairs = ((row.minutes, known.minutes), (row.start, known.start), (row.end, known.end))
        differs = any(given is not None and given != held for given, held in pairs)
        return known, Problem("course_differs", where="course", facts={"row": row.row}) if differs else None
    if row.start is None or row.minutes is None or row.minutes <= 0:
        return None, Problem("course_incomplete", where="course", facts={"row": row.row})
    course = _new_course(book, row, row.start, row.minutes)
    book.courses.setdefault(_key(row.course_code or row.course, row.term), []).append(course)
    book.made.add(course.id)
    if row.method is None:
        book.by_guess.add(course.id)
    return course, None


def _new_course(book: _Book, row: TrainingRow, start: date, minutes: int) -> Course:
    topics, _ = topics_of(book.desk.rules(start), row.topics)
    course = Course(
        id=CourseId(book.desk.new_id()),
        agency=book.agency,
        code=row.course_code,
        name=row.course,
        term=row.term,
        topics=topics,
        level=row.level,
        mode=row.mode or Mode.PHYSICAL,
        method=row.method or Method.DEPARTMENT,
        organiser=row.organiser,
        start=start,
        end=row.end or start,
        minutes=minutes,
    )
    return with_sessions(course)


def _record(book: _Book, row: TrainingRow, officer: Officer, course: Course, before: TrainingRecord | None) -> TrainingRecord:
    base = before or TrainingRecord(id=TrainingId(book.desk.new_id()), agency=officer.agency, officer=officer.id, course=course.id)
    enrolled = row.enrolled or base.enrolled or (None if book.enrolled_known else course.start)
    after = replace(base, enrolled=enrolled, category=row.category or base.category, note=row.note or base.note)
    if row.participation in (None, Participation.PENDING) or (before is not None and _agrees(book, row, course, before)):
        return after
    digital = course.mode is not Mode.PHYSICAL
    completed = course.end if digital and row.participation is Participation.FULL else None
    return replace(after, attendance=_attendance(row, course), completed=completed or base.completed)


def _attendance(row: TrainingRow, course: Course) -> tuple[Attendance, ...]:
    if course.mode is Mode.DIGITAL or row.participation is None:
        return ()
    absent = PRESENCES.get(row.participation)
    if absent is not None:
        return spread(course, absent, leave_kind=row.leave_kind)
    return spread(course, Presence.ATTENDED, row.attended if row.participation is Participation.PARTIAL else None)


def _agrees(book: _Book, row: TrainingRow, course: Course, held: TrainingRecord) -> bool:
    """Tell whether what is recorded session by session already says what the row says in one word."""
    if participation(course, held, book.desk.rules(course.start).number(FULL_ATTENDANCE)) is not row.participation:
        return False
    came = sum(one.minutes for one in held.attendance)
    leave = {one.leave_kind for one in held.attendance if one.leave_kind}
    return (row.participation is not Participation.PARTIAL or came == row.attended) and (not row.leave_kind or leave == {row.leave_kind})


def _key(name: str, term: str) -> CourseKey:
    return folded(name), folded(term)
