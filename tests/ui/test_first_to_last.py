"""One person's year, from the first start to a sealed and printed nomination, through the window alone; the department acts by its services."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.domain.forms import Paper
from hrdesk.domain.package import PackageKind
from hrdesk.domain.training import Presence, Verdict
from hrdesk.domain.values import Severity
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import founding, signing_in
from hrdesk.services.packages import drafts, offices, sealing
from hrdesk.services.post import receiving
from hrdesk.services.review import quota
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.digits import GROUP
from hrdesk.ui.kit.pdf_pages import Pages
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.absences.editor import ReportEditor, ReviewEditor
from hrdesk.ui.pages.awards.editor import NomineeEditor
from hrdesk.ui.pages.packages.enrolment import Pin, Spoken
from hrdesk.ui.pages.packages.intake import Results
from hrdesk.ui.pages.packages.page import IN, OUT, TRUST
from hrdesk.ui.pages.packages.seal import SealAsk
from hrdesk.ui.pages.reports.batch import BatchDialog
from tests.services.book import Clock
from tests.services.three_offices import DEPARTMENT, FIRST, OTHER, ROOT_PASSPHRASE, YEAR, make_workspace
from tests.ui.driving import PATIENCE, Driver
from tests.ui.hands import answer_seal, choose_file, forget_windows, shown
from tests.ui.year import COLLEAGUE, DEED, TEACHER, Year, appoint, check, coach, first_start, hold_course


@pytest.fixture
def clock() -> Clock:
    """Return the clock of everybody: 28 December 2026, when the year is nearly over."""
    made = Clock()
    made.at = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
    return made


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Return a program on a PC on which it never ran, with that clock and with keys that cost little to derive."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "文件"))
    monkeypatch.setattr(founding, "found", partial(founding.found, now=clock, cost=FLOOR))
    monkeypatch.setattr(signing_in, "sign_in", partial(signing_in.sign_in, now=clock))
    made = Program(qapp, preferences)
    made.ask()
    yield made
    made.close()
    for window in (made.opening, made.entry):
        if window is not None:
            window.close()
    forget_windows()


@pytest.fixture
def department(clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    """Return the department's desk, which knows its agencies."""
    with closing(make_workspace(tmp_path / "department", DEPARTMENT, (DEPARTMENT, FIRST, OTHER), clock)) as desk:
        yield desk


def report(year: Year) -> None:
    """Report who missed the course, and review it."""
    page, driver = year.page("absences"), year.driver
    (row,) = page.grid.table.records()
    assert (row.officer.name, row.case.presence) == (COLLEAGUE, Presence.ABSENT)
    page.grid.selectRow(0)
    year.press("填報…")
    editor = year.dialog(ReportEditor)
    editor.reason.set_text("臨時住院")
    driver.press(editor, "加入檔案…")
    choose_file(driver, year.folder / "作業程序.pdf")
    year.save(editor, "儲存填報")
    year.press("初審…")
    review = year.dialog(ReviewEditor)
    review.verdict.set_value(Verdict.SUFFICIENT)
    year.save(review, "審認")
    assert page.grid.current().case.report.verdict is Verdict.SUFFICIENT


def enrol(year: Year, department: Desk) -> None:
    """Register with the department, whose letter brings forty digits."""
    page, driver = year.page("packages"), year.driver
    digits = offices.create_root(department, year.folder / "人事處.root", ROOT_PASSPHRASE)
    page.tabs.setCurrentIndex(TRUST)
    assert page.enrolment.title.text() == "尚未向彙整機關登錄"
    driver.press(page, "產生登錄申請檔…")
    asked = year.stick / "登錄申請.hrdreg"
    choose_file(driver, asked)
    spoken = year.dialog(Spoken)
    said = " ".join(spoken.digits.groups)
    driver.press(spoken, "知道了")
    granted = year.stick / "核發.hrdpkg"
    offices.enrol_office(department, asked, said, year.folder / "人事處.root", ROOT_PASSPHRASE, granted)
    driver.press(page, "匯入登錄核發檔…")
    choose_file(driver, granted)
    pin = year.dialog(Pin)
    assert not pin.accept_button.isEnabled()
    for number, box in enumerate(pin.typed.boxes):
        QTest.keyClicks(box, digits[number * GROUP : (number + 1) * GROUP])
    driver.press(pin, "匯入")
    assert page.enrolment.title.text() == "已登錄"
    assert year.told[-1] == "已登錄，彙整機關是範例人事處"


def seal(year: Year, reason: str = "") -> Path:
    """Seal what the package page looks at, with a reason where one is wanted, and save it on the stick; return the file."""
    page: Any = year.window.page
    steps, driver = page.steps, year.driver
    assert steps.seal.isEnabled(), shown(steps)
    driver.press(steps, "簽章…")
    answer_seal(driver, year.dialog(SealAsk), reason)
    driver.press(steps, "存到資料夾或隨身碟…")
    before = set(year.stick.iterdir())
    choose_file(driver, year.stick)
    (file,) = set(year.stick.iterdir()) - before
    assert file.name in steps.file.text()
    return file


def send_year(year: Year, department: Desk) -> None:
    """Seal the year's data; the department takes them in."""
    page = year.page("packages")
    page.tabs.setCurrentIndex(OUT)
    file = seal(year)
    (received,) = receiving.receive(department, [file], None)
    assert received.accepted, received.report.checks
    assert page.sent.table.rowCount() == 1


