"""Rare characters in names on the screen: where no font of the system draws them, the shipped one is loaded behind the first picture."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication

from hrdesk.errors import HrdeskError

PROBE = "𡍼"  # above U+FFFF, in real names, and in no ordinary interface font


def is_drawn(text: str, font: QFont) -> bool:
    """Tell whether a font, or what the system falls back to, has a glyph for every character of a text."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes())


class RareFont(QObject):
    """Unpacks the shipped font in a thread of its own and adds it to the program's font; `ready` tells that it is there."""

    ready = Signal()
    _unpacked = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._unpacked.connect(self._add)

    def start(self) -> bool:
        """Begin, unless the system draws rare characters by itself; tell whether anything was begun."""
        if is_drawn(PROBE, self._app.font()):
            return False
        threading.Thread(target=_unpack, args=(self._unpacked.emit,), name="fonts", daemon=True).start()
        return True

    def _add(self, files: tuple[str, ...]) -> None:
        added = [name for file in files for name in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(file))]
        font = self._app.font()
        font.setFamilies([*font.families(), *added])
        self._app.setFont(font)
        self.ready.emit()


def _unpack(tell: Callable[[tuple[str, ...]], None]) -> None:
    from hrdesk.services.core import typefaces

    try:
        tell(tuple(str(path) for path in typefaces.rare_fonts()))
    except HrdeskError:
        tell(())  # the window stays usable; the character is drawn as a box, and forms report it by themselves
