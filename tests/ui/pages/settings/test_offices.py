"""Agencies and head-counts in the settings."""

from datetime import date

from hrdesk.domain.staff import Agency, Headcount, Staffing, Tier
from hrdesk.services.agency import agencies
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.settings.offices import CountEditor, OfficesSection
from hrdesk.ui.pages.settings.page import SettingsPage
from tests.services.book import CHILD
from tests.ui.driving import Driver
from tests.ui.pages.settings.driving import section


def test_child_agency_is_added_changed_and_taken_back(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    assert offices.grid.current() is not None
    driver.press(offices, "新增所屬機關…")
    editor = driver.dialog(AgencyEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.code.set_text(CHILD.lower())
    editor.called.set_text("範例地政事務所")
    editor.group.set_text("地政事務所")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    child = driver.ask(lambda desk: desk.store.get(Agency, agencies.agency_id(CHILD)))
    assert child is not None
    assert (child.tier, child.parent, child.group) == (Tier.SECOND, driver.bench.signed.agency, "地政事務所")
    offices.grid.select(lambda row: not row.own)
    driver.press(offices, "修改機關…")
    editor = driver.dialog(AgencyEditor)
    assert not editor.code.isEnabled()
    editor.called.set_text("範例第一地政事務所")
    editor.end.set_text("115/12/31")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    assert [row.agency.name for row in offices.grid.table.records()] == ["範例地政局", "範例第一地政事務所"]
    driver.bench.undo()
    driver.bench.undo()
    driver.settle()
    assert offices.grid.table.rowCount() == 1


def test_own_agency_keeps_its_tier_and_code(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    before = driver.ask(agencies.own_agency)
    offices.grid.opened.emit(offices.grid.current())
    editor = driver.dialog(AgencyEditor)
    assert not editor.tier.isVisible()
    editor.called.set_text("範例新地政局")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    after = driver.ask(agencies.own_agency)
    assert (after.name, after.tier, after.parent, after.code) == ("範例新地政局", before.tier, before.parent, before.code)


def test_head_counts_are_recorded_and_deleted(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    driver.press(offices, "登錄員額…")
    editor = driver.dialog(CountEditor)
    driver.looked_over(editor)
    assert editor.day.value == date(2026, 11, 20)
    assert Headcount.OFFICERS not in editor.counts  # of a second-tier agency alone
    editor.counts[Headcount.STAFFING_PRESENT].set_text("９")
    editor.counts[Headcount.AGENCY].set_text("abc")
    driver.qtbot.wait(200)
    assert not editor.accept_button.isEnabled()
    assert "不是可用的數字" in editor.counts[Headcount.AGENCY].problem.text()
    editor.counts[Headcount.AGENCY].set_text("")
    editor.source.set_text("員額表")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    (row,) = offices.counts.table.records()
    assert (row.kind, row.count, row.source) == (Headcount.STAFFING_PRESENT, 9, "員額表")
    offices.counts.selectRow(0)
    driver.press(offices, "刪除這一筆…")
    driver.press(driver.dialog(Confirm), "刪除")
    assert offices.counts.table.rowCount() == 0
    driver.bench.undo()
    driver.settle()
    assert driver.ask(lambda desk: len(desk.store.all(Staffing))) == 1
