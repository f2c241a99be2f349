"""簽到表 and 調訓通知: who is to come, on which day, and what each is told."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.forms import FormContent
from hrdesk.domain.training import Course, Mode, Session
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.study import training
from hrdesk.services.study.form_courses import course_notice, sign_in_sheet, timetable
from tests.services.book import YEAR, child_of, enrolled, fault_of, found_child, hire, hold

FIRST, SECOND = date(2026, 6, 10), date(2026, 6, 11)
SESSIONS = (Session(SECOND, 540, 720), Session(FIRST, 540, 720), Session(FIRST, 810, 990))
TIMED: dict[str, Any] = {"sessions": SESSIONS, "minutes": 540}


def sheet(desk: Desk, course: Course, mask: Mask | None = None) -> FormContent:
    return sign_in_sheet(desk, own_part(desk), YEAR, mask or Mask(), course)


def notice(desk: Desk, course: Course) -> FormContent:
    return course_notice(desk, own_part(desk), YEAR, Mask(), course)


def test_each_day_has_a_sheet_with_its_halves_to_sign(desk: Desk) -> None:
    course = hold(desk, **TIMED)
    enrolled(desk, course, hire(desk, title="科員", unit="人事室"))
    first, second = sheet(desk, course).copies
    assert (first.facts["day"], second.facts["day"]) == ("115/06/10（星期三）", "115/06/11（星期四）")
    assert first.tables["rows"] == ({"no": "1", "agency": "人事室", "title": "科員", "name": "王小明", "morning": "", "afternoon": ""},)
    assert (second.tables["rows"][0]["morning"], second.tables["rows"][0]["afternoon"]) == ("", "—")
    assert not first.draft


def test_an_afternoon_has_no_morning_to_sign(desk: Desk) -> None:
    course = hold(desk, sessions=(Session(FIRST, 810, 990),), minutes=180, end=FIRST)
    enrolled(desk, course, hire(desk))
    (row,) = sheet(desk, course).tables["rows"]
    assert (row["morning"], row["afternoon"]) == ("—", "")


def test_course_whose_times_are_not_known_has_both_halves(desk: Desk) -> None:
    course = hold(desk, minutes=120, end=FIRST)
    enrolled(desk, course, hire(desk))
    (row,) = sheet(desk, course).tables["rows"]
    assert (row["morning"], row["afternoon"]) == ("", "")


def test_people_stand_by_agency_and_who_was_replaced_is_left_out(desk: Desk) -> None:
    found_child(desk)
    course = hold(desk)
    below, away, instead, stranger = (
        hire(desk, "林𠅤如", agency=child_of(desk)),
        hire(desk, "王小明", title="專員"),
        hire(desk, "陳𡍼明"),
        hire(desk, "未報名"),
    )
    enrolled(desk, course, below)
    record = enrolled(desk, course, away)
    training.substitute(desk, record.id, instead.id, date(2026, 6, 1))
    training.attend(desk, course.id, stranger.id, [])
    rows = sheet(desk, course).tables["rows"]
    assert [(row["agency"], row["name"]) for row in rows] == [("範例地政局", "陳𡍼明"), ("範例地政事務所", "林𠅤如")]
    assert [row["name"] for row in sheet(desk, course, Mask(names=True)).tables["rows"]] == ["陳○○", "林○○"]


def test_other_agencies_people_are_not_on_the_sheet(desk: Desk) -> None:
    child, course = found_child(desk), hold(desk)
    enrolled(desk, course, hire(desk))
    enrolled(desk, course, hire(desk, "林𠅤如", agency=child.id))
    assert [row["name"] for row in sign_in_sheet(desk, (child,), YEAR, Mask(), course).tables["rows"]] == ["林𠅤如"]


def test_course_without_days_has_nothing_to_sign(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        sheet(desk, hold(desk, mode=Mode.DIGITAL))
    assert fault_of(caught) is Fault.WRONG_STATE


def test_nobody_is_called_to_a_course_that_was_called_off(desk: Desk) -> None:
    course = hold(desk, cancelled=True)
    for make in (sheet, notice):
        with pytest.raises(InputError) as caught:
            make(desk, course)
        assert fault_of(caught) is Fault.WRONG_STATE


def test_each_enrolled_officer_has_a_letter_with_the_timetable(desk: Desk) -> None:
    course = hold(desk, organiser="範例訓練中心", **TIMED)
    first, second = hire(desk, "王小明", title="科員"), hire(desk, "陳𡍼明", title="專員")
    for one in (first, second):
        enrolled(desk, course, one)
    letters = notice(desk, course).copies
    assert sorted((one.facts["title"], one.facts["name"]) for one in letters) == [("專員", "陳𡍼明"), ("科員", "王小明")]
    assert letters[0].facts["course"] == "範例操作班（第1期）"
    assert (letters[0].facts["organiser"], letters[0].facts["hours"], letters[0].facts["mode"]) == ("範例訓練中心", "9", "實體")
    assert letters[0].facts["plan"] == "臺北市政府人事處人事管理資訊系統研習計畫"
    assert letters[0].tables["sessions"][0] == {"no": "1", "day": "115/06/11（星期四）", "time": "09:00-12:00", "hours": "3"}
    assert len(letters[0].tables["sessions"]) == 3
    (only,) = course_notice(desk, own_part(desk), YEAR, Mask(), course, second).copies
    assert only.facts["name"] == "陳𡍼明"


def test_times_that_are_not_known_are_told_later(desk: Desk) -> None:
    course = hold(desk)
    enrolled(desk, course, hire(desk))
    assert [row["time"] for row in notice(desk, course).tables["sessions"]] == ["另行通知", "另行通知"]


@pytest.mark.parametrize(("values", "time"), [({"mode": Mode.DIGITAL}, "自行上網"), ({"minutes": 3000, "end": FIRST}, "另行通知")])
def test_course_without_sessions_has_its_span(desk: Desk, values: dict[str, Any], time: str) -> None:
    course = hold(desk, **values)
    enrolled(desk, course, hire(desk))
    (row,) = notice(desk, course).tables["sessions"]
    assert (row["day"][:9], row["time"]) == ("115/06/10", time)


def test_a_notice_without_anybody_to_go_to_is_refused(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    with pytest.raises(InputError) as caught:
        course_notice(desk, own_part(desk), YEAR, Mask(), course, person)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_place_and_lecturers_stand_on_every_paper(desk: Desk) -> None:
    known = hold(desk, **TIMED, place="三樓電腦教室", lecturers=("王小明", "黃大華"))
    enrolled(desk, known, hire(desk))
    for facts in (sheet(desk, known).facts, notice(desk, known).facts):
        assert (facts["place"], facts["lecturers"]) == ("三樓電腦教室", "王小明、黃大華")
    assert timetable(desk, own_part(desk), YEAR, known).tables["sessions"][0]["lecturer"] == "王小明、黃大華"
    unknown = timetable(desk, own_part(desk), YEAR, hold(desk, "115-OP-02")).facts
    assert (unknown["place"], unknown["lecturers"]) == ("另行通知", "—")
    digital = timetable(desk, own_part(desk), YEAR, hold(desk, "115-OP-03", mode=Mode.DIGITAL))
    assert digital.facts["place"] == "自行上網"


def test_timetable_holds_the_sessions_and_the_leaves_of_the_catalogue(desk: Desk) -> None:
    content = timetable(desk, own_part(desk), YEAR, hold(desk, **{**TIMED, "topics": ("biz-01", "own-leaf")}))
    assert content.tables["sessions"][0] == {"no": "1", "day": "115/06/11（星期四）", "time": "09:00-12:00", "hours": "3", "content": "", "lecturer": ""}
    assert content.tables["topics"] == ({"no": "1", "article": "參一(一)1", "topic": "組織編制子系統"},)
    with pytest.raises(InputError) as caught:
        timetable(desk, own_part(desk), YEAR, hold(desk, "115-OP-02", cancelled=True))
    assert fault_of(caught) is Fault.WRONG_STATE
