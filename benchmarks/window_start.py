"""Start of the window against a bare Qt window, each a whole process until it was painted: sign-in goal ≤ 1.5, the home page of 300 people ≤ 4.

The workspace's key is derived cheaply: what Argon2id costs is chosen, not wasted.
"""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.books import PASSPHRASE, new_desk
from benchmarks.crowd import settle
from benchmarks.timing import line, ratio, run

PEOPLE = 300
WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os._exit(0)
        return False
"""
BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window, watch = QMainWindow(), Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""
)
SIGN_IN = (
    WATCH
    + """
from pathlib import Path
from hrdesk import app as program
from hrdesk.ui.kit.preferences import Preferences
preferences = Preferences(Path(sys.argv[1]) / "preferences.ini")
app = program.application(preferences)
made, watch = program.Program(app, preferences), Watch()
made.ask()
made.entry.installEventFilter(watch)
app.exec()
"""
)
HOME = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from hrdesk import app as program
from hrdesk.ui.kit.preferences import Preferences
preferences = Preferences(Path(sys.argv[1]) / "preferences.ini")
app = program.application(preferences)
made = program.Program(app, preferences)
made.ask()
made.sign_in(Path(sys.argv[1]) / "office", passphrase=sys.argv[2])
def look():
    if made.window is not None:
        looking.stop()
        made.window.page.loaded.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
looking = QTimer()
looking.timeout.connect(look)
looking.start(1)
app.exec()
"""


def start(script: str, *arguments: str) -> None:
    """Run a script in an interpreter of its own, without a screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script, *arguments], env=environment, capture_output=True, check=True)


def main(quick: bool = False) -> None:
    """Print a line a window."""
    runs = 2 if quick else 9
    with tempfile.TemporaryDirectory() as name:
        with new_desk(Path(name) / "office") as desk:
            settle(desk, 20 if quick else PEOPLE)
        line("sign-in window painted", *ratio(partial(start, SIGN_IN, name), partial(start, BARE), runs=runs), goal=1.5)
        line(f"home page of {PEOPLE} people loaded", *ratio(partial(start, HOME, name, PASSPHRASE), partial(start, BARE), runs=runs), goal=4)


if __name__ == "__main__":
    run(main)
