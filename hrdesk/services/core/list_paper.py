"""Any list of a page on paper or as a spreadsheet: a title, a line of what it is, its columns, and what follows beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import FormContent, Paper, Printed
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.values import Key
from hrdesk.printing.form import Column, FormDefinition, Head, Table
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import versions
from hrdesk.services.core.paper import write_whole

__all__ = ["SAVED_AS", "ListPaper", "Sheet", "SheetPaper", "on_paper", "save"]

PORTRAIT, LANDSCAPE = 160.0, 257.0  # millimetres between the margins


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its title, the headings of its columns, and its rows as texts."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SheetPaper(Enum):
    """What a list is saved as."""

    PDF = "pdf"
    ODS = "ods"
    XLSX = "xlsx"
    CSV = "csv"


SAVED_AS: Mapping[SheetPaper, str] = {
    SheetPaper.PDF: "PDF 檔",
    SheetPaper.ODS: "ODF 試算表",
    SheetPaper.XLSX: "Excel 活頁簿",
    SheetPaper.CSV: "CSV 檔",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to be printed: what it holds, how wide its columns are to each other, and what stands above and below it.

    `name` is what the audit log calls it; `whose` are the records that it is about.
    """

    name: str
    listed: Listed
    widths: tuple[float, ...]
    head: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = True
    whose: tuple[Key, ...] = ()


def on_paper(desk: Desk, sheet: Sheet) -> Printed:
    """Return a list as PDF; the look is noted in the audit log."""
    printed = _drawn(desk, sheet)
    desk.store.note(Act.VIEW, sheet.whose, what=sheet.name, rows=len(sheet.listed.rows), masked=1)
    return printed


def save(desk: Desk, sheet: Sheet, target: Path, paper: SheetPaper) -> Path:
    """Write a list to a file, replacing it whole; that it left is noted. Raises PrintError WRITE_FAILED."""
    listed = sheet.listed
    data = _drawn(desk, sheet).data if paper is SheetPaper.PDF else write_list(listed.headings, listed.rows, ListPaper(paper.value), sheet_name(listed.title))
    write_whole(target, data)
    desk.store.note(Act.EXPORT, sheet.whose, what=sheet.name, rows=len(listed.rows), masked=1)
    return target


def sheet_name(title: str) -> str:
    """Return a title as a spreadsheet's sheet may be called: at most 31 characters without those that mean something there."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31]


def _drawn(desk: Desk, sheet: Sheet) -> Printed:
    from hrdesk.printing.render import render

    listed = sheet.listed
    rows = tuple({f"c{n}": text for n, text in enumerate(row)} for row in listed.rows)
    facts = {"title": listed.title, "head": sheet.head, **{f"note{n}": note for n, note in enumerate(sheet.notes)}}
    content = FormContent(sheet.name, facts, {"rows": rows}, draft=False, printed=roc_short(desk.today), versions=versions(desk, desk.today))
    return render(_definition(sheet), content, Paper.PDF)


def _definition(sheet: Sheet) -> FormDefinition:
    """Return the form that a list is drawn by; its texts are facts, since they may hold braces."""
    widths = _shared(sheet.widths, LANDSCAPE if sheet.landscape else PORTRAIT)
    columns = tuple(Column(f"c{n}", title, width) for n, (title, width) in enumerate(zip(sheet.listed.headings, widths, strict=True)))
    return FormDefinition(
        pack="",
        form=sheet.name,
        name=sheet.listed.title,
        label="",
        title="{title}",
        landscape=sheet.landscape,
        tables=(Table(("rows",), columns, empty="（沒有資料）"),),
        heads=(Head("{head}"),) if sheet.head else (),
        notes=tuple(f"{{note{n}}}" for n in range(len(sheet.notes))),
        size=10.0,
    )


def _shared(parts: Sequence[float], whole: float) -> tuple[float, ...]:
    """Return widths in the same proportion that fill a page, in tenths of a millimetre rounded down."""
    return tuple(int(part * whole / sum(parts) * 10) / 10 for part in parts)
