"""What a person can rely on: a killed program loses five seconds of typing at most, any one act is taken back exactly, a bug is told once."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk import app, paths
from hrdesk.app import Program
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Addressee, Answer, Channel, CheckAnswer
from hrdesk.domain.training import Presence, Verdict
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import signing_in, unsaved
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.study import training
from hrdesk.services.teachers import self_check
from hrdesk.ui.bugs import LOG, BugDialog
from hrdesk.ui.kit.draft import KEEP_EVERY
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.courses.enrol import EnrolDialog
from hrdesk.ui.pages.courses.roll import RollDialog
from hrdesk.ui.pages.home.unfinished import Unfinished
from hrdesk.ui.pages.people.editor import OfficerEditor
from tests.services.book import PASSPHRASE, YEAR, Clock, appointed, enrolled, hire, hold, make_template
from tests.services.steps import everything
from tests.ui import typist
from tests.ui.conftest import opened
from tests.ui.driving import PATIENCE, Driver
from tests.ui.hands import forget_windows, shown

SLACK = 1.0  # seconds that a busy machine may be late
TYPING = 2.5  # seconds typed on after the first keeping


FORMS = {  # what each is kept under
    "courses:add:name": "course",
    "absences:report:reason": "absence",
    "absences:due:document": "report-due",
    "seeds:fitness:reason": "fitness",
    "seeds:change:reason": "change",
    "coaching:add:problem": "coaching",
}


class Typist:
    """The program that types into forms, and what it has told so far: (letters, moment)."""

    def __init__(self, workspace: Path, folder: Path, *forms: str) -> None:
        self.told: list[tuple[int, float]] = []
        order = [sys.executable, "-m", typist.__name__, str(workspace), PASSPHRASE, str(folder / "typist.ini"), *forms]
        root = Path(typist.__file__).parents[2]
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
        self.process = subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=surroundings, cwd=root)
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            letters, moment = line.split()
            self.told.append((int(letters), float(moment)))

    def typed_until_killed(self, qtbot: QtBot) -> tuple[int, int]:
        """Let it type, kill it, and return how many letters have to be there, and how many it told of."""
        try:
            qtbot.waitUntil(lambda: bool(self.told) or self.process.poll() is not None, timeout=2 * PATIENCE)
            began = self.told[0][1]
            qtbot.waitUntil(lambda: time.monotonic() > began + KEEP_EVERY / 1000 + TYPING, timeout=PATIENCE)
        finally:
            killed = self.kill()
        sure = max(letters for letters, moment in self.told if moment < killed - KEEP_EVERY / 1000 - SLACK)
        return sure, max(letters for letters, _ in self.told)

    def kill(self) -> float:
        """Kill it without a warning and return when."""
        at = time.monotonic()
        self.process.kill()
        assert self.process.wait() != 0
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return at


def test_a_program_killed_while_somebody_types_loses_five_seconds_at_most(tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> None:
    workspace = make_template(tmp_path / "killed", sample=True)  # its clock may run ahead of the PC's
    sure, last = Typist(workspace, tmp_path, "people:add:name").typed_until_killed(qtbot)
    clock = Clock()
    clock.at = max(clock.at, datetime.now(UTC)) + timedelta(minutes=1)
    driver = opened(workspace, preferences, qtbot, clock)
    window = MainWindow(driver.bench)
    qtbot.addWidget(window)
    window.show()
    driver.settle()
    home: Any = window.page
    assert "有 1 份輸入沒有存好" in shown(home.unfinished)
    driver.press(home, "查看…")
    listed = driver.dialog(Unfinished)
    assert "新增人員" in shown(listed)
    (go_on,) = [one for one in listed.findChildren(type(listed.accept_button)) if one.text() == "接續編輯"]
    go_on.click()
    editor = driver.dialog(OfficerEditor)
    text = editor.person.value
    assert text == ("abcdefghij" * last)[: len(text)]
    assert sure <= len(text) <= last + 1  # a letter may stand there that was not told any more
    driver.qtbot.waitUntil(editor.accept_button.isEnabled)
    driver.press(editor, "新增")
    window.show_page("home")
    driver.settle()
    assert not home.unfinished.isVisible()
    driver.close()


def test_whatever_form_is_typed_into_when_the_program_is_killed_loses_five_seconds_at_most(tmp_path: Path, qtbot: QtBot) -> None:
    workspace = make_template(tmp_path / "killed", sample=True)
    with open_desk(workspace, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        fill(desk)
    sure, last = Typist(workspace, tmp_path, *FORMS).typed_until_killed(qtbot)
    with open_desk(workspace, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        kept = {one.editor: one.texts for one in unsaved.kept(desk)}
    assert set(kept) == set(FORMS.values())
    for form, name in FORMS.items():
        text = kept[name][form.rpartition(":")[2]]
        assert text == ("abcdefghij" * last)[: len(text)], name
        assert sure <= len(text) <= last + 1, name


def fill(desk: Desk) -> None:
    """Put a teacher with a whole self-check, a colleague and a course that the colleague missed in the book."""
    teacher, other, _ = hire(desk, "王小明", employee_no="A001"), hire(desk, "李小華"), hire(desk, "陳𡍼明")
    appointed(desk, teacher)
    course = hold(desk)
    enrolled(desk, course, teacher)
    enrolled(desk, course, other)
    training.attend(desk, course.id, other.id, training.spread(course, Presence.ABSENT))
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer(code, Answer.NO if code == "e5" else Answer.YES) for code in self_check.items(desk, YEAR)])


def save(driver: Driver) -> None:
    """Save the open editor once it is judged to be right."""
    editor = driver.dialog(Editor)
    driver.qtbot.waitUntil(lambda: not editor._judging.isActive())
    driver.settle()
    editor.accept_button.click()
    driver.settle()


def row(page: Any, at: int = 0) -> None:
    page.grid.selectRow(at)


def start(page: Any, driver: Driver, key: str) -> Any:
    """Start one of the page's actions and return the dialog that it opens."""
    page.actions_by_key[key].trigger()
    return driver.dialog()


