"""Taking packages in: a place to drop files on, progress with a stop, and the table of what became of each."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.package import Finding
from hrdesk.services.post.receiving import Forks
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog, ask_reason
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.inbox.batch import Batch
from hrdesk.ui.pages.packages.columns import RESULTS, Result, next_step

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from hrdesk.ui.workbench import Workbench

PACKAGES = "資料包 (*.hrdpkg);;所有檔案 (*)"
WIDE, HIGH = 960, 480


class Intake(QFrame):
    """Where files are dropped or chosen. `chosen` brings the files to take in, `inspected` the one to look into first."""

    chosen = Signal(object)
    choose = Signal()
    look = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.batch = Batch(bench, self)
        self.batch.progressed.connect(self._advance)
        self.batch.ended.connect(self._ended)
        self._done: Callable[[tuple[Result, ...], int], None] | None = None
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        line = QHBoxLayout()
        line.setSpacing(theme.INNER)
        self.words = looks.text("把收到的資料包拖到這裡，或選擇一個以上的檔案。每件逐一查核，一件不合格不影響其他件。")
        line.addWidget(self.words, 1)
        line.addWidget(looks.button("先檢視…", self.look.emit, sign="search"))
        self.take = looks.button("選擇檔案收件…", self.choose.emit, kind="primary", sign="inbox")
        line.addWidget(self.take)
        column.addLayout(line)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("收件進度")
        self.cancel = looks.button("收完這一件就停止", self.stop, sign="close")
        under = looks.row(self.progress, self.cancel)
        column.addLayout(under)
        self._running(on=False)

    def receive(self, files: Sequence[Path], receipts: Path | None, forks: Forks | None, done: Callable[[tuple[Result, ...], int], None]) -> None:
        """Take files in off the window's thread, other work in between; `done` gets what became of each, and how many were left when somebody stopped."""
        if self.batch.under_way:
            self.bench.tell("前一批還在收件，請等它完成或先停止")
            return
        self._done = done
        self._running(on=True)
        self._advance(0, len(files))
        self.batch.clear()
        self.batch.receive(files, receipts, forks)

    def stop(self) -> None:
        """Stop after the package under way; what was taken in stays."""
        self.batch.stop()
        self.cancel.setEnabled(False)

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _ended(self, left: int) -> None:
        """Hand over what became of each; where nothing could be begun, the window tells why, and there is nothing to hand over."""
        self._running(on=False)
        results = tuple(Result(str(one.file), one.received) for one in self.batch.arrivals)
        if self._done is not None and (results or self.batch.stopped):
            self._done(results, left)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Receive what was dropped."""
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.chosen.emit(files)

    def _running(self, *, on: bool) -> None:
        self.progress.setVisible(on)
        self.cancel.setVisible(on)
        self.cancel.setEnabled(True)
        self.take.setEnabled(not on)


def files_of(data: "QMimeData") -> tuple[Path, ...]:
    """Return the files that are dragged, in order."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and Path(url.toLocalFile()).is_file())


class Results(Dialog):
    """The table of verdicts of one batch with the next step of each; a forked package can be taken in here with a reason."""

    def __init__(self, parent: QWidget, bench: "Workbench", results: tuple[Result, ...], left: int, again: Callable[[Path, Forks], object]) -> None:
        super().__init__(parent, "收件結果", "知道了", width=WIDE, cancel="")
        self.bench, self.results, self._again = bench, results, again
        self.summary = looks.text(counted(results, left), "section")
        self.body.addWidget(self.summary)
        self.grid: Grid[Result] = Grid("package-results", "收件結果", RESULTS, bench.preferences)
        self.grid.set_rows(rows_of(RESULTS, results))
        self.body.addWidget(self.grid, 1)
        self.fork = looks.button("與寄件機關確認後收下…", self.take_fork, sign="warning")
        self.buttons.addButton(self.fork, self.buttons.ButtonRole.ActionRole)
        self.fork.setVisible(any(one.received.report.finding is Finding.FORK for one in results))
        self.whole = looks.text("選取一列可看完整說明。", "dim")
        self.body.addWidget(self.whole)
        self.grid.chosen.connect(self._show_whole)
        self._show_whole()
        if len(results) == 1:
            self.grid.selectRow(0)  # its explanation is what one looks for
        self.resize(WIDE, HIGH)

    def take_fork(self) -> None:
        """Take the forked package chosen in all the same, with a reason that is kept."""
        chosen = self.grid.current()
        if chosen is None:
            return
        say = "這個資料包的沿革與先前收到的不同，通常是對方還原過舊備份。請先以電話確認；理由會留在操作紀錄裡。"
        place = DraftKey(self.bench, "fork", chosen.received.report.package)
        ask_reason(self, "收下沿革不同的資料包", say, "收下", lambda reason: self._take(chosen, reason), place=place)

    def _take(self, chosen: Result, reason: str) -> None:
        self.accept()
        self._again(Path(chosen.file), Forks(frozenset({chosen.received.report.package}), reason))

    def _show_whole(self) -> None:
        chosen = self.grid.current()
        if chosen is not None:
            self.whole.setText(next_step(chosen))
        self.fork.setEnabled(chosen is not None and chosen.received.report.finding is Finding.FORK)


def counted(results: Sequence[Result], left: int) -> str:
    """Return how a batch ended, in numbers."""
    taken, own = sum(one.received.accepted for one in results), sum(one.received.skipped for one in results)
    rest = f"，已停止，{left} 件未處理" if left else ""
    mine = f"，略過自己寄出的 {own}" if own else ""
    return f"共 {len(results)} 件：收件 {taken}，退回 {len(results) - taken - own}{mine}{rest}。"
