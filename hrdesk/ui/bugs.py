"""What nobody expected: told once with what to do, and noted without a word of any record."""

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk import __version__, paths
from hrdesk.errors import HrdeskError
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.program import Program

LOG = "bugs.log"
LARGEST, KEPT = 1_000_000, 4  # bytes of one log, older logs beside it: five million at most
DEPTH = 12  # places of the trace that are noted, the innermost last
SAY = (
    "程式遇到沒有預料到的狀況，剛才的動作可能沒有完成。先前儲存的資料不受影響。\n\n"
    "可以繼續使用；若畫面不正常，請關閉程式再開啟。同樣的狀況再發生時，請把下面的代碼告訴系統管理人員，代碼不含任何個人資料。"
)


class Bugs(QObject):
    """Where every unexpected exception ends, from any thread; `folder` is where the log lies, by default the cache."""

    _came = Signal(object)

    def __init__(self, program: Program, folder: Path | None = None) -> None:
        super().__init__()
        self._program = program
        self._folder = folder or paths.cache()
        self._told: set[str] = set()
        self.open: BugDialog | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Tell an expected error as such, let an interrupt through, note and show anything else."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
        elif isinstance(error, HrdeskError):
            self._hand_over(lambda: self._program.refuse(error))
        else:
            code = code_of(kind, trace)
            noted = note(self._folder / LOG, code)
            self._hand_over(lambda: self._show(code, noted=noted))

    def _hand_over(self, do: Callable[[], None]) -> None:
        """Go to the window's thread."""
        if threading.current_thread() is threading.main_thread():
            do()
        else:
            self._came.emit(do)

    @staticmethod
    def _take(do: Callable[[], None]) -> None:
        do()

    def _show(self, code: str, *, noted: bool) -> None:
        """Show a bug that was not shown yet, one at a time."""
        parent = QApplication.activeWindow() or self._program.shown
        if parent is None or code in self._told or self.open is not None:
            return
        self._told.add(code)
        self.open = BugDialog(parent, code, noted=noted)
        self.open.finished.connect(self._closed)
        self.open.left.connect(self._program.app.quit)
        self.open.open()

    def _closed(self, _: int) -> None:
        self.open = None


class BugDialog(Dialog):
    """Says what happened and what to do; `left` asks to close the program."""

    left = Signal()

    def __init__(self, parent: QWidget, code: str, *, noted: bool) -> None:
        super().__init__(parent, "沒有預料到的狀況", "繼續使用", cancel="關閉程式")
        self.body.addWidget(looks.text(SAY))
        self.body.addWidget(looks.section("代碼"))
        self.code = looks.text(code, "secondary")
        self.code.setAccessibleName("代碼")
        self.body.addWidget(self.code)
        if not noted:
            self.body.addWidget(looks.text("代碼無法寫入記錄檔，請先複製下來。", "hint"))
        copy = looks.button("複製代碼", lambda: QApplication.clipboard().setText(code), sign="copy")
        self.body.addLayout(looks.row(copy, None))
        self.cancel_button.clicked.connect(self.left)


def code_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of an exception and where it was, module by module; never its message, which may hold a name."""
    places = [f"{_module(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    return " ".join([kind.__name__, *places[-DEPTH:]])


def note(log: Path, code: str) -> bool:
    """Add a line to the log, older lines going to `.1` … `.4` and then away; tell whether it could be written."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size >= LARGEST:
            _rotate(log)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {__version__} {code}\n")
    except OSError:
        return False  # the dialog says so: a full disk must not hide the bug itself
    return True


def _rotate(log: Path) -> None:
    older = [log, *(log.with_name(f"{log.name}.{n}") for n in range(1, KEPT + 1))]
    for newer, old in reversed(list(pairwise(older))):
        if newer.exists():
            newer.replace(old)


def _module(file: str) -> str:
    """Return a file as a module of ours, or the bare name of a foreign one: a path may hold the name of the PC's user."""
    path = Path(file)
    parts = path.with_suffix("").parts
    return ".".join(parts[len(parts) - parts[::-1].index("hrdesk") - 1 :]) if "hrdesk" in parts else path.stem
