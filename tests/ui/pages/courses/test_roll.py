"""Who came: by keyboard, by scanner, and what a service refuses."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hrdesk.domain.training import Attendance, Course, Mode, Presence
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import attendance, training
from hrdesk.services.study.attendance import Entry
from hrdesk.services.study.courses import CourseState
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.courses.completion import CompletionDialog
from tests.services.book import enrolled, hire, hold
from tests.ui.driving import Driver
from tests.ui.pages.courses.driving import class_of_two, do, only_course, opened, records, rolled


def test_whole_class_came_with_exceptions_by_keyboard(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    before = records(driver)
    dialog = rolled(driver, page)
    driver.looked_over(dialog)
    driver.press(dialog, "全部到課")
    dialog.sheet.setCurrentIndex(dialog.model.index(1, 3))
    dialog.leave.setCurrentText("病假")
    QTest.keyClick(dialog.sheet, Qt.Key.Key_2)
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Right)
    QTest.keyClick(dialog.sheet, Qt.Key.Key_4)
    dialog.minutes.set_text("1:30")
    QTest.keyClick(dialog.minutes.line, Qt.Key.Key_Return)
    dialog.model.setData(dialog.model.index(1, dialog.model.note_column), " 下午公出 ")
    assert "2 人尚未儲存" in dialog.count.text()
    driver.press(dialog, "儲存 2 人")
    found = {record.note: record.attendance for record in records(driver)}
    assert found[""] == (Attendance(0, Presence.ATTENDED, 360), Attendance(1, Presence.ATTENDED, 360))
    assert found["下午公出"] == (Attendance(0, Presence.LEAVE, 0, "病假"), Attendance(1, Presence.ATTENDED, 90))
    assert page.grid.table.record(0).state is CourseState.RECORDED
    driver.bench.undo()
    driver.settle()
    assert records(driver) == before


def test_keys_mark_clear_and_move(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    dialog = rolled(driver, page)
    sheet, model = dialog.sheet, dialog.model
    sheet.setCurrentIndex(model.index(0, 3))
    QTest.keyClick(sheet, Qt.Key.Key_3)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.currentIndex().row() == 1
    QTest.keyClick(sheet, Qt.Key.Key_1)
    assert [line.marks[0].presence for line in model.lines] == [Presence.ABSENT, Presence.ATTENDED]
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert model.lines[1].marks == {}
    sheet.setCurrentIndex(model.index(0, 1))  # the name stands for the whole row
    QTest.keyClick(sheet, Qt.Key.Key_3)
    assert len(model.lines[0].marks) == 2
    QTest.keyClick(sheet, Qt.Key.Key_5)
    assert [line.made_up for line in model.lines] == [True, False]
    assert model.data(model.index(0, 5), Qt.ItemDataRole.AccessibleTextRole) == "王小明 結果 補課"
    QTest.keyClick(sheet, Qt.Key.Key_5)
    assert [line.made_up for line in model.lines] == [False, False]
    sheet.setCurrentIndex(model.index(1, 3))
    driver.press(dialog, "補課")
    assert "沒有缺課" in dialog.wrong.text()
    driver.press(dialog, "部分")
    assert dialog.minutes.problem.text()
    dialog.reject()
    driver.press(driver.dialog(Confirm), "取消")
    assert dialog.isVisible()
    dialog.reject()
    driver.press(driver.dialog(Confirm), "放棄")
    assert all(record.attendance == () for record in records(driver))


def test_scanner_marks_who_it_reads_and_tells_wrong_numbers_loudly(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        class_of_two(desk)
        hire(desk, "李小華", employee_no="A003")

    page = opened(driver, fill)
    dialog = rolled(driver, page)

    def read(number: str) -> str:
        dialog.scanner.setText(number)
        QTest.keyClick(dialog.scanner, Qt.Key.Key_Return)
        driver.settle()
        assert dialog.isVisible()
        assert dialog.scanner.text() == ""
        return dialog._sentence.text()

    assert read("a002") == "陳𡍼明　第1場報到"
    assert read("A002") == "陳𡍼明　第1場已經報到過"
    assert dialog.said.property("state") == "good"
    assert "A999" in read("A999")
    assert dialog.said.property("state") == "bad"
    dialog.session.setCurrentIndex(1)
    assert "沒有報名" in read("A003")
    dialog.model.mark([(0, 0)], Presence.ABSENT)
    driver.press(dialog, "登錄為未報名到課")
    assert {line.person.officer.name for line in dialog.model.lines} == {"王小明", "李小華", "陳𡍼明"}
    walk_in = next(one for one in records(driver) if one.enrolled is None)
    assert walk_in.attendance == (Attendance(1, Presence.ATTENDED, 360),)
    assert dialog.model.entries()  # the draft of the others stayed
    driver.press(dialog, "儲存 1 人")
    assert sum(bool(one.attendance) for one in records(driver)) == 3


def test_roll_without_changes_closes(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    dialog = rolled(driver, page)
    driver.press(dialog, "完成")
    assert all(record.attendance == () for record in records(driver))


def test_roll_says_what_a_service_refuses(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    dialog = rolled(driver, page)
    driver.press(dialog, "全部到課")
    driver.ask(lambda desk: training.cancel(desk, desk.store.all(Course)[0].id))
    dialog.finish()
    driver.settle()
    assert "停辦" in dialog.wrong.text()
    dialog.model.lines = []
    dialog.reject()


def test_digital_course_is_completed_by_many(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        held = hold(desk, mode=Mode.DIGITAL)
        for name in ("王小明", "陳𡍼明"):
            enrolled(desk, held, hire(desk, name))

    page = opened(driver, fill)
    do(driver, page, "record")
    dialog = driver.dialog(CompletionDialog)
    driver.looked_over(dialog)
    assert not dialog.accept_button.isEnabled()
    driver.press(dialog, "全部勾選")
    driver.press(dialog, "登錄 2 人完成")
    assert {one.completed for one in records(driver)} == {date(2026, 6, 11)}
    do(driver, page, "complete")
    dialog = driver.dialog(CompletionDialog)
    dialog.grid.selectRow(0)
    dialog.grid.tick(dialog.grid.selection())
    driver.press(dialog, "取消完成")
    assert sum(one.completed is None for one in records(driver)) == 1


def test_a_class_that_two_mark_keeps_both_and_names_who_was_marked_twice(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    dialog = rolled(driver, page)
    first, second = (line.person.officer.id for line in dialog.model.lines)
    dialog.model.mark([(0, 0), (1, 0)], Presence.ATTENDED)
    course = only_course(driver)
    theirs = {first: Entry((Attendance(1, Presence.LEAVE, 0, "病假"),), "對方"), second: Entry((Attendance(0, Presence.ABSENT, 0),))}
    driver.ask(lambda desk: attendance.record_class(desk, course.id, theirs))
    dialog.finish()
    driver.settle()
    assert dialog.isVisible()
    assert f"{dialog.model.lines[1].person.officer.name}第 1 場（對方：缺席）" in dialog.wrong.text()
    driver.press(dialog, "儲存 2 人")
    found = {one.officer: one for one in records(driver)}
    assert [(one.session, one.presence) for one in found[first].attendance] == [(0, Presence.ATTENDED), (1, Presence.LEAVE)]
    assert found[first].note == "對方"
    assert [one.presence for one in found[second].attendance] == [Presence.ATTENDED]


def test_a_class_in_which_another_session_was_marked_is_saved_at_once(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    dialog = rolled(driver, page)
    first, _ = (line.person.officer.id for line in dialog.model.lines)
    dialog.model.mark([(0, 0)], Presence.ATTENDED)
    course = only_course(driver)
    driver.ask(lambda desk: attendance.record_class(desk, course.id, {first: Entry((Attendance(1, Presence.ABSENT, 0),))}))
    dialog.finish()
    driver.settle()
    (found,) = [one for one in records(driver) if one.officer == first]
    assert [one.presence for one in found.attendance] == [Presence.ATTENDED, Presence.ABSENT]
