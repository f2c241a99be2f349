"""The child process that parses a foreign spreadsheet or filled form, limited in memory, processor time and writes.

Reads a request line and the file's bytes from standard input, writes one JSON answer to standard output, and touches nothing else. In a frozen
build the program starts itself with `SWITCH` as its first argument, and `__main__` then calls `serve` before anything else.
"""

import contextlib
import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from hrdesk.errors import InputError
from hrdesk.intake.delimited import decode, rows_of
from hrdesk.intake.sheets import FileKind

SWITCH = "--read-sheets"
_WHOLE = 2**53  # beyond it a stored number is no longer exact


def serve() -> int:
    """Answer one request; returns the exit code (0 answered, also when the answer is a refusal)."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["memory"], request["seconds"])
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(answer(data, request), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    return 0


def _limit(memory: int, seconds: int) -> None:
    """Take from this process what parsing does not need; only POSIX offers it, elsewhere the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        # macOS refuses some of them; the others and the parent's clock still hold
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def answer(data: bytes, request: dict[str, Any]) -> dict[str, Any]:
    """Return {"sheets": [{name, hidden, rows, dates}]}, {"fields": [[name, value]]} or {"fault", "facts"}.

    `dates` are [row, column, ISO text] kept apart from the rows.
    """
    try:
        kind = FileKind(request["kind"])
        if kind is FileKind.TEXT:
            return {"sheets": [_sheet("", _level(rows_of(decode(data)), request["cells"]))]}
        if kind is FileKind.PDF:
            return {"fields": _fields(data, request)}
        return _workbook(data, request["cells"])
    except InputError as error:
        return {"fault": error.fault.value, "facts": error.facts}
    except _TooManyCells:
        return {"fault": "file_hostile", "facts": {"reason": "area", "what": "儲存格範圍過大", "limit": request["cells"]}}


def _fields(data: bytes, request: dict[str, Any]) -> list[tuple[str, str]]:
    from hrdesk.intake.pdf_fields import read_fields

    return read_fields(data, request["pages"], request["fields"], request["written"])


def _level(rows: list[list[str]], cells: int) -> list[list[str]]:
    """Make all rows as long as the longest: text has ragged ones, a sheet has none."""
    width = max(map(len, rows), default=0)
    if width * len(rows) > cells:
        raise _TooManyCells
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def _workbook(data: bytes, cells: int) -> dict[str, Any]:
    import io

    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        return {"sheets": list(_sheets(book, cells))}
    except (calamine.CalamineError, ValueError, OverflowError, OSError, EOFError):
        return {"fault": "file_damaged", "facts": {}}


class _TooManyCells(Exception):  # noqa: N818
    """The sheets together are beyond the limit."""


def _sheets(book: Any, left: int) -> Iterator[dict[str, Any]]:
    import python_calamine as calamine

    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        end = sheet.end
        left -= (end[0] + 1) * (end[1] + 1) if end else 0
        if left < 0:
            raise _TooManyCells
        rows = sheet.to_python(skip_empty_area=False) if end else []
        _fill_down(rows, sheet.merged_cell_ranges or [])
        yield _sheet(meta.name, rows, hidden=meta.visible != calamine.SheetVisibleEnum.Visible)


def _fill_down(rows: list[list[Any]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every row its own copy of a value merged downwards: the person who merged it meant all of them."""
    for (top, left), (bottom, right) in merged:
        if left == right and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def _sheet(name: str, rows: list[list[Any]], *, hidden: bool = False) -> dict[str, Any]:
    dates: list[tuple[int, int, str]] = []
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if type(cell) is not str:
                row[column] = _plain(cell, number, column, dates)
    return {"name": name, "hidden": hidden, "rows": rows, "dates": dates}


def _plain(cell: Any, row: int, column: int, dates: list[tuple[int, int, str]]) -> str | int | bool:
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        dates.append((row, column, _instant(cell)))
        return ""
    if isinstance(cell, date):
        dates.append((row, column, cell.isoformat()))
        return ""
    return _clock(cell) if isinstance(cell, time | timedelta) else str(cell)


def _number(value: float) -> str | int:
    """Return a whole number as such (employee numbers come as 12.0), any other as its shortest text."""
    if math.isfinite(value) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    return repr(value)


def _instant(value: datetime) -> str:
    """Return the nearest second: a spreadsheet counts days in binary fractions, so 9:30 may come as 9:29:59.991."""
    whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == time(0) else whole.isoformat()


def _clock(value: time | timedelta) -> str:
    seconds = round(value.total_seconds() if isinstance(value, timedelta) else value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)
    hours, rest = divmod(seconds, 3600)
    text = f"{hours}:{rest // 60:02d}"
    return text if rest % 60 == 0 else f"{text}:{rest % 60:02d}"


if __name__ == "__main__":
    sys.exit(serve())
