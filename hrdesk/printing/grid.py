"""Draws one table over as many pages as it takes, its heading on each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hrdesk.printing.cursor import Cursor
from hrdesk.printing.filling import Entry, put_entry
from hrdesk.printing.form import Align, Table
from hrdesk.printing.pen import LEADING, MM

SIDE, ABOVE, BELOW = 2.5, 3.0, 3.5  # a cell's padding, points
_FEWEST = 3  # lines of a split row that may stand alone at the foot of a page


@dataclass(frozen=True, slots=True)
class Row:
    """A row laid out: the lines of every cell, its height in points; `whole` is one cell across the table, `entries` are filled in by a person."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    whole: bool = False
    entries: tuple[Entry | None, ...] = ()


class Grid:
    """A table as it is drawn page after page."""

    def __init__(self, cursor: Cursor, table: Table, heading: Row, size: float) -> None:
        """Prepare the table; `size` is its type size."""
        self.cursor, self.heading, self.size = cursor, heading, size
        self.begun = False
        edges = [cursor.left]
        for column in table.columns:
            edges.append(edges[-1] + column.width * MM)
        self.edges, self.width = edges, edges[-1] - edges[0]
        self.centred = tuple(column.align is Align.CENTER for column in table.columns)
        self.top, self.used, self.ruled = 0.0, 0, 0.0

    def open(self) -> None:
        """Draw the heading."""
        cursor = self.cursor
        self.begun, self.used = True, 0
        self.top = self.ruled = cursor.y
        cursor.pen.shade(cursor.left, cursor.y, self.width, self.heading.height)
        self._draw(self.heading, (True,) * len(self.centred))

    def turn(self) -> None:
        """Go on to the next page."""
        self.close()
        self.cursor.turn()
        self.open()

    @property
    def capacity(self) -> float:
        """Return the room under the heading of a fresh page."""
        return self.cursor.fresh - self.heading.height

    def place(self, row: Row, tail: float) -> None:
        """Draw a row where it fits with what has to follow it, cut only if it is taller than a page."""
        cursor = self.cursor
        needed = row.height + tail if row.height + tail <= self.capacity else row.height
        if self.used and not cursor.fits(needed) and needed <= self.capacity:
            self.turn()
        while not cursor.fits(row.height) and max(map(len, row.cells)) > 1:
            room = int((cursor.bottom - cursor.y - ABOVE - BELOW) / (self.size * LEADING))
            if room >= _FEWEST or not self.used:
                upper, row = self._cut(row, max(room, 1))
                self._put(upper)
            self.turn()
        self._put(row)

    def _cut(self, row: Row, lines: int) -> tuple[Row, Row]:
        upper, lower = (tuple(cell[part] for cell in row.cells) for part in (slice(lines), slice(lines, None)))
        height = max(map(len, lower)) * self.size * LEADING + ABOVE + BELOW
        return replace(row, cells=upper, height=lines * self.size * LEADING + ABOVE + BELOW), replace(row, cells=lower, height=height, entries=())

    def _put(self, row: Row) -> None:
        cursor = self.cursor
        if row.whole:
            self._verticals()
        cursor.pen.across(cursor.left, cursor.y, self.width)
        self._draw(row, self.centred)
        self.used += 1
        if row.whole:
            self.ruled = cursor.y

    def _draw(self, row: Row, centred: tuple[bool, ...]) -> None:
        cursor, size = self.cursor, self.size
        edges = (self.edges[0], self.edges[-1]) if row.whole else self.edges
        for index, lines in enumerate(row.cells):
            x, width = edges[index] + SIDE, edges[index + 1] - edges[index] - 2 * SIDE
            top = cursor.y + (row.height - len(lines) * size * LEADING) / 2
            cursor.pen.lines(x, top, width, size, lines, centred=row.whole or centred[index])
        for index, entry in enumerate(row.entries):
            if entry is not None:
                put_entry(cursor.pen, entry, edges[index], cursor.y, edges[index + 1] - edges[index], row.height, size)
        cursor.y += row.height

    def _verticals(self) -> None:
        for edge in self.edges[1:-1] if self.cursor.y > self.ruled else ():
            self.cursor.pen.down(edge, self.ruled, self.cursor.y)

    def close(self) -> None:
        """Draw what frames the rows of this page."""
        self._verticals()
        self.cursor.pen.stroke()
        self.cursor.pen.box(self.cursor.left, self.top, self.width, self.cursor.y - self.top)


def marked(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row and whether it is the last, reading one row ahead."""
    row = next(rows)
    for following in rows:
        yield row, False
        row = following
    yield row, True
