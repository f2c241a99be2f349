"""到課核對 in the windows of the department and of a first-tier collector."""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.collected import PresenceRuling, Side
from hrdesk.domain.record import OfficerId
from hrdesk.domain.training import AbsenceReport, Presence, TrainingRecord, Verdict
from hrdesk.domain.values import Key
from hrdesk.services.safekeeping.keeping import undo
from hrdesk.ui.pages.reconcile.dialogs import ReviewDialog, RuleDialog
from hrdesk.ui.pages.reconcile.page import CASE, REVIEW, ReconcilePage
from hrdesk.ui.pages.reconcile.page import page as reconcile
from hrdesk.ui.sending import SendDialog
from tests.factory import record_id
from tests.services.steps import put, submitted
from tests.services.test_second_reviews import REPORT, reported
from tests.services.test_sign_in_cases import claimed, enrolment, joined, told
from tests.services.three_offices import YEAR, City
from tests.ui.collecting import Collector
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps


def opened(collector: Collector, steps: Steps = told, name: str = "department") -> tuple[Driver, ReconcilePage]:
    driver = collector(name, steps).driver
    made = reconcile(driver.bench)
    driver.open(made, width=1118, height=660)
    return driver, made


def presence(driver: Driver) -> Presence:
    held = driver.ask(lambda desk: desk.store.get(TrainingRecord, record_id("enrolment")))
    assert held is not None
    return held.attendance[0].presence


