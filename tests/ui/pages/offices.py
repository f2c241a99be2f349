"""Windows on three real offices that send each other packages: filled first, then opened on the desk's own thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.preferences import Preferences
from tests.services.book import Clock
from tests.services.three_offices import NEW_YEAR, YEAR, City, copied
from tests.ui.conftest import opened
from tests.ui.driving import Driver

Steps = Callable[[City], object]


@contextmanager
def office(template: Path, folder: Path, name: str, steps: Steps, preferences: Preferences, qtbot: QtBot) -> Iterator[Driver]:
    """Do steps between copies of the offices, close them, and open a workbench on the one named, on 25 January 2027."""
    made = copied(template, folder)
    try:
        steps(made)
    finally:
        made.close()
    clock = Clock()
    clock.at = NEW_YEAR + timedelta(days=21)
    driver = opened(folder / name, preferences, qtbot, clock)
    driver.bench.set_year(YEAR)
    driver.settle()
    yield driver
    driver.close()


def nothing(city: City) -> None:
    """Leave the offices as they are."""
    del city
