"""One agency beside the board: every stage with its day, and who permitted what."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hrdesk.domain.collected import Lateness
from hrdesk.domain.minguo import roc_short
from hrdesk.services.collecting import board
from hrdesk.services.collecting.board import Cell, Row, State
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chip_label import ChipLabel
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.pages.board.columns import cell_chip, permitted_text


class RowCard(QWidget):
    """Shows a row; `withdraw` takes a permission back (None = nobody may here), `go` leads on."""

    def __init__(self, row: Row, go: Callable[[], object], parcels: Callable[[], object], withdraw: Callable[[Lateness], object] | None) -> None:
        super().__init__()
        self._withdraw = withdraw
        column = looks.column(self)
        column.addWidget(looks.text(row.agency.name, "section"))
        column.addWidget(looks.dim("　".join(part for part in (row.agency.code, row.above) if part)))
        column.addLayout(Flow(looks.button("前往", go, sign="arrow-up-right"), looks.button("收件紀錄", parcels, sign="inbox")))
        if row.nil:
            column.addWidget(looks.text(f"零申報：{board.nil_text(row)}"))
        for cell in row.cells:
            if cell.state is not State.NONE:
                column.addWidget(self._cell(cell))
        column.addStretch(1)

    def _cell(self, cell: Cell) -> QWidget:
        made = QWidget()
        column = looks.column(made, spacing=theme.STEP)
        line = looks.row(looks.text(words.label(cell.stage), wrap=False), None)
        chip = cell_chip(cell)
        if chip is not None:
            line.addWidget(ChipLabel(chip))
        column.addLayout(line)
        told = "　".join(part for part in (f"期限 {roc_short(cell.due)}" if cell.due else "", cell.note) if part)
        if told:
            column.addWidget(looks.dim(told))
        permitted = cell.permitted
        if permitted is not None:
            column.addWidget(looks.dim(permitted_text(permitted)))
            if (withdraw := self._withdraw) is not None:
                column.addLayout(looks.row(looks.button("撤回准許", lambda: withdraw(permitted), kind="link", sign="undo"), None))
        column.addWidget(looks.line())
        return made
