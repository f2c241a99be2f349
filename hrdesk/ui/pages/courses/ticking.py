"""A table whose rows are ticked: Space, a click on the box in front of a row or a double click; what is ticked survives filtering."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.chips import CellDelegate
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.table_model import Column, Row, Rows, rows_of

R = TypeVar("R")
TICKED, OPEN, CLOSED = "已勾選", "未勾選", "不能勾選"  # as it is copied and read out
TICK, BOX = 56, 16  # pixels of the column, and of the box


class TickDelegate(CellDelegate):
    """Paints the box of a row; one that cannot be ticked has none."""

    @override
    def fill(self, painter: QPainter, inside: QRect, row: int, column: int) -> None:
        """Paint the box, as a dialog's own boxes look; beside it as everywhere."""
        if column:
            super().fill(painter, inside, row, column)
            return
        said, colours = self._cell(row, column)[0], theme.colours()
        if said == CLOSED:
            return
        painter.save()
        box = QRect(inside.left(), inside.center().y() - BOX // 2, BOX, BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.accent if said == TICKED else colours.faint)
        painter.setBrush(colours.accent if said == TICKED else colours.raised)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if said == TICKED:
            painter.drawPixmap(box.topLeft(), pixmap("tick", BOX, colours.on_accent, painter.device().devicePixelRatio()))
        painter.restore()


class TickGrid(Grid[R]):
    """Rows with an `id`; `ticked` holds those of the rows chosen, `ticks_changed` tells."""

    ticks_changed = Signal()

    def __init__(self, name: str, title: str, columns: Sequence[Column[R]], preferences: Preferences, allowed: Callable[[R], bool] = lambda _: True) -> None:
        self.ticked: set[str] = set()
        self._allowed = allowed
        self._records: tuple[R, ...] = ()
        self._made: Rows[R] = Rows(())
        first: Column[R] = Column("tick", "勾選", self._said, TICK, sort=lambda row: self._id(row) not in self.ticked)
        super().__init__(name, title, (first, *columns), preferences)
        self._cells = TickDelegate(self, self.table.cell)
        self.setItemDelegate(self._cells)
        self.clicked.connect(self._clicked)

    def show_records(self, records: Iterable[R]) -> None:
        """Show other records; ticks of those that are gone or not allowed fall away."""
        self._records = tuple(records)
        made = rows_of(self.table.columns, self._records)
        self._made = Rows(made.columns, tuple(replace(row, hay=row.hay.partition("\n")[2]) for row in made.rows))  # nobody filters by the box
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

    def _said(self, row: R) -> str:
        if not self._allowed(row):
            return CLOSED
        return TICKED if self._id(row) in self.ticked else OPEN

    def _again(self) -> None:
        self.set_rows(Rows(self.table.columns, tuple(self._marked(row) for row in self._made.rows)))
        self.ticks_changed.emit()

    def _marked(self, row: Row[R]) -> Row[R]:
        """Return a row with its tick as it is now; its other texts were made once."""
        said = self._said(row.record)
        return replace(row, texts=(said, *row.texts[1:]), keys=(said != TICKED, *row.keys[1:]))

    @staticmethod
    def _id(row: R) -> str:
        return str(getattr(row, "id", ""))
