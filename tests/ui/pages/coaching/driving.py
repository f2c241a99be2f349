"""Coaching on a real store, and typing as a person does."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hrdesk.domain.seeds import Coaching
from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching
from tests.services.book import appointed, hire
from tests.ui.driving import Driver

DAY = date(2026, 3, 2)


def seed(desk: Desk, name: str = "王小明") -> Officer:
    """Hire a seed teacher of the whole year."""
    person = hire(desk, name)
    appointed(desk, person)
    return person


def coach(desk: Desk, person: Officer, day: date = DAY, **values: object) -> Coaching:
    """Keep a record of one hour and return it."""
    item = replace(coaching.new_coaching(desk, person.id, day, 540, 600, "範例文化局"), **values)  # type: ignore[arg-type]
    coaching.coach(desk, item)
    return item


def records(driver: Driver) -> tuple[Coaching, ...]:
    """Return every record in the book."""
    return driver.ask(lambda desk: desk.store.all(Coaching))


def type_in(*texts: str) -> None:
    """Type into whatever has the focus, a Tab between the texts."""
    for n, text in enumerate(texts):
        if n:
            press_tab()
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(focus(), letter)
            else:
                write(letter)


def write(text: str) -> None:
    """Commit text as an input method does."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def press_tab() -> None:
    """Press Tab, which closes an open list of suggestions first; without a screen the list gets no keys of its own."""
    here = focus()
    completer = here.completer() if isinstance(here, QLineEdit) else None
    popup = completer.popup() if completer is not None else None
    if popup is not None:
        popup.hide()
    QTest.keyClick(here, Qt.Key.Key_Tab)


def focus() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
