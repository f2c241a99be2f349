"""Quota: the proposal with its working, the approval with its reason, the groups ticked by a person (陸三(一)(二))."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Staffing
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.review import quota
from hrdesk.services.review.quota import Approved
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import GROUP, change, drop, first_of, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City, teacher


def approved(city: City, **values: Any) -> QuotaApproval:
    quota.approve(city.department, first_of(city.department), YEAR, Approved(**values))
    found = quota.approval(city.department.store, agency_id(FIRST), YEAR)
    assert found is not None
    return found


def proposal(city: City, code: str = FIRST) -> quota.Proposal:
    return next(one for one in quota.proposals(city.department, YEAR) if one.agency.code == code)


def test_the_head_count_is_that_of_the_first_tier_with_its_offices(city: City) -> None:
    submitted(city)
    found = proposal(city)
    assert (found.staffing, found.uncounted, found.seeds) == (16, (), 2)
    assert found.baseline is not None
    assert found.baseline.value.units == 2
    assert found.baseline.citation.article == "陸三(二)"


def test_fifteen_give_one_commendation(city: City) -> None:
    change(city.child, Staffing, record_id(f"staffing {CHILD}"), count=2)
    submitted(city)
    assert approved(city).units == 1


def test_without_a_head_count_there_is_no_proposal_and_no_approval(city: City) -> None:
    assert proposal(city, OTHER).baseline is None
    assert proposal(city, OTHER).uncounted == (OTHER,)
    with pytest.raises(HrdeskError) as caught:
        quota.approve(city.department, by_code(city.department, OTHER), YEAR, Approved())
    assert fault_of(caught) is Fault.INCOMPLETE


def test_the_group_with_its_dedicated_teacher_is_found_but_not_granted_by_itself(city: City) -> None:
    submitted(city)
    (group,) = proposal(city).groups
    assert (group.name, group.offices, group.dedicated, group.days) == (GROUP, 1, (teacher(CHILD),), 365)
    assert approved(city).units == 2


def test_a_granted_group_adds_one_for_its_teacher_who_no_longer_counts_among_the_others(city: City) -> None:
    submitted(city)
    record = approved(city, groups=("land",))
    assert (record.units, record.proposed_units, record.heads, record.groups) == (3, 3, 2, (GROUP,))


def test_the_months_of_a_dedicated_teacher_are_told(city: City) -> None:
    change(city.child, Appointment, AppointmentId(record_id(f"appointment {CHILD}")), start=date(2026, 10, 1), end=date(2026, 10, 31))
    submitted(city)
    assert proposal(city).groups[0].days == 31


def test_a_group_without_dedicated_teacher_needs_a_reason(city: City) -> None:
    change(city.child, Appointment, AppointmentId(record_id(f"appointment {CHILD}")), dedicated="")
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        approved(city, groups=(GROUP,))
    assert fault_of(caught) is Fault.NEEDS_REASON
    assert approved(city, groups=(GROUP,), reason="業務量大").groups == (GROUP,)


def test_a_group_that_is_not_there_is_refused(city: City) -> None:
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        approved(city, groups=("戶政事務所",))
    assert fault_of(caught) is Fault.INVALID


def test_a_group_outside_the_list_may_be_granted_since_the_list_is_open(city: City) -> None:
    change(city.department, Agency, agency_id(CHILD), group="圖書館")
    change(city.child, Appointment, AppointmentId(record_id(f"appointment {CHILD}")), dedicated="圖書館")
    submitted(city)
    assert approved(city, groups=("圖書館",)).units == 3


@pytest.mark.parametrize("figures", [{"units": 3}, {"units": 1}, {"heads": 1}])
def test_a_deviation_needs_a_reason_and_keeps_both_figures(city: City, figures: dict[str, int]) -> None:
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        approved(city, **figures)
    assert fault_of(caught) is Fault.NEEDS_REASON
    record = approved(city, **figures, reason="綜合評估")
    assert record.proposed_units == 2
    assert record.reason == "綜合評估"


@pytest.mark.parametrize("figures", [{"units": -1}, {"heads": -1}])
def test_a_negative_figure_is_refused(city: City, figures: dict[str, int]) -> None:
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        approved(city, **figures, reason="x")
    assert fault_of(caught) is Fault.NOT_A_NUMBER


def test_approving_again_replaces_and_can_be_undone(city: City) -> None:
    submitted(city)
    first = approved(city)
    approved(city, units=1, heads=1, reason="酌減")
    assert city.department.store.count(QuotaApproval) == 1
    city.department.store.undo()
    assert quota.approval(city.department.store, agency_id(FIRST), YEAR) == first


def test_only_the_department_proposes_and_approves(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        quota.proposals(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE
    with pytest.raises(HrdeskError) as caught:
        quota.approve(city.first, first_of(city.first), YEAR, Approved())
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_group_given_by_code_and_by_name_is_one_group(city: City) -> None:
    submitted(city)
    record = approved(city, groups=("land", GROUP, "land"))
    assert (record.units, record.groups) == (3, (GROUP,))


def test_an_office_without_head_count_is_told_and_needs_a_reason(city: City) -> None:
    submitted(city)
    drop(city.department, *city.department.store.all(Staffing, agency=agency_id(CHILD)))
    assert (proposal(city).staffing, proposal(city).uncounted) == (13, (CHILD,))
    with pytest.raises(HrdeskError) as caught:
        approved(city)
    assert fault_of(caught) is Fault.NEEDS_REASON
    assert CHILD in str(caught.value.facts["missing"])
    assert approved(city, reason="所屬尚未填報").staffing == 13


def test_a_head_count_of_an_earlier_year_is_told_with_its_date(city: City) -> None:
    submitted(city)
    assert proposal(city).aged == ()
    change(city.department, Staffing, record_id(f"staffing {CHILD}"), base_date=date(2025, 12, 31))
    assert proposal(city).aged == ((CHILD, date(2025, 12, 31)),)
