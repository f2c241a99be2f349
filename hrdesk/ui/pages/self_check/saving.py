"""What is being filled in is kept as it is typed: each line a moment after the last key, every time as one step that can be taken back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hrdesk.domain.values import Changes
from hrdesk.errors import HrdeskError

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

AFTER = 700  # milliseconds without a key; far below the five seconds that may ever be lost
Work = Callable[["Desk"], Changes]


class Saver(QObject):
    """Keeps the newest service call of each line and does them soon. `state` says 儲存中 or 已儲存; `refused` brings a line and why."""

    state = Signal(str)
    refused = Signal(str, object)

    def __init__(self, bench: "Workbench", parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self._waiting: dict[str, Work] = {}
        self._under_way: dict[str, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.flush)

    def later(self, line: str, work: Work) -> None:
        """Do this for a line soon, in the place of what waited for it before."""
        self._waiting[line] = work
        self.state.emit("儲存中…")
        self._soon.start()

    def holds(self, line: str) -> bool:
        """Tell whether a line on screen is newer than the book."""
        return line in self._waiting or line in self._under_way

    def flush(self) -> None:
        """Do now what waits."""
        self._soon.stop()
        waiting, self._waiting = self._waiting, {}
        for line, work in waiting.items():
            self._under_way[line] = self._under_way.get(line, 0) + 1
            self.bench.write(work, "", partial(self._kept, line), partial(self._failed, line))

    def _kept(self, line: str, _: Changes) -> None:
        self._done(line)

    def _done(self, line: str) -> None:
        self._under_way[line] -= 1
        if not self._under_way[line]:
            del self._under_way[line]
        if not self._waiting and not self._under_way:
            self.state.emit("已儲存")

    def _failed(self, line: str, error: HrdeskError) -> None:
        self._done(line)
        self.state.emit("未儲存")
        self.refused.emit(line, error)
