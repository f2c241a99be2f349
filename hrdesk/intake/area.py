"""How large a rectangle of cells a sheet spans, judged from its XML without parsing it.

A parser lays a sheet out as one rectangle: two cells in opposite corners of an otherwise empty sheet are enough to exhaust the memory.
"""

import re

# loosely, because it is run over every byte of a large sheet: whatever else ends in r= only widens the estimate
_REFERENCE = re.compile(rb"r\s*=\s*[\"']\s*([A-Za-z]*)([0-9]*)[\"']")
_ROWS = re.compile(rb"^[^>]*?number-rows-repeated\s*=\s*[\"']\s*\+?([0-9]+)")
_CELLS = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*?number-columns-repeated\s*=\s*[\"']\s*\+?([0-9]+)")
_CONTENT = (b"office:", b"<text:", b"table:formula")
_DIGITS = 12  # a longer number is beyond any program's reach, and is not worth converting


def check_xlsx_area(part: bytes, limit: int) -> bool:
    """Tell whether the rectangle from A1 to the farthest references of a worksheet part stays within `limit` cells."""
    references = _REFERENCE.findall(part)
    wide = max((_column(letters) for letters in {letters for letters, _ in references}), default=1)
    high = max((_number(digits) for digits in {digits for _, digits in references}), default=1)
    return max(wide, 1) * max(high, 1) <= limit


def check_ods_area(content: bytes, limit: int) -> bool:
    """Tell whether every table of an ODS stays within `limit` cells, repeated rows and cells counted, empty tails not."""
    return all(_table_area(table) <= limit for table in content.split(b"<table:table "))


def _table_area(table: bytes) -> int:
    """Return the area up to the last row and cell with content: the programs pad every sheet with a million empty rows."""
    high = wide = pending = 0
    for piece in table.split(b"<table:table-row")[1:]:
        row = piece.partition(b"</table:table-row>")[0]
        times = _ROWS.match(row)
        pending += _number(times[1]) if times else 1
        width = _row_width(row)
        if width:
            high, pending, wide = high + pending, 0, max(wide, width)
    return high * wide


def _row_width(row: bytes) -> int:
    last = max(row.rfind(mark) for mark in _CONTENT)
    if last < 0:
        return 0
    repeated = sum(_number(cell[1]) for cell in _CELLS.finditer(row, 0, last + 200) if cell.start() <= last)
    return repeated + row.count(b"table-cell ") + row.count(b"table-cell>") + row.count(b"table-cell/>")


def _number(digits: bytes) -> int:
    return int(digits[:_DIGITS] or b"0") if len(digits) <= _DIGITS else 10**_DIGITS


def _column(letters: bytes) -> int:
    """Return the number of a column by its letters; beyond any program's reach all are the same."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
