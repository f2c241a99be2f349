"""Sealing what goes down to every agency into a folder in one go: how far it is, a way to stop, and what became of each."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import HrdeskError
from hrdesk.services.collecting import answers
from hrdesk.services.collecting.answers import Answer
from hrdesk.services.core import words
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_folder
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Tone, rows_of
from hrdesk.ui.kit.tasks import Task

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 760, 460


def answer_chip(one: Answer) -> Chip:
    """Return what became of one agency's package."""
    if one.sealed is not None:
        return Chip("已簽章", Tone.GOOD) if one.sealed.fresh else Chip("與前版相同", Tone.QUIET)
    return Chip("沒有可送的", Tone.QUIET) if one.nothing else Chip("未能簽章", Tone.BAD)


def answer_text(one: Answer) -> str:
    """Return the file's name, or why there is none."""
    return one.sealed.file.name if one.sealed is not None else words.in_window(one.error) if one.error is not None else ""


ANSWERS: tuple[Column[Answer], ...] = (
    Column("agency", "機關", lambda one: one.agency.name, 180),
    Column("state", "結果", lambda one: answer_chip(one).text, 120, chip=answer_chip),
    Column("file", "檔案或原因", answer_text, 320, stretch=True, tip=answer_text),
)


class SendDialog(Dialog):
    """Asks where the files go, seals them, and tells what became of each; everything that was sealed before a stop stays."""

    def __init__(self, parent: QWidget, bench: "Workbench", kind: PackageKind, agencies: Sequence[Agency] = ()) -> None:
        self.title = f"送出{words.label(kind)}"
        super().__init__(parent, self.title, "選擇資料夾…", width=WIDE, cancel="關閉")
        self.bench, self.kind, self.agencies, self.year = bench, kind, tuple(agencies), bench.year
        self._task: Task | None = None
        self._stop = False
        whom = f"{len(self.agencies)} 個機關" if self.agencies else "每個機關"
        self.say = looks.text(f"為{whom}各簽章一個檔案，存入同一個資料夾（例如隨身碟）；內容與前一版相同的，寫出前一版。")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("進度")
        self.progress.setVisible(False)
        self.grid: Grid[Answer] = Grid("answers", "送出結果", ANSWERS, bench.preferences)
        self.grid.setVisible(False)
        for widget in (self.say, self.progress):
            self.body.addWidget(widget)
        self.body.addWidget(self.grid, 1)

    def finish(self) -> None:
        """Ask for the folder."""
        choose_folder(self, self.title, self.send)

    def send(self, folder: Path) -> None:
        """Seal everything into a folder."""
        kind, year, whom = self.kind, self.year, self.agencies
        self._stop = False

        first = self.before()

        def work(desk: "Desk") -> tuple[Answer, ...]:
            first(desk)
            return answers.send_all(desk, kind, year, folder, whom, stopped=lambda: self._stop)

        self._under_way(on=True)
        self._task = self.bench.read(work, lambda found: self._sent(found, folder), self._failed)
        self._task.progressed.connect(self._advance)

    def before(self) -> Callable[["Desk"], object]:
        """Return what is done on the desk's thread before the first is sealed; nothing, unless a subclass says."""
        return lambda _: None

    def reject(self) -> None:
        """Stop after the file under way, else close."""
        if self._task is None:
            super().reject()
        else:
            self._stop = True

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _under_way(self, *, on: bool) -> None:
        self.progress.setVisible(on)
        self.progress.setRange(0, 0)
        self.accept_button.setEnabled(not on)
        self.cancel_button.setText("停止" if on else "關閉")

    def _sent(self, found: tuple[Answer, ...], folder: Path) -> None:
        self._end()
        done = [one for one in found if one.sealed is not None]
        bad = sum(one.sealed is None and not one.nothing for one in found)
        stopped = "已停止；" if self._stop else ""
        where = f"存於 {folder}" if done else ""
        self.say.setText(f"{stopped}已寫出 {len(done)} 個檔案，{bad} 個機關未能簽章，{len(found) - len(done) - bad} 個沒有可送的。{where}")
        self.grid.set_rows(rows_of(ANSWERS, found))
        self.grid.setVisible(True)
        self.resize(WIDE, HIGH)
        self.bench.note(Changes(added=tuple(Key("Parcel", one.sealed.parcel.id) for one in done if one.sealed is not None)))

    def _failed(self, error: HrdeskError) -> None:
        self._end()
        self.refuse(error)

    def _end(self) -> None:
        self._task = None
        self._under_way(on=False)
