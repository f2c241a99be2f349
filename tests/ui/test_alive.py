"""Five thousand people: no page, filter or sort holds the window up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from benchmarks.crowd import settle
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from tests.ui.conftest import opened
from tests.ui.driving import Driver
from tests.ui.watchdog import LONGEST, Watchdog

pytestmark = pytest.mark.alive
MANY = 5000


@pytest.fixture(scope="session")
def crowded_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed workspace of five thousand people, made once for all tests of a run."""
    import shutil

    from hrdesk.services.workspace import open_desk
    from tests.services.book import PASSPHRASE, Clock

    folder = Path(shutil.copytree(office_template, tmp_path_factory.mktemp("crowded") / "office"))
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        settle(desk, MANY)
    return folder


@pytest.fixture
def crowded(crowded_template: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Driver:
    """Return an open workbench on the crowd."""
    import shutil

    return opened(Path(shutil.copytree(crowded_template, tmp_path / "crowded")), preferences, qtbot)


def alive(driver: Driver, do: Callable[[], None]) -> None:
    def all_of_it() -> None:
        do()
        driver.settle()

    assert Watchdog(driver.qtbot).held_up(all_of_it) <= LONGEST


@pytest.mark.parametrize("place", [place.name for place in PLACES])
def test_no_page_holds_the_window_up(crowded: Driver, place: str) -> None:
    window = MainWindow(crowded.bench)
    crowded.qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    crowded.settle()
    alive(crowded, lambda: window.show_page(place))
    page = window.page
    for grid in page.findChildren(QTableView):
        if isinstance(grid, Grid) and grid.isVisible():
            alive(crowded, lambda grid=grid: grid.sortByColumn(1, Qt.SortOrder.DescendingOrder))  # type: ignore[misc]
    if page.filter.isVisible():
        alive(crowded, lambda: page.filter.setText("王"))
    crowded.close()
