"""The year of one person in a window: the first start, and what is entered until the year's data can be sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.seeds import Addressee, Answer, Channel, CheckState
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.opening.first_start import FirstStart
from hrdesk.ui.pages.courses.editor import CourseEditor
from hrdesk.ui.pages.courses.enrol import EnrolDialog
from hrdesk.ui.pages.courses.roll import RollDialog
from hrdesk.ui.pages.seeds.editor import AppointmentEditor, NoticesEditor
from tests.services.book import PDF, ROSTER, Clock, write_csv
from tests.services.three_offices import FIRST
from tests.ui.driving import PATIENCE, Driver
from tests.ui.hands import choose_at_once, choose_file, shown

W = TypeVar("W", bound=QWidget)
SECRET = "範例通行詞一二三"
TEACHER, COLLEAGUE = "陳𡍼明", "王小明"
DEED = "帶入標準作業程序文件產製"


class Year:
    """The window, its driver and the places where files go."""

    def __init__(self, driver: Driver, window: MainWindow, folder: Path, stick: Path | None = None) -> None:
        self.driver, self.window, self.folder = driver, window, folder
        self.told: list[str] = []
        driver.bench.told.connect(lambda sentence, _: self.told.append(sentence))
        driver.bench.refused.connect(driver.refused.append)
        self.stick = stick or folder / "隨身碟"
        self.stick.mkdir(exist_ok=True)

    def page(self, name: str) -> Any:
        """Go to a page by its entry in the navigation, which tells its name."""
        place = self.window.places[name]
        self.driver.press(self.window.rail, place.title)
        assert self.window.page.name == name
        return self.window.page

    def press(self, name: str) -> None:
        """Press a button of the page; an empty page offers its first action twice."""
        one, *_ = [one for one in self.window.page.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
        assert one.isEnabled(), name
        one.click()
        self.driver.settle()

    def dialog(self, kind: type[W]) -> W:
        """Return the open dialog, looked over."""
        found = self.driver.dialog(kind)
        self.driver.looked_over(found)
        return found

    def save(self, editor: Editor, verb: str) -> None:
        """Press an editor's button as soon as what was typed is judged to be right."""
        self.driver.qtbot.waitUntil(editor.accept_button.isEnabled, timeout=PATIENCE)
        self.driver.settle()
        assert not editor.wrong.isVisible(), editor.wrong.text()
        self.driver.press(editor, verb)
        assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Editor) and one.isVisible()]


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE)


def first_start(program: Program, qtbot: QtBot, clock: Clock, folder: Path) -> Year:
    """Go through the five steps of the first start, with a roster of two people."""
    assert program.entry is not None
    assert not program.entry.sign_in.isVisible()  # nothing to sign in to yet
    program.entry.found.click()
    start = program.opening
    assert isinstance(start, FirstStart)
    start.agency.sort.set_value((WorkspaceKind.FIRST_TIER, Tier.FIRST))
    start.agency.code.set_text(FIRST)
    start.agency.name.set_text("範例地政局")
    assert start.agency.folder.value == folder / "文件" / "人事機構桌面作業" / "範例地政局"
    start.next.click()
    start.counts.counts[Headcount.STAFFING_BUDGET].set_text("13")
    start.counts.counts[Headcount.STAFFING_PRESENT].set_text("12")
    start.counts.day.set_text("115/12/1")
    start.next.click()
    start.user.who.set_text("範例承辦")
    start.user.new.set_text(SECRET)
    start.user.again.set_text(SECRET)
    start.next.click()
    assert not start.next.isEnabled()  # the code is not typed back yet
    start.code.typed.set_text(start.code.code)
    start.next.click()
    wait(qtbot, lambda: start.made)
    people = (
        ("人事室", "A001", "科員", TEACHER, "A123456789", "79/01/02", "104/01/02", "薦任第七職等", "", ""),
        ("人事室", "A002", "助理員", COLLEAGUE, "", "80/03/04", "110/01/02", "委任第五職等", "", ""),
    )
    roster = write_csv(folder / "名冊.csv", ROSTER, *people)
    start.roster.choose.click()
    choose_at_once(roster)
    wait(qtbot, lambda: start.roster.take.isVisible())
    assert "新增 2 人" in start.roster.found.text()
    start.roster.take.click()
    wait(qtbot, lambda: "已匯入 2 筆" in start.roster.found.text())
    start.next.click()
    assert start.next.text() == "開始使用"
    start.next.click()
    wait(qtbot, lambda: program.window is not None)
    assert program.window is not None
    driver = Driver(qtbot, program.window.bench, clock, [])
    driver.settle()
    year = Year(driver, program.window, folder)
    assert year.window.windowTitle().startswith("範例地政局")
    assert year.window.page.name == "home"
    assert "逾期" in shown(year.window) or "下一步" in shown(year.window)
    assert [row.officer.name for row in year.page("people").grid.table.records()] == [TEACHER, COLLEAGUE]
    return year


