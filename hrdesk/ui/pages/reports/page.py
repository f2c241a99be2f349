"""報表."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hrdesk.domain.forms import Paper
from hrdesk.domain.values import Key
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.papers import exports, forms, handing_out, lists
from hrdesk.services.papers.exports import Written
from hrdesk.services.papers.forms import PrintedForm
from hrdesk.services.papers.handing_out import Outlook
from hrdesk.services.papers.lists import ListPaper
from hrdesk.services.post import paperwork
from hrdesk.services.post.paperwork import Seen, Subjects
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.dialogs import Ask, choose_save
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.preview import PdfPreview
from hrdesk.ui.kit.table_model import Rows
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.pages.reports.batch import BatchDialog
from hrdesk.ui.pages.reports.choices import ENTRIES, Choices, Entry, Kind
from hrdesk.ui.pages.reports.options import PAPERS, Options
from hrdesk.ui.pages.reports.sheets import ExportView, ListView, Texts, list_rows
from hrdesk.ui.records import PAGES

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

REMEMBERED = "reports/form"
OPENS = {"Officer": "personal-summary", "Course": "sign-in-sheet", "Appointment": "change-notice", "SelfCheck": "annex5"}  # the form of a record


class ReportsPage(Page[Subjects]):
    """Every form with its preview."""

    name = "reports"
    title = "報表"
    kinds = frozenset(PAGES)

    def content(self) -> QWidget:
        """Return the list, the options and the preview side by side."""
        self._subjects = Subjects((), (), (), (), ())
        self._look: Task | None = None
        self._data = b""
        self.choices, self.options = Choices(), Options()
        self.preview, self.list, self.export = PdfPreview(), ListView(self.bench), ExportView(self.bench)
        self.views = QStackedWidget()
        for view in (self.preview, self.list, self.export):
            self.views.addWidget(view)
        self.action("batch", "整批輸出…", self.open_batch, sign="report", shortcut="Ctrl+Shift+S")
        self.save_action = self.action("save", "另存新檔…", self.save, sign="save", shortcut="Ctrl+S")
        self.print_action = self.action("print", "列印…", self.print, sign="print", shortcut="Ctrl+P", main=True)
        self.choices.picked.connect(self._pick)
        self.options.changed.connect(self.look)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addWidget(self.choices)
        line.addWidget(self.options)
        line.addWidget(self.views, 1)
        return whole

    def load(self, desk: "Desk", year: int) -> Subjects:
        """Read whom and what the papers of the year can be about."""
        return paperwork.subjects(desk, year)

    def show_data(self, data: Subjects) -> None:
        """Offer them, and show the paper chosen last."""
        self._subjects = data
        entry = self.choices.entry()
        if entry is None:
            self.choose(self.bench.preferences.text(REMEMBERED))
        else:
            self.options.show_entry(entry, data)

    def choose(self, name: str) -> None:
        """Choose an entry by its name, the first one where there is none of that name."""
        self.choices.choose(name if name in ENTRIES else next(iter(ENTRIES)))

    def reveal(self, key: Key) -> None:
        """Show the form of a record: a person's summary, a course's sign-in sheet, an appointment's notice."""
        if key.kind in OPENS:
            self.choose(OPENS[key.kind])
            self.options.set_subject(key)

    def look(self) -> None:
        """Show the paper as it will print, the list, or what the file would hold; an earlier look is dropped."""
        entry = self.choices.entry()
        if entry is None:
            return
        if self._look is not None:
            self._look.cancel()
        self._data = b""
        self._enable_outputs(on=False)
        self._busy_soon.start()
        year, about, mask, reason = self.bench.year, self.options.about(), self.options.masking(), self.options.reason
        if entry.kind is Kind.LIST:
            self._look = self.bench.read(
                lambda desk: list_rows(lists.listed(desk, entry.name, year, mask)), lambda rows: self._show_list(entry, rows), self._complain
            )
        elif entry.kind is Kind.EXPORT:
            self._look = self.bench.read(lambda desk: handing_out.outlook(desk, entry.name, year), self._show_export, self._complain)
        elif lacking := self.options.lacking():
            self._leave(lacking)
        elif mask.off and not reason:
            self._leave("請先填寫顯示完整身分證統一編號的理由。")
        else:
            self._look = self.bench.read(lambda desk: paperwork.seen(desk, entry.name, year, about, mask, reason=reason), self._show_form, self._complain)

    def print(self) -> None:
        """Print the paper shown."""
        entry = self.choices.entry()
        if not self._data or entry is None:
            return
        year, mask, reason = self.bench.year, self.options.masking(), self.options.reason
        try:
            printed = print_pdf(self._data, self)
        except HrdeskError as error:
            self.bench.refused.emit(error)
            return
        if printed:
            told = f"{entry.title}{printed}"
            self.bench.read(lambda desk: paperwork.note_printed(desk, entry.name, year, mask, reason=reason), lambda _: self.bench.tell(told))

    def save(self) -> None:
        """Save the paper, list or file shown."""
        entry = self.choices.entry()
        if entry is None:
            return
        if entry.kind is Kind.EXPORT:
            say = "檔案含完整的身分證統一編號，交給其他系統使用。理由會留在操作紀錄裡。"
            reason = NoteField("reason", "理由", required=True)
            asked = Ask(self, entry.title, "選擇存檔位置…", [reason], say=say)
            asked.done_with = lambda: self._choose_target(entry, "csv", lambda path: asked.follow(self.save_export(path, reason.value)), asked)
            asked.open()
            return
        paper = self.options.paper.value
        if paper is not None:
            self._choose_target(entry, str(paper.value), self.save_list if entry.kind is Kind.LIST else self.save_form)

    def save_form(self, target: Path) -> None:
        """Save the form to a file."""
        entry, paper = self.choices.entry(), self.options.paper.value
        year, about, mask, reason = self.bench.year, self.options.about(), self.options.masking(), self.options.reason
        if entry is None or not isinstance(paper, Paper):
            return

        def work(desk: "Desk") -> PrintedForm:
            mark = paperwork.mark_of(desk, entry.name, year)
            return forms.print_form(desk, entry.name, year, paper, target, about, mask=mask, reason=reason, fingerprint=mark)

        self.bench.read(work, lambda done: self.bench.tell(f"已存成 {done.path.name}"))

    def save_list(self, target: Path) -> None:
        """Save the list to a spreadsheet."""
        entry, paper, mask, year = self.choices.entry(), self.options.paper.value, self.options.masking(), self.bench.year
        if entry is not None and isinstance(paper, ListPaper):
            self.bench.read(
                lambda desk: lists.save(desk, entry.name, year, mask, target, paper), lambda rows: self.bench.tell(f"已存成 {target.name}，{rows} 列")
            )

    def save_export(self, target: Path, reason: str) -> "Task | None":
        """Save the file for the other system."""
        entry, year = self.choices.entry(), self.bench.year
        if entry is None:
            return None
        return self.bench.read(lambda desk: exports.export(desk, entry.name, year, target, reason), self._exported)

    def open_batch(self) -> None:
        """Offer all papers of the year at once."""
        BatchDialog(self, self.bench).open()

    def _pick(self, entry: Entry) -> None:
        self.bench.preferences.keep(REMEMBERED, entry.name)
        self.say_count(entry.title)
        self.views.setCurrentWidget({Kind.FORM: self.preview, Kind.LIST: self.list, Kind.EXPORT: self.export}[entry.kind])
        self._enable_outputs(on=False)
        self.options.show_entry(entry, self._subjects)

    def _show_form(self, found: Seen) -> None:
        self._rest()
        self._data = found.printed.data
        self.preview.show_pdf(self._data)
        self.options.tell(draft=found.draft, missing=found.printed.missing)
        self._enable_outputs(on=True)

    def _show_list(self, entry: Entry, rows: Rows[Texts]) -> None:
        self._rest()
        self.list.show_rows(entry.name, rows)
        self.options.tell()
        self._enable_outputs(on=True)

    def _show_export(self, found: Outlook) -> None:
        self._rest()
        self.export.show_outlook(found)
        self.options.tell()
        self._enable_outputs(on=found.rows > 0)

    def _complain(self, error: HrdeskError) -> None:
        self._leave(words.in_window(error))

    def _leave(self, sentence: str) -> None:
        self._rest()
        self.preview.clear()
        self.options.tell(problem=sentence)

    def _exported(self, written: Written) -> None:
        left_out = f"，{len(written.left_out)} 筆沒有列入" if written.left_out else ""
        self.bench.tell(f"已存 {written.rows} 列到 {'、'.join(path.name for path in written.files)}{left_out}")

    def _choose_target(self, entry: Entry, suffix: str, do: Callable[[Path], object], parent: QWidget | None = None) -> None:
        name = f"{entry.title.split('（')[0].replace(' ', '')}-{self.bench.year}.{suffix}"
        choose_save(parent or self, "另存新檔", name, f"{PAPERS[suffix]} (*.{suffix})", do)

    def _enable_outputs(self, *, on: bool) -> None:
        entry = self.choices.entry()
        self.save_action.setEnabled(on)
        self.print_action.setEnabled(on and entry is not None and entry.kind is Kind.FORM)


def page(bench: "Workbench") -> ReportsPage:
    """Make the page."""
    return ReportsPage(bench)
