"""The pictures of the guide, and of every screen for looking at: made from the sample, an empty book and one of 300 people.

`python -m resources.guide.shots guide` renews the guide's pictures from the sample agency; `… all FOLDER` writes every page in every look.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.books import NOW, PASSPHRASE, new_desk
from benchmarks.crowd import settle
from hrdesk import app as program
from hrdesk.services import city, signing_in
from hrdesk.services.desk import Desk
from hrdesk.services.sample_office import open_sample
from hrdesk.services.signing_in import Signed
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.rare import RareFont
from hrdesk.ui.kit.tasks import Tasks
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.workbench import Workbench

HERE = Path(__file__).resolve().parent
SMALL, LARGE = (1366, 768), (1920, 1080)
LOOKS = ((SMALL, Scheme.LIGHT), (SMALL, Scheme.DARK), (LARGE, Scheme.LIGHT))
PEOPLE = 300
PATIENCE = 60  # seconds
Opener = Callable[[Callable[[int, int], None]], Desk]


def main(argv: list[str]) -> int:
    """Write the guide's pictures, or all of them into a folder."""
    if argv[:1] == ["guide"]:
        shots = HERE / "shots"
        shots.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as away, window(sample(Path(away)), Path(away)) as shown:
            pages(shown, shots, SMALL, Scheme.LIGHT, "")
        return 0
    if len(argv) == 2 and argv[0] == "all":
        for name, opener in (("empty", book(0)), ("people", book(PEOPLE)), ("sample", sample)):
            with tempfile.TemporaryDirectory() as away, window(opener(Path(away)), Path(away)) as shown:
                for size, scheme in LOOKS:
                    pages(shown, Path(argv[1]), size, scheme, f"-{name}-{size[0]}-{scheme.value}")
        return 0
    print(__doc__)  # noqa: T201
    return 2


def sample(away: Path) -> Opener:
    """Return what opens the sample agency."""
    assert city.load().offices  # noqa: S101
    return lambda progress: open_sample(away / "sample", progress)


def book(count: int) -> Callable[[Path], Opener]:
    """Return what opens a book of `count` people on 20 November 115."""

    def made(away: Path) -> Opener:
        def opener(progress: Callable[[int, int], None]) -> Desk:
            with new_desk(away / "office") as desk:
                if count:
                    settle(desk, count)
            return signing_in.sign_in(away / "office", passphrase=PASSPHRASE, now=lambda: NOW, progress=progress)

        return opener

    return made


@contextmanager
def window(opener: Opener, away: Path) -> Iterator[MainWindow]:
    """Open a workspace in the main window."""
    preferences = Preferences(away / "preferences.ini")
    app = program.application(preferences)
    found: list[Signed] = []

    def refuse(error: Exception) -> None:
        raise error

    drawn: list[bool] = []
    rare = RareFont(app)
    rare.ready.connect(lambda: drawn.append(True))
    if rare.start():
        wait(app, lambda: bool(drawn))
    tasks = Tasks(refuse)
    tasks.open(opener, lambda _: None)
    tasks.run(signing_in.signed, found.append)
    wait(app, lambda: bool(found))
    made = MainWindow(Workbench(tasks, found[0], preferences))
    made.show()
    rest(app, made)
    yield made
    made.close()
    tasks.close()


def pages(shown: MainWindow, folder: Path, size: tuple[int, int], scheme: Scheme, mark: str) -> None:
    """Write every page of a window at a size and in a scheme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101
    folder.mkdir(parents=True, exist_ok=True)
    shown.resize(*size)
    theme.apply(app, scheme)
    for name in shown.places:
        shown.show_page(name)
        rest(app, shown)
        shown.grab().save(str(folder / f"{name}{mark}.png"))


def rest(app: QApplication, shown: MainWindow) -> None:
    """Wait until everything is read and painted."""
    for _ in range(5):
        wait(app, shown.bench.tasks.idle)
        app.processEvents()
    shown.toast.hide()
    app.processEvents()


def wait(app: QApplication, condition: Callable[[], bool]) -> None:
    """Let the program run until something is so; raise TimeoutError after a minute."""
    until = time.monotonic() + PATIENCE
    while not condition():
        app.processEvents()
        time.sleep(0.002)
        if time.monotonic() > until:
            raise TimeoutError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
