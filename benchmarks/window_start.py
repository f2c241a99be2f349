"""Start of the window against a bare Qt window, each a whole process until it was painted: sign-in goal ≤ 1.5, the home page of 300 people ≤ 4.

The workspace's key is derived cheaply: what Argon2id costs is chosen, not wasted. The interpreter finds the modules compiled, as after an installation:
the first pair of runs, which is not counted, compiles them into a folder of the benchmark's own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.books import PASSPHRASE, new_desk
from benchmarks.crowd import settle
from benchmarks.timing import line, of_pairs, run

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
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from hrdesk import app as program
from hrdesk.ui.kit.preferences import Preferences
preferences = Preferences(Path(sys.argv[1]) / "preferences.ini")
app = program.application(preferences)
made = program.Program(app, preferences)
made.ask()
given = []
def enter():
    given.extend((time.perf_counter(), time.process_time()))
    made.sign_in(Path(sys.argv[1]) / "office", passphrase=sys.argv[2])
def end():
    print(time.perf_counter() - given[0], time.process_time() - given[1], flush=True)
    os._exit(0)
def look():
    if made.window is not None:
        looking.stop()
        made.window.page.loaded.connect(lambda: QTimer.singleShot(0, end))
QTimer.singleShot(int(sys.argv[3]), enter)
looking = QTimer()
looking.timeout.connect(look)
looking.start(1)
app.exec()
"""
TYPED = 4000  # milliseconds that a passphrase takes to type
Spent = tuple[float, float]  # seconds on the clock, and of the processor


def start(script: str, *arguments: str) -> str:
    """Run a script in an interpreter of its own, without a screen; return what it printed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "hrdesk-compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run([sys.executable, "-c", script, *arguments], env=environment, capture_output=True, text=True, check=True).stdout


def whole(script: str, *arguments: str) -> Spent:
    """Return what the whole process took."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    start(script, *arguments)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def since_passphrase(*arguments: str) -> Spent:
    """Return what the home page took from the moment in which the passphrase was given."""
    took, used = start(HOME, *arguments).split()
    return float(took), float(used)


def compare(what: str, ours: Callable[[], Spent], goal: float, runs: int) -> None:
    """Print two lines, by the clock and by the processor's time, beside the bare window; the first pair is not counted."""
    pairs = [(whole(BARE), ours()) for _ in range(runs + 1)][1:]
    for place, clock in enumerate(("", ", processor")):
        line(what + clock, *of_pairs((bare[place], mine[place]) for bare, mine in pairs), goal=goal)


def main(quick: bool = False) -> None:
    """Print two lines a window."""
    runs, people = (2, 20) if quick else (9, PEOPLE)
    with tempfile.TemporaryDirectory() as name:
        with new_desk(Path(name) / "office") as desk:
            settle(desk, people)
        compare("sign-in window", partial(whole, SIGN_IN, name), 1.5, runs)
        compare(f"home, {people} people, cold", partial(whole, HOME, name, PASSPHRASE, "0"), 4, runs)
        compare("same, once the passphrase is typed", partial(since_passphrase, name, PASSPHRASE, str(TYPED)), 4, runs)


if __name__ == "__main__":
    run(main)
