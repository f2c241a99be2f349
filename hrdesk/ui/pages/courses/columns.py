"""The columns of the list of courses, and how their states look."""

from collections.abc import Mapping
from dataclasses import replace

from hrdesk.domain.minguo import hours_text, roc_short
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.participation import Participation
from hrdesk.domain.training import Course
from hrdesk.services.core import words
from hrdesk.services.study.courses import CourseLine, CourseState
from hrdesk.ui.kit.table_model import Chip, Column, Tone
from hrdesk.ui.tones import TAKEN

TONES: Mapping[CourseState, Tone] = {
    CourseState.OPEN: Tone.QUIET,
    CourseState.RUNNING: Tone.WARN,
    CourseState.UNRECORDED: Tone.BAD,
    CourseState.RECORDED: Tone.GOOD,
    CourseState.NOBODY: Tone.QUIET,
    CourseState.CANCELLED: Tone.QUIET,
}


def state(line: CourseLine) -> Chip:
    """Return how far a course is."""
    return Chip(words.label(line.state), TONES[line.state])


def taken(one: Participation) -> Chip:
    """Return what somebody made of a course."""
    return Chip(words.label(one), TAKEN[one])


def dates(course: Course) -> str:
    """Return a course's days, 115/06/10–06/11."""
    first, last = roc_short(course.start), roc_short(course.end)
    if first == last:
        return first
    return f"{first}–{last.partition('/')[2] if first.partition('/')[0] == last.partition('/')[0] else last}"


def title(course: Course) -> str:
    """Return a course's name with its term."""
    return f"{course.name}（{course.term}）" if course.term else course.name


def organiser(course: Course) -> str:
    """Return who holds a course."""
    return course.organiser or words.label(course.method)


def columns(kind: WorkspaceKind) -> tuple[Column[CourseLine], ...]:
    """Return the columns of the list; the department, in whose list the books of the whole city stand, sees whose book each line is of."""
    if kind is not WorkspaceKind.DEPARTMENT:
        return (*COLUMNS, replace(AGENCY, hidden=True))
    name, *others = (replace(one, hidden=True) if one.key in LESS else one for one in COLUMNS)
    return (name, AGENCY, *others)


def _people(line: CourseLine) -> str:
    return f"{line.enrolled} / {line.came}"


LESS = ("code", "mode")  # what makes room for the agency
AGENCY: Column[CourseLine] = Column("agency", "機關", lambda line: line.agency, 132, tip=lambda line: line.agency)
COLUMNS: tuple[Column[CourseLine], ...] = (
    Column("name", "課程名稱", lambda line: title(line.course), 168, stretch=True),
    Column("state", "狀態", lambda line: words.label(line.state), 140, sort=lambda line: list(CourseState).index(line.state), chip=state),
    Column("dates", "日期", lambda line: dates(line.course), 124, sort=lambda line: (line.course.start, line.course.end)),
    Column("people", "報名/到課", _people, 88, sort=lambda line: (line.enrolled, line.came), figure=True),
    Column("hours", "時數", lambda line: hours_text(line.course.minutes), 56, sort=lambda line: line.course.minutes, figure=True),
    Column("code", "代碼", lambda line: line.course.code, 96),
    Column("mode", "性質", lambda line: words.label(line.course.mode), 56),
    Column("method", "辦理", lambda line: words.label(line.course.method), 64, hidden=True),
    Column("organiser", "主辦", lambda line: organiser(line.course), 120, hidden=True),
    Column("level", "級別", lambda line: words.label(line.course.level) if line.course.level else "", 60, hidden=True),
    Column("place", "地點", lambda line: line.course.place, 120, hidden=True),
    Column("lecturers", "講師", lambda line: "、".join(line.course.lecturers), 100, hidden=True),
    Column("seats", "名額", lambda line: str(line.course.seats or ""), 60, sort=lambda line: line.course.seats or 0, figure=True, hidden=True),
    Column("tags", "標籤", lambda line: "、".join(line.course.tags), 120, hidden=True),
)
