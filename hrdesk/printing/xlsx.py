"""Writes XLSX through openpyxl: every cell is text, never a formula, a number or an error value."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from hrdesk.errors import Fault, PrintError
from hrdesk.printing.sheet import DRAFT, Cell, Look, Sheet
from hrdesk.printing.written import xml_text

_FONT = "標楷體"
_MM = 1 / 25.4  # inches
_LIMIT = 32767  # characters in a cell
_HIGHEST = 409.0  # points of a row
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@")
_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_THIN = Side(style="thin", color="000000")


def cell_text(text: str) -> str:
    """Return a text as the file holds it; raise PrintError INVALID if it is longer than a cell can be."""
    written = _ESCAPED.sub("_x005F_", xml_text(text))
    if len(written) > _LIMIT:
        raise PrintError(Fault.INVALID, what="XLSX 儲存格", reason=f"文字超過 {_LIMIT} 字")
    return written


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return one sheet or several of one form as XLSX."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    return _saved(book, sheets[0].title)


def _write(paper: Any, sheet: Sheet) -> None:
    for number, width in enumerate(sheet.widths, 1):
        paper.column_dimensions[get_column_letter(number)].width = max(1.0, (width * _MM * 96 - 5) / 7)
    styles: dict[Look, dict[str, Any]] = {}
    for number, row in enumerate(sheet.rows, 1):
        paper.row_dimensions[number].height = min(_HIGHEST, row.height * _MM * 72)
        for cell in row.cells:
            _put(paper, number, cell, styles)
        if row.repeat:
            paper.print_title_rows = f"{number}:{number}"
    _set_page(paper, sheet)
    _offer(paper, sheet)


def write_xlsx_list(name: str, rows: Iterable[Iterable[str]]) -> bytes:
    """Return a plain list as XLSX, the first row its heading; rows are written as they come."""
    book = Workbook(write_only=True)
    paper = book.create_sheet(name)
    paper.freeze_panes = "A2"
    for row in rows:
        paper.append([_list_cell(paper, text) for text in row])
    return _saved(book, name)


def _list_cell(paper: Any, text: str) -> Any:
    """Return a cell of a list: the bare text, which costs least, unless openpyxl could take it for something else."""
    if text[:1].isalnum() and text.isprintable() and "_x" not in text and len(text) <= _LIMIT:
        return text
    cell = WriteOnlyCell(paper)
    _set_text(cell, text)
    return cell


def _set_text(cell: Any, text: str) -> None:
    if not text:
        return
    cell._value, cell.data_type = cell_text(text), "s"  # the public setter would guess formulas and error values
    cell.number_format = "@"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True  # stays text when the cell is opened and closed again


def _put(paper: Any, row: int, cell: Cell, styles: dict[Look, dict[str, Any]]) -> None:
    style = styles.get(cell.look) or styles.setdefault(cell.look, _style(cell.look))
    for column in range(cell.first + 1, cell.first + cell.span + 1):
        place = paper.cell(row, column)
        for name, value in style.items():
            setattr(place, name, value)
    _set_text(paper.cell(row, cell.first + 1), cell.text)
    if cell.span > 1:
        paper.merge_cells(start_row=row, end_row=row, start_column=cell.first + 1, end_column=cell.first + cell.span)


def _style(look: Look) -> dict[str, Any]:
    style: dict[str, Any] = {
        "font": Font(name=_FONT, size=look.size, bold=look.bold),
        "alignment": Alignment(horizontal=look.align, vertical="center", wrap_text=True),
        "protection": Protection(locked=not look.fill),
        "number_format": "@",
    }
    if look.border:
        style["border"] = Border(_THIN, _THIN, _THIN, _THIN)
    if look.shade:
        style["fill"] = PatternFill("solid", start_color=look.shade)
    return style


def _set_page(paper: Any, sheet: Sheet) -> None:
    setup = paper.page_setup
    setup.paperSize, setup.orientation = paper.PAPERSIZE_A4, "landscape" if sheet.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    paper.sheet_properties.pageSetUpPr.fitToPage = True
    paper.print_options.horizontalCentered = True
    margins = paper.page_margins
    side, top = (20, 22) if sheet.landscape else (25, 25)
    margins.left = margins.right = side * _MM
    margins.top, margins.bottom, margins.header, margins.footer = top * _MM, 20 * _MM, 10 * _MM, 8 * _MM
    paper.oddFooter.center.text = "第&P頁，共&N頁"
    aside = paper.oddHeader.right  # not under the page number: LibreOffice shows openpyxl's escaped line end there
    aside.text, aside.size = "　".join(part for part in (DRAFT if sheet.draft else "", sheet.small_print) if part).replace("&", "&&"), 8


def _offer(paper: Any, sheet: Sheet) -> None:
    """Lock the sheet and add the pick lists."""
    lists: dict[tuple[str, ...], DataValidation] = {}
    for number, row in enumerate(sheet.rows, 1):
        for cell in row.cells:
            if cell.choices:
                offered = lists.setdefault(cell.choices, DataValidation("list", formula1=f'"{",".join(cell.choices)}"', allow_blank=True))
                offered.add(f"{get_column_letter(cell.first + 1)}{number}")
    for offered in lists.values():
        offered.showErrorMessage, offered.error = True, "請由清單選擇"
        paper.add_data_validation(offered)
    paper.protection.sheet = sheet.locked


def _saved(book: Workbook, title: str) -> bytes:
    properties = book.properties
    properties.title, properties.creator = xml_text(title), "hrdesk"
    properties.created = properties.modified = _TIME
    target = BytesIO()
    book.save(target)
    return target.getvalue()
