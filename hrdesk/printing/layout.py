"""Lays a form out on pages: where each row stands, what is kept together, what is repeated.

The heading of a table is repeated on each of its pages; a row stays whole unless it is taller than a page; totals, notes and signature boxes stay
together, and where possible with the last row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from hrdesk.domain.forms import FormContent
from hrdesk.printing import wording
from hrdesk.printing.breaking import break_lines, measure
from hrdesk.printing.definition import Align, FormDefinition, Table
from hrdesk.printing.fonts import WIDTHS
from hrdesk.printing.pen import LEADING, MM, Pen

_SIDE, _ABOVE, _BELOW = 2.5, 3.0, 3.5  # a cell's padding, points
_HEAD_SIZE = 11.0
_SIGN_LABEL, _SIGN_BOX = 8 * MM, 18 * MM
_ITEM = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_FEWEST = 3  # lines of a split row that may stand alone at the foot of a page


@dataclass(frozen=True, slots=True)
class Row:
    """A row laid out: the lines of every cell, its height in points; `whole` is one cell across the table."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines under the tables."""

    lines: tuple[str, ...]
    size: float
    indent: float
    mark: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


@lru_cache(maxsize=8192)
def lines_of(text: str, limit: float) -> tuple[str, ...]:
    """Return a text broken at `limit` ems; remembered, because tables repeat themselves."""
    return break_lines(wording.plain(text), limit, WIDTHS)


class Flow:
    """Fills pages from the top down; `y` is where the next thing stands."""

    def __init__(self, definition: FormDefinition, content: FormContent, pen: Pen) -> None:
        """Begin on the first page."""
        self.definition, self.content, self.pen = definition, content, pen
        self.left, self.top = (20 * MM, 22 * MM) if definition.landscape else (25 * MM, 25 * MM)
        self.bottom = pen.height - 20 * MM
        self.width = definition.width * MM
        self.y = self.top
        self.title, self.label = (wording.filled(text, definition, content) for text in (definition.title, definition.label))
        self.tail = tuple(self._passages())
        self.sign_height = 3 * MM + _SIGN_LABEL + _SIGN_BOX if definition.signatures else 0.0
        self.tail_height = 2 * MM + sum(passage.height for passage in self.tail) + self.sign_height

    def run(self) -> None:
        """Lay the whole form out."""
        self._opening()
        for table in self.definition.tables:
            self._table(table, last=table is self.definition.tables[-1])
        self._closing()
        self.pen.turn()

    def turn(self) -> None:
        """Go on to the next page, which says what it continues."""
        self.pen.turn()
        size = self.definition.note_size
        self.pen.text(self.left, self.top, size, f"{self.label}（續）　{self.title}")
        self.y = self.top + size * LEADING + 1 * MM

    def fits(self, height: float) -> bool:
        """Tell whether so much room is left on the page."""
        return self.y + height <= self.bottom + 0.01

    def _opening(self) -> None:
        definition = self.definition
        self.pen.text(self.left, self.y, _HEAD_SIZE, self.label)
        self.y += _HEAD_SIZE * LEADING
        size = definition.title_size
        ems, limit = measure(wording.plain(self.title), WIDTHS), self.width / size
        lines = lines_of(self.title, limit if ems <= limit else min(limit, ems / 2 + 1))
        self.pen.lines(self.left, self.y, self.width, size, lines, centred=True, bold=True)
        self.y += len(lines) * size * LEADING + 1.5 * MM
        for head in definition.heads:
            self._head(*(wording.plain(wording.filled(text, definition, self.content)) for text in (head.left, head.right)))
        self.y += 1 * MM

    def _head(self, left: str, right: str) -> None:
        aside = measure(right, WIDTHS) * _HEAD_SIZE
        lines = lines_of(left, (self.width - (aside + _HEAD_SIZE if right else 0)) / _HEAD_SIZE)
        self.pen.lines(self.left, self.y, self.width, _HEAD_SIZE, lines)
        self.pen.text(self.left + self.width - aside, self.y, _HEAD_SIZE, right)
        self.y += len(lines) * _HEAD_SIZE * LEADING

    def _rows(self, table: Table) -> Iterator[Row]:
        size = self.definition.size
        limits = [(column, (column.width * MM - 2 * _SIDE) / size) for column in table.columns]
        least = max(table.row_height * MM, size * LEADING + _ABOVE + _BELOW)
        rows = wording.rows(table, self.content)
        for row in rows:
            cells = tuple(lines_of(wording.cell(column, row), limit) for column, limit in limits)
            yield Row(cells, max(least, max(map(len, cells)) * size * LEADING + _ABOVE + _BELOW))
        if not rows:
            yield Row((lines_of(table.empty, (table.width * MM - 2 * _SIDE) / size),), least, whole=True)

    def _heading(self, table: Table) -> Row:
        size = self.definition.size
        cells = tuple(lines_of(column.title, (column.width * MM - 2 * _SIDE) / size) for column in table.columns)
        return Row(cells, max(map(len, cells)) * size * LEADING + _ABOVE + _BELOW)

    def _table(self, table: Table, *, last: bool) -> None:
        grid = _Grid(self, table, self._heading(table))
        caption = lines_of(wording.filled(table.caption, self.definition, self.content), self.width / _HEAD_SIZE) if table.caption else ()
        above = len(caption) * _HEAD_SIZE * LEADING
        if table is not self.definition.tables[0]:
            self.y += 2.5 * MM
        for row, final in _marked(self._rows(table)):
            if not grid.begun:
                if not self.fits(above + grid.heading.height + row.height) and self.y > self.top + 30 * MM:
                    self.turn()
                self.pen.lines(self.left, self.y, self.width, _HEAD_SIZE, caption, bold=True)
                self.y += above
                grid.open()
            grid.place(row, self.tail_height if last and final else 0.0)
        grid.close()

    def _passages(self) -> Iterator[_Passage]:
        size = self.definition.size
        for line in self.content.totals:
            yield _Passage(lines_of(line, self.width / size), size, 0.0)
        size = self.definition.note_size
        for note in self.definition.notes:
            text = wording.filled(note, self.definition, self.content)
            item = _ITEM.match(text)
            mark = item[0] if item else ""
            indent = measure(mark, WIDTHS) * size
            yield _Passage(lines_of(text[len(mark) :], (self.width - indent) / size), size, indent, mark)

    def _closing(self) -> None:
        if not self.fits(self.tail_height):
            self.turn()
        self.y += 2 * MM
        for passage in self.tail:
            if not self.fits(passage.height):
                self.turn()
            self.pen.text(self.left, self.y, passage.size, passage.mark)
            self.pen.lines(self.left + passage.indent, self.y, self.width, passage.size, passage.lines)
            self.y += passage.height
        if self.definition.signatures:
            self._signatures()

    def _signatures(self) -> None:
        if not self.fits(self.sign_height):
            self.turn()
        labels = self.definition.signatures
        top, each = self.y + 3 * MM, self.width / len(labels)
        for number, label in enumerate(labels):
            x = self.left + number * each
            self.pen.lines(x, top + (_SIGN_LABEL - _HEAD_SIZE * LEADING) / 2, each, _HEAD_SIZE, (label,), centred=True)
            if number:
                self.pen.down(x, top, top + _SIGN_LABEL + _SIGN_BOX)
        self.pen.across(self.left, top + _SIGN_LABEL, self.width)
        self.pen.stroke()
        self.pen.box(self.left, top, self.width, _SIGN_LABEL + _SIGN_BOX)
        self.y += self.sign_height


