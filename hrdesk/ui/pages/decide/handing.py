"""The files for other systems: how many rows, who is left out and why, a reason since they hold ID numbers, and where they go."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.services.papers import exports, handing_out
from hrdesk.services.papers.exports import Written
from hrdesk.services.papers.handing_out import LeftOut, Outlook
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_save, put_texts, texts_of
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Column, rows_of

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 720, 440
LEFT_OUT: tuple[Column[LeftOut], ...] = (
    Column("name", "人員", lambda one: one.name, 120),
    Column("reason", "未列入的原因", lambda one: one.reason, 360, stretch=True, tip=lambda one: one.reason),
)


class ExportDialog(Dialog):
    """One export of the year."""

    def __init__(self, parent: QWidget, bench: "Workbench", what: str) -> None:
        super().__init__(parent, f"{handing_out.TITLES[what]}　{bench.year}年度", "匯出…", width=WIDE, cancel="關閉")
        self.bench, self.what, self.year = bench, what, bench.year
        self.say = looks.text("")
        self.grid: Grid[LeftOut] = Grid("left-out", "未列入的人員", LEFT_OUT, bench.preferences)
        self.reason = NoteField("reason", "匯出理由", required=True, lines=2, hint="檔案含身分證統一編號，理由會記入操作紀錄。")
        self.reason.edited.connect(self._look)
        self.body.addWidget(self.say)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.reason)
        self.body.addStretch(0)  # takes the room only where nobody is left out
        draft = self.keeps(
            DraftKey(bench, "award-export", f"{what} {bench.year}"), lambda: texts_of([self.reason]), lambda texts: put_texts([self.reason], texts)
        )
        self.reason.edited.connect(draft.touched)
        self._rows = 0
        self._look()
        what_, year = what, self.year
        bench.read(lambda desk: handing_out.outlook(desk, what_, year), self._show, self.refuse)
        self.resize(WIDE, HIGH)

    def finish(self) -> None:
        """Ask where the file goes, and write it."""
        choose_save(self, self.windowTitle(), f"{handing_out.TITLES[self.what]}_{self.year}年度.csv", "CSV 檔 (*.csv)", self.write)

    def write(self, target: Path) -> None:
        """Write the file."""
        what, year, reason = self.what, self.year, self.reason.value
        self.bench.read(lambda desk: exports.export(desk, what, year, target, reason), self._written, self.refuse)

    def _show(self, found: Outlook) -> None:
        self._rows = found.rows
        left = f"，{len(found.left_out)} 人未列入：" if found.left_out else "，沒有人遺漏。"
        self.say.setText(f"將匯出 {found.rows} 筆，共 {found.files} 個檔案{left}")
        self.grid.set_rows(rows_of(LEFT_OUT, found.left_out))
        self.grid.setVisible(bool(found.left_out))
        self._look()

    def _written(self, found: Written) -> None:
        self.accept()
        self.bench.tell(f"已匯出 {found.rows} 筆到「{'」「'.join(one.name for one in found.files)}」，略過 {len(found.left_out)} 筆")

    def _look(self) -> None:
        self.accept_button.setEnabled(bool(self._rows) and not self.reason.fault())
