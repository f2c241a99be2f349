"""The department's window while a whole city comes in: one folder with every office's package and one bad file of every kind, dropped at once.

Told: the seconds against the least a reader could do with the good ones (as in `packages`), the longest that the window's thread was held up beside
what an empty event loop does, and the memory while the batch goes on. Then the pages of the next steps are opened, every quota is approved as proposed,
a notice is sealed for everyone, and the same folder is dropped again.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.books import NOW, PASSPHRASE, Ids, raw_file
from benchmarks.city import City, city
from benchmarks.city_packages import resident
from benchmarks.packages import by_hand_all, tables
from benchmarks.timing import line, run, seconds
from hrdesk.domain.acts import Act
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import StaffingId
from hrdesk.domain.staff import Headcount, Staffing
from hrdesk.domain.values import Changes, Key
from hrdesk.services.agency.agencies import first_tier

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.main_window import MainWindow

COUNT, QUICK = 1000, 4
TOLD = (0.25, 0.5, 1.0)  # parts of the batch at which the memory is told
AFTER = ("board", "evaluate", "decide")
EMPTY = 2.0  # seconds of an empty event loop
LONGEST = 100  # milliseconds that the window may be held up


class Pulse:
    """Beats every millisecond on the window's thread and keeps the longest gap, and the longest that the thread itself worked in one, in milliseconds.

    On a busy machine the gap is as long as the others let it be; the work is the window's own.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.begin()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def begin(self) -> None:
        """Forget what was before."""
        self.longest = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()

    @property
    def told(self) -> str:
        """Return both."""
        return f"held up {self.longest:.0f} ms at the longest, at work {self.work:.0f} ms in one go"

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now
        self.work, self._worked = max(self.work, (worked - self._worked) * 1000), worked


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start(5)
    loop.exec()
    look.stop()


@contextmanager
def opened(folder: Path) -> "Iterator[MainWindow]":
    """Open the department's window on its workspace."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from hrdesk import app as program
    from hrdesk.services.opening import signing_in
    from hrdesk.services.opening.signing_in import Signed
    from hrdesk.ui.kit.preferences import Preferences
    from hrdesk.ui.kit.tasks import Tasks
    from hrdesk.ui.main_window import MainWindow
    from hrdesk.ui.places import places_for
    from hrdesk.ui.workbench import Workbench

    def refuse(error: Exception) -> None:
        raise error

    preferences = Preferences(folder.parent / "preferences.ini")
    program.application(preferences)
    tasks, found = Tasks(refuse), list[Signed]()
    tasks.open(lambda progress: signing_in.sign_in(folder, passphrase=PASSPHRASE, now=lambda: NOW, progress=progress), lambda _: None)
    tasks.run(signing_in.signed, found.append)
    until(lambda: bool(found))
    for place in places_for(found[0]):  # read before anything is timed
        import_module(place.module)
    window = MainWindow(Workbench(tasks, found[0], preferences))
    window.resize(1366, 768)
    window.show()
    until(tasks.idle)
    try:
        yield window
    finally:
        tasks.close()
        window.close()


def prepared(made: City, base: Path) -> int:
    """Lay the city's packages and the bad files into the folder "inbox"; return how many are bad."""
    from hrdesk.services.opening.workspace import open_desk
    from tests.services import bad_files

    with open_desk(made.folder, who="範例審核員", passphrase=PASSPHRASE, now=lambda: NOW) as desk:
        post = bad_files.prepared(made, desk, base / "post")
        return len(bad_files.mixed(post, base / "inbox"))


