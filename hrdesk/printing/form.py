"""What a form is made of. Lengths are millimetres, type sizes points; texts may hold {facts} of the content."""

from dataclasses import dataclass
from enum import Enum


class Align(Enum):
    """Where a cell's text stands between its borders."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names the content's field ("" prints nothing).

    `boxes` is the text of an empty cell with a □ before each choice; a content that names choices ticks them. `fill` marks what a person fills in on a
    sheet that is otherwise locked, from `choices` if there are any.
    """

    key: str
    title: str
    width: float
    align: Align = Align.LEFT
    boxes: str = ""
    choices: tuple[str, ...] = ()
    fill: bool = False
    prefix: str = ""  # stands before the content, for sheets that are read back


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows come from the content's tables named in `sources`; `empty` is printed when there are none, `row_height` is the least height.

    `page_rows` is how many rows a printed page has, empty ones filling the last page (0 = as many as fit).
    """

    sources: tuple[str, ...]
    columns: tuple[Column, ...]
    caption: str = ""
    empty: str = ""
    row_height: float = 0.0
    page_rows: int = 0

    @property
    def width(self) -> float:
        """Return the sum of the columns' widths."""
        return sum(column.width for column in self.columns)


@dataclass(frozen=True, slots=True)
class Head:
    """A line under the title, with a left and a right part."""

    left: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form: what stands on it and how it looks, for every paper alike. `body` are the paragraphs of a letter, above its tables."""

    pack: str
    form: str
    name: str
    label: str
    title: str
    landscape: bool
    tables: tuple[Table, ...]
    heads: tuple[Head, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    identity: str = ""  # a line by which a filled sheet is recognised again
    title_size: float = 17.0
    size: float = 10.5
    note_size: float = 10.0
    body: tuple[str, ...] = ()
    body_size: float = 12.0

    @property
    def width(self) -> float:
        """Return the usable width of the page."""
        return 257.0 if self.landscape else 160.0
