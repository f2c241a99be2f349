"""Working days of the government (工作天), from the `holidays` library and from imported office calendars (辦公日曆表), which win.

`holidays` knows make-up Saturdays but neither typhoon days nor law to come; the official CSV knows the first two when the user imports it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hrdesk.errors import Fault, InputError

if TYPE_CHECKING:
    from holidays import HolidayBase

TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")  # no summer time since 1979; a fixed offset needs no tz database on Windows

_DAY_HEADING = "西元日期"
_OFF_HEADING = "是否放假"
_DAY = re.compile(r"(\d{4})([/-]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_WORKING = {"0": True, "2": False}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """Tells working days; `days` holds the imported ones (True = 上班), every other day is asked of `holidays`."""

    days: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_days(cls, days: Mapping[date, bool]) -> "OfficeCalendar":
        """Return a calendar in which the given days win (True = working)."""
        return cls(MappingProxyType(dict(days)))

    def is_working_day(self, day: date) -> bool:
        """Tell whether government offices work on that day."""
        imported = self.days.get(day)
        return _taiwan(day.year).is_working_day(day) if imported is None else imported

    def is_imported(self, day: date) -> bool:
        """Tell whether an imported calendar decides about that day."""
        return day in self.days

    def nth_working_day(self, first: date, n: int) -> date:
        """Return the n-th working day, counting `first` as day 1 if it is one; `n` is 1 or more, ValueError otherwise."""
        if n < 1:
            raise ValueError(n)
        day, left = first, n
        while True:
            left -= self.is_working_day(day)
            if not left:
                return day
            day += _ONE_DAY


def read_calendar(text: str) -> Mapping[date, bool]:
    """Read the CSV of 政府行政機關辦公日曆表 (西元日期,星期,是否放假,備註; 0 = 上班, 2 = 放假), True = working.

    Raises InputError: FILE_NO_HEADINGS, FILE_EMPTY, or INVALID with the row that cannot be read or contradicts an earlier one.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    headings = [cell.strip() for cell in next(rows, [])]
    if _DAY_HEADING not in headings or _OFF_HEADING not in headings:
        raise InputError(Fault.FILE_NO_HEADINGS, missing=f"{_DAY_HEADING}、{_OFF_HEADING}")
    days: dict[date, bool] = {}
    for number, day, working in _parsed(rows, headings.index(_DAY_HEADING), headings.index(_OFF_HEADING)):
        if days.setdefault(day, working) is not working:
            raise _refusal(number, "與前面的列矛盾")
    if not days:
        raise InputError(Fault.FILE_EMPTY)
    return MappingProxyType(days)


def _parsed(rows: Iterator[list[str]], day_column: int, off_column: int) -> Iterator[tuple[int, date, bool]]:
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = [cell.strip() for cell in row] + [""] * (max(day_column, off_column) + 1)
        day, working = _day(cells[day_column]), _WORKING.get(cells[off_column])
        if day is None or working is None:
            raise _refusal(number, "日期應為8位西元年月日，是否放假應為0或2")
        yield number, day, working


def _refusal(row: int, reason: str) -> InputError:
    return InputError(Fault.INVALID, what=f"辦公日曆表第{row}列", reason=reason, row=row)


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None or (not match[2] and len(text) != len("20260101")):
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


@cache
def _taiwan(year: int) -> "HolidayBase":
    # imported here because it costs 0.1 s; one object a year, because a single one keeps growing by the years asked
    from holidays import country_holidays

    return country_holidays("TW", years=year, expand=False)
