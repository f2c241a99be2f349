"""Where files are dropped or chosen, how far a batch is, and where its receipts go."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget
from typing_extensions import override

from hrdesk.ui.kit import looks, theme

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

KEPT = "inbox/receipts"
KNOWN = 10  # files after which the pace is known
SOON, MINUTES = 10, 90  # seconds that are not worth telling, and from which minutes are told


class Tray(QFrame):
    """`chosen` brings what was dropped: files and folders. The others ask for what their names say."""

    chosen = Signal(object)
    files_wanted = Signal()
    folder_wanted = Signal()
    place_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        column = looks.column(self, spacing=theme.STEP * 2)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        self.words = looks.text("把資料包或整個資料夾拖到這裡。每件逐一查核，一件不合格不影響其他件。")
        self.place = looks.text("", "secondary", wrap=False)
        self.files = looks.button("選擇檔案…", self.files_wanted.emit, kind="primary", sign="inbox")
        self.folder = looks.button("選擇資料夾…", self.folder_wanted.emit, sign="open-folder")
        self.change = looks.button("變更…", self.place_wanted.emit, kind="link")
        self.change.setAccessibleName("變更回執資料夾")
        told = looks.column(spacing=theme.STEP)
        told.addWidget(self.words)
        self.beneath = QWidget()
        self.beneath.setLayout(looks.row(self.place, self.change, None))
        told.addWidget(self.beneath)
        line = looks.row(spacing=theme.INNER)
        line.addLayout(told, 1)
        for button in (self.folder, self.files):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("收件進度")
        self.at = looks.text("", "secondary", wrap=False)
        self.stop = looks.button("收完這一件就停止", self._stop, sign="close")
        self.under = QWidget()
        self.under.setLayout(looks.row(self.progress, self.at, self.stop))
        column.addWidget(self.under)
        self.run(on=False)
        self.show_place()

    @property
    def receipts(self) -> Path | None:
        """Return the folder that receipts went to last, None where there is none any more."""
        text = self.bench.preferences.text(KEPT)
        return Path(text) if text and Path(text).is_dir() else None

    def set_receipts(self, folder: Path) -> None:
        """Remember where receipts go."""
        self.bench.preferences.keep(KEPT, str(folder))
        self.show_place()

    def show_place(self) -> None:
        """Say where receipts go."""
        folder = self.receipts
        self.place.setText(f"回執存到資料夾「{folder.name}」" if folder else "回執存到：收件時再選擇資料夾")
        self.place.setToolTip(str(folder) if folder else "")
        self.change.setVisible(folder is not None)

    def run(self, *, on: bool) -> None:
        """Show that a batch is under way, or that none is."""
        self._since = time.monotonic()
        self.under.setVisible(on)
        self.stop.setEnabled(True)
        for button in (self.files, self.folder, self.change):
            button.setEnabled(not on)
        self.setAcceptDrops(not on)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a batch is, and about how long it will still take."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.at.setText(f"{done:,} / {total:,} 件{self._rest(done, total)}" if total else "準備中，先備份工作區…")

    def _rest(self, done: int, total: int) -> str:
        """Return how long the rest takes at the pace so far, nothing where it is soon over or not known yet."""
        seconds = (time.monotonic() - self._since) * (total - done) / done if done >= KNOWN else 0
        if seconds < SOON:
            return ""
        return f"，約剩 {round(seconds / 60)} 分鐘" if seconds >= MINUTES else f"，約剩 {round(seconds, -1):.0f} 秒"

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Receive what was dropped."""
        paths = dropped(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.chosen.emit(paths)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()


def dropped(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders that are dragged, in order."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
