"""民國 dates: every spelling, no silent guess, and the way back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.domain.minguo import (
    SERIAL,
    SHORT_YEAR,
    SIX_DIGITS,
    WESTERN,
    ParsedDate,
    clock_text,
    hours_text,
    parse_date,
    parse_day,
    parse_minutes,
    roc_long,
    roc_short,
    roc_year,
    year_end,
    year_start,
)
from hrdesk.errors import Fault, InputError

AUGUST = date(2026, 8, 1)
WEEKDAYS = "一二三四五六日"
WIDE = str.maketrans("0123456789/.-", "０１２３４５６７８９／．－")
Spelling = Callable[[date], str]

SURE: tuple[Spelling, ...] = (
    lambda d: f"中華民國{d.year - 1911}年{d.month}月{d.day}日",
    lambda d: f"民國{d.year - 1911}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year - 1911:03d}年{d.month}月{d.day}日",
    lambda d: f"{d.year - 1911:03d}/{d.month}/{d.day}",
    lambda d: f"{d.year - 1911:03d}/{d.month:02d}/{d.day:02d}",
    lambda d: f"{d.year - 1911:03d}.{d.month:02d}.{d.day:02d}",
    lambda d: f"{d.year - 1911:03d}-{d.month:02d}-{d.day:02d}",
    lambda d: f"{d.year - 1911:03d}{d.month:02d}{d.day:02d}",
    lambda d: f"{d.year - 1911:04d}{d.month:02d}{d.day:02d}",
    lambda d: f"{d.year - 1911:03d}/{d.month:02d}/{d.day:02d}".translate(WIDE),
    lambda d: f"　民國 {d.year - 1911} 年 {d.month} 月 {d.day} 日 ".translate(WIDE),
    lambda d: f"{d.year - 1911:03d}年{d.month}月{d.day}日（星期{WEEKDAYS[d.weekday()]}）",
    lambda d: f"西元{d.year}年{d.month}月{d.day}日",
)
DOUBTFUL: tuple[tuple[Spelling, str], ...] = (
    (lambda d: d.isoformat(), WESTERN),
    (lambda d: f"{d.year}{d.month:02d}{d.day:02d}", WESTERN),
    (lambda d: f"{d.year}/{d.month}/{d.day}", WESTERN),
)
TEN_THOUSAND = [date(1912, 1, 1) + timedelta(days=6 * step) for step in range(10_000)]  # to 2076


@pytest.mark.parametrize("spell", SURE)
def test_sure_spellings_of_ten_thousand_dates_are_read_without_doubt(spell: Spelling) -> None:
    assert [day for day in TEN_THOUSAND if parse_date(spell(day)) != ParsedDate(day)] == []


@pytest.mark.parametrize(("spell", "doubt"), DOUBTFUL)
def test_western_spellings_of_ten_thousand_dates_are_read_with_doubt(spell: Spelling, doubt: str) -> None:
    assert [day for day in TEN_THOUSAND if parse_date(spell(day)) != ParsedDate(day, (doubt,))] == []


@given(st.dates(date(1912, 1, 1), date(2100, 12, 31)), st.sampled_from(SURE))
def test_every_spelling_of_every_date_comes_back(day: date, spell: Spelling) -> None:
    assert parse_date(spell(day)) == ParsedDate(day)


@given(st.dates(date(1912, 1, 1), date(2100, 12, 31)))
def test_six_digits_are_never_read_silently(day: date) -> None:
    for text in (f"{day.year % 100:02d}{day.month:02d}{day.day:02d}", f"{day.day:02d}{day.month:02d}{day.year % 100:02d}"):
        try:
            assert SIX_DIGITS in parse_date(text).doubts
        except InputError as error:
            assert error.fault is Fault.NOT_A_DATE  # noqa: PT017


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_serials_are_read_with_doubt_as_text_and_as_number(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert parse_date(str(serial)) == parse_day(serial) == parse_day(float(serial)) == ParsedDate(day, (SERIAL,))


@given(st.text(alphabet="0123456789/.-年月日民國前元西 :T", max_size=16))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        assert 1800 <= parse_date(text).day.year <= 2100
    except InputError as error:
        assert error.fault is Fault.NOT_A_DATE  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("民國元年1月1日", date(1912, 1, 1)),
        ("元年10月10日", date(1912, 10, 10)),
        ("民國前1年1月1日", date(1911, 1, 1)),
        ("民國前5年3月1日", date(1907, 3, 1)),
        ("前5/03/01", date(1907, 3, 1)),
        ("0700101", date(1981, 1, 1)),
        ("113/2/29", date(2024, 2, 29)),
        ("99/8/1", date(2010, 8, 1)),
        ("民國5年8月1日", date(1916, 8, 1)),
        ("民國990801", date(2010, 8, 1)),
        ("西元20260801", AUGUST),
        ("公元2026/8/1", AUGUST),
        ("115年8月1日星期六", AUGUST),
        ("115/8/1(六)", AUGUST),
        ("115年8月2日(日)", date(2026, 8, 2)),
        ("115/8/1 10:30", AUGUST),
        ("115年8月1日10:30", AUGUST),
        ("115/08/01 00:00:00", AUGUST),
        ("115 / 8 / 1", AUGUST),
    ],
)
def test_further_spellings_are_read_without_doubt(text: str, day: date) -> None:
    assert parse_date(text) == ParsedDate(day)


@pytest.mark.parametrize(
    ("text", "day", "doubt"),
    [
        ("990801", date(2010, 8, 1), SIX_DIGITS),
        ("26/8/1", date(1937, 8, 1), SHORT_YEAR),
        ("8/1/15", date(1919, 1, 15), SHORT_YEAR),
        ("2026-08-01T00:00:00", AUGUST, WESTERN),
        ("46235", AUGUST, SERIAL),
    ],
)
def test_what_could_be_another_day_is_read_with_doubt(text: str, day: date, doubt: str) -> None:
    assert parse_date(text) == ParsedDate(day, (doubt,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "範例",
        "114/2/29",  # no such day
        "1140229",
        "114年13月1日",
        "0/1/1",
        "民國0年1月1日",
        "民國前0年1月1日",
        "民國前113年1月1日",
        "115年8月1日（星期五）",  # a Saturday
        "8/1/2026",
        "2026801",  # a western year that lost a digit
        "1990801",
        "民國2026年8月1日",
        "西元115年8月1日",
        "西元前5年8月1日",
        "西元1150801",
        "西元260801",
        "民國70101",
        "民國46235",
        "1700/1/1",
        "2101-01-01",
        "202608",
        "115/8-1",
        "115年8/1",
        "115/8月1",
        "115 8 1",
        "1 1508 01",
        "09999",
        "99999",
        "115/8/110:30",
        "1150801 (六",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(text)
    assert caught.value.fault is Fault.NOT_A_DATE


@pytest.mark.parametrize(
    ("cell", "parsed"),
    [
        (AUGUST, ParsedDate(AUGUST)),
        (datetime(2026, 8, 1, 9, 30), ParsedDate(AUGUST)),  # noqa: DTZ001
        (date(1999, 8, 1), ParsedDate(date(1999, 8, 1), (WESTERN,))),  # may be a typed 99/8/1
        (date(115, 8, 1), ParsedDate(AUGUST, (WESTERN,))),  # LibreOffice
        (1150801, ParsedDate(AUGUST)),
        (1150801.0, ParsedDate(AUGUST)),
        (700101, ParsedDate(date(1981, 1, 1), (SIX_DIGITS,))),  # 0700101 that lost its zero
        (20260801, ParsedDate(AUGUST, (WESTERN,))),
        (46235.5, ParsedDate(AUGUST, (SERIAL,))),
        ("115/8/1", ParsedDate(AUGUST)),
    ],
)
def test_cells_are_read_by_their_kind(cell: object, parsed: ParsedDate) -> None:
    assert parse_day(cell) == parsed


@pytest.mark.parametrize(
    "cell", [None, True, -1, 5, 2026, 10**9, float("nan"), b"1150801", date(112, 2, 29), date(1700, 1, 1), date(2101, 1, 1), date(9999, 1, 1)]
)
def test_cells_that_hold_no_day_are_refused(cell: object) -> None:
    with pytest.raises(InputError) as caught:
        parse_day(cell)
    assert caught.value.fault is Fault.NOT_A_DATE


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    assert parse_date(roc_long(day)) == ParsedDate(day)
    assert parse_date(roc_short(day)).day == day


def test_dates_are_written_as_on_forms() -> None:
    assert roc_short(date(2026, 11, 21)) == "115/11/21"
    assert roc_long(AUGUST) == "中華民國115年8月1日"
    assert roc_short(date(1907, 3, 1)) == "前5/03/01"
    assert roc_long(date(1907, 3, 1)) == "民國前5年3月1日"


def test_years_count_from_1912() -> None:
    assert [roc_year(date(year, 6, 1)) for year in (1911, 1912, 2026)] == [0, 1, 115]
    assert (year_start(115), year_end(115)) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("year", [0, 190, 2026])
def test_year_outside_the_republic_is_refused(year: int) -> None:
    with pytest.raises(InputError) as caught:
        year_end(year)
    assert caught.value.fault is Fault.NOT_A_DATE


@pytest.mark.parametrize(("text", "minutes"), [("9:30", 570), ("09:30", 570), ("０９：３０", 570), (" 0:00 ", 0), ("30:00", 1800), ("9:30:00", 570)])
def test_clock_texts_are_minutes(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "9", "930", "9:60", "9:5", "-1:00", "9.30", "1000:00", "9:30:15"])
def test_what_is_no_clock_text_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_minutes(text)
    assert caught.value.fault is Fault.INVALID


@given(st.integers(0, 59_999))
def test_minutes_survive_the_clock_text(minutes: int) -> None:
    assert parse_minutes(clock_text(minutes)) == minutes


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0"), (150, "2.5"), (180, "3"), (50, "0.83"), (10, "0.17"), (45, "0.75"), (600, "10"), (6000, "100"), (6, "0.1"), (3, "0.05")]
)
def test_hours_have_two_decimals_at_most(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text
