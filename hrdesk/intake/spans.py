"""Spans of days and of clock times in one cell, as forms print them: 115/06/10～115/06/11, 09:00-10:30."""

import re
from collections.abc import Iterator
from datetime import date

from hrdesk.domain.minguo import parse_day
from hrdesk.errors import InputError
from hrdesk.intake.cells import RowReader
from hrdesk.intake.sheets import Cell

_TO = re.compile(r"\s*[~～〜∼至到—–―]\s*|\s*\n\s*|\s+-\s+")
_NO_YEAR = re.compile(r"(\d{1,2})([./月])(\d{1,2})日?")
_YEAR = re.compile(r"^(\D*\d{2,4}[年./-])")
_CLOCK = r"(?:上午|下午)?\s*\d{1,2}\s*[:：時點]\s*(?:\d{2})?\s*分?"
_CLOCKS = re.compile(rf"({_CLOCK})\s*(?:[-~～〜∼至到—–―]\s*({_CLOCK}))?")


def read_span(reader: RowReader, field: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a field; one day is both. What cannot be read, or may be split in two ways, is a problem."""
    value = reader.cell(field)
    if value == "":
        return None, None
    if not isinstance(value, str) or _is_day(value):
        day = reader.day_of(field, value)
        return day, day
    pairs = list(_pairs(value))
    if len(pairs) != 1:
        reader.problem("date_unreadable", field)
        return None, None
    first, last = pairs[0]
    if _NO_YEAR.fullmatch(last):
        reader.doubt(field, "year_missing")
        last = _with_year(first, last)
    return reader.day_of(field, first), reader.day_of(field, last)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way to read a text as two days; a hyphen may stand within a date and between two."""
    parts = [part for part in _TO.split(text.strip()) if part]
    if len(parts) == 2:
        first, last = parts
        if _is_day(first) and (_is_day(last) or _NO_YEAR.fullmatch(last)):
            yield first, last
        return
    for at in [match.start() for match in re.finditer("[-－]", text)]:
        if _is_day(text[:at]) and _is_day(text[at + 1 :]):
            yield text[:at], text[at + 1 :]


def _with_year(first: str, last: str) -> str:
    year = _YEAR.match(first.strip())
    month_day = _NO_YEAR.fullmatch(last)
    if year is None or month_day is None:
        return last
    mark = year[1][-1]
    return f"{year[1]}{month_day[1]}{'月' if mark == '年' else mark}{month_day[3]}"


def _is_day(value: Cell) -> bool:
    try:
        parse_day(value)
    except InputError:
        return False
    return True


def split_times(text: str) -> tuple[str, str, str, str]:
    """Part a text into what stands before the clock times, the first time, the last time ("" where there is none) and what stands behind."""
    match = _CLOCKS.search(text)
    if match is None:
        return text.strip(), "", "", ""
    return text[: match.start()].strip(), match[1].strip(), (match[2] or "").strip(), text[match.end() :].strip()
