"""綜合評估 in the department's window, on what three real offices sent."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton

from hrdesk.domain.awards import Evaluation, ItemResult, Remark
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.awards import decisions
from hrdesk.services.post import parcels, receiving
from hrdesk.services.review import evaluation
from hrdesk.services.safekeeping.keeping import undo
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.evaluate.page import EvaluatePage
from hrdesk.ui.pages.evaluate.page import page as evaluate
from hrdesk.ui.pages.evaluate.proof_pane import ProofPane
from hrdesk.ui.pages.evaluate.returns import MattersDialog, seal_matters
from hrdesk.ui.remark_editor import RemarkEditor
from hrdesk.ui.sending import SendDialog
from tests.factory import record_id
from tests.services.steps import first_of, nominated, submitted
from tests.services.three_offices import CHILD, FIRST, NEW_YEAR, OTHER, YEAR, City, agency, desk_on, ticking
from tests.ui.collecting import Collector
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps

LOG = record_id(f"log {FIRST}")


def opened(collector: Collector, steps: Steps = submitted) -> tuple[Driver, EvaluatePage]:
    driver = collector("department", steps).driver
    made = evaluate(driver.bench)
    driver.open(made, width=1118, height=660)
    return driver, made


def results(driver: Driver) -> dict[str, ItemResult]:
    return driver.ask(lambda desk: {one.item: one.result for one in evaluation.held(desk, first_of(desk), YEAR).judgements})


def shown(driver: Driver) -> list[ProofPane]:
    panes: list[ProofPane] = []
    driver.bench.shown.connect(lambda _, widget: panes.append(widget))
    return panes


def choose_item(page: EvaluatePage, driver: Driver, number: int) -> None:
    assert page.items.select(lambda line: line.number == number)
    driver.settle()


def test_agencies_stand_with_their_progress_and_the_first_is_looked_at(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.looked_over(page)
    assert [(line.agency.code, line.revision) for line in page.agencies.table.records()] == [(FIRST, 1), (OTHER, 0)]
    assert [page.agencies.table.texts(row)[1] for row in range(2)] == ["0/7 項", "資料未到"]
    assert page.heading.text() == "範例地政局（含所屬）"
    assert page.card.heading.text() == "第 1 項　陸三(四)1"
    assert page.card.words.text().startswith("是否善盡輔導 PSN2K 系統版本更新")
    page.filter.setText("文化")
    assert [line.agency.code for line in page.agencies.table.records()] == [OTHER]


def test_another_agency_is_looked_at_by_choosing_it(collector: Collector) -> None:
    driver, page = opened(collector)
    page.agencies.selectRow(1)
    driver.settle()
    assert page.heading.text() == "範例文化局（含所屬）"
    assert page.items.table.texts(3)[2] == "無資料"
    page.open(Key("Agency", agency(FIRST).id))
    driver.settle()
    assert page.heading.text() == "範例地政局（含所屬）"


def test_one_key_judges_as_suggested_and_goes_on_to_the_next_item(collector: Collector) -> None:
    driver, page = opened(collector)
    page.items.setFocus()
    QTest.keyClick(page.items, Qt.Key.Key_1)
    driver.settle()
    assert results(driver) == {"e1": ItemResult.MET}
    current = page.items.current()
    assert current is not None
    assert current.number == 2
    assert page.agencies.table.texts(0)[1] == "1/7 項"
    driver.ask(undo)
    assert driver.ask(lambda desk: desk.store.all(Evaluation)) == ()


def test_another_result_waits_for_its_remark(collector: Collector) -> None:
    driver, page = opened(collector)
    page.card.results[ItemResult.PARTLY].click()
    driver.settle()
    assert results(driver) == {}
    assert "須填說明" in page.card.told.text()
    assert page.card.chosen is ItemResult.PARTLY
    page.card.remark.note.setPlainText("兩所版本尚未更新")
    QTest.keyClick(page.card.remark.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert results(driver) == {"e1": ItemResult.PARTLY}
    choose_item(page, driver, 1)
    assert page.card.remark.value == "兩所版本尚未更新"
    assert not page.card.told.isVisible()


def test_a_remark_without_a_result_asks_for_one(collector: Collector) -> None:
    driver, page = opened(collector)
    page.card.remark.set_text("待查")
    driver.press(page, "儲存結果與說明")
    assert page.card.told.text() == "請先選擇結果"
    assert results(driver) == {}


def test_what_is_typed_stays_while_something_else_changes(collector: Collector) -> None:
    driver, page = opened(collector)
    page.card.remark.set_text("還在寫")
    driver.bench.write(lambda desk: decisions.remark(desk, agency(FIRST).id, YEAR, "請補件"))
    driver.settle()
    assert page.open_matters.text() == "退補件 1 件（1 件未送）"
    assert page.card.remark.value == "還在寫"


def test_what_was_read_before_the_own_judgement_is_nobody_elses(collector: Collector) -> None:
    driver, page = opened(collector)
    writing = page.card.writing
    place, read = writing.place, writing.subject
    assert read is not None
    page.card.remark.set_text("查無紀錄")
    page.judge(ItemResult.PARTLY, "查無紀錄")
    writing.show(place, read)  # the page was read anew while the judgement was on its way
    assert writing.line.isHidden()
    driver.settle()
    assert results(driver) == {"e1": ItemResult.PARTLY}


def test_another_refusal_is_told(collector: Collector) -> None:
    driver, page = opened(collector)
    refused: list[object] = []
    driver.bench.refused.connect(refused.append)
    page._not_judged(InputError(Fault.NOT_FOUND, what="評估項目", text="e9"))
    assert len(refused) == 1


def test_facts_open_the_records_behind_them_with_their_files(collector: Collector) -> None:
    driver, page = opened(collector)
    panes = shown(driver)
    driver.press(page, "附表3 此項輔導件數：2")
    assert [one.who for one in panes[-1].grid.table.records()] == ["林𠅤如", "陳𡍼明"]
    driver.press(page, "自我檢核「是」：2")
    pane = panes[-1]
    driver.qtbot.addWidget(pane)
    pane.show()
    assert {one.key.kind for one in pane.grid.table.records()} == {"SelfCheck"}
    pane.grid.selectRow(0)
    driver.settle()
    assert [one.text() for one in pane.findChildren(QPushButton)] == ["就這筆紀錄退補件…"]
    assert any(button.accessibleName() == "開啟 作業程序.pdf" for button in pane.findChildren(QToolButton))
    driver.press(pane, "就這筆紀錄退補件…")
    editor = driver.dialog(RemarkEditor)
    assert editor.about is not None
    assert editor.about.kind == "SelfCheck"
    editor.reject()


def test_facts_of_one_person_open_that_persons_records(collector: Collector) -> None:
    driver, page = opened(collector)
    choose_item(page, driver, 6)
    panes = shown(driver)
    link = next(one for one in page.card.findChildren(QPushButton) if one.text().startswith("陳𡍼明"))
    link.click()
    driver.settle()
    assert [one.who for one in panes[-1].grid.table.records()] == ["陳𡍼明"]
    choose_item(page, driver, 5)
    driver.press(page, "全部紀錄")
    assert panes[-1].grid.table.rowCount() == 0


def test_the_suggestion_is_explained(collector: Collector) -> None:
    driver, page = opened(collector)
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    driver.press(page.card, "為什麼？")
    assert explained == ["陸三(四)1"]


def test_the_rest_is_judged_as_suggested_after_saying_how_many(collector: Collector) -> None:
    driver, page = opened(collector)
    page.actions_by_key["rest"].trigger()
    dialog = driver.dialog(Confirm)
    driver.press(dialog, "登錄 4 項")
    assert set(results(driver)) == {"e1", "e4", "e6", "e7"}
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    page.actions_by_key["rest"].trigger()
    assert told == ["其餘未評的項目都須說明，不能照建議登錄"]


def whole(city: City) -> None:
    submitted(city)
    for number in range(1, 8):
        evaluation.judge(city.department, first_of(city.department), YEAR, f"e{number}", ItemResult.PARTLY, "待加強")


def test_a_second_person_reviews_a_whole_evaluation(collector: Collector) -> None:
    driver, page = opened(collector, whole)
    assert page.agencies.table.texts(0)[1] == "已評估"
    page.actions_by_key["second"].trigger()
    driver.settle()
    assert page.agencies.table.texts(0)[1] == "已複核"
    assert "複核" in page.stand.text()


def test_matters_are_written_struck_out_and_sent(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, evaluate(seat.driver.bench)
    driver.open(page)
    page.actions_by_key["mend"].trigger()
    editor = driver.dialog(RemarkEditor)
    driver.looked_over(editor)
    assert editor.article.value == "陸三(四)1"
    editor.text.set_text("請補送版本更新紀錄")
    editor.due.set_text("116/02/10")
    editor.judge()
    driver.settle()
    driver.press(editor, "登錄")
    assert driver.ask(lambda desk: [one.text for one in desk.store.all(Remark)]) == ["請補送版本更新紀錄"]
    driver.press(page, "退補件清單")
    dialog = driver.dialog(MattersDialog)
    driver.looked_over(dialog)
    assert dialog.grid.table.texts(0)[3:] == ("116/02/10", "尚未送出")
    dialog.grid.selectRow(0)
    driver.press(dialog, "刪除這件")
    assert driver.ask(lambda desk: desk.store.all(Remark)) == ()
    driver.bench.undo()
    driver.settle()
    dialog._read()
    driver.settle()
    driver.press(dialog, "簽章送出…")
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(seat.out))
    files.reject()
    driver.settle()
    sent = driver.ask(lambda desk: desk.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.RETURN.value))
    assert len(sent) == 1
    assert len(list(seat.out.glob("*-return-*.hrdpkg"))) == 1
    assert page.open_matters.text() == "退補件 1 件"


def test_what_waits_is_sent_to_everyone_in_one_go(collector: Collector) -> None:
    def steps(city: City) -> None:
        submitted(city)
        decisions.remark(city.department, agency(CHILD).id, YEAR, "請補附表5")

    seat = collector("department", steps)
    driver, page = seat.driver, evaluate(seat.driver.bench)
    driver.open(page)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    driver.press(page, "送出全部退補件…")
    dialog = driver.dialog(SendDialog)
    assert "1 個機關" in dialog.say.text()
    dialog.send(seat.out)
    driver.settle()
    assert "已寫出 1 個檔案" in dialog.say.text()
    dialog.reject()
    driver.press(page, "送出全部退補件…")
    assert told[-1:] == ["沒有尚未送出的退補件"]


def test_a_remark_names_its_record_in_the_agencys_program(collector: Collector) -> None:
    def steps(city: City) -> None:
        submitted(city)
        decisions.remark(city.department, agency(FIRST).id, YEAR, "請補件", about=Key("SystemLog", LOG))

    seat = collector("department", steps)
    page = evaluate(seat.driver.bench)
    seat.driver.open(page)
    seal_matters(seat.driver.bench, agency(FIRST), seat.out)
    seat.driver.settle()
    (file,) = seat.out.glob("*-return-*.hrdpkg")
    with desk_on(seat.out.parent / "first", ticking(NEW_YEAR + timedelta(days=30))) as first:
        (received,) = receiving.receive(first, [file])
        assert received.accepted
        (returned,) = parcels.boxes(first, YEAR).returned
        assert (returned.remark.text, returned.record) == ("請補件", Key("SystemLog", LOG))


def test_the_sheet_is_shown_as_it_will_print(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.press(page, "列印評估表")
    window = driver.dialog(FormWindow)
    driver.qtbot.waitUntil(lambda: window.printed is not None)
    assert window.printed is not None
    assert window.printed.missing == ()
    window.reject()


def test_a_closed_year_is_only_looked_at(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.bench.set_year(YEAR - 5)
    driver.settle()
    assert not page.actions_by_key["second"].isEnabled()
    assert not page.card.results[ItemResult.MET].isEnabled()
    page.card.choose(ItemResult.MET)
    page.ask_mending()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(Evaluation)) == ()


def test_the_list_gives_way_where_the_records_stand_beside(collector: Collector) -> None:
    driver, page = opened(collector, nominated)
    page.resize(780, 640)
    driver.settle()
    assert not page.agencies.isVisible()
    page.resize(1118, 640)
    driver.settle()
    assert page.agencies.isVisible()
