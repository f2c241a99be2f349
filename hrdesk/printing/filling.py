"""What a person fills in on a form: where the fields of a row stand within their cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrdesk.printing import wording
from hrdesk.printing.cursor import lines_of
from hrdesk.printing.fields import Field
from hrdesk.printing.form import Column
from hrdesk.printing.pen import ASCENT, LEADING, Pen

_LEAST, _MOST = 4, 16  # lines of a field
_SIDE, _EDGE = 2.0, 1.5  # between a field's frame and its text, between a cell's border and its field, points
_IDENTITY, _IDENTITY_LABEL = "identity", "識別碼"
_NUMBER = "count"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is filled in in one cell: its name in the file, what it asks, what is known already."""

    name: str
    label: str
    value: str
    column: Column


def entry_of(column: Column, row: Mapping[str, str]) -> Entry | None:
    """Return the entry of a cell that a person fills in; it is named after its row's code and its column."""
    if not column.fill:
        return None
    code = row.get("code", "")
    return Entry(f"{code}:{column.key}", f"{code} {column.title}", wording.plain(row.get(column.key, "")), column)


def lines_needed(entries: tuple[Entry | None, ...], cells: tuple[tuple[str, ...], ...]) -> int:
    """Return how many lines high a row is; what is longer than most in a field is scrolled there."""
    return max(min(max(len(lines), _LEAST), _MOST) if entry else len(lines) for entry, lines in zip(entries, cells, strict=True))


def put_entry(pen: Pen, entry: Entry, x: float, top: float, width: float, height: float, size: float) -> None:
    """Put an entry on the page, within the borders of its cell."""
    if entry.column.choices:
        _choices(pen, entry, x + _SIDE, top, height, size)
        return
    number = entry.column.key == _NUMBER
    inner, tall = width - 2 * _EDGE, size * LEADING if number else height - 2 * _EDGE
    drawn = _written(pen, entry.value, inner - 2 * _SIDE, tall, size)
    box = pen.box_of(x + _EDGE, top + (height - tall) / 2, inner, tall)
    pen.field(Field(entry.name, entry.label, entry.value, box, size, drawn, number=number))


def put_identity(pen: Pen, x: float, top: float, width: float, size: float, identity: str) -> None:
    """Put the line by which a filled form is recognised again: a field that nobody can change."""
    label = f"{_IDENTITY_LABEL}："
    pen.text(x, top, size, label)
    start = x + (len(label) + 0.5) * size
    height, inner = size * LEADING, width - (start - x)
    box = pen.box_of(start, top, inner, height)
    pen.field(Field(_IDENTITY, _IDENTITY_LABEL, identity, box, size, _written(pen, identity, inner - 2 * _SIDE, height, size), fixed=True))


def _choices(pen: Pen, entry: Entry, x: float, top: float, height: float, size: float) -> None:
    step = size * LEADING
    top += (height - len(entry.column.choices) * step) / 2
    buttons = []
    for choice in entry.column.choices:
        buttons.append((choice, pen.box_of(x, top + (step - size) / 2, size, size)))
        pen.text(x + size * 1.3, top, size, choice)
        top += step
    pen.field(Field(entry.name, entry.label, entry.value, buttons[0][1], size, buttons=tuple(buttons)))


def _written(pen: Pen, text: str, width: float, height: float, size: float) -> str:
    """Return the content that shows a text within its field, from its upper left corner."""
    drawn, baseline = [], height - ((LEADING - 1) / 2 + ASCENT) * size
    for line in lines_of(text, width / size) if text else ():
        runs = " ".join(f"/{name} {size:g} Tf <{codes}> Tj" for name, codes in pen.file.runs(line))
        drawn.append(f"1 0 0 1 {_SIDE:g} {baseline:.2f} Tm {runs}")
        baseline -= size * LEADING
    return f"BT {' '.join(drawn)} ET"
