"""收件."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QTabWidget, QWidget
from typing_extensions import override

from hrdesk.domain.members import Access
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.values import Key
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting import inbox, inbox_sheets
from hrdesk.services.collecting.inbox import Arrival, Fate, Forks
from hrdesk.services.core import words
from hrdesk.services.packages import certificates
from hrdesk.services.post import inspection, parcels
from hrdesk.services.post.inspection import Inspected
from hrdesk.services.post.parcels import Line
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.dialogs import ask_reason, choose_folder, choose_several
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.facets import Facets
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page, banner
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.list_window import show_list
from hrdesk.ui.package_report import ReportCard, ReportWindow
from hrdesk.ui.pages.inbox.batch import Batch
from hrdesk.ui.pages.inbox.columns import ARRIVALS, HISTORY, ORDER
from hrdesk.ui.pages.inbox.tray import Tray

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

PACKAGES = "資料包 (*.hrdpkg);;所有檔案 (*)"
NOW, BEFORE = range(2)
LISTED = 20  # names of files left alone that are told
NOTHING = "還沒有收件。把資料包拖到上面，或選擇檔案、資料夾。"
NEVER = "這個年度還沒有收過資料包。"
FORKED = "這些資料包的沿革與先前收到的不同，通常是對方還原過舊備份。請先以電話向寄件機關確認；理由會留在操作紀錄裡。"


@dataclass(frozen=True, slots=True)
class Inbox:
    """What the page shows: everything that came, and whether receipts can be signed."""

    history: Rows[Line]
    signs: bool


class InboxPage(Page[Inbox]):
    """Many files at once, and under the second tab whatever came before."""

    name = "inbox"
    title = "收件"
    kinds = frozenset({"Parcel", "Office", "Agency"})
    filters = "篩選機關、種類、結果"

    def content(self) -> QWidget:
        """Return the tray above the two tabs."""
        self.signs, self._shown = False, ""
        self.batch = Batch(self.bench, self)
        self.tray = Tray(self.bench)
        self._make_actions()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._now(), "這次收件")
        self.tabs.addTab(self._before(), "收件紀錄")
        self.tabs.currentChanged.connect(lambda _: self._filter(self.filter.text()))
        self.filtered.connect(self._filter)
        self._listen()
        self._show_arrivals()
        self.setAcceptDrops(True)
        to_offices = looks.button("前往機關登錄", lambda: self.bench.go("offices"), kind="link")
        self.unsigned, _ = banner("warn", "還沒有根憑證，收件時不會寫回執。", [to_offices])
        made = QWidget()
        column = looks.column(made)
        column.addWidget(self.unsigned)
        column.addWidget(self.tray)
        column.addWidget(self.tabs, 1)
        if self.bench.signed.looks_only:
            self._keep_readers_out()
        return made

    def load(self, desk: "Desk", year: int) -> Inbox:
        """Read the ledger of what was received, of the year or of all years."""
        lines = parcels.history(desk)
        if not self.every.isChecked():
            lines = tuple(line for line in lines if line.parcel.year == year)
        return Inbox(rows_of(HISTORY, lines), certificates.own_root(desk) is not None)

    def show_data(self, data: Inbox) -> None:
        """Show what came before."""
        self.signs = data.signs
        self.unsigned.setVisible(not data.signs)
        self.tray.beneath.setVisible(data.signs)
        self.history.set_rows(data.history)
        self.received.show_blank(blank=not len(data.history))
        self._tell_counts()

    def reveal(self, key: Key) -> None:
        """Select a package that came, or whatever came from an agency."""
        self.tabs.setCurrentIndex(BEFORE)
        self.history.select(lambda line: key.id in (line.id, line.parcel.agency))

    def choose_files(self) -> None:
        """Let files be chosen and take them in."""
        choose_several(self, "選擇收到的資料包", PACKAGES, self.receive)

    def choose_inside(self) -> None:
        """Let a folder be chosen and take in every package in it."""
        choose_folder(self, "選擇放資料包的資料夾", lambda folder: self.receive([folder]))

    def receive(self, paths: Sequence[Path], forks: Forks | None = None) -> None:
        """Take files and folders in; where receipts are signed, their folder is asked for once."""
        self.tabs.setCurrentIndex(NOW)
        self._settle_place(lambda folder: self._begin(paths, folder, forks))

    def take_forks(self) -> None:
        """Take in the chosen packages of another history, with a reason that is kept."""
        chosen = [one for one in self.grid.selection() if one.fate is Fate.FORKED]
        if chosen:
            packages = frozenset(one.report.package for one in chosen)
            files = [one.file for one in chosen]
            title, place = f"收下沿革不同的 {len(chosen)} 件", DraftKey(self.bench, "forks")

            def ask(receipts: Path | None) -> None:
                ask_reason(self, title, FORKED, "收下", lambda reason: self._begin(files, receipts, Forks(packages, reason)), place=place)

            self._settle_place(ask)

    def receive_again(self) -> None:
        """Take the chosen files in once more, after what was missing has come."""
        chosen = [one.file for one in self.grid.selection()]
        if chosen:
            self.receive(chosen)

    def answer(self) -> None:
        """Write the receipts of the chosen files, or of all of them, into a folder."""
        arrivals = self.grid.selection() if self.grid.count_selected() > 1 else self.batch.arrivals
        if arrivals and self.signs and not self.batch.under_way:
            self._place(lambda folder: self._answer(arrivals, folder))

    def clear(self) -> None:
        """Empty the list of this batch."""
        if not self.batch.under_way:
            self.batch.clear()

    def print(self) -> None:
        """Print the list of the open tab."""
        if self.tabs.currentIndex() == NOW:
            arrivals = self.grid.table.records()
            show_list(self, self.bench, "收件結果", lambda _: inbox_sheets.batch_sheet(arrivals))
        else:
            lines = self.history.table.records()
            title = "收件紀錄" if self.every.isChecked() else f"{self.bench.year}年度收件紀錄"
            show_list(self, self.bench, title, lambda _: inbox_sheets.history_sheet(lines, title))

    def look(self) -> None:
        """Show the chosen file or package beside the page."""
        if self.tabs.currentIndex() == NOW:
            one = self.grid.current()
            if one is not None and one.id != self._shown:
                self._shown = one.id
                self.bench.read(lambda desk: inbox.look(desk, one), self._show_report)
            return
        line = self.history.current()
        if line is not None:
            parcel = line.parcel
            self.bench.read(lambda desk: inspection.inspect_parcel(desk, parcel), self._show_report)

    def go_on(self) -> None:
        """Go to where work on what came goes on: the office's evaluation, or the board."""
        key = self._agency()
        if key is not None:
            self.bench.go("evaluate" if self.bench.signed.kind is WorkspaceKind.DEPARTMENT else "board", key)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever on the page they are dropped."""
        self.tray.dragEnterEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Receive what was dropped."""
        self.tray.dropEvent(event)

    def _make_actions(self) -> None:
        self.action("folder", "選擇資料夾收件…", self.choose_inside, sign="open-folder", button=False)
        self.action("files", "選擇檔案收件…", self.choose_files, sign="inbox", shortcut="Ctrl+I", button=False)
        self.action("print", "列印或匯出…", self.print, sign="print", shortcut="Ctrl+P")
        self.action("look", "查核明細", self.look, sign="search", button=False)
        self.action("go", "前往評估" if self.bench.signed.kind is WorkspaceKind.DEPARTMENT else "前往進度", self.go_on, sign="arrow-up-right", button=False)
        self.action("fork", "與寄件機關確認後收下…", self.take_forks, sign="warning", button=False)
        self.action("again", "再收一次", self.receive_again, sign="refresh", button=False)
        self.action("answer", "寫出回執…", self.answer, sign="mail", button=False)
        self.action("clear", "清空這次的清單", self.clear, sign="close", button=False)

    def _listen(self) -> None:
        self.tray.chosen.connect(self.receive)
        self.tray.files_wanted.connect(self.choose_files)
        self.tray.folder_wanted.connect(self.choose_inside)
        self.tray.place_wanted.connect(lambda: self._place(lambda _: None))
        self.tray.stop_wanted.connect(self.batch.stop)
        self.batch.grown.connect(self._show_arrivals)
        self.batch.progressed.connect(self.tray.show_progress)
        self.batch.ended.connect(self._ended)

    def _now(self) -> QWidget:
        self.facets: Facets[Fate] = Facets([(fate, words.label(fate)) for fate in ORDER])
        self.facets.picked.connect(lambda: self._filter(self.filter.text()))
        self.write = looks.button("寫出全部回執…", self.answer, sign="mail")
        self.take = looks.button("與寄件機關確認後收下…", self.take_forks, sign="warning")
        self.grid: Grid[Arrival] = Grid("inbox-arrivals", "這次收件的結果", ARRIVALS, self.bench.preferences)
        for key in ("look", "go", "fork", "again"):
            self.grid.add_row_action(self.actions_by_key[key])
        self.grid.chosen.connect(self._chosen)
        self.grid.opened.connect(lambda _: self.look())
        self.others = looks.text("", "secondary", wrap=False)
        corner = QWidget()  # beside the tabs: the verdicts keep their words when the side pane takes the room
        corner.setLayout(looks.row(self.take, self.write))
        self.tabs.setCornerWidget(corner)
        self.tabs.currentChanged.connect(lambda tab: corner.setVisible(tab == NOW))
        line = looks.row(self.facets, None, self.others)
        self.arrived = OrBlank(self.grid, "inbox", NOTHING, "選擇收到的資料包…", self.choose_files)
        made = QWidget()
        column = looks.column(made)
        column.setContentsMargins(0, theme.INNER, 0, 0)
        column.addLayout(line)
        column.addWidget(self.arrived, 1)
        return made

    def _before(self) -> QWidget:
        self.every = QCheckBox("所有年度")
        self.every.toggled.connect(lambda _: self.reload())
        self.history: Grid[Line] = Grid("inbox-history", "收件紀錄", HISTORY, self.bench.preferences)
        for key in ("look", "go"):
            self.history.add_row_action(self.actions_by_key[key])
        self.history.chosen.connect(self.look)
        self.history.opened.connect(lambda _: self.look())
        made = QWidget()
        column = looks.column(made)
        column.setContentsMargins(0, theme.INNER, 0, 0)
        column.addWidget(self.every)
        self.received = OrBlank(self.history, "history", NEVER, "前往這次收件", lambda: self.tabs.setCurrentIndex(NOW))
        column.addWidget(self.received, 1)
        return made

    def _keep_readers_out(self) -> None:
        """Let somebody who may only read look, and take nothing in."""
        self.setAcceptDrops(False)
        self.tray.setEnabled(False)
        self.arrived.setEnabled(False)
        for key in ("files", "folder", "fork", "again", "answer"):
            self.actions_by_key[key].setEnabled(False)
        self.write.setVisible(False)

    def _begin(self, paths: Sequence[Path], receipts: Path | None, forks: Forks | None) -> None:
        self._shown = ""
        self.tray.run(on=True)
        self.tray.show_progress(0, 0)
        self.batch.receive(paths, receipts, forks)

    def _answer(self, arrivals: Sequence[Arrival], folder: Path) -> None:
        def told(answered: tuple[Arrival, ...]) -> None:
            count = sum(one.received.receipt is not None for one in answered)
            self.bench.tell(f"已寫出 {count} 份回執到「{folder.name}」")

        self.tray.run(on=True)
        self.batch.answer(arrivals, folder, told)

    def _settle_place(self, do: Callable[[Path | None], object]) -> None:
        """Let the place for receipts be chosen where one is wanted and none is, before anything is typed or taken in."""
        if self.batch.under_way:
            self.bench.tell("前一批還在收件，請等它完成或先停止")
        elif not self.signs or self.tray.receipts is not None:
            do(self.tray.receipts if self.signs else None)
        else:
            self._place(do)

    def _place(self, do: Callable[[Path], object]) -> None:
        def chosen(folder: Path) -> None:
            self.tray.set_receipts(folder)
            do(folder)

        choose_folder(self, "回執要存到哪個資料夾", chosen)

    def _show_arrivals(self) -> None:
        arrivals = self.batch.arrivals
        self.grid.set_rows(self.batch.rows)
        self.facets.show_counts(len(arrivals), Counter(one.fate for one in arrivals))
        self.facets.setVisible(bool(arrivals))
        self.arrived.show_blank(blank=not arrivals)
        self.write.setVisible(bool(arrivals) and self.signs)
        self.take.setVisible(any(one.fate is Fate.FORKED for one in arrivals))
        others = self.batch.others
        self.others.setText(f"另有 {len(others)} 個檔案不是資料包，沒有收" if others else "")
        self.others.setToolTip("\n".join(one.name for one in others[:LISTED]))
        self._chosen_forks()
        self._tell_counts()

    def _ended(self, left: int) -> None:
        self.tray.run(on=False)
        self.tray.show_place()
        came = inbox_sheets.counted(self.batch.arrivals) if self.batch.arrivals else ""
        rest = f"已停止，{left} 件未處理" if left else ""
        self.bench.tell("，".join(part for part in (came, rest) if part) or "裡面沒有資料包，沒有收件")

    def _chosen(self) -> None:
        self._chosen_forks()
        if self.grid.count_selected() == 1:
            self.look()

    def _chosen_forks(self) -> None:
        chosen = any(one.fate is Fate.FORKED for one in self.grid.selection())
        self.take.setEnabled(chosen)
        self.actions_by_key["fork"].setEnabled(chosen and self.bench.signed.access is not Access.READER)

    def _show_report(self, found: Inspected) -> None:
        def print_it() -> None:
            show_list(self, self.bench, "資料包查核報告", lambda _: inbox_sheets.report_sheet(found))

        self.bench.show_aside("資料包", ReportCard(found, print_it, lambda: ReportWindow(self, self.bench, found).open()))

    def _agency(self) -> Key | None:
        if self.tabs.currentIndex() == NOW:
            one = self.grid.current()
            return Key("Agency", agency_id(one.code)) if one is not None and one.code else None
        line = self.history.current()
        return Key("Agency", line.parcel.agency) if line is not None else None

    def _filter(self, text: str) -> None:
        fate = self.facets.value
        self.grid.set_filter(text, (lambda one: one.fate is fate) if fate is not None else None)
        self.history.set_filter(text)
        self._tell_counts()

    def _tell_counts(self) -> None:
        now, before = len(self.batch.arrivals), self.history.table.rowCount()
        self.tabs.setTabText(NOW, f"這次收件（{now}）" if now else "這次收件")
        self.tabs.setTabText(BEFORE, f"收件紀錄（{before}）")
        self.say_count(f"這次 {now} 件，紀錄 {before} 件")


def page(bench: "Workbench") -> InboxPage:
    """Make the page."""
    return InboxPage(bench)
