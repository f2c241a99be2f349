"""The home page: what an office owes, by day, and what to do first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hrdesk.domain.awards import Evaluation, ItemResult, Judgement, QuotaApproval, Remark
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.record import RemarkId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Headcount
from hrdesk.domain.values import Key
from hrdesk.services.agency import agencies
from hrdesk.services.awards import nomination
from hrdesk.services.core.desk import Desk
from hrdesk.services.home.office_dues import package_dues, trust_dues
from hrdesk.services.home.overview import next_step, overview
from hrdesk.services.packages import certificates, drafts, offices
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers.dues import Due, part_at
from tests.factory import record_id
from tests.services.book import YEAR, Clock, found_child, hire
from tests.services.steps import accepted, change, drop, first_of, notified, proposed, put, submitted
from tests.services.three_offices import FIRST, City, teacher

EVALUATED = date(2027, 1, 31)


def packages(desk: Desk, page: str) -> list[Due]:
    """Return what the year's packages want on one page."""
    return [one for one in package_dues(desk, part_at(desk), YEAR) if one.page == page]


def at(desk: Desk, day: date) -> Desk:
    """Return a desk on another day."""
    return replace(desk, now=lambda: datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC))


def test_a_new_office_registers_first(desk: Desk, tmp_path: Path) -> None:
    assert [one.title for one in trust_dues(desk)] == ["尚未向彙整機關登錄，不能寄出資料包"]
    offices.make_registration(desk, tmp_path / "登錄.asice")
    (waits,) = trust_dues(desk)
    assert waits == Due(None, "登錄申請已送出，等候彙整機關的核發檔", "", "packages", Key("Office", ""))
    found_child(desk)
    assert [one.title for one in trust_dues(desk)][1:] == ["尚未建立根憑證，所屬不能登錄"]


def test_an_office_enrolled_owes_no_trust_until_its_certificate_ends(city: City) -> None:
    for desk in (city.department, city.first, city.child):
        assert list(trust_dues(desk)) == []
    ends = certificates.standing(city.child, OfficeRole.SIGNING, own=True)[0].expires
    for day, overdue in ((ends - timedelta(days=90), False), (ends, False), (ends + timedelta(days=1), True)):
        assert list(trust_dues(at(city.child, day))) == [Due(ends, "機關憑證即將到期，請申請更新", "", "packages", Key("Office", ""), overdue=overdue)]


def test_a_department_without_a_root_makes_one_first(city: City) -> None:
    drop(city.department, *city.department.store.all(Office, own=True))
    assert [one.title for one in trust_dues(city.department)] == ["尚未建立根憑證，各機關不能登錄"]


@pytest.mark.parametrize(("days", "due"), [(0, []), (30, []), (31, ["最近一次備份是 115/11/20，已 31 日"])])
def test_a_backup_older_than_thirty_days_is_overdue(desk: Desk, clock: Clock, days: int, due: list[str]) -> None:
    assert packages(desk, "settings") == [Due(None, "尚未備份", "", "settings")]
    keeping.backup(desk)
    clock.at += timedelta(days=days)
    assert [one.title for one in packages(desk, "settings")] == due
    assert all(one.overdue and one.day == date(2026, 12, 20) for one in packages(desk, "settings"))


def test_the_year_is_due_until_it_is_sealed_and_no_office_is_late_by_the_departments_day(city: City) -> None:
    (due,) = packages(at(city.first, date(2027, 3, 1)), "packages")
    assert due == Due(EVALUATED, "115 年度資料尚未簽章寄出；人事處於 116/01/31 前完成綜合評估", "陸三(一)", "packages")
    submitted(city)
    assert packages(city.first, "packages") == packages(city.child, "packages") == []


def test_the_department_evaluates_until_every_first_tier_agency_is_finished(city: City) -> None:
    (due,) = packages(city.department, "evaluate")
    assert due == Due(EVALUATED, "綜合評估：2 個一級機關，尚有 2 個未完成", "陸三(一)", "evaluate")
    assert packages(at(city.department, EVALUATED), "evaluate")[0].overdue is False
    assert packages(at(city.department, EVALUATED + timedelta(days=1)), "evaluate")[0].overdue is True
    assert packages(city.department, "packages") == []
    judged = tuple(Judgement(f"e{number}", ItemResult.MET) for number in range(1, 8))
    for number, agency in enumerate(agencies.first_tier(city.department)):
        put(city.department, Evaluation(id=record_id(f"evaluation {number}"), agency=agency.id, year=YEAR, judgements=judged))  # type: ignore[arg-type]
    assert packages(city.department, "evaluate") == []


def test_the_list_is_due_once_the_quota_has_come_and_until_it_is_sealed(city: City) -> None:
    assert packages(city.first, "awards") == []
    notified(city, due=date(2027, 2, 15))
    (granted,) = city.first.store.all(QuotaApproval)
    wanted = Due(date(2027, 2, 15), "已核定額度（嘉獎 3 次），敘獎名單尚未提報", "陸三(五)", "awards", Key("QuotaApproval", granted.id))
    assert packages(city.first, "awards") == [wanted]
    assert packages(at(city.first, date(2027, 2, 16)), "awards") == [replace(wanted, overdue=True)]


def test_a_list_that_was_sealed_is_due_no_more(city: City) -> None:
    proposed(city)
    accepted(city, city.first, nomination.draft(city.first, YEAR), city.department)
    assert packages(city.first, "awards") == []


