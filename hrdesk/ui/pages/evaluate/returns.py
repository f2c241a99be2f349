"""退補件: the list of what has to be mended that goes back to an agency, sealed for one, or for everyone who has something waiting."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.packages.sealing import SealedFile
from hrdesk.services.review import returning
from hrdesk.services.review.returning import Matter, Stand
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_folder
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.evaluate.columns import MATTERS
from hrdesk.ui.sending import SendDialog

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 820, 420


class MattersDialog(Dialog):
    """Everything that one agency has to mend; matters can be struck out, and the whole list sealed."""

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency) -> None:
        super().__init__(parent, f"{agency.name}的退補件", "簽章送出…", width=WIDE, cancel="關閉")
        self.bench, self.agency, self.page = bench, agency, parent
        self.say = looks.text("")
        self.body.addWidget(self.say)
        self.grid: Grid[Matter] = Grid("matters", "退補件", MATTERS, bench.preferences)
        self.body.addWidget(self.grid, 1)
        self.strike = looks.button("刪除這件", self.take_back, sign="delete")
        self.buttons.addButton(self.strike, self.buttons.ButtonRole.ActionRole)
        self.grid.chosen.connect(self._look)
        self.resize(WIDE, HIGH)
        self._read()

    def finish(self) -> None:
        """Seal what is to be mended."""
        self.accept()
        send_matters(self.page, self.bench, self.agency)

    def take_back(self) -> None:
        """Strike the matter chosen out."""
        chosen = self.grid.current()
        if chosen is not None:
            key = chosen.id
            self.bench.write(lambda desk: returning.take_back(desk, key), "已刪除退補件", lambda _: self._read(), self.refuse)

    def _read(self) -> None:
        agency, year = self.agency, self.bench.year
        self.bench.read(lambda desk: returning.matters(desk, agency, year), self._show, self.refuse)

    def _show(self, found: tuple[Matter, ...]) -> None:
        self.grid.set_rows(rows_of(MATTERS, found))
        fresh = sum(one.stand is Stand.OPEN for one in found)
        self.say.setText(f"共 {len(found)} 件，{fresh} 件尚未送出。送出時整份清單一併簽章，對方程式會開啟到該筆紀錄。" if found else "沒有退補件。")
        self.accept_button.setEnabled(bool(found) and self.bench.writable)
        self._look()

    def _look(self) -> None:
        self.strike.setEnabled(self.grid.current() is not None and self.bench.writable)


def send_matters(parent: QWidget, bench: "Workbench", agency: Agency) -> None:
    """Ask for a folder and seal what one agency has to mend into it."""
    choose_folder(parent, "退補件要存到哪個資料夾", lambda folder: seal_matters(bench, agency, folder))


def seal_matters(bench: "Workbench", agency: Agency, folder: Path) -> None:
    """Seal what one agency has to mend into a folder, and tell the file's name."""
    year = bench.year

    def told(sealed: SealedFile) -> None:
        name = sealed.file.name
        bench.note(Changes(added=(Key("Parcel", sealed.parcel.id),)))
        bench.tell(f"已簽章「{name}」，請寄給{agency.name}" if sealed.fresh else f"沒有新的退補件，「{name}」與前一版相同")

    bench.read(lambda desk: sealing.seal(desk, drafts.returned(desk, year, agency_record(desk, agency.id)), folder), told)


def send_waiting(parent: QWidget, bench: "Workbench") -> None:
    """Seal for everyone who has something to mend that was not sent yet, into one folder; say so where nobody has."""
    year = bench.year

    def found(agencies: tuple[Agency, ...]) -> None:
        if agencies:
            SendDialog(parent, bench, PackageKind.RETURN, agencies).open()
        else:
            bench.tell("沒有尚未送出的退補件")

    bench.read(lambda desk: returning.waiting(desk, year), found)