def add_person(page: Any, driver: Driver) -> None:
    start(page, driver, "add").person.set_text("林大同")
    save(driver)


def rename_person(page: Any, driver: Driver) -> None:
    row(page)
    start(page, driver, "edit").person.set_text("王大明")
    save(driver)


def delete_person(page: Any, driver: Driver) -> None:
    page.grid.select(lambda one: one.officer.name == "陳𡍼明")
    start(page, driver, "delete").accept_button.click()
    driver.settle()


def add_course(page: Any, driver: Driver) -> None:
    editor = start(page, driver, "add")
    for field, text in ((editor.title, "範例新班"), (editor.code, "115-OP-09"), (editor.dates, "115/12/1"), (editor.hours, "6:00")):
        field.set_text(text)
    save(driver)


def enrol(page: Any, driver: Driver) -> None:
    row(page)
    page.actions_by_key["enrol"].trigger()
    dialog = driver.dialog(EnrolDialog)
    driver.press(dialog, "全部勾選")
    driver.press(dialog, dialog.accept_button.text())


def attend(page: Any, driver: Driver) -> None:
    row(page)
    page.actions_by_key["record"].trigger()
    dialog = driver.dialog(RollDialog)
    driver.press(dialog, "全部到課")
    driver.press(dialog, dialog.accept_button.text())


def cancel_course(page: Any, driver: Driver) -> None:
    row(page)
    start(page, driver, "cancel").accept_button.click()
    driver.settle()


def report(page: Any, driver: Driver) -> None:
    row(page)
    page.actions_by_key["report"].trigger()
    driver.dialog(Editor).by_key["reason"].set_text("臨時住院")
    save(driver)


def review(page: Any, driver: Driver) -> None:
    row(page)
    start(page, driver, "review").verdict.set_value(Verdict.SUFFICIENT)
    save(driver)


def set_due(page: Any, driver: Driver) -> None:
    start(page, driver, "due").day.set_text("115/12/31")
    save(driver)


def appoint(page: Any, driver: Driver) -> None:
    start(page, driver, "appoint").officer.set_text("李小華")
    save(driver)


