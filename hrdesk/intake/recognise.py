"""Finds the sheet, the heading row and the columns of a foreign spreadsheet, and tells apart the rows that are none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hrdesk.domain.values import Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import Headings, SheetKind, fold, headings_of
from hrdesk.intake.sheets import Cell, Sheet

_DEPTH = 20  # rows in which the headings are looked for
_TOTAL = re.compile(r"(?:合計|總計|小計|共計|總和|累計)(?:$|[\s:：(（0-9０-９共])")
_FOOTER = re.compile(r"填表說明|每人[:：]|填表人|填表日期|製表|列印|印表|備註[:：]|附註|註[:：]|說明[:：]|第\s*\d+\s*頁|※|[一二三四五六七八九十]+、")
_SIGNATURE = re.compile(r"(?:填表人?|製表人?|承辦人|單位主管|人事主管|機關首長|種[籽子]教師|受輔導機關|當事人|複核|決行)[:：]?")


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was not read, and why: row_empty, row_heading, row_total, row_footer, row_nothing (says that there is none)."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row that counts: its number in the file (from 1) and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet understood: `columns` are the columns of each field (from 0; several where one heading stands twice).

    `skipped` are headings that mean no field, `above` the rows over the headings, `others` the sheets not read.
    """

    kind: SheetKind
    sheet: str
    heading_row: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, str]
    skipped: tuple[str, ...]
    above: tuple[DataRow, ...]
    rows: tuple[DataRow, ...]
    skipped_rows: tuple[SkippedRow, ...] = ()
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    sheet: Sheet
    first: int  # index of the (upper) heading row
    last: int  # index of the (lower) heading row
    texts: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    missing: tuple[str, ...]

    @property
    def merit(self) -> tuple[bool, int, int]:
        return not self.missing, len(self.columns), -self.first


def recognise(sheets: Sequence[Sheet], kind: SheetKind, mapping: Mapping[str, str] | None = None, sheet: str | None = None) -> Recognised:
    """Find the best sheet and heading row for a kind; `mapping` (field → heading, "" = not read) wins over the table, `sheet` names the sheet to read.

    A hidden sheet is read only when named. Raises InputError FILE_NO_HEADINGS (fact `missing`: the headings, 、 between them), NOT_FOUND for an
    unknown sheet, INVALID for an unknown field of `mapping`.
    """
    table = _mapped(headings_of(kind), mapping or {})
    chosen = [one for one in sheets if (one.name == sheet if sheet is not None else not one.hidden)]
    if sheet is not None and not chosen:
        raise InputError(Fault.NOT_FOUND, what="工作表")
    candidates = [found for one in chosen for found in _candidates(one, table)]
    best = max(candidates, key=lambda found: found.merit, default=None)
    if best is None or best.missing:
        missing = best.missing if best else table.required
        raise InputError(Fault.FILE_NO_HEADINGS, file=sheets[0].file if sheets else "", missing="、".join(table.labels[field] for field in missing))
    return _recognised(kind, table, best, sheets, candidates)


def _mapped(table: Headings, mapping: Mapping[str, str]) -> Headings:
    """Return the table with the headings of `mapping` leading to its fields, before everything else; a field mapped to "" is not read."""
    if unknown := set(mapping) - set(table.labels):
        raise InputError(Fault.INVALID, where="mapping", what="、".join(sorted(unknown)))
    named = {field: heading for field, heading in mapping.items() if heading}
    aliases = {alias: (field, rank) for alias, (field, rank) in table.aliases.items() if field not in mapping}
    aliases |= {fold(heading): (field, 0) for field, heading in named.items()}
    required = tuple(dict.fromkeys((*table.required, *named)))
    return replace(table, required=required, labels=dict(table.labels) | named, aliases=aliases)


def _candidates(sheet: Sheet, table: Headings) -> list[_Candidate]:
    found: list[_Candidate] = []
    for index, row in enumerate(sheet.rows[:_DEPTH]):
        single = _candidate(sheet, table, index, index, _texts(row))
        if not single.columns:
            continue
        found.append(single)
        if index + 1 < len(sheet.rows):
            found += _double(sheet, table, single, index)
    return found


def _double(sheet: Sheet, table: Headings, single: _Candidate, index: int) -> list[_Candidate]:
    """Return the heading of two rows (到職日 over 本機關 and 現職), unless the lower row is a person already."""
    upper, lower = _texts(sheet.rows[index]), _texts(sheet.rows[index + 1])
    marks = [column for field in table.rows for column in single.columns.get(field, ())]
    if any(lower[column] and fold(lower[column]) != fold(upper[column]) for column in marks):
        return []
    both = _candidate(sheet, table, index, index + 1, _joined(upper, lower, table))
    return [both] if len(both.columns) > len(single.columns) else []


