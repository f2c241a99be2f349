"""The year between the department and an agency after New Year: the data up, what is mended, the evaluation, the quota, the list and the decision."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from hrdesk.domain.collected import Side
from hrdesk.domain.package import PackageKind
from hrdesk.domain.seeds import Verification
from hrdesk.domain.training import Verdict
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.package_report import ReportCard
from hrdesk.ui.pages.awards.editor import NomineeEditor
from hrdesk.ui.pages.coaching.editor import CoachingEditor
from hrdesk.ui.pages.decide.page import NOMINEES, QUOTA
from hrdesk.ui.pages.decide.quota_editor import QuotaEditor
from hrdesk.ui.pages.decide.ruling import AnnualRuling, ClaimEditor
from hrdesk.ui.pages.evaluate.proof_pane import ProofPane
from hrdesk.ui.pages.evaluate.returns import MattersDialog
from hrdesk.ui.pages.packages.page import BACK
from hrdesk.ui.pages.people.editor import OfficerEditor
from hrdesk.ui.pages.reconcile.dialogs import ReviewDialog, RuleDialog
from hrdesk.ui.remark_editor import RemarkEditor
from tests.services.book import Clock
from tests.services.three_offices import FIRST
from tests.ui.hands import shown
from tests.ui.two_offices import Office, says
from tests.ui.year import COLLEAGUE, DEED, TEACHER
from tests.ui.year_between import day, receive_receipt


def send_year(above: Office, below: Office, clock: Clock) -> None:
    """P3 and P9: after the year's end the data go up, and the receipt comes down; the board moves."""
    day(clock, 116, 1, 6)
    for office in (above, below):
        office.sign_in_again()
    below.picture("14-新的一年")
    above.picture("15-人事處的新年")
    below.follow("115 年度資料尚未簽章寄出")
    above.follow("115 年度綜合評估")
    file = below.seal_and_save(PackageKind.SUBMISSION)
    below.picture("16-年度資料")
    line = above.collect(file, "年度資料")
    assert "附表3 新增 1；附表4 新增 1；附表5 新增 1" in line.changed
    above.picture("17-年度資料收件")
    receive_receipt(above, below, "年度資料")
    assert above.stages()[:3] == ["116/01/06", "116/01/06", "未完成"]
    above.picture("18-進度")


def settle_presence(above: Office, below: Office) -> None:
    """Rule on the case on which both differ, review the absence again; the new results come down and nothing differs any more."""
    page: Any = above.page("reconcile")
    assert [page.cases.table.texts(row)[:6] for row in range(page.cases.table.rowCount())] == [
        ("待認定", "範例地政局", TEACHER, "種籽教師研習班（第1期）", "第1場到課 第2場缺席", "到課")
    ]
    page.cases.selectRow(0)
    above.picture("19-到課核對")
    above.press("認定…")
    ruling = above.dialog(RuleDialog)
    ruling.side.set_value(Side.AGENCY)
    ruling.reason.set_text("調閱簽到表正本，簽在另一張")
    above.driver.press(ruling, "認定")
    page.tabs.setCurrentIndex(1)
    assert page.reviews.select(lambda one: one.name == COLLEAGUE)
    above.press("複審…")
    review = above.dialog(ReviewDialog)
    review.verdict.set_value(Verdict.SUFFICIENT)
    above.driver.press(review, "登錄複審")
    above.picture("20-複審")
    file = above.send_down("寄發到課結果…")
    assert below.take_in(file, "到課結果") == "內容沒有變更"
    below.page("absences")
    assert not says(below, "到課情形與本機關登錄不同")


def return_one_record(above: Office, below: Office) -> None:
    """P6: a matter about one coaching goes down; it opens at that very record, which is mended."""
    page: Any = above.page("evaluate")
    above.picture("21-綜合評估")
    above.driver.press(page.card, "附表3 此項輔導件數：1")
    pane = above.aside(ProofPane)
    pane.grid.selectRow(0)
    above.driver.settle()
    above.driver.press(pane, "就這筆紀錄退補件…")
    editor = above.dialog(RemarkEditor)
    editor.text.set_text("處理情形請敘明步驟")
    editor.due.set_text("116/1/20")
    above.picture("22-退補件")
    above.save(editor, "登錄")
    above.driver.press(page, "退補件清單")
    matters = above.dialog(MattersDialog)
    above.picture("23-退補件清單")
    above.driver.press(matters, "簽章送出…")
    file = above.saved()
    assert below.take_in(file, "退補件") == "退補件 新增 1"
    box: Any = below.page("packages")
    box.tabs.setCurrentIndex(BACK)
    assert box.tabs.tabText(BACK) == "退補件（1）"
    assert box.returned.table.texts(0)[2:4] == ("附表3 輔導服務紀錄表", "處理情形請敘明步驟")
    below.picture("24-收到退補件")
    box.returned.selectRow(0)
    box.returned.activated.emit(box.returned.currentIndex())
    below.driver.settle()
    assert below.window.page.name == "coaching"
    coachings: Any = below.window.page
    held = coachings.records.grid.current()
    assert held is not None
    assert held.record.handling == "電話指導"
    assert "處理情形請敘明步驟" in shown(below.window.side)
    below.picture("25-該筆紀錄")


