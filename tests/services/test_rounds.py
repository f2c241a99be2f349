"""Rounds outside the yearly one: any day, in no quota, with consent; deeds rewarded twice are told across all rounds (TP-29, TP-30)."""

from datetime import date

import pytest

from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.package import Finding
from hrdesk.domain.record import AppointmentId, NominationId, OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.awards import nomination, rounds
from hrdesk.services.packages import drafts
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, decided, drop, first_of, nominated, proposed, put, ruling, send, submitted
from tests.services.three_offices import FIRST, YEAR, City, teacher

DEED = "編寫作業程序並輔導同仁"  # as in the yearly list


def opened(city: City, kind: Round = Round.PROJECT) -> SpecialRound:
    return rounds.open_round(city.department, YEAR, kind, " 範例系統上線輔導 ", "範例字第2號")


def proposal(city: City, held: SpecialRound, deed: str = DEED, times: int = 2) -> rounds.Proposed:
    rounds.propose(city.department, held, teacher(FIRST), times=times, deed=deed)
    (line,) = rounds.lines(city.department, held)
    return line


def test_a_round_is_opened_on_any_day(city: City) -> None:
    held = opened(city)
    assert (held.title, held.document, held.opened_by) == ("範例系統上線輔導", "範例字第2號", "範例審核員")
    assert rounds.rounds(city.department, YEAR) == (held,)
    for kind, title in ((Round.ANNUAL, "x"), (Round.CROSS, " ")):
        with pytest.raises(HrdeskError) as caught:
            rounds.open_round(city.department, YEAR, kind, title)
        assert fault_of(caught) is Fault.INVALID
    with pytest.raises(HrdeskError) as caught:
        rounds.open_round(city.first, YEAR, Round.PROJECT, "x")
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_line_is_in_no_quota_and_changed_until_it_is_decided(city: City) -> None:
    nominated(city)
    held = opened(city)
    line = proposal(city, held)
    assert (line.id, line.nominee.article, line.decision) == (line.nominee.id, "陸三(六)", None)
    assert line.nominee.id not in {one.id for one in nomination.listed(city.department.store, agency_id(FIRST), YEAR)}
    assert proposal(city, held, times=1).nominee.times == 1
    rounds.decide(city.department, line.nominee, ruling())
    for act in (lambda: proposal(city, held), lambda: rounds.withdraw(city.department, line.nominee)):
        with pytest.raises(HrdeskError) as caught:
            act()
        assert fault_of(caught) is Fault.WRONG_STATE


def test_a_line_is_taken_off(city: City) -> None:
    submitted(city)
    held = opened(city)
    rounds.withdraw(city.department, proposal(city, held).nominee)
    assert rounds.lines(city.department, held) == ()


def test_what_cannot_be_proposed_is_refused(city: City) -> None:
    submitted(city)
    held = opened(city)
    for fault, values in ((Fault.NOT_A_NUMBER, {"times": 0}), (Fault.INCOMPLETE, {"deed": " "}), (Fault.INCOMPLETE, {"deed": "字" * 101})):
        with pytest.raises(HrdeskError) as caught:
            proposal(city, held, **values)
        assert fault_of(caught) is fault


def test_a_cross_agency_award_needs_consent(city: City) -> None:
    submitted(city)
    held = opened(city, Round.CROSS)
    with pytest.raises(HrdeskError) as caught:
        proposal(city, held)
    assert fault_of(caught) is Fault.WRONG_STATE
    values = {"agency": agency_id(FIRST), "officer": teacher(FIRST), "start": date(2026, 1, 1), "domain": "組織編制"}
    put(city.department, Appointment(id=AppointmentId(record_id("domain")), consent=date(2026, 1, 2), **values))  # type: ignore[arg-type]
    assert proposal(city, held).nominee.article == "陸三(三)"


def test_the_same_deed_in_two_rounds_is_told_on_both_sides(city: City) -> None:
    decided(city)
    line = proposal(city, opened(city))
    assert [problem.facts for problem in line.problems] == [{"round": "年度敘獎"}]
    assert {"round": "專案敘獎「範例系統上線輔導」"} in [one.facts for one in nomination.gate(city.department, agency_id(FIRST), YEAR)]
    _, told = rounds.decide(city.department, line.nominee, ruling())
    assert [one.code for one in told] == ["same_deed_awarded"]
    assert proposal(city, opened(city, Round.PROJECT), deed="另一件事").problems == ()


def test_a_ruling_may_refuse_or_change(city: City) -> None:
    submitted(city)
    line = proposal(city, opened(city)).nominee
    assert rounds.decide(city.department, line, ruling(Ruling.REFUSED))[1] == ()
    rounds.decide(city.department, line, ruling(Ruling.CHANGED, times=1))
    (decision,) = city.department.store.all(Decision)
    assert (decision.times, decision.year, decision.ruling) == (1, YEAR, Ruling.CHANGED)
    for fault, values in ((Fault.NEEDS_REASON, {"article": " "}), (Fault.NEEDS_REASON, {"reason": ""}), (Fault.NOT_A_NUMBER, {"kind": Ruling.CHANGED})):
        with pytest.raises(HrdeskError) as caught:
            rounds.decide(city.department, line, ruling(**values))
        assert fault_of(caught) is fault
    with pytest.raises(HrdeskError) as caught:
        rounds.decide(city.department, Nominee(id=line.id, agency=line.agency, nomination=NominationId("0" * 32), officer=line.officer, times=1), ruling())
    assert fault_of(caught) is Fault.NOT_FOUND


def test_the_award_reaches_the_home_agency_whose_gate_tells_it(city: City) -> None:
    proposed(city)
    accepted(city, city.first, nomination.draft(city.first, YEAR), city.department)
    rounds.decide(city.department, proposal(city, opened(city)).nominee, ruling())
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    assert "also_awarded" in {one.code for one in nomination.gate(city.first, agency_id(FIRST), YEAR)}


def test_a_list_after_a_special_award_is_taken_in(city: City) -> None:
    proposed(city)
    rounds.decide(city.department, proposal(city, opened(city)).nominee, ruling())
    _, received = send(city, city.first, nomination.draft(city.first, YEAR), city.department)
    assert received.report.finding is Finding.OK


def test_people_gone_from_the_roster_are_left_out(city: City) -> None:
    submitted(city)
    held = opened(city)
    line = proposal(city, held)
    drop(city.department, *city.department.store.all(Officer, id=line.officer.id))
    assert rounds.lines(city.department, held) == ()
    assert OfficerId(line.officer.id) == teacher(FIRST)