def drop(window: "MainWindow", base: Path, pulse: Pulse) -> float:
    """Drop the folder, print what the window did meanwhile, and return the seconds."""
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    window.show_page("inbox")
    page: Any = window.page
    until(window.bench.tasks.idle)
    (base / "receipts").mkdir(exist_ok=True)
    page.tray.set_receipts(base / "receipts")
    marks: dict[float, float] = {}
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(base / "inbox"))])
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    def remember(done: int, total: int) -> None:
        for part in TOLD:
            if total and done >= total * part:
                marks.setdefault(part, resident() / 1e6)

    def do() -> None:
        page.dropEvent(event)
        until(lambda: not page.batch.under_way and window.bench.tasks.idle())

    page.batch.progressed.connect(remember)
    before = resident() / 1e6
    pulse.begin()
    took = seconds(do)
    page.batch.progressed.disconnect(remember)
    counts = Counter(one.fate.value for one in page.batch.arrivals)
    print(f"{'':<8}the window's thread was {pulse.told}, goal ≤ {LONGEST}")
    print(f"{'':<8}memory {before:.0f} MB before; " + ", ".join(f"{value:.0f} MB at {part:.0%}" for part, value in marks.items()))
    print(f"{'':<8}{len(page.batch.arrivals)} files: " + ", ".join(f"{count} {fate}" for fate, count in counts.items()))
    return took


def visit(window: "MainWindow", name: str, pulse: Pulse) -> None:
    """Open a page and print how long it took and how long the window was held up."""

    def do() -> None:
        window.show_page(name)
        until(window.bench.tasks.idle)

    pulse.begin()
    took = seconds(do)
    print(f"{'':<8}page {name}: {took:.1f} s until it shows everyone, the window {pulse.told}")


def count(desk: "Desk") -> None:
    """Give everyone a head-count, which the made-up packages do not bring."""
    ids = Ids()
    with desk.store.write(Act.EDIT, what="staffing") as tx:
        for agency in first_tier(desk):
            tx.put(Staffing(id=StaffingId(ids()), agency=agency.id, kind=Headcount.STAFFING_BUDGET, count=10, base_date=date(2026, 12, 31)))


def dialog(kind: type[Any]) -> Any:
    """Return the open dialog of a kind."""
    from PySide6.QtWidgets import QApplication

    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())
    return found


def answer(window: "MainWindow", base: Path, pulse: Pulse) -> None:
    """Approve every quota as proposed and seal a notice for everyone, in the dialogs of the page, and print how long each took."""
    from hrdesk.ui.pages.decide.page import DecidePage
    from hrdesk.ui.pages.decide.quota_editor import BulkApproval
    from hrdesk.ui.sending import SendDialog

    def approve() -> None:
        page.quotas.approve_many()
        dialog(BulkApproval).accept_button.click()
        until(window.bench.tasks.idle)

    def send() -> None:
        page.send(PackageKind.QUOTA)
        sending = dialog(SendDialog)
        sending.send(base / "notices")
        until(window.bench.tasks.idle)
        sending.reject()

    window.bench.read(count, lambda _: window.bench.note(Changes(added=(Key("Staffing", ""),))))
    window.show_page("decide")
    until(window.bench.tasks.idle)
    page: Any = window.page
    assert isinstance(page, DecidePage)
    for what, do in (("approve every quota", approve), ("seal a notice for everyone", send)):
        pulse.begin()
        took = seconds(do)
        print(f"{'':<8}{what}: {took:.1f} s, the window {pulse.told}")
    print(f"{'':<8}{len(list((base / 'notices').iterdir()))} notices; memory {resident() / 1e6:.0f} MB")


def main(quick: bool = False) -> None:
    """Print what it costs."""
    count = QUICK if quick else COUNT
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        made = city(base, count)
        with raw_file(base / "raw.db") as connection:
            tables(connection)
            limit = seconds(partial(by_hand_all, connection, made.packages, made.identity))
        bad = prepared(made, base)
        with opened(made.folder) as window:
            pulse = Pulse()
            end = time.perf_counter() + EMPTY
            until(lambda: time.perf_counter() > end)
            print(f"{'':<8}an empty event loop was {pulse.told}")
            took = drop(window, base, pulse)
            line(f"{count} packages and {bad} bad files dropped", took, limit, took / limit)
            for page in (*AFTER, *AFTER):  # once more: the first time it is made
                visit(window, page, pulse)
            answer(window, base, pulse)
            took = drop(window, base, pulse)
            line("the same folder again", took, limit, took / limit)


if __name__ == "__main__":
    run(main)
