"""How complete a year is follows from its records; nothing at all is 無資料 and never a hundred per cent."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.seeds import Appointment, ChangeKind, CheckState, Coaching, SelfCheck, Settlement
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.awards import nomination
from hrdesk.services.awards.bars import Bar, bars
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, seeds
from hrdesk.services.teachers.dues import part_at
from tests.factory import sample
from tests.services.book import YEAR, appointed, enrolled, hire, hold, record_of
from tests.services.steps import GROUP, NUMBER, change, drop, notified, put
from tests.services.three_offices import CHILD, FIRST, City, teacher

NAMES = ("附表1 研習紀錄", "附表2 種籽教師名冊", "附表3 輔導紀錄", "附表4 未到課", "附表5 自我檢核", "敘獎提報")


def bar(desk: Desk, number: int) -> Bar:
    return bars(desk, part_at(desk), YEAR)[number - 1]


def counts(desk: Desk, number: int) -> tuple[int, int]:
    found = bar(desk, number)
    return found.done, found.total


def test_an_empty_year_is_without_data(desk: Desk) -> None:
    found = bars(desk, part_at(desk), YEAR)
    assert tuple(one.name for one in found) == NAMES
    assert [one.page for one in found] == ["training", "seeds", "coaching", "absences", "self_check", "awards"]
    assert {(one.done, one.total, one.percent) for one in found} == {(0, 0, None)}
    assert all(one.sentence.startswith("無資料：") for one in found)


def test_people_without_any_enrolment_complete_nothing(desk: Desk) -> None:
    hire(desk)
    assert counts(desk, 1) == (0, 0)


def test_annex_1_is_complete_for_whom_every_enrolment_has_its_outcome(desk: Desk) -> None:
    june, november = hold(desk), hold(desk, "115-OP-02", start=date(2026, 11, 5), end=date(2026, 11, 6))
    last_year = hold(desk, "114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11))
    wang, lin = hire(desk), hire(desk, "林小華")
    for course, person in ((june, wang), (november, wang), (june, lin), (last_year, lin)):
        enrolled(desk, course, person)
    assert counts(desk, 1) == (0, 2)
    for course, person in ((june, wang), (june, lin)):
        training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    assert bar(desk, 1) == Bar("附表1 研習紀錄", 1, 2, "2 人中 1 人的報名都有結果", "training")
    training.attend(desk, november.id, wang.id, training.spread(november, Presence.LEAVE))
    assert bar(desk, 1).percent == 100


def test_annex_2_wants_document_telephone_and_everybody_told(desk: Desk) -> None:
    person = hire(desk)
    held = appointed(desk, person)
    assert counts(desk, 2) == (0, 1)
    for values in ({"document": "範字第1號"}, {"phone": "02-0000-0001"}):
        change(desk, Appointment, held.id, **values)
        assert counts(desk, 2) == (0, 1)
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2))
    assert bar(desk, 2) == Bar("附表2 種籽教師名冊", 1, 1, "1 筆指派中 1 筆指派有文號、電話且已通知三方", "seeds")
    change(desk, Appointment, held.id, phone=" ")
    assert counts(desk, 2) == (0, 1)
    change(desk, Appointment, held.id, end=date(2025, 12, 31), start=date(2025, 1, 1))
    assert counts(desk, 2) == (0, 0)


@pytest.mark.parametrize(
    ("values", "done"),
    [
        ({}, 0),
        ({"problem": "無法登入", "handling": "重設密碼"}, 0),
        ({"problem": "無法登入", "settlement": Settlement.SOLVED}, 0),
        ({"handling": "重設密碼", "settlement": Settlement.SOLVED}, 0),
        ({"problem": "無法登入", "handling": "重設密碼", "settlement": Settlement.SOLVED}, 1),
        ({"problem": "無法登入", "handling": "轉資訊室", "settlement": Settlement.ESCALATED, "escalated_to": "本處資訊室"}, 1),
    ],
)
def test_annex_3_wants_problem_handling_and_settlement(desk: Desk, values: dict[str, str | Settlement], done: int) -> None:
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    record = coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例文化局")
    coaching.coach(desk, replace(record, **values))  # type: ignore[arg-type]
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2025, 3, 2), 540, 600, "範例文化局"))
    assert counts(desk, 3) == (done, 1)


def test_annex_4_wants_a_report_and_its_review_whatever_the_verdict(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ABSENT))
    assert counts(desk, 4) == (0, 1)
    absence.report(desk, record_of(desk, course, person).id, reason="忘記")
    assert counts(desk, 4) == (0, 1)
    (report,) = desk.store.all(AbsenceReport)
    absence.review(desk, report.id, Verdict.INSUFFICIENT, "無正當理由")
    assert bar(desk, 4) == Bar("附表4 未到課", 1, 1, "1 件中 1 件已填報並初審", "absences")


def test_annex_5_wants_the_head_s_approval(desk: Desk) -> None:
    wang, lin = hire(desk), hire(desk, "林小華")
    for person in (wang, lin):
        appointed(desk, person)
    check = sample(SelfCheck, agency=wang.agency, officer=wang.id, year=YEAR, state=CheckState.SUBMITTED)
    put(desk, check)
    assert counts(desk, 5) == (0, 2)
    change(desk, SelfCheck, check.id, state=CheckState.APPROVED)
    assert bar(desk, 5) == Bar("附表5 自我檢核", 1, 2, "2 人中 1 人的自我檢核已核章", "self_check")
    assert bar(desk, 5).percent == 50


def test_only_everything_is_a_hundred_per_cent() -> None:
    assert [Bar("", done, 300, "", "").percent for done in (0, 1, 299, 300)] == [0, 0, 99, 100]


def test_what_the_sealed_year_declared_is_a_nil_return_until_it_is_worked_on(city: City) -> None:
    empty = [number for number in range(1, 6) if not bar(city.first, number).total]
    assert empty
    assert not any(bar(city.first, number).declared for number in empty)
    sealing.seal(city.first, drafts.submission(city.first, YEAR, "所屬另送"), city.out)
    assert [number for number in range(1, 6) if bar(city.first, number).declared] == empty
    assert bar(city.first, empty[0]).sentence == "零申報：已隨 116/01/05 簽章的年度資料第 1 版申報"
    held = city.first.store.all(Coaching, agency=agency_id(FIRST))
    drop(city.first, *held)
    assert not bar(city.first, 3).total
    assert not bar(city.first, 3).declared  # the package had a line


def test_the_nomination_counts_the_list_and_everyone_on_it(city: City) -> None:
    notified(city)
    assert bar(city.first, 6) == Bar("敘獎提報", 0, 1, "1 項中 0 項（名單整體與每位提報人員）沒有缺漏", "awards")
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=2, deed=""))
    assert counts(city.first, 6) == (1, 2)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), deed="編寫作業程序並輔導同仁"))
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(CHILD), times=1, deed="輔導所內同仁", dedicated=GROUP, national_id=NUMBER))
    assert bar(city.first, 6).percent == 100
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=3))
    assert counts(city.first, 6) == (2, 3)
    assert counts(city.department, 6) == counts(city.child, 6) == (0, 0)


def test_the_department_has_no_office_s_forms_to_complete(city: City) -> None:
    assert {(one.done, one.total) for one in bars(city.department, part_at(city.department), YEAR)} == {(0, 0)}
