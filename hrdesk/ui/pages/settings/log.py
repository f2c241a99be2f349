"""操作紀錄: who did what and when, whether the chain is whole, and the log taken along as a spreadsheet."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from hrdesk.services.safekeeping import log_list
from hrdesk.services.safekeeping.log_list import Chain, LogLine, moment
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Ask, choose_save
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import banner
from hrdesk.ui.kit.table_model import Column, Rows, rows_of
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.kit.tasks import Task

FIRST = 500  # entries read at first; the rest on request
ALL = 1_000_000
KINDS = "Excel (*.xlsx);;開放文件 (*.ods);;CSV (*.csv)"
WHY = "操作紀錄有使用者的姓名。匯出的理由會留在操作紀錄裡。"


@dataclass(frozen=True, slots=True)
class Log:
    """What the section shows, and whether there may be more."""

    rows: Rows[LogLine]
    more: bool


def _number(count: int) -> str:
    return str(count) if count else ""


COLUMNS: tuple[Column[LogLine], ...] = (
    Column("seq", "序號", lambda one: str(one.seq), 72, sort=lambda one: one.seq, figure=True),
    Column("at", "時間", lambda one: moment(one.at), 130, sort=lambda one: one.at, figure=True),
    Column("who", "人員", lambda one: one.who, 110),
    Column("act", "動作", lambda one: one.act, 130, tip=lambda one: one.lasting),
    Column("added", "新增", lambda one: _number(one.added), 60, sort=lambda one: one.added, figure=True),
    Column("changed", "變更", lambda one: _number(one.changed), 60, sort=lambda one: one.changed, figure=True),
    Column("removed", "刪除", lambda one: _number(one.removed), 60, sort=lambda one: one.removed, figure=True),
    Column("seen", "檢視", lambda one: _number(one.seen), 60, sort=lambda one: one.seen, figure=True),
    Column("told", "說明", lambda one: one.told, 240, stretch=True, tip=lambda one: one.told),
)


class LogSection(Section[Log]):
    """The log, newest first."""

    title = "操作紀錄"
    sign = "history"
    say = "每一次變更、檢視、列印與匯出都留在這裡，只能增加，不能修改；每一筆都與前一筆連成鏈，被動過就驗得出來。"
    kinds = frozenset()

    def build(self) -> None:
        """Build the filter, the buttons and the table."""
        self.limit = FIRST
        self.filter = QLineEdit()
        self.filter.setAccessibleName("篩選操作紀錄")
        self.filter.setPlaceholderText("人員、動作、說明…")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(200)
        self.head.addWidget(self.filter)
        self.button("驗證", self.verify, sign="seal", manages=False)
        self.button("匯出…", self.ask_export, sign="export")
        self.found, self.found_text = banner("good")
        self.column.addWidget(self.found)
        self.grid: Grid[LogLine] = Grid("settings-log", "操作紀錄", COLUMNS, self.bench.preferences)
        self.filter.textChanged.connect(self.grid.set_filter)
        self.grid.arranged.connect(self._count)
        self.column.addWidget(self.grid, 1)
        self.count = looks.dim("")
        self.more = looks.button("讀取全部", self.read_all, kind="link")
        self.column.addLayout(looks.row(self.count, self.more, None))

    def load(self, desk: "Desk") -> Log:
        """Read the newest entries."""
        limit = self.limit
        lines = log_list.lines(desk, limit)
        return Log(rows_of(COLUMNS, lines), len(lines) == limit)

    def show_data(self, data: Log) -> None:
        """Show the entries."""
        self.grid.set_rows(data.rows)
        self.more.setVisible(data.more)
        self._count()

    def read_all(self) -> None:
        """Read the entries from the very first on."""
        self.limit = ALL
        self.again()

    def verify(self) -> None:
        """Check the chain from the first entry to the newest."""
        self.bench.read(log_list.chain, self._verified)

    def ask_export(self) -> None:
        """Ask why, then where to."""
        reason = NoteField("reason", "理由", required=True)
        asked = Ask(self, "匯出操作紀錄", "選擇檔案…", [reason], say=WHY)

        def choose() -> None:
            choose_save(asked, "匯出操作紀錄", "操作紀錄.xlsx", KINDS, lambda path: asked.follow(self.export(path, reason.value)))

        asked.done_with = choose
        asked.open()

    def export(self, path: Path, reason: str) -> "Task":
        """Write the whole log to a file."""
        return self.bench.read(lambda desk: log_list.export(desk, path, reason=reason), lambda count: self._exported(path, count))

    def _exported(self, path: Path, count: int) -> None:
        self.bench.tell(f"已匯出 {count} 筆操作紀錄：{path.name}")
        self.again()

    def _verified(self, chain: Chain) -> None:
        whole = chain.broken is None
        self.found.setProperty("state", "good" if whole else "bad")
        self.found.style().unpolish(self.found)
        self.found.style().polish(self.found)
        if whole:
            self.found_text.setText(f"✓　操作紀錄完整：共 {chain.newest} 筆，鏈尾 {chain.head[:16]}…（每份備份與資料包都印有鏈尾，可以對照）")
        else:
            self.found_text.setText(f"✗　自第 {chain.broken} 筆起與前面不符，檔案可能被改動。請保留現狀，用最近的備份還原到另一個資料夾比對。")
        self.found.setVisible(True)

    def _count(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        self.count.setText(f"{total} 筆" if shown == total else f"{shown} / {total} 筆")