def returned(city: City, *remarks: Remark) -> None:
    """Let the department send remarks on the year down."""
    put(city.department, *remarks)
    accepted(city, city.department, drafts.returned(city.department, YEAR, first_of(city.department)), city.first)


def remark(city: City, number: int, kind: str = "", record: str = "", due: date | None = None) -> Remark:
    return Remark(
        id=RemarkId(record_id(f"remark {number}")),
        agency=first_of(city.department).id,
        year=YEAR,
        kind=kind,
        record=record,
        text=f"請補正第{number}點",
        article="陸三(五)",
        due=due,
        day=date(2027, 1, 5),
    )


def test_remarks_are_open_until_the_year_is_sent_again(city: City) -> None:
    submitted(city)
    who = teacher(FIRST)
    remarks = (remark(city, 1), remark(city, 2, "SelfCheck", who, date(2027, 1, 4)), remark(city, 3, "Parcel", who, date(2027, 1, 20)))
    returned(city, *remarks)
    found = {one.title: one for one in package_dues(city.first, part_at(city.first), YEAR) if one.title.startswith("退補件")}
    assert found == {
        "退補件：請補正第1點": Due(None, "退補件：請補正第1點", "陸三(五)", "packages"),
        "退補件：請補正第2點": Due(date(2027, 1, 4), "退補件：請補正第2點", "陸三(五)", "self_check", Key("SelfCheck", who), overdue=True),
        "退補件：請補正第3點": Due(date(2027, 1, 20), "退補件：請補正第3點", "陸三(五)", "packages", Key("Parcel", who)),
    }
    assert not [one for one in package_dues(city.department, part_at(city.department), YEAR) if "退補件" in one.title]
    hire(city.first)
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert not [one for one in package_dues(city.first, part_at(city.first), YEAR) if "退補件" in one.title]


def test_what_is_due_stands_by_day_and_what_has_none_last(desk: Desk) -> None:
    found = overview(desk, YEAR)
    days = [one.day for one in found.due]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert days == [*dated, *[None] * (len(days) - len(dated))]
    assert (found.year, len(found.bars)) == (YEAR, 6)
    assert {"packages", "seeds", "settings"} == {one.page for one in found.due}


def test_what_is_overdue_comes_first_then_what_waits_for_no_day(desk: Desk, clock: Clock) -> None:
    first = overview(desk, YEAR).next_step
    assert first is not None
    assert (first.page, first.overdue) == ("seeds", True)
    hire(desk)
    next_year = overview(desk, YEAR + 1).next_step
    assert next_year is not None
    assert next_year.title == "尚未向彙整機關登錄，不能寄出資料包"


def test_an_office_with_everything_done_has_the_nearest_day_and_at_last_nothing(city: City) -> None:
    for desk in (city.child,):
        agencies.set_staffing(desk, {Headcount.OFFICERS: 3}, date(2026, 1, 1))
        keeping.backup(desk)
    step = overview(city.child, YEAR).next_step
    assert step is not None
    assert (step.day, step.overdue) == (EVALUATED, False)
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert overview(city.child, YEAR).due == ()
    assert overview(city.child, YEAR).next_step is None


def test_in_january_what_is_left_of_last_year_stands_beside_this_one(city: City) -> None:
    january = at(city.first, date(2027, 1, 5))
    left = [one for one in overview(january, YEAR + 1).due if one.year]
    assert left == [Due(EVALUATED, "115 年度資料尚未簽章寄出；人事處於 116/01/31 前完成綜合評估", "陸三(一)", "packages", year=YEAR)]
    assert not [one for one in overview(january, YEAR).due if one.year]
    assert not [one for one in overview(at(city.first, date(2028, 1, 5)), YEAR + 2).due if one.year]  # nobody worked in the book in 116
    notified(city)
    (quota,) = [one for one in overview(january, YEAR + 1).due if one.year]
    assert (quota.title, quota.page) == ("115 年度已核定額度（嘉獎 3 次），敘獎名單尚未提報", "awards")
    (evaluation,) = [one for one in overview(at(city.department, date(2027, 1, 5)), YEAR + 1).due if one.year]
    assert evaluation.title == "115 年度綜合評估：2 個一級機關，尚有 2 個未完成"


def test_in_january_a_change_of_last_year_is_still_to_be_told(city: City) -> None:
    change(city.first, Appointment, record_id(f"appointment {FIRST}"), start=date(2026, 3, 2))
    (_, due) = [one for one in overview(at(city.first, date(2027, 1, 5)), YEAR + 1).due if one.year]
    assert (due.page, due.year) == ("seeds", YEAR)
    assert due.title.startswith("115 年度指派種籽教師")


def test_the_department_sees_how_far_the_agencies_are(city: City) -> None:
    submitted(city)
    found = overview(city.department, YEAR).bars
    assert len(found) == 8
    assert (found[0].name, found[0].done, found[0].total, found[0].page) == ("年度資料已到", 2, 3, "board")
    assert found[0].sentence == "3 個機關中 2 個年度資料已到"


def test_the_next_step_is_known_without_the_rest(city: City) -> None:
    assert next_step(city.child, YEAR) == overview(city.child, YEAR).next_step
    assert next_step(city.child, YEAR) is not None
