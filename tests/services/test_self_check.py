"""Self-checks: drafted beside the facts, submitted when whole, approved by the head; merits with evidence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import ItemResult
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Answer, CheckAnswer, CheckState, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.teachers import coaching, self_check
from tests.services.book import PDF, YEAR, appointed, fault_of, hire

DAY = date(2026, 11, 20)


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher of the whole year."""
    person = hire(desk)
    appointed(desk, person)
    return person


@pytest.fixture
def proof(desk: Desk, tmp_path: Path) -> EvidenceId:
    """Return the id of a file taken in."""
    (tmp_path / "佐證.pdf").write_bytes(PDF)
    return evidence.take_in(desk, tmp_path / "佐證.pdf")[1]


def fill(desk: Desk, teacher: Officer) -> None:
    """Answer every item well."""
    codes = self_check.items(desk, YEAR)
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer(code, Answer.NO if code == "e5" else Answer.YES) for code in codes])


def held(desk: Desk, teacher: Officer) -> SelfCheck:
    """Return the teacher's self-check."""
    found = self_check.self_check(desk, teacher.id, YEAR)
    assert found is not None
    return found


def test_sheet_has_seven_items_and_nine_competencies(desk: Desk) -> None:
    assert self_check.items(desk, YEAR) == (*(f"e{n}" for n in range(1, 8)), *(f"c{n}" for n in range(1, 10)))


def test_facts_stand_beside_the_items(desk: Desk, teacher: Officer) -> None:
    coached = coaching.new_coaching(desk, teacher.id, date(2026, 3, 2), 540, 600, "範例文化局")
    assert self_check.facts(desk, teacher.id, YEAR)[0].suggestion is ItemResult.NO_DATA
    coaching.coach(desk, replace(coached, item=1))
    fill(desk, teacher)
    self_check.submit(desk, teacher.id, YEAR, DAY)
    assert self_check.facts(desk, teacher.id, YEAR)[0].suggestion is ItemResult.MET


