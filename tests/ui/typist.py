"""A program of its own for a test to kill: signs in to a workspace, adds a person and types, telling each letter and its moment on stdout."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hrdesk.app import Program, application
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.people.editor import OfficerEditor

EVERY = 50  # milliseconds between two letters


def main(workspace: str, passphrase: str, preferences: str) -> int:
    """Type until somebody kills this."""
    kept = Preferences(Path(preferences))
    app = application(kept)
    program = Program(app, kept)
    program.ask(Path(workspace))
    program.sign_in(Path(workspace), passphrase=passphrase)
    timer = QTimer()
    timer.setInterval(EVERY)
    typed = 0

    def step() -> None:
        nonlocal typed
        window = program.window
        editor = next((one for one in QApplication.topLevelWidgets() if isinstance(one, OfficerEditor) and one.isVisible()), None)
        if editor is not None:
            QTest.keyClicks(editor.person.line, "abcdefghij"[typed % 10])
            typed += 1
            print(typed, time.monotonic(), flush=True)
        elif window is not None and window.page.name != "people":
            window.show_page("people")
            window.page.actions_by_key["add"].trigger()

    timer.timeout.connect(step)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
