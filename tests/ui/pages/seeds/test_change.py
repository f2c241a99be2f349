"""A seed teacher changes: step by step, told, handed over, taken back."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.services.teachers import seeds
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.seeds.change import ChangeWizard
from hrdesk.ui.pages.seeds.editor import NoticesEditor
from hrdesk.ui.pages.seeds.steps import EndStep, HandoverStep, NoticesStep, SummaryStep
from tests.services.book import PDF
from tests.ui.driving import Driver
from tests.ui.pages.seeds.driving import LAST, held, named, opened, wizard


def test_change_runs_through_all_its_steps(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "交接清冊.pdf").write_bytes(PDF)
    page = opened(driver)
    made = wizard(driver, page)
    driver.looked_over(made)
    step = made.steps[0]
    assert isinstance(step, EndStep)
    driver.press(made, "解除指派")
    assert step.reason.problem.text() == "請填寫"
    step.day.set_value(LAST)
    step.reason.set_text("調任")
    step.successor.set_text("李小華")
    step.document.set_text("範字第9號")
    driver.press(made, "解除指派")
    ended, after = held(driver)
    assert (ended.end, ended.end_reason, ended.successor) == (LAST, "調任", named(driver, "李小華"))
    assert (after.start, after.document, after.systems, after.scope) == (date(2026, 7, 1), "範字第9號", ended.systems, ended.scope)
    told = made.steps[1]
    assert isinstance(told, NoticesStep)
    driver.looked_over(made)
    for field in told.fields:
        for box, _, _ in field.rows.values():
            box.setChecked(True)
    told.fields[0].rows[Addressee.OFFICE][1].set_day(date(2026, 7, 3))
    assert told.fields[0].rows[Addressee.OFFICE][2].text() == "異動後 3 日"
    driver.press(made, "儲存通知")
    ended, after = held(driver)
    assert {one.sent for one in ended.notices if one.change is ChangeKind.ENDED} == {date(2026, 7, 3), date(2026, 11, 20)}
    assert seeds.untold(after, ChangeKind.APPOINTED) == ()
    over = made.steps[2]
    assert isinstance(over, HandoverStep)
    driver.looked_over(made)
    over.day.set_value(date(2026, 7, 5))
    over.evidence.add([tmp_path / "交接清冊.pdf"])
    driver.settle()
    driver.press(made, "儲存交接")
    ended, _ = held(driver)
    assert (ended.handed_over, len(ended.handover)) == (date(2026, 7, 5), 1)
    last = made.steps[3]
    assert isinstance(last, SummaryStep)
    assert all(done for _, done in last.lines)
    driver.press(made, "上一步")
    driver.press(made, "儲存交接")
    driver.press(made, "完成")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, ChangeWizard) and one.isVisible()]


def test_each_step_of_a_change_is_taken_back_by_itself(driver: Driver) -> None:
    page = opened(driver)
    before = held(driver)
    made = wizard(driver, page)
    step = made.steps[0]
    assert isinstance(step, EndStep)
    step.day.set_value(LAST)
    step.reason.set_text("調任")
    step.successor.set_text("李小華")
    driver.press(made, "解除指派")
    told = made.steps[1]
    assert isinstance(told, NoticesStep)
    told.fields[0].rows[Addressee.OFFICE][0].setChecked(True)
    driver.press(made, "儲存通知")
    made.reject()
    counts = []
    for _ in range(2):
        driver.bench.undo()
        driver.settle()
        counts.append((len(held(driver)), len(held(driver)[0].notices), held(driver)[0].end))
    assert counts == [(2, 0, LAST), (1, 0, None)]
    assert held(driver) == before


def test_only_two_of_three_told_leaves_item_seven_unmet(driver: Driver) -> None:
    page = opened(driver, date(2025, 1, 1))
    driver.ask(lambda desk: seeds.end(desk, desk.store.all(Appointment)[0].id, LAST, "調任"))
    page.reload()
    driver.settle()
    made = wizard(driver, page)
    told = made.steps[1]
    assert isinstance(told, NoticesStep)
    for addressee in (Addressee.OFFICE, Addressee.DEPARTMENT):
        told.fields[0].rows[addressee][0].setChecked(True)
    driver.press(made, "儲存通知")
    over = made.steps[2]
    assert isinstance(over, HandoverStep)
    over.day.set_value(date(2026, 7, 5))
    driver.press(made, "儲存交接")
    last = made.steps[3]
    assert isinstance(last, SummaryStep)
    assert last.result.text().endswith("未符合")
    assert ("解除通知：尚未通知所屬人事人員", False) in last.lines
    made.reject()


def test_notice_without_a_day_is_told_and_an_unticked_one_taken_back(driver: Driver) -> None:
    page = opened(driver)
    driver.ask(lambda desk: seeds.notify(desk, desk.store.all(Appointment)[0].id, ChangeKind.APPOINTED, LAST))
    page.reload()
    driver.settle()
    page.actions_by_key["notices"].trigger()
    editor = driver.dialog(NoticesEditor)
    driver.looked_over(editor)
    box, day, after = editor.notices.rows[Addressee.OFFICE]
    day.setText("")
    editor.judge()
    assert "人事機構" in editor.notices.fault()
    assert after.text() == ""
    kept = editor.values()
    box.setChecked(False)
    editor.set_values(kept)
    assert box.isChecked()
    box.setChecked(False)
    editor.judge()
    driver.press(editor, "儲存通知")
    assert seeds.untold(held(driver)[0], ChangeKind.APPOINTED) == (Addressee.OFFICE,)


def test_letters_and_handover_list_are_shown_as_they_print(driver: Driver) -> None:
    page = opened(driver)
    driver.ask(lambda desk: seeds.end(desk, desk.store.all(Appointment)[0].id, LAST, "調任"))
    page.reload()
    driver.settle()
    made = wizard(driver, page)
    letter = made.steps[1].findChildren(type(made.accept_button))[0]
    assert letter.accessibleName() == "給人事機構的通知函"
    letter.click()
    driver.settle()
    (paper,) = made.findChildren(FormWindow)
    assert paper.preview.pages() == 1
    paper.reject()
    driver.settle()
    driver.press(made, "儲存通知")
    made.handover_list()
    driver.settle()
    papers = [one for one in made.findChildren(FormWindow) if one.isVisible()]
    assert papers[0].preview.pages() == 1
    papers[0].reject()
    made.reject()


def test_successor_who_already_serves_is_told_and_nothing_is_half_done(driver: Driver) -> None:
    page = opened(driver)
    other = named(driver, "李小華")
    driver.ask(lambda desk: seeds.appoint(desk, other, date(2026, 2, 1)))
    page.reload()
    driver.settle()
    page.grid.select(lambda row: row.officer.name == "王小明")
    made = wizard(driver, page)
    step = made.steps[0]
    assert isinstance(step, EndStep)
    step.day.set_value(LAST)
    step.reason.set_text("調任")
    step.successor.set_text("李小華")
    driver.press(made, "解除指派")
    assert made.wrong.isVisible()
    assert (made.at, step.reason.value) == (0, "調任")
    assert held(driver)[0].end is None
    step.appoint.setChecked(False)
    driver.press(made, "解除指派")
    assert made.at == 1
    assert held(driver)[0].end == LAST
    made.reject()


def test_end_is_reinstated_after_a_question(driver: Driver) -> None:
    page = opened(driver)
    assert not page.actions_by_key["reinstate"].isVisible()
    before = held(driver)
    driver.ask(lambda desk: seeds.end(desk, desk.store.all(Appointment)[0].id, LAST, "調任"))
    page.reload()
    driver.settle()
    page.actions_by_key["reinstate"].trigger()
    driver.press(driver.dialog(Confirm), "取消解除")
    assert held(driver) == before
    driver.bench.undo()
    driver.settle()
    assert held(driver)[0].end == LAST
