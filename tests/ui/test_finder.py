"""Ctrl+K finds people, records, pages and commands with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hrdesk.services.opening.searching import find
from hrdesk.services.teachers import coaching
from hrdesk.ui.finder import AFTER, NOTHING, Finder
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from tests.services.book import appointed, hire
from tests.ui.driving import Driver


@pytest.fixture
def finder(driver: Driver, window: MainWindow) -> Finder:
    """Return the finder over a book with three people."""
    driver.ask(lambda desk: [hire(desk, "王小明"), hire(desk, "陳𡍼明"), hire(desk, "王大華")])
    made = Finder(window, driver.bench, tuple(window.places.values()))
    made.open()
    driver.settle()
    return made


def type_in(driver: Driver, finder: Finder, text: str) -> list[str]:
    """Type a text and return the titles found."""
    finder.line.setText(text)
    driver.qtbot.wait(AFTER + 40)
    driver.settle()
    return [line.title for line in finder.lines()]


def test_every_page_is_offered_before_anything_is_typed(window: MainWindow, finder: Finder) -> None:
    offered = [place for place in PLACES if place.name in window.places]
    assert [line.title for line in finder.lines()] == [place.title for place in offered]
    assert not any(place.department for place in offered)


def test_people_are_found_from_the_first_character(driver: Driver, finder: Finder) -> None:
    assert type_in(driver, finder, "王") == ["王大華", "王小明"]
    assert type_in(driver, finder, "𡍼") == ["陳𡍼明"]
    assert type_in(driver, finder, "沒有這個詞") == []
    assert finder.say.text() == NOTHING


def test_pages_and_commands_are_found(driver: Driver, finder: Finder) -> None:
    assert "設定" in type_in(driver, finder, "設定")
    assert type_in(driver, finder, "鎖定") == ["鎖定"]


def test_keyboard_alone_opens_a_record(driver: Driver, window: MainWindow, finder: Finder) -> None:
    window.show_page("people")
    type_in(driver, finder, "王")
    QTest.keyClick(finder.line, Qt.Key.Key_Down)
    QTest.keyClick(finder.line, Qt.Key.Key_Down)
    QTest.keyClick(finder.line, Qt.Key.Key_Up)
    assert finder.list.currentIndex().row() == 0
    QTest.keyClick(finder.line, Qt.Key.Key_PageDown)
    assert finder.list.currentIndex().row() == 1
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    driver.settle()
    assert window.page.name == "people"


def test_command_is_done(driver: Driver, window: MainWindow, finder: Finder) -> None:
    folded = driver.bench.preferences.folded
    type_in(driver, finder, "收合")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert driver.bench.preferences.folded is not folded


def test_stale_results_are_dropped(driver: Driver, finder: Finder) -> None:
    type_in(driver, finder, "王")
    finder._show("以前打的字", ())
    assert [line.title for line in finder.lines()] == ["王大華", "王小明"]


def test_enter_on_nothing_stays(driver: Driver, finder: Finder) -> None:
    type_in(driver, finder, "沒有這個詞")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.isVisible()
    QTest.keyClick(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()


def test_it_fits_and_everything_is_named(driver: Driver, finder: Finder) -> None:
    driver.looked_over(finder)


def test_line_is_read_out_whole(driver: Driver, finder: Finder) -> None:
    type_in(driver, finder, "陳")
    assert str(finder.model.data(finder.model.index(0))).startswith("人事人員 陳𡍼明")


def test_coaching_leads_to_its_page(driver: Driver, finder: Finder) -> None:
    def coach(desk: object) -> None:
        from datetime import date

        from hrdesk.services.core.desk import Desk

        assert isinstance(desk, Desk)
        person = hire(desk, "李小華")
        appointed(desk, person)
        coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 4), 540, 600, "範例分局"))
        assert find(desk, "範例分局")

    driver.ask(coach)
    again = Finder(finder._window, driver.bench, tuple(finder._places.values()))
    finder.reject()
    again.open()
    driver.settle()
    assert type_in(driver, again, "範例分局") == ["範例分局"]
    assert again.lines()[0].page == "coaching"
    again.reject()
