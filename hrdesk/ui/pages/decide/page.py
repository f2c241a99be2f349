"""額度與決定."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from hrdesk.domain.collected import QuotaCeiling
from hrdesk.domain.package import PackageKind
from hrdesk.domain.values import Key
from hrdesk.services.awards import decision_board, quota_board, round_board
from hrdesk.services.awards.decision_board import Nominated
from hrdesk.services.awards.quota_board import Line
from hrdesk.services.awards.round_board import Rounds
from hrdesk.services.people import looking
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.letter_window import show_letter
from hrdesk.ui.pages.decide.columns import NOMINATED, QUOTAS
from hrdesk.ui.pages.decide.handing import ExportDialog
from hrdesk.ui.pages.decide.nominee_tab import NomineeTab
from hrdesk.ui.pages.decide.quota_tab import QuotaTab
from hrdesk.ui.pages.decide.round_tab import RoundTab
from hrdesk.ui.sending import SendDialog

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

QUOTA, NOMINEES, ROUNDS = range(3)
ON_TAB = {  # whose buttons stand in the title line
    QUOTA: ("many", "notices", "approve"),
    NOMINEES: ("clean", "letters", "decide"),
    ROUNDS: ("open-round", "add-line", "decide-line"),
}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every first-tier agency's quota and list."""

    quotas: tuple[Line, ...]
    quota_rows: Rows[Line]
    ceiling: QuotaCeiling | None
    lists: tuple[Nominated, ...]
    list_rows: Rows[Nominated]
    rounds: Rounds


