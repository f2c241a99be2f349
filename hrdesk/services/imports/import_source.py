"""What an import is told about: a file, or cells that a person copied from a spreadsheet, and how they were understood."""

import csv
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.national_id import mask_id
from hrdesk.errors import Fault, InputError
from hrdesk.intake.cells import column_letters
from hrdesk.intake.headings import Headings, SheetKind, headings_of
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.recognise import Recognised, recognise
from hrdesk.intake.sheets import Cell, Sheet
from hrdesk.services.core.desk import Desk

PASTED = "貼上的內容"
DEPTH = 20  # rows in which headings may stand
SHOWN = 3  # example cells of a column
ID = re.compile(r"[A-Za-z][A-Da-d0-9]\d{8}", re.ASCII)

Cells = tuple[tuple[str, ...], ...]
Given = Path | Cells


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """One sheet: its headings in their order, which field each was taken for, what is required and missing, and cells as examples by heading."""

    name: str
    headings: tuple[str, ...]
    mapping: Mapping[str, str]  # field -> heading
    missing: tuple[str, ...]
    rows: int
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A file before it is read as records: its sheets, the one that is read by itself, and every field with its label."""

    file: str
    sheets: tuple[SheetOutline, ...]
    best: str
    fields: Mapping[str, str]  # field -> label
    required: tuple[str, ...]


def kind_named(name: str) -> SheetKind:
    """Return the kind of sheet with this name; raise InputError INVALID for an unknown one."""
    if name not in {kind.value for kind in SheetKind}:
        raise InputError(Fault.INVALID, what="匯入種類", reason=name)
    return SheetKind(name)


@contextmanager
def on_disk(desk: Desk, kind: SheetKind, given: Given) -> Iterator[Path]:
    """Give the path of what is to be read; copied cells stand in the workspace's private folder only as long as it is read."""
    if isinstance(given, Path):
        yield given
        return
    folder = desk.scratch / desk.new_id()
    folder.mkdir()
    try:
        yield _written(folder / f"{PASTED}.csv", with_headings(kind, given))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_headings(kind: SheetKind, cells: Cells) -> Cells:
    """Return copied cells as rows of one width; where none of the first rows names a field, columns are headed A欄, B欄 … to be chosen by hand."""
    width = max((len(row) for row in cells), default=0)
    rows = tuple((*row, *[""] * (width - len(row))) for row in cells)
    table = headings_of(kind)
    if any(table.match(cell) for row in rows[:DEPTH] for cell in row if cell.strip()):
        return rows
    return (tuple(f"{column_letters(n)}欄" for n in range(width)), *rows)


def outline(desk: Desk, kind: str, given: Given) -> Outline:
    """Return what a file or copied cells hold, so that a person may choose the sheet and say which column is what.

    Raises InputError where it cannot be read at all; headings that nobody knows are no error.
    """
    which = kind_named(kind)
    table = headings_of(which)
    with on_disk(desk, which, given) as path:
        sheets = read_sheets(path, forms=which is SheetKind.SELF_CHECK)
        filled = [sheet for sheet in sheets if any(any(str(cell).strip() for cell in row) for row in sheet.rows)]
        if not filled:
            raise InputError(Fault.FILE_EMPTY, file=path.name)
        outlines = tuple(_sheet(sheets, sheet, which, table) for sheet in filled)
        return Outline(path.name, outlines, _best(sheets, which, filled), table.labels, table.required)


def _best(sheets: Sequence[Sheet], kind: SheetKind, filled: Sequence[Sheet]) -> str:
    """Return the sheet that is read where none is named: the best recognised, else the first that is seen."""
    try:
        return recognise(sheets, kind).sheet
    except InputError:
        return next((sheet.name for sheet in filled if not sheet.hidden), filled[0].name)


def _sheet(sheets: Sequence[Sheet], sheet: Sheet, kind: SheetKind, table: Headings) -> SheetOutline:
    try:
        return _recognised(sheet, recognise(sheets, kind, None, sheet.name))
    except InputError:
        return _guessed(sheet, table)


def _recognised(sheet: Sheet, found: Recognised) -> SheetOutline:
    places = {heading: found.columns[field][0] for field, heading in found.headings.items()}
    known = [heading for heading, _ in sorted(places.items(), key=lambda pair: pair[1])]
    bodies = [[shown(cell) for cell in row.cells] for row in found.rows]
    examples = {heading: _examples([row[column] for row in bodies]) for heading, column in places.items()}
    upper = [str(cell).strip() for cell in sheet.rows[found.heading_row - 1]]
    for heading in found.skipped:
        examples[heading] = _examples([row[upper.index(heading)] for row in bodies]) if heading in upper else ()
    return SheetOutline(sheet.name, tuple(dict.fromkeys((*known, *found.skipped))), found.headings, (), len(found.rows), examples)


def _guessed(sheet: Sheet, table: Headings) -> SheetOutline:
    """Return a sheet whose required headings are not all known: its fullest row of texts among the first is taken for the headings."""
    depth = range(min(len(sheet.rows), DEPTH))
    at = max(depth, key=lambda index: (sum(isinstance(cell, str) and bool(cell.strip()) for cell in sheet.rows[index]), -index))
    texts = [str(cell).strip() for cell in sheet.rows[at]]
    headings = tuple(dict.fromkeys(text for text in texts if text))
    mapping: dict[str, str] = {}
    for heading in headings:
        if match := table.match(heading):
            mapping.setdefault(match[0], heading)
    body = sheet.rows[at + 1 :]
    examples = {heading: _examples([shown(row[texts.index(heading)]) for row in body]) for heading in headings}
    missing = tuple(field for field in table.required if field not in mapping)
    return SheetOutline(sheet.name, headings, mapping, missing, len(body), examples)


def shown(cell: Cell) -> str:
    """Return a cell as an example of its column: 民國 dates, ID numbers masked wherever they stand."""
    if isinstance(cell, date):
        return roc_short(cell.date() if isinstance(cell, datetime) else cell)
    return ID.sub(lambda found: mask_id(found[0]), str(cell).strip())


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:SHOWN]


def _written(path: Path, cells: Cells) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(cells)
    return path
