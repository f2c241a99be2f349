"""The status bar: is everything saved, when was the last backup, who works, and what is due next."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.services.core import words
from hrdesk.ui.kit.shortened import Shortened

if TYPE_CHECKING:
    from hrdesk.services.teachers.dues import Due
    from hrdesk.ui.workbench import Workbench

SOON = 800  # milliseconds after a change, so that many changes at once are one look


class StatusLine:
    """Keeps four texts in a window's status bar up to date."""

    def __init__(self, bar: QStatusBar, bench: "Workbench") -> None:
        self._bench = bench
        bar.setSizeGripEnabled(False)
        self.saved, self.backup, self.who, self.due = QLabel("已儲存"), QLabel(), QLabel(), Shortened("")
        bar.addWidget(self.saved)
        bar.addWidget(self.backup)
        bar.addWidget(self.due, 1)
        bar.addPermanentWidget(self.who)
        self.who.setText(f"{bench.signed.who}（{words.label(bench.signed.access)}）")
        bench.tasks.busy.connect(self._show_saved)
        bench.tasks.disk.connect(lambda _: self._show_saved(not bench.tasks.idle()))
        bench.due_known.connect(lambda text: self.due.setText(text and f"下一件：{text}"))
        self._soon = QTimer(bar)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.look_ahead)
        self._soon.timeout.connect(self.look)  # an import has made a backup first
        if not bench.signed.teacher:  # who is shown none of what the office owes
            bench.changed.connect(lambda _: self._soon.start())
            bench.year_changed.connect(lambda _: self._soon.start())
        self.look()

    def look_ahead(self) -> None:
        """Read anew what is due next, whichever page is open."""
        from hrdesk.services.home import overview

        year, bench = self._bench.year, self._bench
        bench.read(lambda desk: overview.next_step(desk, year), lambda due: bench.due_known.emit(due_text(due)))

    def _show_saved(self, busy: bool) -> None:
        stuck = self._bench.tasks.state.fault is not None
        self.saved.setText("處理中…" if busy else "目前無法儲存" if stuck else "已儲存")

    def look(self) -> None:
        """Read anew when the last backup was made."""
        from hrdesk.services.safekeeping import keeping

        self._bench.read(keeping.last_backup, self._show)

    def _show(self, at: datetime | None) -> None:
        if at is None:
            self.backup.setText("尚未備份")
            return
        here = at.astimezone(TAIPEI)
        self.backup.setText(f"上次備份 {roc_short(here.date())} {here:%H:%M}")


def due_text(due: "Due | None") -> str:
    """Return what is due next as the status bar says it."""
    if due is None:
        return ""
    return f"{roc_short(due.day)} {due.title}" if due.day is not None else due.title
