"""A list of a page as it will print, or as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.services.core import list_paper
from hrdesk.services.core.list_paper import SAVED_AS, Sheet, SheetPaper
from hrdesk.ui.paper_window import PaperWindow

if TYPE_CHECKING:
    from hrdesk.domain.forms import Printed
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE = 820


class ListWindow(PaperWindow[SheetPaper]):
    """A list on paper; `made` makes it on the desk's thread."""

    asking = "另存清單"

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, made: "Callable[[Desk], Sheet]") -> None:
        super().__init__(parent, bench, title, title.replace(" ", "_"), SAVED_AS, width=WIDE)
        self.sheet: Sheet | None = None

        def work(desk: "Desk") -> "tuple[Sheet, Printed]":
            sheet = made(desk)
            return sheet, list_paper.on_paper(desk, sheet)

        bench.read(work, self._show, self.refuse)

    def write(self, paper: SheetPaper, target: Path) -> None:
        """Save the list as a file."""
        sheet = self.sheet
        if sheet is not None:
            self.bench.read(lambda desk: list_paper.save(desk, sheet, target, paper), self.tell_saved, self.refuse)

    def _show(self, found: "tuple[Sheet, Printed]") -> None:
        self.sheet, printed = found
        self.show_printed(printed)


def show_list(parent: QWidget, bench: "Workbench", title: str, made: "Callable[[Desk], Sheet]") -> ListWindow:
    """Open a list to look at, print and save."""
    window = ListWindow(parent, bench, title, made)
    window.open()
    return window
