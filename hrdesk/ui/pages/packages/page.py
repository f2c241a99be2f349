"""資料包."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Parcel, WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import HrdeskError
from hrdesk.services.packages.sealing import SealedFile
from hrdesk.services.post import inspection, outgoing, parcels
from hrdesk.services.post import standing as how_it_stands
from hrdesk.services.post.inspection import Inspected
from hrdesk.services.post.outgoing import Outlook
from hrdesk.services.post.parcels import Boxes, Line, Returned
from hrdesk.services.post.receiving import Forks
from hrdesk.services.post.standing import Standing
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_folder, choose_open, choose_several
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.package_report import ReportWindow, changed_since
from hrdesk.ui.pages.packages.columns import RECEIVED, RETURNED, SENT, Result
from hrdesk.ui.pages.packages.enrolment import Enrolment
from hrdesk.ui.pages.packages.intake import PACKAGES, Intake, Results
from hrdesk.ui.pages.packages.seal import Answer, SealAsk
from hrdesk.ui.pages.packages.steps import Steps
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

OUT, IN, BACK, TRUST = range(4)
REVEALED = {"Office": TRUST, "Remark": BACK, "Nomination": OUT, "Parcel": OUT}


@dataclass(frozen=True, slots=True)
class Packages:
    """What the page shows: the way to the collector, what may be sent and how it stands, the boxes."""

    standing: Standing
    kinds: tuple[PackageKind, ...]
    outlook: Outlook | None
    boxes: Boxes


class PackagesPage(Page[Packages]):
    """Outbox, inbox, what came back, and the certificate, each under its own tab."""

    name = "packages"
    title = "資料包"
    kinds = frozenset(
        {
            *("Parcel", "Office", "Remark", "Agency", "Staffing", "Officer", "RoleSpan", "Duty", "Appointment", "Course", "TrainingRecord"),
            *("AbsenceReport", "Coaching", "SystemLog", "Mentoring", "SelfCheck", "MeritClaim", "Evidence", "QuotaApproval", "Nomination", "Nominee"),
        }
    )

    def content(self) -> QWidget:
        """Return the tabs."""
        self.kind = PackageKind.SUBMISSION
        self.data: Packages | None = None
        self.steps, self.intake, self.enrolment = Steps(self.bench), Intake(self.bench), Enrolment(self.bench)
        self.steps.hide()  # until it is known what it shows
        self._make_actions()
        self.setAcceptDrops(True)
        self._keep_readers_out()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.setDocumentMode(True)
        for widget, title in ((self._out(), "送出"), (self._in(), "收到"), (self._back(), "退補件"), (self.enrolment, "登錄與憑證")):
            self.tabs.addTab(_page(widget), title)
        return self.tabs

    def load(self, desk: "Desk", year: int) -> Packages:
        """Read the ledger, and look at what would be sealed now."""
        kinds = outgoing.kinds(desk)
        kind = self.kind if self.kind in kinds else next(iter(kinds), None)
        looked = outgoing.outlook(desk, kind, year) if kind else None
        return Packages(how_it_stands.standing(desk), kinds, looked, parcels.boxes(desk, year))

    def show_data(self, data: Packages) -> None:
        """Show them."""
        self.data = data
        self.steps.offer(data.kinds)
        self.steps.setVisible(data.outlook is not None)
        if data.outlook is not None:
            self.kind = data.outlook.kind
            self.steps.show_outlook(data.outlook)
        self.sent.set_rows(rows_of(SENT, data.boxes.sent))
        self.received.set_rows(rows_of(RECEIVED, data.boxes.received))
        self.returned.set_rows(rows_of(RETURNED, data.boxes.returned))
        self.enrolment.show_standing(data.standing)
        self._tell(data)

    def reveal(self, key: Key) -> None:
        """Open the tab of a record and select it; a nomination means its package."""
        self.tabs.setCurrentIndex(REVEALED.get(key.kind, OUT))
        if key.kind == "Nomination":
            self.choose_kind(PackageKind.NOMINATION)
        for tab, grid in ((OUT, self.sent), (IN, self.received), (BACK, self.returned)):
            if grid.table.row_where(lambda line: line.id == key.id) is not None:
                self.tabs.setCurrentIndex(tab)
                grid.select(lambda line: line.id == key.id)

    def choose_kind(self, kind: PackageKind) -> None:
        """Look at another kind of package."""
        self.kind = kind
        self.reload()

    def seal(self) -> None:
        """Ask a last time, and seal what is looked at."""
        held = self.steps.outlook
        if held is not None:
            self._ask(held)

    def save(self) -> None:
        """Write the newest revision of what is looked at where the person says."""
        held = self.steps.outlook
        if held is not None and held.newest is not None:
            self._save(held.newest)

    def save_chosen(self) -> None:
        """Write the package chosen in the outbox again."""
        line = self.sent.current()
        if line is not None:
            self._save(line.parcel)

    def show_since(self) -> None:
        """Show aside what changed since the newest revision."""
        held = self.steps.outlook
        if held is not None and held.newest is not None:
            self.bench.show_aside(f"自第 {held.newest.revision} 版以後的變更", changed_since(held.since))

    def choose_files(self) -> None:
        """Let files be chosen and take them in."""
        choose_several(self, "選擇收到的資料包", PACKAGES, self.receive)

    def receive(self, files: Sequence[Path], forks: Forks | None = None) -> None:
        """Take files in; a collector says first where the receipts go."""
        self.tabs.setCurrentIndex(IN)
        if self.bench.signed.kind is WorkspaceKind.AGENCY or self.data is None or not self.data.standing.root_digits:
            self._receive(files, None, forks)
        else:
            choose_folder(self, "回執要存到哪個資料夾", lambda folder: self._receive(files, folder, forks))

    def look(self) -> None:
        """Look into a file without taking it in."""
        choose_open(self, "選擇要檢視的資料包", PACKAGES, self.inspect)

    def inspect(self, file: Path) -> None:
        """Show a file's report."""
        self.bench.read(lambda desk: inspection.inspect(desk, file), lambda found: self._report(found, file))

    def open_received(self) -> None:
        """Show the report of the package chosen in the inbox."""
        line = self.received.current()
        if line is not None:
            parcel = line.parcel
            self.bench.read(lambda desk: inspection.inspect_parcel(desk, parcel), lambda found: self._report(found, None))

    def open_sent(self) -> None:
        """Show what is known of the package chosen in the outbox, whose content only its addressee can open."""
        line = self.sent.current()
        if line is None:
            return
        made = QWidget()
        column = looks.column(made)
        column.addWidget(looks.text(f"{line.title}　第 {line.parcel.revision} 版", "section"))
        column.addWidget(looks.text(f"收件機關　{line.other}\n狀態　{line.state.value}{f'：{line.told}' if line.told else ''}"))
        column.addWidget(looks.dim(f"識別碼\n{_broken(line.parcel.package)}\n檔案摘要 SHA-256\n{_broken(line.parcel.blob)}"))
        if line.parcel.forms:
            column.addWidget(looks.dim("隨附表單\n" + "\n".join(copy.name for copy in line.parcel.forms)))
        column.addWidget(looks.dim("內容只有收件機關的金鑰能解密。"))
        column.addStretch(1)
        self.bench.show_aside("寄出的資料包", made)

    def go_to_record(self) -> None:
        """Go to the record that the matter chosen is about, with what has to be mended beside it."""
        line = self.returned.current()
        if line is not None and line.record is not None:
            self.bench.go(page_of(line.record), line.record)
            self.bench.show_aside("退補件", _matter(line))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever on the page they are dropped."""
        self.intake.dragEnterEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Receive what was dropped."""
        self.intake.dropEvent(event)

    def _make_actions(self) -> None:
        self.action("look", "檢視資料包…", self.look, sign="search", shortcut="Ctrl+Shift+O")
        self.action("receive", "收件…", self.choose_files, sign="inbox", shortcut="Ctrl+I", main=True)
        self.action("save", "另存…", self.save_chosen, sign="save", button=False)
        self.action("sent", "查看", self.open_sent, sign="info", button=False)
        self.action("report", "查核報告", self.open_received, sign="search", button=False)
        self.action("record", "前往補正", self.go_to_record, sign="arrow-up-right", button=False)
        self.steps.kind_chosen.connect(self.choose_kind)
        self.steps.seal_wanted.connect(self.seal)
        self.steps.save_wanted.connect(self.save)
        self.steps.since_wanted.connect(self.show_since)
        self.intake.chosen.connect(self.receive)
        self.intake.choose.connect(self.choose_files)
        self.intake.look.connect(self.look)

    def _keep_readers_out(self) -> None:
        """Let somebody who may only read look into packages, and nothing else."""
        if self.bench.signed.looks_only:
            self.actions_by_key["receive"].setEnabled(False)
            self.setAcceptDrops(False)
            for widget in (self.intake.take, self.steps.may_seal, self.enrolment.steps, self.enrolment.may_renew, self.enrolment.issuing):
                widget.setEnabled(False)
            self.intake.setAcceptDrops(False)

    def _out(self) -> QWidget:
        self.sent: Grid[Line] = Grid("outbox", "送出的資料包", SENT, self.bench.preferences)
        self.sent.add_row_action(self.actions_by_key["sent"])
        self.sent.add_row_action(self.actions_by_key["save"])
        self.sent.opened.connect(lambda _: self.open_sent())
        return _stack(self.steps, looks.section("送出的資料包"), self.sent)

    def _in(self) -> QWidget:
        self.received: Grid[Line] = Grid("inbox", "收到的資料包", RECEIVED, self.bench.preferences)
        self.received.add_row_action(self.actions_by_key["report"])
        self.received.opened.connect(lambda _: self.open_received())
        return _stack(self.intake, looks.section("收到的資料包"), self.received)

    def _back(self) -> QWidget:
        self.returned: Grid[Returned] = Grid("returned", "退補件", RETURNED, self.bench.preferences)
        self.returned.add_row_action(self.actions_by_key["record"])
        self.returned.opened.connect(lambda _: self.go_to_record())
        self.back_words = looks.text("", "dim")
        return _stack(self.back_words, self.returned)

    def _ask(self, held: Outlook) -> SealAsk:
        asked = SealAsk(self, self.bench, held, lambda answer: self._seal(held, answer))
        asked.open()
        return asked

    def _seal(self, held: Outlook, answer: Answer) -> None:
        def again(error: HrdeskError) -> None:
            asked = self._ask(held)
            asked.put(answer)
            asked.refuse(error)

        kind, year, telling = held.kind, held.year, held.untold if answer.telling else ()
        task = self.bench.read(lambda desk: outgoing.seal(desk, kind, year, answer.reason, answer.head, telling=telling), self._sealed, again)
        task.ended.connect(self.reload)  # stopped too late, it was sealed all the same
        self.steps.run(task)

    def _sealed(self, sealed: SealedFile) -> None:
        told = f"第 {sealed.parcel.revision} 版已簽章，請存檔寄出" if sealed.fresh else f"內容與第 {sealed.parcel.revision} 版相同，沒有重新簽章"
        self.bench.note(Changes(act="seal", added=(Key("Parcel", sealed.parcel.id),)))
        self.bench.tell(told)

    def _save(self, parcel: Parcel) -> None:
        def write(folder: Path) -> None:
            self.bench.read(lambda desk: outgoing.save(desk, parcel, folder), lambda file: self._saved(parcel, file))

        choose_folder(self, "資料包要存到哪裡（資料夾或隨身碟）", write)

    def _saved(self, parcel: Parcel, file: Path) -> None:
        self.steps.tell_file(file.name, str(file.parent), parcel.blob)
        self.bench.tell(f"已存成「{file.name}」")

    def _receive(self, files: Sequence[Path], receipts: Path | None, forks: Forks | None) -> None:
        self.intake.receive(files, receipts, forks, self._taken)

    def _taken(self, results: tuple[Result, ...], left: int) -> None:
        changed = tuple(other for one in results for other in one.received.differences)
        if changed:
            self.bench.show_aside("規則包帶來的變更", changed_since(changed))
        Results(self, self.bench, results, left, lambda file, forks: self.receive([file], forks)).open()

    def _report(self, found: Inspected, file: Path | None) -> None:
        ReportWindow(self, self.bench, found, (lambda: self.receive([file])) if file is not None else None).open()

    def _tell(self, data: Packages) -> None:
        boxes = data.boxes
        waiting = sum(not one.answered for one in boxes.returned)
        self.tabs.setTabText(BACK, f"退補件（{waiting}）" if waiting else "退補件")
        self.tabs.setTabText(TRUST, "登錄與憑證" if data.standing.can_send or not data.kinds else "登錄與憑證　！")
        self.say_count(f"送出 {len(boxes.sent)} 件，收到 {len(boxes.received)} 件")
        self.back_words.setText("點兩下前往該筆紀錄補正，再重新簽章送出即完成補正。" if boxes.returned else "沒有退補件。")
        self.returned.setVisible(bool(boxes.returned))


def _matter(line: Returned) -> QWidget:
    """Return a matter to be mended as it stands beside the record."""
    made, remark = QWidget(), line.remark
    column = looks.column(made)
    column.addWidget(looks.text(remark.text, "section"))
    told = (f"條文　{remark.article}" if remark.article else "", f"補正期限　{roc_short(remark.due)}" if remark.due else "")
    column.addWidget(looks.text("\n".join(part for part in (line.about, *told) if part)))
    column.addWidget(looks.dim("補正後到「資料包」重新簽章送出，即完成補正。"))
    column.addStretch(1)
    return made


def _broken(digest: str) -> str:
    """Return a digest in lines that fit beside the page."""
    return "\n".join(digest[start : start + 32] for start in range(0, len(digest), 32))


def _page(widget: QWidget) -> QWidget:
    """Return what stands under a tab, with room above it."""
    made = QWidget()
    column = looks.column(made)
    column.setContentsMargins(0, theme.INNER, 0, 0)
    column.addWidget(widget)
    return made


def _stack(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = looks.column(made, spacing=theme.INNER)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    column.addWidget(widgets[-1], 1)
    return made


def page(bench: "Workbench") -> PackagesPage:
    """Make the page."""
    return PackagesPage(bench)
