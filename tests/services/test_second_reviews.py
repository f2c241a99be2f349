"""The absences of the agencies below as the department reviews them again."""

import pytest

from hrdesk.domain.record import AbsenceId, EvidenceId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study import absence, second_reviews
from hrdesk.services.study.second_reviews import Review
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import drop, put, submitted
from tests.services.test_sign_in_cases import course, enrolment
from tests.services.three_offices import FIRST, YEAR, City, teacher

REPORT = AbsenceId(record_id("absence report"))


def reported(city: City) -> None:
    """Bring a reported absence in one of the department's courses up, with a file."""
    one = enrolment(Presence.LEAVE)
    put(city.department, course(), one)
    evidence = (EvidenceId(record_id(f"evidence {FIRST}")),)
    report = AbsenceReport(
        id=REPORT, agency=one.agency, training=one.id, officer=one.officer, presence=Presence.LEAVE, leave_kind="病假", reason="就醫", evidence=evidence
    )
    put(city.first, course(), one, report)
    submitted(city)


def only(city: City) -> Review:
    (one,) = second_reviews.reviews(city.department, YEAR)
    return one


def test_a_report_waits_for_the_second_review_with_its_files_and_why(city: City) -> None:
    reported(city)
    one = only(city)
    assert (one.id, one.name, one.agency, one.course, one.open) == (record_id("enrolment"), "陳𡍼明", "範例地政局", "範例操作班", True)
    assert [file.name for file in one.files] == ["作業程序.pdf"]
    assert one.report is not None
    assert one.why.citation.article == "陸二(一)"


def test_nothing_reported_leaves_nothing_to_review(city: City) -> None:
    put(city.department, course(), enrolment(Presence.ABSENT))
    submitted(city)
    one = only(city)
    assert (one.report, one.files, one.open) == (None, (), False)


def test_who_or_what_is_gone_is_left_blank(city: City) -> None:
    reported(city)
    drop(city.department, *city.department.store.all(Officer, id=teacher(FIRST)))
    assert only(city).name == ""


def test_several_are_reviewed_alike_for_the_departments_mark_alone(city: City) -> None:
    reported(city)
    absence.review_many(city.department, (REPORT,), Verdict.INSUFFICIENT, "證明不足", by_department=True)
    one = only(city)
    assert not one.open
    assert one.report is not None
    assert (one.report.verdict, one.report.department_verdict, one.report.department_reason) == (None, Verdict.INSUFFICIENT, "證明不足")
    keeping.undo(city.department)
    assert only(city).open
    with pytest.raises(HrdeskError) as caught:
        absence.review_many(city.first, (REPORT,), Verdict.SUFFICIENT, by_department=True)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE
