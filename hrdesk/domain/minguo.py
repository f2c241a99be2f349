"""民國 dates and clock texts: reading every spelling that offices write, and writing them back.

民國元年 is 1912, 民國前n年 is 1912 − n. What could mean two days is read with a doubt, for a person to confirm; nothing is guessed silently.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hrdesk.errors import Fault, InputError

FIRST_YEAR = 1912

WESTERN = "western"
SIX_DIGITS = "six_digits"
SERIAL = "serial"
SHORT_YEAR = "short_year"

_OFFSET = FIRST_YEAR - 1
_ROC_YEARS = range(1, 190)  # 民國190 and later would be a western year that lost a digit, 2026801
_WESTERN_YEARS = range(1800, 2101)
_SHORT_YEARS = range(32)  # a bare 15/8/1 may begin with a day, or with a western year without its century
_GUESSED_CENTURY = range(1932, 2000)  # a spreadsheet turns a typed 99/8/1 into 1999-08-01
_SERIAL_ZERO = date(1899, 12, 30)  # spreadsheets count a 1900-02-29, so from 1900-03-01 on their day 0 is this one
_SERIALS = range(10_000, 73_416)  # 1927-05-18 to 2100-12-31

_HALF_WIDTH = str.maketrans("０１２３４５６７８９／．－：（）‐‑–—−。", "0123456789/.-:()-----.")
_LOOSE_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")  # a space between digits keeps them apart: 115/8/1 10:30
_WEEKDAYS = "一二三四五六日"
_ERA = r"(?:(?P<roc>中華民國|民國|民)|(?P<west>西元|公元))?"
_SPELLED = re.compile(
    rf"{_ERA}(?P<before>前)?(?P<year>[0-9]{{1,4}}|元)(?P<mark>[年/.-])(?P<month>[0-9]{{1,2}})(?P<mark2>[月/.-])(?P<day>[0-9]{{1,2}})日?"
    rf"(?:\((?:星期|週|周)?(?P<weekday>[{_WEEKDAYS}])\)|(?:星期|週|周)(?P<weekday2>[{_WEEKDAYS}]))?"
    r"(?:(?:[T ]|(?<![0-9]))[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?"
)
_MARKS = frozenset({"年月", "//", "..", "--"})
_COMPACT = re.compile(rf"{_ERA}(?P<digits>[0-9]{{5,8}})")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::00)?")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A day read from text or from a cell, with the codes of what is doubtful about it (empty = sure)."""

    day: date
    doubts: tuple[str, ...] = ()


def parse_date(text: str) -> ParsedDate:
    """Read a day in any spelling of the field; a time of day behind it is dropped. Raises InputError NOT_A_DATE."""
    tidy = _LOOSE_SPACE.sub("", text.translate(_HALF_WIDTH))
    try:
        if spelled := _SPELLED.fullmatch(tidy):
            return _spelled(spelled)
        if compact := _COMPACT.fullmatch(tidy):
            return _compact(compact)
    except ValueError:
        raise _refusal(text) from None  # no such day
    raise _refusal(text)


