"""Who is in a course, who cannot simply come, who stays at the office, and taking an enrolment back."""

from datetime import date

import pytest

from hrdesk.domain.participation import Participation
from hrdesk.domain.training import Mode, Presence, Session, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import absence, class_list, training
from tests.services.book import enrolled, fault_of, hire, hold, record_of

DECEMBER = date(2026, 12, 1)
MORNING = (Session(DECEMBER, 540, 720),)


def test_class_stands_by_post_with_what_each_made_of_it(desk: Desk) -> None:
    clerk, head = hire(desk, "王小明", title="科員", grade="薦任第六職等"), hire(desk, "陳𡍼明", title="主任", grade="薦任第八職等")
    held = hold(desk)
    assert class_list.class_list(desk, held.id) == ()
    for person in (clerk, head):
        enrolled(desk, held, person)
    training.attend(desk, held.id, clerk.id, training.spread(held, Presence.ATTENDED))
    first, second = class_list.class_list(desk, held.id)
    assert (first.officer, first.participation, first.minutes) == (head, Participation.PENDING, 0)
    assert (second.id, second.participation, second.minutes) == (record_of(desk, held, clerk).id, Participation.FULL, 720)


def test_clash_names_the_other_course_and_its_time(desk: Desk) -> None:
    there, busy, away, free = (hire(desk, name) for name in ("王小明", "陳𡍼明", "林𠅤如", "李小華"))
    held = hold(desk, start=DECEMBER, end=DECEMBER, minutes=180, sessions=MORNING)
    other = hold(desk, "115-OP-02", name="另一班", start=DECEMBER, end=DECEMBER, minutes=120, sessions=(Session(DECEMBER, 600, 720),))
    whole = hold(desk, "115-OP-03", name="整日班", start=DECEMBER, end=DECEMBER, minutes=360)
    enrolled(desk, held, there)
    enrolled(desk, other, busy)
    enrolled(desk, whole, away)
    training.attend(desk, whole.id, away.id, training.spread(whole, Presence.LEAVE, leave_kind="事假"))
    assert class_list.clashes(desk, held, [there.id, busy.id, away.id, free.id]) == {
        there.id: ("已在這個班期",),
        busy.id: ("當日另有研習：另一班（115/12/01 10:00-12:00）",),
        away.id: ("當日已登錄請假：整日班（115/12/01）",),
    }
    assert class_list.staying(desk, held, [free.id]) == class_list.Staying(4, 0)
    assert class_list.staying(desk, held, []) == class_list.Staying(4, 1)


def test_who_was_replaced_in_time_has_no_clash_and_digital_courses_take_no_day(desk: Desk) -> None:
    first, second = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    other = hold(desk, start=DECEMBER, end=DECEMBER)
    training.substitute(desk, enrolled(desk, other, first).id, second.id, date(2026, 11, 20))
    held = hold(desk, "115-OP-02", start=DECEMBER, end=DECEMBER)
    assert set(class_list.clashes(desk, held, [first.id, second.id])) == {second.id}
    digital = hold(desk, "115-E-01", mode=Mode.DIGITAL, start=DECEMBER, end=DECEMBER)
    assert class_list.clashes(desk, digital, [first.id, second.id]) == {}


def test_unsaved_course_without_neighbours_has_no_clash(desk: Desk) -> None:
    held = training.with_sessions(hold(desk))
    from dataclasses import replace

    from hrdesk.domain.record import CourseId

    assert class_list.clashes(desk, replace(held, id=CourseId("0" * 32), sessions=()), [hire(desk).id]) == {}


def test_enrolment_is_taken_back_before_the_course_only(desk: Desk) -> None:
    person = hire(desk)
    later = hold(desk, start=DECEMBER, end=DECEMBER)
    assert class_list.withdraw(desk, enrolled(desk, later, person).id).removed
    desk.store.undo()
    assert record_of(desk, later, person)
    past = hold(desk, "115-OP-02")
    record = enrolled(desk, past, person)
    with pytest.raises(InputError) as caught:
        class_list.withdraw(desk, record.id)
    assert fault_of(caught) is Fault.WRONG_STATE
    training.cancel(desk, past.id)
    assert class_list.withdraw(desk, record.id).removed


def test_enrolment_with_an_outcome_is_not_taken_back(desk: Desk) -> None:
    person = hire(desk)
    later = hold(desk, start=DECEMBER, end=DECEMBER)
    record = enrolled(desk, later, person)
    training.attend(desk, later.id, person.id, training.spread(later, Presence.ATTENDED))
    with pytest.raises(InputError) as caught:
        class_list.withdraw(desk, record.id)
    assert "已有到課紀錄" in str(caught.value.facts)


def test_record_is_deleted_unless_its_absence_was_reported(desk: Desk) -> None:
    person = hire(desk)
    held = hold(desk)
    record = enrolled(desk, held, person)
    training.attend(desk, held.id, person.id, training.spread(held, Presence.ABSENT))
    absence.report(desk, record.id, reason="感冒")
    with pytest.raises(InputError) as caught:
        class_list.remove_record(desk, record.id)
    assert fault_of(caught) is Fault.WRONG_STATE
    desk.store.undo()
    class_list.remove_record(desk, record.id)
    assert desk.store.all(TrainingRecord) == ()
