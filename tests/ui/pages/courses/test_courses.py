"""Courses: added, changed, held again, found in the catalogue; the closed year."""

from datetime import date

from hrdesk.domain.staff import Role
from hrdesk.domain.training import Course, Session
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import steps
from hrdesk.ui.pages.courses.copying import CopyDialog
from hrdesk.ui.pages.courses.editor import CourseEditor
from tests.services.book import appointed, hire, hold
from tests.ui.driving import Driver
from tests.ui.pages.courses.driving import DECEMBER, class_of_two, do, only_course, opened


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
    editor.room.set_text("三樓電腦教室")
    editor.lecturers.set_text("王小明、黃大華，王小明")
    editor.seats.set_text("30")
    editor.judge()
    driver.settle()
    assert editor.hours.minutes == 840  # taken over from the sessions
    driver.press(editor, "儲存")
    course = only_course(driver)
    assert course.sessions == (Session(DECEMBER, 540, 960, timed=True), Session(date(2026, 12, 2), 540, 960, timed=True))
    assert (course.topics, course.required_for, course.tags, course.minutes) == (("biz-01", "gone-99"), ("head",), ("資訊安全", "實作"), 840)
    assert (course.place, course.lecturers, course.seats) == ("三樓電腦教室", ("王小明", "黃大華"), 30)
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


def test_closed_year_is_for_looking_only(driver: Driver) -> None:
    page = opened(driver, lambda desk: hold(desk, "112-OP-01", start=date(2023, 6, 10), end=date(2023, 6, 11)))
    driver.bench.set_year(112)
    driver.settle()
    page.grid.selectRow(0)
    assert not driver.bench.writable
    edits = [key for key, action in page.actions_by_key.items() if action.property("edits") and action.isEnabled()]
    assert edits == []
    assert page.actions_by_key["card"].isEnabled()
