"""What an import would do, row by row: counted and filtered by outcome, every difference and problem in words, rows to be left out."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from hrdesk.domain.plan import RowState
from hrdesk.services.core import words
from hrdesk.ui.importing.columns import COLUMNS, UNLISTED, PreviewRow, differences
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.page import banner
from hrdesk.ui.kit.table_model import Row, Rows, rows_of

if TYPE_CHECKING:
    from hrdesk.domain.plan import ImportPlan
    from hrdesk.services.imports.import_choice import PlanLine
    from hrdesk.ui.kit.preferences import Preferences

DETAIL = 96  # pixels of the lines that say everything about the current row
NOTES = 3  # notes of the file shown at once
EVERY, DOUBTFUL = "every", "doubtful"


class Preview(QWidget):
    """A plan before it is applied. `decided` tells that a tick or a row was changed."""

    decided = Signal()

    def __init__(self, preferences: "Preferences") -> None:
        super().__init__()
        self._rows: list[Row[PreviewRow]] = []
        self._left_out: set[int] = set()
        self._shown = EVERY
        self._buttons: dict[str, QPushButton] = {}
        column = looks.column(self, spacing=theme.STEP * 2)
        self._file = looks.text("", "section", wrap=False)
        column.addWidget(self._file)
        self._notes, self._notes_text = banner("warn")
        column.addWidget(self._notes)
        self._filters = looks.row(spacing=theme.STEP)
        column.addLayout(self._filters)
        self.grid: Grid[PreviewRow] = Grid("import", "匯入預覽", COLUMNS, preferences)
        self._skip = QAction(icon("close"), "略過或取回這一列", self)
        self._skip.triggered.connect(lambda: self.turn())
        self.grid.add_row_action(self._skip)
        self.grid.chosen.connect(self._show_detail)
        column.addWidget(self.grid, 1)
        self._detail = looks.text("")
        self._told = looks.scrolled(self._detail)
        column.addWidget(self._told)
        self.looked = self._tick("", column.addWidget)
        self.leavers = self._tick("", column.addWidget)
        self.leavers.toggled.connect(lambda _: self._mark_leavers())
        self._show_detail()

    def show_plan(self, plan: "ImportPlan", notes: tuple[str, ...], rows: Rows[PreviewRow]) -> None:
        """Show a plan, all of it, with nothing decided yet; `rows` were made by `preview_rows`."""
        self._left_out, self._shown = set(), EVERY
        self._file.setText(f"{plan.file}　{len(rows)} 列")
        more = f"\n……另有 {len(notes) - NOTES} 則說明" if len(notes) > NOTES else ""
        self._notes_text.setText("\n".join(notes[:NOTES]) + more)
        self._notes_text.setToolTip("\n".join(notes))
        self._notes.setVisible(bool(notes))
        for box in (self.looked, self.leavers):
            box.setChecked(False)
        self._rows = list(rows.rows)
        self.grid.set_rows(rows)
        self._settle()

    @property
    def left_out(self) -> frozenset[int]:
        """Return the places of the rows that the person leaves out."""
        return frozenset(self._left_out)

    @property
    def doubtful(self) -> int:
        """Return how many rows to be written rest on a doubtful date."""
        return sum(row.record.doubtful for row in self._rows)

    @property
    def writes(self) -> int:
        """Return how many rows would be written now."""
        leavers = self.leavers.isChecked()
        rows = (row.record for row in self._rows)
        return sum((row.line.written or (leavers and row.line.state is RowState.LEFT)) and not row.left_out for row in rows)

    def turn(self) -> None:
        """Leave the selected rows out, or take them back where all of them are left out already."""
        chosen = {row.line.number for row in self.grid.selection()}
        out = not chosen <= self._left_out
        self._left_out = self._left_out | chosen if out else self._left_out - chosen
        self._replace(replace(self._rows[number].record, left_out=out) for number in chosen)
        self._settle()

    def show_only(self, which: str) -> None:
        """Show the rows of one outcome, the doubtful ones, or all."""
        self._shown = which
        self.grid.set_filter("", _keep(which))
        for name, button in self._buttons.items():
            button.setChecked(name == which)

    def _mark_leavers(self) -> None:
        """Say 離職 of who is not in the file only where that is what will be written."""
        leaving = self.leavers.isChecked()
        self._replace(replace(row.record, leaving=leaving) for row in tuple(self._rows) if row.record.line.state is RowState.LEFT)
        if (button := self._buttons.get(RowState.LEFT.value)) is not None:
            button.setText(f"{self._name_left()} {sum(row.record.line.state is RowState.LEFT for row in self._rows)}")
        self._show_detail()

    def _name_left(self) -> str:
        return words.label(RowState.LEFT) if self.leavers.isChecked() else UNLISTED.partition("，")[0]

    def _replace(self, records: Iterable[PreviewRow]) -> None:
        """Show other rows in the place of those of the same number."""
        for row in rows_of(COLUMNS, records).rows:
            self._rows[row.record.line.number] = row
        self.grid.set_rows(Rows(COLUMNS, tuple(self._rows)))

    def _settle(self) -> None:
        """Count anew, offer the filters and ticks that there is something for, and tell that something was decided."""
        rows, doubtful = [row.record for row in self._rows], self.doubtful
        states = Counter(row.line.state for row in rows)
        self._offer({EVERY: len(rows), DOUBTFUL: doubtful, **{state.value: states[state] for state in RowState}})
        self.looked.setVisible(bool(doubtful))
        self.looked.setText(f"已逐一核對：{doubtful} 列的日期讀法無誤（不對的請改檔案，或略過那一列）")
        leavers = sum(row.line.state is RowState.LEFT and not row.left_out for row in rows)
        self.leavers.setVisible(bool(leavers))
        self.leavers.setText(f"把檔案沒有列名的 {leavers} 人登錄為今天離職")
        self.decided.emit()

    def _offer(self, counts: dict[str, int]) -> None:
        while (item := self._filters.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._buttons = {}
        names = {EVERY: "全部", DOUBTFUL: "請核對", **{state.value: words.label(state) for state in RowState}, RowState.LEFT.value: self._name_left()}
        for which, name in names.items():
            if counts[which] or which == EVERY:
                self._filters.addWidget(self._filter_button(which, f"{name} {counts[which]}"))
        self._filters.addStretch(1)
        self._filters.addWidget(looks.button("略過或取回選取的列", self.turn, kind="quiet"))
        self.show_only(self._shown if self._shown in self._buttons else EVERY)

    def _filter_button(self, which: str, text: str) -> QPushButton:
        made = looks.button(text, lambda: self.show_only(which), kind="choice")
        made.setCheckable(True)
        self._buttons[which] = made
        return made

    def _show_detail(self) -> None:
        row = self.grid.current()
        lines = [] if row is None else [f"{row.line.place}　{row.line.label}", *differences(row), *row.line.problems]
        self._detail.setText("\n".join(lines))
        self._told.setVisible(bool(lines))
        self._told.setFixedHeight(min(self._detail.sizeHint().height() + theme.STEP, DETAIL))

    def _tick(self, text: str, add: Callable[[QWidget], object]) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(lambda _: self.decided.emit())
        add(box)
        return box


def preview_rows(lines: "tuple[PlanLine, ...]") -> Rows[PreviewRow]:
    """Return a plan's rows as the preview shows them, made where the plan is made."""
    return rows_of(COLUMNS, (PreviewRow(line) for line in lines))


def _keep(which: str) -> Callable[[PreviewRow], bool] | None:
    if which == EVERY:
        return None
    if which == DOUBTFUL:
        return lambda row: row.doubtful
    return lambda row: row.line.state.value == which
