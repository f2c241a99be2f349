"""The year by keyboard alone: every page, every input, every main action; Esc leaves, Tab always comes round, nothing flashes as a window of its own."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from hrdesk.domain.seeds import Answer, Appointment, Coaching, SelfCheck
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import AbsenceReport, Presence
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import training
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from tests.services.book import appointed, enrolled, hire, hold
from tests.services.three_offices import built_once
from tests.ui.driving import Driver
from tests.ui.hands import commit, focus, forget_windows, key, write
from tests.ui.pages.offices import nothing, office

PAGES = [place.name for place in PLACES if not place.department]
CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
MOST = 400  # inputs of one window


class Flashes(QObject):
    """Notes every window that is shown and is neither a dialog, a menu nor the main window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a window that nobody asked for."""
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.windowType() is Qt.WindowType.Window
        if shown and not isinstance(watched, (MainWindow, QDialog, QMenu)):
            self.seen.append(f"{type(watched).__name__} {watched.property('accessibleName')}")
        return False


@pytest.fixture(autouse=True)
def no_flash(qapp: QApplication) -> Iterator[None]:
    """Fail where a part of a window was shown before it stood in it: it would flash, and take the keyboard away."""
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    forget_windows()


@pytest.fixture
def front(window: MainWindow, driver: Driver) -> MainWindow:
    """Return the window in front, over a seed teacher, a colleague and a course that the colleague missed."""

    def fill(desk: Desk) -> None:
        teacher, other = hire(desk, "王小明", employee_no="A001"), hire(desk, "李小華")
        appointed(desk, teacher)
        course = hold(desk)
        enrolled(desk, course, teacher)
        enrolled(desk, course, other)
        training.attend(desk, course.id, other.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))

    driver.ask(fill)
    window.activateWindow()
    driver.qtbot.waitUntil(window.isActiveWindow)
    return window


def come_back(front: MainWindow, driver: Driver) -> None:
    """Bring the window to the front again, as the screen's own window manager does once a dialog is gone."""
    front.activateWindow()
    driver.qtbot.waitUntil(front.isActiveWindow)
    driver.settle()


def go(driver: Driver, window: MainWindow, name: str) -> Any:
    """Go to a page by the digit of its place, and find the keyboard there."""
    at = list(window.places).index(name) + 1
    key(driver, Qt.Key(Qt.Key.Key_0 + (at if at <= 9 else at - 9)), CTRL if at <= 9 else ALT)
    assert window.page.name == name
    driver.settle()
    assert window.page.isAncestorOf(focus()), focus()
    return window.page


