"""附表1: a row for everyone, certified hours, leavers, totals per person."""

from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.record import CourseId, OfficerId, TrainingId
from hrdesk.domain.training import Presence, TrainingRecord
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.study import training
from hrdesk.services.study.form_training import annex1
from tests.services.book import YEAR, appointed, enrolled, hire, hold

OPEN = Mask(off=True)


def test_course_row_says_what_was_made_of_it(desk: Desk) -> None:
    person = hire(desk, title="科員")
    appointed(desk, person)
    course = hold(desk, topics=("biz-01", "biz-02", "forum-01", "gone-99"))
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED), note="範例")
    (row,) = annex1(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert row == {
        "no": "1",
        "agency": "範例地政局",
        "title": "科員",
        "name": "王小明",
        "category": "種籽教師",
        "course_category": "核心系統（一）業務處理\n資訊研討",
        "course": "範例操作班（第1期）",
        "dates": "115/06/10\n～115/06/11",
        "mode": "實體",
        "hours": "12",
        "participation": "全程參與",
        "note": "範例",
    }


def test_partial_attendance_certifies_nothing_but_counts_as_come(desk: Desk) -> None:
    person, course = hire(desk), hold(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED, 540))
    content = annex1(desk, own_part(desk), YEAR, OPEN)
    assert (content.tables["rows"][0]["hours"], content.tables["rows"][0]["participation"]) == ("0", "部分參與")
    assert content.totals == ("合計：參訓1人次，認證時數0小時。", "每人：王小明 1人次、0小時。")


def test_person_without_a_course_has_a_row_and_a_leaver_the_day(desk: Desk) -> None:
    hire(desk, "王小明", title="主任")
    hire(desk, "林𠅤如", title="科員", left=date(2026, 3, 31))
    hire(desk, "陳𡍼明", title="專員", left=date(2025, 12, 31))
    rows = annex1(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert [(row["name"], row["course"], row["note"]) for row in rows] == [
        ("王小明", "本年度無研習紀錄", ""),
        ("林𠅤如", "本年度無研習紀錄", "115/03/31離職"),
    ]


def test_courses_of_other_years_and_lost_courses_stand_out(desk: Desk) -> None:
    person = hire(desk)
    enrolled(desk, hold(desk, start=date(2025, 6, 10), end=date(2025, 6, 11)), person)
    with desk.store.write(Act.EDIT) as tx:
        tx.put(TrainingRecord(id=TrainingId("1" * 32), agency=person.agency, officer=OfficerId(person.id), course=CourseId("2" * 32)))
    assert annex1(desk, own_part(desk), YEAR, OPEN).tables["rows"][0]["course"] == "本年度無研習紀錄"


def test_recorded_category_is_printed_as_it_is(desk: Desk) -> None:
    person, course = hire(desk), hold(desk, term="")
    record = enrolled(desk, course, person)
    with desk.store.write(Act.EDIT) as tx:
        tx.put(TrainingRecord(id=record.id, agency=record.agency, officer=record.officer, course=record.course, category="督導人員"))
    (row,) = annex1(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert (row["category"], row["course"]) == ("督導人員", "範例操作班")


def test_nobody_at_all_has_totals_of_nothing(desk: Desk) -> None:
    assert annex1(desk, own_part(desk), YEAR, OPEN).totals == ("合計：參訓0人次，認證時數0小時。",)
