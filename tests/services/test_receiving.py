"""Receiving: a report first, each package on its own, nothing of another agency ever written, a refused one leaves nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.awards import Decision, Nominee, QuotaApproval, Remark, Ruling
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding
from hrdesk.domain.record import CoachingId, CourseId, OfficerId, SelfCheckId, TrainingId
from hrdesk.domain.seeds import Coaching, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.packages import drafts, package_words, sealing
from hrdesk.services.packages.package_words import Mark
from hrdesk.services.post import receiving
from hrdesk.services.post.receiving import Forks
from hrdesk.services.review import quota
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import (
    accepted,
    altered,
    change,
    decided,
    drop,
    everything,
    first_of,
    nominated,
    nominee,
    notified,
    proposed,
    put,
    ruling,
    send,
    submitted,
)
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City, claim, copied, teacher


def submission(city: City) -> Path:
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file


def test_opening_tells_everything_and_changes_nothing(city: City) -> None:
    file = submission(city)
    before, log = everything(city.first), city.first.store.audit_head()
    report, _ = receiving.examine(city.first, file)
    assert report.accepted
    assert report.signer_agency == CHILD
    assert len(report.changes.added) == 11
    assert [check.finding for check in report.checks if check.finding is not Finding.OK] == []
    assert everything(city.first) == before
    assert city.first.store.audit_head() == log


def test_opening_tells_what_a_later_revision_would_change(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.child, Officer, teacher(CHILD), title="股長")
    drop(city.child, city.child.store.all(SelfCheck)[0])
    put(city.child, replace(city.child.store.all(Coaching)[0], id=CoachingId(record_id("another"))))
    report, _ = receiving.examine(city.first, submission(city))
    assert [key.kind for key in report.changes.added] == ["Coaching"]
    assert [key.kind for key in report.changes.changed] == ["Officer"]
    assert [key.kind for key in report.changes.removed] == ["SelfCheck"]


def test_a_new_revision_replaces_the_year_as_a_snapshot(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    drop(city.child, *city.child.store.all(Coaching), *city.child.store.all(TrainingRecord), *city.child.store.all(Course))
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    own = agency_id(CHILD)
    assert city.first.store.count(Coaching, agency=own) == city.first.store.count(TrainingRecord, agency=own) == 0
    assert city.first.store.count(Course, agency=own) == 0
    assert city.first.store.count(Coaching, agency=agency_id(FIRST)) == 1


def test_a_bad_file_never_stops_the_batch(city: City) -> None:
    good = submission(city)
    bad = altered(good, lambda size: size - 40, city.out / "bad.hrdpkg")
    cut = city.out / "cut.hrdpkg"
    cut.write_bytes(good.read_bytes()[:-100])
    results = receiving.receive(city.first, [bad, city.out / "missing", cut, good, good])
    assert [one.report.finding for one in results] == [Finding.TRUNCATED, Finding.MISSING, Finding.TRUNCATED, Finding.OK, Finding.REPLAYED]
    assert [one.accepted for one in results] == [False, False, False, True, True]
    assert bool(results[3].changes)
    assert not any(one.changes for one in results if one is not results[3])


def test_what_was_sealed_here_is_named_and_neither_taken_in_nor_sent_back(city: City) -> None:
    mine = submission(city)
    before = everything(city.child)
    (one,) = receiving.receive(city.child, [mine])
    assert (one.report.finding, one.accepted, one.skipped) == (Finding.OWN, False, True)
    told = package_words.headline(one.report)
    assert (told.title, told.mark) == ("自己寄出的檔案，不收件", Mark.WARNING)
    assert told.sentence.startswith("這是本機關自己寄出的檔案（年度資料第 1 版，收件機關是範例地政局），已略過。")
    assert receiving.examine(city.child, mine)[0].finding is Finding.OWN
    assert everything(city.child) == before
    drop(city.child, *city.child.store.all(Agency, id=agency_id(FIRST)))
    assert receiving.examine(city.child, mine)[0].checks[-1].facts["to"] == ""


def test_a_refused_package_leaves_nothing(city: City) -> None:
    bad = altered(submission(city), lambda size: size // 2, city.out / "bad.hrdpkg")
    before = everything(city.first)
    receiving.receive(city.first, [bad])
    assert everything(city.first) == before


def test_a_verified_backup_is_made_before_a_batch(city: City) -> None:
    receiving.receive(city.first, [submission(city)])
    assert [path.name.split("-")[0] for path in (city.first.store.folder / "backups").iterdir()] == ["receive"]


def test_an_empty_batch_does_nothing(city: City) -> None:
    log = city.first.store.audit_head()
    assert receiving.receive(city.first, []) == ()
    assert city.first.store.audit_head() == log


def test_progress_is_told_and_may_stop_between_packages(city: City) -> None:
    told: list[tuple[int, int]] = []
    desk = replace(city.first, progress=lambda done, total: told.append((done, total)))
    receiving.receive(desk, [submission(city)])
    assert told == [(0, 1), (1, 1)]


def test_a_submission_never_writes_another_agencys_records(city: City) -> None:
    foreign = replace(city.child.store.all(Coaching)[0], id=CoachingId(record_id("foreign")), agency=agency_id(FIRST))
    officer = Officer(id=OfficerId(record_id("foreign officer")), agency=agency_id(FIRST), name="假冒者")
    draft = drafts.submission(city.child, YEAR)
    records = {
        **draft.records,
        "Coaching": tuple(sorted((*draft.records["Coaching"], foreign), key=lambda one: one.id)),
        "Officer": tuple(sorted((*draft.records["Officer"], officer), key=lambda one: one.id)),
    }
    before = everything(city.first)
    _, received = send(city, city.child, replace(draft, records=records), city.first)
    assert received.report.finding in (Finding.CONFLICT, Finding.BAD_RECORD)
    assert everything(city.first) == before


def test_a_submission_never_takes_over_an_id_of_another_agency(city: City) -> None:
    taken = OfficerId(record_id("taken"))
    put(city.first, Officer(id=taken, agency=agency_id(FIRST), name="王大明"))
    put(city.child, Officer(id=taken, agency=agency_id(CHILD), name="假冒者"))
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert received.report.finding is Finding.CONFLICT
    assert [one.name for one in city.first.store.all(Officer, id=taken)] == ["王大明"]


def test_a_submission_never_renames_the_receivers_agencies(city: City) -> None:
    change(city.child, Agency, agency_id(FIRST), name="假的名稱")
    change(city.child, Agency, agency_id(CHILD), name="假的名稱")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert by_code(city.first, FIRST).name == "範例地政局"
    assert by_code(city.first, CHILD).name == "範例地政事務所"


def test_a_submission_never_touches_another_year(city: City) -> None:
    draft = drafts.submission(city.child, YEAR)
    (check,) = draft.records["SelfCheck"]
    assert isinstance(check, SelfCheck)
    records = {**draft.records, "SelfCheck": (replace(check, year=114),)}
    _, received = send(city, city.child, replace(draft, records=records), city.first)
    assert received.report.finding is Finding.BAD_RECORD


def test_records_of_earlier_years_stay(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    old = replace(city.first.store.all(SelfCheck, agency=agency_id(CHILD))[0], id=SelfCheckId(record_id("old")), year=114)
    put(city.first, old)
    change(city.child, Officer, teacher(CHILD), title="股長")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert city.first.store.get(SelfCheck, record_id("old")) == old


def test_a_course_of_the_collectors_book_travels_as_reference_only(city: City) -> None:
    course = replace(city.first.store.all(Course)[0], id=CourseId(record_id("shared course")))
    put(city.first, course)
    put(city.child, replace(course, name="改過的名稱"))
    put(city.child, TrainingRecord(id=TrainingId(record_id("shared")), agency=agency_id(CHILD), officer=teacher(CHILD), course=course.id))
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert city.first.store.get(Course, course.id) == course
    assert city.first.store.get(TrainingRecord, record_id("shared")) is not None


def test_a_course_of_another_book_that_is_unknown_here_is_refused(city: City) -> None:
    course = replace(city.first.store.all(Course)[0], id=CourseId(record_id("unknown course")))
    put(city.child, course)
    put(city.child, TrainingRecord(id=TrainingId(record_id("unknown")), agency=agency_id(CHILD), officer=teacher(CHILD), course=course.id))
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert received.report.finding is Finding.BAD_REFERENCE


def test_a_nomination_before_its_quota_notice_is_out_of_order(city: City, three_offices: Path, tmp_path: Path) -> None:
    notified(city)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=2, deed="編寫作業程序"))
    sealed = sealing.seal(city.first, nomination.draft(city.first, YEAR), city.out)
    folder = tmp_path / "restored"
    folder.mkdir()
    restored = copied(three_offices, folder)
    (received,) = receiving.receive(restored.department, [sealed.file])
    restored.close()
    assert received.report.finding is Finding.OUT_OF_ORDER


def test_a_nomination_on_an_older_notice_is_out_of_order(city: City) -> None:
    notified(city)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=2, deed="編寫作業程序"))
    draft = nomination.draft(city.first, YEAR)
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(units=1, heads=1, reason="酌減"))
    sealing.seal(city.department, drafts.quota_notice(city.department, YEAR, first_of(city.department)), city.out)
    _, received = send(city, city.first, draft, city.department)
    assert received.report.finding is Finding.OUT_OF_ORDER


def test_an_older_revision_and_a_reused_one_are_refused(city: City, three_offices: Path, tmp_path: Path) -> None:
    first = submission(city)
    change(city.child, Officer, teacher(CHILD), title="股長")
    second = submission(city)
    assert [one.report.finding for one in receiving.receive(city.first, [second, first])] == [Finding.OK, Finding.OLD_REVISION]
    folder = tmp_path / "restored"
    folder.mkdir()
    restored = copied(three_offices, folder)
    for title in ("專員", "科長"):
        change(restored.child, Officer, teacher(CHILD), title=title)
        last = sealing.seal(restored.child, drafts.submission(restored.child, YEAR), restored.out)
    (received,) = receiving.receive(city.first, [last.file])
    assert received.report.finding is Finding.REUSED_REVISION
    change(restored.child, Officer, teacher(CHILD), title="主任")
    forked = sealing.seal(restored.child, drafts.submission(restored.child, YEAR), restored.out)
    restored.close()
    (received,) = receiving.receive(city.first, [forked.file])
    assert received.report.finding is Finding.FORK
    with pytest.raises(HrdeskError) as caught:
        receiving.receive(city.first, [forked.file], None, Forks(frozenset({forked.parcel.package})))
    assert fault_of(caught) is Fault.NEEDS_REASON
    (received,) = receiving.receive(city.first, [forked.file], None, Forks(frozenset({forked.parcel.package}), "已電話確認還原備份"))
    assert received.report.finding is Finding.OK
    assert city.first.store.history(1)[0].facts["reason"] == "已電話確認還原備份"
    officer = city.first.store.get(Officer, teacher(CHILD))
    assert officer is not None
    assert officer.title == "主任"


def test_a_gap_is_accepted_with_a_warning(city: City) -> None:
    submission(city)
    change(city.child, Officer, teacher(CHILD), title="股長")
    (received,) = receiving.receive(city.first, [submission(city)])
    assert received.report.finding is Finding.OK
    assert Finding.GAP in {check.finding for check in received.report.checks}


def test_the_next_revision_after_an_accepted_fork_is_taken(city: City, three_offices: Path, tmp_path: Path) -> None:
    submission_before = submission(city)
    receiving.receive(city.first, [submission_before])
    folder = tmp_path / "restored"
    folder.mkdir()
    restored = copied(three_offices, folder)
    files = []
    for title in ("專員", "科長", "主任"):
        change(restored.child, Officer, teacher(CHILD), title=title)
        files.append(sealing.seal(restored.child, drafts.submission(restored.child, YEAR), restored.out))
    restored.close()
    forks = Forks(frozenset({files[1].parcel.package}), "已確認")
    findings = [one.report.finding for one in receiving.receive(city.first, [files[1].file, files[2].file], None, forks)]
    assert findings == [Finding.OK, Finding.OK]


def test_a_package_for_another_office_is_refused(city: City) -> None:
    assert receiving.examine(city.department, submission(city))[0].finding is Finding.NOT_FOR_ME


def test_a_year_that_is_not_open_is_refused(city: City) -> None:
    change(city.child, SelfCheck, record_id(f"check {CHILD}"), year=113)
    sealed = sealing.seal(city.child, drafts.submission(city.child, 113), city.out)
    assert receiving.examine(city.first, sealed.file)[0].finding is Finding.PERIOD_CLOSED


def test_what_the_collector_verified_stays_until_the_claim_changes(city: City) -> None:
    submitted(city)
    decisions.verify(city.department, claim(CHILD), Verification.CONFIRMED, "電話查證")
    change(city.child, Officer, teacher(CHILD), title="股長")
    change(city.child, MeritClaim, claim(CHILD), verification=Verification.REJECTED)
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert verification(city) is Verification.CONFIRMED
    change(city.child, MeritClaim, claim(CHILD), text="改寫的事蹟", verification=Verification.CONFIRMED)
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert verification(city) is Verification.OPEN


def verification(city: City) -> Verification:
    held = city.department.store.get(MeritClaim, claim(CHILD))
    assert held is not None
    return held.verification


def test_an_id_number_that_came_with_the_nomination_stays(city: City) -> None:
    nominated(city)
    change(city.first, Officer, teacher(FIRST), title="股長")
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    officer = city.department.store.get(Officer, teacher(FIRST))
    assert officer is not None
    assert (officer.title, officer.national_id) == ("股長", "A123456789")


def test_a_new_list_replaces_the_old_one(city: City) -> None:
    nominated(city)
    nomination.withdraw(city.first, YEAR, teacher(CHILD))
    accepted(city, city.first, nomination.draft(city.first, YEAR), city.department)
    assert [one.officer for one in city.department.store.all(Nominee)] == [teacher(FIRST)]


def test_a_list_that_changes_someone_already_decided_is_in_conflict(city: City) -> None:
    decided(city)
    nomination.withdraw(city.first, YEAR, teacher(CHILD))
    _, received = send(city, city.first, nomination.draft(city.first, YEAR), city.department)
    assert received.report.finding is Finding.CONFLICT
    assert city.department.store.count(Nominee) == 2


def test_a_notice_a_remark_and_a_decision_come_down(city: City) -> None:
    notified(city)
    decisions.remark(city.department, agency_id(FIRST), YEAR, "附表3 請補結案情形", article="伍五")
    accepted(city, city.department, drafts.returned(city.department, YEAR, first_of(city.department)), city.first)
    assert [one.text for one in city.first.store.all(Remark)] == ["附表3 請補結案情形"]
    assert city.first.store.count(QuotaApproval) == 1


def test_a_changed_decision_comes_down_as_the_next_revision(city: City) -> None:
    decided(city)
    draft = drafts.decision(city.department, YEAR, first_of(city.department))
    accepted(city, city.department, draft, city.first)
    decisions.decide(city.department, nominee(city.department, CHILD).id, ruling(Ruling.REFUSED))
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    assert {one.agency: one.times for one in city.first.store.all(Decision)} == {agency_id(FIRST): 3, agency_id(CHILD): 0}


def test_a_downward_package_never_writes_for_an_agency_outside_the_own_part(city: City) -> None:
    decided(city)
    draft = drafts.decision(city.department, YEAR, first_of(city.department))
    (one, *rest) = draft.records["Decision"]
    assert isinstance(one, Decision)
    records = {**draft.records, "Decision": (replace(one, agency=agency_id(OTHER)), *rest)}
    _, received = send(city, city.department, replace(draft, records=records), city.first)
    assert received.report.finding is Finding.CONFLICT


def test_results_inform_and_never_win(city: City) -> None:
    submitted(city)
    course = replace(city.department.store.all(Course)[0], id=CourseId(record_id("department course")), code="D01", agency=city.department.workspace.agency)
    mine = TrainingRecord(id=TrainingId(record_id("known")), agency=agency_id(FIRST), officer=teacher(FIRST), course=course.id, note="機關")
    other = replace(mine, id=TrainingId(record_id("fresh")), officer=OfficerId(record_id(f"colleague {FIRST}")), note="新的")
    put(city.first, course, mine)
    put(city.department, course, replace(mine, note="處"), other)
    accepted(city, city.department, drafts.results(city.department, YEAR, first_of(city.department)), city.first)
    assert city.first.store.get(TrainingRecord, mine.id) == mine
    assert city.first.store.get(TrainingRecord, other.id) == other


def test_a_proposed_list_is_not_yet_at_the_department(city: City) -> None:
    proposed(city)
    assert city.department.store.count(Nominee) == 0


def test_a_list_is_taken_in_with_what_its_gate_finds(city: City) -> None:
    proposed(city)
    change(city.first, Nominee, nominee(city.first, CHILD).id, waiver="改以其他方式輔導")
    drop(city.first, *city.first.store.all(Coaching, officer=teacher(CHILD)))
    drop(city.department, *city.department.store.all(Coaching, officer=teacher(CHILD)))
    _, received = send(city, city.first, nomination.draft(city.first, YEAR), city.department)
    assert received.accepted
    assert "annex3_empty" in {problem.code for problem in received.problems}


def test_stopping_a_batch_keeps_what_was_taken_in(city: City) -> None:
    first = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    second = sealing.seal(city.child, drafts.change(city.child, YEAR), city.out)
    asked = iter((False, True))
    received = receiving.receive(city.first, [first.file, second.file], stopped=lambda: next(asked))
    assert [one.accepted for one in received] == [True]
    assert len(city.first.store.all(Parcel, direction=Direction.RECEIVED)) == 1
