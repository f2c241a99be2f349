"""A department of many agencies: each page asks for every kind of record once, and says of each agency what asking for it alone says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date

import pytest

from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import StaffingId
from hrdesk.domain.staff import Agency, Headcount, Staffing, Tier
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency_id, by_code, first_tier, new_agency
from hrdesk.services.awards import decision_board, quota_board
from hrdesk.services.collecting import answers
from hrdesk.services.core.desk import Desk
from hrdesk.services.review import evaluation_board, quota
from hrdesk.services.review.quota import Approved
from hrdesk.store.store import Store
from tests.factory import record_id
from tests.services.steps import change, decided, first_of, nominated, put
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, YEAR, City

FEW, MANY = 3, 12


def everything(desk: Desk) -> tuple[object, ...]:
    """Return what every page of all agencies shows."""
    return quota_board.lines(desk, YEAR), decision_board.lists(desk, YEAR), evaluation_board.lines(desk, YEAR), quota.proposals(desk, YEAR, "R2")


@contextmanager
def asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the store answer every question from the file."""
    with monkeypatch.context() as patched:
        patched.setattr(Store, "at_once", lambda _, *kinds: nullcontext())
        yield


def test_a_list_and_its_rulings_read_the_same_both_ways(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    nominated(city)
    _same(city.department, monkeypatch)


def test_everything_told_and_an_agency_that_moved_read_the_same_both_ways(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(city)
    answers.send_all(city.department, PackageKind.DECISION, YEAR, city.out)
    memberships.move(city.department, by_code(city.department, CHILD), by_code(city.department, OTHER), date(2026, 7, 1))
    _same(city.department, monkeypatch)


def _same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare the pages read at once with the pages read agency by agency, and the proposals with each agency's own."""
    at_once = everything(desk)
    with asked_one_by_one(monkeypatch):
        assert everything(desk) == at_once
    assert quota.proposals(desk, YEAR) == tuple(quota.proposal(desk, one, YEAR) for one in first_tier(desk, YEAR))


def agencies(desk: Desk, count: int) -> tuple[Agency, ...]:
    """Add first-tier agencies, each with a head-count, and return them."""
    made = tuple(new_agency(f"3799{number:05d}A", f"範例機關{number}", Tier.FIRST) for number in range(count))
    day = date(YEAR + 1911, 12, 31)
    counts = [Staffing(id=StaffingId(record_id(one.code)), agency=one.id, kind=Headcount.STAFFING_BUDGET, count=10, base_date=day) for one in made]
    put(desk, *made, *counts)
    return made


PAGES: tuple[Callable[[Desk], object], ...] = (
    lambda desk: quota_board.lines(desk, YEAR),
    lambda desk: decision_board.lists(desk, YEAR),
    lambda desk: evaluation_board.lines(desk, YEAR),
    lambda desk: quota.proposals(desk, YEAR),
)


def test_no_page_asks_the_file_more_often_for_more_agencies(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, asked = city.department, [0]
    ask = Store._reader
    monkeypatch.setattr(Store, "_reader", lambda self: (asked.__setitem__(0, asked[0] + 1), ask(self))[1])

    def questions() -> list[int]:
        found = []
        for page in PAGES:
            asked[0] = 0
            page(desk)
            found.append(asked[0])
        return found

    agencies(desk, FEW)
    before = questions()
    agencies(desk, MANY)
    assert questions() == before


def test_approving_many_is_what_approving_each_is(city: City) -> None:
    made = agencies(city.department, FEW)
    quota.approve_as_proposed(city.department, made, YEAR, Approved())
    for one in made:
        assert quota.approval(city.department.store, one.id, YEAR) == quota.drafted(city.department, one, YEAR, Approved())


def codes(desk: Desk, year: int | None = None) -> list[str]:
    """Return the codes of the first-tier agencies."""
    return [one.code for one in first_tier(desk, year)]


@pytest.mark.parametrize(("values", "listed"), [({"end": date(2025, 12, 31)}, False), ({"end": date(2026, 1, 1)}, True), ({"start": date(2027, 1, 1)}, False)])
def test_an_agency_that_was_not_there_in_the_year_is_on_none_of_its_pages(city: City, values: dict[str, date], listed: bool) -> None:
    change(city.department, Agency, agency_id(OTHER), **values)
    wanted = sorted([FIRST, OTHER] if listed else [FIRST])
    assert codes(city.department, YEAR) == wanted
    assert codes(city.department) == sorted([FIRST, OTHER])
    assert [one.agency.code for one in quota_board.lines(city.department, YEAR)] == wanted
    assert [one.agency.code for one in decision_board.lists(city.department, YEAR)] == wanted
    assert [one.agency.code for one in evaluation_board.lines(city.department, YEAR)] == wanted


def test_a_year_has_the_agencies_that_were_first_tier_on_its_last_day(city: City) -> None:
    desk = city.department
    memberships.move(desk, by_code(desk, CHILD), by_code(desk, DEPARTMENT), date(2026, 7, 1))
    assert codes(desk, YEAR) == sorted([FIRST, OTHER, CHILD])
    assert codes(desk, YEAR - 1) == sorted([FIRST, OTHER])
    change(desk, Agency, agency_id(OTHER), parent=None)
    memberships.move(desk, by_code(desk, OTHER), first_of(desk), date(2026, 7, 2))
    assert codes(desk, YEAR) == sorted([FIRST, CHILD])
    assert codes(desk, YEAR - 1) == sorted([FIRST, OTHER])  # nobody led it before it first moved
