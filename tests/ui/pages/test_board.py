"""進度: agencies by stages at the collector's desk."""

from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from hrdesk.domain.collected import Stage
from hrdesk.domain.values import Key
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.collecting import stage_days
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.list_window import ListWindow
from hrdesk.ui.pages.board.columns import Group, cell_chip
from hrdesk.ui.pages.board.editors import DuesEditor, PermitEditor, Reminders
from hrdesk.ui.pages.board.page import BoardPage
from hrdesk.ui.pages.board.page import page as board_page
from hrdesk.ui.pages.evaluate.returns import MattersDialog
from hrdesk.ui.remark_editor import RemarkEditor
from hrdesk.ui.sending import SendDialog
from tests.services.steps import nominated, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City
from tests.ui.collecting import Collector, Seat
from tests.ui.driving import Driver


def opened(seat: Seat) -> BoardPage:
    made = board_page(seat.driver.bench)
    seat.driver.open(made, width=1118, height=660)
    return made


def due(city: City) -> None:
    submitted(city)
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 15))


def chips(page: BoardPage, code: str) -> list[str]:
    row = next(one for one in page.grid.table.records() if one.agency.code == code)
    found = (cell_chip(cell) for cell in row.cells)
    return [chip.text if chip else "" for chip in found]


def asides(driver: Driver) -> list[QWidget]:
    shown: list[QWidget] = []

    def put(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        shown.append(widget)

    driver.bench.shown.connect(put)
    return shown


def permits(driver: Driver) -> int:
    return driver.ask(lambda desk: len(stage_days.days_of(desk, YEAR).permitted))


def test_every_agency_stands_at_its_stages(collector: Collector) -> None:
    seat = collector("department", nominated)
    driver, page = seat.driver, opened(seat)
    driver.looked_over(page)
    assert chips(page, FIRST) == ["116/01/05", "116/01/05", "未完成", "116/01/05", "116/01/05", "116/01/05", "0／2 人", "未完成"]
    assert chips(page, CHILD) == ["116/01/05", "116/01/05", "", "", "", "", "", ""]
    assert chips(page, OTHER)[0] == "未完成"
    page.facets.pick(Group.MISSING)
    assert [row.agency.code for row in page.grid.table.records()] == [OTHER]
    page.facets.pick(None)
    page.next.setCurrentIndex(page.next.findData(Stage.EVALUATED))
    assert [row.agency.code for row in page.grid.table.records()] == [FIRST]
    page.next.setCurrentIndex(0)
    page.filter.setText("文化局")
    assert page.grid.table.rowCount() == 1


def test_days_are_set_and_taken_back(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    before = driver.ask(lambda desk: stage_days.days_of(desk, YEAR))
    driver.press(page, "年度資料已到：設定期限…")
    editor = driver.dialog(DuesEditor)
    driver.looked_over(editor)
    editor.days[Stage.ARRIVED].set_text("1160115")
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    assert chips(page, OTHER)[0] == "逾 10 日"
    assert page.data is not None
    assert page.data.board.totals[0].late == 1
    page.facets.pick(Group.LATE)
    assert [row.agency.code for row in page.grid.table.records()] == [OTHER]
    driver.bench.write(keeping.undo)
    driver.settle()
    assert driver.ask(lambda desk: stage_days.days_of(desk, YEAR)) == before


def test_offices_are_permitted_to_be_late_and_the_permission_is_withdrawn(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    shown = asides(driver)
    page.grid.select(lambda row: row.agency.code == OTHER)
    driver.settle()
    page.actions_by_key["permit"].trigger()
    editor = driver.dialog(PermitEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.until.set_text("1160131")
    editor.by.set_text("範例科長 王小明")
    editor.reason.set_text("系統停機三日")
    editor.judge()
    driver.settle()
    driver.press(editor, "准予")
    assert chips(page, OTHER)[0] == "准至 01/31"
    page.facets.pick(Group.PERMITTED)
    assert page.grid.table.rowCount() == 1
    page.grid.clearSelection()
    page.grid.selectRow(0)
    driver.settle()
    card = shown[-1]
    card.show()
    assert any("範例科長 王小明 於 116/01/25 准予逾期至 116/01/31：系統停機三日" in one.text() for one in card.findChildren(QLabel))
    driver.press(card, "撤回准許")
    assert permits(driver) == 0
    driver.bench.write(keeping.undo)
    driver.settle()
    assert permits(driver) == 1


def test_what_was_typed_is_gone_on_with(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    assert page.resume("stage-dues", str(YEAR), {"document": "範例字第1號"})
    days = driver.dialog(DuesEditor)
    assert days.document.value == "範例字第1號"
    driver.press(days, "取消")
    assert page.resume("lateness", agency_id(OTHER), {"reason": "系統停機"})
    permit = driver.dialog(PermitEditor)
    assert permit.reason.value == "系統停機"
    driver.press(permit, "取消")
    assert not page.resume("stage-dues", "99", {})


def test_several_are_permitted_at_once_and_none_without_a_stage_in_common(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    page.grid.selectAll()
    page.permit()
    assert told == ["選取的機關沒有共同未完成的階段"]
    page.filter.setText("局")
    page.grid.selectAll()
    page.permit()
    editor = driver.dialog(PermitEditor)
    assert editor.windowTitle() == "准予 2 個機關逾期"
    assert editor.stage.value is Stage.EVALUATED  # the first that is open at both
    editor.until.set_text("1160228")
    editor.by.set_text("範例科長")
    editor.reason.set_text("系統停機三日")
    editor.judge()
    driver.settle()
    driver.press(editor, "准予 2 個機關")
    assert permits(driver) == 2
    driver.bench.write(keeping.undo)
    driver.settle()
    assert permits(driver) == 0


def test_who_is_missing_is_copied_and_printed(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    page.actions_by_key["remind"].trigger()
    asked = driver.dialog(Reminders)
    driver.looked_over(asked)
    driver.settle()
    assert asked.count.text() == "1 個機關"
    driver.press(asked, "複製文字")
    assert "範例文化局（379120000D）　期限116/01/15，已逾10日" in QGuiApplication.clipboard().text()
    assert asked.anew.isHidden()
    written = asked.text.toPlainText() + "\n四、請洽範例處。"
    asked.text.setPlainText(written)
    asked.late.setChecked(True)
    driver.settle()
    assert "請洽範例處" not in asked.text.toPlainText()
    asked.late.setChecked(False)
    driver.settle()
    assert asked.text.toPlainText() == written  # what a person wrote is not written over
    driver.press(asked, "改回自動產生的文字")
    assert asked.text.toPlainText() == written.removesuffix("\n四、請洽範例處。")
    assert asked.anew.isHidden()
    asked.late.setChecked(True)
    driver.settle()
    assert asked.count.text() == "1 個機關"
    asked.print()
    driver.settle()
    paper = next(one for one in asked.window().findChildren(ListWindow))
    assert paper.sheet is not None
    assert len(paper.sheet.listed.rows) == 1
    paper.reject()
    asked.owed.setCurrentIndex(2)
    driver.settle()
    assert not asked.printer.isEnabled()
    asked.reject()


def test_the_board_is_printed_as_it_is_narrowed(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    page.facets.pick(Group.LATE)
    page.actions_by_key["print"].trigger()
    paper = driver.dialog(ListWindow)
    assert paper.sheet is not None
    assert [row[1] for row in paper.sheet.listed.rows] == ["範例文化局", "合計"]
    driver.press(paper, "關閉")


def test_a_row_leads_to_the_evaluation_and_to_what_came(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    places: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    page.open(Key("Agency", agency_id(CHILD)))
    driver.settle()
    page.grid.opened.emit(page.grid.current())
    page.actions_by_key["parcels"].trigger()
    assert places == [("evaluate", Key("Agency", agency_id(FIRST))), ("inbox", Key("Agency", agency_id(CHILD)))]


def test_a_first_tier_agency_sees_its_own_offices_until_they_are_verified(collector: Collector) -> None:
    seat = collector("first", submitted)
    driver, page = seat.driver, opened(seat)
    assert [row.agency.code for row in page.grid.table.records()] == [CHILD]
    assert chips(page, CHILD) == ["116/01/05", "116/01/05"]
    places: list[str] = []
    driver.bench.placed.connect(lambda name, _: places.append(name))
    page.grid.selectRow(0)
    page.go()
    assert places == ["inbox"]


def test_without_offices_the_page_says_what_to_do_first(driver: Driver) -> None:
    page = board_page(driver.bench)
    driver.open(page)
    places: list[str] = []
    driver.bench.placed.connect(lambda name, _: places.append(name))
    driver.press(page, "機關登錄")
    assert places == ["offices"]


def test_a_closed_year_is_only_looked_at(collector: Collector) -> None:
    seat = collector("department", due)
    driver, page = seat.driver, opened(seat)
    driver.bench.set_year(112)
    driver.settle()
    assert not page.actions_by_key["dues"].isEnabled()
    assert not page.actions_by_key["permit"].isEnabled()
    page.grid.selectRow(0)
    page.permit()
    page.set_days()
    driver.settle()
    assert driver.ask(lambda desk: by_code(desk, OTHER).code) == OTHER


def test_a_first_tier_agency_sends_back_what_its_offices_have_to_mend(collector: Collector) -> None:
    seat = collector("first", submitted)
    driver, page = seat.driver, opened(seat)
    page.grid.clearSelection()
    page.actions_by_key["matters"].trigger()
    assert page.grid.select(lambda row: row.agency.code == CHILD)
    page.actions_by_key["mend"].trigger()
    editor = driver.dialog(RemarkEditor)
    editor.text.set_text("請補附表3")
    editor.judge()
    driver.settle()
    driver.press(editor, "登錄")
    page.actions_by_key["matters"].trigger()
    dialog = driver.dialog(MattersDialog)
    driver.looked_over(dialog)
    assert dialog.grid.table.rowCount() == 1
    dialog.reject()
    page.actions_by_key["send-all"].trigger()
    sending = driver.dialog(SendDialog)
    sending.send(seat.out)
    driver.settle()
    assert len(list(seat.out.glob("*-return-*.hrdpkg"))) == 1
    sending.reject()


def test_the_department_answers_offices_through_their_first_tier_agency(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    assert page.grid.select(lambda row: row.agency.code == CHILD)
    page.actions_by_key["mend"].trigger()
    assert told == ["請先選取一級機關"]
