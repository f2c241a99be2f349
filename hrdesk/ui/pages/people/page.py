"""人員名冊."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Key
from hrdesk.services.people.roster import Known, Roster, known, roster
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.pages.people.columns import COLUMNS, PersonRow, rows_from
from hrdesk.ui.pages.people.scope import ScopeBar

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.people.compliance import Compliance
    from hrdesk.services.teachers.person_card import PersonCard
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

AGENCY = 0  # the column that tells whose people are shown, where they are of several agencies
CHUNK = 250  # people whose required courses are counted at once, so that nothing else waits long


@dataclass(frozen=True, slots=True)
class Shown:
    """The roster that was asked for, and its rows before any course is counted."""

    roster: Roster
    rows: Rows[PersonRow]
    year: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Required courses of some more people, and the rows with them where they are to be shown."""

    dues: "dict[OfficerId, Compliance]"
    rows: Rows[PersonRow] | None


class PeoplePage(Page[Shown]):
    """The roster as of a day; required courses are counted behind it, piece by piece."""

    name = "people"
    title = "人員名冊"
    kinds = frozenset({"Officer", "RoleSpan", "Duty", "Appointment", "Course", "TrainingRecord", "Agency"})
    filters = "姓名、代號、單位…"
    empty: ClassVar[Empty] = Empty("people", "名冊還沒有人。匯入 WebHR 名冊，或逐一新增。", "import")

    def content(self) -> QWidget:
        """Return the choices above the roster, and the roster."""
        self.bar = ScopeBar()
        self.grid: Grid[PersonRow] = Grid("people", self.title, COLUMNS, self.bench.preferences)
        self._counting: Task | None = None
        self._offer_actions()
        self._asked = self.bar.asked
        self.bar.changed.connect(self._ask_anew)
        self.grid.opened.connect(lambda _: self.show_card())
        self.grid.pasted.connect(self.paste)
        self.grid.chosen.connect(self._count_rows)
        self.filtered.connect(self.grid.set_filter)
        self.grid.arranged.connect(self._count_rows)
        made = QWidget()
        column = looks.column(made, spacing=0)
        column.addWidget(self.bar)
        column.addWidget(self.grid, 1)
        return made

    def load(self, desk: "Desk", year: int) -> Shown:
        """Read the people asked for with their roles."""
        from hrdesk.services.people import looking

        asked = self._asked
        found = roster(desk, year, asked.scope, asked.agencies, asked.day)
        looking.note(desk, "officers")
        return Shown(found, rows_from(found, {}), year)

    def show_data(self, data: Shown) -> None:
        """Show the roster, and begin to count required courses."""
        self.bar.offer(data.roster.agencies, roc_short(data.roster.day))
        self.grid.setColumnHidden(AGENCY, len(self._asked.agencies) < 2)
        self.grid.set_rows(data.rows)
        if self._counting is not None:
            self._counting.cancel()
        self._count_dues(data, {})

    def is_empty(self, data: Shown) -> bool:
        """Tell whether nobody is on the roster at all."""
        return not data.roster.anybody

    def reveal(self, key: Key) -> None:
        """Select the officer that a key means and show the card; the filters give way."""
        from hrdesk.services.teachers import person_card

        self.bench.read(lambda desk: person_card.person_of(desk, key), self._revealed)

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with an officer that was being typed in."""
        if editor != "officer":
            return False
        self.bench.hold(editor, key, values)
        if key:
            self.edit_person(OfficerId(key))
        else:
            self.add()
        return True

    def add(self) -> None:
        """Add an officer to the agency that is shown."""
        agency = self.bar.agency_chosen or self.bench.signed.agency

        def work(desk: "Desk") -> tuple[Officer, Known]:
            from hrdesk.services.people import staff_changes

            return staff_changes.new_officer(desk, agency), known(desk)

        self.bench.read(work, lambda found: self._edit(*found, fresh=True))

    def edit(self) -> None:
        """Change the officer of the current row, or all that are selected."""
        chosen = self.grid.selection()
        if len(chosen) > 1:
            self.edit_several()
        elif chosen:
            self.edit_person(chosen[0].officer.id)

    def edit_person(self, who: OfficerId) -> None:
        """Change an officer."""
        from hrdesk.services.people.staff import officer

        self.bench.read(lambda desk: (officer(desk, who), known(desk)), lambda found: self._edit(*found, fresh=False))

    def edit_several(self) -> None:
        """Change a few fields of everybody selected."""
        from hrdesk.ui.pages.people import bulk

        people = [row.officer for row in self.grid.selection()]
        if people:
            self.bench.read(known, lambda found: bulk.BulkEditor(self, self.bench, people, found).open())

    def delete(self) -> None:
        """Delete who is selected, where nothing speaks of them."""
        from hrdesk.ui.pages.people import bulk

        people = [row.officer for row in self.grid.selection()]
        if people:
            bulk.delete(self, self.bench, people)

    def show_card(self) -> None:
        """Show the card of the current row aside."""
        row = self.grid.current()
        if row is not None:
            self._open_card(row.officer.id)

    def explain(self) -> None:
        """Say why the required courses of the current row stand as they do."""
        row = self.grid.current()
        if row is not None and row.required is not None:
            self.bench.explain(f"應修課程　{row.officer.name}", row.standing, row.required)

    def print_summary(self, one: Officer) -> None:
        """Show a person's summary of the year as it prints."""
        from hrdesk.services.papers.form_contents import About
        from hrdesk.ui.form_window import show_form

        show_form(self, self.bench, "personal-summary", self.bench.year, About(officer=one.id, agency=one.agency), name=one.name)

    def import_roster(self) -> None:
        """Import a roster into the book of the agency that is shown."""
        from hrdesk.ui.importing.start import import_file

        import_file(self, self.bench, "roster", agency=self.bar.agency_chosen)

    def paste(self, cells: tuple[tuple[str, ...], ...]) -> None:
        """Take cells copied from a spreadsheet as a roster."""
        from hrdesk.ui.importing.start import import_cells

        if cells and self.bench.writable:
            import_cells(self, self.bench, "roster", cells, agency=self.bar.agency_chosen)

    def _ask_anew(self) -> None:
        self._asked = self.bar.asked
        self.reload()

    def _print_current(self) -> None:
        row = self.grid.current()
        if row is not None:
            self.print_summary(row.officer)

    def _offer_actions(self) -> None:
        self.action("import", "匯入名冊…", self.import_roster, sign="import", shortcut="Ctrl+I", edits=True)
        self.action("add", "新增人員…", self.add, sign="add", shortcut="Ctrl+N", edits=True, main=True)
        row = self.grid.add_row_action
        row(self.action("card", "人員卡", self.show_card, sign="person", shortcut="Ctrl+Return", button=False))
        row(self.action("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False))
        row(self.action("several", "批次修改選取的人…", self.edit_several, sign="table", shortcut="Ctrl+Shift+E", edits=True, button=False))
        row(self.action("why", "為什麼？應修課程", self.explain, sign="why", shortcut="Ctrl+Shift+W", button=False))
        row(self.action("print", "列印個人摘要…", self._print_current, sign="print", shortcut="Ctrl+P", button=False))
        row(self.action("delete", "刪除選取的人…", self.delete, sign="delete", shortcut="Del", edits=True, button=False))

    def _edit(self, held: Officer, found: Known, *, fresh: bool) -> None:
        from hrdesk.ui.pages.people.editor import OfficerEditor

        agency = self._agency_name(held.agency) if held.agency != self.bench.signed.agency else ""
        editor = OfficerEditor(self, self.bench, held, found, fresh=fresh, agency=agency)
        if fresh:
            editor.after = self._added
        editor.open()

    def _added(self, changes: Changes) -> None:
        if changes.added:
            fresh = changes.added[0].id
            self.grid.select(lambda row: row.id == fresh)

    def _agency_name(self, agency: AgencyId) -> str:
        return next((row.agency for row in self.grid.table.records() if row.officer.agency == agency), "")

    def _open_card(self, who: OfficerId) -> None:
        from hrdesk.services.teachers import person_card

        year = self.bench.year
        self.bench.read(lambda desk: person_card.opened(desk, who, year), self._show_card)

    def _show_card(self, card: "PersonCard") -> None:
        from hrdesk.ui.pages.people.card import PersonPane

        self.bench.show_aside(card.officer.name, PersonPane(self, card))

    def _revealed(self, found: Officer | None) -> None:
        if found is None:
            return
        self.filter.clear()
        if not self.grid.select(lambda row: row.id == found.id):
            self.bar.show_all_of(found.agency)
        self._open_card(found.id)

    def _count_dues(self, data: Shown, dues: "dict[OfficerId, Compliance]") -> None:
        """Count the next people's required courses; rows are shown anew after the first and after the last of them."""
        people = data.roster.people[len(dues) : len(dues) + CHUNK]
        if not people:
            return

        def work(desk: "Desk") -> Counted:
            from hrdesk.services.people.compliance import compliance_of

            after = dues | {line.officer.id: line for line in compliance_of(desk, people, data.year)}
            shows = not dues or len(after) == len(data.roster.people)
            return Counted(after, rows_from(data.roster, after) if shows else None)

        self._counting = self.bench.read(work, lambda counted: self._show_dues(data, counted))

    def _show_dues(self, data: Shown, counted: Counted) -> None:
        if counted.rows is not None:
            self.grid.set_rows(counted.rows)
        self._count_dues(data, counted.dues)

    def _count_rows(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        chosen = self.grid.count_selected()
        said = f"{total} 人" if shown == total else f"{shown} / {total} 人"
        self.say_count(f"{said}　選取 {chosen} 人" if chosen > 1 else said)


def page(bench: "Workbench") -> PeoplePage:
    """Make the page."""
    return PeoplePage(bench)
