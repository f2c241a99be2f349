"""課程與班期 on the real store, driven through its widgets."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.training import Attendance, Course, Mode, Presence, Session, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault
from hrdesk.services import steps, training
from hrdesk.services.courses import CourseState
from hrdesk.services.desk import Desk
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.courses.completion import CompletionDialog
from hrdesk.ui.pages.courses.copying import CopyDialog
from hrdesk.ui.pages.courses.editor import CourseEditor
from hrdesk.ui.pages.courses.enrol import EnrolDialog
from hrdesk.ui.pages.courses.page import CoursesPage
from hrdesk.ui.pages.courses.roll import RollDialog
from hrdesk.ui.pages.courses.substitute import SubstituteDialog
from tests.services.book import appointed, enrolled, hire, hold
from tests.ui.driving import Driver

DECEMBER = date(2026, 12, 1)


def opened(driver: Driver, fill: Callable[[Desk], object] | None = None) -> CoursesPage:
    """Fill the book and open the page."""
    if fill is not None:
        driver.ask(fill)
    page = CoursesPage(driver.bench)
    driver.open(page)
    driver.settle()
    return page


def do(driver: Driver, page: CoursesPage, key: str) -> None:
    """Trigger one of the page's actions on its first course."""
    if page.grid.table.rowCount() and page.grid.current() is None:
        page.grid.selectRow(0)
    action: QAction = page.actions_by_key[key]
    assert action.isEnabled(), key
    action.trigger()
    driver.settle()


def records(driver: Driver) -> tuple[TrainingRecord, ...]:
    """Return every training record."""
    return driver.ask(lambda desk: desk.store.all(TrainingRecord))


def only_course(driver: Driver) -> Course:
    """Return the one course of the book."""
    (found,) = driver.ask(lambda desk: desk.store.all(Course))
    return found


def texts(widget: QWidget) -> str:
    """Return every text that stands on a widget."""
    labels = [one.text() for one in widget.findChildren(QLabel)]
    return "\n".join((*labels, *(one.text() for one in widget.findChildren(QPushButton))))


