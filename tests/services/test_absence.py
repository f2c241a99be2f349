"""未到課: a case for every enrolled absence, two reviews kept apart, and the attendance rate."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.absence import AbsenceCase, CaseState, Consequence
from hrdesk.domain.acts import Act
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AbsenceId, TrainingId
from hrdesk.domain.training import AbsenceReport, Course, Presence, TrainingRecord, Verdict
from hrdesk.errors import Fault, InputError
from hrdesk.services import absence, evidence, training
from hrdesk.services.agencies import agency_id
from hrdesk.services.desk import Desk
from tests.services.book import PDF, YEAR, enrolled, fault_of, hire, hold


@pytest.fixture
def missed(desk: Desk) -> TrainingRecord:
    """Return the record of an enrolled officer on leave."""
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))
    return record


def only(desk: Desk) -> AbsenceCase:
    """Return the one case of the year."""
    (case,) = absence.cases(desk, YEAR)
    return case


def test_every_enrolled_absence_is_a_case_of_its_year(desk: Desk, missed: TrainingRecord) -> None:
    assert (only(desk).training, only(desk).state) == (missed.id, CaseState.NOT_REPORTED)
    assert absence.cases(desk, 114) == ()
    assert absence.cases(desk, YEAR, [desk.workspace.agency]) == absence.cases(desk, YEAR)


def test_report_keeps_the_kind_of_leave_and_gathers_evidence(desk: Desk, missed: TrainingRecord, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "證明.pdf")
    absence.report(desk, missed.id, reason=" 住院 ")
    absence.report(desk, missed.id, reason="住院三日", evidence=(proof,))
    absence.report(desk, missed.id, reason="住院三日", leave_kind="公傷假", evidence=(proof,))
    (held,) = desk.store.all(AbsenceReport)
    assert (held.reason, held.leave_kind, held.evidence) == ("住院三日", "公傷假", (proof,))
    assert only(desk).state is CaseState.WAITING


def test_report_needs_a_reason_and_a_case(desk: Desk, missed: TrainingRecord) -> None:
    with pytest.raises(InputError) as caught:
        absence.report(desk, missed.id, reason=" ")
    assert fault_of(caught) is Fault.NEEDS_REASON
    with pytest.raises(InputError) as caught:
        absence.report(desk, TrainingId("0" * 32), reason="住院")
    assert fault_of(caught) is Fault.NOT_FOUND


def test_somebody_present_owes_no_report(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    with pytest.raises(InputError) as caught:
        absence.report(desk, record.id, reason="住院")
    assert fault_of(caught) is Fault.NOT_FOUND


def test_case_without_its_course_is_none(desk: Desk, missed: TrainingRecord) -> None:
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(desk.store.all(Course)[0])
    with pytest.raises(InputError) as caught:
        absence.case_of(desk, missed)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_both_reviews_stand_apart(desk: Desk, missed: TrainingRecord) -> None:
    absence.report(desk, missed.id, reason="住院")
    (held,) = desk.store.all(AbsenceReport)
    absence.review(desk, held.id, Verdict.SUFFICIENT)
    assert (only(desk).individual, only(desk).first_tier) == (Consequence.NONE, Consequence.PENDING)
    with pytest.raises(InputError) as caught:
        absence.review(desk, held.id, Verdict.INSUFFICIENT, "無佐證", by_department=True)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE
    department = replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.DEPARTMENT))
    absence.review(department, held.id, Verdict.INSUFFICIENT, "無佐證", by_department=True)
    assert (only(desk).individual, only(desk).first_tier) == (Consequence.NONE, Consequence.FAULT)


def test_silence_is_a_fault_only_after_the_day_set_for_reports(desk: Desk, missed: TrainingRecord) -> None:
    (before,) = absence.cases(desk, YEAR, due=desk.today)
    (after,) = absence.cases(desk, YEAR, due=date(2026, 11, 19))
    assert (before.individual, after.individual) == (Consequence.PENDING, Consequence.FAULT)


def test_course_of_the_collector_counts_like_an_own_one(desk: Desk) -> None:
    course, person = hold(desk, agency=agency_id("379000000A")), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.LEAVE))
    assert only(desk).training == record.id
    rate = absence.rate(desk, YEAR).value
    assert rate is not None
    assert (rate.numerator, rate.denominator) == (0, 1)


def test_insufficient_needs_a_reason_and_a_changed_report_a_new_review(desk: Desk, missed: TrainingRecord) -> None:
    absence.report(desk, missed.id, reason="住院")
    (held,) = desk.store.all(AbsenceReport)
    with pytest.raises(InputError) as caught:
        absence.review(desk, held.id, Verdict.INSUFFICIENT)
    assert fault_of(caught) is Fault.NEEDS_REASON
    with pytest.raises(InputError) as caught:
        absence.review(desk, AbsenceId("0" * 32), Verdict.SUFFICIENT)
    assert fault_of(caught) is Fault.NOT_FOUND
    absence.review(desk, held.id, Verdict.SUFFICIENT)
    absence.report(desk, missed.id, reason="更正")
    assert desk.store.all(AbsenceReport)[0].verdict is None


def test_rate_counts_attendances_and_silence_is_no_data(desk: Desk, missed: TrainingRecord) -> None:
    course = desk.store.all(Course)[0]
    other = hire(desk, "陳𡍼明")
    enrolled(desk, course, other)
    training.attend(desk, course.id, other.id, training.spread(course, Presence.ATTENDED, 60))
    rate = absence.rate(desk, YEAR).value
    assert rate is not None
    assert (rate.numerator, rate.denominator) == (1, 2)
    assert absence.rate(desk, 114).value is None
