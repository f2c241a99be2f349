"""提報與決定: the lists received, the people on the one chosen, and one of them in full."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.values import Key
from hrdesk.services.awards.decision_board import Claim, Nominated, Person, grantable
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.decide.columns import NOMINATED, PEOPLE
from hrdesk.ui.pages.decide.person_pane import PersonPane
from hrdesk.ui.pages.decide.ruling import AnnualRuling, BulkGrant, ClaimEditor
from hrdesk.ui.remark_editor import RemarkEditor

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

LISTS = 208  # pixels of the table of lists


class NomineeTab(QWidget):
    """The lists above, the people of one beneath, a person at the right."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.lists: tuple[Nominated, ...] = ()
        self.grid: Grid[Nominated] = Grid("nominated", "提報的一級機關", NOMINATED, bench.preferences)
        self.grid.setFixedHeight(LISTS)
        self.grid.chosen.connect(self._show_people)
        self.heading = looks.section("提報人員")
        self.people: Grid[Person] = Grid("nominated-people", "提報人員", PEOPLE, bench.preferences)
        self.people.chosen.connect(self._show_person)
        self.people.opened.connect(lambda _: self.decide())
        self.pane = PersonPane(bench)
        self.pane.verify.connect(self.verify)
        self.pane.decide.connect(self.decide)
        left = QWidget()
        column = looks.column(left, spacing=theme.STEP * 2)
        column.addWidget(self.grid)
        column.addWidget(self.heading)
        column.addWidget(self.people, 1)
        line = looks.row(left, self.pane, spacing=theme.INNER)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_lists(self, lists: Sequence[Nominated], rows: Rows[Nominated]) -> None:
        """Show the lists of a year; the one looked at stays."""
        self.lists = tuple(lists)
        chosen = self.grid.current()
        self.grid.set_rows(rows)
        if chosen is None and self.lists:
            first = next((one for one in self.lists if one.people), self.lists[0])
            self.grid.select(lambda line: line.id == first.id)
        self._show_people()

    def reveal(self, key: Key) -> None:
        """Look at a nominee, or at the one that a decision is about."""
        for line in self.lists:
            for one in line.people:
                if key.id in (one.id, one.decision.id if one.decision else ""):
                    self.grid.select(lambda wanted, line=line: wanted.id == line.id)  # type: ignore[misc]
                    self.people.select(lambda person: person.id == one.id)  # noqa: B023
                    return

    def resuming(self, editor: str, key: str) -> Callable[[], None] | None:
        """Return what opens an editor of this tab again, or None for one of another tab or about somebody who is gone."""
        if editor == "grant-many":
            return self.grant_clean
        for person in (one for line in self.lists for one in line.people):
            claim = next((one for one in person.claims if one.id == key), None) if editor == ClaimEditor.name else None
            if claim is not None or (editor == AnnualRuling.name and person.id == key):
                self.reveal(Key("Nominee", person.id))
                return self.decide if claim is None else partial(self.verify, claim)
        return None

    def decide(self) -> None:
        """Rule on the person chosen."""
        person = self.people.current()
        if person is not None and self.bench.writable:
            AnnualRuling(self, self.bench, person).open()

    def verify(self, claim: Claim) -> None:
        """Verify a claim of the person chosen."""
        person = self.people.current()
        if person is not None and self.bench.writable:
            ClaimEditor(self, self.bench, person, claim).open()

    def grant_clean(self) -> None:
        """Grant everyone whom nothing stands against."""
        people = grantable(self.lists)
        if people:
            BulkGrant(self, self.bench, people).open()
        else:
            self.bench.tell("沒有檢核齊備而尚未決定的人員")

    def ask_mending(self) -> None:
        """Ask the agency to mend its list, at the person chosen where there is one."""
        line, person = self.grid.current(), self.people.current()
        if line is not None and self.bench.writable:
            about, said = (Key("Nominee", person.id), f"提報人員 {person.name}") if person else (None, "")
            RemarkEditor(self, self.bench, line.agency, "陸三(五)", about, said).open()

    def renew(self) -> None:
        """Show the person again, as after the year was closed or opened."""
        self._show_person()

    def _show_people(self) -> None:
        line = self.grid.current()
        people = line.people if line else ()
        self.heading.setText(f"{line.agency.name}　提報 {len(people)} 人{f'　{line.document}' if line.document else ''}" if line else "提報人員")
        self.people.set_rows(rows_of(PEOPLE, people))
        if self.people.current() is None and people:
            self.people.select(lambda person: person.id == people[0].id)
        self._show_person()

    def _show_person(self) -> None:
        self.pane.show_person(self.grid.current(), self.people.current(), writable=self.bench.writable)
