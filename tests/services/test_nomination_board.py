"""The page of a year's awards: quota, who may be picked, the list and its gate, decisions."""

from dataclasses import replace

import pytest

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.minguo import year_end
from hrdesk.domain.seeds import Appointment, CheckState, Coaching
from hrdesk.domain.staff import Officer, Staffing
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.awards import nomination, nomination_board
from hrdesk.services.awards.nomination import Pick
from hrdesk.services.awards.nomination_board import Budget, Candidate, board
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import GROUP, NUMBER, accepted, change, decided, drop, first_of, notified, proposed
from tests.services.three_offices import CHILD, FIRST, YEAR, City, teacher


def person(desk: Desk, code: str) -> Candidate:
    return next(one for one in board(desk, YEAR).candidates if one.officer == teacher(code))


def test_before_the_notice_the_baseline_stands_with_both_readings(city: City) -> None:
    found = board(city.first, YEAR)
    assert (found.approval, found.approved, found.gate, found.document) == (None, None, (), "")
    assert [one.baseline is not None for one in found.proposals] == [True, True]
    assert found.budget == Budget(0, 0, 0)
    assert found.nominates


def test_the_approved_quota_tells_why_it_is_what_it_is(city: City) -> None:
    notified(city, units=4, reason="輔導績效優良", document="範例字第1號")
    found = board(city.first, YEAR)
    assert found.approved is not None
    assert (found.approved.value, found.approved.reason) == (4, "輔導績效優良")
    assert "與基準不同" in found.approved.steps[0]
    assert found.groups == (GROUP,)
    change(city.first, QuotaApproval, found.approval.id if found.approval else "", units=3, proposed_units=3, groups=())
    again = board(city.first, YEAR).approved
    assert again is not None
    assert "與基準相同" in again.steps[0]


def test_candidates_show_what_the_book_holds_of_their_year(city: City) -> None:
    notified(city)
    own, below = person(city.first, FIRST), person(city.first, CHILD)
    assert (own.minutes, own.trainings, own.coachings, own.items[0], own.self_check, own.claims) == (360, 1, 1, 1, CheckState.APPROVED, 1)
    assert (own.foreign, own.national_id) == (False, "A12345****")
    assert (below.foreign, below.national_id, below.dedicated) == (True, "", GROUP)


def test_the_list_shows_what_the_gate_says_of_each(city: City) -> None:
    proposed(city)
    drop(city.first, *city.first.store.all(Coaching))
    found = board(city.first, YEAR)
    assert [(one.who.name, one.errors > 0, one.decision) for one in found.listed] == [("陳𡍼明", True, None), ("林𠅤如", True, None)]
    assert (found.budget, found.budget.over) == (Budget(3, 2, 1, 3, 2), False)


def test_who_is_not_on_the_roster_any_more_has_no_line(city: City) -> None:
    proposed(city)
    drop(city.first, *city.first.store.all(Officer, id=teacher(CHILD)))
    assert [one.who.name for one in board(city.first, YEAR).listed] == ["陳𡍼明"]


def test_decisions_come_to_their_lines(city: City) -> None:
    decided(city)
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    found = board(city.first, YEAR)
    assert [one.decision.times if one.decision else 0 for one in found.listed] == [3, 1]
    assert found.listed[0].id == found.listed[0].nominee.id


def test_an_office_below_and_the_department_make_no_list(city: City) -> None:
    below, department = board(city.child, YEAR), board(city.department, YEAR)
    assert (below.nominates, department.nominates) == (False, False)
    assert (below.above, department.above) == ("範例地政局", "")
    assert [one.name for one in below.candidates] == ["林𠅤如"]


def test_without_self_check_and_group_the_facts_say_so(city: City) -> None:
    change(city.child, Appointment, record_id(f"appointment {CHILD}"), dedicated="")
    drop(city.child, *city.child.store.all(Staffing))
    one = person(city.child, CHILD)
    assert one.dedicated == ""
    assert board(city.child, YEAR).proposals[0].baseline is None


def test_quotas_and_distributions_in_words(city: City) -> None:
    quotas = {one.baseline.value for one in board(city.first, YEAR).proposals if one.baseline}
    (quota,) = quotas
    assert nomination_board.quota_text(quota) == "嘉獎 1 次，至多 1 人"
    assert nomination_board.quota_text(replace(quota, heads=None)) == "嘉獎 1 次"
    assert nomination_board.forms_of(replace(quota, distributions=((2, 1, 1), (1,)))) == ("1 人 2 次＋2 人各 1 次", "1 人 1 次")
    assert "陸三(二)" in nomination_board.articles(city.first.rules(year_end(YEAR)))


def test_a_budget_follows_the_pick(city: City) -> None:
    proposed(city)
    found = board(city.first, YEAR)
    nominees = [one.nominee for one in found.listed]
    used = nomination_board.draft_budget(found.approval, nominees, teacher(FIRST), 3)
    assert (used.used, used.people, used.over) == (4, 2, True)
    assert nomination_board.draft_budget(found.approval, nominees, None, 3).used == 3
    assert Budget(1, 3, 0, 5, 2).over
    assert not Budget(1, 3, 0).over


def test_a_line_is_judged_while_it_is_typed(city: City) -> None:
    notified(city)
    assert {one.code for one in nomination_board.pick_problems(city.first, YEAR, Pick(officer=teacher(FIRST), deed="輔導同仁"))} == set()
    long = nomination_board.pick_problems(city.first, YEAR, Pick(officer=teacher(FIRST), times=9, deed="字" * 101))
    severe = {one.code: one.severity for one in long}
    assert severe["deed_too_long"] is Severity.ERROR
    assert severe["quota_over_units"] is Severity.WARNING
    drop(city.first, *city.first.store.all(Coaching))
    assert ("annex3_empty", "waiver") in {(one.code, one.where) for one in nomination_board.pick_problems(city.first, YEAR, Pick(officer=teacher(FIRST)))}


@pytest.mark.parametrize(("pick", "where"), [({"times": 0}, "times"), ({"national_id": "A123456788"}, "national_id"), ({"national_id": NUMBER}, "")])
def test_what_no_line_may_hold_stands_at_its_field(city: City, pick: dict[str, object], where: str) -> None:
    notified(city)
    problems = nomination_board.pick_problems(city.first, YEAR, Pick(officer=teacher(FIRST), deed="輔導同仁", **pick))  # type: ignore[arg-type]
    assert [one.where for one in problems if one.code == "pick_refused"] == ([where] if where else [])


def test_the_letter_is_kept_before_and_after_the_first_pick(city: City) -> None:
    notified(city)
    nomination.tell_document(city.first, YEAR, " 範例字第2號 ")
    assert board(city.first, YEAR).document == "範例字第2號"
    nomination.nominate(city.first, YEAR, Pick(officer=teacher(FIRST), deed="輔導同仁"))
    assert board(city.first, YEAR).document == "範例字第2號"


def test_several_are_withdrawn_at_once_or_none(city: City) -> None:
    proposed(city)
    with pytest.raises(HrdeskError) as caught:
        nomination.withdraw(city.first, YEAR, teacher(FIRST), teacher("nobody"))
    assert fault_of(caught) is Fault.NOT_FOUND
    assert len(board(city.first, YEAR).listed) == 2
    nomination.withdraw(city.first, YEAR, teacher(FIRST), teacher(CHILD))
    assert board(city.first, YEAR).listed == ()
    city.first.store.undo()
    assert len(board(city.first, YEAR).listed) == 2
