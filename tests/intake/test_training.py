"""Training records: our own 附表1, the learning portal's columns and plain lists."""

from datetime import date

import pytest

from hrdesk.domain.participation import TAKEN, Participation
from hrdesk.domain.staff import Level
from hrdesk.domain.training import Method, Mode
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.sheets import Cell
from hrdesk.intake.training import TrainingRow, parse_training
from tests.intake.made import recognised

PORTAL = [
    *(
        "*身分證字號",
        "*課程名稱",
        "*開課起始日期",
        "*開課起始時間",
        "*開課結束日期",
        "*開課結束時間",
        "*姓名",
        "*學位學分",
        "*課程類別代碼",
        "*上課縣市",
        "*期別",
    ),
    *("*訓練總數", "*訓練總數單位", "訓練成績", "證件字號", "出勤上課狀況", "生日", "*學習性質", "*數位時數", "*實體時數", "課程代碼", "*實際上課起始日期"),
    *("*實際上課起始時間", "*實際上課結束日期", "*實際上課結束時間"),
]


def row(**cells: Cell) -> TrainingRow:
    """Return one row of a list with the headings given, the name and the course filled unless they are given."""
    cells = {"姓名": "王小明", "課程名稱": "人事班", **cells}
    (parsed,) = parse_training(recognised(SheetKind.TRAINING, list(cells), list(cells.values())))
    return parsed


def codes(parsed: TrainingRow) -> list[str]:
    return [problem.code for problem in parsed.problems]


def test_every_field_of_a_plain_list_is_read() -> None:
    parsed = row(
        員工代號="007",
        服務機關="範例局",
        職稱="科員",
        人員類別="種籽教師",
        課程代碼="115-OP-01",
        期別="第1期",
        課程類別="核心系統",
        層級="進階",
        學習性質="實體",
        辦理方式="自辦",
        主辦機關="範例局",
        開始日期="115/6/10",
        結束日期="115/6/11",
        時數="12",
        認證時數="0",
        參與情形="請假",
        實際時數="6",
        假別="病假",
        報名日期="115/5/20",
        備註="補課",
    )
    assert parsed == TrainingRow(
        row=2,
        name="王小明",
        employee_no="007",
        agency_name="範例局",
        title="科員",
        category="種籽教師",
        course_code="115-OP-01",
        course="人事班",
        term="第1期",
        topics="核心系統",
        level=Level.ADVANCED,
        mode=Mode.PHYSICAL,
        method=Method.AGENCY,
        organiser="範例局",
        start=date(2026, 6, 10),
        end=date(2026, 6, 11),
        minutes=720,
        certified=0,
        participation=Participation.LEAVE,
        attended=360,
        leave_kind="病假",
        enrolled=date(2026, 5, 20),
        note="補課",
    )


def test_the_portals_columns_are_read() -> None:
    values = dict.fromkeys(PORTAL, "") | {"*身分證字號": "A123456789", "*課程名稱": "人事班", "*開課起始日期": "115-08-01", "*開課結束日期": "115-08-02"}
    values |= {"*姓名": "王小明", "*期別": "1", "*訓練總數": "6", "*訓練總數單位": "1", "*學習性質": "2", "課程代碼": "C1"}
    (parsed,) = parse_training(recognised(SheetKind.TRAINING, PORTAL, list(values.values())))
    assert (parsed.national_id, parsed.start, parsed.end, parsed.minutes) == ("A123456789", date(2026, 8, 1), date(2026, 8, 2), 360)
    assert (parsed.term, parsed.mode, parsed.course_code, parsed.problems) == ("1", Mode.PHYSICAL, "C1", ())


def test_hours_in_another_unit_are_not_guessed() -> None:
    parsed = row(訓練總數="2", 訓練總數單位="天")
    assert (parsed.minutes, codes(parsed)) == (None, ["unit_unknown"])


@pytest.mark.parametrize(
    ("text", "course", "term"),
    [
        ("人事班（第1期）", "人事班", "第1期"),
        ("人事班(115年)", "人事班", "115年"),
        ("系統（核心）（第1期）", "系統（核心）", "第1期"),
        ("系統（核心）", "系統（核心）", ""),
        ("人事班", "人事班", ""),
    ],
)
def test_the_forms_course_is_parted_from_its_term(text: str, course: str, term: str) -> None:
    (parsed,) = parse_training(recognised(SheetKind.TRAINING, ["姓名", "課程名稱（期別）"], ["王小明", text]))
    assert (parsed.course, parsed.term) == (course, term)


def test_a_plain_course_name_is_left_alone() -> None:
    assert row(課程名稱="人事班（第1期）").course == "人事班（第1期）"


def test_a_course_without_an_end_ends_as_it_starts() -> None:
    parsed = row(開始日期="115/6/10", 結束日期="")
    assert parsed.end == parsed.start == date(2026, 6, 10)
    assert row(開始日期="115/6/10").end == date(2026, 6, 10)
    assert row(開始日期="", 結束日期="").start is None


def test_an_end_before_the_start_is_a_problem() -> None:
    assert codes(row(開始日期="115/6/11", 結束日期="115/6/10")) == ["dates_reversed"]
    assert codes(row(研習日期="115/6/11～115/6/10")) == ["dates_reversed"]


def test_full_attendance_tells_the_courses_hours() -> None:
    assert row(認證時數="6", 參與情形="全程參與").minutes == 360
    assert row(認證時數="6", 參與情形="部分參與").minutes is None


@pytest.mark.parametrize("participation", Participation)
def test_our_own_words_for_participation_are_read(participation: Participation) -> None:
    assert row(參與情形=TAKEN[participation]).participation is participation


def test_leave_may_carry_its_kind() -> None:
    parsed = row(參與情形="請假（公假）")
    assert (parsed.participation, parsed.leave_kind) == (Participation.LEAVE, "公假")
    assert row(參與情形="請假：事假", 假別="病假").leave_kind == "病假"


@pytest.mark.parametrize(("attended", "participation"), [("6", Participation.FULL), ("5.5", Participation.PARTIAL)])
def test_having_come_counts_by_the_hours(attended: str, participation: Participation) -> None:
    assert row(參與情形="到課", 時數="6", 實際時數=attended).participation is participation


def test_having_come_without_hours_is_not_guessed() -> None:
    parsed = row(參與情形="出席", 時數="6")
    assert (parsed.participation, codes(parsed)) == (None, ["participation_unclear"])


@pytest.mark.parametrize("word", ["未到課", "？", "有"])
def test_unknown_words_are_problems(word: str) -> None:
    assert codes(row(參與情形=word)) == ["word_unknown"]


def test_a_row_without_a_course_or_a_name_is_told() -> None:
    assert codes(row(課程名稱="", 開始日期="115/6/10")) == ["course_missing"]
    assert codes(row(姓名="")) == ["name_missing"]


@pytest.mark.parametrize("course", ["", "本年度無研習紀錄"])
def test_a_person_without_a_course_is_no_enrolment(course: str) -> None:
    found = recognised(SheetKind.TRAINING, ["姓名", "課程名稱", "認證時數"], ["王小明", course, "0"])
    assert [(skipped.row, skipped.reason) for skipped in found.skipped_rows] == [(2, "row_nothing")]
