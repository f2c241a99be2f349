"""未到課 on the real store: reported, reviewed one and many, both consequences, the day set, the closed year."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from hrdesk.domain.absence import CaseState
from hrdesk.domain.forms import Paper
from hrdesk.domain.minguo import parse_date
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study import absence, training
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.pages.absences.card import CaseCard
from hrdesk.ui.pages.absences.editor import DueEditor, ReportEditor, ReviewEditor
from hrdesk.ui.pages.absences.page import AbsencesPage
from tests.services.book import PDF, YEAR, enrolled, hire, hold
from tests.ui.driving import Driver


def miss(desk: Desk, *names: str, presence: Presence = Presence.LEAVE) -> None:
    """Let people be enrolled in one course and miss it."""
    course = hold(desk)
    for name in names:
        record = enrolled(desk, course, hire(desk, name))
        training.attend(desk, course.id, record.officer, training.spread(course, presence, leave_kind="病假"))


def opened(driver: Driver, *names: str) -> AbsencesPage:
    """Return the page over people who missed a course, the first one chosen."""
    driver.ask(lambda desk: miss(desk, *names) if names else None)
    page = AbsencesPage(driver.bench)
    driver.open(page)
    if names:
        page.grid.selectRow(0)
    return page


def reports(driver: Driver) -> tuple[AbsenceReport, ...]:
    return driver.ask(lambda desk: desk.store.all(AbsenceReport))


def test_empty_page_says_where_cases_come_from(driver: Driver) -> None:
    page = opened(driver)
    assert not page.grid.isVisible()
    driver.looked_over(page)
    asked: list[tuple[str, object]] = []
    driver.bench.placed.connect(lambda name, key: asked.append((name, key)))
    driver.press(page, "到課程與班期")
    assert asked == [("courses", None)]


def test_states_are_counted_and_filtered(driver: Driver) -> None:
    page = opened(driver, "王小明", "李小華", "陳𡍼明")
    driver.ask(lambda desk: absence.save_report(desk, absence.cases(desk, YEAR)[0].training, reason="住院", leave_kind="", evidence=()))
    page.reload()
    driver.settle()
    driver.looked_over(page)
    assert page.strip.buttons[None].text() == "全部 3"
    driver.press(page, "只看已填無佐證，1 件")
    assert [row.case.state for row in page.grid.table.records()] == [CaseState.NO_EVIDENCE]
    page.filter.setText("沒有這個人")
    assert page.grid.table.rowCount() == 0
    driver.press(page, "全部，3 件")
    page.filter.setText("𡍼")
    assert [row.officer.name for row in page.grid.table.records()] == ["陳𡍼明"]


def test_case_is_reported_with_evidence_and_taken_back(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "診斷證明.pdf").write_bytes(PDF)
    page = opened(driver, "王小明")
    driver.press(page, "填報…")
    editor = driver.dialog(ReportEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.reason.set_text("住院三日")
    editor.leave_kind.set_value("病假")
    editor.findChildren(EvidenceField)[0].add([tmp_path / "診斷證明.pdf"])
    driver.settle()
    editor.judge()
    driver.settle()
    assert not editor.wrong.isVisible()
    driver.press(editor, "儲存填報")
    (held,) = reports(driver)
    assert (held.reason, held.leave_kind, len(held.evidence)) == ("住院三日", "病假", 1)
    assert [row.case.state for row in page.grid.table.records()] == [CaseState.WAITING]
    driver.bench.undo()
    driver.settle()
    assert reports(driver) == ()
    assert [row.case.state for row in page.grid.table.records()] == [CaseState.NOT_REPORTED]
    driver.ask(keeping.undo)
    assert driver.ask(lambda desk: desk.store.all(Evidence)) == ()


def test_report_that_lacks_something_is_told_beside_the_field(driver: Driver) -> None:
    page = opened(driver, "王小明")
    page.report()
    editor = driver.dialog(ReportEditor)
    editor.reason.set_text("住院")
    editor.reason.set_text("")
    editor.judge()
    assert editor.reason.problem.text() == "請填寫"
    editor.reason.set_text("住院")
    editor.judge()
    driver.settle()
    assert "假別" in editor.leave_kind.problem.text()
    assert "佐證" in editor.evidence.problem.text()
    assert editor.accept_button.isEnabled()
    editor.reject()


def test_report_goes_on_where_the_program_ended(driver: Driver) -> None:
    page = opened(driver, "王小明")
    page.report()
    editor = driver.dialog(ReportEditor)
    editor.reason.set_text("住院")
    key, kept = editor.key, editor.values()
    editor.reject()
    assert not page.resume("appointment", key, kept)
    assert not page.resume("absence", "", kept)
    assert page.resume("absence", key, kept)
    again = driver.dialog(ReportEditor)
    assert again.reason.value == "住院"
    again.reject()


def test_head_reviews_one_report_with_a_reason_where_needed(driver: Driver) -> None:
    page = opened(driver, "王小明")
    assert not page.actions_by_key["review"].isEnabled()
    driver.ask(lambda desk: absence.save_report(desk, absence.cases(desk, YEAR)[0].training, reason="住院", leave_kind="病假", evidence=()))
    page.reload()
    driver.settle()
    driver.press(page, "初審…")
    editor = driver.dialog(ReviewEditor)
    driver.looked_over(editor)
    editor.verdict.set_value(Verdict.INSUFFICIENT)
    assert not editor.accept_button.isEnabled()
    editor.reason.set_text("未附佐證")
    editor.judge()
    driver.press(editor, "審認")
    (held,) = reports(driver)
    assert (held.verdict, held.verdict_reason) == (Verdict.INSUFFICIENT, "未附佐證")
    assert page.grid.table.texts(0)[-3:-1] == ("列缺點", "待認定")
    driver.bench.undo()
    driver.settle()
    assert reports(driver)[0].verdict is None


def test_several_reports_are_reviewed_with_their_count_first(driver: Driver) -> None:
    page = opened(driver, "王小明", "李小華", "張大同")

    def two(desk: Desk) -> None:
        for case in absence.cases(desk, YEAR)[:2]:
            absence.save_report(desk, case.training, reason="班機取消", leave_kind="事假", evidence=())

    driver.ask(two)
    page.reload()
    driver.settle()
    page.grid.selectAll()
    page.review()
    editor = driver.dialog(ReviewEditor)
    assert editor.windowTitle() == "整批初審 2 件"
    driver.looked_over(editor)
    editor.verdict.set_value(Verdict.SUFFICIENT)
    editor.judge()
    driver.press(editor, "審認這 2 件")
    assert {one.verdict for one in reports(driver)} == {Verdict.SUFFICIENT}
    driver.bench.undo()
    driver.settle()
    assert {one.verdict for one in reports(driver)} == {None}


def test_day_set_makes_late_ones_faults_and_is_taken_back(driver: Driver) -> None:
    page = opened(driver, "王小明")
    assert page.strip.due.text() == "未設填報期限"
    driver.press(page, "未設填報期限")
    editor = driver.dialog(DueEditor)
    driver.looked_over(editor)
    editor.day.set_value(parse_date("115/11/01").day)
    editor.document.set_text("範字第3號")
    driver.press(editor, "設定期限")
    assert page.strip.due.text() == "填報期限 115/11/01（已過）"
    assert page.grid.table.texts(0)[-3:-1] == ("列缺點", "列缺點")
    page.set_due()
    again = driver.dialog(DueEditor)
    assert (again.day.text(), again.document.value) == ("115/11/01", "範字第3號")
    again.reject()
    driver.bench.undo()
    driver.settle()
    assert page.strip.due.text() == "未設填報期限"


def test_rate_and_consequences_say_why(driver: Driver) -> None:
    page = opened(driver, "王小明")
    told: list[tuple[str, str]] = []
    driver.bench.explained.connect(lambda title, value, why: told.append((title, value)))
    driver.press(page, "到課出席率：為什麼？")
    page.actions_by_key["why_person"].trigger()
    page.actions_by_key["why_agency"].trigger()
    assert told == [
        ("到課出席率", "0.00%（到課 0／報名 1 人次）"),
        ("王小明：對個人", "尚待填報或審認"),
        ("王小明：對一級機關", "尚待填報或審認"),
    ]


def test_card_shows_both_reviews_apart_and_leads_on(driver: Driver) -> None:
    page = opened(driver, "王小明")
    shown: list[CaseCard] = []
    driver.bench.shown.connect(lambda _, widget: shown.append(widget))
    page.actions_by_key["card"].trigger()
    driver.settle()
    (card,) = shown
    driver.qtbot.addWidget(card)
    card.show()
    driver.looked_over(card)
    asked: list[tuple[str, Key]] = []
    driver.bench.placed.connect(lambda name, key: asked.append((name, key)))
    driver.press(card, "王小明")
    driver.press(card, "範例操作班（第1期）")
    page.actions_by_key["person"].trigger()
    page.actions_by_key["courses"].trigger()
    assert [name for name, _ in asked] == ["people", "courses", "people", "courses"]
    told: list[str] = []
    driver.bench.explained.connect(lambda title, value, why: told.append(value))
    driver.press(card, "人事處複審與對一級機關：為什麼？")
    assert told == ["尚待填報或審認"]


def test_annex_is_shown_as_it_prints_and_saved(driver: Driver, tmp_path: Path) -> None:
    page = opened(driver, "王小明")
    driver.press(page, "列印附表4…")
    dialog = driver.dialog(FormWindow)
    driver.looked_over(dialog)
    assert dialog.preview.pages() == 1
    dialog.save_as(Paper.PDF)
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "附表4.pdf"))
    files.close()
    driver.settle()
    assert (tmp_path / "附表4.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_record_named_elsewhere_is_brought_into_view(driver: Driver) -> None:
    page = opened(driver, "王小明", "李小華")
    page.grid.clearSelection()
    key = driver.ask(lambda desk: absence.cases(desk, YEAR)[1].training)
    page.open(Key("TrainingRecord", key))
    assert [row.id for row in page.grid.selection()] == [key]


@pytest.mark.parametrize("name", ["report", "review", "due"])
def test_closed_year_is_only_read(driver: Driver, name: str) -> None:
    page = opened(driver, "王小明")
    driver.bench.set_year(113)
    driver.settle()
    assert not page.actions_by_key[name].isEnabled()
    page.report()
    assert not page.findChildren(QDialog)
