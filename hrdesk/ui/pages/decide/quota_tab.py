"""額度: every first-tier agency with its baseline under both readings and what was approved; the city's totals above."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.quota import READINGS
from hrdesk.services import quota_board
from hrdesk.services.nomination_board import quota_text
from hrdesk.services.quota_board import Line, Totals
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import ChoiceField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.pages.decide.columns import QUOTAS, approved_text
from hrdesk.ui.pages.decide.quota_editor import CHOICES, BulkApproval, QuotaEditor

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench


class QuotaTab(QWidget):
    """The totals and the table; what is chosen at 試算讀法 is what 核定 begins with."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.lines: tuple[Line, ...] = ()
        column = looks.column(self)
        frame, inside = looks.card()
        self.reading: ChoiceField[str] = ChoiceField("what-if", "試算讀法", CHOICES)
        self.reading.edited.connect(self._sum)
        self.sums = {"chosen": looks.text("", "section"), "other": looks.text(""), "approved": looks.text("")}
        sums, whys = looks.column(spacing=theme.STEP), looks.column(spacing=theme.STEP)
        for label in self.sums.values():
            sums.addWidget(label)
        for name, do in (("選取機關的基準為什麼？", self.explain), ("選取機關的核定為什麼？", self.explain_approval)):
            whys.addWidget(looks.button(name, do, kind="link", sign="why"))
        line = looks.row(self.reading, spacing=theme.MARGIN)
        line.addLayout(sums, 1)
        line.addLayout(whys)
        inside.addLayout(line)
        column.addWidget(frame)
        self.grid: Grid[Line] = Grid("quotas", "各機關額度", QUOTAS, bench.preferences)
        self.grid.opened.connect(lambda _: self.edit() if self.bench.writable else self.explain())
        column.addWidget(self.grid, 1)

    def show_lines(self, lines: Sequence[Line], rows: Rows[Line]) -> None:
        """Show the figures of a year."""
        self.lines = tuple(lines)
        self.grid.set_rows(rows)
        self._sum()

    def resuming(self, editor: str, key: str) -> Callable[[], None] | None:
        """Return what opens an editor of this tab again, or None for one of another tab or of an agency that is gone."""
        if editor == "quota-many":
            return self.approve_many
        return self.edit if editor == QuotaEditor.name and self.grid.select(lambda line: line.id == key) else None

    def edit(self) -> None:
        """Approve the quota of the agency chosen."""
        line = self.grid.current()
        if line is not None and self.bench.writable:
            QuotaEditor(self, self.bench, line, self.reading.value or READINGS[0]).open()

    def approve_many(self) -> None:
        """Approve the agencies chosen as proposed; where none or one is chosen, everyone not approved yet."""
        chosen = self.grid.selection()
        lines = chosen if len(chosen) > 1 else tuple(line for line in self.lines if line.approval is None)
        if lines:
            BulkApproval(self, self.bench, lines, self.reading.value or READINGS[0]).open()
        else:
            self.bench.tell("每個機關都已核定；要重新核定，請選取該機關")

    def explain(self) -> None:
        """Answer why the baseline of the agency chosen is what it is."""
        line = self.grid.current()
        found = line.why_of(self.reading.value or READINGS[0]) if line else None
        if line is not None and found is not None:
            self.bench.explain(f"{line.agency.name}的基準", quota_text(found.value), found)
        elif line is not None:
            self.bench.tell(f"{line.agency.name}沒有登錄員額，無法計算基準")

    def explain_approval(self) -> None:
        """Answer why what was approved is what it is."""
        line = self.grid.current()
        if line is not None and line.why is not None:
            self.bench.explain(f"{line.agency.name}的核定", approved_text(line), line.why)
        elif line is not None:
            self.bench.tell(f"{line.agency.name}還沒有核定")

    def _sum(self) -> None:
        chosen = self.reading.value or READINGS[0]
        other = next(one for one in READINGS if one != chosen)
        self.sums["chosen"].setText(f"{chosen} 合計　{total_text(quota_board.totals(self.lines, chosen))}")
        self.sums["other"].setText(f"若採 {other}　{total_text(quota_board.totals(self.lines, other))}")
        approved = quota_board.approved_totals(self.lines)
        self.sums["approved"].setText(f"已核定 {approved.agencies}／{len(self.lines)} 個機關　嘉獎 {approved.units} 次、{approved.heads} 人")


def total_text(totals: Totals) -> str:
    """Return a sum in words."""
    unknown = f"（{totals.unknown} 個機關無資料）" if totals.unknown and totals.agencies else ""
    return f"嘉獎 {totals.units} 次、{totals.heads} 人{unknown}"