def receive_quota(year: Year, department: Desk) -> None:
    """Drop the department's notice on the page."""
    agency = by_code(department, FIRST)
    quota.approve(department, agency, YEAR, quota.Approved(document="範例字第1號"))
    notice = sealing.seal(department, drafts.quota_notice(department, YEAR, agency), year.stick).file
    page, driver = year.page("packages"), year.driver
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(notice))])
    action, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(40, 40).toPoint(), action, data, button, held)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(40, 40), action, data, button, held))
    table = year.dialog(Results)
    assert "收件 1，退回 0" in table.summary.text()
    driver.press(table, "知道了")
    assert page.tabs.currentIndex() == IN
    assert page.received.table.rowCount() == 1


def nominate(year: Year) -> None:
    """Put the teacher on the list with a drafted deed, until the gate finds nothing that must be mended."""
    page, driver = year.page("awards"), year.driver
    assert page.quota.approved.text().startswith("嘉獎")
    year.press("加入人員…")
    editor = year.dialog(NomineeEditor)
    editor.officer.set_text(f"{TEACHER}　範例地政局")
    editor.raised.set_text("1")
    driver.press(editor, DEED)
    assert "作業程序" in editor.deed.value
    year.save(editor, "加入名單")
    (line,) = page.list.table.records()
    assert (line.who.name, line.errors) == (TEACHER, 0)
    assert [one for one in page.board.gate if one.severity is Severity.ERROR] == []
    assert page.actions_by_key["seal"].isEnabled()


def print_list(year: Year) -> None:
    """Print the award list on a printer that writes a PDF, and save it as a PDF as well."""
    driver = year.driver
    year.press("預覽名單…")
    form = year.dialog(FormWindow)
    assert form.preview.pages() == 1
    paper = year.folder / "名單-印出.pdf"
    driver.qtbot.waitUntil(form.accept_button.isEnabled)
    print_to(driver, form, paper)
    assert year.told[-1] == "已存成「名單-印出.pdf」"
    form.save_as(Paper.PDF)
    choose_file(driver, year.folder / "名單.pdf")
    for file in (paper, year.folder / "名單.pdf"):
        pages = Pages(file.read_bytes())
        assert len(pages) == 1
        pages.close()
    driver.press(form, "關閉")


def print_to(driver: Driver, window: QWidget, paper: Path) -> None:
    """Press a window's button to print, and let the printer's dialog print into a file."""
    QTimer.singleShot(0, window, partial(accept_print, paper))
    driver.press(window, "列印…")


def accept_print(paper: Path) -> None:
    """Let the printer's dialog print into a file."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QPrintDialog):
        QTimer.singleShot(50, partial(accept_print, paper))
        return
    assert dialog.windowTitle() == "列印"
    name, (go,) = dialog.findChild(QLineEdit, "filename"), [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
    assert isinstance(name, QLineEdit)
    name.setText(str(paper))
    go.click()


def send_list(year: Year, department: Desk) -> None:
    """Seal the nomination; the department takes it in."""
    year.press("簽章提報…")
    year.driver.settle()
    page: Any = year.window.page
    assert page.name == "packages"
    assert page.kind is PackageKind.NOMINATION
    file = seal(year)
    (received,) = receiving.receive(department, [file], None)
    assert received.accepted, received.report.checks
    assert [line.title for line in page.sent.table.records()].count("敘獎提報") == 1


def test_a_new_user_gets_from_first_start_to_a_sealed_nomination(program: Program, qtbot: QtBot, clock: Clock, department: Desk, tmp_path: Path) -> None:
    year = first_start(program, qtbot, clock, tmp_path)
    appoint(year)
    hold_course(year)
    coach(year)
    check(year)
    report(year)
    enrol(year, department)
    send_year(year, department)
    receive_quota(year, department)
    nominate(year)
    print_list(year)
    send_list(year, department)
    assert year.driver.refused == []


def test_the_sample_seals_and_prints_the_year(program: Program, qtbot: QtBot, clock: Clock, tmp_path: Path) -> None:
    entry = program.entry
    assert entry is not None
    entry.sample.click()
    assert entry.busy.isVisible()
    qtbot.waitUntil(lambda: program.window is not None, timeout=3 * PATIENCE)
    assert program.window is not None
    assert program.entry is None
    year = Year(Driver(qtbot, program.window.bench, clock, []), program.window, tmp_path)
    year.driver.settle()
    assert year.window.page.name == "home"
    year.page("packages").tabs.setCurrentIndex(OUT)
    file = seal(year, "所屬人員出缺，另行補送")
    assert file.stat().st_size > 0
    year.page("reports")
    year.press("整批輸出…")
    batch = year.dialog(BatchDialog)
    wanted = len(batch.forms.value)
    year.driver.press(batch, "存入資料夾…")
    choose_file(year.driver, tmp_path)
    written = sorted((tmp_path / "115年度報表").iterdir())
    assert len(written) >= wanted
    assert {one.read_bytes()[:4] for one in written} == {b"%PDF"}
    assert batch.told.toPlainText().startswith(f"已存 {len(written)} 個檔案")
    batch.forms.set_value(("annex2",))
    print_to(year.driver, batch, tmp_path / "附表2.pdf")
    pages = Pages((tmp_path / "附表2.pdf").read_bytes())
    assert batch.told.toPlainText().startswith(f"共 {len(pages)} 頁。")
    pages.close()
    year.driver.press(batch, "關閉")
    assert year.driver.refused == []
