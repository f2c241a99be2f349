"""A form as a spreadsheet, before it is ODS or XLSX: rows of cells on one grid, with spans, looks, heights and what is repeated or locked."""

from dataclasses import dataclass, replace
from itertools import pairwise

from hrdesk.domain.forms import FormContent
from hrdesk.printing import wording
from hrdesk.printing.breaking import break_lines, em_widths, measure
from hrdesk.printing.form import Align, Column, FormDefinition, Table

_LEADING, _POINT = 1.3, 25.4 / 72  # line height in ems, millimetres a point
_PADDING = 3.0  # of a cell, left and right together, millimetres
IDENTITY_LABEL = "識別碼"
DRAFT = "草稿"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; the same look is one style of the file. `fill` cells are open while the sheet is locked."""

    size: float
    bold: bool = False
    align: str = "left"
    border: bool = False
    shade: str = ""  # RRGGBB
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text over `span` columns from `first` (0-based); a person picks from `choices` where there are any."""

    text: str
    look: Look
    first: int
    span: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Cells from the first column on without gaps, and the height in millimetres; `repeat` rows stand on every printed page."""

    cells: tuple[Cell, ...]
    height: float
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printable sheet: column widths in millimetres, rows, footer and protection."""

    name: str
    title: str
    widths: tuple[float, ...]
    rows: tuple[SheetRow, ...]
    landscape: bool
    small_print: str = ""
    draft: bool = False
    locked: bool = False


def sheets_of(definition: FormDefinition, content: FormContent) -> tuple[Sheet, ...]:
    """Return the form as a sheet for each of its copies, numbered where there are several."""
    sheets = [sheet_of(definition, copy) for copy in content.copies]
    return tuple(replace(sheet, name=f"{sheet.name}{number}") if len(sheets) > 1 else sheet for number, sheet in enumerate(sheets, 1))


def sheet_of(definition: FormDefinition, content: FormContent) -> Sheet:
    """Return one copy of the form as a sheet."""
    plan = _Plan(definition, content)
    title = wording.filled(definition.title, definition, content)
    fills = any(column.fill for table in definition.tables for column in table.columns)
    return Sheet(
        definition.name, title, plan.widths, tuple(plan.rows()), definition.landscape, wording.small_print(content), content.draft and not fills, locked=fills
    )


