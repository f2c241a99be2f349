"""The settings as a whole: every section fits, records are brought into view, the calendar, rules, keys, log, looks and years."""

import csv
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hrdesk import paths
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.opening import years
from hrdesk.services.opening.office_days import imported_days
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.pages.settings.appearance import AppearanceSection
from hrdesk.ui.pages.settings.calendar import CalendarSection
from hrdesk.ui.pages.settings.keys import KeysSection
from hrdesk.ui.pages.settings.log import LogSection
from hrdesk.ui.pages.settings.members import MembersSection
from hrdesk.ui.pages.settings.offices import OfficesSection
from hrdesk.ui.pages.settings.page import SECTIONS, SettingsPage
from hrdesk.ui.pages.settings.rules import CompareDialog, RulesSection
from hrdesk.ui.pages.settings.years import YearsSection
from tests.services.book import found_child, hire
from tests.ui.driving import Driver
from tests.ui.pages.settings.driving import choose, section, shown


def test_every_section_fits_and_is_named(driver: Driver, settings: SettingsPage) -> None:
    for row in range(len(SECTIONS)):
        settings.names.setCurrentRow(row)
        driver.settle()
        driver.looked_over(settings)
        assert settings.section.isVisible()


def test_record_is_brought_into_view_in_its_section(driver: Driver, settings: SettingsPage) -> None:
    child = driver.ask(found_child)
    section(driver, settings, LogSection)
    settings.open(Key("Agency", child.id))
    driver.settle()
    offices = shown(settings)
    assert isinstance(offices, OfficesSection)
    current = offices.grid.current()
    assert current is not None
    assert current.id == child.id
    settings.open(Key("Member", "nobody"))
    driver.settle()
    assert isinstance(shown(settings), MembersSection)


