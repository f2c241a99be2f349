"""Courses down and who goes to them up (P1); what became of it down and the reasons up (P2): each without the year's data."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.absence import CaseState
from hrdesk.domain.offices import Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AbsenceId, CourseId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Role
from hrdesk.domain.training import AbsenceReport, Attendance, Course, Presence, Session, TrainingRecord, Verdict
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import above, agency_id, by_code
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, merging, rules_package
from hrdesk.services.post import outgoing
from hrdesk.services.regulation import rulebook
from hrdesk.services.study import absence, courses, training
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, drop, first_of, put, send
from tests.services.test_rules_package import ASK, planned
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, PDF, YEAR, City, agency, fill, teacher

JUNE = CourseId(record_id("june"))
WHO = teacher(FIRST)


def course(**changes: object) -> Course:
    """Return a course of the department in June."""
    held = Course(
        id=JUNE,
        agency=agency_id(DEPARTMENT),
        code="115-01",
        name="資訊研討",
        start=date(2026, 6, 8),
        end=date(2026, 6, 8),
        minutes=360,
        sessions=(Session(date(2026, 6, 8), 540, 900),),
        required_for=(Role.HEAD.value,),
    )
    return replace(held, **changes)  # type: ignore[arg-type]


def offered(city: City, *held: Course, year: int = YEAR) -> tuple[object, ...]:
    """Let the department offer courses and the first-tier agency take them in; return what it is told of courses."""
    rulebook.set_contact(city.department, ASK)
    put(city.department, *held)
    _, received = send(city, city.department, rules_package.draft(city.department, year, first_of(city.department)), city.first)
    assert received.report.finding is Finding.OK, received.report.checks[-1]
    return next((one.details for one in received.differences if one.form == "課程"), ())


def enrolled(city: City) -> TrainingRecord:
    """Enrol the first-tier agency's teacher in the course offered, and tell the department."""
    offered(city, course())
    training.enrol(city.first, JUNE, [WHO], date(2026, 5, 20))
    accepted(city, city.first, drafts.roll(city.first, YEAR), city.department)
    (held,) = city.department.store.all(TrainingRecord)
    return held


def june(desk: Desk) -> bool:
    return JUNE in {line.course.id for line in courses.courses_held(desk, YEAR)}


def test_courses_come_down_and_are_offered(city: City) -> None:
    assert offered(city, course()) == ("新增　資訊研討（115/06/08）",)
    assert june(city.first)
    assert dict(rules_package.outlook(city.department, YEAR).holds)["課程"] == "1 個班期"
    put(city.department, course(id=CourseId(record_id("last year")), start=date(2025, 6, 8), end=date(2025, 6, 8), sessions=()))
    assert [one.id for one in rules_package.courses_offered(city.department, YEAR)] == [JUNE]


def test_a_first_tier_agency_offers_them_on(city: City) -> None:
    offered(city, course())
    accepted(city, city.first, rules_package.draft(city.first, YEAR, by_code(city.first, CHILD)), city.child)
    assert june(city.child)
    assert city.child.store.count(Course, agency=agency_id(FIRST)) == 1, "its own courses too"


def test_a_changed_and_a_dropped_course_follow(city: City) -> None:
    other = course(id=CourseId(record_id("november")), name="專案講習", start=date(2026, 11, 2), end=date(2026, 11, 2), sessions=())
    offered(city, course(), other)
    drop(city.department, other)
    assert offered(city, course(cancelled=True)) == ("變更　資訊研討（115/06/08）：停辦 否→是", "刪除　專案講習（115/11/02）")
    assert city.first.store.get(Course, other.id) is None


def test_a_dropped_course_that_somebody_is_in_stays(city: City) -> None:
    offered(city, course())
    training.enrol(city.first, JUNE, [WHO], date(2026, 5, 20))
    drop(city.department, course())
    assert offered(city) == ()
    assert june(city.first)


@pytest.mark.parametrize(
    ("changes", "finding"),
    [({"agency": agency_id(OTHER)}, Finding.BAD_RECORD), ({"agency": agency_id(FIRST)}, Finding.BAD_RECORD), ({"start": date(2025, 6, 8)}, Finding.BAD_RECORD)],
    ids=["a stranger's", "the receiver's own", "another year's"],
)
def test_a_course_that_is_not_theirs_to_offer_is_refused(city: City, changes: dict[str, object], finding: Finding) -> None:
    from tests.services.test_rules_package import content_of

    rulebook.set_contact(city.department, ASK)
    content = content_of(city)
    assert [one for one, _ in planned(city.first, replace(content, records={**content.records, "Course": (course(**changes),)}))] == [finding]


def test_an_own_course_is_never_replaced(city: City) -> None:
    from tests.services.test_rules_package import content_of

    rulebook.set_contact(city.department, ASK)
    content = content_of(city)
    own = city.first.store.all(Course, agency=agency_id(FIRST))[0]
    false = replace(own, agency=agency_id(DEPARTMENT))
    assert planned(city.first, replace(content, records={**content.records, "Course": (false,)})) == [
        (Finding.CONFLICT, {"what": "課程 種籽教師研習班 是本機關的"})
    ]


def test_who_goes_is_told_without_the_year_s_data(city: City) -> None:
    held = enrolled(city)
    assert (held.officer, held.course, held.enrolled) == (WHO, JUNE, date(2026, 5, 20))
    assert city.department.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == 0


