"""Files in another system's own layout: the template is data, a value that the other side could not take is left out and told, never altered."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrdesk import paths
from hrdesk.domain.values import Key, Problem
from hrdesk.errors import Fault, InputError

FORMULA = ("=", "+", "-", "@", "\t")  # a sheet would run a cell that begins so
NEVER = ("\r", "\n", "\0")  # one row is one line


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the other side's file: filled from `field`, or always `value`."""

    heading: str
    field: str = ""
    value: str = ""
    required: bool = False
    longest: int = 0  # characters, 0 = no limit
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The layout of one interchange file; `results` maps a value of ours to the other side's code."""

    name: str
    encoding: str
    rows_max: int  # 0 = no limit
    columns: tuple[Column, ...]
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One row to write: the values by field, and the record it speaks of."""

    values: Mapping[str, str]
    record: Key


@dataclass(frozen=True, slots=True)
class Exported:
    """The files, ready to be written, how many rows they hold, of which records, and which rows were left out and why."""

    files: tuple[bytes, ...]
    rows: int
    left_out: tuple[Problem, ...]
    records: tuple[Key, ...]


def template(name: str) -> Template:
    """Return a template of `resources/interchange`; raise InputError NOT_FOUND for an unknown one."""
    path = paths.resources() / "interchange" / f"{name}.toml"
    if not path.is_file():
        raise InputError(Fault.NOT_FOUND, what="匯出格式", text=name)
    with path.open("rb") as file:
        data = tomllib.load(file)
    columns = tuple(Column(**{**column, "refused": tuple(column.get("refused", ()))}) for column in data["columns"])
    return Template(data["name"], data["encoding"], data["rows_max"], columns, data["results"])


def fill(layout: Template, lines: Iterable[Line]) -> Exported:
    """Return `lines` in the other side's layout, CRLF with a heading row, split where a file may hold no more.

    A row that the other side would refuse or misread is left out with its reason. Raises InputError INVALID for two equal rows, since one
    duplicate makes the other side refuse the whole batch.
    """
    kept: list[tuple[str, ...]] = []
    left_out: list[Problem] = []
    records: list[Key] = []
    for line in lines:
        row = tuple(column.value or line.values.get(column.field, "") for column in layout.columns)
        problems = tuple(_problems(layout, row, line.record))
        left_out += problems
        kept += () if problems else (row,)
        records += () if problems else (line.record,)
    _refuse_duplicates(kept)
    size = layout.rows_max or max(len(kept), 1)
    files = tuple(_written(layout, kept[start : start + size]) for start in range(0, len(kept), size))
    return Exported(files, len(kept), tuple(left_out), tuple(records))


def _problems(layout: Template, row: Sequence[str], record: Key) -> Iterator[Problem]:
    """Yield why a row cannot be written as it is; facts name the column, never the person."""
    for column, text in zip(layout.columns, row, strict=True):
        code = _wrong(column, text, layout.encoding)
        if code:
            yield Problem(code, where=column.field, record=record, facts={"column": column.heading.lstrip("*")})


def _wrong(column: Column, text: str, encoding: str) -> str:
    """Return the problem code of one cell, or an empty text."""
    if column.required and not text:
        return "export_missing"
    if column.longest and len(text) > column.longest:
        return "export_too_long"
    if any(mark in text for mark in (*column.refused, *NEVER)):
        return "export_character"
    if text.startswith(FORMULA):
        return "export_formula"
    return "" if _fits(text, encoding) else "export_encoding"


def _fits(text: str, encoding: str) -> bool:
    """Tell whether the other side's encoding can hold `text` and give it back unaltered."""
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def _refuse_duplicates(rows: Sequence[tuple[str, ...]]) -> None:
    """Raise InputError INVALID where two rows are the same."""
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=1):
        if row in seen:
            raise InputError(Fault.INVALID, what="匯出資料", reason=f"第 {number} 列與前面重複，對方系統會退回整批")
        seen.add(row)


def _written(layout: Template, rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return one file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.heading for column in layout.columns)
    writer.writerows(rows)
    return text.getvalue().encode(layout.encoding)
