"""Delimited text (CSV): strict decoding, delimiter found by agreement of the lines."""

import csv
import io
from collections import Counter
from itertools import islice

from hrdesk.errors import Fault, InputError

_DELIMITERS = (",", "\t", ";")
_SAMPLE = 60  # lines looked at to find the delimiter
_LOOKED_AT = 100_000  # characters of them, fewer than the longest cell that is read


def decode(data: bytes) -> str:
    """Decode UTF-8 (BOM or not), UTF-16 (by its BOM) or Big5 (cp950), each strictly: nothing is replaced, nothing guessed.

    造字 of Big5 become the private-use characters that Windows makes of them. Raises InputError FILE_DAMAGED (fact `reason`: encoding).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _big5(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(Fault.FILE_DAMAGED, reason="encoding") from error


def _big5(data: bytes) -> str:
    parts: list[str] = []
    start = 0
    while True:
        try:
            return "".join((*parts, data[start:].decode("cp950")))
        except UnicodeDecodeError as error:
            at = start + error.start
            made = _private_use(data[at : at + 2])
            if not made:
                raise InputError(Fault.FILE_DAMAGED, reason="encoding") from error
            parts += (data[start:at].decode("cp950"), made)
            start = at + 2


def _private_use(pair: bytes) -> str:
    """Return the private-use character of a user-defined Big5 code, "" for any other pair."""
    if len(pair) < 2:
        return ""
    lead, trail = pair
    column = trail - 0x40 if 0x40 <= trail <= 0x7E else trail - 0x62 if 0xA1 <= trail <= 0xFE else -1
    if column < 0:
        return ""
    for first, last, base in ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8), (0xC6, 0xC8, 0xF672)):
        if first <= lead <= last:
            return chr(base + (lead - first) * 157 + column)
    return ""


def rows_of(text: str) -> list[list[str]]:
    """Split delimited text into rows of cells; `="007"`, which keeps zeros in Excel, becomes 007.

    Raises InputError FILE_DAMAGED where a quote never ends, with the row.
    """
    lines, delimiter = _named_delimiter(text)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter or _delimiter(lines), strict=True)
    rows: list[list[str]] = [[]] if delimiter else []
    try:
        for row in reader:
            rows.append([_plain(cell) for cell in row])  # noqa: PERF401
    except csv.Error as error:
        raise InputError(Fault.FILE_DAMAGED, reason="quotes", row=len(rows) + 1) from error
    return rows


def _named_delimiter(text: str) -> tuple[str, str]:
    """Return the lines, and the delimiter if the first line names it as Excel does ("sep=;")."""
    first, _, rest = text.partition("\n")
    named = first.strip()
    return (rest, named[4]) if len(named) == 5 and named.startswith("sep=") and named[4] in _DELIMITERS else (text, "")


def _delimiter(text: str) -> str:
    """Choose the delimiter by which most lines have the same number of cells, more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(_widths(text, delimiter))
        widths.pop(1, None)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(_DELIMITERS, key=agreement)


def _widths(text: str, delimiter: str) -> list[int]:
    lines = csv.reader(io.StringIO(text[:_LOOKED_AT], newline=""), delimiter=delimiter)
    return [max(len(row), 1) for row in islice(lines, _SAMPLE)]


def _plain(cell: str) -> str:
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell
