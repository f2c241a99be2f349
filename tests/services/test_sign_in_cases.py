"""The department's sign-in sheet against the agencies' 附表1 and 附表4: both kept, a person rules with a reason (陸二(一))."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.collected import PresenceRuling, Side
from hrdesk.domain.record import AbsenceId, CourseId, OfficerId, TrainingId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import AbsenceReport, Course, Presence, Session, TrainingRecord
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting import sign_in_cases
from hrdesk.services.collecting.sign_in_cases import Case
from hrdesk.services.packages import drafts
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study.training import spread
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, change, first_of, put, submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, YEAR, City, teacher


def course() -> Course:
    return Course(
        id=CourseId(record_id("department course")),
        agency=agency_id(DEPARTMENT),
        code="D01",
        name="範例操作班",
        start=date(2026, 6, 8),
        end=date(2026, 6, 8),
        minutes=360,
        sessions=(Session(date(2026, 6, 8), 540, 900),),
    )


def enrolment(presence: Presence, name: str = "enrolment") -> TrainingRecord:
    return TrainingRecord(
        id=TrainingId(record_id(name)),
        agency=agency_id(FIRST),
        officer=teacher(FIRST),
        course=course().id,
        enrolled=date(2026, 5, 20),
        attendance=spread(course(), presence),
    )


def told(city: City, sheet: Presence = Presence.ABSENT, claimed: Presence = Presence.ATTENDED, *, name: str = "enrolment") -> None:
    """Let the sheet and the agency say what they say, and bring the agency's year up."""
    put(city.department, course(), enrolment(sheet))
    put(city.first, course(), enrolment(claimed, name))
    submitted(city)


def cases(city: City) -> tuple[Case, ...]:
    return sign_in_cases.cases(city.department, YEAR)


def held(city: City) -> TrainingRecord:
    found = city.department.store.get(TrainingRecord, record_id("enrolment"))
    assert found is not None
    return found


def test_the_sheet_stays_in_the_book_and_both_are_shown(city: City) -> None:
    told(city)
    assert held(city).attendance == enrolment(Presence.ABSENT).attendance
    (one,) = cases(city)
    assert (one.id, one.agency, one.officer, one.course) == (record_id("enrolment"), "範例地政局", "陳𡍼明", "範例操作班")
    assert (one.says_department, one.says_agency, one.report, one.settled) == ("缺席", "到課", None, False)
    assert sign_in_cases.cases(city.department, YEAR - 1) == ()


def test_what_agrees_is_no_case(city: City) -> None:
    told(city, Presence.ATTENDED)
    assert cases(city) == ()


def test_before_the_year_came_there_is_none(city: City) -> None:
    put(city.department, course(), enrolment(Presence.ABSENT), replace(enrolment(Presence.ABSENT, "own"), agency=agency_id(DEPARTMENT)))
    put(city.department, replace(enrolment(Presence.ABSENT, "stranger"), agency=agency_id("379999999Z")))
    assert cases(city) == ()


def test_a_ruling_for_the_sheet_settles_it_until_the_agency_says_something_else(city: City) -> None:
    told(city)
    sign_in_cases.rule(city.department, cases(city)[0], Side.DEPARTMENT, "簽到表無簽名")
    (one,) = cases(city)
    assert one.settled
    assert held(city).attendance == enrolment(Presence.ABSENT).attendance
    change(city.first, TrainingRecord, record_id("enrolment"), attendance=spread(course(), Presence.LEAVE, leave_kind="病假"))
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    (one,) = cases(city)
    assert (one.settled, one.says_agency) == (False, "請假（病假）")


def test_a_ruling_for_the_agency_goes_into_the_book_and_the_next_results(city: City) -> None:
    told(city)
    sign_in_cases.rule(city.department, cases(city)[0], Side.AGENCY, "簽到表漏簽，經講師證實")
    assert held(city).attendance == enrolment(Presence.ATTENDED).attendance
    (one,) = cases(city)
    assert (one.settled, one.says_department, one.says_agency) == (True, "缺席", "到課")
    (ruling,) = city.department.store.all(PresenceRuling)
    assert (ruling.side, ruling.reason, ruling.ruled_by) == (Side.AGENCY, "簽到表漏簽，經講師證實", "範例審核員")
    sent = drafts.results(city.department, YEAR, first_of(city.department)).records
    assert enrolment(Presence.ATTENDED).attendance in {getattr(one, "attendance", ()) for one in sent["TrainingRecord"]}
    keeping.undo(city.department)
    assert held(city).attendance == enrolment(Presence.ABSENT).attendance
    assert not cases(city)[0].settled


def test_an_enrolment_under_another_id_is_found_by_person_and_course(city: City) -> None:
    told(city, name="their own")
    assert [one.says_agency for one in cases(city)] == ["到課"]


def test_a_course_under_another_id_is_found_by_its_code_and_day(city: City) -> None:
    other = CourseId(record_id("their course"))
    put(city.department, course(), enrolment(Presence.ABSENT))
    put(city.first, replace(course(), id=other, agency=agency_id(FIRST)), replace(enrolment(Presence.ATTENDED, "theirs"), course=other))
    submitted(city)
    assert [one.says_agency for one in cases(city)] == ["到課"]


