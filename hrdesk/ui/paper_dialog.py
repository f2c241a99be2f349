"""A form as it will print, in a dialog: print it, or save it as one of its papers."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from hrdesk.domain.forms import Paper, Printed
from hrdesk.services import forms
from hrdesk.services.forms import About
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_save
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.preview import PdfPreview

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDTH, HEIGHT = 780, 540
KINDS = {Paper.PDF: "PDF 檔", Paper.ODS: "ODF 試算表", Paper.XLSX: "Excel 活頁簿", Paper.ODT: "ODF 文字檔"}


class PaperDialog(Dialog):
    """One form about something, read on the desk's thread; a character that no font can draw is told before it is printed."""

    def __init__(self, parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> None:
        super().__init__(parent, forms.titles()[form], "列印…", width=WIDTH, cancel="關閉")
        self.bench, self.form, self.year, self.about = bench, form, year, about or About()
        self.name = name or forms.titles()[form]
        self.data = b""
        self.preview = PdfPreview()
        self.body.addWidget(self.preview, 1)
        self.savers: dict[Paper, QPushButton] = {}
        for paper in forms.papers_of(form):
            self.savers[paper] = looks.button(f"另存 {paper.value.upper()}…", partial(self.save, paper))
            self.buttons.addButton(self.savers[paper], self.buttons.ButtonRole.ActionRole)
        self.accept_button.setEnabled(False)
        self.resize(WIDTH, HEIGHT)
        bench.read(lambda desk: forms.preview(desk, form, year, self.about), self._show, self.refuse)

    def finish(self) -> None:
        """Print on the printer that the person picks."""
        print_pdf(self.data, self)

    def save(self, paper: Paper) -> None:
        """Save as a file of one kind."""
        ending = paper.value

        def write(path: Path) -> None:
            self.bench.read(
                lambda desk: forms.print_form(desk, self.form, self.year, paper, path, self.about),
                lambda done: self.bench.tell(f"已另存「{done.path.name}」"),
                self.refuse,
            )

        choose_save(self, f"另存{self.name}", f"{self.name}.{ending}", f"{KINDS[paper]} (*.{ending})", write)

    def _show(self, printed: Printed) -> None:
        self.data = printed.data
        self.preview.show_pdf(printed.data)
        self.accept_button.setEnabled(True)
        if printed.missing:
            self.complain(f"有 {len(printed.missing)} 個字沒有字型可印，會印成方框：{'、'.join(dict.fromkeys(one.character for one in printed.missing))}")


def show_paper(parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> PaperDialog:
    """Open a form as it will print."""
    dialog = PaperDialog(parent, bench, form, year, about, name=name)
    dialog.open()
    return dialog
