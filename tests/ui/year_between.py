"""The year between the department and an agency until New Year: enrolment, changes, a course with its results, and the agency's own work."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Tier
from hrdesk.domain.training import Verdict
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.issuing import Grant, NewRoot
from hrdesk.ui.pages.absences.editor import ReportEditor, ReviewEditor
from hrdesk.ui.pages.courses.editor import CourseEditor
from hrdesk.ui.pages.courses.enrol import EnrolDialog
from hrdesk.ui.pages.courses.roll import RollDialog
from hrdesk.ui.pages.packages.enrolment import Pin, Spoken
from hrdesk.ui.pages.packages.page import OUT, TRUST
from hrdesk.ui.pages.seeds.editor import AppointmentEditor
from hrdesk.ui.rules_sending import SendRules
from tests.services.book import PDF, Clock
from tests.services.three_offices import FIRST, ROOT_PASSPHRASE
from tests.ui.hands import choose_file
from tests.ui.two_offices import Office, says, type_digits
from tests.ui.year import COLLEAGUE, TEACHER, check, coach


def day(clock: Clock, year: int, month: int, of_month: int) -> None:
    """Let it be nine in the morning of a day in 民國 years."""
    clock.at = datetime(year + 1911, month, of_month, 1, 0, tzinfo=UTC)


def enrol(above: Office, below: Office) -> None:
    """The agency registers, its digits are read out and typed, the certificate goes back, and the digits on the letter are typed."""
    page: Any = above.page("offices")
    root = above.folder / "根憑證.hrdroot"
    above.driver.press(page.strip, "建立根憑證…")
    new = above.dialog(NewRoot)
    above.driver.press(new, "選擇根憑證檔")
    choose_file(above.driver, root)
    new.secret.set_text(ROOT_PASSPHRASE)
    new.again.set_text(ROOT_PASSPHRASE)
    above.driver.press(new, "建立")
    letter = page.strip.digits.text()
    assert len(letter.replace(" ", "")) == 40
    above.press("新增機關…")
    editor = above.dialog(AgencyEditor)
    editor.code.set_text(FIRST)
    editor.called.set_text("範例地政局")
    editor.tier.set_value(Tier.FIRST)
    above.picture("01-新增機關")
    above.save(editor, "儲存")
    trust: Any = below.page("packages")
    trust.tabs.setCurrentIndex(TRUST)
    below.driver.press(trust, "產生登錄申請檔…")
    asked = below.stick / "登錄申請.hrdreg"
    choose_file(below.driver, asked)
    spoken = below.dialog(Spoken)
    below.picture("02-登錄申請")
    said = " ".join(spoken.digits.groups)
    below.driver.press(spoken, "知道了")
    page = above.page("offices")
    above.press("核發憑證…")
    grant = above.dialog(Grant)
    above.driver.press(grant, "選擇申請檔")
    choose_file(above.driver, asked)
    assert "申請機關：範例地政局" in grant.file.hint.text()
    type_digits(grant.digits, said)
    assert "8 / 8 組相符" in grant.digits.hint.text()
    granted = above.stick / "登錄核發.hrdpkg"
    above.driver.press(grant, "選擇核發檔存到")
    choose_file(above.driver, granted)
    above.driver.press(grant, "選擇根憑證檔")
    choose_file(above.driver, root)
    grant.secret.set_text(ROOT_PASSPHRASE)
    above.picture("03-核發憑證")
    above.driver.press(grant, "核發")
    assert page.grid.table.texts(1)[5] == "已核發，尚未啟用", page.grid.table.texts(1)
    below.page("packages")
    below.driver.press(trust, "匯入登錄核發檔…")
    choose_file(below.driver, granted)
    pin = below.dialog(Pin)
    type_digits(pin.typed, letter)
    below.driver.press(pin, "匯入")
    assert trust.enrolment.title.text() == "已登錄"
    assert below.told[-1] == "已登錄，彙整機關是範例人事處"
    below.picture("04-已登錄")


def hand_rules_down(above: Office, below: Office) -> None:
    """P0: the rules of the year go down, with whom to ask."""
    above.page("offices")
    above.press("送出規則包…")
    dialog = above.dialog(SendRules)
    dialog.fields["unit"].set_text("人事資訊科")
    dialog.fields["phone"].set_text("02-1234-5678")
    above.picture("04a-送出規則包")
    file = above.sealed_down(dialog)
    assert "諮詢窗口：未定 → 人事資訊科　02-1234-5678" in below.take_in(file, "規則包")
    below.picture("04b-收到規則包")


def appoint(below: Office) -> None:
    """Appoint both people as seed teachers."""
    page: Any = below.page("seeds")
    for name in (TEACHER, COLLEAGUE):
        below.press("指派…")
        editor = below.dialog(AppointmentEditor)
        editor.officer.set_text(name[0])
        editor.start.set_text("115/1/1")
        editor.document.set_text("範人字第1號")
        editor.scope.set_text("本局")
        editor.phone.set_text("02-12345678")
        editor.email.set_text("seed@example.tw")
        editor.systems.set_value(("biz-01",))
        below.save(editor, "指派")
    assert "在任 2 人" in page.strip.duty.text()


def tell_changes(above: Office, below: Office) -> None:
    """P8: the appointments go up, the receipt comes down."""
    file = below.seal_and_save(PackageKind.CHANGE)
    below.picture("05-異動通知")
    assert above.collect(file, "異動通知").changed == "人事人員 新增 2；附表2 新增 2"
    above.picture("06-收件")
    receive_receipt(above, below, "異動通知")


def receive_receipt(above: Office, below: Office, kind: str, revision: int = 1) -> None:
    """P9: the receipt of what was collected last comes down, and the outbox says that it was taken in."""
    inbox: Any = above.window.page
    told = below.take_in(inbox.grid.current().received.receipt, "回執")
    assert told == f"貴機關 115 年度{kind}第 {revision} 版已由 範例人事處 收件。"
    box: Any = below.page("packages")
    box.tabs.setCurrentIndex(OUT)
    lines = [box.sent.table.texts(row) for row in range(box.sent.table.rowCount())]
    assert [line[4] for line in lines if line[1:3] == (kind, f"第 {revision} 版")] == ["對方已收件"]


def hold_course(above: Office, below: Office, clock: Clock) -> None:
    """P2: the department holds a course of two sessions for the teachers it was told of; the sign-in results go down."""
    day(clock, 115, 5, 20)
    page: Any = above.page("courses")
    above.press("新增班期…")
    editor = above.dialog(CourseEditor)
    for field, text in ((editor.title, "種籽教師研習班"), (editor.code, "A01"), (editor.term, "第1期"), (editor.dates, "115/6/8"), (editor.until, "115/6/9")):
        field.set_text(text)
    editor.organiser.set_text("範例人事處")
    above.driver.press(editor, "加入一場")
    above.driver.press(editor, "加入一場")
    editor.topics.set_value(["biz-01"])
    above.picture("07-新增班期")
    above.save(editor, "儲存")
    page.actions_by_key["enrol"].trigger()
    enrolling = above.dialog(EnrolDialog)
    above.driver.press(enrolling, "全部勾選")
    enrolling.day.set_text("115/5/20")
    above.picture("08-報名")
    above.driver.press(enrolling, "報名 2 人")
    day(clock, 115, 6, 10)
    page.actions_by_key["record"].trigger()
    roll = above.dialog(RollDialog)
    above.driver.press(roll, "全部到課")
    rows = {line.person.officer.name: row for row, line in enumerate(roll.model.lines)}
    absent(roll, rows[COLLEAGUE], 3)
    absent(roll, rows[COLLEAGUE], 4)
    absent(roll, rows[TEACHER], 4)  # signed on another sheet, as will turn out
    above.picture("09-登錄到課")
    above.driver.press(roll, "儲存 2 人")
    above.driver.settle()
    above.page("reconcile")
    file = above.send_down("寄發到課結果…")
    assert below.take_in(file, "到課結果") == "附表1 新增 3"
    below.picture("10-到課結果收件")


def absent(roll: RollDialog, row: int, column: int) -> None:
    """Mark a cell of the sheet as absent by its key."""
    roll.sheet.setCurrentIndex(roll.model.index(row, column))
    QTest.keyClick(roll.sheet, Qt.Key.Key_3)


def answer_results(below: Office, clock: Clock) -> None:
    """附表4: the colleague's absence is reported with proof and reviewed; the teacher was there, which the own record is changed to say."""
    day(clock, 115, 6, 15)
    page: Any = below.page("absences")
    assert {row.officer.name for row in page.grid.table.records()} == {COLLEAGUE, TEACHER}
    below.picture("11-未到課")
    assert page.grid.select(lambda row: row.officer.name == COLLEAGUE)
    proof = below.folder / "診斷證明.pdf"
    proof.write_bytes(PDF + b"%")
    below.press("填報…")
    editor = below.dialog(ReportEditor)
    editor.reason.set_text("臨時住院")
    below.driver.press(editor, "加入檔案…")
    choose_file(below.driver, proof)
    below.save(editor, "儲存填報")
    below.press("初審…")
    review = below.dialog(ReviewEditor)
    review.verdict.set_value(Verdict.SUFFICIENT)
    below.save(review, "審認")
    courses: Any = below.page("courses")
    assert courses.grid.select(lambda line: line.course.code == "A01")
    courses.actions_by_key["record"].trigger()
    roll = below.dialog(RollDialog)
    row = next(n for n, line in enumerate(roll.model.lines) if line.person.officer.name == TEACHER)
    roll.sheet.setCurrentIndex(roll.model.index(row, 4))
    QTest.keyClick(roll.sheet, Qt.Key.Key_1)
    below.driver.press(roll, "儲存 1 人")
    below.page("absences")
    assert [row.officer.name for row in page.grid.table.records()] == [COLLEAGUE]
    assert says(below, "人事處的研習成果有 1 件到課情形與本機關登錄不同")
    below.picture("12-與人事處不同")


def work_through_the_year(below: Office, clock: Clock) -> None:
    """Coach, log, and answer and approve the self-check with a claim of special merit."""
    day(clock, 115, 12, 21)
    page: Any = below.page("coaching")
    page.records.strip.teacher.setCurrentText(TEACHER)
    coach(below)
    page = below.page("self_check")
    assert page.grid.select(lambda row: row.officer.name == TEACHER)
    below.driver.settle()
    check(below)
    below.picture("13-自我檢核")
