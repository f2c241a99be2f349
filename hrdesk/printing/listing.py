"""Plain lists out: headings and rows of text as CSV (UTF-8 with BOM), ODS or XLSX, written as they come."""

import csv
import re
from collections.abc import Iterable, Sequence
from enum import Enum
from io import StringIO
from itertools import chain

from hrdesk.printing.written import xml_text

NAME = "清單"
_FORMULA = re.compile(r"[=+\-@\t']")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


class ListPaper(Enum):
    """What a list is written as."""

    CSV = "csv"
    ODS = "ods"
    XLSX = "xlsx"


def write_list(headings: Sequence[str], rows: Iterable[Sequence[str]], paper: ListPaper, name: str = NAME) -> bytes:
    """Return a list as a file; every cell is text and none is ever calculated. `name` is the sheet's, at most 31 characters without []:*?/\\."""
    lines = chain([headings], rows)
    if paper is ListPaper.CSV:
        return _csv(lines)
    if paper is ListPaper.ODS:
        from hrdesk.printing.ods import write_ods_list

        return write_ods_list(name, lines)
    from hrdesk.printing.xlsx import write_xlsx_list

    return write_xlsx_list(name, lines)


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    target = StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([guarded(xml_text(text)) for text in line] for line in lines)
    return target.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return a text that a spreadsheet opening the CSV cannot take for a formula: with ' before it, also before a ' of its own, so that nothing is lost."""
    return f"'{text}" if _FORMULA.match(text) and not _NEGATIVE.fullmatch(text) else text
