"""Agencies by code, the own part, and head-counts that are never mixed."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Staffing, Tier
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from tests.services.book import CODE, fault_of, found_child

END = date(2026, 12, 31)


def test_same_code_has_the_same_id_everywhere() -> None:
    assert agencies.agency_id(CODE) == agencies.agency_id(CODE)
    assert agencies.agency_id(CODE) != agencies.agency_id("379120000D")


def test_own_part_of_a_first_tier_agency_holds_its_subordinates(desk: Desk) -> None:
    child = found_child(desk)
    agencies.save_agency(desk, agencies.new_agency("379120000D", "範例文化局", Tier.FIRST))
    assert [item.code for item in agencies.own_part(desk)] == [CODE, child.code]


def test_own_part_of_an_agency_is_itself_and_of_the_department_the_city(desk: Desk) -> None:
    found_child(desk)
    agencies.save_agency(desk, agencies.new_agency("379120000D", "範例文化局", Tier.FIRST))
    alone = replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.AGENCY))
    city = replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.DEPARTMENT))
    assert [item.code for item in agencies.own_part(alone)] == [CODE]
    assert [item.code for item in agencies.own_part(city)] == [CODE, "379111000C", "379120000D"]


def test_unknown_agency_is_not_found(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        agencies.by_code(desk, "379120000D")
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(InputError) as caught:
        agencies.agency(desk, agencies.agency_id("379120000D"))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_agency_is_found_by_code(desk: Desk) -> None:
    assert agencies.by_code(desk, CODE) == agencies.own_agency(desk)


def test_the_officers_of_a_second_tier_agency_are_asked_of_no_other() -> None:
    assert agencies.counts_for(Tier.SECOND) == tuple(Headcount)
    assert set(Headcount) - set(agencies.counts_for(Tier.FIRST)) == {Headcount.OFFICERS}


def test_head_counts_of_each_kind_stand_apart(desk: Desk) -> None:
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 16, Headcount.STAFFING_PRESENT: 14}, END, source="員額表")
    own = desk.workspace.agency
    found = {kind: agencies.head_count(desk, own, kind, END) for kind in Headcount}
    assert {kind: item.count for kind, item in found.items() if item} == {Headcount.STAFFING_BUDGET: 16, Headcount.STAFFING_PRESENT: 14}


def test_head_count_of_the_same_day_is_replaced(desk: Desk) -> None:
    agencies.set_staffing(desk, {Headcount.OFFICERS: 8}, END)
    agencies.set_staffing(desk, {Headcount.OFFICERS: 9}, END)
    assert [item.count for item in desk.store.all(Staffing)] == [9]


def test_newest_head_count_by_the_day_counts(desk: Desk) -> None:
    for count, day in ((8, date(2025, 12, 31)), (9, END)):
        agencies.set_staffing(desk, {Headcount.OFFICERS: count}, day)
    found = [agencies.head_count(desk, desk.workspace.agency, Headcount.OFFICERS, day) for day in (date(2025, 1, 1), date(2026, 1, 1), END)]
    assert [item and item.count for item in found] == [None, 8, 9]


def test_negative_head_count_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        agencies.set_staffing(desk, {Headcount.OFFICERS: -1}, END)
    assert fault_of(caught) is Fault.NOT_A_NUMBER
    assert desk.store.count(Staffing) == 0


def test_head_count_of_a_subordinate_is_its_own(desk: Desk) -> None:
    child = found_child(desk)
    agencies.set_staffing(desk, {Headcount.OFFICERS: 3}, END, agency=child.id)
    assert agencies.head_count(desk, desk.workspace.agency, Headcount.OFFICERS, END) is None


def test_head_counts_are_listed_newest_first_and_taken_back_one_by_one(desk: Desk) -> None:
    own = desk.workspace.agency
    agencies.set_staffing(desk, {Headcount.AGENCY: 100, Headcount.OFFICERS: 5}, date(2025, 1, 1))
    agencies.set_staffing(desk, {Headcount.OFFICERS: 6}, date(2026, 1, 1))
    counts = agencies.head_counts(desk, own)
    assert [(one.kind, one.count) for one in counts] == [(Headcount.OFFICERS, 6), (Headcount.OFFICERS, 5), (Headcount.AGENCY, 100)]
    agencies.remove_staffing(desk, counts[0])
    assert agencies.head_counts(desk, own) == counts[1:]