def test_what_the_agency_left_out_is_told_and_cannot_be_taken_over(city: City) -> None:
    put(city.department, course(), enrolment(Presence.ABSENT))
    submitted(city)
    (one,) = cases(city)
    assert one.says_agency == "附表1 沒有這筆"
    with pytest.raises(HrdeskError) as caught:
        sign_in_cases.rule(city.department, one, Side.AGENCY, "x")
    assert fault_of(caught) is Fault.INVALID
    sign_in_cases.rule(city.department, one, Side.DEPARTMENT, "簽到表為準")
    assert cases(city)[0].settled


def test_the_absence_report_stands_beside_the_case(city: City) -> None:
    put(city.department, course(), enrolment(Presence.LEAVE))
    absent = enrolment(Presence.ABSENT)
    report = AbsenceReport(
        id=AbsenceId(record_id("report")), agency=absent.agency, training=absent.id, officer=absent.officer, presence=Presence.ABSENT, reason="塞車"
    )
    put(city.first, course(), absent, report)
    submitted(city)
    (one,) = cases(city)
    assert one.report is not None
    assert one.report.reason == "塞車"
    with pytest.raises(HrdeskError) as caught:
        sign_in_cases.rule(city.department, one, Side.DEPARTMENT, " ")
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_offices_below_are_asked_through_their_first_tier(city: City) -> None:
    put(city.department, course(), replace(enrolment(Presence.ABSENT), agency=agency_id(CHILD), officer=OfficerId(record_id("gone"))))
    submitted(city)
    (one,) = cases(city)
    assert (one.agency, one.officer) == ("範例地政事務所", "")


def test_an_enrolment_in_an_own_course_stays_when_a_year_comes_up_without_it(city: City) -> None:
    waiting = replace(enrolment(Presence.ATTENDED), attendance=())
    put(city.department, course(), waiting)
    submitted(city)
    assert held(city) == waiting


def joined(city: City) -> None:
    """Let a second person of the first-tier agency have been there, as the agency says."""
    second = replace(next(one for one in city.first.store.all(Officer) if one.id == teacher(FIRST)), id=OfficerId(record_id("second person")))
    put(city.first, second, replace(enrolment(Presence.ATTENDED, "second"), officer=second.id))


def claimed(city: City, *, name: str = "their own", **fields: Any) -> None:
    """Let the department run the course without a sheet, and the agency say that its teacher was there."""
    put(city.department, course())
    put(city.first, course(), replace(enrolment(Presence.ATTENDED, name), **fields))
    submitted(city)


def test_what_an_agency_says_of_an_own_course_without_a_sheet_is_a_case_and_not_in_the_book(city: City) -> None:
    claimed(city, made_up=True)
    (one,) = cases(city)
    assert (one.says_department, one.says_agency, one.settled) == ("本處沒有簽到紀錄", "到課", False)
    kept = city.department.store.get(TrainingRecord, one.id)
    assert kept is not None
    assert (kept.enrolled, kept.attendance, kept.made_up) == (date(2026, 5, 20), (), False)
    sign_in_cases.rule(city.department, one, Side.AGENCY, "講師證實到課")
    (one,) = cases(city)
    assert (one.settled, one.says_department) == (True, "本處沒有簽到紀錄")
    change(city.first, TrainingRecord, one.id, note="補充")
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    kept = city.department.store.get(TrainingRecord, one.id)
    assert kept is not None
    assert kept.attendance == enrolment(Presence.ATTENDED).attendance


def test_an_enrolment_that_nobody_says_anything_of_is_no_case(city: City) -> None:
    claimed(city, attendance=())
    assert cases(city) == ()


def test_several_are_ruled_on_alike_and_undone_at_once(city: City) -> None:
    joined(city)
    claimed(city)
    found = cases(city)
    assert len(found) == 2
    sign_in_cases.rule_all(city.department, found, Side.AGENCY, "本處沒有簽到表，採機關紀錄")
    assert all(one.settled for one in cases(city))
    keeping.undo(city.department)
    assert city.department.store.all(PresenceRuling) == ()


def test_a_claim_under_the_agencys_own_id_of_the_course_is_listed_once_and_stays_as_ruled(city: City) -> None:
    other = CourseId(record_id("their course"))
    put(city.first, replace(course(), id=other, agency=agency_id(FIRST)))
    put(city.department, course())
    put(city.first, replace(enrolment(Presence.ATTENDED, "theirs"), course=other))
    submitted(city)
    (one,) = cases(city)
    assert (one.id, one.says_department) == (record_id("theirs"), "本處沒有簽到紀錄")
    sign_in_cases.rule(city.department, one, Side.DEPARTMENT, "查無到課")
    change(city.first, TrainingRecord, record_id("theirs"), note="補充")
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    (one,) = cases(city)
    assert one.settled
    kept = city.department.store.get(TrainingRecord, one.id)
    assert kept is not None
    assert (kept.attendance, kept.note) == ((), "補充")
