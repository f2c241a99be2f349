"""Five thousand people, or three hundred agencies: opening the window, a page, a filter, a sort or the finder never holds the window up."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from benchmarks.books import Ids, filled, people
from benchmarks.city import enrolled
from benchmarks.crowd import settle
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Tier
from hrdesk.services.agency.agencies import new_agency
from hrdesk.services.opening.workspace import create_workspace, open_desk
from hrdesk.services.regulation import rules
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.finder import Finder
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.reports.page import REMEMBERED
from hrdesk.ui.places import PLACES
from tests.services.book import PASSPHRASE, Clock
from tests.ui.conftest import opened
from tests.ui.driving import PATIENCE, Driver
from tests.ui.watchdog import LONGEST, Watchdog, longest

PEOPLE, AGENCIES, STAFF = 5000, 300, 3
WINDOWS = 3  # are opened, at the most, before something is said to hold the window up
READ = 120_000  # milliseconds that reading a page's five thousand may take on the desk's thread, on a busy machine
QUICK_FORM = "personal-summary"  # not one that is about everybody


class Alive:
    """A window on a workspace and what was done in it, each with the longest seconds that the window's thread was held up."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.held_up: dict[str, float] = {}
        self._watchdog = Watchdog(driver.qtbot)
        self.watch("open the window", self._open)

    def watch(self, name: str, do: Callable[[], object]) -> None:
        """Do something, wait until it is done, and note how long it held the window up."""

        def all_of_it() -> None:
            do()
            self.driver.qtbot.waitUntil(self.driver.bench.tasks.idle, timeout=READ)
            self.driver.settle()

        self.held_up[name] = self._watchdog.held_up(all_of_it)

    def go_everywhere(self) -> None:
        """Open every page, sort its tables and type into its filter."""
        for name in tuple(self.window.places):
            self.watch(name, lambda name=name: self.window.show_page(name))  # type: ignore[misc]
            page = self.window.page
            for grid in page.findChildren(QTableView):
                if isinstance(grid, Grid) and grid.isVisible():
                    self.watch(f"{name}: sort {grid.name}", lambda grid=grid: grid.sortByColumn(1, Qt.SortOrder.DescendingOrder))  # type: ignore[misc]
            if page.filter.isVisible():
                self.watch(f"{name}: filter", lambda page=page: page.filter.setText("王"))  # type: ignore[misc]

    def find(self, words: str) -> None:
        """Type into the finder."""
        self.watch("open the finder", self.window.find_anywhere)
        finder = self.driver.dialog(Finder)

        def type_there() -> None:
            before = finder.lines()
            finder.line.setText(words)
            self.driver.qtbot.waitUntil(lambda: finder.lines() != before, timeout=PATIENCE)

        self.watch("type into the finder", type_there)
        finder.close()

    def _open(self) -> None:
        self.window = MainWindow(self.driver.bench)
        self.driver.qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()

    def too_long(self) -> dict[str, float]:
        """Return what held the window up too long, in milliseconds."""
        return {name: round(seconds * 1000) for name, seconds in self.held_up.items() if seconds > longest()}


@pytest.fixture
def alive(tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Callable[[Path], Alive]]:
    """Return what opens a workspace; the pages are imported, as the program does it off the window's thread."""
    drivers: list[Driver] = []

    def opens(folder: Path) -> Alive:
        while drivers:
            drivers.pop().close()
        preferences.keep(REMEMBERED, QUICK_FORM)
        driver = opened(folder, preferences, qtbot)
        drivers.append(driver)
        for place in PLACES:
            import_module(place.module)
        return Alive(driver)

    yield opens
    for driver in drivers:
        driver.close()


def test_no_page_of_an_agency_holds_the_window_up(office: Path, alive: Callable[[Path], Alive]) -> None:
    with open_desk(office, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        settle(desk, PEOPLE)

    def look(shown: Alive) -> None:
        shown.go_everywhere()
        shown.find("王小")

    assert not always_too_long(lambda: alive(office), look)


def test_no_page_of_a_department_holds_the_window_up(tmp_path: Path, alive: Callable[[Path], Alive]) -> None:
    folder = department(tmp_path)
    assert not always_too_long(lambda: alive(folder), Alive.go_everywhere)


def always_too_long(opens: Callable[[], Alive], look: Callable[[Alive], None]) -> set[str]:
    """Return what held the window up too long in every one of a few windows: what a page costs is there each time, what a busy machine costs is not."""
    found: set[str] | None = None
    for _ in range(WINDOWS):
        shown = opens()
        look(shown)
        slow = set(shown.too_long())
        found = slow if found is None else found & slow
        if not found:
            break
    return found or set()


def department(folder: Path) -> Path:
    """Make a department's workspace with some hundred agencies, each with its people, and return its folder."""
    clock = Clock()
    desk, _ = create_workspace(
        folder / "department",
        code="379000000A",
        name="範例人事處",
        kind=WorkspaceKind.DEPARTMENT,
        passphrase=PASSPHRASE,
        who="範例審核員",
        now=clock,
        cost=FLOOR,
    )
    agencies = [new_agency(f"3791{number:05d}A", f"範例機關{number}", Tier.FIRST) for number in range(AGENCIES)]
    with desk:
        enrolled(desk, agencies, folder / "root")
        pack, ids = rules.pack_for(desk.today), Ids()
        filled(desk, [record for agency in agencies for record in people(agency.id, STAFF, pack, ids)])
    return folder / "department"


class Told(Alive):
    """What a window would have told."""

    def __init__(self, *slow: str) -> None:
        self.held_up = dict.fromkeys(slow, 2 * LONGEST) | {"quick": LONGEST / 2}


def test_only_what_is_too_long_in_every_window_is_said_to_be() -> None:
    windows = iter([Told("page", "sort"), Told("sort"), Told("sort", "find")])
    assert always_too_long(lambda: next(windows), lambda _: None) == {"sort"}
    windows = iter([Told("page"), Told("sort")])
    assert always_too_long(lambda: next(windows), lambda _: None) == set()
