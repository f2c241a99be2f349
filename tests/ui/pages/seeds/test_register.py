"""The register of seed teachers: as of a day, the time line, cards, the printed form, the closed year."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from hrdesk.domain.minguo import parse_date
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import seeds
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.pages.seeds.card import SeedCardView
from tests.services.book import YEAR, appointed, found_child, hire
from tests.ui.driving import Driver
from tests.ui.pages.seeds.driving import LAST, held, opened


def test_register_as_of_a_day_holds_who_served_then(driver: Driver) -> None:
    page = opened(driver)
    driver.ask(lambda desk: seeds.end(desk, desk.store.all(Appointment)[0].id, LAST, "調任"))
    page.reload()
    driver.settle()
    page.strip.day.setText("115/06/30")
    assert page.grid.table.rowCount() == 1
    page.strip.day.setText("115/07/01")
    assert page.grid.table.rowCount() == 0
    page.strip.day.setText("115/13")
    assert page.grid.table.rowCount() == 0
    page.strip.day.clear()
    assert page.grid.table.rowCount() == 1


def test_time_line_is_read_by_keyboard_and_opens(driver: Driver) -> None:
    page = opened(driver, date(2026, 3, 2))
    explained: list[str] = []
    shown: list[SeedCardView] = []
    driver.bench.explained.connect(lambda title, value, why: explained.append(value))
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    line = page.line
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert page.said.text() == "範例地政局：應指派（肆四）"
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert page.said.text() == "範例地政局：115/01/01–115/03/01 共 60 日沒有種籽教師（肆四）"
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.said.text() == "王小明：115/03/02 至今，種籽教師"
    QTest.keyClick(line, Qt.Key.Key_Space)
    driver.settle()
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.at == (0, 0)
    assert explained == ["應指派，60 日沒有種籽教師"]
    driver.qtbot.addWidget(shown[0])


def test_time_line_is_chosen_by_mouse_and_stays_chosen(driver: Driver) -> None:
    page = opened(driver, date(2026, 3, 2))
    line = page.line
    where = line.rect_of((1, 0)).center().toPoint()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=where)
    assert line.at == (1, 0)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    shown: list[SeedCardView] = []
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    QTest.mouseDClick(line, Qt.MouseButton.LeftButton, pos=where)
    driver.settle()
    driver.qtbot.addWidget(shown[0])
    page.reload()
    driver.settle()
    assert line.at == (1, 0)
    assert not page.grab().isNull()


def test_card_leads_on_and_says_why(driver: Driver) -> None:
    page = opened(driver)
    shown: list[SeedCardView] = []
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    page.actions_by_key["card"].trigger()
    driver.settle()
    (card,) = shown
    pane = SidePane()
    driver.qtbot.addWidget(pane)
    pane.put("種籽教師", card)
    driver.looked_over(pane)
    asked: list[str] = []
    explained: list[str] = []
    driver.bench.placed.connect(lambda name, key: asked.append(name))
    driver.bench.explained.connect(lambda title, value, why: explained.append(title))
    driver.press(card, "王小明")
    driver.press(card, "到自我檢核")
    driver.press(card, "種籽教師應參加課程：為什麼？")
    driver.press(page, "應置與已置：為什麼？")
    assert (asked, explained) == (["people", "self_check"], ["應參加課程", "範例地政局：應置與已置"])
    assert len(card.card.competencies) == 9


def test_subordinate_agency_stands_under_its_own_heading(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        child = found_child(desk)
        appointed(desk, hire(desk, "陳𡍼明", agency=child.id))

    driver.ask(fill)
    page = opened(driver)
    assert [(track.label, track.agency) for track in page.line.tracks] == [
        ("範例地政局", True),
        ("王小明", False),
        ("範例地政事務所（人事人員數未載，無法認定）", True),
        ("陳𡍼明", False),
    ]


def test_annex_is_shown_as_it_prints(driver: Driver) -> None:
    page = opened(driver)
    driver.press(page, "列印附表2…")
    dialog = driver.dialog(FormWindow)
    assert dialog.preview.pages() == 1
    dialog.reject()


def test_record_named_elsewhere_is_brought_into_view(driver: Driver) -> None:
    page = opened(driver)
    page.grid.clearSelection()
    page.open(Key("Appointment", held(driver)[0].id))
    assert len(page.grid.selection()) == 1


@pytest.mark.parametrize("name", ["appoint", "edit", "change", "notices", "fitness"])
def test_closed_year_is_only_read(driver: Driver, name: str) -> None:
    page = opened(driver, parse_date("112/01/01").day)
    driver.bench.set_year(YEAR - 2)
    driver.settle()
    page.grid.selectRow(0)
    assert page.grid.table.rowCount() == 1
    assert not page.actions_by_key[name].isEnabled()
    assert not page.findChildren(QDialog)
