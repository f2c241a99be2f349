"""Working days: the library, imported calendars that win, and the official CSV."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.domain.calendar import TAIPEI, OfficeCalendar, read_calendar
from hrdesk.errors import Fault, InputError

DATA = Path(__file__).parent / "data"
HEADINGS = "西元日期,星期,是否放假,備註\n"
TYPHOON = date(2026, 8, 5)
MAKE_UP = date(2026, 8, 8)


def imported() -> OfficeCalendar:
    """Return a calendar with the made-up days of the fixture."""
    return OfficeCalendar.from_days(read_calendar((DATA / "calendar_utf8_bom.csv").read_text("utf-8-sig")))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 1, 1), False),  # 開國紀念日
        (date(2026, 1, 2), True),
        (date(2026, 2, 17), False),  # 春節
        (date(2026, 8, 1), False),  # a Saturday
        (date(2020, 2, 15), True),  # a make-up Saturday
        (date(2025, 9, 29), False),  # 教師節補假 since 114
        (date(2024, 9, 27), True),  # not yet in 113
    ],
)
def test_library_knows_holidays_and_make_up_days(day: date, working: bool) -> None:
    assert OfficeCalendar().is_working_day(day) is working


def test_imported_days_win_over_the_library() -> None:
    calendar = imported()
    assert OfficeCalendar().is_working_day(TYPHOON)
    assert not calendar.is_working_day(TYPHOON)
    assert not OfficeCalendar().is_working_day(MAKE_UP)
    assert calendar.is_working_day(MAKE_UP)


def test_days_outside_the_import_are_asked_of_the_library() -> None:
    calendar = imported()
    assert not calendar.is_imported(date(2026, 8, 13))
    assert calendar.is_imported(TYPHOON)
    assert calendar.is_working_day(date(2026, 8, 13))
    assert not calendar.is_working_day(date(2026, 8, 15))


def test_later_changes_of_the_given_days_do_not_reach_the_calendar() -> None:
    days = {TYPHOON: False}
    calendar = OfficeCalendar.from_days(days)
    days[TYPHOON] = True
    assert not calendar.is_working_day(TYPHOON)


@pytest.mark.parametrize(
    ("first", "n", "due"),
    [
        (date(2026, 8, 3), 1, date(2026, 8, 3)),
        (date(2026, 8, 3), 3, date(2026, 8, 6)),  # over the typhoon day
        (date(2026, 8, 6), 3, date(2026, 8, 8)),  # the make-up Saturday counts
        (date(2026, 8, 9), 1, date(2026, 8, 10)),  # a Sunday is not day 1
    ],
)
def test_nth_working_day_counts_from_the_first_day(first: date, n: int, due: date) -> None:
    assert imported().nth_working_day(first, n) == due


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_nth_working_day_is_the_nth(first: date, n: int) -> None:
    calendar = OfficeCalendar()
    due = calendar.nth_working_day(first, n)
    span = [date.fromordinal(number) for number in range(first.toordinal(), due.toordinal() + 1)]
    assert sum(calendar.is_working_day(day) for day in span) == n
    assert calendar.is_working_day(due)


def test_counting_needs_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="0"):
        OfficeCalendar().nth_working_day(TYPHOON, 0)


def test_the_days_of_a_file_are_read() -> None:
    days = read_calendar((DATA / "calendar_big5.csv").read_text("cp950"))
    assert (len(days), days[TYPHOON]) == (10, False)


def test_columns_are_found_by_heading_and_empty_rows_skipped() -> None:
    assert read_calendar("備註,是否放假,西元日期\n,2,2026/8/5\n,,\n\n,0,2026-08-06\n") == {TYPHOON: False, date(2026, 8, 6): True}


def test_a_repeated_day_that_agrees_is_read_once() -> None:
    assert read_calendar(HEADINGS + "20260805,三,2,\n20260805,三,2,\n") == {TYPHOON: False}


@pytest.mark.parametrize("text", ["", "a,b\n", "西元日期,星期\n20260805,三\n"])
def test_file_without_its_headings_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_calendar(text)
    assert caught.value.fault is Fault.FILE_NO_HEADINGS


def test_file_without_days_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_calendar(HEADINGS)
    assert caught.value.fault is Fault.FILE_EMPTY


@pytest.mark.parametrize(
    "row",
    [
        "20260231,六,2,",  # no such day
        "2026805,三,2,",
        "115/08/05,三,2,",
        "20260805,三,1,",
        "20260805",  # too short
        "20260804,二,2,",  # contradicts row 2
    ],
)
def test_row_that_cannot_be_trusted_is_refused_with_its_number(row: str) -> None:
    with pytest.raises(InputError) as caught:
        read_calendar(f"{HEADINGS}20260804,二,0,\n{row}\n")
    assert caught.value.fault is Fault.INVALID
    assert caught.value.facts["row"] == 3


def test_taipei_is_eight_hours_ahead() -> None:
    assert TAIPEI.utcoffset(None).total_seconds() == 8 * 3600
