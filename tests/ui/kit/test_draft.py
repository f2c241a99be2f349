"""Drafts: what is typed into any form is offered where the form is opened again, never a secret, and never in the place of something else that was typed."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from hrdesk.domain.training import Presence
from hrdesk.errors import Fault, StoreError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import unsaved
from hrdesk.ui import idle
from hrdesk.ui.kit.dialogs import Ask, Dialog
from hrdesk.ui.kit.draft import Draft, DraftKey
from hrdesk.ui.kit.fields import LineField, NoteField
from hrdesk.ui.pages.courses.roll import Roll, RollDialog, roll
from tests.services.book import enrolled, hire, hold
from tests.ui.driving import Driver
from tests.ui.hands import shown
from tests.ui.test_idle import Board


def asked(driver: Driver, name: str = "reason", key: str = "") -> Ask:
    """Open a form with a note and a secret."""
    fields = [NoteField("reason", "理由", required=True), LineField("secret", "密碼", secret=True)]
    made = Ask(driver.host(), "理由", "送出", fields, place=DraftKey(driver.bench, name, key))
    made.open()
    driver.settle()
    return made


def draft_of(form: Dialog) -> Draft:
    assert form.unsaved is not None
    return form.unsaved


def put_away(driver: Driver, form: Dialog, text: str) -> None:
    """Type, and lock the program."""
    form.fields[0].set_text(text)  # type: ignore[attr-defined]
    lock(driver, form)


def lock(driver: Driver, form: Dialog) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    idle.put_away(app, form.parentWidget(), Board(own=False))  # type: ignore[arg-type]
    assert not form.isVisible()
    driver.settle()


def kept(driver: Driver) -> list[tuple[str, str, dict[str, str]]]:
    return [(one.editor, one.key, dict(one.texts)) for one in driver.ask(unsaved.kept)]


def test_what_was_typed_is_offered_and_taken_back(driver: Driver) -> None:
    put_away(driver, asked(driver), "核予的理由")
    assert kept(driver) == [("reason", "", {"reason": "核予的理由"})]
    again = asked(driver)
    assert "打到一半、沒有儲存的內容" in shown(again)
    driver.press(again, "帶入")
    assert again.fields[0].text() == "核予的理由"
    driver.looked_over(again)
    driver.press(again, "送出")
    driver.settle()
    assert kept(driver) == []


def test_what_is_not_wanted_any_more_is_thrown_away(driver: Driver) -> None:
    put_away(driver, asked(driver), "寫錯的")
    again = asked(driver)
    driver.press(again, "不要了")
    assert not draft_of(again).strip.isVisible()
    assert kept(driver) == []
    again.reject()


def test_what_is_typed_over_is_put_aside_and_not_lost(driver: Driver) -> None:
    put_away(driver, asked(driver), "先前打的")
    put_away(driver, asked(driver), "後來打的")
    assert sorted(texts["reason"] for _, _, texts in kept(driver)) == ["先前打的", "後來打的"]
    again = asked(driver)
    driver.press(again, "帶入")
    assert again.fields[0].text() == "後來打的"
    again.reject()


def test_leaving_the_form_leaves_what_is_still_offered(driver: Driver) -> None:
    put_away(driver, asked(driver), "先前打的")
    asked(driver).reject()
    driver.settle()
    assert [texts for _, _, texts in kept(driver)] == [{"reason": "先前打的"}]


def test_a_form_as_it_opened_is_not_kept(driver: Driver) -> None:
    form = asked(driver)
    form.fields[0].set_text("打了")
    form.fields[0].set_text("")
    draft_of(form).keep()
    driver.settle()
    assert kept(driver) == []
    form.reject()


def test_what_cannot_be_kept_is_said_once_beside_the_form_and_tried_again(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    form = asked(driver)
    whole = unsaved.keep

    def full(*_: Any, **__: Any) -> None:
        raise StoreError(Fault.STORE_FULL)

    monkeypatch.setattr(unsaved, "keep", full)
    form.fields[0].set_text("打了")
    draft_of(form).keep()
    driver.settle()
    assert "目前無法暫存打好的字" in shown(form)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)] == [form]
    monkeypatch.setattr(unsaved, "keep", whole)
    draft_of(form).keep()
    driver.settle()
    assert not draft_of(form).strip.isVisible()
    assert [texts for _, _, texts in kept(driver)] == [{"reason": "打了"}]
    form.reject()


def class_of_one(desk: Desk) -> Roll:
    course = hold(desk)
    enrolled(desk, course, hire(desk, "王小明"))
    return roll(desk, course.id)


def test_a_roll_half_called_is_there_after_the_lock(driver: Driver) -> None:
    found = driver.ask(class_of_one)

    def opened() -> RollDialog:
        made = RollDialog(driver.host(), driver.bench, found)
        made.open()
        driver.settle()
        return made

    first = opened()
    first.model.mark([(0, 0)], None)
    first.model.mark([(0, 0)], Presence.LEAVE, leave_kind="公 假")
    first.model.mark([(0, 1)], Presence.ATTENDED, minutes=90)
    first.model.make_up([0])
    first.model.lines[0].note = "遲到\n三十分"
    entries = first.model.entries()
    lock(driver, first)
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)]
    again = opened()
    assert again.model.entries() == {}
    driver.press(again, "帶入")
    assert again.model.entries() == entries
    again.model.put_texts({"不在了　0": "", f"王小明　{found.people[0].officer.id}": "9 到課 1；1 沒有 1\n\n"})
    assert again.model.lines[0].marks == {}
    draft_of(again).forget()
    again.hide()
