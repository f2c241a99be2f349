"""How a page begins an import: from a file that the person chooses, or from cells copied from a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hrdesk.domain.record import AgencyId
from hrdesk.ui.kit.dialogs import choose_open

if TYPE_CHECKING:
    from hrdesk.services.imports.import_source import Cells, Given
    from hrdesk.ui.importing.window import ImportWindow
    from hrdesk.ui.workbench import Workbench

FILES = "試算表 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;所有檔案 (*)"
FORMS = "填報檔 (*.pdf *.xlsx *.xlsm *.xls *.ods *.csv *.txt);;所有檔案 (*)"
TITLES = {"roster": "匯入人員名冊", "training": "匯入研習紀錄", "coaching": "匯入輔導紀錄", "self_check": "匯入自我檢核表"}


def import_file(parent: QWidget, bench: "Workbench", kind: str, *, agency: AgencyId | None = None) -> QFileDialog:
    """Let a person choose a file and import it; `kind` is roster, training, coaching or self_check, `agency` whose book it goes into (the own one)."""
    kinds = FORMS if kind == "self_check" else FILES
    return choose_open(parent, TITLES[kind], kinds, lambda path: _open(parent, bench, kind, path, agency))


def import_cells(parent: QWidget, bench: "Workbench", kind: str, cells: "Cells", *, agency: AgencyId | None = None) -> "ImportWindow":
    """Import the cells that a table was given to paste, as rows of texts."""
    return _open(parent, bench, kind, cells, agency)


def _open(parent: QWidget, bench: "Workbench", kind: str, given: "Given", agency: AgencyId | None) -> "ImportWindow":
    from hrdesk.ui.importing.window import ImportWindow

    window = ImportWindow(parent, bench, TITLES[kind], kind, given, agency)
    window.open()
    return window