def tabbed(driver: Driver, *, back: bool = False) -> list[QWidget]:
    """Press Tab until the focus comes round, and return where it was, in order."""
    seen: list[QWidget] = []
    for _ in range(MOST):
        key(driver, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        if focus() in seen:
            assert focus() is seen[0], ("trapped", focus(), focus().accessibleName())
            return seen
        seen.append(focus())
    raise AssertionError("Tab never comes round")


def wanted(inside: QWidget) -> list[QWidget]:
    """Return every input that Tab has to visit; of radio buttons beside each other only the first, the arrows reach the rest."""
    found = [one for one in inside.findChildren(QWidget) if one.isVisible() and one.isEnabled() and one.window() is inside.window()]
    inputs = [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None and not isinstance(one, QRadioButton)]
    return [one for one in inputs if one.metaObject().className() != "QWidget"]


def told_apart(widgets: list[QWidget]) -> list[str]:
    return [f"{one.metaObject().className()} {one.accessibleName()}" for one in widgets]


def reached(driver: Driver, inside: QWidget) -> list[QWidget]:
    """Return where Tab went, and fail where it missed an input or came by twice."""
    seen = tabbed(driver)
    assert max(Counter(map(id, seen)).values()) == 1
    missed = [one for one in wanted(inside) if one not in seen]
    assert missed == [], told_apart(missed)
    return seen


def to(driver: Driver, name: str) -> QWidget:
    """Press Tab until the control of this name has the focus."""
    for _ in range(MOST):
        if focus().accessibleName() == name or getattr(focus(), "text", str)() == name:
            return focus()
        key(driver, Qt.Key.Key_Tab)
    raise AssertionError(name)


def judged(driver: Driver, editor: Editor) -> None:
    """Wait until what was typed is judged to be right."""
    driver.qtbot.waitUntil(lambda: not editor._judging.isActive())
    driver.settle()
    assert editor.accept_button.isEnabled()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_its_key_and_tab_goes_round_every_input(front: MainWindow, driver: Driver, name: str) -> None:
    page = go(driver, front, name)
    forwards = reached(driver, page)
    assert any(page.isAncestorOf(one) for one in forwards)
    assert len(tabbed(driver, back=True)) == len(forwards)


def row_first(driver: Driver) -> None:
    """Choose the first row of the list that has the focus."""
    key(driver, Qt.Key.Key_Down)


DIALOGS: list[tuple[str, str, Qt.Key, Qt.KeyboardModifier]] = [
    ("people", "", Qt.Key.Key_N, CTRL),
    ("people", "row", Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ("courses", "", Qt.Key.Key_N, CTRL),
    ("courses", "row", Qt.Key.Key_E, CTRL),
    ("courses", "row", Qt.Key.Key_T, CTRL),
    ("absences", "row", Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ("seeds", "", Qt.Key.Key_N, CTRL),
    ("seeds", "row", Qt.Key.Key_J, CTRL),
    ("coaching", "", Qt.Key.Key_N, CTRL | SHIFT),
    ("reports", "", Qt.Key.Key_S, CTRL | SHIFT),
    ("home", "", Qt.Key.Key_K, CTRL),
    ("home", "", Qt.Key.Key_F1, CTRL),
]


@pytest.mark.parametrize(("name", "row", "code", "modifiers"), DIALOGS)
def test_tab_goes_round_a_dialog_and_esc_leaves_it(
    front: MainWindow, driver: Driver, name: str, row: str, code: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    page = go(driver, front, name)
    if row:
        row_first(driver)
    key(driver, code, modifiers)
    dialog = driver.dialog(QDialog)
    driver.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.isAncestorOf(focus())
    seen = reached(driver, dialog)
    assert all(dialog.isAncestorOf(one) for one in seen)
    key(driver, Qt.Key.Key_Escape)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    come_back(front, driver)
    assert page.isAncestorOf(focus())


@pytest.mark.parametrize("name", ["people", "courses", "seeds"])
def test_the_side_pane_opens_with_enter_and_esc_closes_it(front: MainWindow, driver: Driver, name: str) -> None:
    page = go(driver, front, name)
    for inside in (False, True):
        row_first(driver)
        key(driver, Qt.Key.Key_Return)
        assert front.side.isVisible()
        if inside:
            while not front.side.isAncestorOf(focus()):
                key(driver, Qt.Key.Key_Tab)
        key(driver, Qt.Key.Key_Escape)
        assert not front.side.isVisible()
        assert page.isAncestorOf(focus())


def test_a_person_is_added(front: MainWindow, driver: Driver) -> None:
    go(driver, front, "people")
    key(driver, Qt.Key.Key_N, CTRL)
    editor = driver.dialog(Editor)
    write("陳𡍼明")
    key(driver, Qt.Key.Key_Tab)
    write("A003")
    judged(driver, editor)
    key(driver, Qt.Key.Key_Return)
    assert [one.employee_no for one in driver.ask(lambda desk: desk.store.all(Officer, name="陳𡍼明"))] == ["A003"]


def test_a_teacher_is_appointed(front: MainWindow, driver: Driver) -> None:
    go(driver, front, "seeds")
    key(driver, Qt.Key.Key_N, CTRL)
    editor = driver.dialog(Editor)
    write("李小華")
    key(driver, Qt.Key.Key_Tab)
    judged(driver, editor)
    to(driver, "指派")
    key(driver, Qt.Key.Key_Return)
    assert driver.ask(lambda desk: desk.store.count(Appointment)) == 2


def test_a_coaching_is_entered(front: MainWindow, driver: Driver) -> None:
    go(driver, front, "coaching")
    key(driver, Qt.Key.Key_N, CTRL)
    for text in ("930", "30", "", "文化局"):
        write(text)
        key(driver, Qt.Key.Key_Tab)
    to(driver, "問題")
    write("無法登入")
    key(driver, Qt.Key.Key_Return)
    assert [one.problem for one in driver.ask(lambda desk: desk.store.all(Coaching))] == ["無法登入"]


def test_an_item_of_the_self_check_is_answered(front: MainWindow, driver: Driver) -> None:
    page = go(driver, front, "self_check")
    to(driver, "1 是")
    key(driver, Qt.Key.Key_Space)
    key(driver, Qt.Key.Key_Tab)
    write("協助安裝")
    driver.qtbot.waitUntil(lambda: page.view.saved.text() == "已儲存")
    driver.settle()
    (form,) = driver.ask(lambda desk: desk.store.all(SelfCheck))
    assert [(one.item, one.answer, one.detail) for one in form.answers] == [("e1", Answer.YES, "協助安裝")]


def test_an_absence_is_reported(front: MainWindow, driver: Driver) -> None:
    go(driver, front, "absences")
    row_first(driver)
    key(driver, Qt.Key.Key_F2)
    editor = driver.dialog(Editor)
    write("住院")
    judged(driver, editor)
    to(driver, "儲存填報")
    key(driver, Qt.Key.Key_Return)
    assert [one.reason for one in driver.ask(lambda desk: desk.store.all(AbsenceReport))] == ["住院"]


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces."""
    return built_once(tmp_path_factory.getbasetemp())


def test_the_year_is_sealed(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> None:
    with office(three_offices, tmp_path, "child", nothing, preferences, qtbot) as driver:
        window = MainWindow(driver.bench)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        driver.settle()
        page = go(driver, window, "packages")
        to(driver, "簽章…")
        key(driver, Qt.Key.Key_Space)
        write("範例主管")
        key(driver, Qt.Key.Key_Return)
        assert [line.parcel.revision for line in page.sent.table.records()] == [1]


def test_an_input_method_writes_into_every_kind_of_field(front: MainWindow, driver: Driver) -> None:
    page = go(driver, front, "people")
    key(driver, Qt.Key.Key_F, CTRL)
    commit("李", "ㄌㄧˇ")
    driver.settle()
    assert [row.officer.name for row in page.grid.table.records()] == ["李小華"]  # from the first character
    key(driver, Qt.Key.Key_N, CTRL)
    editor = driver.dialog(Editor)
    commit("陳𡍼明", "ㄔㄣˊ")
    assert editor.by_key["name"].text() == "陳𡍼明"
    editor.by_key["arrived"].setFocus()
    commit("民國115年8月1日", "ㄇㄧㄣˊ")
    editor.by_key["name"].setFocus()
    assert editor.by_key["arrived"].fault() == ""
    assert editor.by_key["arrived"].text().replace(" ", "") in ("115/08/01", "民國115年8月1日")
    give_up(driver)
    check_notes(front, driver)


def give_up(driver: Driver) -> None:
    """Leave an editor with Esc, and the words in it."""
    key(driver, Qt.Key.Key_Escape)
    driver.press(driver.dialog(Confirm), "放棄")


def check_notes(front: MainWindow, driver: Driver) -> None:
    """Write into a note and into what picks one of many."""
    come_back(front, driver)
    go(driver, front, "absences")
    row_first(driver)
    key(driver, Qt.Key.Key_F2)
    report = driver.dialog(Editor)
    commit("住院三日", "ㄓㄨˋ")
    assert report.by_key["reason"].text() == "住院三日"
    give_up(driver)
    come_back(front, driver)
    go(driver, front, "seeds")
    key(driver, Qt.Key.Key_N, CTRL)
    appointment: Any = driver.dialog(Editor)
    commit("李", "ㄌㄧˇ")
    assert appointment.officer.value is not None
    assert appointment.people[appointment.officer.value].name == "李小華"
    give_up(driver)
