"""Lays a form out on pages: where each row stands, what is kept together, what is repeated.

The heading of a table is repeated on each of its pages; a row stays whole unless it is taller than a page; totals, notes and signature boxes stay
together, and where possible with the last row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrdesk.domain.forms import FormContent
from hrdesk.printing import wording
from hrdesk.printing.breaking import measure
from hrdesk.printing.cursor import Cursor, lines_of
from hrdesk.printing.filling import entry_of, lines_needed, put_identity
from hrdesk.printing.fonts import WIDTHS
from hrdesk.printing.form import FormDefinition, Table
from hrdesk.printing.grid import ABOVE, BELOW, SIDE, Grid, Row, marked
from hrdesk.printing.pen import LEADING, MM, Pen

_HEAD_SIZE = 11.0
_SIGN_LABEL, _SIGN_BOX = 8 * MM, 18 * MM
_GAP = 1.5 * MM  # between the paragraphs of a letter


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines above or under the tables."""

    lines: tuple[str, ...]
    size: float
    indent: float
    mark: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


class Flow:
    """Lays out one form."""

    def __init__(self, definition: FormDefinition, content: FormContent, pen: Pen) -> None:
        """Prepare what does not depend on the tables."""
        self.definition, self.content, self.pen = definition, content, pen
        self.title, self.label = self._filled(definition.title), self._filled(definition.label)
        self.at = Cursor(pen, f"{self.label}（續）　{self.title}", landscape=definition.landscape)
        self.tail = tuple(self._passages())
        self.sign_height = 3 * MM + _SIGN_LABEL + _SIGN_BOX if definition.signatures else 0.0
        self.tail_height = 2 * MM + sum(passage.height for passage in self.tail) + self.sign_height

    def _filled(self, text: str) -> str:
        return wording.plain(wording.filled(text, self.definition, self.content))

    def run(self) -> None:
        """Lay the whole form out."""
        self._opening()
        self._body()
        for table in self.definition.tables:
            self._table(table, last=table is self.definition.tables[-1])
        self._closing()
        self.pen.turn()

    def _opening(self) -> None:
        definition = self.definition
        self.pen.text(self.at.left, self.at.y, _HEAD_SIZE, self.label)
        self.at.y += _HEAD_SIZE * LEADING
        size = definition.title_size
        ems, limit = measure(self.title, WIDTHS), self.at.width / size
        lines = lines_of(self.title, limit if ems <= limit else min(limit, ems / 2 + 1))
        self.pen.lines(self.at.left, self.at.y, self.at.width, size, lines, centred=True, bold=True)
        self.at.y += len(lines) * size * LEADING + 1.5 * MM
        for head in definition.heads:
            self._head(self._filled(head.left), self._filled(head.right))
        if definition.identity:
            put_identity(self.pen, self.at.left, self.at.y, self.at.width, definition.note_size, self._filled(definition.identity))
            self.at.y += definition.note_size * LEADING
        self.at.y += 1 * MM

    def _head(self, left: str, right: str) -> None:
        aside = measure(right, WIDTHS) * _HEAD_SIZE
        lines = lines_of(left, (self.at.width - (aside + _HEAD_SIZE if right else 0)) / _HEAD_SIZE)
        self.pen.lines(self.at.left, self.at.y, self.at.width, _HEAD_SIZE, lines)
        self.pen.text(self.at.left + self.at.width - aside, self.at.y, _HEAD_SIZE, right)
        self.at.y += len(lines) * _HEAD_SIZE * LEADING

    def _body(self) -> None:
        self.at.y += _GAP if self.definition.body else 0.0
        for passage in self._noted(self.definition.body, self.definition.body_size):
            self._passage(passage)
            self.at.y += _GAP

    def _rows(self, table: Table) -> Iterator[Row]:
        size = self.definition.size
        limits = [(column, (column.width * MM - 2 * SIDE) / size) for column in table.columns]
        least = max(table.row_height * MM, size * LEADING + ABOVE + BELOW)
        rows = wording.rows(table, self.content)
        for row in rows:
            entries = tuple(entry_of(column, row) for column in table.columns)
            cells = tuple(lines_of(wording.cell(column, row), limit) for column, limit in limits)
            height = max(least, lines_needed(entries, cells) * size * LEADING + ABOVE + BELOW)
            shown = tuple(() if entry else lines for entry, lines in zip(entries, cells, strict=True))
            yield Row(shown, height, entries=entries if any(entries) else ())
        if not rows:
            yield Row((lines_of(table.empty, (table.width * MM - 2 * SIDE) / size),), least, whole=True)

    def _heading(self, table: Table) -> Row:
        size = self.definition.size
        cells = tuple(lines_of(column.title, (column.width * MM - 2 * SIDE) / size) for column in table.columns)
        return Row(cells, max(map(len, cells)) * size * LEADING + ABOVE + BELOW)

    def _table(self, table: Table, *, last: bool) -> None:
        grid = Grid(self.at, table, self._heading(table), self.definition.size)
        caption = lines_of(self._filled(table.caption), self.at.width / _HEAD_SIZE) if table.caption else ()
        above = len(caption) * _HEAD_SIZE * LEADING
        if table is not self.definition.tables[0]:
            self.at.y += 2.5 * MM
        for row, final in marked(self._rows(table)):
            tail = self.tail_height if last and final else 0.0
            if not grid.begun:
                needed = above + grid.heading.height + row.height
                needed += tail if needed + tail <= self.at.fresh else 0.0
                if not self.at.fits(needed) and self.at.y > self.at.top + 30 * MM:
                    self.at.turn()
                self.pen.lines(self.at.left, self.at.y, self.at.width, _HEAD_SIZE, caption, bold=True)
                self.at.y += above
                grid.open()
            grid.place(row, tail)
        grid.close()

    def _passages(self) -> Iterator[_Passage]:
        size = self.definition.size
        for line in self.content.totals:
            yield _Passage(lines_of(line, self.at.width / size), size, 0.0)
        yield from self._noted(self.definition.notes, self.definition.note_size)

    def _noted(self, texts: Iterable[str], size: float) -> Iterator[_Passage]:
        """Yield paragraphs whose mark, 主旨： or 一、, stands out to the left."""
        for note in texts:
            text = self._filled(note)
            mark = wording.mark_of(text)
            indent = measure(mark, WIDTHS) * size
            yield _Passage(lines_of(text[len(mark) :], (self.at.width - indent) / size), size, indent, mark)

    def _closing(self) -> None:
        if not self.at.fits(self.tail_height) and self.tail_height <= self.at.fresh:
            self.at.turn()
        self.at.y += 2 * MM
        for passage in self.tail:
            self._passage(passage)
        if self.definition.signatures:
            self._signatures()

    def _passage(self, passage: _Passage) -> None:
        height = passage.size * LEADING
        for number, line in enumerate(passage.lines):
            if not self.at.fits(height):
                self.at.turn()
            if number == 0:
                self.pen.text(self.at.left, self.at.y, passage.size, passage.mark)
            self.pen.text(self.at.left + passage.indent, self.at.y, passage.size, line)
            self.at.y += height

    def _signatures(self) -> None:
        if not self.at.fits(self.sign_height):
            self.at.turn()
        labels = self.definition.signatures
        top, each = self.at.y + 3 * MM, self.at.width / len(labels)
        for number, label in enumerate(labels):
            x = self.at.left + number * each
            self.pen.lines(x, top + (_SIGN_LABEL - _HEAD_SIZE * LEADING) / 2, each, _HEAD_SIZE, (label,), centred=True)
            if number:
                self.pen.down(x, top, top + _SIGN_LABEL + _SIGN_BOX)
        self.pen.across(self.at.left, top + _SIGN_LABEL, self.at.width)
        self.pen.stroke()
        self.pen.box(self.at.left, top, self.at.width, _SIGN_LABEL + _SIGN_BOX)
        self.at.y += self.sign_height
