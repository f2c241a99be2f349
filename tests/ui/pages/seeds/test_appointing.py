"""Seed teachers appointed, changed and reviewed for fitness; what is refused stands beside its field."""

from datetime import date

from hrdesk.domain.noted import Fitness, FitnessReview
from hrdesk.services.teachers import seeds
from hrdesk.ui.pages.seeds.editor import AppointmentEditor, FitnessEditor
from hrdesk.ui.pages.seeds.tracks import Look
from tests.ui.driving import Driver
from tests.ui.pages.seeds.driving import held, opened


def test_agency_without_any_teacher_is_shown_as_a_breach(driver: Driver) -> None:
    page = opened(driver, None)
    assert page.line.isVisible()
    assert page.strip.duty.text() == "本機關應指派，115/11/20 在任 0 人；至當日 324 日沒有種籽教師，之後 41 日還沒有人"
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
