"""A walk through every page and dialog of a collector's window: no English is left, a teacher's guide tells of the own pages alone, pictures are not stale."""

import re
from collections import defaultdict

import pytest
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.values import Key
from hrdesk.services.people.looking import NAMES
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from hrdesk.ui.record_pane import RecordPane, home_of
from resources.guide import walk
from tests.factory import record_id
from tests.services.steps import nominated
from tests.services.three_offices import FIRST, teacher
from tests.ui.collecting import Collector
from tests.ui.driving import Driver
from tests.ui.hands import forget_windows, shown

LATIN = re.compile(r"[A-Za-z]{2,}")
NAMED = re.compile(r"\*\.\w+|[\w-]+\.(?:pdf|ods|xlsx|hrdpkg)|\S+@\S+|\b[0-9a-f]{16,}\b|\b[A-Z]{1,2}-?\d+\b|taipei-\d+")  # files, addresses, digests, codes
KEYS = {"Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Delete", "PageUp", "PageDown"}
PAPERS = {"PDF", "ODS", "ODT", "ODF", "XLSX", "CSV", "Excel", "Office"}
SYSTEMS = {"WebHR", "WebITR", "PSN", "eCPA", "hrdesk", "Windows", "PostgreSQL"}
UNITS = {"KB", "MB"}
ALLOWED = KEYS | PAPERS | SYSTEMS | UNITS


def window_of(driver: Driver) -> MainWindow:
    made = MainWindow(driver.bench)
    driver.qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    driver.settle()
    return made


@pytest.mark.parametrize("name", ["first", "department"])
def test_no_english_is_left_on_any_page_or_dialog(collector: Collector, name: str) -> None:
    driver = collector(name, nominated).driver
    window = window_of(driver)
    allowed = ALLOWED | set(LATIN.findall(driver.bench.signed.who))  # whoever is at the desk
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    stops: set[str] = set()
    for stop, widget in walk.stops(window, driver.settle):
        stops.add(stop)
        if not isinstance(widget, QFileDialog):  # names of files; its own words have their test
            for text in walk.texts(widget):
                for word in set(LATIN.findall(NAMED.sub("", text))) - allowed:
                    found[word].add((stop, text))
    assert dict(found) == {}
    assert set(window.places) <= stops
    assert len(stops) > 60  # pages alone would be some twenty
    forget_windows()


def test_a_record_without_a_page_here_is_shown_beside_the_open_page(collector: Collector) -> None:
    driver = collector("department", nominated).driver
    window = window_of(driver)
    window.show_page("board")
    window.open_record(Key("Coaching", record_id(f"coaching {FIRST}")))
    window.open_record(Key("Officer", teacher(FIRST)))
    driver.settle()
    assert window.page.name == "board"
    (pane,) = window.side.findChildren(RecordPane)
    assert "「人員名冊」" in shown(pane)
    assert "陳𡍼明" in shown(pane)


def test_every_kind_of_record_has_a_page_in_an_agencys_window() -> None:
    titles = {place.title for place in PLACES}
    assert {home_of(Key(kind, "1")) for kind in NAMES.values()} <= titles
