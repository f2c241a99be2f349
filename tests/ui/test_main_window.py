"""The main window: every page by keyboard, the year, undo by name, the side pane, read-only years, one list of commands."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Key
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.ui import commands
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from tests.services.book import appointed, hire
from tests.ui.driving import Driver

EVERY = [place.name for place in PLACES if not place.collectors]


@pytest.mark.parametrize("name", EVERY)
def test_every_page_opens_empty_and_fits(window: MainWindow, driver: Driver, name: str) -> None:
    window.show_page(name)
    driver.settle()
    assert window.page.name == name
    driver.looked_over(window)


def test_pages_open_by_their_number(window: MainWindow, driver: Driver) -> None:
    window.activateWindow()
    for n, name in enumerate(EVERY[:9], 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + n), Qt.KeyboardModifier.ControlModifier)
        driver.settle()
        assert window.page.name == name


def test_undo_is_named_and_takes_back_exactly(window: MainWindow, driver: Driver) -> None:
    person = driver.ask(lambda desk: hire(desk, "王小明"))
    before = driver.ask(lambda desk: desk.store.all(Officer))
    driver.bench.write(lambda desk: staff.change_officer(desk, person, {"title": "專員"}), "已修改")
    driver.settle()
    assert window.actions_by_key["undo"].text() == "復原「修改人事人員」"
    assert window.toast.isVisible()
    window.actions_by_key["undo"].trigger()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(Officer)) == before
    assert window.actions_by_key["redo"].text() == "重做「修改人事人員」"
    window.actions_by_key["redo"].trigger()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(Officer)[0].title) == "專員"


def test_nothing_to_undo_is_off(window: MainWindow) -> None:
    assert not window.actions_by_key["undo"].isEnabled()


def test_year_long_past_is_read_only_until_it_is_reopened_with_a_reason(window: MainWindow, driver: Driver) -> None:
    window.show_page("people")
    driver.settle()
    assert window.page.actions_by_key["add"].isEnabled()
    for _ in range(2):
        window.actions_by_key["before"].trigger()
    driver.settle()
    assert driver.bench.year == 113
    assert window.closed.isVisible()
    assert not window.page.actions_by_key["add"].isEnabled()
    driver.press(window, "重新開啟這個年度…")
    dialog = driver.dialog(Ask)
    dialog.fields[0].set_text("更正敘獎名單")
    driver.press(dialog, "重新開啟")
    driver.settle()
    assert not window.closed.isVisible()
    assert window.page.actions_by_key["add"].isEnabled()


def test_reader_is_not_offered_to_reopen_a_year_and_sees_this_one_as_open(window: MainWindow, driver: Driver) -> None:
    driver.bench.signed = replace(driver.bench.signed, access=Access.READER)
    for step, closed in (("before", False), ("before", True), ("after", False)):
        window.actions_by_key[step].trigger()
        driver.settle()
        assert window.closed.isVisible() is closed
        assert not any(one.isVisible() for one in window.closed.findChildren(QPushButton))


def test_year_to_come_cannot_be_reopened(window: MainWindow, driver: Driver) -> None:
    window.actions_by_key["after"].trigger()
    driver.settle()
    assert window.closed.isVisible()
    assert not any(one.isVisible() for one in window.closed.findChildren(QPushButton))


def test_side_pane_steps_back_and_closes(window: MainWindow, driver: Driver) -> None:
    driver.bench.show_aside("人員卡", looks.text("甲"))
    assert window.side.isVisible()
    QTest.keyClick(window.side, Qt.Key.Key_Escape)
    assert not window.side.isVisible()


def test_why_panel_leads_to_the_record(window: MainWindow, driver: Driver) -> None:
    from hrdesk.services.teachers import seeds

    driver.ask(lambda desk: agencies.own_agency(desk))
    explanation = driver.ask(lambda desk: seeds.duty_gaps(desk, 115))
    driver.bench.explain("應置種籽教師", "未置", explanation)
    driver.settle()
    assert window.side.isVisible()
    driver.looked_over(window)


def test_record_opens_on_its_page(window: MainWindow, driver: Driver) -> None:
    person = driver.ask(lambda desk: [hire(desk, name) for name in ("王小明", "李小華")])[1]
    window.open_record(Key("Officer", person.id))
    driver.settle()
    assert window.page.name == "people"
    assert window.page.grid.current().officer.name == "李小華"  # type: ignore[attr-defined]


def test_no_shortcut_means_two_things(window: MainWindow, driver: Driver) -> None:
    for name in EVERY:
        window.show_page(name)
        driver.settle()
        shown = [*window.actions_by_key.values(), *window.page.actions_by_key.values(), *window.menus[commands.GO].actions()]
        keys = Counter(
            action.shortcut().toString()
            for action in dict.fromkeys(shown)
            if isinstance(action, QAction) and action.isEnabled() and not action.shortcut().isEmpty()
        )
        assert [key for key, count in keys.items() if count > 1] == [], name


def test_text_grows_and_scheme_changes_without_a_new_window(window: MainWindow, driver: Driver) -> None:
    points = driver.bench.preferences.points
    window.actions_by_key["larger"].trigger()
    assert driver.bench.preferences.points > points
    dark = theme.is_dark()
    window.actions_by_key["scheme"].trigger()
    assert theme.is_dark() is not dark
    window.actions_by_key["scheme"].trigger()
    window.actions_by_key["smaller"].trigger()
    driver.settle()


def test_navigation_folds_and_stays_folded(window: MainWindow, driver: Driver) -> None:
    window.actions_by_key["fold"].trigger()
    assert window.rail.width() == theme.RAIL_FOLDED
    again = MainWindow(driver.bench)
    driver.qtbot.addWidget(again)
    driver.settle()
    assert again.rail.width() == theme.RAIL_FOLDED


def test_the_status_bar_says_what_is_due_next_whichever_page_is_open(window: MainWindow, driver: Driver) -> None:
    window.show_page("people")
    driver.settle()
    assert "沒有種籽教師" in window.status.due.text()
    driver.bench.write(appointed_today, "已指派")
    driver.qtbot.waitUntil(lambda: window.status.due.text() == "下一件：尚未向彙整機關登錄，不能寄出資料包")


def appointed_today(desk: Desk) -> Changes:
    appointment = appointed(desk, hire(desk, "王小明"))
    return Changes(act=Act.APPOINT.value, added=(Key("Appointment", appointment.id),))
