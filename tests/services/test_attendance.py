"""A whole class at once, numbers read by a scanner, completion by many, and what the outcome's words mean."""

from datetime import date

import pytest

from hrdesk.domain.record import CourseId, EvidenceId, OfficerId
from hrdesk.domain.training import Attendance, Mode, Presence, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import attendance, training
from hrdesk.services.study.attendance import Entry
from tests.services.book import enrolled, fault_of, hire, hold, record_of

CAME = Attendance(0, Presence.ATTENDED, 360)


def test_outcome_of_a_word(desk: Desk) -> None:
    held = hold(desk)
    assert attendance.outcome(held, "full") == training.spread(held, Presence.ATTENDED)
    assert attendance.outcome(held, "leave", leave_kind="事假")[1].leave_kind == "事假"
    assert [one.minutes for one in attendance.outcome(held, "partial", 400)] == [360, 40]
    with pytest.raises(InputError) as caught:
        attendance.outcome(held, "partial")
    assert fault_of(caught) is Fault.INVALID


def test_class_is_recorded_in_one_act_and_taken_back_whole(desk: Desk) -> None:
    first, second, third = (hire(desk, name) for name in ("王小明", "陳𡍼明", "林𠅤如"))
    held = hold(desk)
    enrolled(desk, held, first)
    enrolled(desk, held, second)
    before = desk.store.all(TrainingRecord)
    whole = training.spread(held, Presence.ATTENDED)
    changes = attendance.record_class(desk, held.id, {first.id: Entry(whole), second.id: Entry((), "公務"), third.id: Entry((CAME,), made_up=True)})
    assert (len(changes.added), len(changes.changed)) == (1, 2)
    assert record_of(desk, held, first).attendance == whole
    assert record_of(desk, held, second).note == "公務"
    assert (record_of(desk, held, third).enrolled, record_of(desk, held, third).made_up) == (None, True)
    assert attendance.entries_of(desk, held.id, (first.id, third.id)) == {first.id: Entry(whole), third.id: Entry((CAME,), made_up=True)}
    assert not attendance.record_class(desk, held.id, {first.id: Entry(whole)})
    desk.store.undo()
    assert desk.store.all(TrainingRecord) == before


def test_class_with_an_impossible_entry_is_not_recorded_at_all(desk: Desk) -> None:
    first, second = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    held = hold(desk)
    with pytest.raises(InputError) as caught:
        attendance.record_class(desk, held.id, {first.id: Entry((CAME,)), second.id: Entry((Attendance(7, Presence.ATTENDED, 1),))})
    assert fault_of(caught) is Fault.INVALID
    assert desk.store.count(TrainingRecord) == 0


def test_number_marks_its_owner_at_the_session(desk: Desk) -> None:
    person = hire(desk, employee_no="A001")
    held = hold(desk)
    enrolled(desk, held, person)
    found = attendance.sign_in(desk, held.id, 1, " a001 ")
    assert (found.officer, found.again, bool(found.changes)) == (person, False, True)
    attendance.sign_in(desk, held.id, 0, "A001")
    assert record_of(desk, held, person).attendance == training.spread(held, Presence.ATTENDED)
    again = attendance.sign_in(desk, held.id, 0, "A001")
    assert (again.again, bool(again.changes)) == (True, False)


def test_wrong_numbers_are_refused_each_in_its_own_words(desk: Desk) -> None:
    held = hold(desk)
    hire(desk, "王小明", employee_no="A001")
    hire(desk, "李小華", employee_no="A001")
    hire(desk, "離職人", employee_no="A009", left=date(2026, 1, 31))
    stranger = hire(desk, "陳𡍼明", employee_no="A002")
    for number, fault in (("", Fault.NOT_FOUND), ("A009", Fault.NOT_FOUND), ("A001", Fault.AMBIGUOUS), ("A002", Fault.WRONG_STATE)):
        with pytest.raises(InputError) as caught:
            attendance.sign_in(desk, held.id, 0, number)
        assert fault_of(caught) is fault
    with pytest.raises(InputError) as caught:
        attendance.sign_in(desk, held.id, 9, "A002")
    assert fault_of(caught) is Fault.INVALID
    attendance.sign_in(desk, held.id, 0, "A002", walk_in=True)
    assert record_of(desk, held, stranger).enrolled is None


def test_many_complete_a_digital_course_in_one_act(desk: Desk) -> None:
    first, second = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    held = hold(desk, mode=Mode.DIGITAL)
    enrolled(desk, held, first)
    changes = attendance.complete_class(desk, held.id, [first.id, second.id], date(2026, 6, 10))
    assert (len(changes.added), len(changes.changed)) == (1, 1)
    attendance.complete_class(desk, held.id, [first.id], None)
    assert record_of(desk, held, first).completed is None
    with pytest.raises(InputError) as caught:
        attendance.complete_class(desk, held.id, [first.id], date(2026, 6, 10), proof=(EvidenceId("0" * 32),))
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(InputError) as caught:
        attendance.complete_class(desk, hold(desk, "115-OP-02").id, [first.id], date(2026, 6, 10))
    assert fault_of(caught) is Fault.INVALID


def test_unknown_people_and_courses_are_told(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        attendance.record_class(desk, CourseId("0" * 32), {})
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(InputError) as caught:
        attendance.record_class(desk, hold(desk).id, {OfficerId("0" * 32): Entry(())})
    assert fault_of(caught) is Fault.NOT_FOUND
