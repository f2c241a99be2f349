"""The page of the quotas: both readings, totals, deviations, notices; several approved in one transaction."""

import pytest

from hrdesk.domain.awards import QuotaApproval
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services import drafts, quota, quota_board
from hrdesk.services.agencies import by_code
from hrdesk.services.quota import Approved
from hrdesk.services.quota_board import Line
from tests.services.book import fault_of
from tests.services.steps import GROUP, accepted, first_of, notified, submitted
from tests.services.three_offices import OTHER, YEAR, City


def lines(city: City) -> tuple[Line, ...]:
    return quota_board.lines(city.department, YEAR)


def test_each_agency_has_both_readings_and_the_city_its_totals(city: City) -> None:
    submitted(city)
    mine, other = lines(city)
    assert mine.id == mine.agency.id == first_of(city.department).id
    assert mine.quota("R1") is not None
    assert mine.why_of("R2") is not None
    assert other.quota("R1") is None
    assert (mine.approval, mine.why, mine.told, mine.current, mine.deviates) == (None, None, 0, False, False)
    first = quota_board.totals(lines(city), "R1")
    assert (first.units, first.heads, first.agencies, first.unknown) == (2, 2, 1, 1)
    assert quota_board.approved_totals(lines(city)).agencies == 0


def test_the_notice_is_current_until_the_approval_changes(city: City) -> None:
    notified(city)
    mine, _ = lines(city)
    assert (mine.told, mine.current, mine.deviates) == (1, True, False)
    assert mine.why is not None
    quota.approve(city.department, first_of(city.department), YEAR, Approved(units=5, heads=3, reason="績效優良"))
    mine, _ = lines(city)
    assert (mine.told, mine.current, mine.deviates) == (1, False, True)
    accepted(city, city.department, drafts.quota_notice(city.department, YEAR, first_of(city.department)), city.first)
    mine, _ = lines(city)
    assert (mine.told, mine.current) == (2, True)
    assert quota_board.approved_totals(lines(city)).units == 5


def test_only_the_department_sees_them(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        quota_board.lines(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_what_is_typed_is_judged_as_the_approval_would(city: City) -> None:
    submitted(city)
    desk, agency = city.department, first_of(city.department)
    assert quota_board.problems(desk, agency, YEAR, Approved(groups=(GROUP,))) == ()
    (deviation,) = quota_board.problems(desk, agency, YEAR, Approved(units=9))
    assert deviation.where == "reason"
    (unknown,) = quota_board.problems(desk, agency, YEAR, Approved(groups=("戶政事務所",)))
    assert unknown.where == ""


def test_several_are_approved_as_proposed_in_one_act_or_none(city: City) -> None:
    submitted(city)
    desk = city.department
    with pytest.raises(HrdeskError) as caught:
        quota.approve_as_proposed(desk, (first_of(desk), by_code(desk, OTHER)), YEAR, Approved())
    assert fault_of(caught) is Fault.INCOMPLETE
    assert desk.store.all(QuotaApproval) == ()
    changes = quota.approve_as_proposed(desk, (first_of(desk),), YEAR, Approved(document="範字第1號"))
    assert len(changes.added) == 1
    (held,) = desk.store.all(QuotaApproval)
    assert (held.units, held.document) == (2, "範字第1號")
    desk.store.undo()
    assert desk.store.all(QuotaApproval) == ()
