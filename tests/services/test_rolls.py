"""What a forged or late 報名與未到課回復 may not do to the collector's courses, people and sign-in sheet (P1, P2, 陸二(一))."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.offices import Workspace
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AbsenceId, AgencyId, CourseId, OfficerId, Record, TrainingId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import AbsenceReport, Attendance, Course, Presence, TrainingRecord, Verdict
from hrdesk.services.agency.snapshot import Given, by_kind
from hrdesk.services.packages.merging import Merge, merge
from tests.factory import record_id, sample

DEPARTMENT, MINE, OTHER = (AgencyId(record_id(name)) for name in ("department", "mine", "other"))
START, BEFORE, AFTER = date(2026, 6, 8), date(2026, 6, 7), date(2026, 6, 9)
PLACE = sample(Workspace, id="workspace", agency=DEPARTMENT)
COURSE = sample(Course, agency=DEPARTMENT, start=START, end=START, name="資訊研討", code="D1")
NEXT_YEAR = replace(COURSE, id=CourseId(record_id("next")), start=date(2027, 6, 8), end=date(2027, 6, 8))
WHO = sample(Officer, agency=MINE)
ELSE = replace(WHO, id=OfficerId(record_id("else")))
GOES = sample(TrainingRecord, agency=MINE, enrolled=date(2026, 5, 20))
ELSE_GOES = replace(GOES, id=TrainingId(record_id("else goes")), officer=ELSE.id)
ABSENT = (Attendance(0, Presence.ABSENT, 0),)
MISSED = replace(GOES, attendance=ABSENT)
REPLY = sample(AbsenceReport, agency=MINE, presence=Presence.ABSENT, reason="臨時支援")
HELD = (PLACE, COURSE, WHO, GOES)


def taken(*fresh: Record, held: tuple[Record, ...] = HELD, kind: PackageKind = PackageKind.ROLL, today: date = BEFORE) -> Merge:
    return merge(Given(by_kind(held)), kind, 115, by_kind(fresh), (MINE,), today)


def told(plan: Merge) -> list[str]:
    assert {one.finding for one in plan.refusals} <= {Finding.CONFLICT}
    return [str(one.facts["what"]) for one in plan.refusals]


def put(plan: Merge) -> TrainingRecord:
    assert not plan.refusals
    (found,) = [one for one in plan.puts if isinstance(one, TrainingRecord)]
    return found


@pytest.mark.parametrize(
    ("fresh", "sentence"),
    [
        ((WHO, GOES, COURSE, ELSE), "內含沒有報名的人員"),
        ((WHO, ELSE, GOES, ELSE_GOES, COURSE, replace(REPLY, officer=ELSE.id)), "附表4的人員不是報名的人員"),
        (
            (WHO, replace(GOES, course=CourseId(record_id("own"))), replace(COURSE, id=CourseId(record_id("own")), agency=MINE)),
            "內含寄件機關自己的課程，報名只能是本機關或上級的課程",
        ),
        (
            (WHO, replace(GOES, course=NEXT_YEAR.id), replace(NEXT_YEAR, start=START, end=START)),
            "課程 資訊研討 不在 115 年度，請寄件機關先收下最新的規則包",
        ),
    ],
    ids=["somebody unnamed", "another's absence", "an own course", "a course of another year under a false day"],
)
def test_what_it_may_not_carry_is_refused(fresh: tuple[Record, ...], sentence: str) -> None:
    assert told(taken(*fresh, held=(*HELD, NEXT_YEAR))) == [sentence]


@pytest.mark.parametrize(
    ("fresh", "finding"),
    [
        ((WHO, GOES), Finding.BAD_RECORD),
        ((WHO, GOES, COURSE, sample(Evidence, agency=MINE)), Finding.BAD_RECORD),
        ((WHO, replace(GOES, course=CourseId(record_id("none"))), replace(COURSE, id=CourseId(record_id("none")))), Finding.BAD_REFERENCE),
        ((WHO, replace(GOES, agency=OTHER), COURSE), Finding.CONFLICT),
        ((replace(WHO, id=OfficerId(record_id("theirs"))), replace(GOES, officer=OfficerId(record_id("theirs"))), COURSE), Finding.CONFLICT),
        ((WHO, replace(GOES, id=TrainingId(record_id("theirs"))), COURSE), Finding.CONFLICT),
    ],
    ids=["no course", "a file of nobody's", "a course that is not there", "another agency's", "another agency's officer", "another agency's record"],
)
def test_what_is_not_theirs_is_refused(fresh: tuple[Record, ...], finding: Finding) -> None:
    theirs = (replace(WHO, id=OfficerId(record_id("theirs")), agency=OTHER), replace(GOES, id=TrainingId(record_id("theirs")), agency=OTHER))
    assert [one.finding for one in taken(*fresh, held=(*HELD, *theirs)).refusals][:1] == [finding]


def test_the_collector_s_course_is_never_changed() -> None:
    assert taken(WHO, GOES, replace(COURSE, name="改名", cancelled=True, minutes=1)) == taken(WHO, GOES, COURSE)
    assert taken(WHO, GOES, COURSE).puts == ()


def test_no_outcome_comes_up_with_it() -> None:
    came = replace(MISSED, attendance=(Attendance(0, Presence.ATTENDED, 1),), made_up=True, completed=START)
    fresh = replace(came, id=TrainingId(record_id("fresh")), officer=ELSE.id)
    assert taken(WHO, came, COURSE).puts == ()
    assert put(taken(WHO, ELSE, came, fresh, COURSE, held=(*HELD, ELSE))) == replace(fresh, attendance=(), made_up=False, completed=None)


def test_no_outcome_of_a_course_from_further_above_either() -> None:
    below = (sample(Workspace, id="workspace", agency=OTHER), COURSE, WHO, MISSED)
    assert taken(WHO, replace(MISSED, attendance=()), COURSE, held=below).puts == ()


@pytest.mark.parametrize("kind", [PackageKind.ROLL, PackageKind.SUBMISSION, PackageKind.NOMINATION])
def test_who_was_marked_is_neither_withdrawn_nor_replaced_afterwards(kind: PackageKind) -> None:
    away = replace(GOES, enrolled=None, substituted_by=ELSE.id, substituted_on=date(2026, 6, 1), note="改了")
    assert put(taken(WHO, ELSE, away, COURSE, held=(PLACE, COURSE, WHO, ELSE, MISSED), kind=kind)) == replace(MISSED, note="改了")
    walked = replace(MISSED, enrolled=None)
    assert put(taken(WHO, GOES, COURSE, held=(PLACE, COURSE, WHO, walked), kind=kind)).enrolled == GOES.enrolled
    assert put(taken(WHO, ELSE, away, COURSE, held=(*HELD, ELSE), kind=kind)).substituted_by == ELSE.id


@pytest.mark.parametrize("kind", [PackageKind.ROLL, PackageKind.SUBMISSION, PackageKind.NOMINATION])
def test_what_was_marked_stays_with_its_person_and_class(kind: PackageKind) -> None:
    second = replace(COURSE, id=CourseId(record_id("second")))
    held = (PLACE, COURSE, second, WHO, ELSE, MISSED)
    sentence = ["已登錄到課情形的報名換了人員或班期"]
    assert told(taken(ELSE, replace(GOES, officer=ELSE.id), COURSE, held=held, kind=kind)) == sentence
    assert told(taken(WHO, replace(GOES, course=second.id), second, held=held, kind=kind)) == sentence
    assert told(taken(WHO, replace(GOES, course=second.id), second, held=(*held[:-1], GOES), kind=kind)) == []


def test_the_department_s_review_does_not_come_with_it() -> None:
    plan = taken(WHO, MISSED, COURSE, replace(REPLY, verdict=Verdict.SUFFICIENT, department_verdict=Verdict.SUFFICIENT), held=(PLACE, COURSE, WHO, MISSED))
    (report,) = [one for one in plan.puts if isinstance(one, AbsenceReport)]
    assert (report.verdict, report.department_verdict) == (Verdict.SUFFICIENT, None)


def test_nobody_is_taken_off_the_list_once_the_course_has_begun() -> None:
    assert taken(today=BEFORE).deletes == (GOES,)
    assert taken(today=START).deletes == taken(today=AFTER).deletes == ()
    reported = replace(REPLY, id=AbsenceId(record_id("reported")))
    assert taken(held=(*HELD, reported)).deletes == ()
    assert taken(held=(PLACE, COURSE, WHO, replace(MISSED, attendance=(), made_up=True))).deletes == ()


def test_a_first_tier_agency_forgets_who_no_longer_goes_to_the_department_s_course() -> None:
    tree = (sample(Agency, id=DEPARTMENT), sample(Agency, id=OTHER, parent=DEPARTMENT), sample(Agency, id=MINE, parent=OTHER))
    held = (*tree, sample(Workspace, id="workspace", agency=OTHER), COURSE, WHO, GOES)
    assert taken(held=held).deletes == (GOES,)


def test_a_class_entered_here_is_not_counted_twice() -> None:
    """The department marked somebody whose enrolment here has an id of its own."""
    sheet = replace(MISSED, id=TrainingId(record_id("sheet")))
    for course in (COURSE, replace(COURSE, code="")):
        held, given = Given(by_kind((WHO, course, GOES))), by_kind((course, sheet))
        assert merge(held, PackageKind.RESULTS, 115, given, (MINE, DEPARTMENT), BEFORE).puts == ()
