"""班期: the courses of a year with how far each is, judging and saving one, holding last year's again, and taking one out that nobody joined (伍一, 伍二)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.participation import attended, is_substituted
from hrdesk.domain.record import CourseId
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import above, own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.staff import refuse
from hrdesk.services.study import course_clashes
from hrdesk.services.study.training import course_problems, save_course, with_sessions

WEEKS = timedelta(weeks=52)  # a year on by whole weeks: the course falls on the same weekday
WEEK = timedelta(weeks=1)


class CourseState(Enum):
    """報名中, 上課中, 已結束未登錄到課, 已登錄, 無人報名, 停辦."""

    OPEN = "open"
    RUNNING = "running"
    UNRECORDED = "unrecorded"
    RECORDED = "recorded"
    NOBODY = "nobody"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course of the year: the agency whose book it stands in, how many of the own part are in it, came, and have no outcome yet (人)."""

    course: Course
    agency: str  # name, "" for one that is not known here
    enrolled: int
    came: int
    pending: int
    state: CourseState

    @property
    def id(self) -> CourseId:
        """Return what the line is known by."""
        return self.course.id


def course(desk: Desk, key: CourseId) -> Course:
    """Return one course; raise InputError NOT_FOUND for an unknown id."""
    found = desk.store.get(Course, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="課程", text=key)
    return found


def courses_held(desk: Desk, year: int) -> tuple[CourseLine, ...]:
    """Return the courses that begin in a 民國 year, by first day: the own books', those offered from above, and whatever else the own part is in."""
    whose = tuple(one.id for one in own_part(desk))
    agencies = desk.store.all(Agency)
    names = {one.id: one.name for one in agencies}
    offered = above(agencies, desk.workspace.agency)
    known = {one.id: one for one in desk.store.all(Course) if roc_year(one.start) == year}
    records: dict[CourseId, list[TrainingRecord]] = {}
    for one in desk.store.all(TrainingRecord, agency=whose):
        if one.course in known:
            records.setdefault(one.course, []).append(one)
    shown = (one for one in known.values() if one.agency in (*whose, *offered) or one.id in records)
    lines = (_line(one, names.get(one.agency, ""), records.get(one.id, ()), desk.today) for one in shown)
    return tuple(sorted(lines, key=lambda line: (line.course.start, line.course.code, line.course.term, line.course.id)))


def line_of(desk: Desk, key: CourseId) -> CourseLine:
    """Return one course as it stands in the list of its year; raise InputError NOT_FOUND for an unknown id."""
    whose = tuple(one.id for one in own_part(desk))
    held = course(desk, key)
    book = desk.store.get(Agency, held.agency)
    return _line(held, book.name if book else "", desk.store.all(TrainingRecord, course=key, agency=whose), desk.today)


def draft_problems(desk: Desk, draft: Course) -> tuple[Problem, ...]:
    """Return what is wrong with a course before it is saved: by itself, a code and term held already, sessions that attendance names."""
    found = list(course_problems(draft, desk.store.get(Agency, draft.agency)))
    if not draft.name.strip():
        found.append(Problem("course_no_name", where="name"))
    if draft.code and any(one.id != draft.id and one.term == draft.term for one in _same_code(desk, draft)):
        found.append(Problem("course_again", where="term", facts={"code": draft.code}))
    if _loses_sessions(desk, draft):
        found.append(Problem("course_sessions_attended", where="sessions"))
    if draft.sessions and draft.minutes > 0 and sum(one.minutes for one in draft.sessions) != draft.minutes:
        found.append(Problem("course_hours_differ", Severity.WARNING, where="minutes"))
    return (*found, *course_clashes.problems(desk, draft))


def save(desk: Desk, draft: Course) -> Changes:
    """Add or change a course; raise InputError INCOMPLETE for what is wrong with it."""
    refuse(draft_problems(desk, draft))
    return save_course(desk, draft)