def _joined(upper: tuple[str, ...], lower: tuple[str, ...], table: Headings) -> tuple[str, ...]:
    texts: list[str] = []
    over = ""
    for top, below in zip(upper, lower, strict=True):
        over = top or over
        options = [text for text in (over + below if below != over else below, below, top) if text]
        texts.append(next((text for text in options if table.match(text)), top or below))
    return tuple(texts)


def _candidate(sheet: Sheet, table: Headings, first: int, last: int, texts: tuple[str, ...]) -> _Candidate:
    ranked: dict[str, list[tuple[int, int]]] = {}
    for column, text in enumerate(texts):
        if text and (match := table.match(text)):
            ranked.setdefault(match[0], []).append((match[1], column))
    columns = {field: tuple(column for rank, column in places if rank == min(places)[0]) for field, places in ranked.items()}
    return _Candidate(sheet, first, last, texts, columns, tuple(field for field in table.required if field not in columns))


def _texts(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(cell.strip() if isinstance(cell, str) else "" for cell in row)


def _recognised(kind: SheetKind, table: Headings, best: _Candidate, sheets: Sequence[Sheet], candidates: list[_Candidate]) -> Recognised:
    read = {column for columns in best.columns.values() for column in columns}
    rows, skipped_rows = _split(best, table)
    also = {found.sheet.name for found in candidates if not found.missing} - {best.sheet.name}
    return Recognised(
        kind=kind,
        sheet=best.sheet.name,
        heading_row=best.last + 1,
        columns=best.columns,
        headings={field: best.texts[columns[0]] for field, columns in best.columns.items()},
        skipped=tuple(dict.fromkeys(text for column, text in enumerate(best.texts) if text and column not in read)),
        above=tuple(DataRow(index + 1, row) for index, row in enumerate(best.sheet.rows[: best.first])),
        rows=rows,
        skipped_rows=skipped_rows,
        others=tuple(one.name for one in sheets if one is not best.sheet),
        problems=tuple(Problem("sheet_not_read", Severity.WARNING, facts={"sheet": one.name}) for one in sheets if one.name in also),
    )


def _split(best: _Candidate, table: Headings) -> tuple[tuple[DataRow, ...], tuple[SkippedRow, ...]]:
    """Part the rows under the headings into those that count and those that do not; the empty end of a sheet is neither."""
    rows: list[DataRow] = []
    skipped: list[SkippedRow] = []
    judge = _Judge(best, table)
    body = best.sheet.rows[best.last + 1 :]
    end = max((index + 1 for index, row in enumerate(body) if any(cell != "" for cell in row)), default=0)
    for number, row in enumerate(body[:end], start=best.last + 2):
        reason = judge.reason(row)
        if reason:
            skipped.append(SkippedRow(number, reason))
        else:
            rows.append(DataRow(number, row))
    return tuple(rows), tuple(skipped)


class _Judge:
    """Tells why a row is no data; when in doubt it is data, and its problems will show."""

    def __init__(self, best: _Candidate, table: Headings) -> None:
        self._marks = [column for field in table.rows for column in best.columns.get(field, ())]
        self._content = [column for field in table.content for column in best.columns.get(field, ())]
        self._none = table.none
        self._heading = {str(cell).strip() for row in best.sheet.rows[best.first : best.last + 1] for cell in row}
        self._first = best.columns[table.required[0]][0]
        self._footer = False  # the notes under the table have begun

    def reason(self, row: tuple[Cell, ...]) -> str:
        """Return the reason, "" for data."""
        filled = [text for cell in row if (text := str(cell).strip())]
        if not filled:
            return "row_empty"
        if (first := str(row[self._first]).strip()) and first in self._heading and len(filled) > 1:
            return "row_heading"
        if _TOTAL.match(filled[0]):
            return "row_total"
        if self._is_footer(filled, marked=any(str(row[column]).strip() for column in self._marks)):
            self._footer = True
            return "row_footer"
        content = [text for column in self._content if (text := str(row[column]).strip())]
        return "row_nothing" if not content or (self._none and any(fold(text) in self._none for text in content)) else ""

    def _is_footer(self, filled: list[str], *, marked: bool) -> bool:
        if all(_SIGNATURE.fullmatch(text) for text in filled):
            return True
        if self._footer and len(filled) == 1:
            return True
        begins = _FOOTER.match(filled[0]) is not None
        return (begins and len(filled) <= 2) or (not marked and (begins or (self._footer and len(filled) <= 2)))
