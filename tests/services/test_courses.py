"""班期 of a year: how far each is, what a draft is told, last year's again, and taking one out."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, CourseId
from hrdesk.domain.training import Course, Method, Mode, Presence, Session
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import courses, training
from hrdesk.services.study.courses import CourseState
from tests.services.book import YEAR, Clock, child_of, enrolled, fault_of, found_child, hire, hold, record_of

DECEMBER = date(2026, 12, 1)


def states(desk: Desk) -> list[CourseState]:
    return [line.state for line in courses.courses_held(desk, YEAR)]


def test_course_says_how_far_it_is(desk: Desk, clock: Clock) -> None:
    person = hire(desk)
    enrolled(desk, hold(desk, "114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11)), person)
    past = hold(desk)
    assert states(desk) == [CourseState.NOBODY]
    enrolled(desk, past, person)
    (line,) = courses.courses_held(desk, YEAR)
    assert (line.id, line.enrolled, line.came, line.pending, line.state) == (past.id, 1, 0, 1, CourseState.UNRECORDED)
    training.attend(desk, past.id, person.id, training.spread(past, Presence.ATTENDED))
    assert courses.line_of(desk, past.id) == courses.CourseLine(past, own_agency(desk).name, 1, 1, 0, CourseState.RECORDED)
    hold(desk, "115-OP-02", start=desk.today, end=DECEMBER)
    later = hold(desk, "115-OP-03", start=DECEMBER, end=DECEMBER)
    assert states(desk) == [CourseState.RECORDED, CourseState.RUNNING, CourseState.OPEN]
    training.cancel(desk, later.id)
    assert states(desk)[-1] is CourseState.CANCELLED


def test_substituted_people_are_not_expected_any_more(desk: Desk) -> None:
    first, second = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    held = hold(desk)
    training.substitute(desk, enrolled(desk, held, first).id, second.id, date(2026, 6, 1))
    line = courses.line_of(desk, held.id)
    assert (line.enrolled, line.pending) == (1, 1)


def test_department_course_of_anothers_book_is_listed_only_for_who_is_in_it(desk: Desk) -> None:
    stranger = replace(hold(desk), id=CourseId("f" * 32), agency=found_child(desk).id, code="X")
    training.save_course(desk, stranger)
    assert len(courses.courses_held(desk, YEAR)) == 2  # a first-tier collector sees its 所屬
    assert child_of(desk) in {line.course.agency for line in courses.courses_held(desk, YEAR)}
    assert courses.courses_held(desk, YEAR - 1) == ()


def test_course_of_a_book_that_is_not_ours_is_shown_once_somebody_is_in_it(desk: Desk) -> None:
    far = replace(hold(desk), id=CourseId("f" * 32), agency=found_child(desk).id, code="X")
    far = replace(far, agency=type(far.agency)("0" * 32))
    training.save_course(desk, far)
    assert far.id not in {line.id for line in courses.courses_held(desk, YEAR)}
    enrolled(desk, far, hire(desk))
    assert far.id in {line.id for line in courses.courses_held(desk, YEAR)}


def test_unknown_course_is_told(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        courses.course(desk, CourseId("0" * 32))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_draft_is_told_what_is_wrong_beside_its_field(desk: Desk) -> None:
    held = hold(desk)
    draft = replace(held, id=CourseId("f" * 32), name=" ", sessions=(Session(held.start, 540, 600),))
    assert {(one.code, one.where) for one in courses.draft_problems(desk, draft)} == {
        ("course_no_name", "name"),
        ("course_again", "term"),
        ("course_hours_differ", "minutes"),
    }
    with pytest.raises(InputError) as caught:
        courses.save(desk, draft)
    assert fault_of(caught) is Fault.INCOMPLETE
    other_year = replace(draft, name="範例", start=date(2027, 6, 10), end=date(2027, 6, 11), sessions=())
    assert courses.draft_problems(desk, other_year) == ()
    assert courses.save(desk, replace(draft, name="範例", term="第2期"))
    assert courses.draft_problems(desk, replace(held, code="", minutes=0))[0].code == "course_no_hours"


def test_attended_sessions_cannot_be_taken_away(desk: Desk) -> None:
    person, held = hire(desk), hold(desk)
    training.attend(desk, held.id, person.id, training.spread(held, Presence.ATTENDED))
    shorter = replace(held, sessions=held.sessions[:1])
    assert "course_sessions_attended" in {one.code for one in courses.draft_problems(desk, shorter)}
    assert not [one for one in courses.draft_problems(desk, replace(held, name="改名")) if one.severity is Severity.ERROR]


def test_last_years_course_is_held_again_on_the_same_weekday() -> None:
    held = replace(_plain(), code="114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11), sessions=(Session(date(2025, 6, 10), 540, 720),), cancelled=True)
    fresh = courses.again(held, CourseId("b"), YEAR)
    assert (fresh.id, fresh.code, fresh.start, fresh.end, fresh.cancelled) == ("b", "115-OP-01", date(2026, 6, 9), date(2026, 6, 10), False)
    assert fresh.sessions == (Session(date(2026, 6, 9), 540, 720),)
    assert fresh.start.weekday() == held.start.weekday()


@pytest.mark.parametrize(("start", "code"), [(date(2025, 1, 1), "OP"), (date(2027, 12, 31), "OP"), (date(2020, 1, 2), "OP")])
def test_course_held_again_stays_in_its_year(start: date, code: str) -> None:
    fresh = courses.again(replace(_plain(), code=code, start=start, end=start), CourseId("b"), YEAR)
    assert (fresh.start.year, fresh.start.weekday(), fresh.code) == (2026, start.weekday(), code)


def test_course_is_removed_only_while_nobody_is_in_it(desk: Desk) -> None:
    held = hold(desk)
    enrolled(desk, held, hire(desk))
    with pytest.raises(InputError) as caught:
        courses.remove(desk, held.id)
    assert fault_of(caught) is Fault.WRONG_STATE
    empty = hold(desk, "115-OP-02")
    changes = courses.remove(desk, empty.id)
    assert [key.id for key in changes.removed] == [empty.id]
    desk.store.undo()
    assert courses.course(desk, empty.id) == empty


def test_courses_of_earlier_years_stand_newest_first(desk: Desk) -> None:
    hold(desk)
    older = hold(desk, "113-OP-01", start=date(2024, 6, 10), end=date(2024, 6, 11))
    newer = hold(desk, "114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11))
    assert courses.earlier(desk, YEAR) == (newer, older)


def test_organisers_and_tags_are_offered_again_once(desk: Desk) -> None:
    hold(desk)
    for code in ("115-OP-02", "115-OP-03"):
        hold(desk, code, organiser="範例局", tags=("實作", "資訊安全"))
    assert courses.organisers(desk) == ("範例局",)
    assert courses.tags(desk) == ("實作", "資訊安全")


def test_digital_course_counts_completion_as_come(desk: Desk) -> None:
    person = hire(desk)
    held = hold(desk, mode=Mode.DIGITAL, method=Method.DEPARTMENT)
    enrolled(desk, held, person)
    training.complete(desk, held.id, person.id, date(2026, 6, 10))
    assert record_of(desk, held, person).completed
    assert courses.line_of(desk, held.id).came == 1


def _plain() -> Course:
    return Course(id=CourseId("a"), agency=AgencyId("x"), code="OP", name="範例", start=DECEMBER, end=DECEMBER, minutes=60)


@pytest.mark.parametrize("state", CourseState)
def test_every_state_has_its_word(state: CourseState) -> None:
    assert words.label(state)


def test_course_of_a_book_unknown_here_has_no_agency_name(desk: Desk) -> None:
    held = hold(desk)
    with desk.store.write(Act.EDIT, what="course") as tx:
        tx.put(replace(held, agency=AgencyId("0" * 32)))
    assert courses.line_of(desk, held.id).agency == ""
