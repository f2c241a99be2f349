"""One form of the book as it will print, opened from the page it belongs to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.forms import Paper
from hrdesk.services.papers import forms
from hrdesk.services.papers.form_contents import About
from hrdesk.ui.kit import looks
from hrdesk.ui.paper_window import PaperWindow

if TYPE_CHECKING:
    from hrdesk.domain.forms import Printed
    from hrdesk.ui.workbench import Workbench

WIDE = 760
SAVED_AS = {Paper.PDF: "PDF 檔", Paper.ODS: "ODF 試算表", Paper.XLSX: "Excel 活頁簿", Paper.ODT: "ODF 文件"}


class FormWindow(PaperWindow[Paper]):
    """A form of a 民國 year about whom or what `about` says; ID numbers stay masked here (the reports page unmasks, with a reason)."""

    asking = "另存表單"

    def __init__(self, parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> None:
        title = forms.titles()[form]
        file = "_".join(part for part in (title.replace(" ", "_"), name, f"{year}年度") if part)
        super().__init__(parent, bench, f"{title}　{name}".strip(), file, {paper: SAVED_AS[paper] for paper in forms.papers_of(form)}, width=WIDE)
        self.form, self.year, self.about = form, year, about
        self.missing = looks.text("", "hint")
        self.missing.setVisible(False)
        self.body.addWidget(self.missing)
        bench.read(lambda desk: forms.preview(desk, form, year, about), self._show, self.refuse)

    def write(self, paper: Paper, target: Path) -> None:
        """Save the form as a file."""
        form, year, about = self.form, self.year, self.about
        self.bench.read(lambda desk: forms.print_form(desk, form, year, paper, target, about).path, self.tell_saved, self.refuse)

    def _show(self, printed: "Printed") -> None:
        self.show_printed(printed)
        if printed.missing:
            self.missing.setText(f"有 {len(printed.missing)} 個字沒有字型可以印出，請到「報表」查看缺字報告。")
            self.missing.setVisible(True)


def show_form(parent: QWidget, bench: "Workbench", form: str, year: int, about: About | None = None, *, name: str = "") -> FormWindow:
    """Open a form to look at, print and save; `name` is whom it is about, for the title and the file's name."""
    window = FormWindow(parent, bench, form, year, about, name=name)
    window.open()
    return window
