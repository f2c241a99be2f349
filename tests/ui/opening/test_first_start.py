"""The first start: five steps, nothing written before the code is typed back, nothing lost by going back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Officer, Tier
from hrdesk.services.agency.agencies import head_counts, own_agency
from hrdesk.services.opening.members import signed_in
from hrdesk.services.opening.workspace import open_desk
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.opening.first_end import DonePage
from hrdesk.ui.opening.first_pages import StartPage
from hrdesk.ui.opening.first_start import FirstStart
from hrdesk.ui.opening.slip import slip
from tests.services.book import CHILD, CODE, ROSTER, write_csv
from tests.ui.driving import INPUTS, SCREEN, spoken
from tests.ui.hands import forget_windows

Until = Callable[[Callable[[], bool]], None]
SECRET = "範例通行詞一二三"
GONE_ON = 7  # the program's exit code that only the test gives


@pytest.fixture
def wizard(program: Program) -> FirstStart:
    """Return the window, opened from the sign-in window."""
    assert program.entry is not None
    program.entry.found.click()
    assert isinstance(program.opening, FirstStart)
    return program.opening


def page_of(wizard: FirstStart) -> StartPage:
    """Return the page that is shown now."""
    return wizard.page


def fill_agency(wizard: FirstStart, folder: Path) -> None:
    """Fill in the first page for a second-tier agency."""
    page = wizard.agency
    page.sort.set_value((WorkspaceKind.AGENCY, Tier.SECOND))
    page.code.set_text(CHILD.lower())
    page.name.set_text("範例地政事務所")
    page.parent_code.set_text(CODE)
    page.parent_name.set_text("範例地政局")
    page.group.set_text("地政事務所")
    page.folder.set_text(str(folder))


def fill_user(wizard: FirstStart) -> None:
    """Fill in the first user."""
    wizard.user.who.set_text("王小明")
    wizard.user.new.set_text(SECRET)
    wizard.user.again.set_text(SECRET)


def to_code(wizard: FirstStart, folder: Path) -> None:
    """Go as far as the recovery code."""
    fill_agency(wizard, folder)
    wizard.next.click()
    wizard.counts.counts[Headcount.OFFICERS].set_text("9")
    wizard.counts.day.set_text("115/1/1")
    wizard.next.click()
    fill_user(wizard)
    wizard.next.click()


def test_five_steps_make_a_workspace_that_opens(program: Program, wizard: FirstStart, until: Until, tmp_path: Path) -> None:
    folder = tmp_path / "工作區"
    to_code(wizard, folder)
    assert page_of(wizard) is wizard.code
    assert not wizard.next.isEnabled()
    assert not folder.exists()
    wizard.code.typed.set_text(wizard.code.code.lower().replace("-", " "))
    wizard.next.click()
    until(lambda: wizard.made)
    assert page_of(wizard) is wizard.roster
    assert not wizard.back.isVisible()
    roster = write_csv(tmp_path / "名冊.csv", ROSTER, ("人事室", "A001", "科員", "李小華", "", "", "115/01/02", "委任第五職等", "", ""))
    wizard._plan(roster)
    until(lambda: wizard.roster.plan is not None)
    assert "新增 1 人" in wizard.roster.found.text()
    wizard.roster.take.click()
    until(lambda: "已匯入" in wizard.roster.found.text())
    wizard.next.click()
    wizard.next.click()
    until(lambda: program.window is not None)
    forget_windows()
    assert not isValid(wizard)  # the passphrase and the code went with it
    assert program.preferences.workspaces == (folder,)
    program.close()
    with open_desk(folder, who="別人", passphrase=SECRET) as desk:
        own = own_agency(desk)
        assert (own.code, own.tier, own.group) == (CHILD, Tier.SECOND, "地政事務所")
        assert [(one.kind, one.count) for one in head_counts(desk, own.id)] == [(Headcount.OFFICERS, 9)]
        assert [one.name for one in desk.store.all(Officer)] == ["李小華"]
        assert signed_in(desk).name == "王小明"


def test_faults_stand_beside_their_fields_and_hold_one_back(wizard: FirstStart, tmp_path: Path) -> None:
    assert not wizard.next.isEnabled()
    fill_agency(wizard, tmp_path / "工作區")
    assert wizard.next.isEnabled()
    for field, wrong, said in (
        (wizard.agency.code, "3791", "十碼"),
        (wizard.agency.parent_name, " ", "請填寫"),
        (wizard.agency.folder, str(tmp_path / "OneDrive" / "新"), "雲端同步資料夾"),
        (wizard.agency.folder, "\\\\server\\share", "請選擇資料夾"),
    ):
        right = field.text()
        field.set_text(wrong)
        assert said in field.problem.text()
        assert not wizard.next.isEnabled()
        field.set_text(right)
        assert field.problem.isHidden()
    assert wizard.next.isEnabled()


def test_agency_above_is_asked_only_of_a_second_tier_agency(wizard: FirstStart) -> None:
    page = wizard.agency
    assert page.parent_code.isVisible()
    page.sort.set_value((WorkspaceKind.FIRST_TIER, Tier.FIRST))
    assert not page.parent_code.isVisible()
    page.code.set_text(CODE)
    page.name.set_text("範例/地政局")
    assert page.folder.value.name == "範例地政局"
    assert wizard.next.isEnabled()


def test_passphrases_are_long_enough_and_alike(wizard: FirstStart, tmp_path: Path) -> None:
    fill_agency(wizard, tmp_path / "工作區")
    wizard.next.click()
    wizard.next.click()
    assert wizard.user.new.hint.text().startswith("至少 8 個字元")  # said before it is broken
    fill_user(wizard)
    assert [wizard.next, wizard.back, wizard.cancel] == following(wizard.user.again.line, 3)
    wizard.user.new.set_text("短")
    assert "至少 8 個字元" in wizard.user.new.problem.text()
    wizard.user.new.set_text(SECRET + "四")
    assert wizard.user.again.problem.text() == "兩次輸入的密碼不同"
    assert not wizard.next.isEnabled()


def following(widget: QWidget, count: int) -> list[QWidget]:
    """Return where Tab goes from a widget, one after another."""
    found: list[QWidget] = []
    while len(found) < count:
        after = widget.nextInFocusChain()
        assert after is not None
        widget = after
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


def test_the_count_of_second_tier_officers_is_asked_of_no_first_tier_agency(wizard: FirstStart) -> None:
    field = wizard.counts.counts[Headcount.OFFICERS]
    assert not field.isHidden()
    field.set_text("9")
    wizard.agency.sort.set_value((WorkspaceKind.FIRST_TIER, Tier.FIRST))
    assert field.isHidden()
    assert wizard.counts.numbers() == {}


def test_going_back_loses_nothing(wizard: FirstStart, tmp_path: Path) -> None:
    to_code(wizard, tmp_path / "工作區")
    code = wizard.code.code
    for _ in range(3):
        wizard.back.click()
    assert page_of(wizard) is wizard.agency
    assert not wizard.back.isVisible()
    assert wizard.agency.name.value == "範例地政事務所"
    for _ in range(3):
        wizard.next.click()
    assert page_of(wizard) is wizard.code
    assert wizard.code.code == code
    assert wizard.user.new.text() == SECRET


def test_giving_up_leaves_nothing_behind(program: Program, wizard: FirstStart, tmp_path: Path) -> None:
    to_code(wizard, tmp_path / "工作區")
    wizard.cancel.click()
    assert not (tmp_path / "工作區").exists()
    assert not (tmp_path / "文件").exists()
    assert program.entry is not None
    assert program.entry.isVisible()
    assert program.tasks is None


def test_wrong_code_is_told_by_its_group(wizard: FirstStart, tmp_path: Path) -> None:
    to_code(wizard, tmp_path / "工作區")
    groups = wizard.code.code.split("-")
    wizard.code.typed.set_text("-".join([*groups[:3], groups[4], groups[3], *groups[5:]]))
    assert "第 4 組" in wizard.code.typed.problem.text()
    wizard.code.findChildren(type(wizard.next))[1].click()
    assert QApplication.clipboard().text() == wizard.code.code


@pytest.mark.parametrize("last", ["next", "close"])
def test_program_goes_on_with_the_workspace_that_was_made(program: Program, wizard: FirstStart, until: Until, tmp_path: Path, last: str) -> None:
    """Qt ends a program without any window, but only while its loop runs; so it runs here."""
    to_code(wizard, tmp_path / "工作區")
    wizard.code.typed.set_text(wizard.code.code)
    wizard.next.click()
    until(lambda: wizard.made)
    assert program.preferences.workspaces == (tmp_path / "工作區",)
    wizard.next.click()
    shown = QTimer(interval=20)
    shown.timeout.connect(lambda: program.app.exit(GONE_ON) if program.window is not None and not isValid(wizard) else None)
    shown.start()
    QTimer.singleShot(0, wizard.next.click if last == "next" else wizard.close)
    assert program.app.exec() == GONE_ON


def test_roster_chosen_and_not_taken_is_asked_about(program: Program, wizard: FirstStart, until: Until, tmp_path: Path) -> None:
    to_code(wizard, tmp_path / "工作區")
    wizard.code.typed.set_text(wizard.code.code)
    wizard.next.click()
    until(lambda: wizard.made)
    wizard._plan(write_csv(tmp_path / "名冊.csv", ROSTER, ("人事室", "A001", "科員", "李小華", "", "", "115/01/02", "委任第五職等", "", "")))
    until(lambda: wizard.roster.waiting)
    wizard.next.click()
    assert page_of(wizard) is wizard.roster
    question = wizard.findChild(Confirm)
    assert question is not None
    assert any("新增 1 人" in one.text() for one in question.findChildren(QLabel))
    question.accept_button.click()
    assert page_of(wizard) is wizard.done
    wizard.next.click()
    until(lambda: program.window is not None)


def test_folder_that_cannot_be_made_is_told_and_may_be_mended(wizard: FirstStart, until: Until, tmp_path: Path) -> None:
    (tmp_path / "檔案").write_text("x")
    to_code(wizard, tmp_path / "檔案" / "工作區")
    wizard.code.typed.set_text(wizard.code.code)
    wizard.next.click()
    until(lambda: bool(wizard.wrong.text()))
    assert not wizard.made
    assert wizard.back.isVisible()


def test_roster_that_is_none_is_told_and_may_be_skipped(program: Program, wizard: FirstStart, until: Until, tmp_path: Path) -> None:
    to_code(wizard, tmp_path / "工作區")
    wizard.code.typed.set_text(wizard.code.code)
    wizard.next.click()
    until(lambda: wizard.made)
    (tmp_path / "錯.csv").write_text("沒有標題")
    wizard._plan(tmp_path / "錯.csv")
    until(lambda: bool(wizard.roster.doubts.text()))
    assert wizard.next.isEnabled()
    wizard.close()
    until(lambda: program.window is not None)


def test_every_page_fits_and_every_input_is_named(wizard: FirstStart) -> None:
    assert wizard.width() <= SCREEN.width()
    assert wizard.height() <= SCREEN.height()
    for page in wizard.pages:
        assert not [one for one in page.findChildren(INPUTS[0]) if not spoken(one)]


def test_slip_prints_the_code(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "slip.pdf"))
    page = slip("範例<局>", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH")
    page.print_(printer)
    assert "範例<局>" in page.toPlainText()
    assert "HHHHH" in page.toPlainText()
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")


def test_enter_goes_on_and_esc_gives_up(program: Program, wizard: FirstStart, qtbot: QtBot, tmp_path: Path) -> None:
    fill_agency(wizard, tmp_path / "工作區")
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    QTest.keyClick(wizard.agency.name.line, Qt.Key.Key_Return)
    assert page_of(wizard) is wizard.counts
    wizard.counts.day.set_text("115/2/30")
    QTest.keyClick(wizard.counts.source.line, Qt.Key.Key_Return)
    assert page_of(wizard) is wizard.counts
    QTest.keyClick(wizard.counts.source.line, Qt.Key.Key_Escape)
    assert program.entry is not None
    assert program.entry.isVisible()


@pytest.mark.parametrize(("kind", "first"), [(WorkspaceKind.DEPARTMENT, "機關登錄"), (WorkspaceKind.FIRST_TIER, "人員名冊")])
def test_the_last_page_leads_on_as_the_office_works(qtbot: QtBot, kind: WorkspaceKind, first: str) -> None:
    page = DonePage()
    qtbot.addWidget(page)
    page.lead(kind)
    page.lead(kind)
    told = [label.text() for label in page.findChildren(QLabel) if label.text().endswith("。") or label.text().startswith("按")]
    assert first in told[0]
    assert len(told) == len(set(told))
