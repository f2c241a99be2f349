"""Editing: judged while it is typed, errors beside the field, kept every few seconds, saved by one service call."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import unsaved
from hrdesk.services.people import staff
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import DayField, LineField
from tests.services.book import hire
from tests.ui.driving import Driver


class PersonEditor(Editor):
    """A small editor over an officer."""

    name = "person"

    def __init__(self, parent: QWidget, driver: Driver, person: Officer) -> None:
        self.person = person
        self.line, self.arrived, self.left = LineField("name", "姓名", required=True), DayField("arrived", "到職日"), DayField("left", "離職日")
        super().__init__(parent, driver.bench, "修改人員", (self.line, self.arrived, self.left), key=person.id)
        self.told = "已修改"
        self.line.set_text(person.name)
        self.judge()

    def drafted(self) -> Officer:
        return replace(self.person, name=self.line.value, arrived=self.arrived.value, left=self.left.value)

    def checks(self) -> Callable[[Desk], Sequence[Problem]]:
        draft = self.drafted()
        return lambda desk: staff.officer_problems(draft)

    def work(self) -> Callable[[Desk], Changes]:
        draft = self.drafted()
        return lambda desk: staff.save_officer(desk, draft)


@pytest.fixture
def editor(driver: Driver) -> PersonEditor:
    """Return an open editor on 王小明."""
    person = driver.ask(lambda desk: hire(desk, "王小明"))
    made = PersonEditor(driver.host(), driver, person)
    made.open()
    driver.settle()
    return made


def wait_for(driver: Driver, condition: Callable[[], bool]) -> None:
    driver.qtbot.waitUntil(condition, timeout=5000)


def test_saving_closes_and_tells_everybody(editor: PersonEditor, driver: Driver) -> None:
    told: list[Changes] = []
    driver.bench.changed.connect(told.append)
    editor.line.set_text("王大明")
    editor.finish()
    driver.settle()
    assert told[0].kinds == {"Officer"}
    assert driver.ask(lambda desk: desk.store.all(Officer)[0].name) == "王大明"


def test_error_stands_beneath_its_field_and_saving_is_off(editor: PersonEditor, driver: Driver) -> None:
    editor.arrived.set_value(date(2026, 5, 1))
    editor.left.set_value(date(2026, 4, 1))
    wait_for(driver, lambda: not editor.accept_button.isEnabled())
    wait_for(driver, lambda: editor.left.problem.isVisible())
    assert editor.left.problem.text()
    editor.left.set_value(date(2026, 6, 1))
    wait_for(driver, editor.accept_button.isEnabled)
    assert not editor.left.problem.isVisible()


def test_no_date_is_told_at_once(editor: PersonEditor, driver: Driver) -> None:
    editor.arrived.set_text("114/2/29")
    wait_for(driver, lambda: editor.arrived.problem.isVisible())
    assert not editor.accept_button.isEnabled()


def test_a_document_pasted_into_a_line_is_told_and_not_saved(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("王" * 301)
    editor.judge()
    assert editor.line.problem.text() == "這一欄最多 300 字，目前有 301 字。"
    assert not editor.accept_button.isEnabled()


def test_pressing_twice_saves_once(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("王大明")
    seq = driver.ask(lambda desk: desk.store.seq())
    for _ in range(3):
        editor.finish()
    driver.settle()
    assert driver.ask(lambda desk: desk.store.seq()) == seq + 1


@pytest.mark.parametrize("leave", [lambda editor: QTest.keyClick(editor, Qt.Key.Key_Escape), lambda editor: editor.close()], ids=["esc", "window"])
def test_a_slip_of_the_hand_does_not_throw_words_away(editor: PersonEditor, driver: Driver, leave: Callable[[PersonEditor], object]) -> None:
    editor.line.set_text("王大明")
    leave(editor)
    asked = driver.dialog(Confirm)
    driver.press(asked, "取消")
    assert editor.isVisible()
    assert editor.line.value == "王大明"
    leave(editor)
    driver.press(driver.dialog(Confirm), "放棄")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PersonEditor) and one.isVisible()]


def test_an_editor_into_which_nothing_was_typed_closes_at_once(editor: PersonEditor, driver: Driver) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    driver.settle()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PersonEditor) and one.isVisible()]


def test_required_field_is_asked_for_only_once_it_was_touched(editor: PersonEditor, driver: Driver) -> None:
    assert not editor.line.problem.isVisible()
    editor.line.set_text("")
    wait_for(driver, lambda: editor.line.problem.text() == "請填寫")


def test_draft_is_kept_while_it_is_typed_and_forgotten_once_saved(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("王未完")
    assert editor.unsaved is not None
    editor.unsaved.keep()
    driver.settle()
    (held,) = driver.ask(unsaved.kept)
    assert (held.editor, held.key, held.texts["name"]) == ("person", editor.person.id, "王未完")
    editor.finish()
    driver.settle()
    assert driver.ask(unsaved.kept) == ()


def test_draft_of_a_killed_program_comes_back_into_the_fields(editor: PersonEditor, driver: Driver) -> None:
    editor.set_values({"name": "王續填", "arrived": "115/05/01", "gone": "x"})
    driver.settle()
    assert (editor.line.value, editor.arrived.value) == ("王續填", date(2026, 5, 1))


def test_giving_up_forgets_the_draft_and_changes_nothing(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("王放棄")
    assert editor.unsaved is not None
    editor.unsaved.keep()
    editor.reject()
    driver.settle()
    assert driver.ask(unsaved.kept) == ()
    assert driver.ask(lambda desk: desk.store.all(Officer)[0].name) == "王小明"


def test_input_method_commits_into_a_field(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("")
    composing = QInputMethodEvent("ㄓㄨ", [])
    QApplication.sendEvent(editor.line.line, composing)
    assert editor.line.value == ""
    commit = QInputMethodEvent()
    commit.setCommitString("陳𡍼明")
    QApplication.sendEvent(editor.line.line, commit)
    assert editor.line.value == "陳𡍼明"


def test_editor_fits_and_every_input_has_a_name(editor: PersonEditor, driver: Driver) -> None:
    driver.looked_over(editor)


def test_new_record_cannot_be_saved_before_what_is_required_is_there(driver: Driver) -> None:
    person = driver.ask(lambda desk: hire(desk, "王小明"))
    made = PersonEditor(driver.host(), driver, replace(person, name=""))
    made.accept_button.setEnabled(True)
    made.open()
    driver.settle()
    assert not made.accept_button.isEnabled()
    assert not made.line.problem.isVisible()
    made.line.line.setText("王")
    assert made.accept_button.isEnabled()
    made.reject()
    driver.settle()


def test_a_button_that_is_off_says_what_is_lacking(editor: PersonEditor) -> None:
    editor.line.line.clear()
    editor.judge()
    assert (editor.accept_button.isEnabled(), editor.accept_button.toolTip()) == (False, "還要填好：姓名")
    editor.line.line.setText("王小明")
    editor.judge()
    assert editor.accept_button.toolTip() == ""
