"""The logs of the systems and 小老師, on tabs with keys of their own."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import Coaching, LogKind, Mentoring, Outcome, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import coaching
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.coaching.log_editor import LogEditor
from hrdesk.ui.pages.coaching.mentoring import MentoringEditor
from hrdesk.ui.pages.coaching.page import LOGS, PAIRS, CoachingPage
from tests.services.book import hire
from tests.ui.driving import Driver
from tests.ui.pages.coaching.driving import DAY, coach


def test_log_is_kept_from_the_line_and_months_without_one_are_no_data(driver: Driver, page: CoachingPage) -> None:
    page.tabs.setCurrentIndex(LOGS)
    strip, cells = page.log_tab.strip, page.log_tab.months.cells
    assert {cells[LogKind.BACKUP, month].text() for month in range(1, 12)} == {"無資料"}
    assert cells[LogKind.BACKUP, 12].text() == "—"
    strip.save()
    driver.settle()
    assert "系統別" in strip.wrong.text()
    strip.system.setText("人事資料庫")
    strip.verified.setChecked(True)
    strip.system.setFocus()
    QTest.keyClick(strip.system, Qt.Key.Key_Return)
    driver.settle()
    (held,) = driver.ask(lambda desk: desk.store.all(SystemLog))
    assert (held.kind, held.day, held.outcome, held.verified) == (LogKind.BACKUP, date(2026, 11, 20), Outcome.GOOD, True)
    assert cells[LogKind.BACKUP, 11].text() == "正常 1"
    assert "已驗證 1 筆" in cells[LogKind.BACKUP, 11].accessibleName()
    cells[LogKind.BACKUP, 3].click()
    assert page.log_tab.grid.table.rowCount() == 0
    cells[LogKind.BACKUP, 11].click()
    assert page.log_tab.grid.table.rowCount() == 1
    cells[LogKind.BACKUP, 11].click()
    strip.day.clear()
    strip.save()
    assert strip.wrong.text() == "請填寫日期"


def test_log_entry_is_changed_and_deleted(driver: Driver, page: CoachingPage) -> None:
    def add(desk: Desk) -> SystemLog:
        made = SystemLog(id=LogId(desk.new_id()), agency=desk.workspace.agency, kind=LogKind.TRANSMISSION, day=DAY, system="報送", outcome=Outcome.GOOD)
        coaching.log(desk, made)
        return made

    before = driver.ask(add)
    page.tabs.setCurrentIndex(LOGS)
    page.reload()
    driver.settle()
    page.log_tab.grid.selectRow(0)
    page.actions_by_key["log-edit"].trigger()
    editor = driver.dialog(LogEditor)
    driver.looked_over(editor)
    editor.outcome.set_value(Outcome.INCIDENT)
    driver.qtbot.waitUntil(lambda: editor.detail.problem.isVisible())
    editor.detail.set_text("缺漏 3 筆")
    editor.remedy.set_text("已補傳")
    driver.press(editor, "儲存")
    assert driver.ask(lambda desk: desk.store.all(SystemLog)) == (replace(before, outcome=Outcome.INCIDENT, detail="缺漏 3 筆", remedy="已補傳"),)
    assert page.log_tab.months.cells[LogKind.TRANSMISSION, 3].text() == "異常 1"
    page.log_tab.grid.selectRow(0)
    page.actions_by_key["log-delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 1 筆")
    assert driver.ask(lambda desk: desk.store.count(SystemLog)) == 0
    driver.ask(keeping.undo)
    driver.ask(keeping.undo)
    assert driver.ask(lambda desk: desk.store.all(SystemLog)) == (before,)


def test_pair_is_added_changed_and_deleted(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    mentee = driver.ask(lambda desk: hire(desk, "陳𡍼明"))
    page.reload()
    driver.settle()
    page.tabs.setCurrentIndex(PAIRS)
    driver.press(page, "新增小老師…")
    editor = driver.dialog(MentoringEditor)
    driver.looked_over(editor)
    editor.mentor.set_value(teacher.id)
    editor.mentee.set_value(teacher.id)
    editor.topic.set_value("biz-01")
    driver.qtbot.waitUntil(lambda: editor.mentee.problem.isVisible())
    assert not editor.accept_button.isEnabled()
    editor.mentee.set_value(mentee.id)
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    (held,) = driver.ask(lambda desk: desk.store.all(Mentoring))
    assert (held.mentor, held.mentee, held.topic, held.end) == (teacher.id, mentee.id, "biz-01", None)
    page.pair_tab.grid.selectRow(0)
    page.actions_by_key["pair-edit"].trigger()
    editor = driver.dialog(MentoringEditor)
    editor.end.set_value(date(2026, 12, 1))
    editor.outcome.set_text("可獨立作業")
    driver.press(editor, "儲存")
    assert driver.ask(lambda desk: desk.store.all(Mentoring)) == (replace(held, end=date(2026, 12, 1), outcome="可獨立作業"),)
    page.pair_tab.grid.selectRow(0)
    page.actions_by_key["pair-delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 1 筆")
    assert driver.ask(lambda desk: desk.store.count(Mentoring)) == 0


def test_record_is_brought_into_view_on_its_tab(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    def fill(desk: Desk) -> tuple[Coaching, Mentoring]:
        mentee = hire(desk, "陳𡍼明")
        pair = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=teacher.id, mentee=mentee.id, topic="biz-01", start=DAY)
        coaching.mentor(desk, pair)
        return coach(desk, teacher), pair

    item, pair = driver.ask(fill)
    page.reload()
    page.open(Key("Mentoring", pair.id))
    driver.settle()
    chosen = page.pair_tab.grid.current()
    assert (page.tabs.currentIndex(), chosen and chosen.id) == (PAIRS, pair.id)
    page.bar.month.setCurrentIndex(1)
    page.open(Key("Coaching", item.id))
    found = page.records.grid.current()
    assert (page.tabs.currentIndex(), found and found.id) == (0, item.id)


def test_shortcuts_mean_the_open_tabs_own_things(driver: Driver, page: CoachingPage) -> None:
    for tab, mine, others in ((0, "edit", "log-edit"), (LOGS, "log-edit", "edit"), (PAIRS, "pair-edit", "log-edit")):
        page.tabs.setCurrentIndex(tab)
        assert page.actions_by_key[mine].isEnabled()
        assert not page.actions_by_key[others].isEnabled()
