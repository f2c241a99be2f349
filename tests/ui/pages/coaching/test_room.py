"""Room for the list: the strip gives way where the year is long, opens on demand, and every place of the navigation is seen without scrolling."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching
from hrdesk.ui.kit import theme
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.coaching.page import CoachingPage
from hrdesk.ui.places import PLACES
from hrdesk.ui.rail import Rail
from tests.ui.driving import Driver

FULL = 40  # more records than a small screen has room for


def fill(driver: Driver, teacher: Officer) -> None:
    def work(desk: Desk) -> None:
        for n in range(FULL):
            coaching.coach(desk, coaching.new_coaching(desk, teacher.id, date(2026, 1, 5) + timedelta(days=n), 540, 570, "範例測量隊"))

    driver.ask(work)


def test_fifteen_rows_stand_on_a_small_screen_and_the_strip_opens_and_closes(driver: Driver, teacher: Officer) -> None:
    fill(driver, teacher)
    window = MainWindow(driver.bench)
    driver.qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_page("coaching")
    driver.settle()
    page = window.page
    assert isinstance(page, CoachingPage)
    records = page.records
    assert records.grid.viewport().height() >= 15 * theme.ROW
    assert not records.grid.horizontalScrollBar().isVisible()
    assert not records.strip.isVisible()
    assert not page.toggle.isChecked()
    QTest.mouseClick(page.toggle, Qt.MouseButton.LeftButton)
    assert records.strip.isVisible()
    assert QApplication.focusWidget() in (None, records.strip.start)
    window.resize(1366, 760)
    assert records.strip.isVisible()  # it was asked for
    QTest.mouseClick(page.toggle, Qt.MouseButton.LeftButton)
    assert not records.strip.isVisible()
    page.quick()
    assert page.toggle.isChecked()


def test_strip_stays_where_the_list_has_room(driver: Driver, page: CoachingPage) -> None:
    assert page.records.strip.isVisible()
    assert page.toggle.isChecked()


def test_rail_shows_every_place_without_scrolling(driver: Driver) -> None:
    rail = Rail([place for place in PLACES if not place.department])
    driver.qtbot.addWidget(rail)
    (scroll,) = rail.findChildren(QScrollArea)
    for height in (980, 675, 521, 675, 980):  # of 1080, 768 and 614 pixels
        rail.resize(theme.RAIL, height)
        rail.show()
        driver.settle()
        assert not scroll.verticalScrollBar().isVisible(), height
