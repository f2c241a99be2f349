"""額度與決定 in the department's window, on what three real offices sent."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from hrdesk.domain.awards import Decision, QuotaApproval, Remark, Ruling
from hrdesk.domain.package import PackageKind
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.staff import Headcount, Officer
from hrdesk.domain.values import Key
from hrdesk.services.agency import agencies
from hrdesk.services.awards.quota_board import Standing
from hrdesk.services.review import quota
from hrdesk.services.safekeeping.keeping import undo
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.list_window import ListWindow
from hrdesk.ui.pages.decide.ceiling import CeilingDialog
from hrdesk.ui.pages.decide.handing import ExportDialog
from hrdesk.ui.pages.decide.page import NOMINEES, QUOTA, DecidePage
from hrdesk.ui.pages.decide.page import page as decide
from hrdesk.ui.pages.decide.quota_editor import BulkApproval, QuotaEditor
from hrdesk.ui.pages.decide.ruling import BulkGrant, ClaimEditor, RulingEditor
from hrdesk.ui.remark_editor import RemarkEditor
from hrdesk.ui.sending import SendDialog
from tests.services.steps import GROUP, change, decided, first_of, nominated, nominee, notified, submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, YEAR, City, claim, teacher
from tests.ui.collecting import Collector
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps


def opened(collector: Collector, steps: Steps = nominated, tab: int = NOMINEES) -> tuple[Driver, DecidePage]:
    driver = collector("department", steps).driver
    made = decide(driver.bench)
    driver.open(made, width=1118, height=660)
    made.tabs.setCurrentIndex(tab)
    driver.settle()
    return driver, made


def approvals(driver: Driver) -> list[QuotaApproval]:
    return list(driver.ask(lambda desk: desk.store.all(QuotaApproval)))


def rulings(driver: Driver) -> dict[Ruling, int]:
    return driver.ask(lambda desk: {one.ruling: one.times for one in desk.store.all(Decision)})


def save(driver: Driver, editor: Editor, verb: str) -> None:
    editor.judge()
    driver.settle()
    driver.press(editor, verb)


def told(driver: Driver) -> list[str]:
    sentences: list[str] = []
    driver.bench.told.connect(lambda sentence, _: sentences.append(sentence))
    return sentences


def choose(page: DecidePage, driver: Driver, name: str) -> None:
    assert page.nominees.people.select(lambda one: one.name == name)
    driver.settle()


def test_quotas_stand_under_both_readings_with_the_citys_totals(collector: Collector) -> None:
    driver, page = opened(collector, submitted, QUOTA)
    driver.looked_over(page)
    assert page.quotas.grid.table.texts(0)[:7] == ("範例地政局", "16", "2", "地政事務所（專責 1）", "2 次 2 人", "2 次 2 人", "未核定")
    assert page.quotas.grid.table.texts(1)[:6] == ("範例文化局", "—", "0", "", "—", "—")
    assert page.quotas.sums["chosen"].text() == "R1 合計　嘉獎 2 次、2 人（1 個機關無資料）"
    page.quotas.reading.set_value("R2")
    assert page.quotas.sums["chosen"].text().startswith("R2 合計")
    assert page.quotas.sums["other"].text().startswith("若採 R1")
    assert page.quotas.sums["approved"].text() == "已核定 0／2 個機關　嘉獎 0 次、0 人"


def test_the_ceiling_of_the_year_stands_against_both_readings(collector: Collector) -> None:
    driver, page = opened(collector, submitted, QUOTA)
    assert page.quotas.sums["ceiling"].text() == "全案預計（已核定照核定，未核定照 R1）嘉獎 2 次；若採 R2 2 次"
    driver.press(page, "設定嘉獎上限…")
    dialog = driver.dialog(CeilingDialog)
    driver.looked_over(dialog)
    dialog.units.set_text("1")
    dialog.document.set_text("範字第2號")
    driver.press(dialog, "設定")
    assert page.quotas.sums["ceiling"].text().endswith("。上限 1 次，R1 超過 1 次，R2 超過 1 次")
    driver.press(page, "設定嘉獎上限…")
    dialog = driver.dialog(CeilingDialog)
    assert (dialog.units.value, dialog.document.value) == ("1", "範字第2號")
    dialog.units.set_text("3")
    driver.press(dialog, "設定")
    assert page.quotas.sums["ceiling"].text().endswith("。上限 3 次，R1 尚餘 1 次，R2 尚餘 1 次")
    driver.press(page, "設定嘉獎上限…")
    dialog = driver.dialog(CeilingDialog)
    dialog.units.set_text("")
    driver.press(dialog, "設定")
    assert "上限" not in page.quotas.sums["ceiling"].text()


def test_agencies_are_narrowed_and_the_table_goes_on_paper(collector: Collector) -> None:
    driver, page = opened(collector, submitted, QUOTA)
    page.quotas.facets.pick(Standing.UNCOUNTED)
    assert [line.agency.name for line in page.quotas.grid.table.records()] == ["範例文化局"]
    page.filter.setText("地政")
    assert page.quotas.grid.table.rowCount() == 0
    page.quotas.facets.pick(None)
    assert page.quotas.grid.table.rowCount() == 1
    page.actions_by_key["print-quotas"].trigger()
    window = driver.dialog(ListWindow)
    driver.qtbot.waitUntil(lambda: window.sheet is not None)
    driver.settle()
    assert window.sheet is not None
    assert window.sheet.listed.rows[0][1] == "範例地政局"
    assert window.sheet.notes[0].startswith("R1 合計")
    window.reject()


def test_baseline_and_approval_are_explained(collector: Collector) -> None:
    driver, page = opened(collector, notified, QUOTA)
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    sentences = told(driver)
    page.quotas.grid.selectRow(0)
    driver.press(page, "選取機關的基準為什麼？")
    driver.press(page, "選取機關的核定為什麼？")
    assert explained == ["範例地政局的基準", "範例地政局的核定"]
    page.quotas.grid.selectRow(1)
    driver.press(page, "選取機關的基準為什麼？")
    driver.press(page, "選取機關的核定為什麼？")
    assert sentences == ["範例文化局沒有登錄員額，無法計算基準", "範例文化局還沒有核定"]


def test_a_quota_is_approved_with_a_group_and_undone(collector: Collector) -> None:
    driver, page = opened(collector, submitted, QUOTA)
    page.quotas.grid.selectRow(0)
    page.actions_by_key["approve"].trigger()
    editor = driver.dialog(QuotaEditor)
    driver.looked_over(editor)
    editor.groups.set_value((GROUP,))
    editor.document.set_text("範字第1號")
    editor.due.set_text("116/02/15")
    driver.settle()
    driver.press(editor, "核定")
    (held,) = approvals(driver)
    assert (held.units, held.heads, held.groups, held.document) == (3, 2, (GROUP,), "範字第1號")
    assert page.quotas.grid.table.texts(0)[6] == "3 次 2 人"
    driver.ask(undo)
    assert approvals(driver) == []


def test_a_deviation_without_a_reason_is_told_beside_the_reason(collector: Collector) -> None:
    driver, page = opened(collector, notified, QUOTA)
    page.quotas.grid.selectRow(0)
    page.quotas.edit()
    editor = driver.dialog(QuotaEditor)
    assert (editor.units.value, editor.groups.value) == ("3", (GROUP,))
    editor.units.set_text("6")
    editor.judge()
    driver.settle()
    assert not editor.accept_button.isEnabled()
    editor.reason.set_text("輔導績效特別優良")
    editor.judge()
    driver.settle()
    driver.press(editor, "核定")
    (held,) = approvals(driver)
    assert (held.units, held.reason) == (6, "輔導績效特別優良")
    assert page.quotas.grid.table.texts(0)[-1] == "有變更"


def test_many_are_approved_as_proposed_after_saying_how_many(collector: Collector) -> None:
    driver, page = opened(collector, submitted, QUOTA)
    page.actions_by_key["many"].trigger()
    dialog = driver.dialog(BulkApproval)
    driver.looked_over(dialog)
    dialog.document.set_text("範字第2號")
    driver.press(dialog, "核定 1 個機關")
    (held,) = approvals(driver)
    assert (held.units, held.document) == (2, "範字第2號")


def test_nobody_is_left_to_approve(collector: Collector) -> None:
    def steps(city: City) -> None:
        submitted(city)
        other = agencies.by_code(city.department, "379120000D")
        agencies.set_staffing(city.department, dict.fromkeys(Headcount, 5), date(2026, 12, 31), agency=other.id)
        quota.approve_as_proposed(city.department, agencies.first_tier(city.department), YEAR, quota.Approved())

    driver, page = opened(collector, steps, QUOTA)
    sentences = told(driver)
    page.quotas.approve_many()
    assert sentences == ["每個機關都已核定；要重新核定，請選取該機關"]


def test_notices_are_sealed_for_all_into_a_folder(collector: Collector) -> None:
    def steps(city: City) -> None:
        submitted(city)
        quota.approve(city.department, first_of(city.department), YEAR, quota.Approved())

    seat = collector("department", steps)
    driver, page = seat.driver, decide(seat.driver.bench)
    driver.open(page)
    page.actions_by_key["notices"].trigger()
    dialog = driver.dialog(SendDialog)
    driver.looked_over(dialog)
    driver.press(dialog, "選擇資料夾…")
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(seat.out))
    files.reject()
    driver.settle()
    assert [dialog.grid.table.texts(row)[1] for row in range(2)] == ["已簽章", "沒有可送的"]
    assert dialog.say.text().startswith("已寫出 1 個檔案，0 個機關未能簽章，1 個沒有可送的。")
    assert len(list(seat.out.glob("*-quota-*.hrdpkg"))) == 1
    dialog.send(seat.out)
    driver.settle()
    assert dialog.grid.table.texts(0)[1] == "與前版相同"
    dialog.reject()
    assert page.quotas.grid.table.texts(0)[-1] == "已通知"


def test_sending_is_stopped_between_files_and_told(collector: Collector) -> None:
    seat = collector("department", decided)
    driver, page = seat.driver, decide(seat.driver.bench)
    driver.open(page)
    page.send(PackageKind.DECISION)
    dialog = driver.dialog(SendDialog)
    dialog.send(seat.out)
    dialog.reject()
    driver.settle()
    assert dialog.say.text().startswith("已停止")
    taken = seat.out / "別的檔案"
    taken.mkdir()
    (taken / f"HRD-{DEPARTMENT}-{YEAR}-decision-{FIRST}-r1.hrdpkg").write_bytes(b"other bytes")
    dialog.send(taken)
    driver.settle()
    assert dialog.grid.table.texts(0)[1] == "未能簽章"
    (seat.out / "檔案").write_bytes(b"no folder")
    dialog.send(seat.out / "檔案")
    driver.settle()
    assert dialog.wrong.text()


def test_a_list_shows_its_people_and_one_in_full(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.looked_over(page)
    assert page.nominees.grid.table.texts(0)[:5] == ("範例地政局", "2 人", "3＋1 / 3", "請確認 1", "2 項")
    assert [page.nominees.people.table.texts(row)[0] for row in range(2)] == ["陳𡍼明", "林𠅤如"]
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    driver.press(page.nominees.pane, "為什麼？")
    assert explained == ["陳𡍼明的獎度"]
    page.nominees.grid.selectRow(1)
    driver.settle()
    assert page.nominees.people.table.rowCount() == 0


def test_a_claim_is_verified_with_how_it_was_found_out(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.press(page.nominees.pane, "查證 標準作業程序文件產製")
    editor = driver.dialog(ClaimEditor)
    driver.looked_over(editor)
    editor.outcome.set_value(Verification.PARTLY)
    editor.how.set_text("調閱文件並電話查證")
    save(driver, editor, "登錄查證")
    held = driver.ask(lambda desk: desk.store.get(MeritClaim, claim(FIRST)))
    assert held is not None
    assert (held.verification, held.verified_how) == (Verification.PARTLY, "調閱文件並電話查證")
    driver.press(page.nominees.pane, "查證 標準作業程序文件產製")
    again = driver.dialog(ClaimEditor)
    assert again.how.value == "調閱文件並電話查證"
    again.reject()
    driver.ask(undo)
    held = driver.ask(lambda desk: desk.store.get(MeritClaim, claim(FIRST)))
    assert held is not None
    assert held.verification is Verification.OPEN


def test_a_raise_is_refused_until_it_was_verified(collector: Collector) -> None:
    driver, page = opened(collector)
    choose(page, driver, "陳𡍼明")
    page.actions_by_key["decide"].trigger()
    editor = driver.dialog(RulingEditor)
    driver.looked_over(editor)
    editor.reason.set_text("成效良好")
    editor.judge()
    driver.settle()
    assert not editor.accept_button.isEnabled()
    editor.ruling.set_value(Ruling.CHANGED)
    editor.times.set_text("2")
    editor.judge()
    driver.settle()
    driver.press(editor, "登錄決定")
    assert rulings(driver) == {Ruling.CHANGED: 2}
    page.nominees.decide()
    again = driver.dialog(RulingEditor)
    assert (again.ruling.value, again.times.value, again.reason.value) == (Ruling.CHANGED, "2", "成效良好")
    again.reject()
    driver.ask(undo)
    assert rulings(driver) == {}


def test_those_without_a_finding_are_granted_together_after_saying_how_many(collector: Collector) -> None:
    driver, page = opened(collector)
    page.actions_by_key["clean"].trigger()
    dialog = driver.dialog(BulkGrant)
    driver.looked_over(dialog)
    dialog.reason.set_text("輔導成效良好")
    driver.press(dialog, "核予 1 人")
    assert rulings(driver) == {Ruling.GRANTED: 1}
    sentences = told(driver)
    page.nominees.grant_clean()
    assert sentences == ["沒有檢核齊備而尚未決定的人員"]


def test_a_list_is_returned_at_the_person(collector: Collector) -> None:
    driver, page = opened(collector)
    choose(page, driver, "林𠅤如")
    page.actions_by_key["mend"].trigger()
    editor = driver.dialog(RemarkEditor)
    editor.text.set_text("具體事蹟請敘明件數")
    save(driver, editor, "登錄")
    (held,) = driver.ask(lambda desk: desk.store.all(Remark))
    assert (held.kind, held.article) == ("Nominee", "陸三(五)")


def test_the_award_file_says_who_is_left_out_and_wants_a_reason(collector: Collector, tmp_path: Path) -> None:
    def steps(city: City) -> None:
        decided(city)
        change(city.department, Officer, teacher(CHILD), name="林惠如")  # the other side has no room for a rare character

    driver, page = opened(collector, steps)
    page.actions_by_key["awards"].trigger()
    dialog = driver.dialog(ExportDialog)
    driver.looked_over(dialog)
    assert dialog.say.text() == "將匯出 1 筆，共 1 個檔案，1 人未列入："
    assert dialog.grid.table.texts(0)[0] == "陳𡍼明"
    assert not dialog.accept_button.isEnabled()
    dialog.reason.set_text("WebHR 敘獎登錄")
    driver.press(dialog, "匯出…")
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "敘獎.csv"))
    files.reject()
    driver.settle()
    assert (tmp_path / "敘獎.csv").read_bytes()


def test_nothing_is_exported_where_nobody_has_anything(collector: Collector) -> None:
    driver, page = opened(collector)
    page.actions_by_key["hours"].trigger()
    dialog = driver.dialog(ExportDialog)
    assert dialog.say.text() == "將匯出 0 筆，共 0 個檔案，沒有人遺漏。"
    dialog.reason.set_text("上傳")
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_key_opens_the_agency_or_the_person_it_is_about(collector: Collector) -> None:
    driver, page = opened(collector, decided, QUOTA)
    key = driver.ask(lambda desk: nominee(desk, CHILD).id)
    page.open(Key("Nominee", key))
    driver.settle()
    assert page.tabs.currentIndex() == NOMINEES
    found = page.nominees.people.current()
    assert found is not None
    assert found.name == "林𠅤如"
    page.open(Key("QuotaApproval", approvals(driver)[0].id))
    assert page.tabs.currentIndex() == QUOTA
    line = page.quotas.grid.current()
    assert line is not None
    assert line.agency.code == FIRST


def test_only_the_tabs_own_buttons_stand_in_the_title_line(collector: Collector) -> None:
    _, page = opened(collector, nominated, QUOTA)
    shown = {one.text() for one in page.findChildren(QPushButton) if one.isVisible()}
    assert "照案核定…" in shown
    assert "核予齊備者…" not in shown
    page.filter.setText("文化")
    assert [line.agency.name for line in page.quotas.grid.table.records()] == ["範例文化局"]


def test_a_closed_year_is_only_looked_at(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.bench.set_year(YEAR - 5)
    driver.settle()
    assert not page.actions_by_key["decide"].isEnabled()
    page.nominees.decide()
    page.nominees.ask_mending()
    page.quotas.grid.selectRow(0)
    page.quotas.edit()
    driver.settle()
    assert rulings(driver) == {}
