"""Officers, their roles and duties on a date, and the courses they need."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Duty, Officer, Role, RoleSpan
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from tests.services.book import YEAR, appointed, fault_of, hire

START = date(2026, 1, 1)
JULY = date(2026, 7, 1)


def test_officer_is_found_by_number_name_or_id(desk: Desk) -> None:
    person = hire(desk, employee_no="A001")
    assert {staff.find_officer(desk, text).id for text in ("A001", "王小明", person.id)} == {person.id}


def test_namesakes_are_ambiguous_and_strangers_not_found(desk: Desk) -> None:
    hire(desk, employee_no="A001")
    hire(desk, employee_no="A002")
    with pytest.raises(InputError) as caught:
        staff.find_officer(desk, "王小明")
    assert fault_of(caught) is Fault.AMBIGUOUS
    with pytest.raises(InputError) as caught:
        staff.find_officer(desk, "陳𡍼明")
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(InputError) as caught:
        staff.officer(desk, OfficerId("0" * 32))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_officers_at_a_day_are_those_who_arrived_and_have_not_left(desk: Desk) -> None:
    hire(desk, "王小明", arrived=JULY)
    hire(desk, "林𠅤如", left=date(2026, 6, 30))
    hire(desk, "陳𡍼明")
    own = desk.workspace.agency
    assert {one.name for one in staff.officers_at(desk, own, date(2026, 6, 30))} == {"林𠅤如", "陳𡍼明"}
    assert {one.name for one in staff.officers_at(desk, own, JULY)} == {"王小明", "陳𡍼明"}
    assert len(staff.officers_of_year(desk, own, YEAR)) == 3


def test_officers_stand_by_grade_post_and_strokes_of_the_surname(desk: Desk) -> None:
    people = [("陳𡍼明", "科員", "委任第五職等"), ("丁小明", "科員", "委任第五職等"), ("周小安", "書記", ""), ("林𠅤如", "主任", "薦任第八職等")]
    for name, title, grade in people:
        hire(desk, name, title=title, grade=grade)
    assert [one.name for one in staff.officers_at(desk, desk.workspace.agency, JULY)] == ["林𠅤如", "丁小明", "陳𡍼明", "周小安"]


def test_former_name_is_kept_once(desk: Desk) -> None:
    person = hire(desk)
    staff.save_officer(desk, replace(person, name="王大明"))
    staff.change_officer(desk, staff.officer(desk, person.id), {"name": "王小明"})
    staff.change_officer(desk, staff.officer(desk, person.id), {"name": "王大明"})
    assert staff.officer(desk, person.id).former_names == ("王小明", "王大明")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "officer_no_name"),
        ({"name": "王小明\n"}, "name_control"),
        ({"name": "王\x1b小明"}, "name_control"),
        ({"arrived": JULY, "left": START}, "officer_left_before_arrival"),
        ({"national_id": "A123456788"}, "national_id_wrong"),
    ],
)
def test_wrong_officer_is_refused(desk: Desk, values: dict[str, Any], code: str) -> None:
    person = Officer(id=OfficerId(desk.new_id()), agency=desk.workspace.agency, name="王小明")
    assert [problem.code for problem in staff.officer_problems(replace(person, **values))] == [code]
    with pytest.raises(InputError) as caught:
        staff.change_officer(desk, person, values)
    assert fault_of(caught) is Fault.INCOMPLETE
    assert desk.store.count(Officer) == 0


def test_private_use_character_is_only_a_warning(desk: Desk) -> None:
    person = hire(desk, "王\ue000明")
    assert [problem.severity for problem in staff.officer_problems(person)] == [Severity.WARNING]


def test_two_roles_at_once_and_the_role_of_a_day(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.ADVANCED, START)
    staff.assign_role(desk, person.id, Role.HEAD, JULY)
    appointed(desk, person, JULY)

    def on(day: date) -> tuple[Role, ...]:
        return tuple(staff.roles_during(desk, person, desk.store.all(RoleSpan), desk.store.all(Appointment), day, day))

    assert on(date(2026, 6, 30)) == (Role.ADVANCED,)
    assert on(JULY) == (Role.HEAD, Role.ADVANCED, Role.SEED_TEACHER)
    assert staff.roles_in(desk, person, YEAR) == (Role.HEAD, Role.ADVANCED, Role.SEED_TEACHER)
    assert staff.roles_in(desk, person, 114) == ()


def test_first_service_makes_a_newcomer(desk: Desk) -> None:
    person = hire(desk, first_service=date(2025, 9, 1))
    assert staff.roles_in(desk, person, YEAR) == (Role.NEWCOMER,)
    assert staff.roles_in(desk, person, 116) == ()


def test_a_role_is_not_held_twice_at_a_time(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.HEAD, START, date(2026, 6, 30))
    staff.assign_role(desk, person.id, Role.HEAD, JULY)
    with pytest.raises(InputError) as caught:
        staff.assign_role(desk, person.id, Role.HEAD, date(2026, 3, 1), date(2026, 4, 1))
    assert fault_of(caught) is Fault.INVALID
    assert desk.store.count(RoleSpan) == 2


def test_span_ends_and_not_before_it_started(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.HEAD, JULY)
    (span,) = desk.store.all(RoleSpan)
    with pytest.raises(InputError) as caught:
        staff.end_span(desk, span, START)
    assert fault_of(caught) is Fault.INVALID
    staff.end_span(desk, span, JULY)
    assert desk.store.all(RoleSpan)[0].end == JULY


def test_duty_is_a_leaf_of_the_catalogue(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_duty(desk, person.id, "biz-01", START)
    with pytest.raises(InputError) as caught:
        staff.assign_duty(desk, person.id, "biz-99", START)
    assert fault_of(caught) is Fault.NOT_FOUND
    assert [duty.topic for duty in desk.store.all(Duty)] == ["biz-01"]


def test_current_year_is_the_republics(desk: Desk) -> None:
    assert staff.current_year(desk) == YEAR


def test_span_to_end_is_the_one_still_held_else_the_last(desk: Desk) -> None:
    person = hire(desk)
    for read in (lambda: staff.role_span(desk, person.id, Role.HEAD), lambda: staff.duty_span(desk, person.id, "biz-01")):
        with pytest.raises(InputError) as caught:
            read()
        assert fault_of(caught) is Fault.NOT_FOUND
    staff.assign_role(desk, person.id, Role.HEAD, START, date(2026, 6, 30))
    assert staff.role_span(desk, person.id, Role.HEAD).start == START
    staff.assign_role(desk, person.id, Role.HEAD, JULY)
    assert staff.role_span(desk, person.id, Role.HEAD).start == JULY
    staff.assign_duty(desk, person.id, "biz-01", START)
    staff.end_span(desk, staff.duty_span(desk, person.id, "biz-01"), JULY)
    assert desk.store.all(Duty)[0].end == JULY
