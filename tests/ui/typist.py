"""A program of its own for a test to kill: signs in to a workspace, opens forms and types into all, telling each letter and its moment on stdout.

A form is named by its page, the action that opens it, and the field to type into: people:add:name.
"""

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hrdesk.app import Program, application
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.preferences import Preferences

EVERY = 50  # milliseconds between two letters
LETTERS = "abcdefghij"


class Typist:
    """Opens one form after the other, then types a letter into each of them every few milliseconds."""

    def __init__(self, program: Program, forms: list[list[str]]) -> None:
        self.program, self.forms = program, forms
        self.fields: list[Field] = []
        self.typed = 0

    def step(self) -> None:
        """Open the next form, or type the next letter."""
        if self.program.window is None or not self.program.window.bench.tasks.idle():
            return
        if len(self.fields) < len(self.forms):
            self._open(*self.forms[len(self.fields)])
            return
        for field in self.fields:
            widget = field.focusProxy()
            assert widget is not None
            QTest.keyClicks(widget, LETTERS[self.typed % len(LETTERS)])
        self.typed += 1
        print(self.typed, time.monotonic(), flush=True)

    def _open(self, name: str, action: str, key: str) -> None:
        window = self.program.window
        assert window is not None
        known = {id(field) for field in self.fields}
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]
        found = next((field for one in shown for field in one.findChildren(Field) if field.key == key and id(field) not in known), None)
        if found is not None:
            self.fields.append(found)
        elif window.page.name != name:
            window.show_page(name)
        else:
            page: Any = window.page
            if action != "add":
                page.grid.selectRow(0)
            page.actions_by_key[action].trigger()


def main(workspace: str, passphrase: str, preferences: str, *forms: str) -> int:
    """Type until somebody kills this."""
    kept = Preferences(Path(preferences))
    app = application(kept)
    program = Program(app, kept)
    program.ask(Path(workspace))
    program.sign_in(Path(workspace), passphrase=passphrase)
    typist = Typist(program, [form.split(":") for form in forms])
    timer = QTimer()
    timer.setInterval(EVERY)
    timer.timeout.connect(typist.step)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
