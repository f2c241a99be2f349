"""Coaching records: the list with its filters, the month, settling, the printed form, the closed year."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hrdesk.domain.seeds import Settlement
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Explanation
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.pages.coaching.editor import CoachingEditor
from hrdesk.ui.pages.coaching.log_editor import LogEditor
from hrdesk.ui.pages.coaching.mentoring import MentoringEditor
from hrdesk.ui.pages.coaching.page import LOGS, PAIRS, CoachingPage
from tests.ui.driving import Driver
from tests.ui.pages.coaching.driving import DAY, coach, records, seed


def test_list_is_filtered_by_month_item_state_teacher_and_day(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    other = driver.ask(lambda desk: seed(desk, "陳𡍼明"))
    driver.ask(lambda desk: [coach(desk, teacher, item=1), coach(desk, other, date(2026, 4, 1), settlement=Settlement.SOLVED), coach(desk, teacher, item=3)])
    page.reload()
    driver.settle()
    grid, bar = page.records.grid, page.bar
    assert not bar.clearer.isVisible()
    for box, value, count in ((bar.month, 4, 1), (bar.teacher, teacher.id, 2), (bar.item, 0, 1), (bar.settlement, Settlement.OPEN, 2)):
        box.setCurrentIndex(box.findData(value))
        assert grid.table.rowCount() == count
        driver.press(page, "清除篩選")
        assert grid.table.rowCount() == 3
    page.records.counts.lines[3].click()
    assert grid.table.rowCount() == 1
    page.records.counts.lines[3].click()
    assert grid.table.rowCount() == 3
    page.filter.setText("文化 不存在")
    assert grid.table.rowCount() == 0
    page.filter.clear()
    bar.month.setCurrentIndex(bar.month.findData(3))
    assert page.records.month.month == date(2026, 3, 1)


def test_month_counts_a_day_and_filters_by_it(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: [coach(desk, teacher), coach(desk, teacher), coach(desk, teacher, date(2026, 3, 3))])
    page.reload()
    driver.settle()
    month = page.records.month
    month.show_month(DAY)
    month.days.setFocus()
    assert month.days.said(DAY) == "115/03/02　2 件"
    QTest.keyClick(month.days, Qt.Key.Key_Right)
    assert month.days.accessibleDescription() == "115/03/02　2 件"
    QTest.keyClick(month.days, Qt.Key.Key_Return)
    assert page.records.grid.table.rowCount() == 2
    assert page.bar.clearer.text().startswith("只看 115/03/02")
    QTest.keyClick(month.days, Qt.Key.Key_Space)
    assert page.records.grid.table.rowCount() == 3
    QTest.keyClick(month.days, Qt.Key.Key_PageDown)
    assert month.month == date(2026, 4, 1)
    QTest.keyClick(month.days, Qt.Key.Key_Left)
    assert month.month == date(2026, 3, 1)
    QTest.keyClick(month.days, Qt.Key.Key_PageUp)
    assert month.month == date(2026, 2, 1)
    driver.press(month, "下個月")
    box = dict(month.days._boxes())[date(2026, 3, 3)]
    QTest.mouseClick(month.days, Qt.MouseButton.LeftButton, pos=box.center())
    assert page.records.grid.table.rowCount() == 1
    QTest.mouseClick(month.days, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # no day there
    assert page.records.grid.table.rowCount() == 1
    month.show_month(date(2026, 12, 31))
    month.turn(1)
    assert month.month == date(2026, 12, 1)


def test_every_figure_answers_why(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: coach(desk, teacher, item=2, settlement=Settlement.SOLVED))
    page.reload()
    driver.settle()
    told: list[tuple[str, str, Explanation[int]]] = []
    driver.bench.explained.connect(lambda *given: told.append(given))
    driver.press(page, "為什麼？ 帳號與權限")
    driver.press(page, "第一線解決率 100 %，為什麼？")
    driver.press(page, "為什麼？ 未分類")
    assert [(title, value) for title, value, _ in told] == [("第 2 項 帳號與權限", "1 件"), ("第一線解決率", "100 %"), ("未分類", "0 件")]


def test_cases_are_settled_passed_on_confirmed_and_deleted_and_taken_back(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    before = driver.ask(lambda desk: [coach(desk, teacher), coach(desk, teacher)])
    page.reload()
    driver.settle()
    grid = page.records.grid
    grid.selectAll()
    page.actions_by_key["solve"].trigger()
    driver.press(driver.dialog(Confirm), "結案 2 件")
    assert {one.settlement for one in records(driver)} == {Settlement.SOLVED}
    grid.selectAll()
    page.actions_by_key["solve"].trigger()  # nothing is left to settle
    grid.selectRow(0)
    page.actions_by_key["escalate"].trigger()
    ask = driver.dialog(Ask)
    driver.looked_over(ask)
    ask.fields[0].set_text("8585")
    ask.fields[2].set_text("B-2")
    driver.press(ask, "轉報")
    assert sorted(one.ticket for one in records(driver)) == ["", "B-2"]
    grid.selectRow(0)
    page.actions_by_key["confirm"].trigger()
    ask = driver.dialog(Ask)
    ask.fields[0].set_text("陳大華")
    driver.press(ask, "登錄確認")
    assert sorted(one.confirmed_by for one in records(driver)) == ["", "陳大華"]
    grid.selectAll()
    page.actions_by_key["delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 2 筆")
    assert records(driver) == ()
    for _ in range(4):
        driver.ask(keeping.undo)
    assert set(records(driver)) == set(before)
    page.reload()
    driver.settle()
    grid.selectRow(0)
    page.actions_by_key["solve"].trigger()
    driver.settle()
    assert sorted(one.settlement.value for one in records(driver)) == ["open", "solved"]


def test_form_is_looked_at_for_one_teacher(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: [coach(desk, teacher), seed(desk, "陳𡍼明")])
    page.reload()
    driver.settle()
    page.bar.teacher.setCurrentIndex(page.bar.teacher.findData(teacher.id))
    driver.press(page, "列印…")
    window = driver.dialog(FormWindow)
    driver.looked_over(window)
    assert (window.preview.pages(), window.about is not None and window.about.officer, window.windowTitle()) == (
        1,
        teacher.id,
        "附表3 輔導服務紀錄表　王小明",
    )
    window.reject()


def test_closed_year_is_read_only(driver: Driver, page: CoachingPage) -> None:
    driver.bench.set_year(113)
    driver.settle()
    assert not driver.bench.writable
    assert not page.records.strip.saver.isEnabled()
    assert not page.log_tab.strip.saver.isEnabled()
    assert [key for key, action in page.actions_by_key.items() if action.isEnabled()] == ["print"]
    page.records.strip.save()
    driver.settle()
    assert page.records.nobody.isVisible()  # nobody was a seed teacher then
    assert records(driver) == ()
    page.edit()
    page.log_tab.edit()
    page.pair_tab.add()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, (CoachingEditor, LogEditor, MentoringEditor))]


def test_page_fits_a_small_screen_and_names_every_input(driver: Driver, page: CoachingPage) -> None:
    for tab in (0, LOGS, PAIRS):
        page.tabs.setCurrentIndex(tab)
        driver.looked_over(page)
