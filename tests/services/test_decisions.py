"""Decisions: article and reason always, raising only after 查證, never beyond the quota, duplicates told (陸三)."""

from dataclasses import replace

import pytest

from hrdesk.domain.awards import Decision, Nomination, Nominee, Remark, Ruling
from hrdesk.domain.record import DecisionId, NominationId, NomineeId, Record
from hrdesk.domain.seeds import Appointment, Coaching, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.awards import decisions, twice
from hrdesk.services.core import words
from hrdesk.services.review import quota
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import change, decided, drop, first_of, nominated, nominee, put, ruling, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City, claim, teacher


def refused(city: City, code: str, verdict: decisions.Verdict) -> Fault:
    with pytest.raises(HrdeskError) as caught:
        decisions.decide(city.department, nominee(city.department, code).id, verdict)
    return fault_of(caught)


def granted(city: City, code: str, verdict: decisions.Verdict | None = None) -> Decision:
    decisions.decide(city.department, nominee(city.department, code).id, verdict or ruling())
    (found,) = city.department.store.all(Decision, nominee=nominee(city.department, code).id)
    return found


@pytest.mark.parametrize("missing", [{"article": " "}, {"reason": ""}])
def test_a_decision_needs_its_article_and_its_reason(city: City, missing: dict[str, str]) -> None:
    nominated(city)
    assert refused(city, CHILD, ruling(Ruling.GRANTED, **missing)) is Fault.NEEDS_REASON


@pytest.mark.parametrize(("missing", "option"), [({"article": ""}, "--article"), ({"reason": ""}, "--reason")])
def test_what_a_decision_lacks_is_named(city: City, missing: dict[str, str], option: str) -> None:
    nominated(city)
    with pytest.raises(InputError) as caught:
        decisions.decide(city.department, nominee(city.department, CHILD).id, ruling(Ruling.GRANTED, **missing))
    assert f"請以 {option} 說明" in words.of_error(caught.value)


def test_a_nominee_goes_by_id_its_beginning_number_or_name(city: City) -> None:
    nominated(city)
    wanted = nominee(city.department, CHILD)
    officer = city.department.store.get(Officer, wanted.officer)
    assert officer is not None
    for text in (wanted.id, wanted.id[:8], officer.name, officer.id):
        assert decisions.nominee_named(city.department, YEAR, text) == wanted
    with pytest.raises(HrdeskError) as caught:
        decisions.nominee_named(city.department, YEAR - 1, officer.name)
    assert fault_of(caught) is Fault.NOT_FOUND
    put(city.department, replace(officer, name="同名", id=nominee(city.department, FIRST).officer), replace(officer, name="同名"))
    with pytest.raises(HrdeskError) as caught:
        decisions.nominee_named(city.department, YEAR, "同名")
    assert fault_of(caught) is Fault.AMBIGUOUS


def test_a_claim_goes_by_the_beginning_of_its_id(city: City) -> None:
    submitted(city)
    assert decisions.claim_named(city.department, claim(FIRST)[:8]).id == claim(FIRST)
    with pytest.raises(HrdeskError) as caught:
        decisions.claim_named(city.department, claim(FIRST)[:7])
    assert fault_of(caught) is Fault.NOT_FOUND


def test_a_raise_without_verified_merit_is_blocked_and_the_base_degree_is_not(city: City) -> None:
    nominated(city)
    assert refused(city, FIRST, ruling()) is Fault.WRONG_STATE
    assert granted(city, FIRST, ruling(Ruling.CHANGED, times=2)).times == 2


@pytest.mark.parametrize("result", [Verification.CONFIRMED, Verification.PARTLY])
def test_verified_merit_carries_the_raise(city: City, result: Verification) -> None:
    nominated(city)
    decisions.verify(city.department, claim(FIRST), result, "電話查證")
    assert granted(city, FIRST).times == 3


def test_a_raise_goes_no_further_than_was_asked_for(city: City) -> None:
    nominated(city)
    change(city.department, MeritClaim, claim(CHILD), verification=Verification.CONFIRMED)
    assert refused(city, CHILD, ruling(Ruling.CHANGED, times=2)) is Fault.WRONG_STATE


def test_a_verified_claim_without_evidence_carries_no_raise(city: City) -> None:
    nominated(city)
    change(city.department, MeritClaim, claim(FIRST), verification=Verification.CONFIRMED, evidence=())
    assert refused(city, FIRST, ruling()) is Fault.WRONG_STATE


def test_rejected_merit_does_not(city: City) -> None:
    nominated(city)
    decisions.verify(city.department, claim(FIRST), Verification.REJECTED, "實地查證")
    assert refused(city, FIRST, ruling()) is Fault.WRONG_STATE


def test_a_raise_has_a_ceiling(city: City) -> None:
    nominated(city)
    decisions.verify(city.department, claim(FIRST), Verification.CONFIRMED, "電話查證")
    assert refused(city, FIRST, ruling(Ruling.CHANGED, times=4)) is Fault.WRONG_STATE


@pytest.mark.parametrize("times", [None, 0])
def test_a_changed_award_needs_its_times(city: City, times: int | None) -> None:
    nominated(city)
    assert refused(city, CHILD, ruling(Ruling.CHANGED, times=times)) is Fault.NOT_A_NUMBER


@pytest.mark.parametrize("kind", [Appointment, SelfCheck, Coaching])
def test_nobody_is_awarded_while_the_gate_has_an_error(city: City, kind: type[Record]) -> None:
    nominated(city)
    drop(city.department, *(one for one in city.department.store.all(kind) if getattr(one, "officer", "") == teacher(CHILD)))
    assert refused(city, CHILD, ruling()) is Fault.WRONG_STATE
    assert granted(city, CHILD, ruling(Ruling.REFUSED)).times == 0


