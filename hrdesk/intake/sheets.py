"""What a foreign spreadsheet is once it is read: named sheets of plain cells."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Cell = str | int | bool | date | datetime


class FileKind(Enum):
    """What the bytes are; the file's name is never asked."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    PDF = "pdf"  # a form filled in, where one is expected


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from its first row and column on, so that row n of the file is `rows[n - 1]`; an empty cell is "".

    A number with a fraction is its shortest decimal text, a time of day is "9:30", a cell in error is its code ("#N/A").
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    file: str = ""  # the file's own name, for messages


@dataclass(frozen=True, slots=True)
class Limits:
    """What a foreign file may cost; beyond any of these it is refused."""

    file: int = 40_000_000  # bytes
    members: int = 2_000  # of the archive
    inflated: int = 400_000_000  # bytes of all members together
    ratio: int = 400  # inflated to packed, of a member over a megabyte
    cells: int = 3_000_000  # of one sheet's rectangle, and of all sheets together
    rows: int = 200_000  # lines of a text file; the largest city has some thousand people
    text: int = 120_000_000  # bytes handed back by the child
    memory: int = 2_000_000_000  # bytes of the child's address space
    seconds: int = 15  # from start to end
    form: int = 10_000_000  # bytes of a filled PDF; the one handed out has some 200,000
    pages: int = 60  # of a filled PDF
    fields: int = 2_000  # of a filled PDF, buttons counted one by one
    written: int = 500_000  # characters in all its fields


LIMITS = Limits()
