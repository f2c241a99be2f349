"""Courses, enrolment, substitution, attendance and digital completion."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.participation import Participation, participation
from hrdesk.domain.record import CourseId, TrainingId
from hrdesk.domain.staff import Tier
from hrdesk.domain.training import Attendance, Course, Method, Mode, Presence, Session, TrainingRecord
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import training
from tests.services.book import PDF, enrolled, fault_of, hire, hold, record_of

DAY = date(2026, 6, 10)


def test_course_without_sessions_gets_its_hours_over_its_days(desk: Desk) -> None:
    course = hold(desk, minutes=725)
    assert [(one.day.day, one.minutes) for one in course.sessions] == [(10, 363), (11, 362)]
    assert not training.clock_known(course)
    assert desk.store.all(Course) == (course,)


def test_course_with_sessions_keeps_them(desk: Desk) -> None:
    course = hold(desk, sessions=(Session(DAY, 540, 720),))
    assert [one.minutes for one in course.sessions] == [180]
    assert training.clock_known(course)


def test_sessions_truly_from_nine_are_told_from_those_put_in(desk: Desk) -> None:
    put_in = hold(desk, end=DAY, minutes=180)
    truly = replace(put_in, sessions=(Session(DAY, 540, 720, timed=True),))
    old = replace(put_in, sessions=(Session(DAY, 540, 720),))  # before it was kept
    other = replace(put_in, sessions=(Session(DAY, 600, 780),))
    assert put_in.sessions == (Session(DAY, 540, 720, timed=False),)
    assert [training.clock_known(one) for one in (put_in, truly, old, other)] == [False, True, False, True]


@pytest.mark.parametrize("values", [{"mode": Mode.DIGITAL}, {"minutes": 99_999}])
def test_digital_and_endless_courses_get_no_sessions(desk: Desk, values: dict[str, Any]) -> None:
    assert replace(hold(desk), sessions=(), **values).sessions == ()
    assert training.with_sessions(replace(hold(desk, "115-OP-02"), sessions=(), **values)).sessions == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"end": date(2026, 6, 9)}, "course_ends_before_start"),
        ({"minutes": 0}, "course_no_hours"),
        ({"sessions": (Session(date(2026, 7, 1), 540, 720),)}, "course_session_outside"),
        ({"sessions": (Session(DAY, 720, 540),)}, "course_session_outside"),
    ],
)
def test_wrong_course_is_refused(desk: Desk, values: dict[str, Any], code: str) -> None:
    course = replace(hold(desk), sessions=())
    wrong = replace(course, **values)
    assert [problem.code for problem in training.course_problems(wrong, None)] == [code]
    with pytest.raises(InputError) as caught:
        training.save_course(desk, wrong)
    assert fault_of(caught) is Fault.INCOMPLETE


def test_course_run_by_a_second_tier_agency_is_only_a_warning(desk: Desk) -> None:
    course = hold(desk, method=Method.AGENCY)
    assert training.course_problems(course, own_agency(desk)) == ()
    (problem,) = training.course_problems(course, replace(own_agency(desk), tier=Tier.SECOND))
    assert problem.severity is Severity.WARNING


def test_course_is_found_by_code_and_term(desk: Desk) -> None:
    hold(desk)
    second = hold(desk, term="第2期")
    with pytest.raises(InputError) as caught:
        training.find_course(desk, "115-OP-01")
    assert fault_of(caught) is Fault.AMBIGUOUS
    assert training.find_course(desk, "115-OP-01", "第2期") == second
    with pytest.raises(InputError) as caught:
        training.find_course(desk, "115-OP-09")
    assert fault_of(caught) is Fault.NOT_FOUND


def test_nobody_is_enrolled_twice(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    enrolled(desk, course, person)
    with pytest.raises(InputError) as caught:
        training.enrol(desk, course.id, [person.id], DAY)
    assert fault_of(caught) is Fault.INVALID
    other = hire(desk, "陳𡍼明")
    with pytest.raises(InputError):
        training.enrol(desk, course.id, [other.id, other.id], DAY)
    assert desk.store.count(TrainingRecord) == 1


def test_unknown_and_cancelled_courses_take_nobody(desk: Desk) -> None:
    person = hire(desk)
    with pytest.raises(InputError) as caught:
        training.enrol(desk, CourseId("0" * 32), [person.id], DAY)
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(InputError) as caught:
        training.enrol(desk, hold(desk, cancelled=True).id, [person.id], DAY)
    assert fault_of(caught) is Fault.INVALID


def test_substitute_is_enrolled_instead(desk: Desk) -> None:
    course, person, other = hold(desk), hire(desk), hire(desk, "陳𡍼明")
    record = enrolled(desk, course, person)
    training.substitute(desk, record.id, other.id, date(2026, 6, 1))
    assert participation(course, record_of(desk, course, person), 0) is Participation.SUBSTITUTED
    assert record_of(desk, course, other).enrolled == date(2026, 6, 1)
    with pytest.raises(InputError) as caught:
        training.substitute(desk, record.id, other.id, date(2026, 6, 1))
    assert fault_of(caught) is Fault.INVALID


def test_nobody_is_substituted_after_attending(desk: Desk) -> None:
    course, person, other = hold(desk), hire(desk), hire(desk, "陳𡍼明")
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    with pytest.raises(InputError) as caught:
        training.substitute(desk, record.id, other.id, DAY)
    assert fault_of(caught) is Fault.INVALID
    with pytest.raises(InputError) as caught:
        training.substitute(desk, TrainingId("0" * 32), other.id, DAY)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_attendance_of_whole_part_and_none(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    enrolled(desk, course, person)
    outcomes = {
        Participation.FULL: training.spread(course, Presence.ATTENDED),
        Participation.PARTIAL: training.spread(course, Presence.ATTENDED, 540),
        Participation.LEAVE: training.spread(course, Presence.LEAVE, leave_kind="病假"),
        Participation.ABSENT: training.spread(course, Presence.ABSENT),
    }
    for expected, attendance in outcomes.items():
        training.attend(desk, course.id, person.id, attendance, note="範例")
        assert participation(course, record_of(desk, course, person), 0) is expected
    assert record_of(desk, course, person).note == "範例"


def test_session_that_nobody_reached_counts_as_absent(desk: Desk) -> None:
    attendance = training.spread(hold(desk), Presence.ATTENDED, 300)
    assert [(one.presence, one.minutes) for one in attendance] == [(Presence.ATTENDED, 300), (Presence.ABSENT, 0)]


def test_walk_in_is_recorded_without_enrolment(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    assert record_of(desk, course, person).enrolled is None


@pytest.mark.parametrize(
    "attendance",
    [
        (Attendance(2, Presence.ATTENDED, 10),),
        (Attendance(0, Presence.ATTENDED, 10), Attendance(0, Presence.ABSENT, 0)),
        (Attendance(0, Presence.ATTENDED, 361),),
        (Attendance(0, Presence.ATTENDED, -1),),
    ],
)
def test_impossible_attendance_is_refused(desk: Desk, attendance: tuple[Attendance, ...]) -> None:
    course, person = hold(desk), hire(desk)
    with pytest.raises(InputError) as caught:
        training.attend(desk, course.id, person.id, attendance)
    assert fault_of(caught) is Fault.INVALID


def test_digital_course_is_done_on_completion_with_proof(desk: Desk, tmp_path: Path) -> None:
    course, person = hold(desk, mode=Mode.DIGITAL), hire(desk)
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "證明.pdf")
    training.complete(desk, course.id, person.id, DAY)
    training.complete(desk, course.id, person.id, DAY, proof=(proof,))
    training.complete(desk, course.id, person.id, DAY, proof=(proof,))
    assert record_of(desk, course, person).proof == (proof,)
    assert participation(course, record_of(desk, course, person), 0) is Participation.FULL


def test_physical_course_cannot_be_completed(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        training.complete(desk, hold(desk).id, hire(desk).id, DAY)
    assert fault_of(caught) is Fault.INVALID


def test_course_called_off_takes_nobody_and_stays_once_somebody_came(desk: Desk) -> None:
    course, other, person = hold(desk), hold(desk, "115-OP-02"), hire(desk)
    enrolled(desk, course, person)
    training.cancel(desk, course.id)
    assert [one.code for one in desk.store.all(Course, cancelled=True)] == ["115-OP-01"]
    training.attend(desk, other.id, person.id, training.spread(other, Presence.ATTENDED, 60))
    for key in (course.id, other.id, CourseId("0" * 32)):
        with pytest.raises(InputError):
            training.cancel(desk, key)


@pytest.mark.parametrize(("presence", "minutes"), [(Presence.LEAVE, None), (Presence.ABSENT, None), (Presence.ATTENDED, 60)])
def test_missed_sessions_made_up_count_as_full(desk: Desk, presence: Presence, minutes: int | None) -> None:
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, presence, minutes), note="範例")
    training.make_up(desk, record.id)
    made_up = record_of(desk, course, person)
    assert (participation(course, made_up, 0), made_up.note) == (Participation.FULL, "範例")


@pytest.mark.parametrize("attended", [True, False])
def test_nothing_is_made_up_where_nothing_was_missed(desk: Desk, attended: bool) -> None:
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    if attended:
        training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    with pytest.raises(InputError) as caught:
        training.make_up(desk, record.id)
    assert fault_of(caught) is Fault.INVALID
