"""An editor among other people: nothing that somebody else saved meanwhile is overwritten, nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import editing, unsaved
from hrdesk.services.people import staff
from hrdesk.services.safekeeping.keeping import undo
from hrdesk.ui.kit.comparing import Comparing
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import Field, LineField
from tests.services.book import hire
from tests.ui.driving import Driver
from tests.ui.hands import shown


class PersonEditor(Editor):
    """A small editor over an officer; `unit` is a field of the record that it does not show."""

    name = "person"

    def __init__(self, parent: QWidget, driver: Driver, person: Officer, *more: Field) -> None:
        self.held = person
        self.line, self.title = LineField("name", "姓名", required=True), LineField("title", "職稱")
        super().__init__(parent, driver.bench, "修改人員", (self.line, self.title, *more), key=person.id)
        self.line.set_text(person.name)
        self.title.set_text(person.title)

    def subject(self) -> editing.Subject:
        return editing.of(self.held)

    def rebase(self, held: object) -> None:
        assert isinstance(held, Officer)
        self.held = held

    def work(self) -> Callable[[Desk], Changes]:
        draft = replace(self.held, name=self.line.value, title=self.title.value)
        return lambda desk: staff.save_officer(desk, draft)


@pytest.fixture
def editor(driver: Driver) -> PersonEditor:
    """Return an open editor on 王小明, 科員."""
    person = driver.ask(lambda desk: hire(desk, "王小明", title="科員"))
    made = PersonEditor(driver.host(), driver, person)
    made.open()
    driver.settle()
    return made


def somebody_saves(driver: Driver, **values: str) -> None:
    """Let somebody else save the person meanwhile."""
    driver.ask(lambda desk: staff.save_officer(desk, replace(desk.store.all(Officer)[0], **values)))  # type: ignore[arg-type]


def closed(editor: Editor) -> bool:
    return not Shiboken.isValid(editor) or not editor.isVisible()


def person(driver: Driver) -> Officer:
    return driver.ask(lambda desk: desk.store.all(Officer)[0])


def test_fields_changed_by_two_are_both_kept(editor: PersonEditor, driver: Driver) -> None:
    editor.line.set_text("王大明")
    somebody_saves(driver, title="專員", unit="人事室")
    editor.finish()
    dialog = driver.dialog(Comparing)
    assert [(one.label, one.read, one.theirs, one.mine, one.told) for one in dialog.pairs] == [
        ("姓名", "王小明", "王小明", "王大明", "只有您改過"),
        ("職稱", "科員", "專員", "科員", "只有對方改過"),
    ]
    driver.looked_over(dialog)
    driver.press(dialog, "照選擇儲存")
    assert closed(editor)
    assert (person(driver).name, person(driver).title, person(driver).unit) == ("王大明", "專員", "人事室")


def test_one_field_changed_by_two_is_chosen_and_the_own_is_proposed(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    somebody_saves(driver, title="專員")
    editor.finish()
    dialog = driver.dialog(Comparing)
    assert "專員" in shown(dialog)
    assert "股長" in shown(dialog)
    assert "兩邊都改過" in shown(dialog)
    assert dialog.choices["title"][1].isChecked()
    driver.press(dialog, "照選擇儲存")
    assert person(driver).title == "股長"


def test_the_others_version_alone_writes_nothing(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    somebody_saves(driver, title="專員")
    newest = driver.ask(lambda desk: desk.store.seq())
    editor.finish()
    dialog = driver.dialog(Comparing)
    driver.press(dialog, "全部用對方的")
    driver.press(dialog, "照選擇儲存")
    assert closed(editor)
    assert (person(driver).title, driver.ask(lambda desk: desk.store.seq())) == ("專員", newest)


def test_going_back_keeps_the_editor_as_it_stood_and_asks_again(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    somebody_saves(driver, title="專員")
    editor.finish()
    driver.press(driver.dialog(Comparing), "回去再改")
    assert (editor.isVisible(), editor.title.value, editor.accept_button.isEnabled()) == (True, "股長", True)
    editor.title.set_text("主任")
    editor.finish()
    dialog = driver.dialog(Comparing)
    driver.press(dialog, "全部用我的")
    driver.press(dialog, "照選擇儲存")
    assert person(driver).title == "主任"


def test_what_the_editor_does_not_show_is_no_question(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    somebody_saves(driver, unit="人事室")
    editor.finish()
    driver.settle()
    assert closed(editor)
    assert (person(driver).title, person(driver).unit) == ("股長", "人事室")


def test_a_record_deleted_meanwhile_is_told_and_may_be_saved_again(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    driver.ask(undo)
    editor.finish()
    dialog = driver.dialog(Confirm)
    assert "已經刪除了這筆資料" in shown(dialog)
    driver.press(dialog, "照我的內容儲存")
    assert closed(editor)
    assert person(driver).title == "股長"


def test_somebodys_saving_is_told_while_one_types_and_takes_nothing_away(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    driver.bench.write(lambda desk: staff.save_officer(desk, replace(desk.store.all(Officer)[0], phone="02-1234")))
    driver.settle()
    assert "您輸入的都還在" in editor.sharing.words.text()
    assert editor.sharing.line.isVisible()
    assert editor.title.value == "股長"


def test_only_what_was_changed_is_kept_of_a_record_in_the_book(editor: PersonEditor, driver: Driver) -> None:
    editor.title.set_text("股長")
    editor.put_away()
    driver.settle()
    (kept,) = driver.ask(unsaved.kept)
    assert kept.texts == {"title": "股長"}
