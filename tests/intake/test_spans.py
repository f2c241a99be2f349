"""Two days or two times in one cell."""

from datetime import date

import pytest

from hrdesk.intake.cells import RowReader
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.sheets import Cell
from hrdesk.intake.spans import read_span, split_times
from tests.intake.made import recognised

TENTH, ELEVENTH = date(2026, 6, 10), date(2026, 6, 11)


def span(value: Cell) -> tuple[tuple[date | None, date | None], list[str]]:
    found = recognised(SheetKind.TRAINING, ["姓名", "課程名稱", "研習日期"], ["王小明", "人事班", value])
    reader = RowReader(found, found.rows[0])
    return read_span(reader, "dates"), [problem.code for problem in reader.problems]


@pytest.mark.parametrize(
    "value",
    [
        "115/06/10\n～115/06/11",
        "115/06/10～115/06/11",
        "115.6.10~115.6.11",
        "115年6月10日至115年6月11日",
        "1150610-1150611",
        "115/6/10 - 115/6/11",
        "115-06-10-115-06-11",
        "115/6/10(三)至115/6/11(四)",
        "115/06/10\n115/06/11",
    ],
)
def test_two_days_are_read_however_they_are_joined(value: str) -> None:
    assert span(value) == ((TENTH, ELEVENTH), [])


@pytest.mark.parametrize("value", ["115/06/10", "1150610", "115-06-10", TENTH, 1150610])
def test_one_day_is_both(value: Cell) -> None:
    assert span(value) == ((TENTH, TENTH), [])


@pytest.mark.parametrize("value", ["115/6/10～6/11", "115年6月10日至6月11日"])
def test_a_last_day_without_its_year_is_doubted(value: str) -> None:
    assert span(value) == ((TENTH, ELEVENTH), ["date_doubtful"])


@pytest.mark.parametrize("value", ["115/6/10-11", "六月中", "115/6/10～", "115/6/10～115/6/11～115/6/12", "115/6/10～十一日", 5])
def test_what_may_be_read_in_two_ways_is_not_read(value: Cell) -> None:
    assert span(value) == ((None, None), ["date_unreadable"])


def test_an_empty_cell_is_no_span() -> None:
    assert span("") == ((None, None), [])


def test_a_compact_first_day_lends_its_year_to_nobody() -> None:
    assert span("1150610～6/11") == ((TENTH, None), ["date_doubtful", "date_unreadable"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("115/03/05\n09:00-10:30", ("115/03/05", "09:00", "10:30", "")),
        ("115/03/05 9時至10時30分\n陳小明", ("115/03/05", "9時", "10時30分", "陳小明")),
        ("115/03/05 下午2:00", ("115/03/05", "下午2:00", "", "")),
        ("115/03/05", ("115/03/05", "", "", "")),
    ],
)
def test_clock_times_are_parted_from_the_rest(text: str, parts: tuple[str, str, str, str]) -> None:
    assert split_times(text) == parts
