"""The Chinese font of the screen: the system's own where it has one, the shipped one where not."""

from typing import Protocol

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from hrdesk.errors import Fault, PrintError

PREFERRED = ("Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC")
SHIPPED = "Noto Sans TC"
CHINESE = QFontDatabase.WritingSystem.TraditionalChinese


class Database(Protocol):
    """What this module asks of Qt's font database."""

    def families(self, system: QFontDatabase.WritingSystem, /) -> list[str]:
        """Return the families that write a system."""

    def addApplicationFont(self, path: str, /) -> int:  # noqa: N802  # Qt's name
        """Load a font file for this program; -1 where it is none."""


def ensure_chinese(app: QApplication, database: Database | type[QFontDatabase] = QFontDatabase) -> str:
    """Put a family that writes 中文 first in the program's font and return its name.

    Loads the shipped font only where the system has none; raises PrintError FONT_MISSING if that cannot be had.
    """
    covering = database.families(CHINESE) or _load(database)
    family = next((name for name in PREFERRED if name in covering), covering[0])
    font = app.font()
    font.setFamilies([family, *(name for name in font.families() if name != family)])
    app.setFont(font)
    return family


def _load(database: Database | type[QFontDatabase]) -> list[str]:
    from hrdesk.services.core import typefaces  # only a system without Chinese pays for it

    for path in typefaces.interface_fonts():
        if database.addApplicationFont(str(path)) < 0:
            raise PrintError(Fault.FONT_MISSING, font=path.name)
    return [SHIPPED]
