"""Every unit of a year's report is counted for itself."""

from datetime import date
from typing import Any

from hrdesk.domain.record import CourseId, OfficerId, TrainingId
from hrdesk.domain.tally import Tally, tally
from hrdesk.domain.training import Attendance, Course, Mode, Presence, Session, TrainingRecord
from tests.factory import record_id, sample

DAYS = (date(2026, 6, 10), date(2026, 6, 11))
SESSIONS = (Session(DAYS[0], 540, 720), Session(DAYS[0], 810, 990), Session(DAYS[1], 540, 720))


def course(label: str, **values: object) -> Course:
    plain: dict[str, Any] = {"id": CourseId(record_id(label)), "code": label, "start": DAYS[0], "end": DAYS[1], "minutes": 540, "sessions": SESSIONS}
    return sample(Course, **{**plain, **values})


def took(held: Course, who: str, *sessions: int) -> TrainingRecord:
    came = tuple(Attendance(number, Presence.ATTENDED, 60) for number in sessions)
    missed = tuple(Attendance(number, Presence.ABSENT, 0) for number in range(len(held.sessions)) if number not in sessions)
    ids: dict[str, Any] = {"id": TrainingId(record_id(f"{held.id}{who}")), "course": held.id, "officer": OfficerId(record_id(who))}
    return sample(TrainingRecord, attendance=(*came, *missed), **ids)


def test_nothing_taken_is_nothing_counted() -> None:
    assert tally(()) == Tally()


def test_one_person_in_three_courses_is_one_person_and_three_attendances() -> None:
    courses = [course(label) for label in "abc"]
    counted = tally((one, took(one, "王", 0), 540) for one in courses)
    assert (counted.people, counted.attendances, counted.courses, counted.sessions, counted.minutes) == (1, 3, 3, 9, 1620)


def test_ten_people_for_two_days_are_ten_attendances_and_twenty_person_days() -> None:
    held = course("a")
    counted = tally((held, took(held, str(number), 0, 1, 2), 540) for number in range(10))
    assert (counted.people, counted.attendances, counted.person_days, counted.courses, counted.sessions) == (10, 10, 20, 1, 3)


def test_a_day_counts_only_for_who_came_on_it() -> None:
    held = course("a")
    assert tally([(held, took(held, "王", 2), 0)]).person_days == 1
    assert tally([(held, took(held, "王", 0, 1), 0)]).person_days == 1


def test_copies_of_a_course_in_several_books_are_one() -> None:
    first, copy = course("a"), course("b", code="a")
    other = course("c", code="a", term="第2期")
    uncoded, twin = course("d", code=""), course("e", code="")
    assert tally((one, took(one, "王", 0), 0) for one in (first, copy, other, uncoded, twin)).courses == 4


def test_digital_course_has_no_session_and_no_person_day() -> None:
    held = course("a", mode=Mode.DIGITAL, sessions=())
    assert tally([(held, took(held, "王"), 120)]) == Tally(courses=1, people=1, attendances=1, minutes=120)


def test_course_without_sessions_is_held_on_its_first_day() -> None:
    held = course("a", sessions=())
    assert tally([(held, took(held, "王", 0), 540)]).person_days == 1
