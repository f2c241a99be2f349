"""Required courses of officers: one line each, however many are read together."""

from datetime import date

from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.staff import Level, Role, Tier
from hrdesk.domain.training import Presence
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import compliance as matrices
from hrdesk.services.people import staff
from hrdesk.services.study import training
from hrdesk.services.teachers import seeds
from tests.services.book import YEAR, appointed, enrolled, found_child, hire, hold

START = date(2026, 1, 1)
JULY = date(2026, 7, 1)


def test_requirement_is_done_by_full_attendance(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person, focus=("biz-01",))
    course = hold(desk)

    def state() -> RequirementState:
        due = matrices.required_for(desk, person.id, YEAR).value
        return next(one.state for one in due if one.topic == "biz-01")

    enrolled(desk, course, person)
    assert state() is RequirementState.MISSING
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    assert state() is RequirementState.DONE


def test_matrix_has_a_line_for_everyone_of_the_year(desk: Desk) -> None:
    leaver = hire(desk, "林𠅤如", title="科員", left=date(2026, 3, 31))
    head = hire(desk, "王小明", title="主任", grade="薦任第八職等", arrived=JULY)
    staff.assign_role(desk, head.id, Role.HEAD, JULY)
    seeds.appoint(desk, leaver.id, START)
    matrix = matrices.compliance(desk, YEAR)
    assert [(line.officer.name, line.roles) for line in matrix] == [("王小明", (Role.HEAD,)), ("林𠅤如", (Role.SEED_TEACHER,))]
    assert all(line.requirements.value for line in matrix)


def test_course_before_the_role_began_is_not_asked_for(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person, JULY, focus=("biz-01",))
    hold(desk, start=date(2026, 6, 10), end=date(2026, 6, 11))
    due = matrices.required_for(desk, person.id, YEAR).value
    assert next(one.state for one in due if one.topic == "biz-01") is RequirementState.NOT_HELD


def test_course_of_an_earlier_year_counts_where_once_is_enough(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.NEWCOMER, date(2025, 1, 1))
    staff.assign_duty(desk, person.id, "biz-01", date(2025, 1, 1))
    course = hold(desk, code="114-B-01", start=date(2025, 6, 10), end=date(2025, 6, 11), level=Level.BASIC)

    def state() -> RequirementState:
        due = matrices.required_for(desk, person.id, YEAR).value
        return next(one.state for one in due if one.topic == "biz-01")

    assert state() is RequirementState.NOT_HELD
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    assert state() is RequirementState.DONE


def test_code_and_term_that_come_again_in_another_year_are_another_course(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.HEAD, date(2025, 1, 1))
    staff.change_officer(desk, person, {"grade": "薦任第八職等"})
    heads = (Role.HEAD.value,)
    last_year = hold(desk, start=date(2025, 6, 10), end=date(2025, 6, 11), topics=("forum-04",), required_for=heads)
    enrolled(desk, last_year, person)
    training.attend(desk, last_year.id, person.id, training.spread(last_year, Presence.ATTENDED))
    hold(desk, topics=("forum-04",), required_for=heads)
    assert RequirementState.MISSING in {one.state for one in matrices.required_for(desk, person.id, YEAR).value}


def test_many_are_read_together_and_each_keeps_their_own(desk: Desk) -> None:
    people = [hire(desk, f"王小{char}", employee_no=char) for char in "甲乙丙丁戊"]
    course = hold(desk)
    for person in people:
        appointed(desk, person, focus=("biz-01",))
    for person in people[::2]:
        enrolled(desk, course, person)
        training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    lines = {line.officer.id: line.requirements for line in matrices.compliance(desk, YEAR)}
    assert lines == {person.id: matrices.required_for(desk, person.id, YEAR) for person in people}
    done = {who for who, found in lines.items() if any(one.state is RequirementState.DONE for one in found.value)}
    assert done == {person.id for person in people[::2]}
    most = matrices.compliance_of(desk, people[:3], YEAR)
    assert {line.officer.id: line.requirements for line in most} == {person.id: lines[person.id] for person in people[:3]}


def test_course_in_several_books_counts_once_and_a_neighbours_course_not_at_all(desk: Desk) -> None:
    child = found_child(desk)
    person = hire(desk, agency=child.id)
    appointed(desk, person, focus=("biz-01",))
    own = hold(desk, agency=child.id)
    hold(desk)  # the same course in the collector's own book
    neighbour = agencies.new_agency("379112000D", "範例測量隊", Tier.SECOND, parent=desk.workspace.agency)
    agencies.save_agency(desk, neighbour)
    hold(desk, "115-OP-02", agency=neighbour.id)
    enrolled(desk, own, person)
    training.attend(desk, own.id, person.id, training.spread(own, Presence.ATTENDED))
    due = [one for one in matrices.required_for(desk, person.id, YEAR).value if one.topic == "biz-01"]
    assert [one.state for one in due] == [RequirementState.DONE]
    assert training.find_course(desk, "115-OP-01").agency == desk.workspace.agency
