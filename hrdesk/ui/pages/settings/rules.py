"""規則包: the rules in force, every figure with its article and reading, and what another pack says differently."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.pack import RulePack
from hrdesk.services.regulation import rule_compare, rulebook
from hrdesk.services.regulation.rule_compare import Difference, Figure
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog, choose_open
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

PACKS = "規則包 (*.toml)"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the section shows: the pack in force, its figures as rows, how many must still be confirmed, and the other packs there are."""

    pack: RulePack
    rows: Rows[Figure]
    unsure: int
    others: tuple[RulePack, ...]


def confirming(figure: Figure) -> Chip | None:
    """Return who must agree to a reading, or nothing."""
    return Chip(f"請{figure.confirm}確認", Tone.WARN) if figure.confirm else None


COLUMNS: tuple[Column[Figure], ...] = (
    Column("article", "條文", lambda one: one.article, 96),
    Column("text", "條文文字", lambda one: one.text, 260, stretch=True, tip=lambda one: one.text),
    Column("value", "值", lambda one: one.value, 150, tip=lambda one: one.value),
    Column("reading", "採用的讀法", lambda one: one.reading, 220, tip=lambda one: one.reading),
    Column("confirm", "待確認", lambda one: one.confirm, 164, chip=confirming),
    Column("key", "名稱", lambda one: one.name, 150, hidden=True),
)
CHANGES: tuple[Column[Difference], ...] = (
    Column("article", "條文", lambda one: one.article, 96),
    Column("key", "項目", lambda one: one.name, 170),
    Column("before", "現行", lambda one: one.before or "（沒有）", 260, stretch=True, tip=lambda one: one.before),
    Column("after", "另一個規則包", lambda one: one.after or "（沒有）", 260, tip=lambda one: one.after),
)


class RulesSection(Section[Rules]):
    """The pack in force and its figures."""

    title = "規則包"
    sign = "report"
    say = "法規的數字、期限與讀法都在規則包裡，隨程式提供，或由人事處以規則包送來，依施行日期自動適用；過去的年度用當時的規則。"

    def build(self) -> None:
        """Build the pack's own words and the table."""
        self.data: Rules | None = None
        self.filter = QLineEdit()
        self.filter.setAccessibleName("篩選規則")
        self.filter.setPlaceholderText("條文、文字、讀法…")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(200)
        self.head.addWidget(self.filter)
        self.button("與另一個規則包比較…", self.ask_other, sign="table", manages=False)
        if self.bench.signed.kind is WorkspaceKind.DEPARTMENT:
            self.button("採用規則包…", self.ask_new, sign="import", kind="primary")
        self.name = looks.text("", "section")
        self.facts = looks.dim("")
        self.column.addWidget(self.name)
        self.column.addWidget(self.facts)
        self.grid: Grid[Figure] = Grid("settings-rules", "規則", COLUMNS, self.bench.preferences)
        self.grid.opened.connect(self._explain)
        self.filter.textChanged.connect(self.grid.set_filter)
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(looks.dim("按 Enter 或連按兩下，看條文全文、採用的讀法與其他讀法。"))

    def load(self, desk: "Desk") -> Rules:
        """Read the pack in force and the others shipped."""
        pack = desk.rules(desk.today)
        figures = rule_compare.figures(pack)
        others = tuple(one for one in rulebook.packs(desk) if one.id != pack.id)
        return Rules(pack, rows_of(COLUMNS, figures), sum(bool(one.confirm) for one in figures), others)

    def show_data(self, data: Rules) -> None:
        """Show the pack."""
        self.data = data
        pack = data.pack
        self.name.setText(pack.title)
        until = f"至 {roc_short(pack.valid_to)}" if pack.valid_to else "起，現行有效"
        self.facts.setText(
            f"{pack.document}　{pack.issuer}　{roc_short(pack.amended)} 修正　自 {roc_short(pack.valid_from)} {until}　"
            f"共 {len(data.rows)} 項，其中 {data.unsure} 項的讀法待主管機關確認"
        )
        self.grid.set_rows(data.rows)

    def ask_other(self) -> None:
        """Choose a rule pack's file to compare with."""
        choose_open(self, "選擇規則包檔案", PACKS, self.compare)

    def compare(self, path: Path) -> None:
        """Show what a pack says differently from the one in force."""
        if self.data is not None:
            pack = self.data.pack

            def work(_: "Desk") -> tuple[RulePack, Rows[Difference]]:
                other = rule_compare.pack_of(path)
                return other, rows_of(CHANGES, rule_compare.differences(pack, other))

            self.bench.read(work, lambda found: CompareDialog(self, self.data, *found).open())

    def ask_new(self) -> None:
        """Choose a rule pack's file that is to count from now on."""
        choose_open(self, "選擇要採用的規則包檔案", PACKS, self.look_at)

    def look_at(self, path: Path) -> None:
        """Show what a pack says differently, and let it count from now on where the person says so."""

        def work(desk: "Desk") -> tuple[RulePack, Rows[Difference]]:
            other = rule_compare.pack_of(path)
            return other, rows_of(CHANGES, rule_compare.differences(rulebook.replaced_by(desk, other), other))

        self.bench.read(work, lambda found: CompareDialog(self, self.data, *found, take=lambda: self.adopt(path)).open())

    def adopt(self, path: Path) -> None:
        """Let a pack count from now on."""
        self.bench.write(lambda desk: rulebook.adopt(desk, path), "已採用規則包；請從「機關登錄」送出規則包給各機關")

    def _explain(self, figure: Figure) -> None:
        self.bench.show_aside(f"規則　{figure.article}", _card(figure))


class CompareDialog(Dialog):
    """What two rule packs do not say alike."""

    def __init__(self, parent: RulesSection, data: Rules | None, other: RulePack, rows: Rows[Difference], take: Callable[[], object] | None = None) -> None:
        super().__init__(parent, "採用規則包" if take else "規則包比較", "採用" if take else "關閉", cancel="取消" if take else "", width=760)
        self._take = take
        mine = data.pack.title if data else ""
        self.body.addWidget(looks.text(f"現行：{mine}\n比較：{other.title}（{other.document}，自 {roc_short(other.valid_from)}）"))
        self.body.addWidget(looks.section(f"{len(rows)} 處不同" if len(rows) else "沒有不同"))
        self.grid: Grid[Difference] = Grid("settings-compare", "不同之處", CHANGES, parent.bench.preferences)
        self.grid.set_rows(rows)
        self.grid.setMinimumHeight(260)
        self.body.addWidget(self.grid, 1)

    def finish(self) -> None:
        """Close, and let the pack count where that was offered."""
        self.accept()
        if self._take is not None:
            self._take()


def _card(figure: Figure) -> QWidget:
    made = QWidget()
    column = looks.column(made)
    column.addWidget(looks.text(figure.value, "figure"))
    for title, sentences in (
        (f"條文 {figure.article}", (figure.text,)),
        ("採用的讀法", (figure.reading,) if figure.reading else ()),
        ("其他讀法", figure.alternatives),
        ("由誰確認", (figure.confirm,) if figure.confirm else ()),
    ):
        if sentences:
            column.addSpacing(theme.STEP)
            column.addWidget(looks.section(title))
            for sentence in sentences:
                column.addWidget(looks.text(sentence))
    column.addStretch(1)
    return made
