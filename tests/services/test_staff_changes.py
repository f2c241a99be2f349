"""Officers in the editor, several at once, and who may be deleted."""

from datetime import date

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Duty, Officer, Role, RoleSpan
from hrdesk.domain.values import Key, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff, staff_changes
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import seeds
from tests.services.book import appointed, fault_of, hire


def test_a_new_officer_has_no_name_and_is_not_saved(desk: Desk) -> None:
    fresh = staff_changes.new_officer(desk, desk.workspace.agency)
    assert (fresh.name, desk.store.count(Officer)) == ("", 0)
    with pytest.raises(InputError) as caught:
        staff_changes.save_draft(desk, fresh)
    assert fault_of(caught) is Fault.INCOMPLETE


def test_an_employee_number_is_one_persons(desk: Desk) -> None:
    held = hire(desk, "王小明", employee_no="A001")
    other = hire(desk, "陳小華")
    assert staff_changes.draft_problems(desk, held) == ()
    from dataclasses import replace

    (problem,) = staff_changes.draft_problems(desk, replace(other, employee_no="A001"))
    assert (problem.code, problem.where, problem.severity) == ("officer_number_twice", "employee_no", Severity.ERROR)
    staff_changes.save_draft(desk, replace(other, name="陳大華", employee_no="A002"))
    assert staff.find_officer(desk, "A002").former_names == ("陳小華",)


def test_rare_characters_are_noted_and_private_ones_warned_of(desk: Desk) -> None:
    def codes(name: str) -> list[tuple[str, int | str]]:
        fresh = Officer(id=hire(desk, "甲").id, agency=desk.workspace.agency, name=name)
        return [(one.code, one.facts["count"]) for one in staff_changes.draft_problems(desk, fresh)]

    assert codes("王小明") == []
    assert codes("陳𡍼𠅤") == [("name_rare", 2)]
    assert codes("\ue000𡍼") == [("officer_private_use", 1), ("name_rare", 1)]


def test_an_id_number_is_given_for_a_reason_that_is_noted(desk: Desk) -> None:
    person = hire(desk, "王小明", national_id="A123456789")
    assert staff_changes.id_number(desk, person.id, "核對") == "A123456789"
    (entry,) = desk.store.history(1)
    assert (entry.act, entry.facts["reason"]) == (Act.VIEW, "核對")
    with pytest.raises(InputError) as caught:
        staff_changes.id_number(desk, person.id, " ")
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_several_change_in_one_act(desk: Desk) -> None:
    people = [hire(desk, "王小明", unit="第一科"), hire(desk, "陳小華", unit="第二科")]
    given = {"unit": "第一科"}
    assert [one.name for one in staff_changes.affected(people, given)] == ["陳小華"]
    changes = staff_changes.change_officers(desk, [one.id for one in people], given)
    assert len(changes.changed) == 1
    keeping.undo(desk)
    assert {one.unit for one in desk.store.all(Officer)} == {"第一科", "第二科"}


def test_nobody_changes_where_one_would_be_wrong(desk: Desk) -> None:
    people = [hire(desk, "王小明"), hire(desk, "陳小華", arrived=date(2026, 5, 1))]
    with pytest.raises(InputError) as caught:
        staff_changes.change_officers(desk, [one.id for one in people], {"left": date(2026, 1, 1)})
    assert fault_of(caught) is Fault.INCOMPLETE
    assert all(one.left is None for one in desk.store.all(Officer))


def test_who_is_named_anywhere_is_not_deleted(desk: Desk) -> None:
    person, successor = hire(desk, "王小明"), hire(desk, "陳小華")
    held = appointed(desk, person)
    seeds.end(desk, held.id, date(2026, 6, 30), "職務調整", successor=successor.id)
    (found,) = staff_changes.mentions(desk, [successor.id])
    assert (found.text, found.first) == ("種籽教師指派 1 筆", Key("Appointment", held.id))
    with pytest.raises(InputError) as caught:
        staff_changes.delete_officers(desk, [person.id])
    assert "種籽教師指派 1 筆" in str(caught.value.facts["reason"])


def test_who_is_named_nowhere_is_deleted_and_comes_back(desk: Desk) -> None:
    person = hire(desk, "王小明")
    staff_changes.delete_officers(desk, [person.id])
    assert desk.store.count(Officer) == 0
    keeping.undo(desk)
    assert desk.store.all(Officer) == (person,)


def test_spans_are_mended_and_removed(desk: Desk) -> None:
    person = hire(desk, "王小明")
    staff.assign_role(desk, person.id, Role.HEAD, date(2026, 1, 1))
    staff.assign_duty(desk, person.id, "biz-01", date(2026, 1, 1))
    (role,), (duty,) = desk.store.all(RoleSpan), desk.store.all(Duty)
    with pytest.raises(InputError):
        staff_changes.change_span(desk, role, date(2026, 2, 1), date(2026, 1, 1))
    staff_changes.change_span(desk, role, date(2026, 2, 1), date(2026, 3, 1))
    (mended,) = desk.store.all(RoleSpan)
    assert (mended.start, mended.end) == (date(2026, 2, 1), date(2026, 3, 1))
    staff_changes.remove_span(desk, duty)
    assert desk.store.count(Duty) == 0
