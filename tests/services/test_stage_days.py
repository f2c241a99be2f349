"""Days of stages and permissions to be late: set here, with who and why (陸三(一))."""

from datetime import date

import pytest

from hrdesk.domain.collected import Lateness, Stage, StageDue
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.collecting import stage_days
from tests.services.book import fault_of
from tests.services.steps import first_of
from tests.services.three_offices import FIRST, OTHER, YEAR, City


def permit(city: City, **values: str) -> Lateness:
    told = {"reason": "系統停機", "permitted_by": "範例處長", **values}
    stage_days.permit(city.department, first_of(city.department), YEAR, Stage.ARRIVED, until=date(2027, 1, 20), **told)
    return stage_days.days_of(city.department, YEAR).permitted[agency_id(FIRST), Stage.ARRIVED]


def test_the_department_has_the_end_of_january_until_it_sets_a_day(city: City) -> None:
    assert stage_days.days_of(city.department, YEAR).dues == dict.fromkeys(stage_days.BY_JANUARY, date(2027, 1, 31))
    assert stage_days.days_of(city.first, YEAR).dues == {}
    stage_days.set_due(city.department, YEAR, Stage.EVALUATED, date(2027, 1, 25), " 範例字第1號 ")
    assert stage_days.days_of(city.department, YEAR).dues[Stage.EVALUATED] == date(2027, 1, 25)
    assert city.department.store.all(StageDue)[0].document == "範例字第1號"


def test_a_day_is_taken_back(city: City) -> None:
    stage_days.set_due(city.first, YEAR, Stage.ARRIVED, date(2027, 1, 10))
    stage_days.set_due(city.first, YEAR, Stage.ARRIVED, None)
    assert stage_days.days_of(city.first, YEAR).dues == {}
    assert stage_days.set_due(city.first, YEAR, Stage.ARRIVED, None).changed == ()


def test_a_first_tier_agency_has_only_the_stages_from_below(city: City) -> None:
    assert stage_days.stages(city.first) == (Stage.ARRIVED, Stage.VERIFIED)
    with pytest.raises(HrdeskError) as caught:
        stage_days.set_due(city.first, YEAR, Stage.DECIDED, date(2027, 1, 10))
    assert fault_of(caught) is Fault.INVALID
    with pytest.raises(HrdeskError) as caught:
        stage_days.set_due(city.child, YEAR, Stage.ARRIVED, date(2027, 1, 10))
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_permission_says_who_why_and_until_and_is_taken_back(city: City) -> None:
    one = permit(city)
    assert (one.until, one.reason, one.permitted_by, one.day) == (date(2027, 1, 20), "系統停機", "範例處長", city.department.today)
    stage_days.withdraw(city.department, one)
    assert stage_days.days_of(city.department, YEAR).permitted == {}


@pytest.mark.parametrize("missing", ["reason", "permitted_by"])
def test_a_permission_needs_a_reason_and_somebody(city: City, missing: str) -> None:
    with pytest.raises(HrdeskError) as caught:
        permit(city, **{missing: " "})
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_a_permission_ends_behind_the_day(city: City) -> None:
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 20))
    with pytest.raises(HrdeskError) as caught:
        permit(city)
    assert fault_of(caught) is Fault.INVALID


def test_days_and_permissions_are_set_for_several_at_once(city: City) -> None:
    desk = city.department
    stage_days.set_dues(desk, YEAR, {Stage.ARRIVED: date(2027, 1, 2), Stage.NOMINATED: date(2027, 2, 20)})
    stage_days.set_dues(desk, YEAR, {Stage.ARRIVED: None})
    assert stage_days.days_of(desk, YEAR).dues.get(Stage.ARRIVED) is None
    assert stage_days.days_of(desk, YEAR).dues[Stage.NOMINATED] == date(2027, 2, 20)
    both = (first_of(desk), by_code(desk, OTHER))
    stage_days.permit_all(desk, both, YEAR, Stage.ARRIVED, until=date(2027, 1, 20), reason="系統停機", permitted_by="範例處長")
    assert len(stage_days.days_of(desk, YEAR).permitted) == 2
    assert desk.store.undo() is not None
    assert stage_days.days_of(desk, YEAR).permitted == {}
