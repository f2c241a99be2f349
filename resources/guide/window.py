"""A window on a book without a screen, waited for, and grabbed into small pictures."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk import app as program
from hrdesk.services.opening import signing_in
from hrdesk.services.opening.signing_in import Signed
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.rare import RareFont
from hrdesk.ui.kit.slices import Slices
from hrdesk.ui.kit.tasks import Tasks
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.workbench import Workbench
from resources.guide.books import Opener

PATIENCE = 120  # seconds
LATER = 0.3  # seconds until what begins a moment after a page was shown, as a preview does
COLOURS = 128  # of a picture: text and a few signs need no more, and the file is a quarter


@contextmanager
def window(opener: Opener, away: Path) -> Iterator[MainWindow]:
    """Open a workspace in the main window."""
    app = dressed(away)
    found: list[Signed] = []

    def refuse(error: Exception) -> None:
        raise error

    tasks = Tasks(refuse)
    tasks.open(opener, lambda _: None)
    tasks.run(signing_in.signed, found.append)
    wait(app, lambda: bool(found))
    made = MainWindow(Workbench(tasks, found[0], Preferences(away / "preferences.ini")))
    made.show()
    rest(made)
    yield made
    made.close()
    tasks.close()


def dressed(away: Path) -> QApplication:
    """Return the application with its fonts, the one for rare characters included."""
    app = program.application(Preferences(away / "preferences.ini"))
    drawn: list[bool] = []
    rare = RareFont(app)
    rare.ready.connect(lambda: drawn.append(True))
    if rare.start():
        wait(app, lambda: bool(drawn))
    return app


def rest(shown: MainWindow) -> None:
    """Wait until everything is read and painted."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101
    for _ in range(5):
        wait(app, lambda: shown.bench.tasks.idle() and not any(one.under_way for one in shown.findChildren(Slices)))
        app.processEvents()
    until = time.monotonic() + LATER
    wait(app, lambda: time.monotonic() > until and shown.bench.tasks.idle())
    shown.toast.hide()
    app.processEvents()


def wait(app: QApplication, condition: Callable[[], bool]) -> None:
    """Let the program run until something is so; raise TimeoutError after two minutes."""
    until = time.monotonic() + PATIENCE
    while not condition():
        app.processEvents()
        time.sleep(0.002)
        if time.monotonic() > until:
            raise TimeoutError


def save(widget: QWidget, path: Path) -> None:
    """Write a picture of a widget, as small as it can be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(widget))


def picture(widget: QWidget) -> bytes:
    """Return a picture of a widget as PNG, the same for the same screen."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    grabbed = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    made = BytesIO()
    grabbed.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()
