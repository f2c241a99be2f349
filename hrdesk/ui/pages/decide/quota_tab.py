"""額度: every first-tier agency with its baseline under both readings and what was approved; the city's totals above, against the ceiling."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hrdesk.domain.collected import QuotaCeiling
from hrdesk.domain.quota import READINGS
from hrdesk.services.awards import quota_board, quota_sheet
from hrdesk.services.awards.nomination_board import quota_text
from hrdesk.services.awards.quota_board import Line, Outlook, Standing, Totals
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.facets import Facets
from hrdesk.ui.kit.fields import ChoiceField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.list_window import show_list
from hrdesk.ui.pages.decide.ceiling import CeilingDialog
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
        self.ceiling: QuotaCeiling | None = None
        column = looks.column(self)
        frame, inside = looks.card()
        self.reading: ChoiceField[str] = ChoiceField("what-if", "試算讀法", CHOICES)
        self.reading.box.setMinimumContentsLength(max(len(name) for _, name in CHOICES) + 2)
        self.reading.edited.connect(self._sum)
        self.sums = {"chosen": looks.text("", "section"), "other": looks.text(""), "approved": looks.text(""), "ceiling": looks.text("")}
        sums, whys = looks.column(spacing=theme.STEP), looks.column(spacing=theme.STEP)
        for label in self.sums.values():
            sums.addWidget(label)
        for name, do in (("選取機關的基準為什麼？", self.explain), ("選取機關的核定為什麼？", self.explain_approval)):
            whys.addWidget(looks.button(name, do, kind="link", sign="why"))
        self.set_ceiling = looks.button("設定嘉獎上限…", self.ask_ceiling, kind="link", sign="edit")
        whys.addWidget(self.set_ceiling)
        line = looks.row(spacing=theme.MARGIN)
        line.addWidget(self.reading, 0, Qt.AlignmentFlag.AlignTop)  # no wider than it must be: the sums need the room in large text
        line.addLayout(sums, 1)
        line.addLayout(whys)
        inside.addLayout(line)
        column.addWidget(frame)
        self.facets: Facets[Standing] = Facets([(one, one.value) for one in Standing])
        self.facets.picked.connect(self.narrow)
        column.addWidget(self.facets)
        self._text = ""
        self.grid: Grid[Line] = Grid("quotas", "各機關額度", QUOTAS, bench.preferences)
        self.grid.opened.connect(lambda _: self.edit() if self.bench.writable else self.explain())
        column.addWidget(self.grid, 1)

    def show_lines(self, lines: Sequence[Line], rows: Rows[Line], ceiling: QuotaCeiling | None) -> None:
        """Show the figures of a year."""
        self.lines, self.ceiling = tuple(lines), ceiling
        self.grid.set_rows(rows)
        self.facets.show_counts(len(lines), Counter(one for line in lines for one in line.standings))
        self.set_ceiling.setEnabled(self.bench.writable)
        self.narrow()
        self._sum()

    def resuming(self, editor: str, key: str) -> Callable[[], None] | None:
        """Return what opens an editor of this tab again, or None for one of another tab or of an agency that is gone."""
        if editor == "quota-many":
            return self.approve_many
        return self.edit if editor == QuotaEditor.name and self.grid.select(lambda line: line.id == key) else None

    def filter(self, text: str) -> None:
        """Show only what a text is found in."""
        self._text = text
        self.narrow()

    def narrow(self) -> None:
        """Show only the agencies that stand as picked."""
        picked = self.facets.value
        self.grid.set_filter(self._text, (lambda line: picked in line.standings) if picked is not None else None)

    def ask_ceiling(self) -> None:
        """Set the ceiling of the year, or strike it out."""
        if self.bench.writable:
            CeilingDialog(self, self.bench, self.ceiling).open()

    def print(self) -> None:
        """Print or save the table as it is narrowed now, with the sums."""
        lines, year = self.grid.table.records(), self.bench.year
        sums = tuple(label.text() for label in self.sums.values() if label.text())
        show_list(self, self.bench, f"{year}年度額度總覽", lambda _: quota_sheet.sheet(lines, year, sums))

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
        limit = self.ceiling.units if self.ceiling is not None else None
        told = [quota_board.outlook(self.lines, reading, limit) for reading in (chosen, other)]
        self.sums["ceiling"].setText(outlook_text(chosen, other, *told))
        looks.mark(self.sums["ceiling"], "role", "error" if told[0].over else "")


def total_text(totals: Totals) -> str:
    """Return a sum in words."""
    unknown = f"（{totals.unknown} 個機關無資料）" if totals.unknown and totals.agencies else ""
    return f"嘉獎 {totals.units} 次、{totals.heads} 人{unknown}"


def outlook_text(chosen: str, other: str, mine: Outlook, theirs: Outlook) -> str:
    """Return how both readings fit under the ceiling: 全案預計 12 次 … 上限 10 次，超過 2 次."""
    whole = f"全案預計（已核定照核定，未核定照 {chosen}）嘉獎 {mine.expected} 次；若採 {other} {theirs.expected} 次"
    return whole if mine.ceiling is None else f"{whole}。上限 {mine.ceiling} 次，{chosen} {_room(mine)}，{other} {_room(theirs)}"


def _room(one: Outlook) -> str:
    return f"超過 {one.over} 次" if one.over else f"尚餘 {(one.ceiling or 0) - one.expected} 次"
