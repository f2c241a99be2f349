"""How the page of packages is driven: files chosen in dialogs, sentences listened to, labels read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLabel

from hrdesk.services.packages import drafts, sealing
from hrdesk.ui.pages.packages.page import PackagesPage
from tests.services.three_offices import YEAR, City
from tests.ui.driving import Driver

Open = Callable[..., tuple[Driver, PackagesPage]]


def files(driver: Driver, *paths: Path) -> None:
    """Choose in the open file dialog."""
    dialog = driver.dialog(QFileDialog)
    if len(paths) > 1 or dialog.fileMode() is QFileDialog.FileMode.ExistingFiles:
        dialog.filesSelected.emit([str(path) for path in paths])
    else:
        dialog.fileSelected.emit(str(paths[0]))
    dialog.close()
    driver.settle()


def listened(driver: Driver) -> list[str]:
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    return told


def labels(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def received_file(city: City) -> Path:
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file
