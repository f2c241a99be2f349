"""A class: enrolled, its card, somebody else going, papers, called off."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import training
from hrdesk.services.study.courses import CourseState
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.courses.enrol import EnrolDialog
from hrdesk.ui.pages.courses.page import CoursesPage
from hrdesk.ui.pages.courses.substitute import SubstituteDialog
from tests.services.book import appointed, enrolled, hire, hold
from tests.ui.driving import Driver
from tests.ui.pages.courses.driving import DECEMBER, carded, class_of_two, do, opened, records, texts


def test_people_are_enrolled_by_rank_at_once(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        first, busy, third = hire(desk, "王小明"), hire(desk, "陳𡍼明"), hire(desk, "林𠅤如")
        held = hold(desk, start=DECEMBER, end=DECEMBER)
        enrolled(desk, held, first)
        other = hold(desk, "115-OP-02", name="另一班", start=DECEMBER, end=DECEMBER)
        enrolled(desk, other, busy)
        appointed(desk, third, focus=("biz-01",))

    page = opened(driver, fill)
    before = records(driver)
    do(driver, page, "enrol")
    dialog = driver.dialog(EnrolDialog)
    driver.looked_over(dialog)
    ranked = dialog.grid.table.records()
    assert [row.candidate.officer.name for row in ranked] == ["林𠅤如", "陳𡍼明", "王小明"]
    assert "肆四" in ranked[0].candidate.reasons[0]
    assert "當日另有研習：另一班" in ranked[1].clash[0]
    assert not dialog.accept_button.isEnabled()
    dialog.search.setText("𡍼")
    driver.press(dialog, "全部勾選")
    dialog.search.setText("")
    assert dialog.count.text() == "勾選 1 人，其中 1 人衝堂"
    dialog.grid.selectRow(1)
    driver.press(dialog, "標示當日不能離開")
    assert dialog.count.text() == "勾選 0 人"
    assert dialog.grid.table.records()[-1].candidate.barred
    driver.press(dialog, "全部勾選")
    assert len(dialog.grid.ticked) == 2  # who is in the course cannot be ticked
    driver.press(dialog, "全部勾選")
    dialog.grid.selectRow(0)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Space)
    assert "留守 0 人" in dialog.staying.text()
    driver.press(dialog, "報名 1 人")
    assert len(records(driver)) == len(before) + 1
    driver.bench.undo()
    driver.settle()
    assert records(driver) == before


def test_enrolment_is_refused_in_the_dialog(driver: Driver) -> None:
    page = opened(driver, lambda desk: (hire(desk), hold(desk, start=DECEMBER, end=DECEMBER)))
    do(driver, page, "enrol")
    dialog = driver.dialog(EnrolDialog)
    dialog.finish()  # nobody is ticked
    dialog.grid.tick_all()
    driver.ask(lambda desk: training.cancel(desk, desk.store.all(Course)[0].id))
    dialog.finish()
    driver.settle()
    assert "停辦" in dialog.wrong.text()
    dialog.reject()


def test_course_is_called_off_and_an_empty_one_deleted(driver: Driver) -> None:
    page = opened(driver, lambda desk: hold(desk, start=DECEMBER, end=DECEMBER))
    do(driver, page, "cancel")
    driver.press(driver.dialog(Confirm), "停辦")
    assert page.grid.table.record(0).state is CourseState.CANCELLED
    page.grid.selectRow(0)
    assert not page.actions_by_key["enrol"].isEnabled()
    driver.bench.undo()
    driver.settle()
    do(driver, page, "remove")
    driver.press(driver.dialog(Confirm), "刪除")
    assert driver.ask(lambda desk: desk.store.all(Course)) == ()


def test_card_shows_the_class_and_leads_on(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    shown = carded(driver)
    gone: list[tuple[str, object]] = []
    driver.bench.placed.connect(lambda name, key: gone.append((name, key)))
    do(driver, page, "card")
    card = shown[-1]
    assert "報名人員　2 人" in texts(card)
    assert "組織編制子系統" in texts(card)
    answers: list[tuple[str, str]] = []
    driver.bench.explained.connect(lambda title, value, _: answers.append((title, value)))
    state = next(one for one in card.findChildren(QPushButton) if one.text() == "尚無參與情形")
    state.click()
    driver.settle()
    assert answers[0][1] == "認證 0 小時"
    driver.press(card, "王小明")
    assert gone[0][0] == "people"
    driver.press(card, "由他人替代 王小明")
    dialog = driver.dialog(SubstituteDialog)
    driver.looked_over(dialog)
    dialog.by.set_text("查無此人")
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
    driver.press(card, "取消報名 王小明")
    driver.press(driver.dialog(Confirm), "取消報名")
    assert [getattr(error, "fault", None) for error in driver.refused] == [Fault.WRONG_STATE]  # the course is over
    driver.refused.clear()


def test_somebody_else_goes_and_an_enrolment_is_taken_back(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        held = hold(desk, start=DECEMBER, end=DECEMBER)
        enrolled(desk, held, hire(desk, "王小明"))
        hire(desk, "林𠅤如", unit="人事室")

    page = opened(driver, fill)
    shown = carded(driver)
    do(driver, page, "card")
    driver.press(shown[-1], "由他人替代 王小明")
    dialog = driver.dialog(SubstituteDialog)
    dialog.by.set_text("林𠅤如")
    driver.press(dialog, "替代")
    replaced = next(one for one in records(driver) if one.substituted_by)
    assert replaced.substituted_on == date(2026, 11, 20)
    driver.press(shown[-1], "取消報名 林𠅤如")
    driver.press(driver.dialog(Confirm), "取消報名")
    assert len(records(driver)) == 1
    driver.bench.undo()
    driver.settle()
    assert len(records(driver)) == 2


def test_card_follows_changes_until_it_is_closed(window: MainWindow, driver: Driver) -> None:
    held, _, _ = driver.ask(class_of_two)
    window.show_page("courses", Key("Course", held.id))
    driver.settle()
    page = window.page
    assert isinstance(page, CoursesPage)
    assert window.side.isVisible()
    driver.looked_over(window.side)
    driver.bench.write(lambda desk: training.attend(desk, held.id, desk.store.all(TrainingRecord)[0].officer, training.spread(held, Presence.ATTENDED)))
    driver.settle()
    assert "全程參與" in texts(window.side)
    window.side.leave()
    driver.settle()
    page.reload()
    driver.settle()
    assert not window.side.isVisible()


@pytest.mark.parametrize(("key", "pages"), [("timetable", 1), ("sheet", 2), ("notice", 2)])
def test_papers_of_a_class_are_previewed(driver: Driver, key: str, pages: int) -> None:
    page = opened(driver, class_of_two)
    do(driver, page, key)
    window = driver.dialog(FormWindow)
    driver.qtbot.waitUntil(lambda: window.preview.pages() == pages, timeout=20_000)
    window.reject()
