"""Short ways into the sections of the settings."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog

from hrdesk.ui.pages.settings.page import SECTIONS, SettingsPage
from hrdesk.ui.pages.settings.section import AnySection
from tests.ui.driving import Driver

S = TypeVar("S", bound=AnySection)
NEW = "新的範例通行詞一二三"


def section(driver: Driver, page: SettingsPage, kind: type[S]) -> S:
    """Open a section and return it."""
    page.names.setCurrentRow(SECTIONS.index(kind))
    driver.settle()
    found = page.section
    assert isinstance(found, kind)
    return found


def shown(page: SettingsPage) -> AnySection:
    """Return the section that is open now."""
    return page.section


def choose(driver: Driver, path: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialog = driver.dialog(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    driver.settle()
