"""The matrix as a table model: people down, required courses across; nothing is worked out while it is painted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from typing_extensions import override

from hrdesk.domain.requirements import RequirementState
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.study.matrix import OPEN, Matrix, MatrixColumn, MatrixLine
from hrdesk.ui.kit.table_model import NOWHERE, Cell, Index, fold
from hrdesk.ui.pages.training.columns import STATES

FROZEN = ("姓名", "單位", "完成 / 應修")
NAME, UNIT, TOTAL = range(3)
EMPTY = Matrix((), ())


class MatrixModel(QAbstractTableModel):
    """Lines filtered by what is typed, or to those with something open; columns likewise."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = EMPTY
        self.columns: tuple[MatrixColumn, ...] = ()
        self._hay: list[str] = []
        self._shown: list[MatrixLine] = []
        self._words: tuple[str, ...] = ()
        self._open = False
        self._by: tuple[int, Qt.SortOrder] | None = None

    def set_matrix(self, matrix: Matrix) -> None:
        """Show another matrix, filtered and sorted as before."""
        self.matrix = matrix
        self._hay = [_hay(line) for line in matrix.lines]
        self._arrange()

    def set_filter(self, text: str, *, only_open: bool) -> None:
        """Show the people whose line holds every word; with `only_open` those with something 未完成 or 部分, and the courses they miss."""
        self._words, self._open = tuple(fold(text).split()), only_open
        self._arrange()

    def line(self, row: int) -> MatrixLine:
        """Return the person of a row."""
        return self._shown[row]

    def column(self, number: int) -> MatrixColumn | None:
        """Return the required course of a column, None for the frozen ones."""
        return self.columns[number - len(FROZEN)] if number >= len(FROZEN) else None

    def row_of(self, officer: str) -> int | None:
        """Return the row of an officer, None where it is not shown."""
        return next((n for n, line in enumerate(self._shown) if line.id == officer), None)

    def said(self, row: int, number: int) -> str:
        """Return what a cell says."""
        line, column = self._shown[row], self.column(number)
        if column is None:
            return (line.officer.name, line.officer.unit, f"{line.done} / {line.due}")[number]
        state = line.states.get(column.key)
        return "" if state is None else STATES[state].text

    def cell(self, row: int, number: int) -> Cell:
        """Return what a cell looks like."""
        column = self.column(number)
        state = None if column is None else self._shown[row].states.get(column.key)
        return ("", STATES[state], False) if state is not None else (self.said(row, number), None, False)

    def heading(self, number: int) -> str:
        """Return a column's heading, its total beneath the course."""
        column = self.column(number)
        return FROZEN[number] if column is None else f"{column.name}\n{column.counts.get(RequirementState.DONE, 0)} / {column.due}"

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many people are shown."""
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(FROZEN) + len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a heading, or what its tip says."""
        if orientation is not Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        column = self.column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            counted = "、".join(f"{STATES[state].text} {count} 人" for state, count in column.counts.items())
            return f"{column.name}\n{'、'.join(column.articles)}\n{counted}"
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text or what it is called."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            heading = self.heading(index.column()).partition("\n")[0]
            return f"{self._shown[index.row()].officer.name}　{heading}　{self.said(index.row(), index.column()) or '不需要'}"
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; −1 brings back the order of posts."""
        self._by = None if column < 0 else (column, order)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        lines = zip(self.matrix.lines, self._hay, strict=True)
        self._shown = [line for line, hay in lines if all(word in hay for word in self._words) and (not self._open or _is_open(line))]
        self.columns = tuple(one for one in self.matrix.columns if not self._open or any(one.counts.get(state) for state in OPEN))
        if self._by is not None and self._by[0] < self.columnCount():
            self._shown.sort(key=self._key(self._by[0]), reverse=self._by[1] is Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _key(self, number: int) -> Callable[[MatrixLine], Any]:
        column, places = self.column(number), list(RequirementState)
        if column is not None:
            key = column.key
            return lambda line: places.index(line.states[key]) if key in line.states else len(places)
        keys: tuple[Callable[[MatrixLine], Any], ...] = (
            lambda line: stroke_key(line.officer.name),
            lambda line: line.officer.unit,
            lambda line: (line.due - line.done, line.due),
        )
        return keys[number]


def _is_open(line: MatrixLine) -> bool:
    return any(state in OPEN for state in line.states.values())


def _hay(line: MatrixLine) -> str:
    officer = line.officer
    return fold(" ".join((officer.name, officer.unit, officer.employee_no, officer.title, *(words.label(role) for role in line.roles))))