def test_awards_of_a_second_list_count_too(city: City) -> None:
    decided(city)
    first = city.department.store.all(Nomination)[0]
    other = replace(first, id=NominationId(record_id("second list")))
    again = replace(nominee(city.department, FIRST), id=NomineeId(record_id("second line")), nomination=other.id, raised=0)
    put(city.department, other, again)
    with pytest.raises(HrdeskError) as caught:
        decisions.decide(city.department, again.id, ruling())
    assert fault_of(caught) is Fault.WRONG_STATE


def test_a_refusal_gives_nothing(city: City) -> None:
    nominated(city)
    assert granted(city, CHILD, ruling(Ruling.REFUSED)).times == 0


def test_deciding_again_replaces_the_ruling(city: City) -> None:
    nominated(city)
    granted(city, CHILD, ruling(Ruling.REFUSED))
    assert granted(city, CHILD).times == 1
    assert city.department.store.count(Decision) == 1


def test_the_sum_never_passes_what_was_approved(city: City) -> None:
    nominated(city)
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(units=2, heads=2, reason="酌減"))
    granted(city, FIRST, ruling(Ruling.CHANGED, times=2))
    assert refused(city, CHILD, ruling()) is Fault.WRONG_STATE
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(units=3, heads=1, reason="一人"))
    assert refused(city, CHILD, ruling()) is Fault.WRONG_STATE


def test_without_a_limit_of_heads_only_the_units_count(city: City) -> None:
    decided(city)
    approved = quota.approval(city.department.store, agency_id(FIRST), YEAR)
    assert approved is not None
    put(city.department, replace(approved, heads=None))
    assert granted(city, CHILD).times == 1


def test_nothing_is_decided_without_an_approval(city: City) -> None:
    nominated(city)
    approved = quota.approval(city.department.store, agency_id(FIRST), YEAR)
    assert approved is not None
    drop(city.department, approved)
    assert refused(city, CHILD, ruling()) is Fault.WRONG_STATE


def test_an_unknown_nominee_or_claim_is_told(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        decisions.decide(city.department, "none", ruling())
    assert fault_of(caught) is Fault.NOT_FOUND
    with pytest.raises(HrdeskError) as caught:
        decisions.verify(city.department, "none", Verification.CONFIRMED, "電話")
    assert fault_of(caught) is Fault.NOT_FOUND


def test_a_verification_needs_its_way_and_evidence(city: City) -> None:
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        decisions.verify(city.department, claim(FIRST), Verification.CONFIRMED, " ")
    assert fault_of(caught) is Fault.NEEDS_REASON
    change(city.department, MeritClaim, claim(FIRST), evidence=())
    with pytest.raises(HrdeskError) as caught:
        decisions.verify(city.department, claim(FIRST), Verification.PARTLY, "電話")
    assert fault_of(caught) is Fault.INCOMPLETE
    decisions.verify(city.department, claim(FIRST), Verification.REJECTED, "電話")


def test_the_same_deed_rewarded_before_is_told_not_blocked(city: City) -> None:
    decided(city)
    first = nominee(city.department, CHILD)
    earlier = replace(first, id=NomineeId(record_id("earlier")), nomination=NominationId(record_id("earlier list")), deed=f"{first.deed}。")
    decision = replace(city.department.store.all(Decision, nominee=first.id)[0], id=DecisionId(record_id("e")), nominee=earlier.id, year=114)
    put(city.department, earlier, decision)
    _, problems = decisions.decide(city.department, first.id, ruling())
    assert [(one.code, one.facts["year"]) for one in problems] == [("same_deed_awarded", 114)]
    _, problems = decisions.decide(city.department, first.id, ruling(Ruling.REFUSED))
    assert problems == ()


def test_another_deed_or_a_refused_one_is_no_duplicate(city: City) -> None:
    decided(city)
    first = nominee(city.department, CHILD)
    decision = city.department.store.all(Decision, nominee=first.id)[0]
    for number, (deed, times) in enumerate((("另一件事", 1), (first.deed, 0))):
        other = replace(first, id=NomineeId(record_id(f"n{number}")), deed=deed)
        put(city.department, other, replace(decision, id=DecisionId(record_id(f"d{number}")), nominee=other.id, times=times))
    put(city.department, replace(decision, id=DecisionId(record_id("gone")), nominee=NomineeId(record_id("gone"))))
    assert tuple(twice.duplicates(city.department.store, first)) == ()


def test_a_remark_needs_a_text_and_may_name_a_record(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        decisions.remark(city.department, agency_id(FIRST), YEAR, " ")
    assert fault_of(caught) is Fault.NEEDS_REASON
    decisions.remark(city.department, agency_id(FIRST), YEAR, "請補", about=Key("Nominee", "x"))
    (found,) = city.department.store.all(Remark)
    assert (found.kind, found.record, found.text) == ("Nominee", "x", "請補")


def test_only_the_department_decides(city: City) -> None:
    nominated(city)
    for act in (
        lambda: decisions.decide(city.first, nominee(city.first, CHILD).id, ruling()),
        lambda: decisions.verify(city.first, claim(FIRST), Verification.CONFIRMED, "電話"),
    ):
        with pytest.raises(HrdeskError) as caught:
            act()
        assert fault_of(caught) is Fault.WRONG_WORKSPACE
    assert city.department.store.count(Nominee) == 2
