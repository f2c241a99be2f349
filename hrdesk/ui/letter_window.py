"""What goes with an official letter to one agency: looked at, put on paper, or saved to be worked on."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.forms import Paper
from hrdesk.domain.staff import Agency
from hrdesk.services.collecting import letters
from hrdesk.ui.form_window import SAVED_AS, WIDE
from hrdesk.ui.paper_window import PaperWindow

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class LetterWindow(PaperWindow[Paper]):
    """One of `letters.LETTERS` to an agency; what there is nothing to tell yet is said in its place."""

    asking = "另存附件"

    def __init__(self, parent: QWidget, bench: "Workbench", letter: str, year: int, agency: Agency) -> None:
        title = f"{letters.LETTERS[letter]}　{agency.name}"
        super().__init__(parent, bench, title, title.replace("　", "_"), {paper: SAVED_AS[paper] for paper in letters.PAPERS}, width=WIDE)
        self.letter, self.year, self.agency = letter, year, agency
        bench.read(lambda desk: letters.preview(desk, letter, year, agency), self.show_printed, self.refuse)

    def write(self, paper: Paper, target: Path) -> None:
        """Save the letter as a file."""
        letter, year, agency = self.letter, self.year, self.agency

        def work(desk: "Desk") -> Path:
            letters.save(desk, letter, year, agency, target, paper)
            return target

        self.bench.read(work, self.tell_saved, self.refuse)


def show_letter(parent: QWidget, bench: "Workbench", letter: str, year: int, agency: Agency) -> LetterWindow:
    """Open what goes with a letter to an agency."""
    window = LetterWindow(parent, bench, letter, year, agency)
    window.open()
    return window