class DecidePage(Page[Decisions]):
    """The quotas on one tab, the nominations and the rulings on the next, the department's own rounds on the last."""

    name = "decide"
    title = "額度與決定"
    filters = "篩選機關"
    empty = Empty("award", "還沒有一級機關。到「機關登錄」匯入機關清單。", goes="offices", verb="前往機關登錄")
    kinds = frozenset(
        {
            *("Agency", "Staffing", "Officer", "Appointment", "TrainingRecord", "Coaching", "SelfCheck", "MeritClaim", "Evidence"),
            *("QuotaApproval", "QuotaCeiling", "Nomination", "Nominee", "Decision", "Parcel", "SpecialRound"),
        }
    )

    def content(self) -> QWidget:
        """Return the tabs."""
        self.quotas, self.nominees, self.rounds = QuotaTab(self.bench), NomineeTab(self.bench), RoundTab(self.bench)
        self._make_actions()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.setDocumentMode(True)
        for widget, title in ((self.quotas, "額度"), (self.nominees, "提報與決定"), (self.rounds, "專案與跨機關")):
            self.tabs.addTab(_roomy(widget), title)
        self.tabs.currentChanged.connect(lambda _: self._offer())
        self.filtered.connect(self._filter)
        self._offer()
        return self.tabs

    def load(self, desk: "Desk", year: int) -> Decisions:
        """Read every quota and list."""
        looking.note(desk, "nominees")
        quotas, lists = quota_board.lines(desk, year), decision_board.lists(desk, year)
        return Decisions(quotas, rows_of(QUOTAS, quotas), quota_board.ceiling(desk, year), lists, rows_of(NOMINATED, lists), round_board.board(desk, year))

    def show_data(self, data: Decisions) -> None:
        """Show them."""
        self.quotas.show_lines(data.quotas, data.quota_rows, data.ceiling)
        self.nominees.show_lists(data.lists, data.list_rows)
        self.rounds.show_rounds(data.rounds)
        approved = sum(line.approval is not None for line in data.quotas)
        people = sum(len(line.people) for line in data.lists)
        decided = sum(line.decided for line in data.lists)
        self.say_count(f"核定 {approved}／{len(data.quotas)}，決定 {decided}／{people} 人")

    def is_empty(self, data: Decisions) -> bool:
        """Tell that there is no first-tier agency."""
        return not data.quotas

    def reveal(self, key: Key) -> None:
        """Show the quota of an agency, or a nominee."""
        if key.kind == "SpecialRound":
            self.tabs.setCurrentIndex(ROUNDS)
            self.rounds.reveal(key)
        elif key.kind in ("Nominee", "Decision", "MeritClaim"):
            self.tabs.setCurrentIndex(NOMINEES)
            self.nominees.reveal(key)
        else:
            self.tabs.setCurrentIndex(QUOTA)
            self.quotas.grid.select(lambda line: key.id in (line.id, line.approval.id if line.approval else ""))

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with a quota, a ruling, the 查證 of a claim, or many of them at once."""
        offers = (self.quotas.resuming(editor, key), self.nominees.resuming(editor, key), self.rounds.resuming(editor, key))
        found = next(((tab, does) for tab, does in enumerate(offers) if does is not None), None)
        if found is None:
            return False
        tab, does = found
        self.tabs.setCurrentIndex(tab)
        self.bench.hold(editor, key, values)
        does()
        return True

    def send(self, kind: PackageKind) -> None:
        """Seal a package of a kind for the agencies chosen, for everyone where only one or none is."""
        chosen = self.quotas.grid.selection() if kind is PackageKind.QUOTA else self.nominees.grid.selection()
        agencies = tuple(one.agency for one in chosen) if len(chosen) > 1 else ()
        SendDialog(self, self.bench, kind, agencies).open()

    def export(self, what: str) -> None:
        """Write a file for another system."""
        ExportDialog(self, self.bench, what).open()

    def letter(self, name: str) -> None:
        """Show what goes with the official letter to the agency chosen."""
        line = self.quotas.grid.current() if name == "quota-letter" else self.nominees.grid.current()
        if line is None:
            self.bench.tell("請先選取機關")
        else:
            show_letter(self, self.bench, name, self.bench.year, line.agency)

    def _make_actions(self) -> None:
        quotas, nominees, rounds = self.quotas, self.nominees, self.rounds
        self.action("many", "照案核定…", quotas.approve_many, sign="check", shortcut="Ctrl+Shift+G", edits=True)
        self.action("notices", "寄發額度通知…", lambda: self.send(PackageKind.QUOTA), sign="seal", shortcut="Ctrl+Shift+S", edits=True)
        self.action("approve", "核定…", quotas.edit, sign="award", shortcut="F2", edits=True, main=True)
        self.action("why", "為什麼是這個基準？", quotas.explain, sign="why", shortcut="Ctrl+Shift+W", button=False)
        self.action("why-approved", "為什麼是這個核定？", quotas.explain_approval, sign="why", button=False)
        self.action("clean", "核予齊備者…", nominees.grant_clean, sign="check", shortcut="Ctrl+Shift+A", edits=True)
        self.action("letters", "寄發決定…", lambda: self.send(PackageKind.DECISION), sign="seal", shortcut="Ctrl+Shift+D", edits=True)
        self.action("decide", "決定…", nominees.decide, sign="award", shortcut="Ctrl+Shift+J", edits=True, main=True)
        self.action("mend", "退補件…", nominees.ask_mending, sign="mail", shortcut="Ctrl+N", edits=True, button=False)
        self.action("awards", "敘獎匯入檔（WebHR）…", lambda: self.export("award"), sign="export", shortcut="Ctrl+Shift+E", button=False)
        self.action("hours", "終身學習時數檔…", lambda: self.export("learning"), sign="export", button=False)
        self.action("print-quotas", "列印或匯出額度總覽…", quotas.print, sign="print", shortcut="Ctrl+P", button=False)
        self.action("quota-letter", "核定額度函附件…", lambda: self.letter("quota-letter"), sign="print", button=False)
        self.action("decision-letter", "敘獎決定函附件…", lambda: self.letter("decision-letter"), sign="print", button=False)
        self.action("open-round", "開辦敘獎…", rounds.open_round, sign="add", shortcut="Ctrl+Shift+N", edits=True)
        self.action("add-line", "加入人員…", rounds.add, sign="person", edits=True)
        self.action("decide-line", "決定…", rounds.decide, sign="award", edits=True, main=True)
        self.action("edit-line", "修改…", rounds.edit, sign="edit", edits=True, button=False)
        self.action("withdraw-line", "移除", rounds.withdraw, sign="delete", edits=True, button=False)
        for key in ("decide-line", "edit-line", "withdraw-line"):
            rounds.people.add_row_action(self.actions_by_key[key])
        quotas.grid.add_row_action(self.actions_by_key["quota-letter"])
        nominees.grid.add_row_action(self.actions_by_key["decision-letter"])
        for key in ("why", "approve"):
            quotas.grid.add_row_action(self.actions_by_key[key])
        quotas.grid.add_row_action(self.actions_by_key["why-approved"])
        for key in ("decide", "mend"):
            nominees.people.add_row_action(self.actions_by_key[key])

    def _offer(self) -> None:
        """Let only the buttons of the tab that is shown stand in the title line."""
        for tab, keys in ON_TAB.items():
            for key in keys:
                self.actions_by_key[key].setVisible(tab == self.tabs.currentIndex())

    def _filter(self, text: str) -> None:
        self.quotas.filter(text)
        self.nominees.grid.set_filter(text)

    @override
    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "nominees"):
            self.nominees.renew()


def _roomy(widget: QWidget) -> QWidget:
    """Return what stands under a tab, with room above it."""
    made = QWidget()
    column = looks.column(made)
    column.setContentsMargins(0, theme.INNER, 0, 0)
    column.addWidget(widget)
    return made


def page(bench: "Workbench") -> DecidePage:
    """Make the page."""
    return DecidePage(bench)
