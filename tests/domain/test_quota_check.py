"""A list against its approved quota: units, heads, forms, groups."""

from datetime import date

import pytest

from hrdesk.domain.awards import Nominee, QuotaApproval
from hrdesk.domain.quota_check import quota_problems
from hrdesk.domain.record import ApprovalId, OfficerId
from tests.domain.rule_records import BUREAU, LIN, PACK, WANG, YEAR, nominee

CHEN = OfficerId("chen")
LAND = "地政事務所"


def approved(units: int = 2, heads: int | None = 2, staffing: int = 16, groups: tuple[str, ...] = (), reading: str = "R1") -> QuotaApproval:
    """Return an approval."""
    return QuotaApproval(
        id=ApprovalId("q"),
        agency=BUREAU,
        year=YEAR,
        staffing=staffing,
        reading=reading,
        proposed_units=units,
        units=units,
        heads=heads,
        groups=groups,
        approved=date(2027, 1, 20),
    )


def codes(approval: QuotaApproval, *nominees: Nominee, seeds: int | None = 2) -> list[str]:
    """Return the problem codes of a list."""
    return [problem.code for problem in quota_problems(PACK, approval, nominees, seeds)]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((2,), []),
        ((1, 1), []),
        ((1,), []),
        ((), []),
        ((2, 1), ["quota_over_units"]),  # case F
        ((2, 2), ["quota_over_units"]),
        ((1, 1, 1), ["quota_over_units", "quota_over_heads"]),
    ],
)
def test_a_large_agency_under_r1(times: tuple[int, ...], expected: list[str]) -> None:
    people = (WANG, LIN, CHEN)
    assert codes(approved(), *(nominee(people[number], one) for number, one in enumerate(times))) == expected


@pytest.mark.parametrize(
    ("times", "expected"), [((2,), []), ((1, 1, 1), []), ((2, 1), ["quota_not_a_form"]), ((3,), ["quota_not_a_form"]), ((1, 1, 2), ["quota_over_units"])]
)
def test_under_r2_a_list_is_one_form_or_the_other(times: tuple[int, ...], expected: list[str]) -> None:
    people = (WANG, LIN, CHEN)
    nominees = [nominee(people[number], one) for number, one in enumerate(times)]
    assert codes(approved(units=3, heads=3, staffing=60, reading="R2"), *nominees, seeds=3) == expected


def test_a_quota_that_deviates_is_kept_by_its_sums_alone() -> None:
    deviating = approved(units=4, heads=None, staffing=60, reading="R2")
    assert codes(deviating, nominee(WANG, 3), nominee(LIN, 1), seeds=3) == []


def test_without_known_seed_teachers_everyone_once_is_open() -> None:
    assert codes(approved(units=2, heads=None, reading="R2"), nominee(WANG, 2), seeds=None) == []


def test_without_any_form_the_gate_of_annex2_speaks_instead() -> None:
    assert codes(approved(heads=0), seeds=0) == []
    assert codes(approved(heads=0), nominee(WANG, 1), seeds=0) == ["quota_over_heads"]


def test_case_e_the_extra_one_goes_to_the_dedicated() -> None:
    granted = approved(units=3, heads=3, groups=(LAND,))
    assert codes(granted, nominee(WANG, 2), nominee(LIN, 1, dedicated=LAND)) == []
    assert codes(granted, nominee(WANG, 2), nominee(LIN, 1)) == ["quota_over_units"]


def test_a_group_not_granted_has_no_extra_one() -> None:
    assert codes(approved(), nominee(LIN, 1, dedicated=LAND)) == ["group_not_granted"]


def test_a_group_has_one_person_and_one_commendation() -> None:
    granted = approved(units=3, heads=3, groups=(LAND,))
    assert codes(granted, nominee(WANG, 1, dedicated=LAND), nominee(LIN, 1, dedicated=LAND)) == ["group_twice", "group_twice"]
    assert codes(granted, nominee(WANG, 2, dedicated=LAND)) == ["group_over_times"]


def test_a_small_agency_has_one_person_once() -> None:
    small = approved(units=1, heads=1, staffing=15)
    assert codes(small, nominee(WANG, 1)) == []
    assert codes(small, nominee(WANG, 2)) == ["quota_over_units"]
    assert codes(small, nominee(WANG, 1), nominee(LIN, 1)) == ["quota_over_units", "quota_over_heads"]


def test_a_raise_for_merit_is_not_counted() -> None:
    assert codes(approved(units=1, heads=1, staffing=12), nominee(WANG, 1, raised=1)) == []