def test_calendar_is_imported_and_shown(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    path = tmp_path / "日曆.csv"
    path.write_text("西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風停止上班\n20261128,六,0,補班\n", "utf-8-sig")
    calendar = section(driver, settings, CalendarSection)
    assert "還沒有匯入" in calendar.told.text()
    driver.press(calendar, "匯入辦公日曆表…")
    choose(driver, path)
    assert not driver.ask(lambda desk: desk.calendar.is_working_day(date(2026, 11, 25)))
    assert calendar.told.text() == "已匯入：115年 2 天"
    november = calendar.months[10]
    typhoon = next(one for one in november._days if one.day == date(2026, 11, 25))
    assert november.told(typhoon) == "115/11/25（三）放假　匯入的辦公日曆表"
    place = november._place(typhoon.day).center()
    assert november.day_at(place.x(), place.y()) == typhoon
    assert november.day_at(0, 0) is None
    assert len(driver.ask(lambda desk: imported_days(desk.store))) == 2


def test_another_year_is_shown(driver: Driver, settings: SettingsPage) -> None:
    calendar = section(driver, settings, CalendarSection)
    assert calendar.heading.text().startswith("民國115年")
    driver.press(calendar, "前一年")
    assert calendar.heading.text().startswith("民國114年")
    driver.press(calendar, "後一年")
    assert calendar.heading.text().startswith("民國115年")
    assert calendar.months[1].accessibleName().startswith("2月，上班")
    assert not calendar.months[0].grab(calendar.months[0].rect()).isNull()


def test_file_that_is_no_calendar_is_told(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    path = tmp_path / "錯.csv"
    path.write_text("沒有\n", "utf-8")
    calendar = section(driver, settings, CalendarSection)
    driver.press(calendar, "匯入辦公日曆表…")
    choose(driver, path)
    assert [one.fault for one in driver.refused if isinstance(one, HrdeskError)] == [Fault.FILE_NO_HEADINGS]
    driver.refused.clear()
    assert driver.ask(lambda desk: len(desk.calendar.days)) == 0


def test_rules_in_force_are_listed_and_explained(driver: Driver, settings: SettingsPage) -> None:
    rules = section(driver, settings, RulesSection)
    assert "人事管理資訊系統研習計畫" in rules.name.text()
    assert "（101）北市人資字第" in rules.facts.text()
    total = rules.grid.table.rowCount()
    rules.filter.setText("新進")
    assert 0 < rules.grid.table.rowCount() < total
    with driver.qtbot.waitSignal(driver.bench.shown) as told:
        rules.grid.opened.emit(rules.grid.table.record(0))
    assert told.args[0] == "規則　肆二"
    driver.looked_over(told.args[1])


def test_pack_is_compared_with_a_file(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    text = (paths.resources() / "rules" / "taipei-101.toml").read_text("utf-8")
    path = tmp_path / "新.toml"
    path.write_text(text.replace("[parameters.newcomer_months]\nvalue = 12", "[parameters.newcomer_months]\nvalue = 6"), "utf-8")
    rules = section(driver, settings, RulesSection)
    driver.press(rules, "與另一個規則包比較…")
    choose(driver, path)
    dialog = driver.dialog(CompareDialog)
    driver.looked_over(dialog)
    (row,) = dialog.grid.table.records()
    assert (row.article, row.before[:2], row.after[:1]) == ("肆二", "12", "6")
    dialog.reject()


def test_keys_lead_to_the_packages(driver: Driver, settings: SettingsPage) -> None:
    keys = section(driver, settings, KeysSection)
    assert keys.none.isVisible()
    with driver.qtbot.waitSignal(driver.bench.placed) as gone:
        driver.press(keys, "前往資料包登錄或更新")
    assert gone.args[0] == "packages"


def test_log_is_filtered_verified_and_exported(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    driver.ask(lambda desk: hire(desk))
    log = section(driver, settings, LogSection)
    total = log.grid.table.rowCount()
    log.filter.setText("人事人員")
    assert log.grid.table.rowCount() == 1
    assert log.count.text() == f"1 / {total} 筆"
    log.filter.clear()
    driver.press(log, "驗證")
    assert log.found.property("state") == "good"
    assert "完整" in log.found_text.text()
    driver.press(log, "匯出…")
    asking = driver.dialog(Ask)
    asking.fields[0].set_text("稽核")
    asking.accept_button.click()
    choose(driver, tmp_path / "紀錄.csv")
    with (tmp_path / "紀錄.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == total + 1
    assert log.grid.table.record(0).act == "匯出"


def test_whole_log_is_read_on_request(driver: Driver, settings: SettingsPage) -> None:
    driver.ask(lambda desk: hire(desk))
    log = section(driver, settings, LogSection)
    assert not log.more.isVisible()
    log.limit = 1
    log.again()
    driver.settle()
    assert log.grid.table.rowCount() == 1
    driver.press(log, "讀取全部")
    assert log.grid.table.rowCount() > 1


def test_looks_count_at_once(driver: Driver, settings: SettingsPage) -> None:
    looks = section(driver, settings, AppearanceSection)
    preferences = driver.bench.preferences
    looks.scheme.set_value(Scheme.DARK)
    looks.points.set_value(12)
    looks.idle.set_value(30)
    assert (preferences.scheme, preferences.points, preferences.idle_minutes) == (Scheme.DARK, 12, 30)
    assert QApplication.font().pointSize() == 12
    preferences.points = 10
    settings.reload()
    driver.settle()
    assert looks.points.value == 10


def test_year_is_opened_again_with_a_reason_and_closed(driver: Driver, settings: SettingsPage) -> None:
    part = section(driver, settings, YearsSection)
    assert part.none.isVisible()
    driver.press(part, "重新開放年度…")
    dialog = driver.dialog(Ask)
    driver.looked_over(dialog)
    dialog.fields[0].set_text("115")
    dialog.fields[1].set_text("補登研習")
    dialog.accept_button.click()
    driver.settle()
    assert "本來就可以修改" in dialog.wrong.text()
    dialog.fields[0].set_text("110")
    dialog.accept_button.click()
    driver.settle()
    assert [(one.year, one.reason) for one in part.grid.table.records()] == [(110, "補登研習")]
    part.grid.selectRow(0)
    driver.press(part, "關閉年度…")
    driver.press(driver.dialog(Confirm), "關閉年度")
    assert driver.ask(years.reopened) == ()
