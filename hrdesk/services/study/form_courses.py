"""What a course needs on paper before it is held: the timetable (課程表), the sheet to sign in on (簽到表), the notice to each who was sent (調訓通知)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import clock_text, hours_text, roc_short, year_end
from hrdesk.domain.participation import is_substituted
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, Mode, Session, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, numbered, span_text
from hrdesk.services.people.staff import by_post, officer
from hrdesk.services.study.form_training import course_title
from hrdesk.services.study.training import clock_known

NOON = 12 * 60  # where 上午 ends and 下午 begins
NOT_HELD = "—"
WEEKDAYS = "一二三四五六日"


def sign_in_sheet(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask, course: Course) -> FormContent:
    """Return the sign-in sheets of a course, one a day, with everyone of `agencies` enrolled and not replaced.

    Raises InputError WRONG_STATE for a course that was called off or meets on no day.
    """
    _check_held(course, "列印簽到表")
    if not course.sessions:
        raise InputError(Fault.WRONG_STATE, what="列印簽到表", reason="這個班期沒有場次")
    people = _people(desk, agencies, course)
    several = len({one.agency for one in people}) > 1
    names = {one.id: one.name for one in agencies}
    facts = {**head(desk, agencies[0], year), **_course_facts(course)}
    sheets = []
    for day, held in groupby(sorted(course.sessions, key=lambda one: (one.day, one.start)), lambda one: one.day):
        halves = _halves(tuple(held), known=clock_known(course))
        rows = [{**_person(one, names, mask, several=several), **halves} for one in people]
        sheets.append(FormContent("sign-in-sheet", {**facts, "day": day_text(day)}, {"rows": numbered(rows)}, draft=False))
    return replace(sheets[0], further=tuple(sheets[1:]))


def course_notice(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask, course: Course, who: Officer | None = None) -> FormContent:
    """Return the notice of a course to one enrolled officer, or a letter to each.

    Raises InputError WRONG_STATE for a course that was called off, NOT_FOUND where nobody (or not this officer) is enrolled.
    """
    _check_held(course, "列印研習通知")
    people = [one for one in _people(desk, agencies, course) if who is None or one.id == who.id]
    if not people:
        raise InputError(Fault.NOT_FOUND, what="報名人員", text=course_title(course))
    places = {one.id: one for one in agencies}
    sessions = numbered(_session_rows(course))
    facts = {**_course_facts(course), "plan": desk.rules(year_end(year)).title}
    letters = [
        FormContent(
            "course-notice",
            {**head(desk, places[one.agency], year), **facts, "title": one.title, "name": mask.name(one.name)},
            {"sessions": sessions},
            draft=False,
        )
        for one in people
    ]
    return replace(letters[0], further=tuple(letters[1:]))


def timetable(desk: Desk, agencies: Sequence[Agency], year: int, course: Course) -> FormContent:
    """Return the timetable of a course: its sessions, what they are about and by whom where that is known, and the leaves of the catalogue.

    Raises InputError WRONG_STATE for a course that was called off.
    """
    _check_held(course, "列印課程表")
    pack = desk.rules(course.start)
    leaves = [topic for code in course.topics if (topic := pack.topic(code)) is not None]
    sessions = [{**row, "content": "", "lecturer": "、".join(course.lecturers)} for row in _session_rows(course)]
    topics = [{"article": one.article, "topic": one.name} for one in leaves]
    facts = {**head(desk, agencies[0], year), **_course_facts(course)}
    return FormContent("timetable", facts, {"sessions": numbered(sessions), "topics": numbered(topics)}, draft=False)


def day_text(day: date) -> str:
    """Return a day with its weekday, 115/06/10（星期三）."""
    return f"{roc_short(day)}（星期{WEEKDAYS[day.weekday()]}）"


def _check_held(course: Course, what: str) -> None:
    if course.cancelled:
        raise InputError(Fault.WRONG_STATE, what=what, reason="這個班期已停辦")


def _people(desk: Desk, agencies: Sequence[Agency], course: Course) -> tuple[Officer, ...]:
    """Return who is to come, by agency and post: enrolled, and not replaced in time by another, who is enrolled in turn."""
    order = {one.id: number for number, one in enumerate(agencies)}
    records = [one for one in desk.store.all(TrainingRecord, course=course.id) if one.agency in order]
    coming = [officer(desk, one.officer) for one in records if one.enrolled is not None and not is_substituted(course, one)]
    return tuple(sorted(by_post(coming), key=lambda one: order[one.agency]))


def _person(one: Officer, names: Mapping[AgencyId, str], mask: Mask, *, several: bool) -> Row:
    agency = names[one.agency]
    return {"agency": agency if several else one.unit or agency, "title": one.title, "name": mask.name(one.name)}


def _halves(sessions: Sequence[Session], *, known: bool) -> Row:
    """Return the two places to sign in: empty, or marked where the day has no such half; without times of its own a course has both."""
    before = any(one.start < NOON for one in sessions) or not known
    after = any(one.end > NOON for one in sessions) or not known
    return {"morning": "" if before else NOT_HELD, "afternoon": "" if after else NOT_HELD}


def _course_facts(course: Course) -> dict[str, str]:
    return {
        "course": course_title(course),
        "course_code": course.code,
        "course_dates": span_text(course.start, course.end).replace("\n", ""),
        "hours": hours_text(course.minutes),
        "mode": words.label(course.mode),
        "organiser": course.organiser or words.label(course.method),
        "place": course.place or ("自行上網" if course.mode is Mode.DIGITAL else "另行通知"),
        "lecturers": "、".join(course.lecturers) or NOT_HELD,
    }


def _session_rows(course: Course) -> list[Row]:
    if course.mode is Mode.DIGITAL or not course.sessions:
        span = span_text(course.start, course.end).replace("\n", "")
        return [{"day": span, "time": "自行上網" if course.mode is Mode.DIGITAL else "另行通知", "hours": hours_text(course.minutes)}]
    known = clock_known(course)
    return [
        {
            "day": day_text(one.day),
            "time": f"{clock_text(one.start)}-{clock_text(one.end)}" if known else "另行通知",
            "hours": hours_text(one.minutes),
        }
        for one in course.sessions
    ]
