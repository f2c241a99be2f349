"""The page of the nominations: findings and claims by person, who may be granted together, rulings in one transaction, answers to everyone."""

from dataclasses import replace
from typing import Any

import pytest

from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.package import PackageKind
from hrdesk.domain.seeds import Coaching, MeritClaim, Verification
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency import agencies
from hrdesk.services.awards import decision_board, decisions
from hrdesk.services.awards.decision_board import Nominated, grantable
from hrdesk.services.awards.decisions import Verdict
from hrdesk.services.collecting import answers
from tests.services.book import fault_of
from tests.services.steps import change, decided, drop, nominated, nominee, notified, put, ruling
from tests.services.three_offices import CHILD, FIRST, YEAR, City, claim, teacher


def lists(city: City) -> tuple[Nominated, ...]:
    return decision_board.lists(city.department, YEAR)


def test_a_list_shows_its_people_findings_claims_and_budget(city: City) -> None:
    nominated(city)
    mine, other = lists(city)
    assert (mine.revision, mine.budget.used, mine.budget.raised, mine.decided, mine.waiting, mine.told, mine.current) == (1, 3, 1, 0, 2, 0, False)
    assert (other.id, other.people, other.general) == (other.agency.id, (), ())
    first, child = mine.people
    assert (first.name, first.title, first.agency) == ("陳𡍼明", "科員", "範例地政局")
    assert [one.code for one in first.problems] == ["merit_not_confirmed"]
    assert (first.clean, child.clean) == (False, True)
    (merit,) = first.claims
    assert (merit.id, merit.section, merit.open, [one.name for one in merit.files]) == (claim(FIRST), "標準作業程序文件產製", True, ["作業程序.pdf"])


def test_before_the_list_comes_only_the_quota_stands_there(city: City) -> None:
    notified(city)
    mine, _ = lists(city)
    assert mine.approval is not None
    assert (mine.revision, mine.people, mine.document) == (0, (), "")


def test_a_missing_attachment_and_a_stranger_stand_against_a_person(city: City) -> None:
    nominated(city)
    drop(city.department, *city.department.store.all(Coaching, officer=teacher(CHILD)))
    mine, _ = lists(city)
    child = next(one for one in mine.people if one.nominee.officer == teacher(CHILD))
    assert (child.errors, child.clean) == (1, False)
    drop(city.department, *city.department.store.all(Officer, id=teacher(CHILD)))
    gone = next(one for line in lists(city) for one in line.people if one.nominee.officer == teacher(CHILD))
    assert (gone.name, gone.title) == ("", "")


def test_the_letter_is_current_until_a_ruling_changes(city: City) -> None:
    decided(city)
    answers.send_all(city.department, PackageKind.DECISION, YEAR, city.out)
    mine, _ = lists(city)
    assert (mine.decided, mine.waiting, mine.told, mine.current) == (2, 1, 1, True)
    decisions.decide(city.department, nominee(city.department, CHILD).id, ruling(Ruling.REFUSED))
    mine, _ = lists(city)
    assert (mine.told, mine.current) == (1, False)


def test_only_the_department_sees_them(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        decision_board.lists(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_those_whom_nothing_stands_against_are_granted_together(city: City) -> None:
    nominated(city)
    desk = city.department
    assert [one.name for one in grantable(lists(city))] == ["林𠅤如"]
    decisions.verify(desk, claim(FIRST), Verification.CONFIRMED, "電話查證")
    assert len(grantable(lists(city))) == 2
    changes = decision_board.grant_clean(desk, YEAR, "輔導成效良好")
    assert len(changes.added) == 2
    assert sorted(one.times for one in desk.store.all(Decision)) == [1, 3]
    with pytest.raises(HrdeskError) as caught:
        decision_board.grant_clean(desk, YEAR, "輔導成效良好")
    assert fault_of(caught) is Fault.NOT_FOUND
    desk.store.undo()
    assert desk.store.all(Decision) == ()


def test_nobody_on_a_list_over_the_quota_is_granted_together(city: City) -> None:
    nominated(city)
    change(city.department, Nominee, nominee(city.department, FIRST).id, times=3, raised=0)
    mine, _ = lists(city)
    assert [one.code for one in mine.general] == ["quota_over_units"]
    assert grantable(lists(city)) == ()


def test_each_of_several_rulings_counts_for_the_next(city: City) -> None:
    nominated(city)
    desk = city.department
    group = desk.store.get(Nominee, nominee(desk, CHILD).id)
    assert group is not None
    put(desk, replace(group, dedicated=""))
    verdict = Verdict(ruling=Ruling.CHANGED, article="陸三(二)", reason="酌予", times=2)
    small = Verdict(ruling=Ruling.GRANTED, article="陸三(二)", reason="酌予")
    with pytest.raises(HrdeskError) as caught:
        decisions.decide_many(desk, {nominee(desk, FIRST).id: verdict, group.id: small})
    assert fault_of(caught) is Fault.WRONG_STATE
    assert desk.store.all(Decision) == ()


def test_a_list_is_read_once_for_all_who_are_decided_together(city: City) -> None:
    nominated(city)
    desk, verdict = city.department, Verdict(ruling=Ruling.GRANTED, article="陸三(二)", reason="酌予")
    small = replace(verdict, ruling=Ruling.CHANGED, times=1)
    lists: dict[str, Any] = {}
    decisions.drafted(desk, nominee(desk, CHILD).id, verdict, lists=lists)
    (read,) = lists.values()
    decisions.drafted(desk, nominee(desk, FIRST).id, small, lists=lists)
    assert list(lists.values()) == [read]


def test_what_is_typed_is_judged_as_the_ruling_would(city: City) -> None:
    nominated(city)
    desk = city.department
    assert decision_board.problems(desk, nominee(desk, CHILD).id, ruling()) == ()
    (refused,) = decision_board.problems(desk, nominee(desk, FIRST).id, ruling())
    assert refused.where == "times"


def test_everyone_is_answered_or_told_why_not(city: City) -> None:
    decided(city)
    desk = city.department
    steps: list[tuple[int, int]] = []
    counted = replace(desk, progress=lambda done, total: steps.append((done, total)))
    first, other = answers.send_all(counted, PackageKind.DECISION, YEAR, city.out)
    assert steps == [(1, 2), (2, 2)]
    assert first.sealed is not None
    assert first.sealed.fresh
    assert not first.nothing
    assert (other.sealed, other.nothing, other.id) == (None, True, other.agency.id)
    (again,) = answers.send_all(desk, PackageKind.DECISION, YEAR, city.out, (first.agency,))
    assert again.sealed is not None
    assert not again.sealed.fresh
    assert answers.send_all(desk, PackageKind.DECISION, YEAR, city.out, stopped=lambda: True) == ()
    with pytest.raises(HrdeskError) as caught:
        answers.send_all(desk, PackageKind.SUBMISSION, YEAR, city.out)
    assert fault_of(caught) is Fault.INVALID


def test_a_first_tier_collector_answers_its_part(city: City) -> None:
    assert [one.code for one in agencies.below(city.first)] == [CHILD]
    (child,) = answers.send_all(city.first, PackageKind.RESULTS, YEAR, city.out)
    assert child.nothing


def test_claims_of_sections_unknown_to_the_pack_keep_their_code(city: City) -> None:
    nominated(city)
    change(city.department, MeritClaim, claim(FIRST), section="elsewhere")
    mine, _ = lists(city)
    assert mine.people[0].claims[0].section == "elsewhere"