def carded(driver: Driver) -> list[QWidget]:
    """Collect what is shown aside; a window owns it otherwise."""
    found: list[QWidget] = []

    def take(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        widget.show()
        found.append(widget)

    driver.bench.shown.connect(take)
    return found


def class_of_two(desk: Desk) -> tuple[Course, Officer, Officer]:
    """Hold a course of two days in June with two people enrolled."""
    first, second = hire(desk, "王小明", employee_no="A001"), hire(desk, "陳𡍼明", employee_no="A002")
    held = hold(desk)
    enrolled(desk, held, first)
    enrolled(desk, held, second)
    return held, first, second


def test_empty_year_offers_the_first_course(driver: Driver) -> None:
    page = opened(driver)
    driver.looked_over(page)
    assert page.grid.isVisible() is False
    assert page.tree.topLevelItemCount() > 5
    assert not page.actions_by_key["enrol"].isEnabled()


def test_course_is_added_with_its_sessions_and_taken_back(driver: Driver) -> None:
    page = opened(driver)
    do(driver, page, "add")
    editor = driver.dialog(CourseEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.title.set_text("範例操作班")
    editor.code.set_text("115-OP-01")
    editor.dates.set_text("115/12/1")
    editor.until.set_text("115/12/2")
    for _ in range(2):
        driver.press(editor, "加入一場")
    editor.topics.search.setText("組織")
    assert [leaf.text(0) for leaf in editor.topics._leaves.values() if not leaf.isHidden()] == ["參一(一)1　組織編制子系統"]
    editor.topics.set_value(["biz-01", "gone-99"])
    editor.due.set_value([Role.HEAD])
    editor.tags.set_text("資訊安全，實作")
    editor.judge()
    driver.settle()
    assert editor.hours.minutes == 840  # taken over from the sessions
    driver.press(editor, "儲存")
    course = only_course(driver)
    assert course.sessions == (Session(DECEMBER, 540, 960), Session(date(2026, 12, 2), 540, 960))
    assert (course.topics, course.required_for, course.tags, course.minutes) == (("biz-01", "gone-99"), ("head",), ("資訊安全", "實作"), 840)
    assert page.grid.table.rowCount() == 1
    driver.bench.undo()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(Course)) == ()
    assert driver.ask(steps.pending).redo is not None


def test_what_is_wrong_stands_beside_its_field(driver: Driver) -> None:
    page = opened(driver, hold)
    do(driver, page, "add")
    editor = driver.dialog(CourseEditor)
    for field, text in ((editor.title, "範例"), (editor.code, "115-OP-01"), (editor.term, "第1期"), (editor.dates, "115/6/10"), (editor.hours, "6:00")):
        field.set_text(text)
    editor.judge()
    driver.settle()
    assert "已經登錄" in editor.term.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.term.set_text("第2期")
    editor.until.set_text("115/6/1")
    editor.judge()
    driver.settle()
    assert "早於" in editor.until.problem.text()
    driver.press(editor, "加入一場")
    line = editor.sessions.lines[0]
    line.start.setText("1700")
    assert "晚於" in editor.sessions.fault()
    line.start.setText("九點")
    assert editor.sessions.fault()
    line.day.setText("")
    assert "請填日期" in editor.sessions.fault()
    kept = editor.values()
    driver.press(editor, "第1場刪除")
    editor.set_values(kept)
    assert len(editor.sessions.lines) == 1
    editor.reject()


def test_course_is_changed_and_its_sessions_kept(driver: Driver) -> None:
    page = opened(driver, class_of_two)
    before = only_course(driver)
    do(driver, page, "edit")
    editor = driver.dialog(CourseEditor)
    editor.title.set_text("改名班")
    driver.press(editor, "儲存")
    after = only_course(driver)
    assert (after.name, after.sessions, after.topics) == ("改名班", before.sessions, before.topics)
    driver.bench.undo()
    driver.settle()
    assert only_course(driver) == before


def test_last_years_course_is_held_again(driver: Driver) -> None:
    page = opened(driver, lambda desk: hold(desk, "114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11)))
    do(driver, page, "copy")
    dialog = driver.dialog(CopyDialog)
    driver.looked_over(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.grid.selectRow(0)
    driver.press(dialog, "沿用")
    editor = driver.dialog(CourseEditor)
    assert (editor.code.value, editor.dates.value) == ("115-OP-01", date(2026, 6, 9))
    driver.press(editor, "儲存")
    assert [line.course.code for line in page.grid.table.records()] == ["115-OP-01"]


def test_nothing_to_hold_again_is_said(driver: Driver) -> None:
    page = opened(driver)
    do(driver, page, "copy")
    dialog = driver.dialog(CopyDialog)
    assert dialog.none.isVisible()
    dialog.finish()
    dialog.reject()


def test_catalogue_filters_the_list_and_shows_coverage(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        appointed(desk, hire(desk), focus=("biz-01",))
        hold(desk)
        hold(desk, "115-OP-02", name="另一班", topics=("biz-02",))

    page = opened(driver, fill)
    leaf = page.tree._leaves["biz-01"]
    assert (leaf.text(2), leaf.text(3)) == ("1", "0 / 1")
    page.tree.setCurrentItem(leaf)
    assert [line.course.code for line in page.grid.table.records()] == ["115-OP-01"]
    page.filter.setText("另一班")
    assert page.grid.table.rowCount() == 0
    driver.bench.look_again()
    page.reload()
    driver.settle()
    assert page.tree.picked_codes() == {"biz-01"}
    (other,) = [line for line in driver.ask(lambda desk: desk.store.all(Course)) if line.code == "115-OP-02"]
    page.open(Key("Course", other.id))
    driver.settle()
    current = page.grid.current()
    assert current is not None
    assert current.id == other.id


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


def rolled(driver: Driver, page: CoursesPage) -> RollDialog:
    """Open the roll of the first course."""
    do(driver, page, "record")
    return driver.dialog(RollDialog)


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


def test_closed_year_is_for_looking_only(driver: Driver) -> None:
    page = opened(driver, lambda desk: hold(desk, "112-OP-01", start=date(2023, 6, 10), end=date(2023, 6, 11)))
    driver.bench.set_year(112)
    driver.settle()
    page.grid.selectRow(0)
    assert not driver.bench.writable
    edits = [key for key, action in page.actions_by_key.items() if action.property("edits") and action.isEnabled()]
    assert edits == []
    assert page.actions_by_key["card"].isEnabled()
