"""What 規則試算 answers in words."""

from datetime import date
from decimal import Decimal

import pytest

from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.scoring import Trainee
from hrdesk.domain.staff import Role
from hrdesk.errors import Fault, InputError
from hrdesk.services.regulation import asking
from hrdesk.services.regulation.rules import pack_for
from tests.services.book import fault_of

TODAY = date(2026, 11, 20)
PACK = pack_for(TODAY)
GOOD_ID = "A123456789"


def test_quota_names_units_and_distributions_under_the_reading_of_the_pack() -> None:
    found = asking.quota(PACK, 16, 2)
    assert found.value == "嘉獎 2 次"
    assert found.notes == ("可行分配：1 人 2 次；1 人 1 次＋1 人 1 次",)
    assert asking.quota(PACK, 60, 5, reading="R2").why.value.units == 5
    assert asking.distributions(asking.quota(PACK, 0, None).why.value) == "無"


def test_required_courses_are_listed_with_their_articles_and_what_is_not_covered() -> None:
    found = asking.required(PACK, (Role.HEAD, Role.SEED_TEACHER), TODAY, grade="薦任第七職等")
    assert found.value == f"需參與課程 {len(asking.covered_of(found.why))} 項"
    assert [line for line in found.why.steps if line.endswith("未列於需參與課程")]
    assert asking.required(PACK, (Role.OTHER,), TODAY).why.steps == ("沒有適用之需參與課程。",)


def test_a_limit_says_which_calendar_decided() -> None:
    start = date(2026, 8, 3)
    reckoned = asking.limit(PACK, "change-notice", start, OfficeCalendar())
    assert reckoned.value == "期限：中華民國115年8月6日"
    assert reckoned.notes == (asking.RECKONED,)
    days = {date(2026, 8, n): n != 5 for n in range(3, 11)}
    imported = asking.limit(PACK, "change-notice", start, OfficeCalendar.from_days(days))
    assert imported.why.value == date(2026, 8, 7)
    assert imported.notes == (asking.IMPORTED,)


def test_hours_are_certified_for_full_attendance_alone() -> None:
    assert asking.hours(PACK, ["3:00", "3:00"], ["3:00", "3:00"]).value == "認證時數：6 小時"
    assert asking.hours(PACK, ["3:00", "3:00"], ["3:00", "2:59"]).value == "認證時數：0 小時"


def test_scores_grades_and_leave_are_told_in_words() -> None:
    assert asking.usage(PACK, 18, 8, 100).value == "使用評分：88%"
    assert asking.grade(PACK, " 94.5 ").value == "等級：A"
    assert asking.grade(PACK, "94.5").why.value == "A"
    assert asking.leave(PACK, Trainee.SEED, 720, 143).value == "未達退訓標準"
    assert asking.leave(PACK, Trainee.SEED, 720, 0, truant=True).value == "予以退訓"
    assert isinstance(asking.usage(PACK, 1, 1, 0).why.value, Decimal)


@pytest.mark.parametrize("score", ["", "九十", "NaN", "Infinity", "99999999"])
def test_a_score_that_is_no_number_is_refused(score: str) -> None:
    with pytest.raises(InputError) as caught:
        asking.grade(PACK, score)
    assert fault_of(caught) is Fault.NOT_A_NUMBER


def test_an_id_is_masked_and_a_date_tells_its_doubts() -> None:
    found, told = asking.identity(GOOD_ID)
    assert found.number == GOOD_ID
    assert told == asking.Read("A12345****", ("國民身分證統一編號，男，檢查碼相符",))
    day, read = asking.day("2026-08-01")
    assert day.day == date(2026, 8, 1)
    assert read.value == "中華民國115年8月1日（2026-08-01）"
    assert len(read.notes) == len(day.doubts)


def test_only_iso_may_be_doubtful_where_a_day_has_to_be_sure() -> None:
    assert asking.sure_day("2026-08-01") == asking.sure_day("115/8/1") == date(2026, 8, 1)
    with pytest.raises(InputError) as caught:
        asking.sure_day("15/8/1")
    assert fault_of(caught) is Fault.NOT_A_DATE


def test_an_explanation_is_told_line_by_line() -> None:
    lines = asking.told(asking.quota(PACK, 16, 0).why)
    assert lines[0].startswith("依據：陸三(二)「")
    assert lines[1].startswith("讀法：")
    assert "其他讀法或結果：" in lines
    assert lines[-1].startswith("注意：")
    plain = asking.told(asking.leave(PACK, Trainee.SEED, 720, 0).why)
    assert not [line for line in plain if line.startswith(("讀法", "其他", "注意"))]
