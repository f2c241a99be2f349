"""退補件: the list of what has to be mended that goes back to an agency."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.staff import Agency
from hrdesk.services import returning
from hrdesk.services.returning import Matter, Stand
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.evaluate.columns import MATTERS

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 820, 420


class MattersDialog(Dialog):
    """Everything that one agency has to mend; matters can be struck out, and the whole list sealed."""

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency, send: Callable[[], object]) -> None:
        super().__init__(parent, f"{agency.name}的退補件", "簽章送出…", width=WIDE, cancel="關閉")
        self.bench, self.agency, self._send = bench, agency, send
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
        self._send()

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
