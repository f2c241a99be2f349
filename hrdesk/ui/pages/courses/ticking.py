"""A table whose rows are ticked: Space, a click on the first column or a double click; what is ticked survives filtering."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.table_model import Chip, Column, Row, Rows, Tone, rows_of

R = TypeVar("R")
PICKED = Chip("選取", Tone.GOOD)
TICK = 84


class TickGrid(Grid[R]):
    """Rows with an `id`; `ticked` holds those of the rows chosen, `ticks_changed` tells."""

    ticks_changed = Signal()

    def __init__(self, name: str, title: str, columns: Sequence[Column[R]], preferences: Preferences, allowed: Callable[[R], bool] = lambda _: True) -> None:
        self.ticked: set[str] = set()
        self._allowed = allowed
        self._records: tuple[R, ...] = ()
        self._made: Rows[R] = Rows(())
        first: Column[R] = Column("tick", "選取", lambda _: "", TICK, chip=self._chip, sort=lambda row: getattr(row, "id", "") not in self.ticked)
        super().__init__(name, title, (first, *columns), preferences)
        self.clicked.connect(self._clicked)

    def show_records(self, records: Iterable[R]) -> None:
        """Show other records; ticks of those that are gone or not allowed fall away."""
        self._records = tuple(records)
        self._made = rows_of(self.table.columns, self._records)
        self.ticked &= {self._id(one) for one in self._records if self._allowed(one)}
        self._again()

    def tick(self, records: Iterable[R]) -> None:
        """Tick these rows, or untick them where all of them are ticked."""
        ids = {self._id(one) for one in records if self._allowed(one)}
        self.ticked = self.ticked - ids if ids <= self.ticked else self.ticked | ids
        self._again()

    def tick_all(self) -> None:
        """Tick every row as shown that may be, or none where all are."""
        self.tick(self.table.records())

    def chosen_records(self) -> tuple[R, ...]:
        """Return the records ticked, in the order in which they came."""
        return tuple(one for one in self._records if self._id(one) in self.ticked)

    @override
    def keyPressEvent(self, event: Any) -> None:
        """Tick the selected rows with Space."""
        if event.key() == Qt.Key.Key_Space:
            self.tick(self.selection())
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tick the row under the mouse; the first column takes each click by itself."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.tick([self.table.record(index.row())])

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.tick([self.table.record(index.row())])

    def _chip(self, row: R) -> Chip | None:
        return PICKED if self._id(row) in self.ticked else None

    def _again(self) -> None:
        self.set_rows(Rows(self.table.columns, tuple(self._marked(row) for row in self._made.rows)))
        self.ticks_changed.emit()

    def _marked(self, row: Row[R]) -> Row[R]:
        """Return a row with its tick as it is now; its other texts were made once."""
        chip = self._chip(row.record)
        return replace(row, chips=(chip, *row.chips[1:]), keys=(chip is None, *row.keys[1:]))

    @staticmethod
    def _id(row: R) -> str:
        return str(getattr(row, "id", ""))