def notify(page: Any, driver: Driver) -> None:
    row(page)
    start(page, driver, "notices").notices.rows[Addressee.OFFICE][0].click()
    save(driver)


def coach(page: Any, driver: Driver) -> None:
    strip = page.records.strip
    for line, text in ((strip.start, "9:30"), (strip.finish, "30"), (strip.agency, "範例文化局"), (strip.problem, "無法登入")):
        line.setText(text)
    strip.channels.set_value([Channel.PHONE])
    driver.press(strip, "登錄")
    assert not strip.wrong.isVisible()


def log(page: Any, driver: Driver) -> None:
    page.tabs.setCurrentIndex(1)
    page.log_tab.strip.system.setText("範例系統")
    driver.press(page.log_tab.strip, "登錄")


def answer(page: Any, driver: Driver) -> None:
    page.view.cards["e1"].choices[Answer.NO].click()
    page.view.saver.flush()
    driver.settle()


def submit(page: Any, driver: Driver) -> None:
    start(page, driver, "submit").accept_button.click()
    driver.settle()


ACTS: tuple[tuple[str, Callable[[Any, Driver], None]], ...] = (
    ("people", add_person),
    ("people", rename_person),
    ("people", delete_person),
    ("courses", add_course),
    ("courses", enrol),
    ("courses", attend),
    ("courses", cancel_course),
    ("absences", report),
    ("absences", review),
    ("absences", set_due),
    ("seeds", appoint),
    ("seeds", notify),
    ("coaching", coach),
    ("coaching", log),
    ("self_check", answer),
    ("self_check", submit),
)
STAY = (report,)  # what the act behind it needs


def book(driver: Driver) -> dict[str, frozenset[Record]]:
    """Return every record, by kind."""
    return {kind: frozenset(records) for kind, records in driver.ask(everything).items()}


def test_any_one_act_is_taken_back_exactly_and_done_again(window: MainWindow, driver: Driver) -> None:
    driver.ask(fill)
    for name, act in ACTS:
        window.show_page(name)
        driver.settle()
        before = book(driver)
        act(window.page, driver)
        after = book(driver)
        assert after != before, act.__name__
        for key, wanted in (("undo", before), ("redo", after), ("undo", before)):
            assert window.actions_by_key[key].isEnabled(), (act.__name__, key)
            assert "「" in window.actions_by_key[key].text()
            window.actions_by_key[key].trigger()
            driver.settle()
            assert book(driver) == wanted, (act.__name__, key)
        if act in STAY:
            window.actions_by_key["redo"].trigger()
            driver.settle()


@pytest.fixture
def program(office: Path, qapp: QApplication, preferences: Preferences, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Return a program whose window is open, with its hooks."""
    monkeypatch.setattr(signing_in, "sign_in", partial(signing_in.sign_in, now=Clock()))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(paths, "cache", lambda: tmp_path)
    made = Program(qapp, preferences)
    app.install_hooks(made)
    made.ask(office)
    assert made.entry is not None
    made.entry.passphrase.setText(PASSPHRASE)
    made.entry.sign_in.click()
    qtbot.waitUntil(lambda: made.window is not None, timeout=PATIENCE)
    yield made
    made.close()
    forget_windows()


def told() -> list[BugDialog]:
    """Return the open dialogs that tell of a bug."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog) and one.isVisible()]


def test_a_bug_in_a_slot_is_told_once_and_the_window_goes_on(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.window
    assert window is not None
    qtbot.waitUntil(window.bench.tasks.idle, timeout=PATIENCE)

    def fail() -> None:
        raise ValueError("王小明")

    action = window.page.action("fail", "失敗", fail, button=False)
    for _ in range(3):
        action.trigger()
    QTimer.singleShot(0, window, fail)
    qtbot.wait(50)
    (dialog,) = told()
    assert "王小明" not in shown(dialog)
    dialog.accept_button.click()
    action.trigger()
    assert told() == []
    assert "王小明" not in (tmp_path / LOG).read_text("utf-8")
    window.show_page("people")
    qtbot.waitUntil(window.bench.tasks.idle, timeout=PATIENCE)
    assert window.page.name == "people"
