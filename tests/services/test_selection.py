"""Who should go next: unmet requirements first, then business, the longest without a course, faults last; with reasons."""

from datetime import date

from hrdesk.domain.staff import Role
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.services.study import absence, selection, training
from tests.services.book import appointed, enrolled, hire, hold, record_of
from tests.services.steps import submitted
from tests.services.three_offices import CHILD, City

DECEMBER = date(2026, 12, 1)


def test_unmet_requirement_comes_before_business_and_business_before_waiting(desk: Desk) -> None:
    earlier = hold(desk)
    rested, busy, due = hire(desk, "王小明"), hire(desk, "陳𡍼明"), hire(desk, "林𠅤如")
    training.attend(desk, earlier.id, busy.id, training.spread(earlier, Presence.ATTENDED))
    staff.assign_duty(desk, busy.id, "biz-02", date(2026, 1, 1))
    appointed(desk, due, focus=("biz-02",))
    course = hold(desk, "115-OP-02", topics=("biz-02",), start=DECEMBER, end=DECEMBER)
    ranked = selection.candidates(desk, course)
    assert [(one.rank, one.officer.name) for one in ranked] == [(1, due.name), (2, busy.name), (3, rested.name)]
    assert ranked[0].reasons == ("需參與而未完成：任免遷調子系統（肆四(十)4）", "此班期開始前沒有研習紀錄")
    assert ranked[1].reasons == ("承辦相關業務", "最近一次研習：115/06/11")


def test_marked_forum_is_matched_by_its_branch(desk: Desk) -> None:
    head = hire(desk, "王小明", title="主任", grade="薦任第八職等")
    staff.assign_role(desk, head.id, Role.HEAD, date(2026, 1, 1))
    course = hold(desk, "115-FORUM-01", topics=("forum-01",), start=DECEMBER, end=DECEMBER, required_for=("head",))
    (only,) = selection.candidates(desk, course)
    assert "肆一" in only.reasons[0]


def test_enrolled_and_absent_people_stand_last_with_the_reason(desk: Desk) -> None:
    free, going, away = hire(desk, "王小明"), hire(desk, "陳𡍼明"), hire(desk, "林𠅤如")
    course = hold(desk, start=DECEMBER, end=DECEMBER)
    enrolled(desk, course, going)
    ranked = selection.candidates(desk, course, away=[away.id])
    assert ranked[0].officer == free
    assert {one.officer.id: one.reasons[0] for one in ranked[1:]} == {going.id: "已報名這個班期", away.id: "當日請假或不能離開"}
    assert [one.barred for one in ranked] == [False, True, True]


def test_insufficient_absence_of_the_year_stands_behind(desk: Desk) -> None:
    fine, faulted = hire(desk, "陳𡍼明"), hire(desk, "丁小明")
    earlier = hold(desk)
    enrolled(desk, earlier, faulted)
    training.attend(desk, earlier.id, faulted.id, training.spread(earlier, Presence.ABSENT))
    absence.report(desk, record_of(desk, earlier, faulted).id, reason="忘記")
    (report,) = desk.store.all(AbsenceReport)
    absence.review(desk, report.id, Verdict.INSUFFICIENT, "無理由")
    ranked = selection.candidates(desk, hold(desk, "115-OP-02", start=DECEMBER, end=DECEMBER))
    assert [one.officer.name for one in ranked] == [fine.name, faulted.name]
    assert ranked[1].reasons[-1] == "本年度有未到課且未充分合理"


def test_the_department_chooses_from_everyone_it_knows_each_with_the_agency(city: City) -> None:
    submitted(city)
    course = hold(city.department, "D01", start=DECEMBER, end=DECEMBER)
    ranked = selection.candidates(city.department, course)
    assert {(one.officer.name, one.where) for one in ranked} == {
        ("王小明", "範例地政局"),
        ("陳𡍼明", "範例地政局"),
        ("王小明", "範例地政事務所"),
        ("林𠅤如", "範例地政事務所"),
    }
    assert {one.where for one in selection.candidates_for_topic(city.department, "biz-02")} == {"範例地政局", "範例地政事務所"}
    assert {one.where for one in selection.candidates(city.department, course, agency=agency_id(CHILD))} == {"範例地政事務所"}
    assert {one.where for one in selection.candidates(city.first, course)} == {""}  # no unit is recorded of them