class _Grid:
    """A table as it is drawn page after page."""

    def __init__(self, flow: Flow, table: Table, heading: Row) -> None:
        self.flow, self.table, self.heading, self.size = flow, table, heading, flow.definition.size
        self.begun = False
        edges = [flow.left]
        for column in table.columns:
            edges.append(edges[-1] + column.width * MM)
        self.edges, self.width = edges, edges[-1] - edges[0]
        self.centred = tuple(column.align is Align.CENTER for column in table.columns)
        self.top, self.used, self.ruled = 0.0, 0, 0.0

    def open(self) -> None:
        """Draw the heading."""
        flow = self.flow
        self.begun, self.used = True, 0
        self.top = self.ruled = flow.y
        flow.pen.shade(flow.left, flow.y, self.width, self.heading.height)
        self._draw(self.heading, (True,) * len(self.centred))

    def turn(self) -> None:
        """Go on to the next page."""
        self.close()
        self.flow.turn()
        self.open()

    @property
    def capacity(self) -> float:
        """Return the room under the heading of a fresh page."""
        return self.flow.bottom - self.flow.top - self.flow.definition.note_size * LEADING - 1 * MM - self.heading.height

    def place(self, row: Row, tail: float) -> None:
        """Draw a row where it fits with what has to follow it, cut only if it is taller than a page."""
        flow = self.flow
        needed = row.height + tail if row.height + tail <= self.capacity else row.height
        if self.used and not flow.fits(needed) and needed <= self.capacity:
            self.turn()
        while not flow.fits(row.height):
            room = int((flow.bottom - flow.y - _ABOVE - _BELOW) / (self.size * LEADING))
            if room >= _FEWEST or not self.used:
                upper, row = self._cut(row, max(room, 1))
                self._put(upper)
            self.turn()
        self._put(row)

    def _cut(self, row: Row, lines: int) -> tuple[Row, Row]:
        upper, lower = (tuple(cell[part] for cell in row.cells) for part in (slice(lines), slice(lines, None)))
        height = max(map(len, lower)) * self.size * LEADING + _ABOVE + _BELOW
        return replace(row, cells=upper, height=lines * self.size * LEADING + _ABOVE + _BELOW), replace(row, cells=lower, height=height)

    def _put(self, row: Row) -> None:
        flow = self.flow
        if row.whole:
            self._verticals()
        flow.pen.across(flow.left, flow.y, self.width)
        self._draw(row, self.centred)
        self.used += 1
        if row.whole:
            self.ruled = flow.y

    def _draw(self, row: Row, centred: tuple[bool, ...]) -> None:
        flow, size = self.flow, self.size
        edges = (self.edges[0], self.edges[-1]) if row.whole else self.edges
        for index, lines in enumerate(row.cells):
            x, width = edges[index] + _SIDE, edges[index + 1] - edges[index] - 2 * _SIDE
            top = flow.y + (row.height - len(lines) * size * LEADING) / 2
            flow.pen.lines(x, top, width, size, lines, centred=row.whole or centred[index])
        flow.y += row.height

    def _verticals(self) -> None:
        for edge in self.edges[1:-1] if self.flow.y > self.ruled else ():
            self.flow.pen.down(edge, self.ruled, self.flow.y)

    def close(self) -> None:
        """Draw what frames the rows of this page."""
        self._verticals()
        self.flow.pen.stroke()
        self.flow.pen.box(self.flow.left, self.top, self.width, self.flow.y - self.top)


def _marked(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row and whether it is the last, reading one row ahead."""
    row = next(rows)
    for following in rows:
        yield row, False
        row = following
    yield row, True
