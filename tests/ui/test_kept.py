"""Going on with what was being typed when the program ended: every editor that a page can open again takes it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from hrdesk import ui
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import unsaved
from hrdesk.services.study import absence, training
from hrdesk.ui.kept import EDITORS, HIDDEN, KeptWords, page_of, preview
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.main_window import MainWindow
from tests.services.book import appointed, enrolled, hire, hold
from tests.ui.driving import Driver


def fill(desk: Desk) -> None:
    """Put a seed teacher and a course in the book."""
    teacher = hire(desk, "王小明")
    appointed(desk, teacher)
    course = hold(desk)
    record = enrolled(desk, course, teacher)
    training.attend(desk, course.id, teacher.id, training.spread(course, Presence.ABSENT))
    absence.report(desk, record.id, reason="住院")


def first(kind: type) -> Callable[[Desk], str]:
    """Return what gives the id of a kind's first record."""
    return lambda desk: desk.store.all(kind)[0].id


NOBODY: Callable[[Desk], str] = lambda _: ""  # noqa: E731  # named for the table below


@pytest.mark.parametrize(
    ("editor", "key", "field", "text"),
    [
        ("officer", NOBODY, "name", "李小華"),
        ("officer", first(Officer), "name", "王大明"),
        ("course", NOBODY, "name", "範例新班"),
        ("course", first(Course), "name", "範例改名班"),
        ("coaching", NOBODY, "problem", "無法登入"),
        ("training", first(TrainingRecord), "note", "補登"),
        ("appointment", NOBODY, "document", "範例人字第1號"),
        ("fitness", first(Appointment), "reason", "三次未到課"),
        ("absence", first(TrainingRecord), "reason", "臨時住院"),
        ("absence-review", first(TrainingRecord), "verdict_reason", "沒有佐證"),
        ("report-due", lambda _: "115", "document", "範例人字第3號"),
        ("agency", lambda desk: desk.workspace.agency, "group", "地政事務所"),
        ("staffing", lambda desk: desk.workspace.agency, "source", "範例預算員額表"),
        ("appointment", first(Appointment), "document", "範例人字第2號"),
    ],
)
def test_an_editor_opens_again_with_what_was_typed(window: MainWindow, driver: Driver, editor: str, key: Callable[[Desk], str], field: str, text: str) -> None:
    driver.ask(fill)
    held = driver.ask(key)
    driver.ask(lambda desk: unsaved.keep(desk, editor, held, {field: text}))
    (kept,) = driver.ask(unsaved.kept)
    driver.bench.resume(page_of(kept), kept)
    driver.settle()
    dialog = driver.dialog(Editor)
    assert (dialog.name, dialog.key) == (editor, held)
    assert dialog.by_key[field].text() == text
    dialog.reject()
    driver.settle()
    assert driver.ask(unsaved.kept) == ()


@pytest.mark.parametrize("editor", ["course", "coaching", "training", "appointment"])
def test_words_about_a_record_that_is_gone_are_shown(window: MainWindow, driver: Driver, editor: str) -> None:
    driver.ask(fill)
    driver.ask(lambda desk: unsaved.keep(desk, editor, "0" * 32, {"note": "範例"}))
    (kept,) = driver.ask(unsaved.kept)
    driver.bench.resume(page_of(kept), kept)
    driver.settle()
    dialog = driver.dialog(KeptWords)
    driver.press(dialog, "關閉")


def test_a_closed_year_shows_the_words_alone(window: MainWindow, driver: Driver) -> None:
    driver.ask(lambda desk: unsaved.keep(desk, "officer", "", {"name": "李小華", HIDDEN: "A123456789", "left": ""}))
    (kept,) = driver.ask(unsaved.kept)
    driver.bench.set_year(100)
    driver.settle()
    driver.bench.resume(page_of(kept), kept)
    driver.settle()
    dialog = driver.dialog(KeptWords)
    note = dialog.findChild(QPlainTextEdit)
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "姓名：李小華"
    assert preview(kept) == "李小華"
    driver.press(dialog, "關閉")


def test_the_coaching_strip_brings_back_its_own(window: MainWindow, driver: Driver) -> None:
    driver.ask(fill)
    driver.ask(lambda desk: unsaved.keep(desk, "coaching-quick", "", {"problem": "無法登入"}))
    (kept,) = driver.ask(unsaved.kept)
    driver.bench.resume(page_of(kept), kept)
    driver.settle()
    assert window.page.name == "coaching"


def test_every_editor_that_keeps_its_typing_is_known_by_its_page() -> None:
    names: set[str] = set()
    for file in Path(str(ui.__file__)).parent.rglob("*.py"):
        lines = file.read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            if line.startswith("class ") and "Editor)" in line:
                names |= {one.split('"')[1] for one in lines[at : at + 6] if one.startswith('    name = "')}
            names |= set(re.findall(r'DraftKey\((?:self\.)?bench, "([a-z-]+)"', line))
    assert len(names) > 30
    assert names <= set(EDITORS)


def test_nothing_is_held_for_another_editor(driver: Driver) -> None:
    driver.bench.hold("officer", "", {"name": "李小華"})
    assert driver.bench.take("officer", "1") is None
    assert driver.bench.take("officer", "") == {"name": "李小華"}
    assert driver.bench.take("officer", "") is None


def test_a_day_that_was_kept_comes_back(window: MainWindow, driver: Driver) -> None:
    driver.ask(lambda desk: unsaved.keep(desk, "officer", "", {"name": "李小華", "arrived": "115/08/01"}))
    (kept,) = driver.ask(unsaved.kept)
    driver.bench.resume(page_of(kept), kept)
    driver.settle()
    dialog = driver.dialog(Editor)
    driver.press(dialog, "新增")
    (saved,) = driver.ask(lambda desk: desk.store.all(Officer))
    assert (saved.name, saved.arrived) == ("李小華", date(2026, 8, 1))