def appoint(year: Year) -> None:
    """Appoint the teacher and send the three notices."""
    page = year.page("seeds")
    assert "在任 0 人" in page.strip.duty.text()
    year.press("指派…")
    editor = year.dialog(AppointmentEditor)
    editor.officer.set_text("陳")
    editor.start.set_text("115/1/1")
    editor.document.set_text("範人字第1號")
    editor.scope.set_text("本局")
    editor.phone.set_text("02-12345678")
    editor.email.set_text("seed@example.tw")
    editor.systems.set_value(("biz-01",))
    year.save(editor, "指派")
    assert "在任 1 人" in page.strip.duty.text()
    page.grid.selectRow(0)
    page.actions_by_key["notices"].trigger()
    notices = year.dialog(NoticesEditor)
    for addressee in Addressee:
        box, day, _ = notices.notices.rows[addressee]
        box.click()
        day.setText("115/1/5")
    year.save(notices, "儲存通知")
    (change,) = page.grid.current().changes
    assert set(change.told) == set(Addressee)
    assert year.told[-2:] == ["已指派種籽教師", "已登錄異動通知"]


def hold_course(year: Year) -> None:
    """Hold a course that one attends and another misses."""
    page, driver = year.page("courses"), year.driver
    year.press("新增班期…")
    editor = year.dialog(CourseEditor)
    for field, text in (
        (editor.title, "種籽教師研習班"),
        (editor.code, "A01"),
        (editor.term, "第1期"),
        (editor.dates, "115/6/8"),
        (editor.organiser, "範例人事處"),
    ):
        field.set_text(text)
    driver.press(editor, "加入一場")
    editor.topics.set_value(["biz-01"])
    assert editor.hours.text()
    year.save(editor, "儲存")
    page.actions_by_key["enrol"].trigger()
    enrol = year.dialog(EnrolDialog)
    driver.press(enrol, "全部勾選")
    enrol.day.set_text("115/5/20")
    driver.press(enrol, "報名 2 人")
    page.actions_by_key["record"].trigger()
    roll = year.dialog(RollDialog)
    driver.press(roll, "全部到課")
    names = [line.person.officer.name for line in roll.model.lines]
    roll.sheet.setCurrentIndex(roll.model.index(names.index(COLLEAGUE), 2))
    QTest.keyClick(roll.sheet, Qt.Key.Key_3)
    driver.press(roll, "儲存 2 人")
    driver.settle()
    assert page.grid.current().enrolled == 2
    assert year.told[-1] == "已登錄 2 人的到課情形"


def coach(year: Year) -> None:
    """Enter one coaching in the strip and one log."""
    page, driver = year.page("coaching"), year.driver
    strip = page.records.strip
    strip.day.setText("115/7/1")
    for line, text in ((strip.start, "10:00"), (strip.finish, "60"), (strip.agency, "範例測量隊"), (strip.problem, "安裝問題"), (strip.handling, "電話指導")):
        line.setText(text)
    strip.channels.set_value([Channel.PHONE])
    strip.item.setCurrentIndex(1)
    strip.settlement.setCurrentIndex(1)
    driver.press(strip, "登錄")
    assert not strip.wrong.isVisible(), strip.wrong.text()
    assert page.records.grid.table.rowCount() == 1
    page.tabs.setCurrentIndex(1)
    log = page.log_tab.strip
    log.day.setText("115/7/2")
    log.system.setText("範例系統")
    driver.press(log, "登錄")
    assert page.log_tab.grid.table.rowCount() == 1


def check(year: Year) -> None:
    """Answer the self-check, claim a merit, submit and approve."""
    page, driver = year.page("self_check"), year.driver
    proof = year.folder / "作業程序.pdf"
    proof.write_bytes(PDF)
    for card in page.view.cards.values():
        card.choices[Answer.NO if card.line.item.negative else Answer.YES].click()
    card = page.view.cards["e1"]
    card.detail.setPlainText("協助同仁安裝系統")
    driver.press(card, "佐證（0）")
    driver.press(card, "加入檔案…")
    choose_file(driver, proof)
    kept(year)
    merit = page.view.merits["procedures"]
    driver.press(merit, "帶入這些事實 標準作業程序文件產製")
    assert "產製「作業程序」" in merit.text.toPlainText()
    kept(year)
    assert page.view.progress.text() == f"已填 {len(page.view.cards)} / {len(page.view.cards)} 項"
    year.press("送出")
    driver.press(year.dialog(Confirm), "送出")
    assert "等候人事主管核章" in page.view.told.text()
    year.press("核章…")
    ask = year.dialog(Ask)
    ask.fields[0].set_text("人事主任")
    driver.press(ask, "核章")
    assert page.view.form.state is CheckState.APPROVED
    assert "由 人事主任 核章" in page.view.told.text()


def kept(year: Year) -> None:
    """Wait until what was filled in is kept by itself."""
    page: Any = year.window.page
    year.driver.qtbot.waitUntil(lambda: page.view.saved.text() == "已儲存", timeout=PATIENCE)
    year.driver.settle()
