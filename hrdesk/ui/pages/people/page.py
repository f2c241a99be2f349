"""人員名冊."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from hrdesk.domain.values import Key
from hrdesk.services.compliance import compliance_of
from hrdesk.services.staff import officers_of_year
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.people.columns import COLUMNS, PersonRow, row_of

if TYPE_CHECKING:
    from hrdesk.services.desk import Desk
    from hrdesk.ui.workbench import Workbench


class PeoplePage(Page[Rows[PersonRow]]):
    """The roster of the year, leavers included."""

    name = "people"
    title = "人員名冊"
    kinds = frozenset({"Officer", "RoleSpan", "Duty", "Appointment", "Course", "TrainingRecord"})
    filters = "姓名、代號、單位…"
    empty: ClassVar[Empty] = Empty("people", "名冊還沒有人。匯入 WebHR 名冊，或逐一新增。", "import")

    def content(self) -> QWidget:
        """Return the roster."""
        self.grid: Grid[PersonRow] = Grid("people", self.title, COLUMNS, self.bench.preferences)
        self.action("import", "匯入名冊…", self.import_roster, sign="import", shortcut="Ctrl+I", edits=True)
        self.action("add", "新增人員…", self.add, sign="add", shortcut="Ctrl+N", edits=True, main=True)
        self.grid.add_row_action(self.action("card", "人員卡", self.show_card, sign="person", shortcut="Ctrl+Return", button=False))
        self.grid.add_row_action(self.action("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False))
        self.grid.opened.connect(lambda _: self.show_card())
        self.filtered.connect(self.grid.set_filter)
        self.grid.arranged.connect(self._count_rows)
        return self.grid

    def load(self, desk: "Desk", year: int) -> Rows[PersonRow]:
        """Read the officers of the year with their roles and required courses."""
        people = officers_of_year(desk, desk.workspace.agency, year)
        return rows_of(COLUMNS, (row_of(line) for line in compliance_of(desk, people, year)))

    def show_data(self, data: Rows[PersonRow]) -> None:
        """Show the roster."""
        self.grid.set_rows(data)

    def is_empty(self, data: Rows[PersonRow]) -> bool:
        """Tell whether nobody is on the roster."""
        return not len(data)

    def reveal(self, key: Key) -> None:
        """Select an officer."""
        self.grid.select(lambda row: row.id == key.id)

    def add(self) -> None:
        """Add an officer."""

    def edit(self) -> None:
        """Change an officer."""

    def show_card(self) -> None:
        """Show a person's card aside."""

    def import_roster(self) -> None:
        """Import a roster."""

    def _count_rows(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        self.say_count(f"{total} 人" if shown == total else f"{shown} / {total} 人")


def page(bench: "Workbench") -> PeoplePage:
    """Make the page."""
    return PeoplePage(bench)
