"""A 所屬 moved to another first-tier agency keeps its history; a year counts by its last day, and says so (TP-24)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hrdesk.domain.collected import Membership
from hrdesk.domain.package import Finding
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency_id, by_code, part_of, save_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, rules_package
from hrdesk.services.regulation import rulebook
from hrdesk.services.review import evaluation, quota
from hrdesk.services.safekeeping import keeping
from tests.services.book import fault_of
from tests.services.steps import accepted, change, drop, first_of, send, submitted
from tests.services.test_rules_package import ASK
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, YEAR, City

JULY, MARCH = date(2026, 7, 1), date(2027, 3, 1)


def moved(city: City, to: str = OTHER, day: date = JULY) -> None:
    memberships.move(city.department, by_code(city.department, CHILD), by_code(city.department, to), day)


def test_a_move_keeps_what_was_before_and_is_taken_back(city: City) -> None:
    moved(city)
    child, store = by_code(city.department, CHILD), city.department.store
    assert child.parent == agency_id(OTHER)
    assert memberships.parent_at(store, child, date(2026, 6, 30)) == agency_id(FIRST)
    assert memberships.parent_at(store, child, JULY) == agency_id(OTHER)
    assert part_of(store, agency_id(FIRST), date(2025, 12, 31)) == (agency_id(FIRST), child.id)
    assert part_of(store, agency_id(FIRST), date(2026, 12, 31)) == (agency_id(FIRST),)
    assert part_of(store, agency_id(OTHER), date(2026, 12, 31)) == (agency_id(OTHER), child.id)
    assert part_of(store, agency_id(OTHER)) == (agency_id(OTHER), child.id)
    moved(city, FIRST, date(2026, 10, 1))
    assert len(memberships.spans_of(store, child)) == 3
    keeping.undo(city.department)
    keeping.undo(city.department)
    assert by_code(city.department, CHILD).parent == agency_id(FIRST)
    assert store.all(Membership) == ()


def test_an_agency_under_nobody_has_no_parent_until_it_gets_one(city: City) -> None:
    change(city.department, Agency, agency_id(CHILD), parent=None)
    child = by_code(city.department, CHILD)
    assert memberships.parent_at(city.department.store, child, JULY) is None
    moved(city)
    assert len(city.department.store.all(Membership)) == 1


def test_under_the_department_an_agency_is_first_tier(city: City) -> None:
    moved(city, DEPARTMENT)
    assert by_code(city.department, CHILD).tier is Tier.FIRST


@pytest.mark.parametrize(("to", "day"), [(FIRST, JULY), (CHILD, JULY)])
def test_what_cannot_be_is_refused(city: City, to: str, day: date) -> None:
    with pytest.raises(HrdeskError) as caught:
        moved(city, to, day)
    assert fault_of(caught) is Fault.INVALID


def test_a_move_comes_behind_the_last_one(city: City) -> None:
    moved(city)
    with pytest.raises(HrdeskError) as caught:
        moved(city, FIRST, JULY)
    assert fault_of(caught) is Fault.INVALID


def test_the_year_counts_by_its_last_day_and_says_who_came_and_went(city: City) -> None:
    submitted(city)
    moved(city)
    by = {one.agency.code: one for one in quota.proposals(city.department, YEAR)}
    assert (by[FIRST].staffing, by[OTHER].staffing) == (13, 3)
    assert by[FIRST].moves == ("範例地政事務所至 115/06/30 止為所屬",)
    assert by[OTHER].moves == ("範例地政事務所自 115/07/01 起改隸本機關",)
    assert evaluation.sheet(city.department, by_code(city.department, OTHER), YEAR).moves == by[OTHER].moves
    assert memberships.moves_in(city.department.store, agency_id(OTHER), YEAR - 1) == ()
    assert memberships.moves_in(city.department.store, agency_id(FIRST), YEAR - 1) == ()


def test_an_agency_that_ended_in_the_year_is_judged_but_not_counted(city: City) -> None:
    submitted(city)
    change(city.department, Agency, agency_id(CHILD), end=date(2026, 9, 30))
    found = quota.proposal(city.department, first_of(city.department), YEAR)
    assert (found.staffing, found.seeds) == (13, 2)
    change(city.department, Agency, agency_id(CHILD), end=date(2025, 9, 30))
    assert quota.proposal(city.department, first_of(city.department), YEAR).seeds == 1


def test_a_package_of_the_year_may_not_carry_an_office_that_was_elsewhere_at_its_end(city: City) -> None:
    moved(city)
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    _, received = send(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert received.report.finding is Finding.BAD_INNER  # as it is passed on whole, with the signature of an office of another


def on(city: City, day: date) -> Desk:
    """Return the department's desk on another day."""
    return replace(city.department, now=lambda: datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def test_a_move_to_come_changes_nothing_until_its_day(city: City) -> None:
    moved(city, OTHER, MARCH)
    store, child = city.department.store, by_code(city.department, CHILD)
    assert (child.parent, child.tier) == (agency_id(FIRST), Tier.SECOND)
    assert part_of(store, agency_id(FIRST)) == (agency_id(FIRST), child.id)
    assert part_of(store, agency_id(OTHER), MARCH) == (agency_id(OTHER), child.id)
    assert part_of(store, agency_id(FIRST), MARCH) == (agency_id(FIRST),)
    assert memberships.take_effect(city.department) == Changes()
    assert memberships.take_effect(on(city, MARCH)).act == "take_effect"
    assert by_code(city.department, CHILD).parent == agency_id(OTHER)
    assert memberships.take_effect(on(city, MARCH)) == Changes()


def test_two_moves_to_come_take_effect_in_their_order_and_an_own_setting_stays(city: City) -> None:
    moved(city, OTHER, MARCH)
    moved(city, DEPARTMENT, date(2027, 4, 1))
    memberships.take_effect(on(city, date(2027, 5, 1)))
    child = by_code(city.department, CHILD)
    assert (child.parent, child.tier) == (agency_id(DEPARTMENT), Tier.FIRST)
    change(city.department, Agency, child.id, parent=agency_id(FIRST), tier=Tier.SECOND)
    moved(city, OTHER, date(2027, 6, 1))
    change(city.department, Agency, child.id, parent=agency_id("379999999Z"))
    assert memberships.take_effect(on(city, date(2027, 7, 1))) == Changes()


def test_an_agency_under_nobody_comes_under_one_on_its_day(city: City) -> None:
    change(city.department, Agency, agency_id(CHILD), parent=None)
    moved(city, OTHER, MARCH)
    assert by_code(city.department, CHILD).parent is None
    memberships.take_effect(on(city, MARCH))
    assert by_code(city.department, CHILD).parent == agency_id(OTHER)


def test_where_either_agency_is_gone_nobody_moves(city: City) -> None:
    moved(city, OTHER, MARCH)
    drop(city.department, by_code(city.department, OTHER))
    assert memberships.take_effect(on(city, MARCH)) == Changes()
    drop(city.department, by_code(city.department, CHILD))
    assert memberships.take_effect(on(city, MARCH)) == Changes()


MADE = date(2027, 1, 5)  # by the city's clock


def handed_down(city: City, parent: str) -> None:
    """Let the department put the 地政事務所 under another agency and hand its list of agencies down."""
    rulebook.set_contact(city.department, ASK)
    save_agency(city.department, replace(by_code(city.department, CHILD), parent=agency_id(parent)))
    accepted(city, city.department, rules_package.draft(city.department, YEAR, first_of(city.department)), city.first)


def test_a_move_that_is_handed_down_keeps_what_was_before(city: City) -> None:
    handed_down(city, OTHER)
    child, store = by_code(city.first, CHILD), city.first.store
    assert (child.parent, memberships.parent_at(store, child, date(2027, 1, 4)), memberships.parent_at(store, child, MADE)) == (
        agency_id(OTHER),
        agency_id(FIRST),
        agency_id(OTHER),
    )
    assert part_of(store, agency_id(FIRST), date(2026, 12, 31)) == (agency_id(FIRST), child.id)
    assert memberships.take_effect(city.first) == Changes()
    handed_down(city, FIRST)
    assert [(one.parent, one.end) for one in memberships.spans_of(store, child)] == [(agency_id(FIRST), None)], "moved back on the same day"
    keeping.undo(city.first)
    keeping.undo(city.first)
    assert store.all(Membership) == ()
    assert by_code(city.first, CHILD).parent == agency_id(FIRST)


def test_a_move_known_here_stands_as_it_was_entered(city: City) -> None:
    child, store = by_code(city.first, CHILD), city.first.store
    first = memberships.told(store, child, replace(child, parent=agency_id(DEPARTMENT)), JULY)
    assert [(one.parent, one.start, one.end) for one in first[0]] == [(agency_id(FIRST), None, date(2026, 6, 30)), (agency_id(DEPARTMENT), JULY, None)]
    memberships.move(city.first, child, by_code(city.first, DEPARTMENT), MARCH)
    assert memberships.told(store, child, replace(child, parent=agency_id(DEPARTMENT)), JULY) == ((), ())
    other = memberships.told(store, child, replace(child, parent=agency_id(OTHER)), JULY)
    assert [one.parent for one in other[0]] == [agency_id(FIRST), agency_id(OTHER)]
    assert [one.start for one in other[1]] == [MARCH]
    (ended,), over = memberships.told(store, child, replace(child, parent=None), JULY)
    assert (ended.end, len(over)) == (date(2026, 6, 30), 1)
