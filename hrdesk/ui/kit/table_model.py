"""The one table model: columns over frozen records, whose texts were made on the desk's thread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2
SPELLINGS = str.maketrans({"臺": "台", "　": " "})  # what a filter does not tell apart


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
    """What a table shows, made off the window's thread."""

    columns: tuple[Column[R], ...]
    rows: tuple[Row[R], ...] = field(default_factory=tuple)

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
        self._all: tuple[Row[R], ...] = ()
        self._shown: list[Row[R]] = []
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[R], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Rows[R]) -> None:
        """Show other rows, filtered and sorted as before."""
        self.beginResetModel()
        self._all = rows.rows
        self._arrange()
        self.endResetModel()

    def set_filter(self, text: str, keep: Callable[[R], bool] | None = None) -> None:
        """Show the rows that hold every word of `text` and that `keep` keeps."""
        self.beginResetModel()
        self._words, self._keep = tuple(fold(text).split()), keep
        self._arrange()
        self.endResetModel()

    @property
    def total(self) -> int:
        """Return how many rows there are without any filter."""
        return len(self._all)

    def record(self, row: int) -> R:
        """Return the record of a row as shown."""
        return self._shown[row].record

    def records(self) -> tuple[R, ...]:
        """Return the records as shown."""
        return tuple(row.record for row in self._shown)

    def row_where(self, meant: Callable[[R], bool]) -> int | None:
        """Return the first shown row whose record is meant, or None."""
        return next((n for n, row in enumerate(self._shown) if meant(row.record)), None)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return what a row says, chips as their words."""
        shown = self._shown[row]
        return tuple(chip.text if chip is not None else text for text, chip in zip(shown.texts, shown.chips, strict=True))

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
        """Return a cell's text, chip, alignment or tip."""
        row, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == CHIP_ROLE:
            return row.chips[column]
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
        self._sorted = None if column < 0 else (column, order)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        shown = list(self._all)
        for word in self._words:
            shown = [row for row in shown if word in row.hay]
        if (keep := self._keep) is not None:
            shown = [row for row in shown if keep(row.record)]
        if self._sorted is not None:
            column, order = self._sorted
            shown.sort(key=lambda row: row.keys[column], reverse=order is Qt.SortOrder.DescendingOrder)
        self._shown = shown