def mend_and_send_again(above: Office, below: Office, clock: Clock) -> None:
    """The record is mended and the second revision goes up; the department sees just that difference, in words."""
    day(clock, 116, 1, 12)
    page: Any = below.window.page
    page.actions_by_key["edit"].trigger()
    editor = below.dialog(CoachingEditor)
    editor.handling.set_text("電話指導，並以遠端逐步安裝")
    below.save(editor, "儲存")
    file = below.seal_and_save(PackageKind.SUBMISSION)
    assert above.collect(file, "年度資料").changed == "附表3 變更 1"
    told = shown(above.aside(ReportCard))
    assert "與第 1 版比較：1 處不同。" in told
    assert "處理情形 電話指導→電話指導，並以遠端逐步安裝" in told
    above.picture("26-第二版")
    receive_receipt(above, below, "年度資料", 2)
    box: Any = below.window.page
    box.tabs.setCurrentIndex(BACK)
    assert box.returned.table.texts(0)[-1] == "已重新送出"


def judge(above: Office, clock: Clock) -> None:
    """The sheet is judged: what needs no words as suggested, the rest with a remark."""
    day(clock, 116, 1, 20)
    page: Any = above.page("evaluate")
    above.press("其餘照建議…")
    asked = above.dialog(Confirm)
    asked.accept_button.click()
    above.driver.settle()
    for line in [one for one in page.judging.items if one.judgement is None]:
        page.items.select(lambda item, key=line.id: item.id == key)
        page.card.remark.set_text("查無紀錄")
        page.card.results[line.facts.suggestion].click()
        above.driver.settle()
    assert page.agencies.table.texts(0)[1] == "已評估"
    above.picture("27-已評估")
    assert above.stages()[1:4] == ["116/01/12", "116/01/20", "未完成"]


def tell_quota(above: Office, below: Office) -> None:
    """P4: the quota is approved and its notice goes down."""
    page: Any = above.page("decide")
    page.tabs.setCurrentIndex(QUOTA)
    assert page.quotas.grid.select(lambda line: line.agency.code == FIRST)
    above.press("核定…")
    editor = above.dialog(QuotaEditor)
    editor.document.set_text("範字第1號")
    editor.due.set_text("116/2/5")
    above.picture("28-核定")
    above.save(editor, "核定")
    file = above.send_down("寄發額度通知…")
    above.picture("29-額度")
    assert below.take_in(file, "核定額度") == "核定額度 新增 1"
    awards: Any = below.page("awards")
    assert awards.quota.approved.text() == "嘉獎 1 次，至多 1 人"
    below.picture("30-敘獎提報")


def give_number(below: Office) -> None:
    """Go from the gate's finding to the person whose ID number the award file will want, and enter it."""
    awards: Any = below.page("awards")
    (go,) = [one for one in awards.gate.findChildren(QPushButton) if "沒有身分證統一編號" in one.accessibleName()]
    go.click()
    below.driver.settle()
    assert below.window.page.name == "people"
    people: Any = below.window.page
    assert people.grid.current().officer.name == TEACHER
    people.actions_by_key["edit"].trigger()
    editor = below.dialog(OfficerEditor)
    editor.identity.set_text("A123456789")
    below.save(editor, "儲存")
    below.page("awards")
    assert "沒有身分證統一編號" not in shown(awards.gate)


def nominate(above: Office, below: Office, clock: Clock) -> None:
    """P5: the teacher is nominated and the list goes up."""
    day(clock, 116, 1, 28)
    page: Any = below.page("awards")
    below.press("加入人員…")
    editor = below.dialog(NomineeEditor)
    editor.officer.set_text(f"{TEACHER}　範例地政局")
    editor.raised.set_text("1")
    below.driver.settle()
    below.driver.press(editor, DEED)
    below.picture("31-加入人員")
    below.save(editor, "加入名單")
    assert [line.who.name for line in page.list.table.records()] == [TEACHER]
    below.picture("32-名單")
    give_number(below)
    file = below.seal_and_save(PackageKind.NOMINATION)
    line = above.collect(file, "敘獎提報")
    assert "特殊優良事蹟尚未查證屬實" in line.told
    assert "身分證" not in line.told
    receive_receipt(above, below, "敘獎提報")


def decide(above: Office, below: Office, clock: Clock) -> None:
    """P7: the claim is verified and the list decided; the decision comes down into the agency's awards."""
    day(clock, 116, 2, 8)
    page: Any = above.page("decide")
    page.tabs.setCurrentIndex(NOMINEES)
    assert page.nominees.people.select(lambda one: one.name == TEACHER)
    above.driver.settle()
    above.driver.press(page.nominees.pane, "查證 標準作業程序文件產製")
    claim = above.dialog(ClaimEditor)
    claim.outcome.set_value(Verification.CONFIRMED)
    claim.how.set_text("電話查證")
    above.save(claim, "登錄查證")
    page.actions_by_key["decide"].trigger()
    ruling = above.dialog(AnnualRuling)
    ruling.reason.set_text("輔導成效良好")
    above.picture("33-決定")
    above.save(ruling, "登錄決定")
    file = above.send_down("寄發決定…")
    above.picture("34-提報與決定")
    assert below.take_in(file, "決定") == "決定 新增 1；特殊優良事蹟 變更 1；附表4 變更 1"
    awards: Any = below.page("awards")
    line = awards.list.table.texts(0)
    assert (line[0], line[2], line[-1]) == (TEACHER, "1＋1", "核予 2 次")
    below.picture("35-收到決定")
    assert above.stages() == ["116/01/06", "116/01/12", *["116/01/20"] * 3, "116/01/28", "116/02/08", "116/02/08"]
    above.picture("36-進度")
    below.page("home")
    below.picture("37-今年")
    above.page("home")
    above.picture("38-今年")
