"""研習紀錄 on the real store, driven through its widgets."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.participation import Participation
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.staff import Role
from hrdesk.domain.training import Attendance, Course, Mode, Presence, TrainingRecord
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence, staff
from hrdesk.services.study import absence, training
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.importing.window import ImportWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.training.editor import StudyEditor
from hrdesk.ui.pages.training.next_people import NextDialog
from hrdesk.ui.pages.training.page import MATRIX, RECORDS, TrainingPage
from tests.services.book import PDF, appointed, enrolled, hire, hold, record_of
from tests.ui.driving import Driver

DECEMBER = date(2026, 12, 1)


def opened(driver: Driver, fill: Callable[[Desk], object] | None = None) -> TrainingPage:
    """Fill the book and open the page."""
    if fill is not None:
        driver.ask(fill)
    page = TrainingPage(driver.bench)
    driver.open(page)
    return page


def year(desk: Desk) -> None:
    """Enter two people of whom one came whole and one in part, and a digital course nobody finished."""
    whole, part = hire(desk, "王小明", employee_no="A001", unit="人事室"), hire(desk, "陳𡍼明", employee_no="A002")
    held = hold(desk)
    for person in (whole, part):
        enrolled(desk, held, person)
        appointed(desk, person, focus=("biz-01",))
    training.attend(desk, held.id, whole.id, training.spread(held, Presence.ATTENDED))
    training.attend(desk, held.id, part.id, training.spread(held, Presence.ATTENDED, 400))
    enrolled(desk, hold(desk, "115-E-01", name="範例數位班", mode=Mode.DIGITAL, minutes=120, topics=("biz-02",)), whole)


def do(driver: Driver, page: TrainingPage, key: str, row: int = 0) -> None:
    """Trigger an action of the page on a row."""
    if page.grid.table.rowCount():
        page.grid.selectRow(row)
    action = page.actions_by_key[key]
    assert action.isEnabled(), key
    action.trigger()
    driver.settle()


def explained(driver: Driver) -> list[tuple[str, str, Explanation[object]]]:
    """Collect every answer to 為什麼."""
    found: list[tuple[str, str, Explanation[object]]] = []
    driver.bench.explained.connect(lambda title, value, explanation: found.append((title, value, explanation)))
    return found


def records(driver: Driver) -> tuple[TrainingRecord, ...]:
    """Return every training record."""
    return driver.ask(lambda desk: desk.store.all(TrainingRecord))


def test_empty_year_says_where_records_come_from(driver: Driver) -> None:
    page = opened(driver)
    driver.looked_over(page)
    assert page.grid.isVisible() is False
    assert "無資料" in page.rate.text()
    page.tabs.setCurrentIndex(MATRIX)
    driver.settle()
    assert page.matrix.model.rowCount() == 0
    driver.looked_over(page)


def test_rate_stands_with_its_counts_and_says_why(driver: Driver) -> None:
    page = opened(driver, year)
    assert page.rate.text() == "到課出席率　100.00%（到課 2 ／報名 2 人次）"
    answers = explained(driver)
    driver.press(page, "為什麼？")
    assert answers[0][2].citation.article == "陸二(二)"


def test_records_are_filtered_by_text_course_and_state(driver: Driver) -> None:
    page = opened(driver, year)
    view = page.records
    assert page.grid.table.rowCount() == 3
    view.state.setCurrentIndex(view.state.findText("部分參與"))
    assert [one.participation for one in page.grid.table.records()] == [Participation.PARTIAL]
    view.state.setCurrentIndex(0)
    view.course.setCurrentIndex(view.course.findText("範例數位班（第1期）　115/06/10–06/11"))
    assert [one.course.code for one in page.grid.table.records()] == ["115-E-01"]
    page.reload()
    driver.settle()
    assert page.grid.table.rowCount() == 1  # the filter stays
    view.clear_filters()
    page.filter.setText("人事室")
    assert {one.officer.name for one in page.grid.table.records()} == {"王小明"}
    view.clear_filters()
    page.open(Key("Officer", page.grid.table.record(0).officer.id))
    driver.settle()
    assert page.grid.current() is not None


def test_hours_of_a_record_and_of_a_year_say_why(driver: Driver) -> None:
    page = opened(driver, year)
    answers = explained(driver)
    row = next(n for n, one in enumerate(page.grid.table.records()) if one.participation is Participation.PARTIAL)
    do(driver, page, "why", row)
    assert answers[0][1] == "認證 0 小時"
    assert answers[0][2].citation.article == "伍一(一)"
    do(driver, page, "hours", next(n for n, one in enumerate(page.grid.table.records()) if one.participation is Participation.FULL))
    assert answers[1][:2] == ("王小明　115年度認證時數", "認證 12 小時")


def test_record_is_mended_and_taken_back(driver: Driver) -> None:
    page = opened(driver, year)
    before = records(driver)
    do(driver, page, "edit", next(n for n, one in enumerate(page.grid.table.records()) if one.participation is Participation.PARTIAL))
    editor = driver.dialog(StudyEditor)
    driver.looked_over(editor)
    assert (editor.outcome.text(), editor.minutes.minutes) == ("部分時數", 400)
    assert not editor.completed.isVisible()
    editor.outcome.set_text("請假")
    editor.leave.set_text("病假")
    editor.note.set_text("就醫")
    editor.judge()
    driver.press(editor, "儲存")
    after = next(one for one in records(driver) if one.note)
    assert after.attendance == (Attendance(0, Presence.LEAVE, 0, "病假"), Attendance(1, Presence.LEAVE, 0, "病假"))
    assert "50.00%" in page.rate.text()
    driver.bench.undo()
    driver.settle()
    assert records(driver) == before


def test_note_alone_leaves_attendance_as_it_is(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        person = hire(desk)
        held = hold(desk)
        enrolled(desk, held, person)
        training.attend(desk, held.id, person.id, (Attendance(0, Presence.LEAVE, 0, "事假"), Attendance(1, Presence.ATTENDED, 360)))

    page = opened(driver, fill)
    before = records(driver)[0]
    do(driver, page, "edit")
    editor = driver.dialog(StudyEditor)
    assert editor.outcome.value is None  # no word says it
    editor.note.set_text("補登")
    driver.press(editor, "儲存")
    (after,) = records(driver)
    assert (after.attendance, after.note) == (before.attendance, "補登")
    do(driver, page, "edit")
    editor = driver.dialog(StudyEditor)
    editor.enrolled.set_text("")
    driver.press(editor, "儲存")
    assert "已報名為前提" in editor.wrong.text()
    editor.reject()


def test_words_are_told_apart_and_retyped(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        held = hold(desk)
        for number, name in enumerate(("王小明", "陳𡍼明", "林𠅤如")):
            person = hire(desk, name, employee_no=f"A{number}")
            enrolled(desk, held, person)
        pending, leave, absent = desk.store.all(TrainingRecord)
        training.attend(desk, held.id, leave.officer, training.spread(held, Presence.LEAVE, leave_kind="事假"))
        training.attend(desk, held.id, absent.officer, training.spread(held, Presence.ABSENT))
        assert pending

    page = opened(driver, fill)
    found = {}
    for row in range(3):
        do(driver, page, "edit", row)
        editor = driver.dialog(StudyEditor)
        found[editor.outcome.text()] = row
        editor.reject()
    assert set(found) == {"尚未登錄", "請假", "缺席"}
    do(driver, page, "edit", found["請假"])
    editor = driver.dialog(StudyEditor)
    assert editor.leave.value == "事假"
    editor.leave.set_text("公假")
    driver.press(editor, "儲存")
    assert "公假" in {one.attendance[0].leave_kind for one in records(driver) if one.attendance}
    do(driver, page, "edit", found["尚未登錄"])
    editor = driver.dialog(StudyEditor)
    editor.outcome.set_text("全程到課")
    driver.press(editor, "儲存")
    assert page.grid.table.record(found["尚未登錄"]).participation is Participation.FULL


def test_digital_record_takes_its_day_and_proof(driver: Driver, tmp_path: Path) -> None:
    page = opened(driver, year)
    proof = tmp_path / "證明.pdf"
    proof.write_bytes(PDF)
    row = next(n for n, one in enumerate(page.grid.table.records()) if one.course.mode is Mode.DIGITAL)
    do(driver, page, "edit", row)
    editor = driver.dialog(StudyEditor)
    assert editor.completed.isVisible()
    assert not editor.outcome.isVisible()
    editor.proof.add([proof])
    driver.settle()
    editor.completed.set_text("115/6/11")
    driver.press(editor, "儲存")
    (done,) = [one for one in records(driver) if one.completed]
    assert driver.ask(lambda desk: evidence.held(desk, done.proof))[0].name == "證明.pdf"


def test_record_is_deleted_with_its_name_said(driver: Driver) -> None:
    page = opened(driver, year)
    before = records(driver)
    do(driver, page, "remove")
    driver.press(driver.dialog(Confirm), "刪除")
    assert len(records(driver)) == len(before) - 1
    driver.bench.undo()
    driver.settle()
    assert records(driver) == before


def test_matrix_counts_filters_and_says_why(driver: Driver) -> None:
    page = opened(driver, year)
    answers = explained(driver)
    page.tabs.setCurrentIndex(MATRIX)
    driver.settle()
    view, model = page.matrix, page.matrix.model
    driver.looked_over(page)
    number = next(n for n in range(model.columnCount()) if (one := model.column(n)) is not None and one.topic == "biz-01")
    assert model.heading(number) == "組織編制子系統\n1 / 2"
    assert {model.said(row, number) for row in range(2)} == {"已完成", "部分"}
    done = next(row for row in range(2) if model.said(row, number) == "已完成")
    view.cells.setCurrentIndex(model.index(done, number))
    QTest.keyClick(view.cells, Qt.Key.Key_Return)
    driver.settle()
    assert answers[0][2].value is RequirementState.DONE
    assert answers[0][2].citation.article == "肆四(十)4"
    view.names.asked.emit(model.index(done, 0))
    assert answers[1][0] == "王小明的應修課程"
    view.only_open.setChecked(True)
    assert [model.line(row).officer.name for row in range(model.rowCount())] == ["陳𡍼明"]
    assert model.columnCount() == 4
    view.only_open.setChecked(False)
    view.filter.setText("王小明")
    assert model.rowCount() == 1
    view.filter.setText("")
    QTest.keyClick(view.cells, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("姓名\t單位\t完成 / 應修\t組織編制子系統　1 / 2")
    assert len(lines) == 3


def test_matrix_sorts_by_names_totals_and_states_and_follows_changes(driver: Driver) -> None:
    page = opened(driver, year)
    page.tabs.setCurrentIndex(MATRIX)
    driver.settle()
    model = page.matrix.model

    def names() -> list[str]:
        return [model.line(row).officer.name for row in range(model.rowCount())]

    model.sort(0)
    assert names() == ["王小明", "陳𡍼明"]
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert names() == ["陳𡍼明", "王小明"]
    model.sort(3)
    assert names() == ["王小明", "陳𡍼明"]
    model.sort(1)
    model.sort(-1)
    page.matrix.cells.setCurrentIndex(model.index(1, 3))
    held = model.line(1).id

    def finish(desk: Desk) -> object:
        (course,) = [one for one in desk.store.all(Course) if one.code == "115-OP-01"]
        (late,) = [one for one in desk.store.all(TrainingRecord, course=course.id) if one.attendance[1].minutes < 360]
        return training.make_up(desk, late.id)

    driver.bench.write(finish)  # type: ignore[arg-type]
    driver.settle()
    assert {model.said(row, 3) for row in range(2)} == {"已完成"}
    current = page.matrix.current()
    assert current is not None
    assert current[0].id == held
    assert model.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole).startswith("組織編制子系統\n肆四(十)4\n已完成 2 人")


def test_head_outside_the_article_is_shown_as_not_covered(driver: Driver) -> None:
    page = opened(driver, lambda desk: staff.assign_role(desk, hire(desk, grade="薦任第七職等").id, Role.HEAD, date(2026, 1, 1)))
    page.tabs.setCurrentIndex(MATRIX)
    driver.settle()
    assert page.matrix.model.said(0, 3) == "未列於肆"


def test_who_should_go_is_ranked_for_a_course_or_an_item(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        year(desk)
        hold(desk, "115-OP-09", name="年末班", start=DECEMBER, end=DECEMBER)

    page = opened(driver, fill)
    gone: list[tuple[str, Key]] = []
    driver.bench.placed.connect(lambda name, key: gone.append((name, key)))
    do(driver, page, "next")
    dialog = driver.dialog(NextDialog)
    driver.looked_over(dialog)
    assert dialog.target.text().startswith("班期　年末班")
    assert [one.officer.name for one in dialog.grid.table.records()] == ["陳𡍼明", "王小明"]
    dialog.target.set_text("查無此班")
    assert "請從清單選擇" in dialog.target.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.target.set_text("參一(一)2　任免遷調子系統")
    driver.settle()
    assert not dialog.accept_button.isEnabled()
    dialog.target.set_text("班期　年末班（第1期）　115/12/01")
    driver.settle()
    driver.press(dialog, "到班期報名")
    assert gone[0][0] == "courses"
    page.tabs.setCurrentIndex(MATRIX)
    driver.settle()
    page.matrix.cells.setCurrentIndex(page.matrix.model.index(0, 3))
    page.actions_by_key["next"].trigger()
    dialog = driver.dialog(NextDialog)
    assert dialog.target.text() == "參一(一)1　組織編制子系統"
    dialog.grid.opened.emit(dialog.grid.table.record(0))
    assert gone[1][0] == "people"


def test_records_are_imported_and_pasted(driver: Driver) -> None:
    page = opened(driver, year)
    do(driver, page, "import")
    driver.dialog(QFileDialog).reject()
    driver.settle()
    page.tabs.setCurrentIndex(RECORDS)
    QGuiApplication.clipboard().setText("員工代號\t課程代碼\t課程名稱\t期別\t參與情形\nA001\t115-OP-01\t範例操作班\t第1期\t全程參與")
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    driver.dialog(ImportWindow).reject()
    driver.settle()


def test_annex_is_previewed_and_records_lead_on(driver: Driver) -> None:
    page = opened(driver, year)
    gone: list[str] = []
    driver.bench.placed.connect(lambda name, key: gone.append(name))
    do(driver, page, "person")
    do(driver, page, "course")
    assert gone == ["people", "courses"]
    do(driver, page, "print")
    window = driver.dialog(FormWindow)
    driver.qtbot.waitUntil(lambda: window.preview.pages() > 0, timeout=20_000)
    window.reject()


def test_walk_ins_and_made_up_records_are_said_so(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        person = hire(desk)
        held = hold(desk)
        training.attend(desk, held.id, person.id, training.spread(held, Presence.ATTENDED, 60))
        training.make_up(desk, record_of(desk, held, person).id)

    page = opened(driver, fill)
    row = page.grid.table.texts(0)
    assert "全程參與（補課）" in row
    assert "未報名" in row


def test_closed_year_is_for_looking_only(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        person = hire(desk)
        held = hold(desk, "112-OP-01", start=date(2023, 6, 10), end=date(2023, 6, 11))
        enrolled(desk, held, person)
        training.attend(desk, held.id, person.id, training.spread(held, Presence.ABSENT))
        absence.cases(desk, 112)

    page = opened(driver, fill)
    driver.bench.set_year(112)
    driver.settle()
    page.grid.selectRow(0)
    assert not [key for key, action in page.actions_by_key.items() if action.property("edits") and action.isEnabled()]
    page.edit()
    page.paste((("甲",),))
    driver.settle()
    assert page.isVisible()