def test_draft_is_submitted_and_approved(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    self_check.submit(desk, teacher.id, YEAR, DAY)
    self_check.approve(desk, teacher.id, YEAR, DAY, by="陳主任", unmet=["c9"])
    found = held(desk, teacher)
    assert (found.state, found.submitted, found.approved, found.approved_by) == (CheckState.APPROVED, DAY, DAY, "陳主任")
    assert [answer.item for answer in found.answers if not answer.met] == ["c9"]


def test_open_items_keep_it_from_being_submitted(desk: Desk, teacher: Officer) -> None:
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e1", Answer.YES)])
    assert len(self_check.open_items(desk, held(desk, teacher))) == 15
    with pytest.raises(InputError) as caught:
        self_check.submit(desk, teacher.id, YEAR, DAY)
    assert fault_of(caught) is Fault.INCOMPLETE


def test_incident_needs_its_count(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e5", Answer.YES)])
    assert [problem.code for problem in self_check.open_items(desk, held(desk, teacher))] == ["count_missing"]
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e5", Answer.YES, 2)])
    assert self_check.open_items(desk, held(desk, teacher)) == ()


def test_changed_answer_makes_it_a_draft_again_until_approved(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    self_check.submit(desk, teacher.id, YEAR, DAY)
    with pytest.raises(InputError) as caught:
        self_check.submit(desk, teacher.id, YEAR, DAY)
    assert fault_of(caught) is Fault.WRONG_STATE
    fill(desk, teacher)
    assert held(desk, teacher).state is CheckState.DRAFT
    self_check.submit(desk, teacher.id, YEAR, DAY)
    self_check.approve(desk, teacher.id, YEAR, DAY, by="陳主任")
    with pytest.raises(InputError) as caught:
        fill(desk, teacher)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_head_approves_only_what_was_submitted_and_by_name(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    with pytest.raises(InputError) as caught:
        self_check.approve(desk, teacher.id, YEAR, DAY, by="陳主任")
    assert fault_of(caught) is Fault.WRONG_STATE
    self_check.submit(desk, teacher.id, YEAR, DAY)
    with pytest.raises(InputError) as caught:
        self_check.approve(desk, teacher.id, YEAR, DAY, by=" ")
    assert fault_of(caught) is Fault.INVALID
    with pytest.raises(InputError) as caught:
        self_check.approve(desk, teacher.id, YEAR, DAY, by="陳主任", unmet=["x1"])
    assert fault_of(caught) is Fault.NOT_FOUND


def test_nobody_but_a_seed_teacher_has_one(desk: Desk) -> None:
    person = hire(desk)
    with pytest.raises(InputError) as caught:
        fill(desk, person)
    assert fault_of(caught) is Fault.INVALID
    with pytest.raises(InputError) as caught:
        self_check.submit(desk, person.id, YEAR, DAY)
    assert fault_of(caught) is Fault.NOT_FOUND


@pytest.mark.parametrize(("answer", "fault"), [(CheckAnswer("x1", Answer.YES), Fault.NOT_FOUND), (CheckAnswer("e5", Answer.YES, -1), Fault.NOT_A_NUMBER)])
def test_unknown_item_and_negative_count_are_refused(desk: Desk, teacher: Officer, answer: CheckAnswer, fault: Fault) -> None:
    with pytest.raises(InputError) as caught:
        self_check.answer(desk, teacher.id, YEAR, [answer])
    assert fault_of(caught) is fault


def test_merit_gathers_evidence_and_a_new_text_opens_its_check_again(desk: Desk, teacher: Officer, proof: EvidenceId) -> None:
    self_check.claim_merit(desk, teacher.id, YEAR, "newcomers", "輔導三位新進同仁")
    (claim,) = desk.store.all(MeritClaim)
    with desk.store.write(Act.VERIFY_MERIT) as tx:
        tx.put(replace(claim, verification=Verification.CONFIRMED))
    self_check.claim_merit(desk, teacher.id, YEAR, "newcomers", "輔導三位新進同仁", evidence=(proof,))
    assert (desk.store.all(MeritClaim)[0].verification, desk.store.all(MeritClaim)[0].evidence) == (Verification.CONFIRMED, (proof,))
    self_check.claim_merit(desk, teacher.id, YEAR, "newcomers", "輔導四位新進同仁")
    assert desk.store.all(MeritClaim)[0].verification is Verification.OPEN


@pytest.mark.parametrize(("section", "text", "fault"), [("nothing", "x", Fault.NOT_FOUND), ("other", " ", Fault.INVALID)])
def test_unknown_section_and_empty_text_are_refused(desk: Desk, teacher: Officer, section: str, text: str, fault: Fault) -> None:
    with pytest.raises(InputError) as caught:
        self_check.claim_merit(desk, teacher.id, YEAR, section, text)
    assert fault_of(caught) is fault


def test_head_reviews_item_by_item_before_approving(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    with pytest.raises(InputError) as caught:
        self_check.review(desk, teacher.id, YEAR, "e1", met=False)
    assert fault_of(caught) is Fault.WRONG_STATE
    self_check.submit(desk, teacher.id, YEAR, DAY)
    self_check.review(desk, teacher.id, YEAR, "e1", met=False)
    assert {one.item: one.met for one in held(desk, teacher).answers}["e1"] is False
    with pytest.raises(InputError) as caught:
        self_check.review(desk, teacher.id, YEAR, "e99", met=True)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_submitted_form_is_taken_back_and_an_approved_one_with_a_reason(desk: Desk, teacher: Officer) -> None:
    fill(desk, teacher)
    with pytest.raises(InputError) as caught:
        self_check.reopen(desk, teacher.id, YEAR)
    assert fault_of(caught) is Fault.WRONG_STATE
    self_check.submit(desk, teacher.id, YEAR, DAY)
    self_check.reopen(desk, teacher.id, YEAR)
    assert (held(desk, teacher).state, held(desk, teacher).submitted) == (CheckState.DRAFT, None)
    self_check.submit(desk, teacher.id, YEAR, DAY)
    self_check.approve(desk, teacher.id, YEAR, DAY, by="李小華")
    with pytest.raises(InputError) as caught:
        self_check.reopen(desk, teacher.id, YEAR, reason=" ")
    assert fault_of(caught) is Fault.NEEDS_REASON
    self_check.reopen(desk, teacher.id, YEAR, reason="次數有誤")
    again = held(desk, teacher)
    assert (again.state, again.approved, again.approved_by) == (CheckState.DRAFT, None, "")
