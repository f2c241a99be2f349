"""The totals of each stage above the board, with its day."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.services.collecting.board import Total
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.pages.board.columns import month_day


class TotalStrip(QFrame):
    """One block a stage: how many reached it, how many are late, and its day as a button; `wanted` asks to set days."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._line = Flow(spacing=theme.INNER, even=True)
        self._line.setContentsMargins(theme.GAP, theme.STEP * 2, theme.GAP, theme.STEP * 2)
        self.setLayout(self._line)
        self._blocks: list[tuple[QLabel, QLabel, QPushButton]] = []

    def show_totals(self, totals: Sequence[Total], *, may_set: bool) -> None:
        """Show the totals of a year."""
        while len(self._blocks) < len(totals):
            self._blocks.append(self._block(words.label(totals[len(self._blocks)].stage)))
        for (figure, late, due), total in zip(self._blocks, totals, strict=True):
            figure.setText(f"{total.reached} / {total.agencies}")
            behind = "、".join(part for part in (f"逾期 {total.late}" * bool(total.late), f"准予 {total.permitted}" * bool(total.permitted)) if part)
            late.setText(behind or "　")
            looks.mark(late, "role", "error" if total.late else "hint" if total.permitted else "secondary")
            due.setText(f"期限 {month_day(total.due)}" if total.due else "設定期限…")
            due.setAccessibleName(f"{words.label(total.stage)}：{due.text()}")
            due.setToolTip(roc_short(total.due) if total.due else "")
            due.setEnabled(may_set)

    def _block(self, title: str) -> tuple[QLabel, QLabel, QPushButton]:
        block = QWidget()
        column = looks.column(block, spacing=0)
        figure, late = looks.text("", "section", wrap=False), looks.text("", "secondary", wrap=False)
        due = looks.button("", self.wanted.emit, kind="link")
        for widget in (looks.text(title, "secondary", wrap=False), figure, late, due):
            column.addWidget(widget)
        self._line.addWidget(block)
        return figure, late, due
