"""機關登錄."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Key
from hrdesk.services.collecting import letters, office_list
from hrdesk.services.collecting.letters import Letters
from hrdesk.services.collecting.office_list import OfficeHistory, OfficeLine
from hrdesk.services.collecting.registry import CertificateState
from hrdesk.services.imports import import_agencies
from hrdesk.services.opening.members import MANAGERS
from hrdesk.services.packages import rules_package
from hrdesk.services.people import looking
from hrdesk.services.post.root_state import RootState, root_state
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.issuing import Grant, NewRoot, Revoke, refresh_list
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.dialogs import choose_folder, choose_open
from hrdesk.ui.kit.facets import Facets
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.letter_window import show_letter
from hrdesk.ui.list_window import show_list
from hrdesk.ui.pages.offices.card import OfficeCard
from hrdesk.ui.pages.offices.columns import OFFICES
from hrdesk.ui.pages.offices.importing import LISTS, ImportAgencies
from hrdesk.ui.pages.offices.moving import MoveEditor
from hrdesk.ui.pages.offices.root_strip import RootStrip
from hrdesk.ui.rules_sending import SendRules

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LETTER = "enrolment-letter"
SHORT = {CertificateState.ISSUED: "未啟用"}  # in the narrow row of choices


@dataclass(frozen=True, slots=True)
class Offices:
    """What the page shows: the offices of a day, those that another may stand under, the groups of the rule pack, the root, and the day."""

    lines: tuple[OfficeLine, ...]
    rows: Rows[OfficeLine]
    first: tuple[Agency, ...]
    groups: tuple[str, ...]
    root: RootState | None
    day: date
    today: date


class OfficesPage(Page[Offices]):
    """The root above, the tree of offices below."""

    name = "offices"
    title = "機關登錄"
    kinds = frozenset({"Agency", "Office", "Parcel", "Membership"})
    by_year = False
    filters = "篩選機關、代碼、憑證"

    def content(self) -> QWidget:
        """Return the strip, the day and the tree."""
        self.data: Offices | None = None
        self.card: OfficeCard | None = None
        self.may = self.bench.signed.access in MANAGERS
        self.department = self.bench.signed.kind is WorkspaceKind.DEPARTMENT
        self._make_actions()
        self.strip = RootStrip(self.bench)
        self.strip.create_wanted.connect(lambda: NewRoot(self, self.bench).open())
        self.strip.refresh_wanted.connect(lambda: refresh_list(self, self.bench))
        self.strip.letter_wanted.connect(self.letters)
        self.day = DayEdit()
        self.day.setAccessibleName("組織日期")
        self.day.editingFinished.connect(self.reload)
        self.facets: Facets[CertificateState] = Facets([(state, SHORT.get(state, state.value)) for state in CertificateState])
        self.facets.picked.connect(lambda: self._filter(self.filter.text()))
        self.filtered.connect(self._filter)
        self.grid: Grid[OfficeLine] = Grid("offices", "機關", OFFICES, self.bench.preferences)
        for key in ("edit", "parcels", "letter", "move", "revoke"):
            self.grid.add_row_action(self.actions_by_key[key])
        self.grid.opened.connect(lambda _: self.edit())
        self.grid.chosen.connect(self._chosen)
        made = QWidget()
        column = looks.column(made)
        column.addWidget(self.strip)
        column.addLayout(Flow(self.facets, None, looks.row(looks.text("組織日期", "secondary", wrap=False), self.day)))
        column.addWidget(self.grid, 1)
        return made

    def load(self, desk: "Desk", year: int) -> Offices:
        """Read the tree of the day asked for, today's at first."""
        del year
        day = self.asked_day or desk.today
        lines = office_list.office_lines(desk, day)
        own = [line.agency for line in lines if not line.standing.depth]
        first = (*own, *(line.agency for line in lines if line.agency.tier is Tier.FIRST and line.standing.depth))
        groups = tuple(one.name for one in desk.rules(desk.today).same_nature)
        return Offices(lines, rows_of(OFFICES, lines), first, groups, root_state(desk), day, desk.today)

    @property
    def asked_day(self) -> date | None:
        """Return the day typed, None where none is."""
        return self.day.day()

    def show_data(self, data: Offices) -> None:
        """Show it."""
        self.data = data
        if not self.day.text():
            self.day.set_day(data.day)
        self.strip.show_state(data.root, may=self.may)
        below = [line for line in data.lines if line.standing.depth]
        self.facets.show_counts(len(data.lines), Counter(line.standing.state for line in below))
        self.grid.set_rows(data.rows)
        self._enable_rows()
        self._filter(self.filter.text())
        line = self.grid.current()
        if line is not None and self.card is not None and Shiboken.isValid(self.card) and self.card.isVisible():
            self.bench.read(lambda desk: office_list.history(desk, line), self._show_card)  # the certificate issued just now is on the card too

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with the move of an office that was being typed."""
        if editor != MoveEditor.name or not self.may or not self.grid.select(lambda line: line.id == key):
            return False
        self.bench.hold(editor, key, values)
        self.move_office()
        return True

    def reveal(self, key: Key) -> None:
        """Select an office."""
        self.grid.select(lambda line: line.id == key.id)

    def add(self) -> None:
        """Add an office."""
        if self.data is not None:
            AgencyEditor(self, self.bench, self._first(), self.data.groups).open()

    def edit(self) -> None:
        """Change the selected office; under whom it stands changes by moving it."""
        line = self.grid.current()
        if line is not None and self.data is not None and self.may:
            editor = AgencyEditor(self, self.bench, self._first(), self.data.groups, line.agency)
            editor.keep_place()
            editor.open()

    def move_office(self) -> None:
        """Put the selected office under another one from a day on."""
        line = self.grid.current()
        if line is not None and line.standing.depth and self.data is not None:
            MoveEditor(self, self.bench, line.agency, self.data.first, self.data.today).open()

    def choose_list(self) -> None:
        """Let a list of agencies be chosen."""
        choose_open(self, "選擇機關清單", LISTS, self.import_list)

    def import_list(self, file: Path) -> None:
        """Show what a list of agencies would do."""
        self.bench.read(lambda _: import_agencies.read_agencies(file), lambda rows: ImportAgencies(self, self.bench, file, rows).open())

    def grant(self) -> None:
        """Issue a certificate."""
        Grant(self, self.bench).open()

    def send_rules(self) -> None:
        """Show what the rules package of the year holds, and seal it for every office below."""
        year = self.bench.year
        self.bench.read(lambda desk: rules_package.outlook(desk, year), lambda found: SendRules(self, self.bench, found).open())

    def revoke(self) -> None:
        """Take the selected office's certificates back."""
        line = self.grid.current()
        if self.data is not None:
            known = tuple(one.agency for one in self.data.lines if one.standing.depth)
            Revoke(self, self.bench, known, line.agency.id if line is not None and line.standing.depth else None).open()

    def letter(self) -> None:
        """Show what goes with the official letter to the selected office: the digits of the root."""
        line = self.grid.current()
        if line is not None and line.standing.depth and self.data is not None and self.data.root is not None:
            show_letter(self, self.bench, LETTER, roc_year(self.data.today), line.agency)

    def letters(self) -> None:
        """Write what goes with the letters to every office that holds a certificate, into a folder."""
        if self.data is not None:
            year = roc_year(self.data.today)
            choose_folder(self, "登錄核發函附件要存到哪個資料夾", lambda folder: self._write_letters(year, folder))

    def parcels(self) -> None:
        """Go to what came from the selected office."""
        line = self.grid.current()
        if line is not None:
            self.bench.go("inbox", Key("Agency", line.id))

    def print(self) -> None:
        """Print the offices that are shown."""
        if self.data is not None:
            lines, day = self.grid.table.records(), self.data.day
            show_list(self, self.bench, "機關登錄", lambda _: office_list.sheet(lines, day))

    def _write_letters(self, year: int, folder: Path) -> None:
        def told(found: Letters) -> None:
            rest = f"；{len(found.left_out)} 個機關還沒有憑證，沒有寫" if found.left_out else ""
            self.bench.tell(f"已寫出 {len(found.files)} 份登錄核發函附件到「{folder.name}」{rest}")

        self.bench.read(lambda desk: letters.save_all(desk, LETTER, year, folder), told)

    def _make_actions(self) -> None:
        self.action("print", "列印或匯出…", self.print, sign="print", shortcut="Ctrl+P", button=False)
        self.action("import", "匯入機關清單…", self.choose_list, sign="import", shortcut="Ctrl+I")
        self.action("add", "新增機關…", self.add, sign="add", shortcut="Ctrl+N")
        self.action("rules", "送出規則包…", self.send_rules, sign="outbox", shortcut="Ctrl+Shift+S")
        self.action("grant", "核發憑證…", self.grant, sign="seal", shortcut="Ctrl+E", main=True)
        self.action("edit", "修改機關…", self.edit, sign="edit", shortcut="F2", button=False)
        self.action("move", "改隸…", self.move_office, sign="arrow-up-right", button=False)
        self.action("revoke", "廢止憑證…", self.revoke, sign="delete", button=False)
        self.action("letter", "登錄核發函附件…", self.letter, sign="mail", button=False)
        self.action("parcels", "收件紀錄", self.parcels, sign="inbox", button=False)

    def _enable_rows(self) -> None:
        """Let only who may change offices do so, and certificates be issued only where there is a root."""
        made = self.data is not None and self.data.root is not None
        for key, on in (("import", True), ("add", True), ("edit", True), ("move", True), ("grant", made), ("rules", made), ("revoke", made)):
            self._switch(self.actions_by_key[key], on=on and self.may)
        self._switch(self.actions_by_key["letter"], on=made)
        self.actions_by_key["move"].setVisible(self.department)

    @staticmethod
    def _switch(action: QAction, *, on: bool) -> None:
        if action.isEnabled() is not on:
            action.setEnabled(on)

    def _first(self) -> tuple[Agency, ...]:
        return tuple(one for one in self.data.first if one.tier is Tier.FIRST) if self.data is not None else ()

    def _chosen(self) -> None:
        line = self.grid.current()
        if line is not None and self.grid.count_selected() == 1:
            self.bench.read(lambda desk: self._looked(desk, line), self._show_card)

    @staticmethod
    def _looked(desk: "Desk", line: OfficeLine) -> OfficeHistory:
        looking.note(desk, "offices", (Key("Agency", line.id),))
        return office_list.history(desk, line)

    def _show_card(self, found: OfficeHistory) -> None:
        made = self.data is not None and self.data.root is not None
        below = bool(found.line.standing.depth)
        offered = (
            ("修改機關…", "edit", self.edit, self.may),
            ("改隸…", "arrow-up-right", self.move_office, self.may and below and self.department),
            ("核發憑證…", "seal", self.grant, self.may and below and made),
            ("登錄核發函附件…", "mail", self.letter, below and made and found.line.standing.certificates > 0),
            ("廢止憑證…", "delete", self.revoke, self.may and made and found.line.standing.certificates > 0),
            ("收件紀錄", "inbox", self.parcels, below),
        )
        self.card = OfficeCard(found, [(text, sign, do) for text, sign, do, on in offered if on])
        self.bench.show_aside("機關", self.card)

    def _filter(self, text: str) -> None:
        state = self.facets.value
        self.grid.set_filter(text, (lambda line: bool(line.standing.depth) and line.standing.state is state) if state is not None else None)
        if self.data is not None:
            below = sum(1 for line in self.data.lines if line.standing.depth)
            self.say_count(f"本機關及 {below} 個機關" + ("" if self.data.day == self.data.today else "（以前的組織）"))


def page(bench: "Workbench") -> OfficesPage:
    """Make the page."""
    return OfficesPage(bench)
