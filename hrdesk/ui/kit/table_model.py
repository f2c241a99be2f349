"""The one table model: columns over frozen records, whose texts were made on the desk's thread."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import compress, count
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from hrdesk.ui.kit.haystack import END, Haystack

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
SPELLINGS = str.maketrans({"臺": "台", "　": " ", END: " "})  # what a filter does not tell apart


class Tone(Enum):
    """What a state means for the person who reads it; always shown with an icon and a word."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as it stands in a cell: its word and what it means."""

    text: str
    tone: Tone


Cell = tuple[str, Chip | None, bool]  # its text, the chip that stands in its stead, whether it is a figure


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: `text` of a record, `sort` by (default: the text), its width in pixels; `chip` paints a state, `figure` aligns right.

    `stretch` lets it take what is left; `tip` is shown on hovering; a `hidden` column is off until a person shows it.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 120
    sort: Callable[[R], Any] | None = None
    chip: Callable[[R], Chip | None] | None = None
    tip: Callable[[R], str] | None = None
    figure: bool = False
    stretch: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Row(Generic[R]):
    """A record with its texts, what they are sorted by, the chips beside them, and what a filter looks in."""

    record: R
    texts: tuple[str, ...]
    keys: tuple[Any, ...]
    chips: tuple[Chip | None, ...]
    hay: str


@dataclass(frozen=True)
class Rows(Generic[R]):
    """What a table shows, made off the window's thread; `chips` are the different states that each column shows."""

    columns: tuple[Column[R], ...]
    rows: tuple[Row[R], ...] = field(default_factory=tuple)
    haystack: Haystack[Row[R]] = field(init=False, repr=False, compare=False)
    chips: tuple[frozenset[Chip], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare what a filter looks in, and gather the states: here, where thousands of rows hold no window up."""
        object.__setattr__(self, "haystack", Haystack(self.rows))
        self.haystack.join()
        found = (frozenset(chip for row in self.rows if (chip := row.chips[n]) is not None) for n in range(len(self.columns)))
        object.__setattr__(self, "chips", tuple(found))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)


def rows_of(columns: Sequence[Column[R]], records: Iterable[R]) -> Rows[R]:
    """Return records as rows of a table; call it where the records are read."""
    return Rows(tuple(columns), tuple(_row(columns, record) for record in records))


def fold(text: str) -> str:
    """Return text as a filter compares it: lower case, 台 for 臺, ordinary spaces."""
    return text.casefold().translate(SPELLINGS)


def _row(columns: Sequence[Column[R]], record: R) -> Row[R]:
    texts = tuple(column.text(record) for column in columns)
    chips = tuple(None if column.chip is None else column.chip(record) for column in columns)
    keys = tuple(text if column.sort is None else column.sort(record) for column, text in zip(columns, texts, strict=True))
    return Row(record, texts, keys, chips, fold("\n".join((*texts, *(chip.text for chip in chips if chip)))))


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Rows filtered by what is typed and sorted by one column; holds no widget and makes no text while painting."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._came: Haystack[Row[R]] = Haystack(())
        self._ordered = self._came
        self._shown: Sequence[Row[R]] = ()
        self._renewed = False
        self._chips: tuple[frozenset[Chip], ...] = (frozenset(),) * len(self.columns)
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[R], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Rows[R]) -> None:
        """Show other rows, filtered and sorted as before."""
        self.beginResetModel()
        self._came, self._chips, self._renewed = rows.haystack, rows.chips, True
        self._order()
        self._arrange()
        self.endResetModel()

    def set_filter(self, text: str, keep: Callable[[R], bool] | None = None) -> None:
        """Show the rows that hold every word of `text` and that `keep` keeps."""
        self.beginResetModel()
        self._words, self._keep, self._renewed = tuple(fold(text).split()), keep, False
        self._arrange()
        self.endResetModel()

    @property
    def total(self) -> int:
        """Return how many rows there are without any filter."""
        return len(self._came.rows)

    def chips(self, column: int) -> frozenset[Chip]:
        """Return the states that a column shows, without any filter."""
        return self._chips[column]

    def sample(self, column: int, rows: int) -> Iterator[str]:
        """Yield what the first rows say in a column, without any filter."""
        return (row.texts[column] for row in self._came.rows[:rows])

    def record(self, row: int) -> R:
        """Return the record of a row as shown."""
        return self._shown[row].record

    def records(self) -> tuple[R, ...]:
        """Return the records as shown."""
        return tuple(row.record for row in self._shown)

    def row_where(self, meant: Callable[[R], bool]) -> int | None:
        """Return the first shown row whose record is meant, or None."""
        return next((n for n, row in enumerate(self._shown) if meant(row.record)), None)

    def shown(self, rows: Iterable[int]) -> list[Row[R]]:
        """Return rows as shown."""
        return [self._shown[row] for row in rows]

    def places(self, rows: Sequence[Row[R]]) -> list[int]:
        """Return where rows that were shown before the last change are shown now: by the `id` of their records where others came in their stead."""
        of = _record_id if self._renewed else id
        meant = {of(row) for row in rows}
        return list(compress(count(), map(meant.__contains__, map(of, self._shown)))) if meant else []

    def texts(self, row: int) -> tuple[str, ...]:
        """Return what a row says, chips as their words."""
        shown = self._shown[row]
        return tuple(chip.text if chip is not None else text for text, chip in zip(shown.texts, shown.chips, strict=True))

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell of a row as shown looks like."""
        shown = self._shown[row]
        return shown.texts[column], shown.chips[column], self.columns[column].figure

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, alignment or tip."""
        row, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[column].figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._said(row, column, role)

    def _said(self, row: Row[R], column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self.columns[column].tip
            return tip(row.record) if tip is not None else row.texts[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chip = row.chips[column]
            return f"{self.columns[column].title} {chip.text if chip else row.texts[column]}"
        return row.record if role == RECORD_ROLE else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, aligned as its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; −1 brings back the order in which the rows came."""
        self.beginResetModel()
        self._sorted, self._renewed = None if column < 0 else (column, order), False
        self._order()
        self._arrange()
        self.endResetModel()

    def _order(self) -> None:
        """Bring all rows into their order once: what a filter leaves of them is then in order too."""
        if self._sorted is None:
            self._ordered = self._came
            return
        column, order = self._sorted
        self._ordered = Haystack(sorted(self._came.rows, key=lambda row: row.keys[column], reverse=order is Qt.SortOrder.DescendingOrder))

    def _arrange(self) -> None:
        shown = self._ordered.holding(self._words)
        self._shown = shown if (keep := self._keep) is None else [row for row in shown if keep(row.record)]


def _record_id(row: Row[Any]) -> object:
    return getattr(row.record, "id", row.record)
