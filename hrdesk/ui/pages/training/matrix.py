"""應修課程矩陣 on screen: the names stay while the courses scroll; a cell answers 為什麼."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget
from typing_extensions import override

from hrdesk.services.study.matrix import Matrix, MatrixColumn, MatrixLine
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chip_label import ChipLabel
from hrdesk.ui.kit.chips import CellDelegate
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.pages.training.columns import STATES
from hrdesk.ui.pages.training.matrix_model import FROZEN, NAME, TOTAL, UNIT, MatrixModel

HEAD = 76  # pixels of the headings: a course's name on up to three lines, its total beneath
CELL = 124
WIDTHS = {NAME: 92, UNIT: 104, TOTAL: 88}


class _Sheet(QTableView):
    """One half of the matrix; Enter asks, Ctrl+C copies."""

    asked = Signal(QModelIndex)
    copied = Signal()

    def __init__(self, name: str, model: MatrixModel) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, model.cell))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.ROW)
        head.setHighlightSections(False)
        theme.measure(head, high=HEAD)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap)))
        head.setSortIndicatorClearable(True)
        self.clicked.connect(self.asked)

    @override
    def keyPressEvent(self, event: Any) -> None:
        """Ask about the current cell with Enter; copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class MatrixView(QWidget):
    """The matrix with its filter and legend. `asked` brings a person and a required course, None = everything of that person."""

    asked = Signal(object, object)
    arranged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: MatrixModel = MatrixModel()
        self.filter: QLineEdit = QLineEdit()
        self.filter.setPlaceholderText("姓名、單位、身分…")
        self.filter.setAccessibleName("篩選矩陣")
        self.filter.setClearButtonEnabled(True)
        theme.measure(self.filter, wide=220)
        self.only_open: QCheckBox = QCheckBox("只看未完成")
        self.names: _Sheet = _Sheet("人員", self.model)
        self.cells: _Sheet = _Sheet("應修課程", self.model)
        column = looks.column(self, spacing=theme.STEP * 2)
        column.setContentsMargins(0, theme.STEP * 2, 0, 0)
        legend = [ChipLabel(chip) for chip in STATES.values()]
        column.addLayout(Flow(self.filter, self.only_open, None, *legend))
        column.addLayout(self._both(), 1)
        self.filter.textChanged.connect(lambda _: self._filter())
        self.only_open.toggled.connect(lambda _: self._filter())
        self.model.modelReset.connect(self._measure)
        for sheet in (self.names, self.cells):
            sheet.asked.connect(self._ask)
            sheet.copied.connect(self.copy)
        self._measure()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix; the same cell stays current where it is still there."""
        at = self.cells.currentIndex()
        held = self.model.line(at.row()).id if at.isValid() else ""
        self.model.set_matrix(matrix)
        row = self.model.row_of(held)
        if row is not None and at.column() < self.model.columnCount():
            self.cells.selectionModel().setCurrentIndex(self.model.index(row, at.column()), QItemSelectionModel.SelectionFlag.SelectCurrent)

    def copied(self) -> str:
        """Return the selected people with every course as a spreadsheet pastes it, everybody where none is selected; headings first."""
        rows = sorted({index.row() for index in self.cells.selectionModel().selectedIndexes()}) or range(self.model.rowCount())
        if len(rows) == 1:
            rows = range(self.model.rowCount())
        every = range(self.model.columnCount())
        lines = [[self.model.heading(n).replace("\n", "　") for n in every], *([self.model.said(row, n) for n in every] for row in rows)]
        return "\n".join("\t".join(line) for line in lines)

    def copy(self) -> None:
        """Put it on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def current(self) -> tuple[MatrixLine, MatrixColumn | None] | None:
        """Return the person and the course of the current cell."""
        at = self.cells.selectionModel().currentIndex()
        return (self.model.line(at.row()), self.model.column(at.column())) if at.isValid() else None

    def _ask(self, index: QModelIndex) -> None:
        line, column = self.model.line(index.row()), self.model.column(index.column())
        if column is None or column.key in line.states:
            self.asked.emit(line, column)

    def _filter(self) -> None:
        self.model.set_filter(self.filter.text(), only_open=self.only_open.isChecked())

    def _both(self) -> QHBoxLayout:
        for sheet in (self.names, self.cells):
            sheet.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            sheet.setSortingEnabled(True)
        self.names.setSelectionModel(self.cells.selectionModel())
        theme.measure(self.names, wide=sum(WIDTHS.values()))
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.names.verticalScrollBar().valueChanged.connect(self.cells.verticalScrollBar().setValue)
        self.cells.verticalScrollBar().valueChanged.connect(self.names.verticalScrollBar().setValue)
        both = QHBoxLayout()
        both.setSpacing(0)
        left = looks.column(spacing=0)
        left.addWidget(self.names, 1)
        left.addSpacing(self.cells.horizontalScrollBar().sizeHint().height())  # so that both halves are equally high
        both.addLayout(left)
        both.addWidget(self.cells, 1)
        return both

    def _measure(self) -> None:
        """Show each half its own columns."""
        for number in range(self.model.columnCount()):
            frozen = number < len(FROZEN)
            self.names.setColumnHidden(number, not frozen)
            self.cells.setColumnHidden(number, frozen)
            self.names.setColumnWidth(number, theme.grown(WIDTHS.get(number, CELL)))
            self.cells.setColumnWidth(number, theme.grown(CELL))
        self.arranged.emit()
