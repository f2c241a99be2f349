"""Who still owes what, as a list and as a letter."""

from datetime import date

from hrdesk.domain.collected import Stage
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import decisions
from hrdesk.services.collecting import board, reminders, stage_days
from hrdesk.services.collecting.reminders import Owed, Reminder
from hrdesk.services.packages import drafts
from tests.services.steps import accepted, first_of, notified, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City


def told(city: City, owed: Owed, *, late_only: bool = False) -> Reminder:
    return reminders.reminder(city.department, board.board(city.department, YEAR), owed, late_only=late_only)


def codes(found: Reminder) -> list[str]:
    return [one.row.agency.code for one in found.missing]


def test_offices_without_data_are_named_the_longest_overdue_first(city: City) -> None:
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 2))
    late = by_code(city.department, FIRST)
    stage_days.permit(city.department, late, YEAR, Stage.ARRIVED, until=date(2027, 1, 20), reason="系統停機", permitted_by="範例處長")
    found = told(city, Owed.SUBMISSION)
    assert codes(found) == [CHILD, OTHER, FIRST]
    assert found.missing[0].id == found.missing[0].row.agency.id
    assert found.text.startswith("主旨：請儘速送交115年度資料，請查照。\n說明：\n一、依人事管理資訊系統研習計畫陸三(一)辦理。")
    assert "　　1. 範例地政事務所（379111000C）　期限116/01/02，已逾3日" in found.text
    assert "期限116/01/02，准至116/01/20" in found.text
    assert codes(told(city, Owed.SUBMISSION, late_only=True)) == [CHILD, OTHER]


def test_nobody_is_reminded_of_what_came(city: City) -> None:
    submitted(city)
    assert codes(told(city, Owed.SUBMISSION)) == [OTHER]
    assert told(city, Owed.MENDED).text == "115年度退補件之補正資料沒有未送達的機關。"
    assert told(city, Owed.NOMINATION).missing == ()


def test_what_was_sent_back_is_owed_again(city: City) -> None:
    submitted(city)
    agency = first_of(city.department)
    decisions.remark(city.department, agency.id, YEAR, "請補登處理情形")
    accepted(city, city.department, drafts.returned(city.department, YEAR, agency), city.first)
    found = told(city, Owed.MENDED)
    assert codes(found) == [FIRST]
    assert "待補正" in found.text


def test_a_list_is_owed_once_the_quota_was_told(city: City) -> None:
    notified(city)
    assert codes(told(city, Owed.NOMINATION)) == [FIRST]


def test_the_list_is_printed(city: City) -> None:
    submitted(city)
    held = board.board(city.department, YEAR)
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 2))
    before = reminders.sheet(held, reminders.reminder(city.department, held, Owed.SUBMISSION)).listed
    assert before.title == "115年度資料未到機關"
    assert before.rows == ((OTHER, "範例文化局", "範例人事處", "—", "", ""),)
    late = board.board(city.department, YEAR)
    stage_days.permit(city.department, by_code(city.department, OTHER), YEAR, Stage.ARRIVED, until=date(2027, 1, 4), reason="停機", permitted_by="範例處長")
    permitted = board.board(city.department, YEAR)
    assert reminders.sheet(late, reminders.reminder(city.department, late, Owed.SUBMISSION)).listed.rows[0][3:] == ("116/01/02", "3 日", "")
    after = reminders.sheet(permitted, reminders.reminder(city.department, permitted, Owed.SUBMISSION)).listed.rows[0]
    assert after[3:] == ("116/01/02", "1 日", "准至 116/01/04")
