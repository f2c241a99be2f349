"""What a package may write, judged on records alone: whose, which kinds, which year, and what stays."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.awards import Decision, Nomination, Nominee, QuotaApproval, Ruling
from hrdesk.domain.offices import Office, Parcel, Workspace
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AgencyId, CoachingId, NominationId, Record, StaffingId
from hrdesk.domain.seeds import Coaching, Evidence, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Agency, Officer, Staffing
from hrdesk.domain.training import AbsenceReport, Attendance, Course, Presence, TrainingRecord, Verdict
from hrdesk.domain.values import Changes
from hrdesk.services.agency.snapshot import Given, by_kind
from hrdesk.services.packages.merging import ALLOWED, Merge, merge
from tests.factory import record_id, sample

MINE, OTHER = AgencyId(record_id("mine")), AgencyId(record_id("other"))
YEAR = 115
DAY = date(2026, 3, 2)


def merged(kind: PackageKind, fresh: tuple[Record, ...], held: tuple[Record, ...] = ()) -> Merge:
    return merge(Given(by_kind(held)), kind, YEAR, by_kind(fresh), (MINE,), DAY)


def findings(kind: PackageKind, fresh: tuple[Record, ...], held: tuple[Record, ...] = ()) -> list[Finding]:
    return [refusal.finding for refusal in merged(kind, fresh, held).refusals]


NOTHING = Merge(changes=Changes(act="receive"))


def officer(**values: object) -> Officer:
    return sample(Officer, agency=MINE, **values)


def coaching(**values: object) -> Coaching:
    return sample(Coaching, agency=MINE, day=DAY, **values)


def absence(**values: object) -> tuple[Record, ...]:
    """Return an absence report with the training, course and officer that it needs."""
    course = sample(Course, agency=MINE, start=DAY, end=DAY)
    return officer(), course, sample(TrainingRecord, agency=MINE), sample(AbsenceReport, agency=MINE, **values)


@pytest.mark.parametrize("kind", [Workspace, Office, Parcel])
@pytest.mark.parametrize("package", list(ALLOWED))
def test_no_package_writes_what_a_workspace_keeps_for_itself(kind: type[Record], package: PackageKind) -> None:
    assert findings(package, (sample(kind, agency=MINE),)) == [Finding.BAD_RECORD]


def test_an_agencys_own_entry_is_never_written() -> None:
    assert merged(PackageKind.SUBMISSION, (sample(Agency),)) == NOTHING


@pytest.mark.parametrize("kind", [QuotaApproval, Decision, Nomination])
def test_a_submission_decides_nothing(kind: type[Record]) -> None:
    assert findings(PackageKind.SUBMISSION, (sample(kind, agency=MINE, year=YEAR),)) == [Finding.BAD_RECORD]


@pytest.mark.parametrize("package", [PackageKind.SUBMISSION, PackageKind.CHANGE])
def test_records_of_another_agency_are_refused(package: PackageKind) -> None:
    assert Finding.CONFLICT in findings(package, (replace(officer(), agency=OTHER),))


def test_an_id_held_by_another_agency_is_refused() -> None:
    assert findings(PackageKind.CHANGE, (officer(),), (replace(officer(), agency=OTHER),)) == [Finding.CONFLICT]


@pytest.mark.parametrize("kind", [QuotaApproval])
def test_another_year_is_refused(kind: type[Record]) -> None:
    assert findings(PackageKind.QUOTA, (sample(kind, agency=MINE, year=114),)) == [Finding.BAD_RECORD]


def test_a_day_of_another_year_is_refused() -> None:
    assert findings(PackageKind.SUBMISSION, (officer(), replace(coaching(), day=date(2025, 12, 31)))) == [Finding.BAD_RECORD]


def test_what_is_the_same_changes_nothing() -> None:
    records = (officer(), coaching())
    assert merged(PackageKind.SUBMISSION, records, records) == NOTHING


def test_the_difference_tells_new_changed_and_gone() -> None:
    gone, changed = replace(coaching(), id=CoachingId(record_id("gone"))), coaching()
    plan = merged(PackageKind.SUBMISSION, (officer(), replace(changed, problem="改過")), (changed, gone))
    assert [key.kind for key in plan.changes.added] == ["Officer"]
    assert [key.id for key in plan.changes.changed] == [changed.id]
    assert [key.id for key in plan.changes.removed] == [gone.id]


def test_an_officer_whom_another_year_names_stays() -> None:
    earlier = replace(coaching(), day=date(2025, 5, 5))
    assert merged(PackageKind.SUBMISSION, (), (officer(), earlier)).deletes == ()
    assert merged(PackageKind.SUBMISSION, (), (officer(),)).deletes == (officer(),)


def test_evidence_that_another_year_names_stays() -> None:
    evidence = sample(Evidence, agency=MINE)
    this, earlier = coaching(evidence=(evidence.id,)), replace(coaching(evidence=(evidence.id,)), id=CoachingId(record_id("e")), day=date(2025, 5, 5))
    plan = merged(PackageKind.SUBMISSION, (officer(), replace(this, evidence=())), (officer(), this, evidence, earlier))
    assert plan.deletes == ()
    plan = merged(PackageKind.SUBMISSION, (officer(), replace(this, evidence=())), (officer(), this, evidence))
    assert plan.deletes == (evidence,)


def test_a_nominee_or_a_decision_keeps_its_officer() -> None:
    held = (officer(), sample(Nominee, agency=MINE))
    assert merged(PackageKind.SUBMISSION, (), held).deletes == ()


def test_an_earlier_head_count_is_not_deleted_by_a_later_year() -> None:
    earlier = sample(Staffing, agency=MINE, base_date=date(2025, 12, 31))
    this = replace(earlier, id=StaffingId(record_id("this")), base_date=date(2026, 12, 31))
    assert merged(PackageKind.SUBMISSION, (officer(), this), (officer(), earlier)).deletes == ()
    assert merged(PackageKind.SUBMISSION, (officer(),), (officer(), this)).deletes == (this,)
    assert merged(PackageKind.SUBMISSION, (officer(),), (officer(), earlier)).deletes == ()


def test_the_departments_review_of_an_absence_is_its_own() -> None:
    sent = absence(department_verdict=Verdict.SUFFICIENT, department_reason="自稱")
    assert [getattr(one, "department_verdict", None) for one in merged(PackageKind.SUBMISSION, sent).puts] == [None, None, None, None]
    held = absence(department_verdict=Verdict.INSUFFICIENT, department_reason="無佐證")
    assert merged(PackageKind.SUBMISSION, sent, held).puts == ()


def test_a_decision_brings_only_the_collectors_part_of_an_absence_and_a_claim() -> None:
    mine = sample(AbsenceReport, agency=MINE, reason="本機關的事由")
    judged = replace(mine, reason="別的事由", department_verdict=Verdict.SUFFICIENT, department_reason="合理")
    assert merged(PackageKind.DECISION, (judged,), (mine,)).puts == (replace(mine, department_verdict=Verdict.SUFFICIENT, department_reason="合理"),)
    claim = sample(MeritClaim, agency=MINE, year=YEAR, text="本機關的事蹟")
    checked = replace(claim, text="別的事蹟", verification=Verification.CONFIRMED, verified_by="範例審核員")
    assert merged(PackageKind.DECISION, (checked,), (claim,)).puts == (replace(claim, verification=Verification.CONFIRMED, verified_by="範例審核員"),)


def test_a_decision_about_a_claim_that_is_gone_adds_none() -> None:
    decision = sample(Decision, agency=MINE, year=YEAR, ruling=Ruling.GRANTED)
    assert merged(PackageKind.DECISION, (sample(MeritClaim, agency=MINE, year=YEAR), decision)).puts == (decision,)


def test_an_agency_cannot_verify_its_own_claim() -> None:
    claim = sample(MeritClaim, agency=MINE, year=YEAR, verification=Verification.CONFIRMED, verified_by="本機關")
    put = next(one for one in merged(PackageKind.SUBMISSION, (officer(), claim)).puts if isinstance(one, MeritClaim))
    assert (put.verification, put.verified_by) == (Verification.OPEN, "")


def test_a_list_of_another_id_replaces_the_list_before() -> None:
    before = sample(Nomination, agency=MINE, year=YEAR)
    nominee = sample(Nominee, agency=MINE, nomination=before.id)
    after = replace(before, id=NominationId(record_id("after")))
    plan = merged(PackageKind.NOMINATION, (after,), (before, nominee))
    assert set(plan.deletes) == {before, nominee}


def test_many_records_are_looked_up_in_pieces() -> None:
    many = tuple(replace(coaching(), id=CoachingId(record_id(f"{n}"))) for n in range(2500))
    assert merged(PackageKind.SUBMISSION, (officer(), *many), (officer(), *many)) == NOTHING


def test_a_course_of_the_collectors_book_has_to_be_known() -> None:
    theirs = sample(Course, agency=OTHER, start=DAY, end=DAY)
    records = (officer(), theirs, sample(TrainingRecord, agency=MINE))
    assert findings(PackageKind.SUBMISSION, records) == [Finding.BAD_REFERENCE]
    assert [type(one) for one in merged(PackageKind.SUBMISSION, records, (theirs,)).puts] == [Officer, TrainingRecord]


def test_an_id_number_held_here_outlives_a_submission_without_one() -> None:
    assert merged(PackageKind.SUBMISSION, (officer(),), (officer(national_id="A123456789", phone="1"),)).puts == ()


def test_a_decided_nominee_may_not_change() -> None:
    nominee = sample(Nominee, agency=MINE)
    decision = sample(Decision, agency=MINE, year=YEAR)
    assert findings(PackageKind.NOMINATION, (replace(nominee, times=2),), (nominee, decision)) == [Finding.CONFLICT]
    assert findings(PackageKind.NOMINATION, (nominee,), (officer(), nominee, decision)) == []


def test_the_sign_in_sheet_of_a_collector_informs_and_does_not_win() -> None:
    mine = sample(TrainingRecord, agency=MINE)
    assert merged(PackageKind.RESULTS, (replace(mine, note="處"),), (mine,)).puts == ()
    marked = replace(mine, attendance=(Attendance(0, Presence.ATTENDED, 60),))
    assert merged(PackageKind.RESULTS, (replace(mine, attendance=(Attendance(0, Presence.ABSENT, 0),)),), (marked,)).puts == ()


def test_the_sheet_is_what_became_of_somebody_who_is_only_enrolled() -> None:
    mine = sample(TrainingRecord, agency=MINE, note="自己的備註")
    sheet = replace(mine, note="處", attendance=(Attendance(0, Presence.ABSENT, 0),))
    assert merged(PackageKind.RESULTS, (sheet,), (mine,)).puts == (replace(mine, attendance=sheet.attendance),)


def test_self_checks_follow_their_year() -> None:
    assert findings(PackageKind.SUBMISSION, (officer(), sample(SelfCheck, agency=MINE, year=114))) != []
