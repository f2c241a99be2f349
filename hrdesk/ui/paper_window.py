"""What will be printed: looked at, put on paper, or saved as a file."""

from collections.abc import Mapping
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from hrdesk.errors import HrdeskError
from hrdesk.ui.kit.dialogs import Dialog, choose_save
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.kit.preview import PdfPreview

if TYPE_CHECKING:
    from hrdesk.domain.forms import Printed
    from hrdesk.ui.workbench import Workbench

HIGH = 560
P = TypeVar("P", bound=Enum)


class PaperWindow(Dialog, Generic[P]):
    """A preview that prints, and saves as one of `papers`, which are told by their words; `file` is the name of what is saved, without its ending."""

    asking = "另存新檔"

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, file: str, papers: Mapping[P, str], *, width: int) -> None:
        super().__init__(parent, title, "列印…", width=width, cancel="關閉")
        self.bench, self.file, self.papers = bench, file, papers
        self.preview = PdfPreview()
        self.body.addWidget(self.preview, 1)
        self.printed: Printed | None = None
        self.accept_button.setEnabled(False)
        self.saver = QPushButton("另存…")
        self.saver.setIcon(icon("save"))
        self.saver.setEnabled(False)
        menu = QMenu(self)
        for paper, name in papers.items():
            menu.addAction(name).triggered.connect(partial(self._save_chosen, paper))
        self.saver.setMenu(menu)
        self.buttons.addButton(self.saver, self.buttons.ButtonRole.ActionRole)
        self.resize(width, HIGH)

    def write(self, paper: P, target: Path) -> None:
        """Save what is shown as a file."""
        raise NotImplementedError

    def show_printed(self, printed: "Printed") -> None:
        """Show the pages, which may then be printed and saved."""
        self.printed = printed
        self.preview.show_pdf(printed.data)
        self.accept_button.setEnabled(True)
        self.saver.setEnabled(True)

    def finish(self) -> None:
        """Put it on paper; the window stays open."""
        if self.printed is not None and (told := print_pdf(self.printed.data, self)):
            self.bench.tell(told)

    @override
    def refuse(self, error: HrdeskError) -> None:
        """Say why there is nothing to print, and do not offer to."""
        super().refuse(error)
        self.accept_button.setEnabled(self.printed is not None)

    @override
    def done(self, result: int) -> None:
        """Close the document before the window goes."""
        self.preview.clear()
        super().done(result)

    def save_as(self, paper: P) -> None:
        """Save it as a file where the person says."""
        if self.printed is not None:
            kinds = f"{self.papers[paper]} (*.{paper.value})"
            choose_save(self, self.asking, f"{self.file}.{paper.value}", kinds, partial(self.write, paper))

    def tell_saved(self, path: Path) -> None:
        """Say where it was saved."""
        self.bench.tell(f"已存成「{path.name}」")

    def _save_chosen(self, paper: P, _: bool = False) -> None:
        self.save_as(paper)
