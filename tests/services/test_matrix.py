"""應修課程矩陣 and the catalogue: one column a course, totals both ways, the article behind each cell."""

from datetime import date

from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.training import Presence
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.services.study import catalogue, matrix, selection, training
from tests.services.book import YEAR, appointed, enrolled, hire, hold

START = date(2026, 1, 1)


def test_matrix_counts_by_course_and_by_person(desk: Desk) -> None:
    done, open_ = hire(desk, "王小明", grade="薦任第八職等"), hire(desk, "陳𡍼明", grade="薦任第六職等")
    held = hold(desk)
    for person in (done, open_):
        appointed(desk, person, focus=("biz-01",))
        enrolled(desk, held, person)
    training.attend(desk, held.id, done.id, training.spread(held, Presence.ATTENDED))
    found = matrix.matrix(desk, YEAR)
    column = next(one for one in found.columns if one.topic == "biz-01")
    assert (column.name, column.articles, column.due) == ("組織編制子系統", ("肆四(十)4",), 2)
    assert column.counts == {RequirementState.DONE: 1, RequirementState.MISSING: 1}
    first, second = found.lines
    assert (first.id, first.states[column.key], first.done, first.due) == (done.id, RequirementState.DONE, 1, 1)
    assert (second.states[column.key], second.done, second.due) == (RequirementState.MISSING, 0, 1)
    why = matrix.cell(desk, first, column)
    assert (why.value, why.citation.article) == (RequirementState.DONE, "肆四(十)4")
    assert [(fact.record.kind, fact.value) for fact in why.inputs if fact.record] == [("TrainingRecord", "範例操作班（115/06/10）")]
    assert [one.topic for one in found.columns] == sorted((one.topic for one in found.columns), key=matrix._order(desk.rules(START)).index)


def test_two_roles_that_ask_for_one_course_share_its_column(desk: Desk) -> None:
    person = hire(desk)
    for role in (Role.NEWCOMER, Role.ADVANCED):
        staff.assign_role(desk, person.id, role, START)
    staff.assign_duty(desk, person.id, "forum-01", START)
    first = hold(desk, "115-F-01", name="範例研討", topics=("forum-01",), required_for=("advanced",))
    hold(desk, "115-F-01", name="範例研討", term="第2期", topics=("forum-01",), required_for=("advanced",), start=date(2026, 7, 1), end=date(2026, 7, 1))
    training.attend(desk, first.id, person.id, training.spread(first, Presence.ATTENDED))
    found = matrix.matrix(desk, YEAR)
    (column,) = [one for one in found.columns if one.name == "範例研討"]
    assert found.lines[0].states[column.key] is RequirementState.DONE  # the better of two terms
    assert {fact.record.kind for fact in matrix.cell(desk, found.lines[0], column).inputs if fact.record} == {"Course", "TrainingRecord"}


def test_head_whose_grade_is_not_named_has_a_column_apart(desk: Desk) -> None:
    for grade in ("薦任第七職等", "簡任第十職等"):
        person = hire(desk, grade=grade)
        staff.assign_role(desk, person.id, Role.HEAD, START)
    found = matrix.matrix(desk, YEAR)
    (column,) = found.columns
    assert (column.name, column.due, column.counts) == ("人事主管", 0, {RequirementState.NOT_COVERED: 2})
    assert matrix.cell(desk, found.lines[0], column).value is RequirementState.NOT_COVERED


def test_catalogue_counts_courses_once_a_branch(desk: Desk) -> None:
    held = hold(desk, topics=("biz-01", "biz-02"))
    off = hold(desk, "115-OP-02")
    training.cancel(desk, off.id)
    courses = [held, *(one for one in desk.store.all(type(off)) if one.cancelled)]
    branch = catalogue.catalogue(desk, courses, YEAR)[0]
    assert (branch.group.code, branch.held) == ("biz", 1)
    assert [leaf.held for leaf in branch.leaves][:3] == [1, 1, 0]


def test_coverage_asks_for_both_roles_of_a_person(desk: Desk) -> None:
    basic, both = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    staff.assign_role(desk, basic.id, Role.NEWCOMER, START)
    for role in (Role.NEWCOMER, Role.ADVANCED):
        staff.assign_role(desk, both.id, role, START)
    for person in (basic, both):
        staff.assign_duty(desk, person.id, "biz-01", START)
    held = hold(desk, level=Level.BASIC)
    for person in (basic, both):
        training.attend(desk, held.id, person.id, training.spread(held, Presence.ATTENDED))
    assert catalogue.coverage(desk, YEAR)["biz-01"] == catalogue.Coverage(1, 2)
    staff.assign_role(desk, hire(desk, "李小華", grade="薦任第七職等").id, Role.HEAD, START)
    assert "" not in catalogue.coverage(desk, YEAR)


def test_leaf_by_itself_is_ranked_as_a_course_of_today(desk: Desk) -> None:
    waits, due = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    appointed(desk, due, focus=("biz-01",))
    hold(desk)
    ranked = selection.candidates_for_topic(desk, "biz-01")
    assert [one.officer for one in ranked] == [due, waits]
    assert "肆四(十)4" in ranked[0].reasons[0]
