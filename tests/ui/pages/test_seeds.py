"""種籽教師 on the real store: appointed, changed step by step, told, handed over, reviewed; days without one; the closed year."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from hrdesk.domain.minguo import parse_date
from hrdesk.domain.noted import Fitness, FitnessReview
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.services import seeds
from hrdesk.services.desk import Desk
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.pages.seeds.card import SeedCardView
from hrdesk.ui.pages.seeds.change import ChangeWizard
from hrdesk.ui.pages.seeds.editor import AppointmentEditor, FitnessEditor, NoticesEditor
from hrdesk.ui.pages.seeds.page import SeedsPage
from hrdesk.ui.pages.seeds.steps import EndStep, HandoverStep, NoticesStep, SummaryStep
from hrdesk.ui.pages.seeds.tracks import Look
from tests.services.book import PDF, YEAR, appointed, found_child, hire
from tests.ui.driving import Driver

LAST = date(2026, 6, 30)
WHOLE = {"document": "範字第1號", "systems": ("biz-01",), "scope": "本局及所屬", "phone": "02-0000-0001", "email": "a@example.invalid"}


def opened(driver: Driver, start: date | None = date(2026, 1, 1)) -> SeedsPage:
    """Return the page over one seed teacher, chosen, and a colleague."""

    def fill(desk: Desk) -> None:
        person = hire(desk, "王小明", title="科員")
        hire(desk, "李小華", title="專員")
        if start is not None:
            appointed(desk, person, start, **WHOLE)

    driver.ask(fill)
    page = SeedsPage(driver.bench)
    driver.open(page)
    page.grid.selectRow(0)
    return page


def held(driver: Driver) -> tuple[Appointment, ...]:
    return driver.ask(lambda desk: tuple(sorted(desk.store.all(Appointment), key=lambda one: one.start)))


def named(driver: Driver, name: str) -> OfficerId:
    return driver.ask(lambda desk: desk.store.all(Officer, name=name)[0].id)


def wizard(driver: Driver, page: SeedsPage) -> ChangeWizard:
    page.change()
    return driver.dialog(ChangeWizard)


def test_agency_without_any_teacher_is_shown_as_a_breach(driver: Driver) -> None:
    page = opened(driver, None)
    assert page.line.isVisible()
    assert page.strip.duty.text() == "本機關應指派，115/11/20 在任 0 人；本年 365 日沒有種籽教師"
    (track,) = page.line.tracks
    assert [span.look for span in track.spans] == [Look.COVERED, Look.GAP]
    driver.looked_over(page)


def test_teacher_is_appointed_with_everything_and_taken_back(driver: Driver) -> None:
    page = opened(driver, None)
    driver.press(page, "指派…")
    editor = driver.dialog(AppointmentEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.officer.set_text("王小明")
    editor.start.set_value(date(2026, 3, 2))
    editor.document.set_text("範字第1號")
    editor.systems.box.setCurrentIndex(0)
    editor.systems.box.activated.emit(0)
    editor.systems.box.activated.emit(1)
    driver.settle()
    driver.press(editor, f"移除 {editor.systems.names[editor.systems.value[1]]}")
    editor.scope.set_text("本局")
    editor.dedicated.set_value("地政事務所")
    editor.focus.set_value(("biz-02",))
    editor.focus_reason.set_text("新接業務")
    editor.judge()
    driver.settle()
    assert not editor.wrong.isVisible()
    driver.press(editor, "指派")
    (one,) = held(driver)
    assert (one.start, one.document, one.scope, one.dedicated, one.focus) == (date(2026, 3, 2), "範字第1號", "本局", "地政事務所", ("biz-02",))
    assert len(one.systems) == 1
    assert driver.ask(lambda desk: seeds.focus_reason(desk, one.id)) == "新接業務"
    assert page.grid.table.rowCount() == 1
    driver.bench.undo()
    driver.settle()
    assert held(driver) == ()
    assert driver.ask(lambda desk: seeds.focus_reason(desk, one.id)) == ""


def test_cross_agency_teacher_without_consent_is_refused_beside_the_field(driver: Driver) -> None:
    page = opened(driver, None)
    page.appoint()
    editor = driver.dialog(AppointmentEditor)
    editor.officer.set_text("王小明")
    editor.consent.edited.emit()
    editor.domain.set_text("組織編制")
    editor.judge()
    driver.settle()
    assert "同意" in editor.consent.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.consent.set_value(date(2026, 1, 1))
    editor.judge()
    driver.settle()
    assert editor.accept_button.isEnabled()
    editor.reject()


def test_overlapping_appointment_is_refused_beside_the_day(driver: Driver) -> None:
    page = opened(driver)
    page.appoint()
    editor = driver.dialog(AppointmentEditor)
    editor.officer.set_text("王小明")
    editor.start.set_value(date(2026, 3, 2))
    editor.judge()
    driver.settle()
    assert "已經是種籽教師" in editor.start.problem.text()
    editor.reject()


def test_held_appointment_is_changed_and_its_person_stays(driver: Driver) -> None:
    page = opened(driver)
    page.edit()
    editor = driver.dialog(AppointmentEditor)
    assert not editor.officer.isEnabled()
    editor.scope.set_text("本局")
    driver.press(editor, "儲存")
    assert held(driver)[0].scope == "本局"
    driver.bench.undo()
    driver.settle()
    assert held(driver)[0].scope == "本局及所屬"


def test_draft_of_an_appointment_keeps_every_field(driver: Driver) -> None:
    page = opened(driver)
    page.edit()
    first = driver.dialog(AppointmentEditor)
    first.focus.set_value(("biz-02", "biz-03"))
    kept, draft = first.values(), first.draft()
    first.reject()
    page.edit()
    again = driver.dialog(AppointmentEditor)
    again.set_values(kept)
    driver.settle()
    assert draft is not None
    assert draft.focus == ("biz-02", "biz-03")
    assert again.draft() == draft
    again.reject()


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
    for _ in range(3):
        driver.bench.undo()
        driver.settle()
        counts.append((len(held(driver)), len(held(driver)[0].notices), held(driver)[0].end))
    assert counts == [(2, 0, LAST), (1, 0, LAST), (1, 0, None)]
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


def test_successor_who_already_serves_is_told_and_the_end_stays(driver: Driver) -> None:
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


def test_fitness_review_is_kept_and_taken_back(driver: Driver) -> None:
    page = opened(driver)
    page.actions_by_key["fitness"].trigger()
    editor = driver.dialog(FitnessEditor)
    driver.looked_over(editor)
    editor.reason.set_text("三次未到課")
    editor.outcome.set_value(Fitness.TRAINED)
    editor.by.set_text("範例主管")
    editor.judge()
    driver.press(editor, "儲存檢討")
    (review,) = driver.ask(lambda desk: desk.store.all(FitnessReview))
    assert (review.reason, review.outcome, review.by) == ("三次未到課", Fitness.TRAINED, "範例主管")
    driver.bench.undo()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(FitnessReview)) == ()


def test_register_as_of_a_day_holds_who_served_then(driver: Driver) -> None:
    page = opened(driver)
    driver.ask(lambda desk: seeds.end(desk, desk.store.all(Appointment)[0].id, LAST, "調任"))
    page.reload()
    driver.settle()
    page.strip.day.setText("115/06/30")
    assert page.grid.table.rowCount() == 1
    page.strip.day.setText("115/07/01")
    assert page.grid.table.rowCount() == 0
    page.strip.day.setText("115/13")
    assert page.grid.table.rowCount() == 0
    page.strip.day.clear()
    assert page.grid.table.rowCount() == 1


def test_time_line_is_read_by_keyboard_and_opens(driver: Driver) -> None:
    page = opened(driver, date(2026, 3, 2))
    explained: list[str] = []
    shown: list[SeedCardView] = []
    driver.bench.explained.connect(lambda title, value, why: explained.append(value))
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    line = page.line
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert page.said.text() == "範例地政局：應指派（肆四）"
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert page.said.text() == "範例地政局：115/01/01–115/03/01 共 60 日沒有種籽教師（肆四）"
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.said.text() == "王小明：115/03/02 至今，種籽教師"
    QTest.keyClick(line, Qt.Key.Key_Space)
    driver.settle()
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.at == (0, 0)
    assert explained == ["應指派，60 日沒有種籽教師"]
    driver.qtbot.addWidget(shown[0])


def test_time_line_is_chosen_by_mouse_and_stays_chosen(driver: Driver) -> None:
    page = opened(driver, date(2026, 3, 2))
    line = page.line
    where = line.rect_of((1, 0)).center().toPoint()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=where)
    assert line.at == (1, 0)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    shown: list[SeedCardView] = []
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    QTest.mouseDClick(line, Qt.MouseButton.LeftButton, pos=where)
    driver.settle()
    driver.qtbot.addWidget(shown[0])
    page.reload()
    driver.settle()
    assert line.at == (1, 0)
    assert not page.grab().isNull()


def test_card_leads_on_and_says_why(driver: Driver) -> None:
    page = opened(driver)
    shown: list[SeedCardView] = []
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    page.actions_by_key["card"].trigger()
    driver.settle()
    (card,) = shown
    pane = SidePane()
    driver.qtbot.addWidget(pane)
    pane.put("種籽教師", card)
    driver.looked_over(pane)
    asked: list[str] = []
    explained: list[str] = []
    driver.bench.placed.connect(lambda name, key: asked.append(name))
    driver.bench.explained.connect(lambda title, value, why: explained.append(title))
    driver.press(card, "王小明")
    driver.press(card, "到自我檢核")
    driver.press(card, "種籽教師應參加課程：為什麼？")
    driver.press(page, "應置與已置：為什麼？")
    assert (asked, explained) == (["people", "self_check"], ["應參加課程", "範例地政局：應置與已置"])
    assert len(card.card.competencies) == 9


def test_subordinate_agency_stands_under_its_own_heading(driver: Driver) -> None:
    def fill(desk: Desk) -> None:
        child = found_child(desk)
        appointed(desk, hire(desk, "陳𡍼明", agency=child.id))

    driver.ask(fill)
    page = opened(driver)
    assert [(track.label, track.agency) for track in page.line.tracks] == [
        ("範例地政局", True),
        ("王小明", False),
        ("範例地政事務所（人事人員數未載，無法認定）", True),
        ("陳𡍼明", False),
    ]


def test_annex_is_shown_as_it_prints(driver: Driver) -> None:
    page = opened(driver)
    driver.press(page, "列印附表2…")
    dialog = driver.dialog(FormWindow)
    assert dialog.preview.pages() == 1
    dialog.reject()


def test_record_named_elsewhere_is_brought_into_view(driver: Driver) -> None:
    page = opened(driver)
    page.grid.clearSelection()
    page.open(Key("Appointment", held(driver)[0].id))
    assert len(page.grid.selection()) == 1


@pytest.mark.parametrize("name", ["appoint", "edit", "change", "notices", "fitness"])
def test_closed_year_is_only_read(driver: Driver, name: str) -> None:
    page = opened(driver, parse_date("112/01/01").day)
    driver.bench.set_year(YEAR - 2)
    driver.settle()
    page.grid.selectRow(0)
    assert page.grid.table.rowCount() == 1
    assert not page.actions_by_key[name].isEnabled()
    assert not page.findChildren(QDialog)
