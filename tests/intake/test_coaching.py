"""Coaching records: our own 附表3 and plain lists."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from hrdesk.domain.seeds import Channel, Settlement
from hrdesk.intake.coaching import CoachingRow, parse_coaching
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.sheets import Cell
from tests.intake.made import recognised


def row(**cells: Cell) -> CoachingRow:
    """Return one row of a list with the headings given, what it must have filled unless it is given."""
    cells = {"種籽教師": "陳𡍼明", "輔導日期": "115/3/5", "開始時間": "9:00", "結束時間": "9:30", "受輔導機關": "範例區公所", "問題": "無法開啟", **cells}
    (parsed,) = parse_coaching(recognised(SheetKind.COACHING, list(cells), list(cells.values())))
    return parsed


def printed(*cells: Cell, above: Sequence[Cell] = ("種籽教師：範例局\u3000陳𡍼明",), heading: str = "輔導日期及時間") -> CoachingRow:
    """Return one row as the form prints it: when, served, problem."""
    headings = [heading, "受輔導機關／人員／電話", "問題或輔導事項", "時數"]
    (parsed,) = parse_coaching(recognised(SheetKind.COACHING, list(above), headings, [*cells]))
    return parsed


def codes(parsed: CoachingRow) -> list[str]:
    return [problem.code for problem in parsed.problems]


def test_every_field_of_a_plain_list_is_read() -> None:
    parsed = row(
        員工代號="007",
        受輔導人員="王小明",
        聯絡電話="分機100",
        輔導方式="電話、遠端線上",
        系統別="核心系統",
        檢核項目=1,
        處理情形="已正常",
        結案情形="轉報",
        轉報對象="本處資訊室",
        分鐘=30,
    )
    assert parsed == CoachingRow(
        row=2,
        teacher="陳𡍼明",
        employee_no="007",
        day=date(2026, 3, 5),
        start=540,
        end=570,
        minutes=30,
        served_agency="範例區公所",
        served_person="王小明",
        served_phone="分機100",
        channels=(Channel.PHONE, Channel.ONLINE),
        system="核心系統",
        item=1,
        problem="無法開啟",
        handling="已正常",
        settlement=Settlement.ESCALATED,
        escalated_to="本處資訊室",
    )


def test_the_printed_cells_are_parted() -> None:
    parsed = printed("115/03/05\n09:00-09:30", "範例區公所\n王小明\n02-12345678", "無法開啟", "0.5")
    assert (parsed.teacher, parsed.day, parsed.start, parsed.end, parsed.minutes) == ("陳𡍼明", date(2026, 3, 5), 540, 570, 30)
    assert (parsed.served_agency, parsed.served_person, parsed.served_phone, parsed.problems) == ("範例區公所", "王小明", "02-12345678", ())


@pytest.mark.parametrize("above", ["種籽教師：範例局\u3000陳𡍼明、林𠅤如", "範例局", "種籽教師：陳𡍼明\n種籽教師：林𠅤如"])
def test_a_form_of_several_teachers_names_each_under_the_time(above: str) -> None:
    assert printed("115/03/05\n09:00-09:30\n林𠅤如", "範例區公所", "無法開啟", "", above=[above]).teacher == "林𠅤如"
    assert codes(printed("115/03/05\n09:00-09:30", "範例區公所", "無法開啟", "", above=[above])) == ["name_missing"]


def test_a_masked_teacher_is_told() -> None:
    assert codes(printed("115/03/05\n09:00-09:30", "範例區公所", "無法開啟", "", above=["種籽教師：範例局\u3000陳○○"])) == ["name_masked"]


def test_an_employee_number_may_stand_for_the_teacher() -> None:
    assert codes(row(種籽教師="", 員工代號="007")) == []
    assert codes(row(種籽教師="")) == ["name_missing"]


@pytest.mark.parametrize(
    ("text", "agency", "person", "phone"),
    [
        ("範例區公所", "範例區公所", "", ""),
        ("範例區公所／王小明", "範例區公所", "王小明", ""),
        ("範例區公所/02-1234", "範例區公所", "", "02-1234"),
        ("範例區公所\n王小明\n分機 12", "範例區公所", "王小明", "分機 12"),
        ("範例區公所\n王小明\n02-1234****", "範例區公所", "王小明", "02-1234****"),
    ],
)
def test_agency_person_and_telephone_are_parted(text: str, agency: str, person: str, phone: str) -> None:
    parsed = printed("115/03/05\n09:00-09:30", text, "無法開啟", "")
    assert (parsed.served_agency, parsed.served_person, parsed.served_phone, codes(parsed)) == (agency, person, phone, [])


def test_four_parts_are_kept_whole_with_a_warning() -> None:
    parsed = printed("115/03/05\n09:00-09:30", "範例局\n第一科\n王小明\n02-1234", "無法開啟", "")
    assert (parsed.served_agency, parsed.served_phone, codes(parsed)) == ("範例局／第一科／王小明", "02-1234", ["served_unclear"])


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({"開始時間": "23:30", "結束時間": "0:30"}, (1410, 30, 60)),
        ({"開始時間": "9:00", "結束時間": "", "時數": "0.5"}, (540, 570, 30)),
        ({"開始時間": "23:30", "結束時間": "", "分鐘": "60"}, (1410, 30, 60)),
    ],
)
def test_two_of_start_end_and_length_tell_the_third(times: dict[str, Cell], expected: tuple[int, int, int]) -> None:
    parsed = row(**times)
    assert ((parsed.start, parsed.end, parsed.minutes), codes(parsed)) == (expected, [])


def test_a_length_that_contradicts_the_times_is_a_warning() -> None:
    assert codes(row(時數="2")) == ["minutes_differ"]
    assert codes(row(分鐘="31")) == ["minutes_differ"]


@pytest.mark.parametrize("times", [{"開始時間": "", "結束時間": ""}, {"開始時間": "9:00", "結束時間": ""}])
def test_missing_times_are_told_not_made_up(times: dict[str, Cell]) -> None:
    assert codes(row(**times)) == ["time_missing"]


def test_times_may_stand_in_one_column_of_their_own() -> None:
    parsed = printed("115/3/5", "範例區公所", "無法開啟", "0.5")
    assert codes(parsed) == ["time_missing"]
    found = recognised(SheetKind.COACHING, ["種籽教師", "日期", "輔導時間", "受輔導機關", "問題"], ["陳𡍼明", "115/3/5", "9:00~9:30", "範例區公所", "無法開啟"])
    (parsed,) = parse_coaching(found)
    assert (parsed.start, parsed.end, codes(parsed)) == (540, 570, [])


@pytest.mark.parametrize(("cell", "start"), [(datetime(2026, 3, 5, 9, 15), 555), (date(2026, 3, 5), None)])  # noqa: DTZ001
def test_a_date_cell_may_know_the_start(cell: Cell, start: int | None) -> None:
    parsed = printed(cell, "範例區公所", "無法開啟", "0.5")
    assert (parsed.day, parsed.start) == (date(2026, 3, 5), start)


def test_a_row_without_a_day_is_told() -> None:
    assert codes(row(輔導日期="")) == ["date_missing"]


@pytest.mark.parametrize(("text", "item"), [("3", 3), (3, 3), ("三", 3), ("(三)", 3), ("e3", 3), ("第3項", 3), ("陸三(四)3", 3), ("", None)])
def test_the_seven_items_are_read(text: Cell, item: int | None) -> None:
    parsed = row(檢核項目=text)
    assert (parsed.item, codes(parsed)) == (item, [])


@pytest.mark.parametrize("text", ["8", "0", "個資"])
def test_other_items_are_problems(text: str) -> None:
    assert codes(row(檢核項目=text)) == ["item_unknown"]


@pytest.mark.parametrize(
    ("text", "settlement", "whom"),
    [
        ("已解決", Settlement.SOLVED, ""),
        ("處理中", Settlement.OPEN, ""),
        ("轉報（本處資訊室）", Settlement.ESCALATED, "本處資訊室"),
        ("■轉報：本處資訊室", Settlement.ESCALATED, "本處資訊室"),
        ("□已解決 ■轉報", Settlement.ESCALATED, ""),
        ("", None, ""),
    ],
)
def test_settlements_are_read(text: str, settlement: Settlement | None, whom: str) -> None:
    parsed = row(結案情形=text)
    assert (parsed.settlement, parsed.escalated_to, codes(parsed)) == (settlement, whom, [])


def test_what_was_done_and_for_whom_must_be_told() -> None:
    assert codes(row(問題="", 受輔導機關="", 處理情形="已正常")) == ["agency_missing", "problem_missing"]