def again(held: Course, key: CourseId, year: int) -> Course:
    """Return a course to be held again in a 民國 year: the same weekdays whole weeks later, its code renamed where it begins with the year."""
    later = _later(held.start, year)
    code = f"{year}{held.code[len(str(roc_year(held.start))) :]}" if held.code.startswith(str(roc_year(held.start))) else held.code
    sessions = tuple(replace(one, day=one.day + later) for one in held.sessions)
    return replace(held, id=key, code=code, start=held.start + later, end=held.end + later, sessions=sessions, cancelled=False)


def earlier(desk: Desk, year: int) -> tuple[Course, ...]:
    """Return the own book's courses of the 民國 years before, the newest first."""
    held = (one for one in desk.store.all(Course, agency=desk.workspace.agency) if roc_year(one.start) < year)
    return tuple(sorted(held, key=lambda one: (one.start, one.code), reverse=True))


def organisers(desk: Desk) -> tuple[str, ...]:
    """Return who held courses so far, each once, to be offered again."""
    return tuple(dict.fromkeys(one.organiser for one in desk.store.all(Course) if one.organiser))


def places(desk: Desk) -> tuple[str, ...]:
    """Return where courses were held so far, each once, to be offered again."""
    return tuple(dict.fromkeys(one.place for one in desk.store.all(Course) if one.place))


def lecturers(desk: Desk) -> tuple[str, ...]:
    """Return who taught so far, each once, to be offered again."""
    return tuple(dict.fromkeys(name for one in desk.store.all(Course) for name in one.lecturers))


def tags(desk: Desk) -> tuple[str, ...]:
    """Return the tags of courses so far, each once, to be offered again."""
    return tuple(dict.fromkeys(tag for one in desk.store.all(Course) for tag in one.tags))


@in_turn
def remove(desk: Desk, key: CourseId) -> Changes:
    """Take a course out of the book; raise InputError WRONG_STATE where anybody is or was in it."""
    held = course(desk, key)
    if desk.store.count(TrainingRecord, course=key):
        raise InputError(Fault.WRONG_STATE, what="刪除班期", reason="已有人報名或登錄，請改為停辦")
    with desk.store.write(Act.EDIT, what="course") as tx:
        tx.delete(held)
    return tx.changes


def _line(held: Course, agency: str, records: Sequence[TrainingRecord], today: date) -> CourseLine:
    expected = [one for one in records if not is_substituted(held, one)]
    came = sum(attended(one) or one.completed is not None or one.made_up for one in expected)
    pending = sum(not (one.attendance or one.completed or one.made_up) for one in expected)
    enrolled = sum(one.enrolled is not None for one in expected)
    return CourseLine(held, agency, enrolled, came, pending, _state(held, len(expected), pending, today))


def _state(held: Course, expected: int, pending: int, today: date) -> CourseState:
    if held.cancelled:
        return CourseState.CANCELLED
    if expected and not pending:
        return CourseState.RECORDED
    if today < held.start:
        return CourseState.OPEN
    if today <= held.end:
        return CourseState.RUNNING
    return CourseState.UNRECORDED if expected else CourseState.NOBODY


def _same_code(desk: Desk, draft: Course) -> tuple[Course, ...]:
    """Return the courses of the same book and year under the same code: a code may come again in another year."""
    held = desk.store.all(Course, agency=draft.agency, code=draft.code)
    return tuple(one for one in held if roc_year(one.start) == roc_year(draft.start))


def _loses_sessions(desk: Desk, draft: Course) -> bool:
    """Tell whether somebody's attendance names a session that the draft has not, or more minutes than it gives it."""
    lengths: Mapping[int, int] = {n: one.minutes for n, one in enumerate(with_sessions(draft).sessions)}
    named = (one for record in desk.store.all(TrainingRecord, course=draft.id) for one in record.attendance)
    return any(one.minutes > lengths.get(one.session, -1) for one in named)


def _later(start: date, year: int) -> timedelta:
    """Return how many whole weeks on the same weekday falls in the year."""
    shift = WEEKS * (year - roc_year(start))
    while roc_year(start + shift) < year:
        shift += WEEK
    while roc_year(start + shift) > year:
        shift -= WEEK
    return shift
