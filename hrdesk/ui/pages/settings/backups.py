"""備份與還原: the automatic backups, one now, one brought back elsewhere, the monthly rehearsal, the check of the book."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from hrdesk.services.core import words
from hrdesk.services.opening import servers
from hrdesk.services.safekeeping import backups, keeping
from hrdesk.services.safekeeping.backups import BackupFile, Rehearsal
from hrdesk.services.safekeeping.log_list import moment
from hrdesk.ui import passphrase
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog, choose_open, confirm
from hrdesk.ui.kit.fields import LineField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import banner
from hrdesk.ui.kit.table_model import Column, Rows, rows_of
from hrdesk.ui.opening.parts import NewFolderField, proposed
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from hrdesk.services.core.desk import Desk
    from hrdesk.services.safekeeping.keeping import BookCheck

WHY = {
    "backup": "手動或定期",
    "before-upgrade": "版本更新前",
    "before-import-roster": "匯入名冊前",
    "before-import-training": "匯入研習紀錄前",
    "before-import-coaching": "匯入輔導紀錄前",
    "before-import-self-check": "匯入自我檢核表前",
}
RULE = (
    f"保留最新的一份、最近 {backups.KEPT_DAYS} 天的全部，以及最近 {backups.KEPT_MONTHS} 個月每月的最後一份；其餘刪除。"
    "只刪除工作區裡自動命名的備份，另存到別處的不會動。"
)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as the table shows it."""

    file: BackupFile

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.file.path.name


@dataclass(frozen=True, slots=True)
class Kept:
    """What the section shows: the backups, which may go, when a restore was rehearsed, the last backup, and where the backups lie."""

    rows: Rows[BackupRow]
    going: int
    rehearsal: Rehearsal
    last: datetime | None
    folder: Path
    server: str = ""  # the address of the database that holds the data, "" = they lie in the folder


def reason_of(file: BackupFile) -> str:
    """Return why a backup was made."""
    found = next((text for start, text in WHY.items() if file.why == start or file.why.startswith(f"{start}-")), "")
    return found or ("匯入前" if file.why.startswith("before-import") else file.why)


def size_of(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1_000, 1)} KB"


COLUMNS: tuple[Column[BackupRow], ...] = (
    Column("at", "時間", lambda row: moment(row.file.at), 130, sort=lambda row: (row.file.at, row.file.number), figure=True),
    Column("why", "何時做的", lambda row: reason_of(row.file), 150),
    Column("size", "大小", lambda row: size_of(row.file.size), 90, sort=lambda row: row.file.size, figure=True),
    Column("name", "檔名", lambda row: row.file.path.name, 320, stretch=True),
)


