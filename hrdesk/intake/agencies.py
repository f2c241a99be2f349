"""Reads a list of agencies: any sheet with 機關代碼 and 機關名稱, in whatever order, Big5 or UTF-8."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hrdesk.domain.minguo import parse_day
from hrdesk.domain.staff import Tier
from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import fold
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.sheets import Cell, Sheet
from hrdesk.paths import resources

DEPTH = 20  # rows in which headings may stand
NEEDED = ("code", "name")
FIELDS = (*NEEDED, "parent", "tier", "group", "start", "end")


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency of a list; `parent` is a code or a name, `tier` None where the list tells none in words, `end` None where it still is."""

    row: int
    code: str
    name: str
    parent: str = ""
    tier: Tier | None = None
    group: str = ""
    end: date | None = None
    start: date | None = None


def read_agencies(path: Path) -> tuple[AgencyRow, ...]:
    """Return the agencies of a file's first sheet that has the headings; raise InputError FILE_NO_HEADINGS where none has, and as reading does."""
    for sheet in read_sheets(path):
        found = _columns(sheet)
        if found is not None:
            return tuple(_rows(sheet, *found))
    raise InputError(Fault.FILE_NO_HEADINGS, file=path.name, missing="機關代碼、機關名稱")


def _columns(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """Return the row after the headings and each field's column, or None."""
    names = _names()
    for number, row in enumerate(sheet.rows[:DEPTH]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = names.get(fold(str(cell)))
            if field is not None:
                found.setdefault(field, column)
        if all(field in found for field in NEEDED):
            return number + 1, found
    return None


def _rows(sheet: Sheet, start: int, columns: Mapping[str, int]) -> Iterator[AgencyRow]:
    for number, row in enumerate(sheet.rows[start:], start=start + 1):
        texts = {field: _text(row, columns.get(field)) for field in FIELDS}
        if texts["code"] or texts["name"]:
            tier = _tiers().get(fold(texts["tier"]))
            days = {field: _day(row, columns.get(field)) for field in ("start", "end")}
            yield AgencyRow(number, texts["code"].upper(), texts["name"], texts["parent"], tier, texts["group"], days["end"], days["start"])


def _text(row: Sequence[Cell], column: int | None) -> str:
    return "" if column is None or column >= len(row) else str(row[column]).strip()


def _day(row: Sequence[Cell], column: int | None) -> date | None:
    """Return a day of a cell; a cell that holds none, as lists write 無 or 0, is none."""
    if column is None or not _text(row, column):
        return None
    try:
        return parse_day(row[column]).day
    except InputError:
        return None


@cache
def _table(part: str) -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = tomllib.loads((resources() / "intake" / "agencies.toml").read_text("utf-8"))[part]
    return found


@cache
def _names() -> Mapping[str, str]:
    return {fold(name): field for field, names in _table("fields").items() for name in names}


@cache
def _tiers() -> Mapping[str, Tier]:
    return {fold(name): Tier(tier) for tier, names in _table("tiers").items() for name in names}
