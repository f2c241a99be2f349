"""Reads the cells of one row as values; what cannot be read becomes a Problem, what is doubtful a warning, nothing is guessed."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from hrdesk.domain.minguo import parse_day, parse_minutes
from hrdesk.domain.values import Problem, Severity
from hrdesk.errors import InputError
from hrdesk.intake.headings import fold
from hrdesk.intake.recognise import DataRow, Recognised
from hrdesk.intake.sheets import Cell

T = TypeVar("T")

PERSONAL = frozenset({"name", "national_id", "birth", "phone", "email", "teacher", "served", "served_person", "served_phone"})
DOUBTS = {
    "western": "可能是西元年",
    "six_digits": "只有六位數字",
    "serial": "是試算表的日期序號",
    "short_year": "年份不到三位",
    "year_missing": "迄日沒有年份",
}
_HOUR = r"(\d+(?:\.\d+)?)"
_HOURS = re.compile(rf"{_HOUR}(?:小時|時|hours?|hrs?|h)?|(?:{_HOUR}(?:小時|時))?(\d+)(?:分鐘?|mins?)", re.IGNORECASE)
_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_JOINTS = re.compile(r"[、,，;；/／\s+＋及和]+(?![^（(]*[)）])")  # not those within brackets
_BOX = re.compile("[□☐]")
_TICKED = re.compile(r"[■☑☒✓✔●◼▣]\s*([^\s■☑☒✓✔●◼▣□☐○◻、,，;；/]+)")


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0, as a spreadsheet shows them."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class RowReader:
    """One row under recognised headings; collects `problems` while its fields are read."""

    def __init__(self, found: Recognised, row: DataRow) -> None:
        self.number = row.number
        self.problems: list[Problem] = []
        self._columns = found.columns
        self._cells = row.cells

    def has(self, field: str) -> bool:
        """Tell whether the sheet has a column for a field."""
        return field in self._columns

    def cell(self, field: str) -> Cell:
        """Return a field's cell, "" where the sheet has no such column; two columns of one heading that differ are a problem."""
        columns = self._columns.get(field)
        if columns is None:
            return ""
        if len(columns) == 1:
            return _tidy(self._cells[columns[0]])
        values = {value for value in (_tidy(self._cells[column]) for column in columns) if value != ""}
        if len(values) > 1:
            self.problem("columns_differ", field)
            return ""
        return values.pop() if values else ""

    def problem(self, code: str, field: str, severity: Severity = Severity.ERROR, **facts: str | int) -> None:
        """Note one problem of a field; `facts` get the row, the column's letters and, unless it is personal, the text."""
        columns = self._columns.get(field, ())
        place: dict[str, str | int] = {"row": self.number}
        if columns:
            place["column"] = column_letters(columns[0])
            if field not in PERSONAL:
                place["text"] = str(self._cells[columns[0]])[:40]
        self.problems.append(Problem(code, severity, field, facts=place | facts))

    def text(self, field: str) -> str:
        """Return a field's text as it was typed, without the blanks around it; a date that a program made of it is a warning."""
        value = self.cell(field)
        if isinstance(value, date):
            self.problem("text_is_date", field, Severity.WARNING)
            return value.isoformat()
        return str(value)

    def day(self, field: str) -> date | None:
        """Return a field's day; None with a problem if it cannot be read, a warning if it may be another day."""
        value = self.cell(field)
        return None if value == "" else self.day_of(field, value)

    def day_of(self, field: str, value: Cell) -> date | None:
        """Return the day of a value that stands in a field."""
        try:
            parsed = _parsed(value)
        except InputError:
            self.problem("date_unreadable", field)
            return None
        for doubt in parsed.doubts:
            self.doubt(field, doubt)
        return parsed.day

    def doubt(self, field: str, doubt: str) -> None:
        """Note that a field's day may be another one; `doubt` is a key of DOUBTS."""
        self.problem("date_doubtful", field, Severity.WARNING, doubt=doubt, why=DOUBTS[doubt])

    def clock(self, field: str) -> int | None:
        """Return a time of day in minutes after midnight."""
        value = self.cell(field)
        return None if value == "" else self.clock_of(field, str(value))

    def clock_of(self, field: str, text: str) -> int | None:
        """Return the minutes after midnight of a text such as 9:30, 0930 or 上午9時30分."""
        try:
            minutes = parse_minutes(_clock_text(text))
        except InputError:
            minutes = 24 * 60
        if minutes >= 24 * 60:
            self.problem("time_unreadable", field)
            return None
        return minutes

    def hours(self, field: str) -> int | None:
        """Return a number of hours (2, 2.5, 2:30, 2小時30分) in minutes; a fraction of a minute is a problem."""
        value = self.cell(field)
        if value == "":
            return None
        minutes = _minutes(str(value))
        if minutes is None:
            self.problem("hours_unreadable", field)
        return minutes

    def whole(self, field: str, unit: str = "") -> int | None:
        """Return a whole number that is not negative, with or without its unit."""
        value = self.cell(field)
        text = str(value).translate(_WIDE).strip().removesuffix(unit).rstrip()
        if text == "":
            return None
        if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or len(text) > 9:
            self.problem("number_unreadable", field)
            return None
        return int(text)

    def choice(self, field: str, words: Mapping[str, T]) -> T | None:
        """Return what a field's word means; a word that is not in `words` (folded) is a problem."""
        text = self.text(field)
        ticked = _TICKED.findall(text)
        if text == "" or (not ticked and _BOX.search(text)):
            return None
        found = {words.get(fold(word)) for word in ticked or [text]}
        value = found.pop()
        if found or value is None:
            self.problem("word_unknown", field)
            return None
        return value

    def choices(self, field: str, words: Mapping[str, T]) -> tuple[T, ...]:
        """Return what the words of a field mean, in their order; each unknown word is a problem."""
        text = self.text(field)
        parts = _TICKED.findall(text) or ([] if _BOX.search(text) else _JOINTS.split(text))
        values: list[T] = []
        for part in filter(None, parts):
            value = words.get(fold(part))
            if value is None:
                self.problem("word_unknown", field, word=part[:20])
            elif value not in values:
                values.append(value)
        return tuple(values)


_parsed = lru_cache(maxsize=20_000)(parse_day)  # the same few thousand days fill most lists


def _tidy(value: Cell) -> Cell:
    return value.strip("\ufeff\u200b \t\r\n\u3000\xa0") if isinstance(value, str) else value


def _minutes(text: str) -> int | None:
    tidy = "".join(text.translate(_WIDE).split())
    if ":" in tidy:
        try:
            return parse_minutes(tidy)
        except InputError:
            return None
    match = _HOURS.fullmatch(tidy)
    if not match or not tidy or len(tidy) > 12:
        return None
    exact = Decimal(match[1] or match[2] or 0) * 60 + int(match[3] or 0)
    return int(exact) if exact == int(exact) else None


def _clock_text(text: str) -> str:
    tidy = "".join(text.translate(_WIDE).split())
    half = 12 if tidy.startswith(("下午", "PM", "pm")) else 0
    tidy = re.sub(r"^(?:上午|下午|AM|PM|am|pm)", "", tidy)
    match = re.fullmatch(r"(\d{1,2})(?:[:時點]|(?=\d\d$))(\d{2})?分?(?::00)?", tidy)
    if not match:
        return text
    hour = int(match[1])
    return f"{hour + half if half and hour < 12 else hour}:{match[2] or '00'}"