class _Plan:
    """Places every part of a form on the grid made of all tables' column edges."""

    def __init__(self, definition: FormDefinition, content: FormContent) -> None:
        self.definition, self.content = definition, content
        edges = {0.0} if definition.tables else {0.0, definition.width}
        for table in definition.tables:
            edges.update(_edges(table))
        if len(edges) <= len(definition.signatures):  # every signature box needs a column
            edges.update(round(max(edges) * part / len(definition.signatures), 3) for part in range(1, len(definition.signatures)))
        self.edges = sorted(edges)
        self.widths = tuple(right - left for left, right in pairwise(self.edges))
        self.text = Look(definition.size, border=True)

    def rows(self) -> list[SheetRow]:
        """Return every row from the label to the signature boxes."""
        rows = self._opening() + [self._across(self._filled(text), Look(self.definition.body_size)) for text in self.definition.body]
        for number, table in enumerate(self.definition.tables):
            if number:
                rows.append(SheetRow((), 3.0))
            rows += self._table(table)
        return rows + self._closing()

    def _across(self, text: str, look: Look) -> SheetRow:
        cell = Cell(text, look, 0, len(self.widths))
        return SheetRow((cell,), self._height((cell,)))

    def _filled(self, text: str) -> str:
        return wording.filled(text, self.definition, self.content)

    def _opening(self) -> list[SheetRow]:
        definition = self.definition
        title = self._across(self._filled(definition.title), Look(definition.title_size, bold=True, align="center"))
        if definition.identity:
            label = Cell(IDENTITY_LABEL, Look(definition.note_size), 0)
            identity = Cell(self._filled(definition.identity), Look(definition.note_size), 1, len(self.widths) - 1)
            rows = [title, SheetRow((label, identity), self._height((identity,)))]
        else:
            rows = [self._across(self._filled(definition.label), Look(11.0)), title]
        return rows + [self._head(self._filled(head.left), self._filled(head.right)) for head in definition.heads]

    def _head(self, left: str, right: str) -> SheetRow:
        if not right or len(self.widths) == 1:
            return self._across("　".join(part for part in (left, right) if part), Look(11.0))
        needed = measure(right, em_widths()) * 11.0 * _POINT + _PADDING
        split = max((index for index in range(1, len(self.widths)) if self.edges[-1] - self.edges[index] >= needed), default=1)
        cells = (Cell(left, Look(11.0), 0, split), Cell(right, Look(11.0, align="right"), split, len(self.widths) - split))
        return SheetRow(cells, self._height(cells))

    def _table(self, table: Table) -> list[SheetRow]:
        rows = [self._across(self._filled(table.caption), Look(11.0, bold=True))] if table.caption else []
        looks = [self._look(column) for column in table.columns]
        heading = Look(self.definition.size, align="center", border=True, shade="EDEDED")
        rows.append(replace(self._row(table, [(column.title, heading) for column in table.columns]), repeat=len(self.definition.tables) == 1))
        contents = wording.rows(table, self.content)
        rows += [self._row(table, [(wording.cell(column, row), look) for column, look in zip(table.columns, looks, strict=True)]) for row in contents]
        if not contents:
            first, last = self._span(0.0, table.width)
            cell = Cell(table.empty, Look(self.definition.size, align="center", border=True), first, last - first)
            rows.append(SheetRow((cell,), self._height((cell,))))
        return rows

    def _look(self, column: Column) -> Look:
        return replace(self.text, align=column.align.value if column.align is Align.CENTER else "left", fill=column.fill, shade="FFF9DB" if column.fill else "")

    def _row(self, table: Table, texts: list[tuple[str, Look]]) -> SheetRow:
        cells = []
        for column, (text, look), (left, right) in zip(table.columns, texts, pairwise(_edges(table)), strict=True):
            first, last = self._span(left, right)
            cells.append(Cell(text, look, first, last - first, column.choices if look.fill else ()))
        height = self._height(tuple(cells))
        return SheetRow(tuple(cells), max(height, table.row_height))

    def _span(self, left: float, right: float) -> tuple[int, int]:
        return self.edges.index(round(left, 3)), self.edges.index(round(right, 3))

    def _height(self, cells: tuple[Cell, ...]) -> float:
        tallest, around = 0.0, 0.5
        for cell in cells:
            width = self.edges[cell.first + cell.span] - self.edges[cell.first] - _PADDING
            size = cell.look.size * _POINT
            count = len(break_lines(wording.plain(cell.text), max(width / size, 1.0), em_widths()))
            tallest = max(tallest, count * size * _LEADING)
            around = 2.0 if cell.look.border else around
        return tallest + around

    def _closing(self) -> list[SheetRow]:
        rows = [self._across(line, Look(self.definition.size)) for line in self.content.totals]
        rows += [self._across(self._filled(note), Look(self.definition.note_size)) for note in self.definition.notes]
        labels = self.definition.signatures
        if not labels:
            return rows
        starts = self._boxes(len(labels))
        spans = list(zip(labels, pairwise(starts), strict=True))
        look = Look(11.0, align="center", border=True)
        boxes = tuple(Cell(label, look, first, last - first) for label, (first, last) in spans)
        return [*rows, SheetRow((), 3.0), SheetRow(boxes, 8.0), SheetRow(tuple(replace(cell, text="") for cell in boxes), 18.0)]

    def _boxes(self, parts: int) -> list[int]:
        """Return the grid columns at which `parts` boxes of about equal width begin, and the end."""
        starts, count = [0], len(self.widths)
        for part in range(1, parts):
            wanted = self.edges[-1] * part / parts
            free = range(starts[-1] + 1, count - (parts - part) + 1)
            starts.append(min(free, key=[abs(edge - wanted) for edge in self.edges].__getitem__))
        return [*starts, count]


def _edges(table: Table) -> list[float]:
    edges = [0.0]
    for column in table.columns:
        edges.append(round(edges[-1] + column.width, 3))
    return edges