class BackupsSection(Section[Kept]):
    """The backups beside the workspace and what can be done with them."""

    title = "備份與還原"
    sign = "backup"
    say = "備份檔是加密的，用備份當時的密碼或復原碼開啟。請定期把備份檔複製到另一個地方，例如隨身碟。"

    def build(self) -> None:
        """Build the table, the line about the rehearsal and the buttons."""
        self.data: Kept | None = None
        self.prune_button = self.button("刪除舊備份…", self.prune, sign="delete")
        self.button("檢查整本資料", self.check, sign="check", manages=False)
        self.button("開啟資料夾", self.show_folder, sign="open-folder", manages=False)
        self.button("立即備份", self.back_up, sign="backup", kind="primary", manages=False)
        self.place = looks.text("")
        self.place.setAccessibleName("資料放在哪裡")
        self.column.addWidget(self.place)
        self.due, self.due_text = banner("warn", "", [looks.button("現在演練…", self.rehearse_newest, sign="refresh")])
        self.column.addWidget(self.due)
        self.told = looks.dim("")
        self.column.addWidget(self.told)
        self.grid: Grid[BackupRow] = Grid("settings-backups", "備份", COLUMNS, self.bench.preferences)
        self.grid.chosen.connect(self._enable)
        self.column.addWidget(self.grid, 1)
        self.rehearse_button = looks.button("演練還原…", self.rehearse, sign="refresh")
        self.restore_button = looks.button("還原到另一個資料夾…", self.restore, sign="history")
        other = looks.button("還原其他備份檔…", self.restore_other, kind="link")
        self.column.addLayout(looks.row(self.rehearse_button, self.restore_button, other, None))
        self.column.addWidget(looks.dim(f"刪除舊備份的規則：{RULE}"))
        self._enable()

    def load(self, desk: "Desk") -> Kept:
        """Read which backups there are."""
        found = backups.listed(desk)
        going = len(backups.prunable(found, desk.now()))
        rows = rows_of(COLUMNS, (BackupRow(one) for one in found))
        return Kept(rows, going, backups.rehearsal(desk), keeping.last_backup(desk), desk.store.folder / "backups", servers.address_of(desk.store.folder))

    def show_data(self, data: Kept) -> None:
        """Show the backups."""
        self.data = data
        self.grid.set_rows(data.rows)
        home = data.folder.parent
        here = f"資料放在這台電腦的 {home}，是一個加密檔案。"
        there = f"資料放在資料庫伺服器 {data.server}；這台電腦的 {home} 只記住位址，備份仍存放在這裡。"
        self.place.setText(there if data.server else here)
        last = f"上次備份 {moment(data.last)}" if data.last else "還沒有備份"
        done = f"上次演練還原 {moment(data.rehearsal.last)}" if data.rehearsal.last else "還沒有演練過還原"
        self.told.setText(f"{last}　{done}　共 {len(data.rows)} 份")
        self.due_text.setText("每個月請演練一次還原：確認備份真的打得開。演練在暫存區進行，不會動到資料。")
        self.due.setVisible(data.rehearsal.due and bool(len(data.rows)))
        self.prune_button.setEnabled(self.manages and bool(data.going))
        self._enable()

    def back_up(self) -> None:
        """Write a verified backup beside the workspace."""
        self.bench.read(keeping.backup, lambda summary: self._told(f"備份完成並已驗證：{summary.path.name}"))

    def check(self) -> None:
        """Check the file, the log and the records."""
        self.bench.read(keeping.check, lambda found: CheckDialog(self, found).open())

    def show_folder(self) -> None:
        """Show the backups in the system's own window."""
        if self.data is not None:
            folder = self.data.folder if self.data.folder.is_dir() else self.data.folder.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def prune(self) -> None:
        """Delete old backups by the rule, after saying how many."""
        if self.data is not None:
            question = f"將刪除 {self.data.going} 份舊備份，不能復原。\n\n{RULE}"
            confirm(self, "刪除舊備份", question, f"刪除 {self.data.going} 份", self._prune, danger=True)

    def rehearse_newest(self) -> None:
        """Rehearse with the newest backup."""
        if self.data is not None and self.data.rows.rows:
            self._rehearse(self.data.rows.rows[0].record.file.path)

    def rehearse(self) -> None:
        """Rehearse with the selected backup."""
        row = self.grid.current()
        if row is not None:
            self._rehearse(row.file.path)

    def restore(self) -> None:
        """Bring the selected backup back elsewhere."""
        row = self.grid.current()
        if row is not None:
            self._restore(row.file.path)

    def restore_other(self) -> None:
        """Bring a backup from anywhere back elsewhere."""
        choose_open(self, "選擇備份檔", "備份檔 (*.hrdbak)", self._restore)

    def _prune(self) -> None:
        self.bench.read(backups.prune, lambda gone: self._told(f"已刪除 {len(gone)} 份舊備份"))

    def _rehearse(self, path: Path) -> None:
        secret = LineField("passphrase", "備份當時的密碼", required=True, secret=True)

        def work() -> "Callable[[Desk], object]":
            given = secret.text()
            return lambda desk: backups.rehearse(desk, path, passphrase=given)

        def done(_: object) -> None:
            self._told(f"演練成功：「{path.name}」可以完整還原")

        say = f"用「{path.name}」在暫存區做一次完整的還原並逐項核對，做完就丟棄。"
        passphrase.AskSecret(self, self.bench, "演練還原", "開始演練", (secret,), work, done, say=say).open()

    def _restore(self, path: Path) -> None:
        folder = NewFolderField("folder", "還原到資料夾", hint="另開一個資料夾；目前的工作區不受影響。")
        folder.set_text(str(proposed("還原")))
        secret = LineField("passphrase", "備份當時的密碼", required=True, secret=True)

        def work() -> "Callable[[Desk], object]":
            target, given = folder.value, secret.text()
            return lambda _: keeping.restore(path, target, passphrase=given)

        def done(_: object) -> None:
            self._told(f"已還原到「{folder.value.name}」，可從「檔案 → 開啟另一個工作區」開啟")
            self.bench.preferences.opened(folder.value)

        passphrase.AskSecret(self, self.bench, "還原到另一個資料夾", "還原", (folder, secret), work, done, say=f"備份檔：{path.name}").open()

    def _told(self, sentence: str) -> None:
        self.bench.tell(sentence)
        self.again()

    def _enable(self) -> None:
        chosen = self.grid.current() is not None
        self.rehearse_button.setEnabled(chosen)
        self.restore_button.setEnabled(chosen)


class CheckDialog(Dialog):
    """What a check of the whole book found, part by part."""

    def __init__(self, parent: BackupsSection, found: "BookCheck") -> None:
        super().__init__(parent, "檢查整本資料", "關閉", cancel="")
        self.body.addWidget(looks.section("檔案與操作紀錄完好" if found.sound else "有損壞，請用最近的備份還原"))
        lines = [(words.part(one.name), one.passed) for one in found.file]
        lines.append(("操作紀錄鏈" if found.broken is None else f"操作紀錄鏈（自第 {found.broken} 筆起不符）", found.broken is None))
        for name, passed in lines:
            self.body.addWidget(looks.text(f"{'✓' if passed else '✗'}　{name}　{'正常' if passed else '異常'}", "" if passed else "error"))
        if found.problems:
            self.body.addSpacing(theme.STEP)
            self.body.addWidget(looks.section(f"資料有 {len(found.problems)} 處請留意"))
            for problem in found.problems[:20]:
                self.body.addWidget(looks.text(words.of_problem(problem), "hint"))