def test_a_cancelled_enrolment_goes_as_long_as_the_course_has_not_begun(city: City) -> None:
    held = enrolled(city)
    drop(city.first, held)
    training.enrol(city.first, JUNE, [record_id(f"colleague {FIRST}")], date(2026, 5, 21))  # type: ignore[list-item]
    accepted(city, city.first, drafts.roll(city.first, YEAR), city.department)
    assert {one.officer for one in city.department.store.all(TrainingRecord)} == {WHO, record_id(f"colleague {FIRST}")}, "it was held half a year ago"


def test_that_nobody_goes_any_more_is_told_as_well(city: City) -> None:
    to_come = course(start=date(2027, 6, 8), end=date(2027, 6, 8), sessions=())
    offered(city, to_come, year=YEAR + 1)
    training.enrol(city.first, JUNE, [WHO], date(2027, 1, 4))
    accepted(city, city.first, drafts.roll(city.first, YEAR + 1), city.department)
    (held,) = city.department.store.all(TrainingRecord)
    drop(city.first, held)
    accepted(city, city.first, drafts.roll(city.first, YEAR + 1), city.department)
    assert city.department.store.all(TrainingRecord) == ()
    with pytest.raises(InputError) as caught:
        drafts.roll(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_STATE


def marked(city: City) -> TrainingRecord:
    """Let the department mark the teacher absent, and tell the first-tier agency."""
    held = enrolled(city)
    put(city.department, replace(held, attendance=(Attendance(0, Presence.ABSENT, 0),)))
    drop(city.first, held)
    accepted(city, city.department, drafts.results(city.department, YEAR, first_of(city.department)), city.first)
    return held


def test_what_became_of_it_comes_down_and_the_reason_goes_up(city: City) -> None:
    held = marked(city)
    (case,) = [one for one in absence.cases(city.first, YEAR) if one.training == held.id]
    assert case.state is CaseState.NOT_REPORTED
    proof = Evidence(id=EvidenceId(record_id("proof")), agency=agency_id(FIRST), digest="", name="證明.pdf", kind="pdf", size=len(PDF), day=date(2026, 6, 9))
    fill(city.first, (proof,))
    changes = absence.report(city.first, held.id, reason="臨時支援災防", leave_kind="", evidence=(proof.id,))
    absence.review(city.first, AbsenceId(changes.added[0].id), Verdict.SUFFICIENT)
    accepted(city, city.first, drafts.roll(city.first, YEAR), city.department)
    (report,) = city.department.store.all(AbsenceReport)
    assert (report.reason, report.verdict, report.department_verdict) == ("臨時支援災防", Verdict.SUFFICIENT, None)
    assert city.department.store.blob(city.department.store.all(Evidence)[0].digest) == PDF
    (sheet,) = city.department.store.all(TrainingRecord)
    assert sheet.attendance == (Attendance(0, Presence.ABSENT, 0),)


def test_results_of_courses_from_above_go_on_to_the_second_tier(city: City) -> None:
    offered(city, course())
    record = TrainingRecord(id=record_id("child goes"), agency=agency_id(CHILD), officer=teacher(CHILD), course=JUNE, enrolled=date(2026, 5, 1))  # type: ignore[arg-type]
    put(city.first, replace(record, attendance=(Attendance(0, Presence.ATTENDED, 360),)))
    accepted(city, city.first, drafts.results(city.first, YEAR, by_code(city.first, CHILD)), city.child)
    assert city.child.store.get(TrainingRecord, record.id) is not None
    assert june(city.child)


def test_it_is_one_of_the_kinds_an_office_looks_at_before_sealing(city: City) -> None:
    assert "沒有人報名彙整機關的課程" in outgoing.outlook(city.first, PackageKind.ROLL, YEAR).obstacle
    offered(city, course())
    training.enrol(city.first, JUNE, [WHO], date(2026, 5, 20))
    found = outgoing.outlook(city.first, PackageKind.ROLL, YEAR)
    assert (found.obstacle, found.unchanged) == ("", False)
    outgoing.seal(city.first, PackageKind.ROLL, YEAR)
    assert outgoing.outlook(city.first, PackageKind.ROLL, YEAR).unchanged


def test_another_s_people_are_refused(city: City) -> None:
    held = replace(enrolled(city), agency=agency_id(OTHER))
    records = {"TrainingRecord": (held,), "Course": (course(),)}
    found = merging.merge(city.department.store, PackageKind.ROLL, YEAR, records, [agency_id(FIRST)], date(2026, 5, 20))
    assert found.refusals[0].finding is Finding.CONFLICT


def test_who_stands_above_is_known_as_far_as_it_is() -> None:
    given = (agency(DEPARTMENT), agency(FIRST), agency(CHILD))
    assert above(given, agency_id(CHILD)) == (agency_id(FIRST), agency_id(DEPARTMENT))
    assert above(given[2:], agency_id(CHILD)) == (agency_id(FIRST),)
    assert above((), agency_id(CHILD)) == ()
    ring = (replace(agency(DEPARTMENT), parent=agency_id(CHILD)), *given[1:])
    assert above(ring, agency_id(CHILD)) == (agency_id(FIRST), agency_id(DEPARTMENT))
