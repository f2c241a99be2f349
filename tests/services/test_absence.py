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
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import absence, training
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


def test_day_set_for_the_reports_is_kept_with_its_year(desk: Desk, missed: TrainingRecord) -> None:
    assert only(desk).individual is Consequence.PENDING
    absence.set_due(desk, YEAR, date(2026, 11, 19), " 範字第2號 ")
    assert absence.due_day(desk, YEAR) == date(2026, 11, 19)
    assert absence.due_day(desk, 114) is None
    assert (only(desk).individual, only(desk).first_tier) == (Consequence.FAULT, Consequence.FAULT)
    absence.set_due(desk, YEAR, None)
    assert not absence.set_due(desk, YEAR, None)
    assert only(desk).individual is Consequence.PENDING
    with pytest.raises(InputError) as caught:
        absence.set_due(desk, YEAR, date(2025, 12, 31))
    assert fault_of(caught) is Fault.INVALID


def test_each_consequence_says_why_by_its_own_verdict(desk: Desk, missed: TrainingRecord) -> None:
    def steps() -> list[str]:
        return [one.steps[0][-6:] for one in absence.consequences(desk, only(desk), YEAR)]

    assert steps() == ["式代為認定。"] * 2
    absence.set_due(desk, YEAR, date(2026, 11, 19))
    person, agency = absence.consequences(desk, only(desk), YEAR)
    assert (person.value, person.citation.article, person.steps) == (Consequence.FAULT, "陸二(一)", ("已逾填報期限而未填事由或未附佐證，列入缺點。",))
    assert person.citation.text != agency.citation.text
    absence.save_report(desk, missed.id, reason="住院", leave_kind="病假", evidence=())
    (held,) = desk.store.all(AbsenceReport)
    absence.review(desk, held.id, Verdict.SUFFICIENT)
    assert absence.consequences(desk, only(desk), YEAR)[0].steps == ("事由經審認為充分合理，不列缺點。",)
    absence.review(desk, held.id, Verdict.INSUFFICIENT, "無佐證")
    assert absence.consequences(desk, only(desk), YEAR)[0].steps == ("事由經審認為未充分合理，列入缺點。",)


def test_saved_report_stands_exactly_as_given_and_loses_its_verdict_only_where_it_changed(desk: Desk, missed: TrainingRecord, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "證明.pdf")
    absence.save_report(desk, missed.id, reason="住院", leave_kind="病假", evidence=(proof, proof))
    (held,) = desk.store.all(AbsenceReport)
    assert held.evidence == (proof,)
    absence.review(desk, held.id, Verdict.SUFFICIENT)
    assert not absence.save_report(desk, missed.id, reason=" 住院 ", leave_kind="病假", evidence=(proof,))
    absence.save_report(desk, missed.id, reason="住院", leave_kind="", evidence=())
    (held,) = desk.store.all(AbsenceReport)
    assert (held.evidence, held.leave_kind, held.verdict) == ((), "", None)
    with pytest.raises(InputError) as caught:
        absence.save_report(desk, missed.id, reason=" ", leave_kind="", evidence=())
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_draft_wants_kind_of_leave_and_evidence_and_tells_of_the_verdict(desk: Desk, missed: TrainingRecord, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "證明.pdf")
    assert [one.where for one in absence.draft_problems(desk, missed.id, leave_kind=" ", evidence=())] == ["leave_kind", "evidence"]
    absence.save_report(desk, missed.id, reason="住院", leave_kind="病假", evidence=(proof,))
    assert absence.draft_problems(desk, missed.id, leave_kind="病假", evidence=(proof,)) == ()
    absence.review(desk, desk.store.all(AbsenceReport)[0].id, Verdict.SUFFICIENT)
    assert [one.code for one in absence.draft_problems(desk, missed.id, leave_kind="病假", evidence=(proof,))] == ["verdict_goes"]


def test_absent_without_leave_needs_no_kind_of_leave(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ABSENT))
    assert [one.where for one in absence.draft_problems(desk, record.id, leave_kind="", evidence=())] == ["evidence"]


def test_several_reports_are_reviewed_in_one_step(desk: Desk) -> None:
    course = hold(desk)
    for name in ("王小明", "李小華"):
        record = enrolled(desk, course, hire(desk, name))
        training.attend(desk, course.id, record.officer, training.spread(course, Presence.ABSENT))
        absence.save_report(desk, record.id, reason="班機取消", leave_kind="", evidence=())
    keys = [one.id for one in desk.store.all(AbsenceReport)]
    with pytest.raises(InputError) as caught:
        absence.review_many(desk, keys, Verdict.INSUFFICIENT)
    assert fault_of(caught) is Fault.NEEDS_REASON
    absence.review_many(desk, keys, Verdict.SUFFICIENT)
    assert {one.verdict for one in desk.store.all(AbsenceReport)} == {Verdict.SUFFICIENT}
    desk.store.undo()
    assert {one.verdict for one in desk.store.all(AbsenceReport)} == {None}
    with pytest.raises(InputError) as caught:
        absence.review_many(desk, [AbsenceId("0" * 32)], Verdict.SUFFICIENT)
    assert fault_of(caught) is Fault.NOT_FOUND
