"""One cell at a time: read exactly, doubted, or told as a problem."""

from datetime import date, datetime

import pytest

from hrdesk.domain.values import Severity
from hrdesk.intake.cells import RowReader, column_letters
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.sheets import Cell
from tests.intake.made import recognised

WORDS = {"電話": 1, "到場": 2}


def reader(value: Cell, heading: str = "備註") -> RowReader:
    """Return a reader of a training row whose cell under `heading` is the value."""
    found = recognised(SheetKind.TRAINING, ["姓名", "課程名稱", heading], ["王小明", "人事班", value])
    return RowReader(found, found.rows[0])


def codes(row: RowReader) -> list[str]:
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_their_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize(("value", "text"), [(" \u3000王　明\u3000\ufeff", "王　明"), (7, "7"), ("007", "007"), (True, "True"), ("", "")])
def test_text_is_kept_as_typed_without_the_blanks_around(value: Cell, text: str) -> None:
    row = reader(value)
    assert (row.text("note"), codes(row)) == (text, [])


def test_a_text_that_a_program_made_a_date_is_a_warning() -> None:
    row = reader(date(2026, 1, 2), "期別")
    assert row.text("term") == "2026-01-02"
    assert [(problem.code, problem.severity) for problem in row.problems] == [("text_is_date", Severity.WARNING)]


def test_a_field_without_a_column_is_empty() -> None:
    row = reader("x")
    assert (row.text("organiser"), row.day("enrolled"), row.hours("hours"), row.has("hours")) == ("", None, None, False)


@pytest.mark.parametrize(
    "value",
    ["115/08/01", "1150801", "115.8.1", "115-08-01", "中華民國115年8月1日", "１１５／８／１", 1150801, date(2026, 8, 1), datetime(2026, 8, 1, 9, 30)],  # noqa: DTZ001
)
def test_sure_days_are_read_without_a_word(value: Cell) -> None:
    row = reader(value, "報名日期")
    assert (row.day("enrolled"), codes(row)) == (date(2026, 8, 1), [])


@pytest.mark.parametrize(("value", "doubt"), [("990801", "six_digits"), ("2026/8/1", "western"), (46235, "serial"), ("15/8/1", "short_year")])
def test_doubtful_days_are_read_with_a_warning(value: Cell, doubt: str) -> None:
    row = reader(value, "報名日期")
    assert row.day("enrolled") is not None
    assert [(problem.code, problem.severity, problem.facts["doubt"]) for problem in row.problems] == [("date_doubtful", Severity.WARNING, doubt)]


@pytest.mark.parametrize("value", ["114/2/29", "明天", 5, True, "9:30"])
def test_unreadable_days_are_problems(value: Cell) -> None:
    row = reader(value, "報名日期")
    assert (row.day("enrolled"), codes(row)) == (None, ["date_unreadable"])
    assert row.problems[0].facts == {"row": 2, "column": "C", "text": str(value)}


def test_personal_text_stays_out_of_problems() -> None:
    found = recognised(SheetKind.ROSTER, ["姓名", "出生日期"], ["王小明", "七十年"])
    row = RowReader(found, found.rows[0])
    row.day("birth")
    assert row.problems[0].facts == {"row": 2, "column": "B"}


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("2", 120),
        (2, 120),
        ("2.5", 150),
        ("２．５", 150),
        ("2小時", 120),
        ("2時30分", 150),
        ("30分鐘", 30),
        ("2:30", 150),
        ("0", 0),
        ("1.25h", 75),
        ("0.05", 3),
    ],
)
def test_hours_become_whole_minutes(value: Cell, minutes: int) -> None:
    row = reader(value, "時數")
    assert (row.hours("hours"), codes(row)) == (minutes, [])


@pytest.mark.parametrize("value", ["兩小時", "-1", "1.001", "2:75", "99999999999999", "1e3", "時", True])
def test_hours_that_are_none_are_problems(value: Cell) -> None:
    row = reader(value, "時數")
    assert (row.hours("hours"), codes(row)) == (None, ["hours_unreadable"])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9:30", 570),
        ("09:30", 570),
        ("0930", 570),
        ("９：３０", 570),
        ("9時30分", 570),
        ("9點", 540),
        ("下午1:05", 785),
        ("上午 9:30", 570),
        ("下午12:10", 730),
    ],
)
def test_clock_times_become_minutes_after_midnight(text: str, minutes: int) -> None:
    row = reader("")
    assert (row.clock_of("note", text), codes(row)) == (minutes, [])


@pytest.mark.parametrize("text", ["24:00", "9:75", "早上", "930x", "上午13點半"])
def test_clock_times_that_are_none_are_problems(text: str) -> None:
    row = reader("")
    assert (row.clock_of("note", text), codes(row)) == (None, ["time_unreadable"])


def test_an_empty_clock_cell_is_empty() -> None:
    assert reader("").clock("note") is None


@pytest.mark.parametrize(("value", "number"), [("3", 3), (3, 3), ("３次", 3), ("", None), ("0", 0)])
def test_whole_numbers_are_read_with_their_unit(value: Cell, number: int | None) -> None:
    row = reader(value)
    assert (row.whole("note", "次"), codes(row)) == (number, [])


@pytest.mark.parametrize("value", ["-1", "2.5", "三", True, "1234567890", "²"])
def test_numbers_that_are_none_are_problems(value: Cell) -> None:
    row = reader(value)
    assert (row.whole("note"), codes(row)) == (None, ["number_unreadable"])


@pytest.mark.parametrize(("text", "value"), [("電話", 1), ("■電話 □到場", 1), ("□電話 ☑到場", 2), ("", None), ("□電話 □到場", None), ("電 話", 1)])
def test_one_word_or_one_ticked_box_is_chosen(text: str, value: int | None) -> None:
    row = reader(text)
    assert (row.choice("note", WORDS), codes(row)) == (value, [])


@pytest.mark.parametrize("text", ["傳真", "■電話 ■到場", "■傳真"])
def test_unknown_words_and_two_ticks_are_problems(text: str) -> None:
    row = reader(text)
    assert (row.choice("note", WORDS), codes(row)) == (None, ["word_unknown"])


@pytest.mark.parametrize(
    ("text", "values"), [("電話、到場", (1, 2)), ("到場/電話", (2, 1)), ("■電話 □到場", (1,)), ("□電話 □到場", ()), ("電話,電話", (1,)), ("", ())]
)
def test_several_words_or_ticked_boxes_are_chosen(text: str, values: tuple[int, ...]) -> None:
    row = reader(text)
    assert (row.choices("note", WORDS), codes(row)) == (values, [])


def test_each_unknown_word_is_a_problem() -> None:
    row = reader("電話、傳真、口頭")
    assert row.choices("note", WORDS) == (1,)
    assert [problem.facts["word"] for problem in row.problems] == ["傳真", "口頭"]


@pytest.mark.parametrize(("first", "second", "text", "found"), [("a", "a", "a", []), ("", "a", "a", []), ("", "", "", []), ("a", "b", "", ["columns_differ"])])
def test_two_columns_of_one_heading_must_agree(first: str, second: str, text: str, found: list[str]) -> None:
    sheet = recognised(SheetKind.TRAINING, ["姓名", "課程名稱", "備註", "備註"], ["王小明", "人事班", first, second])
    row = RowReader(sheet, sheet.rows[0])
    assert (row.text("note"), codes(row)) == (text, found)
