"""The table every list is shown in: whole rows, filter as one types, sort, copy and paste as a spreadsheet does, row actions under the mouse."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QMenu, QTableView, QToolButton, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.chips import CellDelegate
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.table_model import Column, RecordTableModel, Row, Rows
from hrdesk.ui.kit.widths import Widths

R = TypeVar("R")
LEAST = 48  # pixels of a column
FEW = 5  # rows, the heading among them, that a table is at least high


class Grid(QTableView, Generic[R]):
    """A table of records. `name` is what its columns are remembered under.

    `chosen` tells that the selection changed, `opened` that a row was opened (double click, Enter), `pasted` brings the cells of a paste as rows of
    texts, `arranged` that another set of rows is shown. Row actions are QActions: up to two stand under the mouse, all of them in the row's menu.
    """

    chosen = Signal()
    opened = Signal(object)
    pasted = Signal(object)
    arranged = Signal()

    def __init__(self, name: str, title: str, columns: Sequence[Column[R]], preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._preferences = name, preferences
        self._points = QGuiApplication.font().pointSize()
        self.table: RecordTableModel[R] = RecordTableModel(columns, self)
        self.row_actions: list[QAction] = []
        self._wanted: Callable[[R], bool] | None = None
        self.setObjectName(f"grid-{name}")
        self.setAccessibleName(title)
        self.setModel(self.table)
        self._widths = Widths(self, self.table, self._points)
        self._cells: CellDelegate = CellDelegate(self, self.table.cell)
        self.setItemDelegate(self._cells)
        self._behave()
        self._arrange_columns()
        self._hover = _RowActions(self)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._held: list[Row[R]] = []
        self.table.modelAboutToBeReset.connect(self._hold)
        self.table.modelReset.connect(self._select_held)
        self.table.modelReset.connect(self.arranged)
        self.activated.connect(lambda index: self.opened.emit(self.table.record(index.row())))

    def set_rows(self, rows: Rows[R]) -> None:
        """Show other rows; the same records stay selected, by their `id` where they have one."""
        top = self.verticalScrollBar().value()
        self.table.set_rows(rows)
        self._widths.renew()
        self.verticalScrollBar().setValue(top)
        if self._wanted is not None:
            self.select(self._wanted)

    def set_filter(self, text: str, keep: Callable[[R], bool] | None = None) -> None:
        """Show the rows that hold every word of `text` and that `keep` keeps."""
        self.table.set_filter(text, keep)

    def selection(self) -> tuple[R, ...]:
        """Return the selected records in their order on screen."""
        return tuple(self.table.record(row) for row in self._selected_rows())

    def count_selected(self) -> int:
        """Return how many rows are selected."""
        return len(self._selected_rows())

    def current(self) -> R | None:
        """Return the record of the row that was chosen last, or None."""
        index = self.currentIndex()
        return self.table.record(index.row()) if index.isValid() and self.selectionModel().isRowSelected(index.row()) else None

    def select(self, meant: Callable[[R], bool]) -> bool:
        """Select the first row that is meant and bring it into view; remembered until the rows come where it is not there yet."""
        row = self.table.row_where(meant)
        self._wanted = None if row is not None else meant
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self.table.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    @override
    def selectRow(self, row: int) -> None:
        """Select this row alone; Qt's own takes the selection away from a row that has it already."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.table.index(row, 0), flags)

    def add_row_action(self, action: QAction) -> QAction:
        """Offer an action on the row under the mouse and in its menu; the action knows the table whose rows it needs."""
        action.setProperty("table", self)
        self.row_actions.append(action)
        return action

    def copied(self) -> str:
        """Return the selected rows as a spreadsheet pastes them, headings first where several rows are selected."""
        rows = self._selected_rows()
        order = self._visible_order()
        lines = [[_cell(texts[column]) for column in order] for texts in map(self.table.texts, rows)]
        if len(lines) > 1:
            lines.insert(0, [self.table.columns[column].title for column in order])
        return "\n".join("\t".join(line) for line in lines)

    def remember(self) -> None:
        """Keep the order, widths, sort and visibility of the columns, for this text size; as they were wanted, not as there was room."""
        self._widths.put_wanted()
        self._preferences.keep_state(self._kept_under, self.horizontalHeader().saveState())
        self._preferences.keep(f"{self._kept_under}/drawn", " ".join(str(n) for n in sorted(self._widths.drawn)))
        self._widths.share()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Keep as much of every cell in view when the text becomes larger or smaller."""
        super().changeEvent(event)
        points = self.font().pointSize()
        if event.type() == QEvent.Type.FontChange and points != self._points:
            self._points = points
            self._widths.scale(points)
            if self._widths.drawn:
                self.remember()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._widths.share()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for a few rows under the heading; a page that has less room for them scrolls."""
        return super().minimumSizeHint().expandedTo(QSize(0, FEW * theme.ROW))

    @property
    def _kept_under(self) -> str:
        return f"grid/{self.name}" if self._points == theme.BODY_POINTS else f"grid/{self.name}/{self._points}"

    @override
    def keyPressEvent(self, event: Any) -> None:
        """Copy and paste as a spreadsheet does; Enter opens; everything else as Qt does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(cells_of(QGuiApplication.clipboard().text()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (record := self.current()) is not None:
            self.opened.emit(record)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: Any) -> None:
        """Offer the row's actions, and to copy it."""
        menu = QMenu(self)
        menu.addActions(self.row_actions)
        if self.row_actions:
            menu.addSeparator()
        copy = menu.addAction(icon("copy"), "複製選取的列")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.copied()))
        menu.exec(event.globalPos())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the row under the mouse stand out with its actions."""
        self._point_at(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Let no row stand out any more."""
        if not self._hover.underMouse():
            self._point_at(-1)
        super().leaveEvent(event)

    def _point_at(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self._hover.stand_at(row)
            self.viewport().update()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.ROW)

    def _arrange_columns(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSelectionModel(QItemSelectionModel(self.table, head))  # its own, empty one: else painting it asks every row for every column
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(LEAST)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._offer_columns)
        for n, column in enumerate(self.table.columns):
            self.setColumnWidth(n, self._widths.usual(n))
            self.setColumnHidden(n, column.hidden)
        state = self._preferences.state(self._kept_under)
        if not state.isEmpty():
            head.restoreState(state)
            self._widths.restore(self._preferences.text(f"{self._kept_under}/drawn"))
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_: self.remember())

    def _resized(self, n: int, before: int, width: int) -> None:
        if not self._widths.sharing:
            if before and width:  # else it was shown or hidden
                self._widths.draw(n, width)
            self.remember()

    def _offer_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        for n, column in enumerate(self.table.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(n))
            action.toggled.connect(lambda on, n=n: self.setColumnHidden(n, not on))
            action.toggled.connect(lambda _: self.remember())
        menu.exec(self.horizontalHeader().mapToGlobal(at))

    def _visible_order(self) -> list[int]:
        head = self.horizontalHeader()
        order = sorted(range(len(self.table.columns)), key=head.visualIndex)
        return [column for column in order if not self.isColumnHidden(column)]

    def _hold(self) -> None:
        self._held = self.table.shown(self._selected_rows())

    def _select_held(self) -> None:
        rows, self._held = self.table.places(self._held), []
        if not rows:
            return
        last = self.table.columnCount() - 1
        chosen = QItemSelection()
        for first, end in _runs(rows):
            chosen.append(QItemSelectionRange(self.table.index(first, 0), self.table.index(end, last)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)  # at once: a signal for each of thousands takes minutes
        self.selectionModel().setCurrentIndex(self.table.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _selected_rows(self) -> list[int]:
        """Return the rows selected from above, by whole ranges: an index for each of thousands takes too long."""
        parts = self.selectionModel().selection()
        return sorted({row for n in range(parts.count()) for row in range(parts.at(n).top(), parts.at(n).bottom() + 1)})


class _RowActions(QWidget):
    """The first two actions of the row under the mouse, at its right end."""

    def __init__(self, grid: Grid[Any]) -> None:
        super().__init__(grid.viewport())
        self._grid = grid
        self._row = -1
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 4, 0)
        line.setSpacing(2)
        self.setBackgroundRole(QPalette.ColorRole.Base)  # the words beneath end at its edge, instead of showing through
        self.setAutoFillBackground(True)
        self.hide()
        grid.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where the row is when the table is resized or scrolled away."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Wheel):
            self.hide()
        return super().eventFilter(watched, event)

    def stand_at(self, row: int) -> None:
        """Stand at a row, or nowhere."""
        self._row = row
        actions = [action for action in self._grid.row_actions if action.isVisible() and action.isEnabled()][:2]
        if row < 0 or not actions:
            self.hide()
            return
        self._fill(actions)
        top = self._grid.rowViewportPosition(row)
        self.adjustSize()
        self.setGeometry(self._grid.viewport().width() - self.width() - 4, top + 1, self.width(), theme.ROW - 2)
        self.show()
        self.raise_()

    def _fill(self, actions: Sequence[QAction]) -> None:
        line = self.layout()
        assert line is not None
        while (item := line.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        for action in actions:
            button = QToolButton(self)
            button.setIcon(action.icon())
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, action=action: self._do(action))
            line.addWidget(button)

    def _do(self, action: QAction) -> None:
        if 0 <= self._row < self._grid.table.rowCount():
            self._grid.selectRow(self._row)
            action.trigger()


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what a spreadsheet put on the clipboard as rows of texts; quoted cells may hold line breaks."""
    import csv
    import io

    return tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in row))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of consecutive numbers."""
    first = rows[0]
    for before, row in pairwise((*rows, rows[-1] + 2)):
        if row != before + 1:
            yield first, before
            first = row


def _cell(text: str) -> str:
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
