"""進度."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from hrdesk.domain.collected import Lateness, Stage
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Key
from hrdesk.services.collecting import board, stage_days
from hrdesk.services.collecting.board import Board, Row, State
from hrdesk.services.collecting.reminders import Owed
from hrdesk.services.core.list_paper import Sheet
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.facets import Facets
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.list_window import show_list
from hrdesk.ui.pages.board.card import RowCard
from hrdesk.ui.pages.board.columns import WAITING, Group, belongs, columns
from hrdesk.ui.pages.board.editors import DuesEditor, PermitEditor, Reminders
from hrdesk.ui.pages.board.strip import TotalStrip
from hrdesk.ui.pages.evaluate.returns import MattersDialog, send_waiting
from hrdesk.ui.remark_editor import RemarkEditor

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

ANY = "下一步：不限"
WIDTHS = (5.0, 7.0, 5.0)  # of code, agency and the one above, to those of a stage


@dataclass(frozen=True, slots=True)
class Loaded:
    """The board of a year and its rows."""

    board: Board
    rows: Rows[Row]


class BoardPage(Page[Loaded]):
    """The totals of each stage, what to look for, and a row an agency."""

    name = "board"
    title = "進度"
    kinds = frozenset(
        {
            *("Parcel", "Agency", "Evaluation", "QuotaApproval", "Nomination", "Nominee", "Decision", "StageDue", "Lateness", "Membership"),
            *("Appointment", "Coaching", "SelfCheck", "TrainingRecord", "AbsenceReport", "Course", "Remark"),
        }
    )
    filters = "篩選機關或情形"
    empty = Empty("collect", "還沒有要彙整的機關。先在機關登錄加入所屬機關。", "offices")

    def content(self) -> QWidget:
        """Return the totals above the table."""
        self.department = self.bench.signed.kind is WorkspaceKind.DEPARTMENT
        self.stages: tuple[Stage, ...] = tuple(Stage) if self.department else stage_days.FROM_BELOW
        self.data: Loaded | None = None
        self._make_actions()
        self.strip = TotalStrip()
        self.strip.wanted.connect(self.set_days)
        self.facets: Facets[Group] = Facets([(group, group.value) for group in Group])
        self.facets.picked.connect(lambda: self._filter(self.filter.text()))
        self.next = looks.Box()
        self.next.setAccessibleName("下一步")
        self.next.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for stage in (None, *(one for one in self.stages if one in WAITING)):
            self.next.addItem(WAITING[stage] if stage else ANY, stage)
        self.next.currentIndexChanged.connect(lambda _: self._filter(self.filter.text()))
        self.filtered.connect(self._filter)
        self.grid: Grid[Row] = Grid("board" if self.department else "board-below", "彙整進度", columns(self.stages), self.bench.preferences)
        for key in ("go", "parcels", "permit", "mend", "matters"):
            self.grid.add_row_action(self.actions_by_key[key])
        self.grid.opened.connect(lambda _: self.go())
        self.grid.chosen.connect(self._show_card)
        made = QWidget()
        column = looks.column(made)
        column.addWidget(self.strip)
        column.addLayout(looks.row(self.facets, None, self.next))
        column.addWidget(self.grid, 1)
        return made

    def load(self, desk: "Desk", year: int) -> Loaded:
        """Read the board of the year."""
        found = board.board(desk, year)
        return Loaded(found, rows_of(columns(self.stages), found.rows))

    def show_data(self, data: Loaded) -> None:
        """Show it; the row selected stays so."""
        self.data = data
        rows = data.board.rows
        self.strip.show_totals(data.board.totals, may_set=self.bench.writable)
        self.facets.show_counts(len(rows), {group: sum(belongs(row, group) for row in rows) for group in Group})
        for at in range(1, self.next.count()):
            stage = self.next.itemData(at)
            self.next.setItemText(at, f"{WAITING[stage]} {len(board.waiting(rows, stage))}")
        self.grid.set_rows(data.rows)
        self._tell()

    def is_empty(self, data: Loaded) -> bool:
        """Tell whether nobody is collected from."""
        return not data.board.rows

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with the days of a year, or with the permission of one agency."""
        if not self.bench.writable:
            return False
        if editor == DuesEditor.name and self.data is not None and key == str(self.data.board.year):
            self.bench.hold(editor, key, values)
            self.set_days()
            return True
        if editor == PermitEditor.name and self.grid.select(lambda row: row.id == key):
            self.bench.hold(editor, key, values)
            self.permit()
            return True
        return False

    def reveal(self, key: Key) -> None:
        """Select an agency."""
        self.grid.select(lambda row: row.id == key.id)

    def set_days(self) -> None:
        """Set the days of the stages."""
        if self.data is not None and self.bench.writable:
            dues = {total.stage: total.due for total in self.data.board.totals}
            DuesEditor(self, self.bench, self.data.board.year, dues).open()

    def permit(self) -> None:
        """Permit the selected agencies to be late."""
        rows = self.grid.selection()
        if rows and self.bench.writable:
            stages = [cell.stage for cell in rows[0].cells if all(_open(row, cell.stage) for row in rows)]
            if stages:
                PermitEditor(self, self.bench, self.bench.year, [row.agency for row in rows], stages, stages[0]).open()
            else:
                self.bench.tell("選取的機關沒有共同未完成的階段")

    def withdraw(self, permission: Lateness) -> None:
        """Take a permission back."""
        self.bench.write(lambda desk: stage_days.withdraw(desk, permission), "已撤回准許")

    def remind(self) -> None:
        """Show who still owes what, to copy into a letter."""
        owed = tuple(Owed) if self.department else (Owed.SUBMISSION, Owed.MENDED)
        Reminders(self, self.bench, self.bench.year, owed).open()

    def mend(self) -> None:
        """Write down what the row's agency has to mend."""
        agency = self._answered()
        if agency is not None and self.bench.writable:
            RemarkEditor(self, self.bench, agency).open()

    def show_matters(self) -> None:
        """Show what the row's agency has to mend, to seal it."""
        agency = self._answered()
        if agency is not None:
            MattersDialog(self, self.bench, agency).open()

    def print(self) -> None:
        """Print or save the board as it is narrowed now."""
        if self.data is None:
            return
        shown = Board(self.data.board.year, self.grid.table.records(), self.data.board.totals)
        show_list(self, self.bench, f"{shown.year}年度彙整進度", lambda _: _sheet(shown))

    def go(self) -> None:
        """Go to the evaluation of the row's first-tier agency, or in a first-tier agency's own window to what came."""
        row = self.grid.current()
        if row is None:
            return
        if not self.department:
            self.parcels()
        else:
            first = row.agency.parent if row.agency.tier is Tier.SECOND and row.agency.parent else row.agency.id
            self.bench.go("evaluate", Key("Agency", first))

    def parcels(self) -> None:
        """Go to what came from the row's agency."""
        row = self.grid.current()
        if row is not None:
            self.bench.go("inbox", Key("Agency", row.agency.id))

    def _answered(self) -> Agency | None:
        """Return the row's agency where this collector answers it; the department answers a 所屬 through its first-tier agency."""
        row = self.grid.current()
        if row is None or (self.department and row.agency.tier is Tier.SECOND):
            self.bench.tell("請先選取一級機關" if self.department else "請先選取所屬機關")
            return None
        return row.agency

    def _make_actions(self) -> None:
        self.action("print", "列印或匯出…", self.print, sign="print", shortcut="Ctrl+P")
        self.action("remind", "催辦名單…", self.remind, sign="mail", shortcut="Ctrl+E", main=True)
        self.action("dues", "設定期限…", self.set_days, sign="calendar", edits=True, button=False)
        self.action("go", "前往評估" if self.department else "前往收件紀錄", self.go, sign="arrow-up-right", button=False)
        self.action("parcels", "收件紀錄", self.parcels, sign="inbox", button=False)
        self.action("permit", "准予逾期…", self.permit, sign="calendar", edits=True, button=False)
        self.action("mend", "退補件…", self.mend, sign="mail", shortcut="Ctrl+N", edits=True, button=False)
        self.action("matters", "退補件清單…", self.show_matters, sign="mail", button=False)
        self.action("send-all", "送出全部退補件…", lambda: send_waiting(self, self.bench), sign="seal", edits=True, button=False)
        self.action("offices", "機關登錄", lambda: self.bench.go("offices"), sign="add", button=False)

    def _show_card(self) -> None:
        row = self.grid.current()
        if row is not None and self.grid.count_selected() == 1:
            self.bench.show_aside("彙整進度", RowCard(row, self.go, self.parcels, self.withdraw if self.bench.writable else None))

    def _filter(self, text: str) -> None:
        wanted = [one for one in (self.facets.value, self.next.currentData()) if one is not None]
        self.grid.set_filter(text, lambda row: all(belongs(row, one) for one in wanted))
        self._tell()

    def _tell(self) -> None:
        if self.data is not None:
            rows = self.data.board.rows
            count = self.grid.table.rowCount()
            late = len(board.late(rows))
            self.say_count(f"{len(rows)} 個機關" + (f"，顯示 {count}" if count != len(rows) else "") + (f"，逾期 {late}" if late else ""))


def _open(row: Row, stage: Stage) -> bool:
    return any(cell.stage is stage and cell.state not in (State.REACHED, State.NONE) for cell in row.cells)


def _sheet(found: Board) -> Sheet:
    listed = board.listed(found)
    stages: Sequence[float] = [5.0] * len(found.totals)
    return Sheet("board", listed, (*WIDTHS, *stages, 2.0, 5.0), whose=tuple(Key("Agency", row.id) for row in found.rows))


def page(bench: "Workbench") -> BoardPage:
    """Make the page."""
    return BoardPage(bench)
