"""未到課: who owes a report, and both consequences, kept apart."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.absence import AbsenceCase, CaseState, Consequence, absence_cases, owes_report
from hrdesk.domain.training import AbsenceReport, Method, Mode, Presence, TrainingRecord, Verdict
from tests.domain.rule_records import JUNE, LIN, PACK, course, record, report

HELD = course()
SICK = record(HELD, -1, -1)
DUE = date(2026, 7, 31)


def case(training: TrainingRecord = SICK, filed: AbsenceReport | None = None, on: date | None = None, due: date | None = None) -> AbsenceCase:
    """Return the one case of a record."""
    (found,) = absence_cases(PACK, (HELD,), (training,), () if filed is None else (filed,), on=on, due=due)
    return found


def test_leave_too_must_be_reported() -> None:
    found = case()
    assert (found.presence, found.whole, found.sessions) == (Presence.LEAVE, True, (0, 1))
    assert found.state is CaseState.NOT_REPORTED
    assert (found.individual, found.first_tier) == (Consequence.PENDING, Consequence.PENDING)
    assert [citation.article for citation in found.articles] == ["陸二(一)", "陸二(一)"]
    assert [problem.code for problem in found.problems] == ["absence_not_reported"]


def test_sick_leave_with_a_slip_needs_a_report_and_is_no_fault() -> None:
    filed = report(SICK, verdict=Verdict.SUFFICIENT, department_verdict=Verdict.SUFFICIENT)
    found = case(filed=filed)
    assert found.state is CaseState.SUFFICIENT
    assert (found.individual, found.first_tier) == (Consequence.NONE, Consequence.NONE)
    assert found.report == filed
    assert found.problems == ()


def test_no_report_by_the_due_day_is_a_fault_at_both_levels() -> None:
    absent = record(HELD, 0, 0)
    assert case(absent, on=DUE, due=DUE).individual is Consequence.PENDING
    late = case(absent, on=date(2026, 8, 1), due=DUE)
    assert late.presence is Presence.ABSENT
    assert (late.individual, late.first_tier) == (Consequence.FAULT, Consequence.FAULT)


def test_without_a_due_day_nothing_is_late() -> None:
    assert case(on=date(2030, 1, 1)).individual is Consequence.PENDING


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_empty_reason_is_no_report(reason: str) -> None:
    assert case(filed=report(SICK, reason=reason)).state is CaseState.NOT_REPORTED


def test_a_reason_without_evidence_is_not_enough_once_late() -> None:
    filed = report(SICK, evidence=())
    assert case(filed=filed).state is CaseState.NO_EVIDENCE
    late = case(filed=filed, on=date(2026, 8, 1), due=DUE)
    assert late.individual is Consequence.FAULT
    assert [problem.code for problem in late.problems] == ["absence_without_evidence"]


def test_a_complete_report_waits_for_a_person_however_late() -> None:
    found = case(filed=report(SICK), on=date(2026, 8, 1), due=DUE)
    assert found.state is CaseState.WAITING
    assert (found.individual, found.first_tier) == (Consequence.PENDING, Consequence.PENDING)


@pytest.mark.parametrize(
    ("own", "department", "individual", "first_tier"),
    [
        (Verdict.SUFFICIENT, Verdict.INSUFFICIENT, Consequence.NONE, Consequence.FAULT),
        (Verdict.INSUFFICIENT, Verdict.SUFFICIENT, Consequence.FAULT, Consequence.NONE),
        (Verdict.INSUFFICIENT, None, Consequence.FAULT, Consequence.PENDING),
    ],
)
def test_each_level_judges_for_its_own_mark(own: Verdict, department: Verdict | None, individual: Consequence, first_tier: Consequence) -> None:
    found = case(filed=report(SICK, verdict=own, department_verdict=department))
    assert (found.individual, found.first_tier) == (individual, first_tier)


def test_sufficient_without_evidence_is_pointed_out() -> None:
    found = case(filed=report(SICK, evidence=(), verdict=Verdict.SUFFICIENT))
    assert [problem.code for problem in found.problems] == ["sufficient_without_evidence"]
    assert found.individual is Consequence.NONE


def test_half_a_day_missed_of_two_is_a_case_of_its_own() -> None:
    two = course("c2", days=2)
    (found,) = absence_cases(PACK, (two,), (record(two, 180, 180, 180, 0),), ())
    assert (found.sessions, found.whole) == ((3,), False)


def test_who_came_late_was_there() -> None:
    assert not owes_report(HELD, record(HELD, 180, 120))


def test_a_walk_in_owes_nothing() -> None:
    assert not owes_report(HELD, record(HELD, 180, 0, enrolled=None))


def test_a_substitution_before_the_course_owes_nothing_and_one_on_the_day_does() -> None:
    assert not owes_report(HELD, record(HELD, 0, 0, substituted_by=LIN, substituted_on=date(2026, 6, 9)))
    assert owes_report(HELD, record(HELD, 0, 0, substituted_by=LIN, substituted_on=JUNE))


@pytest.mark.parametrize("values", [{"cancelled": True}, {"mode": Mode.DIGITAL}, {"method": Method.AGENCY}])
def test_cancelled_digital_and_self_run_courses_are_not_counted(values: dict[str, Any]) -> None:
    other = course("c3", **values)
    assert absence_cases(PACK, (other,), (record(other, 0, 0),), ()) == ()


def test_a_record_of_an_unknown_course_is_left_out() -> None:
    assert absence_cases(PACK, (), (SICK,), ()) == ()
