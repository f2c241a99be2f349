"""年度: which past years are open again, why and by whom; closed again here."""

from typing import TYPE_CHECKING

from hrdesk.domain.members import ReopenedYear
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.values import Key
from hrdesk.services.opening import years
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Ask, confirm
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import NoteField, NumberField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Column, Rows, rows_of
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.kit.tasks import Task

COLUMNS: tuple[Column[ReopenedYear], ...] = (
    Column("year", "年度", lambda one: str(one.year), 80, sort=lambda one: one.year, figure=True),
    Column("day", "開放日", lambda one: roc_short(one.day), 100, sort=lambda one: one.day, figure=True),
    Column("who", "由誰開放", lambda one: one.who, 140),
    Column("reason", "理由", lambda one: one.reason, 320, stretch=True, tip=lambda one: one.reason),
)


class YearsSection(Section[Rows[ReopenedYear]]):
    """The years that were opened again."""

    title = "年度"
    sign = "unlock"
    say = "今年與去年可以修改；更早的年度唯讀。補登或更正時在這裡重新開放，理由留在操作紀錄，辦完請關閉。"
    kinds = frozenset({"ReopenedYear"})

    def build(self) -> None:
        """Build the table and its buttons."""
        self.close_button = self.button("關閉年度…", self.shut, sign="lock")
        self.button("重新開放年度…", self.reopen, sign="unlock", kind="primary")
        self.grid: Grid[ReopenedYear] = Grid("settings-years", "重新開放的年度", COLUMNS, self.bench.preferences)
        self.grid.chosen.connect(self._enable)
        self.none = looks.text("沒有重新開放的年度。", "dim")
        self.column.addWidget(self.none)
        self.column.addWidget(self.grid, 1)
        self.column.addStretch(0)
        self._enable()

    def load(self, desk: "Desk") -> Rows[ReopenedYear]:
        """Read the years that are open again."""
        return rows_of(COLUMNS, years.reopened(desk))

    def show_data(self, data: Rows[ReopenedYear]) -> None:
        """Show them."""
        self.grid.set_rows(data)
        self.none.setVisible(not len(data))
        self.grid.setVisible(bool(len(data)))
        self._enable()

    def reveal(self, key: Key) -> None:
        """Select a year."""
        self.grid.select(lambda row: row.id == key.id)

    def reopen(self) -> None:
        """Open a past year again, with a reason."""
        year = NumberField("year", "民國年度", unit="年", required=True)
        reason = NoteField("reason", "理由", required=True)
        say = "過去年度的資料已經用過。重新開放的理由會留在操作紀錄裡。"
        dialog = Ask(self, "重新開放年度", "重新開放", (year, reason), say=say, place=DraftKey(self.bench, "reopening"))

        def run() -> "Task":
            number, why = year.number or 0, reason.value
            return self.bench.write(lambda desk: years.reopen(desk, number, why), f"{number}年度已重新開放")

        dialog.done_with = lambda: dialog.follow(run())
        dialog.open()

    def shut(self) -> None:
        """Close a year again."""
        row = self.grid.current()
        if row is None:
            return
        year = row.year
        question = f"關閉 {year} 年度？該年度的資料回到唯讀。"
        confirm(self, "關閉年度", question, "關閉年度", lambda: self.bench.write(lambda desk: years.close_again(desk, year), f"{year}年度已關閉"))

    def _enable(self) -> None:
        self.close_button.setEnabled(self.manages and self.grid.current() is not None)
