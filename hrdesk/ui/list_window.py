"""A list of a page as it will print: looked at, put on paper, or saved as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from hrdesk.services import list_paper
from hrdesk.services.list_paper import SAVED_AS, Sheet, SheetPaper
from hrdesk.ui.kit.dialogs import Dialog, choose_save
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.preview import PdfPreview

if TYPE_CHECKING:
    from hrdesk.domain.forms import Printed
    from hrdesk.services.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 820, 560


class ListWindow(Dialog):
    """A list on paper; `made` makes it on the desk's thread."""

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, made: "Callable[[Desk], Sheet]") -> None:
        super().__init__(parent, title, "列印…", width=WIDE, cancel="關閉")
        self.bench, self.title = bench, title
        self.preview = PdfPreview()
        self.body.addWidget(self.preview, 1)
        self.sheet: Sheet | None = None
        self.printed: Printed | None = None
        self.accept_button.setEnabled(False)
        self.saver = QPushButton("另存…")
        self.saver.setIcon(icon("save"))
        self.saver.setEnabled(False)
        menu = QMenu(self)
        for paper, name in SAVED_AS.items():
            menu.addAction(name).triggered.connect(partial(self._save_chosen, paper))
        self.saver.setMenu(menu)
        self.buttons.addButton(self.saver, self.buttons.ButtonRole.ActionRole)
        self.resize(WIDE, HIGH)

        def work(desk: "Desk") -> "tuple[Sheet, Printed]":
            sheet = made(desk)
            return sheet, list_paper.on_paper(desk, sheet)

        bench.read(work, self._show, self.refuse)

    def finish(self) -> None:
        """Put the list on paper; the window stays open."""
        if self.printed is not None and print_pdf(self.printed.data, self):
            self.bench.tell("已送往印表機")

    @override
    def done(self, result: int) -> None:
        """Close the document before the window goes."""
        self.preview.clear()
        super().done(result)

    def save_as(self, paper: SheetPaper) -> None:
        """Save the list as a file where the person says."""
        sheet = self.sheet
        if sheet is None:
            return

        def write(target: Path) -> None:
            self.bench.read(lambda desk: list_paper.save(desk, sheet, target, paper), lambda file: self.bench.tell(f"已存成「{file.name}」"), self.refuse)

        choose_save(self, "另存清單", f"{self.title.replace(' ', '_')}.{paper.value}", f"{SAVED_AS[paper]} (*.{paper.value})", write)

    def _save_chosen(self, paper: SheetPaper, _: bool = False) -> None:
        self.save_as(paper)

    def _show(self, found: "tuple[Sheet, Printed]") -> None:
        self.sheet, self.printed = found
        self.preview.show_pdf(self.printed.data)
        self.accept_button.setEnabled(True)
        self.saver.setEnabled(True)


def show_list(parent: QWidget, bench: "Workbench", title: str, made: "Callable[[Desk], Sheet]") -> ListWindow:
    """Open a list to look at, print and save."""
    window = ListWindow(parent, bench, title, made)
    window.open()
    return window