def parse_day(value: object) -> ParsedDate:
    """Read a day from a spreadsheet cell: text, date, datetime, or a number (6 to 8 digits, or a serial). Raises InputError NOT_A_DATE."""
    if isinstance(value, date):
        return _cell(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 10**8:
        return parse_date(str(int(value)))
    return parse_date(value if isinstance(value, str) else "")


def roc_year(day: date) -> int:
    """Return the 民國 year of a day; 0 is 民國前1年, −1 民國前2年."""
    return day.year - _OFFSET


def roc_short(day: date) -> str:
    """Return 115/08/01, before the republic 前5/03/01."""
    return f"{_year_text(day)}/{day.month:02d}/{day.day:02d}"


def roc_long(day: date) -> str:
    """Return 中華民國115年8月1日, before the republic 民國前5年3月1日."""
    era = "中華民國" if day.year >= FIRST_YEAR else "民國"
    return f"{era}{_year_text(day)}年{day.month}月{day.day}日"


def year_start(year: int) -> date:
    """Return 1 January of a 民國 year (1 to 189); InputError NOT_A_DATE outside."""
    if year not in _ROC_YEARS:
        raise _refusal(str(year))
    return date(year + _OFFSET, 1, 1)


def year_end(year: int) -> date:
    """Return 31 December of a 民國 year (1 to 189); InputError NOT_A_DATE outside."""
    return year_start(year).replace(month=12, day=31)


def parse_minutes(text: str) -> int:
    """Read H:MM as minutes: a time of day after midnight, or a duration up to 999:59. Raises InputError INVALID."""
    match = _CLOCK.fullmatch(text.translate(_HALF_WIDTH).strip())
    if match is None:
        raise InputError(Fault.INVALID, what="時間", reason="應為 時:分，例如 9:30")
    return int(match[1]) * 60 + int(match[2])


def clock_text(minutes: int) -> str:
    """Return minutes after midnight as 09:30."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours_text(minutes: int) -> str:
    """Return minutes as hours, 150 → 2.5: two decimals at most, halves rounded up, without needless zeros."""
    whole, hundredths = divmod((minutes * 100 + 30) // 60, 100)
    return f"{whole}.{hundredths:02d}".rstrip("0").rstrip(".")


def _spelled(match: re.Match[str]) -> ParsedDate:
    if match["mark"] + match["mark2"] not in _MARKS:
        raise ValueError(match[0])
    year, doubts = _year(match, match["year"].replace("元", "001"), before=bool(match["before"]))
    day = date(year, int(match["month"]), int(match["day"]))
    weekday = match["weekday"] or match["weekday2"]
    if weekday and _WEEKDAYS[day.weekday()] != weekday:
        raise ValueError(weekday)
    return ParsedDate(day, doubts)


def _compact(match: re.Match[str]) -> ParsedDate:
    digits = match["digits"]
    if len(digits) == len("46235"):
        return _serial(match)
    year, doubts = _year(match, digits[:-4])
    if len(digits) == len("990801"):
        doubts = () if match["roc"] else (SIX_DIGITS,)
    return ParsedDate(date(year, int(digits[-4:-2]), int(digits[-2:])), doubts)


def _serial(match: re.Match[str]) -> ParsedDate:
    if match["roc"] or match["west"] or int(match["digits"]) not in _SERIALS:
        raise ValueError(match[0])
    return ParsedDate(_SERIAL_ZERO + timedelta(days=int(match["digits"])), (SERIAL,))


def _year(match: re.Match[str], digits: str, *, before: bool = False) -> tuple[int, tuple[str, ...]]:
    """Return the Gregorian year and its doubts; ValueError where era, digits and range contradict each other."""
    number = int(digits)
    bare = not (match["roc"] or match["west"] or before)
    if match["west"] or (bare and number in _WESTERN_YEARS):
        return _within(_WESTERN_YEARS, 0 if before else number), (WESTERN,) if bare else ()
    if before:
        return _within(_WESTERN_YEARS, FIRST_YEAR - number if number else 0), ()
    short = bare and len(digits) < len("115") and number in _SHORT_YEARS
    return _within(_ROC_YEARS, number) + _OFFSET, (SHORT_YEAR,) if short else ()


def _within(years: range, year: int) -> int:
    if year not in years:
        raise ValueError(year)
    return year


def _cell(value: date) -> ParsedDate:
    """Read a date cell: LibreOffice keeps 115/8/1 as year 115, and spreadsheets guess the century of a year with two digits."""
    literal = value.year in _ROC_YEARS
    try:
        day = date(_within(_WESTERN_YEARS, value.year + _OFFSET * literal), value.month, value.day)
    except ValueError:
        raise _refusal(value.isoformat()) from None
    return ParsedDate(day, (WESTERN,) if literal or day.year in _GUESSED_CENTURY else ())


def _year_text(day: date) -> str:
    return str(roc_year(day)) if day.year >= FIRST_YEAR else f"前{FIRST_YEAR - day.year}"


def _refusal(text: str) -> InputError:
    return InputError(Fault.NOT_A_DATE, text=text[:20])
