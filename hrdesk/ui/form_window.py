"""One form of the book as it will print: looked at, put on paper, or saved as a file; opened from the page it belongs to."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from hrdesk.domain.forms import Paper
from hrdesk.services import forms
from hrdesk.services.form_contents import About
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_save
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.preview import PdfPreview

if TYPE_CHECKING:
    from hrdesk.domain.forms import Printed
    from hrdesk.services.forms import PrintedForm
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 760, 560
SAVED_AS = {Paper.PDF: "PDF 檔", Paper.ODS: "ODF 試算表", Paper.XLSX: "Excel 活頁簿", Paper.ODT: "ODF 文件"}


class FormWindow(Dialog):
    """A form of a 民國 year about whom or what `about` says; ID numbers stay masked here (the reports page unmasks, with a reason)."""

    def __init__(self, parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> None:
        title = forms.titles()[form]
        super().__init__(parent, f"{title}　{name}".strip(), "列印…", width=WIDE, cancel="關閉")
        self.bench, self.form, self.year, self.about = bench, form, year, about
        self.name = "_".join(part for part in (title.replace(" ", "_"), name, f"{year}年度") if part)
        self.preview = PdfPreview()
        self.missing = looks.text("", "hint")
        self.missing.setVisible(False)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.missing)
        self.printed: Printed | None = None
        self.accept_button.setEnabled(False)
        self.saver = QPushButton("另存…")
        self.saver.setIcon(icon("save"))
        menu = QMenu(self)
        for paper in forms.papers_of(form):
            menu.addAction(SAVED_AS[paper]).triggered.connect(partial(self._save_chosen, paper))
        self.saver.setMenu(menu)
        self.buttons.addButton(self.saver, self.buttons.ButtonRole.ActionRole)
        self.resize(WIDE, HIGH)
        bench.read(lambda desk: forms.preview(desk, form, year, about), self._show, self.refuse)

    def finish(self) -> None:
        """Put the form on paper; the window stays open."""
        if self.printed is not None and print_pdf(self.printed.data, self):
            self.bench.tell("已送往印表機")

    @override
    def done(self, result: int) -> None:
        """Close the document before the window goes."""
        self.preview.clear()
        super().done(result)

    def save_as(self, paper: Paper) -> None:
        """Save the form as a file where the person says."""
        form, year, about = self.form, self.year, self.about

        def write(target: Path) -> None:
            self.bench.read(lambda desk: forms.print_form(desk, form, year, paper, target, about), self._saved, self.refuse)

        choose_save(self, "另存表單", f"{self.name}.{paper.value}", f"{SAVED_AS[paper]} (*.{paper.value})", write)

    def _save_chosen(self, paper: Paper, _: bool = False) -> None:
        self.save_as(paper)

    def _show(self, printed: "Printed") -> None:
        self.printed = printed
        self.preview.show_pdf(printed.data)
        self.accept_button.setEnabled(True)
        if printed.missing:
            self.missing.setText(f"有 {len(printed.missing)} 個字沒有字型可以印出，請到「報表」查看缺字報告。")
            self.missing.setVisible(True)

    def _saved(self, written: "PrintedForm") -> None:
        self.bench.tell(f"已存成「{written.path.name}」")


def show_form(parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> FormWindow:
    """Open a form to look at, print and save; `name` is whom it is about, for the title and the file's name."""
    window = FormWindow(parent, bench, form, year, about, name=name)
    window.open()
    return window
