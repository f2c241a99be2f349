"""All papers of a year at once: into one new folder, or to a printer, with progress and a way to stop."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from hrdesk.domain.forms import Paper, Printed
from hrdesk.errors import HrdeskError
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers.forms import FORMS
from hrdesk.services.post import paperwork
from hrdesk.services.post.paperwork import Batch
from hrdesk.ui.kit.dialogs import Dialog, choose_folder
from hrdesk.ui.kit.fields import ChoiceField, TicksField
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.pdf_pages import merged
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.pages.reports.options import PAPERS

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

USUAL = ("annex1", "annex2", "annex3", "annex4", "annex5", "award-list", "year-report")
WIDTH, TOLD = 620, 96


class BatchDialog(Dialog):
    """Which forms of the year, on which paper, masked or not; then how far it is, and what was left out."""

    def __init__(self, parent: QWidget, bench: "Workbench") -> None:
        super().__init__(parent, f"整批輸出 {bench.year}年度報表", "存入資料夾…", width=WIDTH)
        self._bench, self._task, self._folder = bench, None, None
        self.forms: TicksField[str] = TicksField("forms", "要輸出的報表", list(FORMS.items()), across=2)
        self.forms.set_value(USUAL)
        self.forms.edited.connect(self._look)
        hint = "沒有這種格式的報表以各自的格式存檔"
        self.paper: ChoiceField[Paper] = ChoiceField("paper", "檔案格式", [(one, PAPERS[one.value]) for one in Paper], hint=hint)
        self.names = QCheckBox("遮罩姓名與聯絡方式")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("進度")
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName("結果")
        self.told.setFixedHeight(TOLD)
        self.print_button = QPushButton("列印…")
        self.open_button = QPushButton("開啟資料夾")
        for widget in (self.forms, self.paper, self.names, self.progress, self.told):
            self.body.addWidget(widget)
        for button, do in ((self.print_button, self.print), (self.open_button, self._open)):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(do)
        for hidden in (self.progress, self.told, self.open_button):
            hidden.setVisible(False)

    _task: Task | None
    _folder: Path | None

    def finish(self) -> None:
        """Ask for the folder and write everything into a new one inside it."""
        choose_folder(self, "存入資料夾", self.save)

    def save(self, folder: Path) -> None:
        """Write everything into a new folder inside `folder`."""
        year, wanted, mask, paper = self._bench.year, self.forms.value, self._mask(), self.paper.value or Paper.PDF

        def work(desk: "Desk") -> Batch:
            return paperwork.save_all(desk, year, paperwork.jobs(desk, year, wanted, mask), folder, mask, paper)

        self._begin(self._bench.read(work, self._saved, self._failed))

    def print(self) -> None:
        """Lay everything out and hand it to a printer as one document."""
        year, wanted, mask = self._bench.year, self.forms.value, self._mask()

        def work(desk: "Desk") -> tuple[tuple[Printed, ...], tuple[str, ...]]:
            return paperwork.previews(desk, year, paperwork.jobs(desk, year, wanted, mask), mask)

        self._begin(self._bench.read(work, self._laid_out, self._failed))

    def reject(self) -> None:
        """Stop what is under way, else close."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _begin(self, task: Task) -> None:
        self._task = task
        self.progress.setRange(0, 0)
        task.progressed.connect(self._advance)
        task.ended.connect(self._end)
        self.complain("")
        self.progress.setVisible(True)
        self.cancel_button.setText("停止")
        self._enable(on=False)

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _end(self) -> None:
        stopped = self._task is not None and self._task.cancelled
        self._task = None
        self.progress.setVisible(False)
        self.cancel_button.setText("關閉")
        self._enable(on=True)
        if stopped:
            self._tell("已停止，沒有留下任何檔案。", ())

    def _saved(self, batch: Batch) -> None:
        self._folder = batch.folder
        self.open_button.setVisible(True)
        glyphs = "、".join(dict.fromkeys(one.character for one in batch.missing))
        missing = (f"缺字：{glyphs}",) if glyphs else ()
        self._tell(f"已存 {len(batch.files)} 個檔案到「{batch.folder.name}」。", (*missing, *batch.left_out))

    def _laid_out(self, found: tuple[tuple[Printed, ...], tuple[str, ...]]) -> None:
        printed, left_out = found
        self._tell(f"共 {sum(one.pages for one in printed)} 頁。", left_out)
        told = print_pdf(merged([one.data for one in printed]), self) if printed else ""
        if told:
            self._tell(f"共 {sum(one.pages for one in printed)} 頁。{told}。", left_out)
            year, mask, wanted, papers = self._bench.year, self._mask(), "、".join(self.forms.value), len(printed)
            self._bench.read(lambda desk: paperwork.note_printed(desk, wanted, year, mask, papers=papers), _nothing)

    def _failed(self, error: HrdeskError) -> None:
        self.refuse(error)

    def _tell(self, sentence: str, more: Sequence[str]) -> None:
        self.told.setPlainText("\n".join((sentence, *(("以下沒有輸出或須留意：", *more) if more else ()))))
        self.told.setVisible(True)

    def _mask(self) -> Mask:
        return Mask(names=self.names.isChecked())

    def _look(self) -> None:
        self._enable(on=bool(self.forms.value))

    def _enable(self, *, on: bool) -> None:
        for widget in (self.accept_button, self.print_button):
            widget.setEnabled(on and bool(self.forms.value))

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _nothing(_: object) -> None:
    """Take what nobody waits for."""