def test_both_accounts_stand_side_by_side(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.looked_over(page)
    assert page.cases.table.texts(0)[:6] == ("待認定", "範例地政局", "陳𡍼明", "範例操作班", "缺席", "到課")
    assert page.tabs.tabText(CASE) == "簽到與附表1（1）"
    page.filter.setText("文化")
    assert page.cases.table.rowCount() == 0


def test_nothing_is_chosen_beforehand_and_a_ruling_for_the_agency_is_taken_over_and_undone(collector: Collector) -> None:
    driver, page = opened(collector)
    page.cases.selectRow(0)
    page.actions_by_key["rule"].trigger()
    dialog = driver.dialog(RuleDialog)
    driver.looked_over(dialog)
    assert dialog.side.value is None
    assert not dialog.accept_button.isEnabled()
    dialog.side.set_value(Side.AGENCY)
    dialog.reason.set_text("調閱簽到表正本，確有簽名")
    driver.press(dialog, "認定")
    assert presence(driver) is Presence.ATTENDED
    assert page.cases.table.texts(0)[0] == "以機關為準"
    driver.ask(undo)
    assert presence(driver) is Presence.ABSENT
    assert driver.ask(lambda desk: desk.store.all(PresenceRuling)) == ()


def test_a_ruling_for_the_sheet_keeps_both_and_may_be_given_anew(collector: Collector) -> None:
    driver, page = opened(collector)
    page.cases.selectRow(0)
    page.rule()
    dialog = driver.dialog(RuleDialog)
    dialog.side.set_value(Side.DEPARTMENT)
    dialog.reason.set_text("簽到表沒有簽名")
    driver.press(dialog, "認定")
    assert presence(driver) is Presence.ABSENT
    assert page.cases.table.texts(0)[0] == "以簽到為準"
    page.rule()
    again = driver.dialog(RuleDialog)
    assert (again.side.value, again.reason.value) == (Side.DEPARTMENT, "簽到表沒有簽名")
    again.side.set_value(None)
    again._rule()
    again.reject()


def test_where_nothing_differs_the_page_says_so(collector: Collector) -> None:
    driver, page = opened(collector, submitted)
    assert page.case_list.blank.isVisible()
    page.tabs.setCurrentIndex(REVIEW)
    driver.settle()
    assert page.review_list.blank.isVisible()


def test_an_absence_is_reviewed_again_and_explained(collector: Collector) -> None:
    driver, page = opened(collector, reported)
    page.open(Key("AbsenceReport", REPORT))
    driver.settle()
    assert page.tabs.currentIndex() == REVIEW
    assert page.tabs.tabText(REVIEW) == "未到課複審（1）"
    assert page.reviews.table.texts(0)[:5] == ("待複審", "範例地政局", "陳𡍼明", "範例操作班", "請假（病假）")
    page.actions_by_key["review"].trigger()
    dialog = driver.dialog(ReviewDialog)
    driver.looked_over(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog._review()
    dialog.verdict.set_value(Verdict.INSUFFICIENT)
    driver.press(dialog, "登錄複審")
    assert "理由" in dialog.wrong.text()
    dialog.reason.set_text("證明不足")
    driver.press(dialog, "登錄複審")
    held = driver.ask(lambda desk: desk.store.get(AbsenceReport, REPORT))
    assert held is not None
    assert (held.department_verdict, held.department_reason) == (Verdict.INSUFFICIENT, "證明不足")
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    page.actions_by_key["why"].trigger()
    assert explained == ["陳𡍼明未到課對一級機關"]
    driver.ask(undo)
    held = driver.ask(lambda desk: desk.store.get(AbsenceReport, REPORT))
    assert held is not None
    assert held.department_verdict is None


def test_several_are_reviewed_after_saying_how_many(collector: Collector) -> None:
    driver, page = opened(collector, reported)
    (one,) = page.reviews.table.records()
    dialog = ReviewDialog(page, driver.bench, (one, one))
    dialog.open()
    driver.looked_over(dialog)
    assert dialog.windowTitle() == "複審 2 件"
    dialog.reject()


def test_what_was_not_reported_cannot_be_reviewed(collector: Collector) -> None:
    driver, page = opened(collector, lambda city: told(city, Presence.ABSENT, Presence.ABSENT))
    page.tabs.setCurrentIndex(REVIEW)
    page.reviews.selectRow(0)
    sentences: list[str] = []
    driver.bench.told.connect(lambda sentence, _: sentences.append(sentence))
    page.review()
    assert sentences == ["選取的案件還沒有填報附表4，沒有可以複審的"]


def test_results_are_sealed_for_everyone(collector: Collector) -> None:
    seat = collector("department", told)
    driver, page = seat.driver, reconcile(seat.driver.bench)
    driver.open(page)
    driver.press(page, "寄發到課結果…")
    dialog = driver.dialog(SendDialog)
    driver.press(dialog, "選擇資料夾…")
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(seat.out))
    files.reject()
    driver.settle()
    assert len(list(seat.out.glob("*-results-*.hrdpkg"))) == 1
    dialog.reject()


def test_a_first_tier_collector_reviews_nothing_again(collector: Collector) -> None:
    driver, page = opened(collector, submitted, "first")
    driver.looked_over(page)
    assert page.tabs.count() == 1
    page.open(Key("TrainingRecord", "0" * 32))
    assert page.tabs.currentIndex() == CASE


def test_a_closed_year_is_only_looked_at(collector: Collector) -> None:
    def steps(city: City) -> None:
        told(city)

    driver, page = opened(collector, steps)
    driver.bench.set_year(YEAR - 5)
    driver.settle()
    assert not page.actions_by_key["rule"].isEnabled()
    page.rule()
    page.review()
    assert driver.ask(lambda desk: desk.store.all(PresenceRuling)) == ()


def test_several_claims_without_a_sheet_are_ruled_on_alike(collector: Collector) -> None:
    def steps(city: City) -> None:
        put(city.department, replace(enrolment(Presence.ABSENT, "left out"), officer=OfficerId(record_id("left out"))))
        joined(city)
        claimed(city)

    driver, page = opened(collector, steps)
    assert sorted(page.cases.table.texts(row)[4] for row in range(3)) == ["本處沒有簽到紀錄", "本處沒有簽到紀錄", "缺席"]
    page.cases.selectAll()
    page.rule()
    dialog = driver.dialog(RuleDialog)
    assert dialog.accept_button.text() == "認定 3 件"
    dialog.side.set_value(Side.AGENCY)
    assert dialog.side.value is not Side.AGENCY  # somebody's agency said nothing that could be taken over
    dialog.reject()
    page.cases.clearSelection()
    for row in range(3):
        if page.cases.table.texts(row)[4] == "本處沒有簽到紀錄":
            page.cases.selectionModel().select(
                page.cases.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
    page.rule()
    dialog = driver.dialog(RuleDialog)
    driver.looked_over(dialog)
    dialog.side.set_value(Side.AGENCY)
    dialog.reason.set_text("本處沒有簽到表，採機關紀錄")
    driver.press(dialog, "認定 2 件")
    assert sorted(page.cases.table.texts(row)[0] for row in range(3)) == ["以機關為準", "以機關為準", "待認定"]
