"""What a person's hands do that no page's test needs: a file named in a dialog, a key pressed where the focus is, text from an input method."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QWidget

from hrdesk.ui.pages.packages.seal import SealAsk
from tests.ui.driving import Driver

NONE = Qt.KeyboardModifier.NoModifier


def choose_file(driver: Driver, path: Path) -> None:
    """Name a file or folder in the open dialog and press its button, and wait for what follows."""
    driver.settle()
    choose_at_once(path)
    driver.settle()


def choose_at_once(path: Path) -> None:
    """Name a file or folder in the open dialog and press its button, as somebody who types the path does."""
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    box = dialog.findChild(QDialogButtonBox, "buttonBox")
    assert isinstance(line, QLineEdit)
    assert isinstance(box, QDialogButtonBox)
    line.setText(str(path))
    (go,) = [one for one in box.buttons() if box.buttonRole(one) is QDialogButtonBox.ButtonRole.AcceptRole]
    assert go.isEnabled()
    go.click()
    assert not dialog.isVisible()


def forget_windows() -> None:
    """Let windows that were closed go now, so that the tests that follow do not dress them anew."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focus() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def key(driver: Driver, code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is, and wait for what it does."""
    QTest.keyClick(QApplication.focusWidget() or active(), code, modifiers)
    driver.settle()


def active() -> QWidget:
    """Return the window in front."""
    found = QApplication.activeWindow()
    assert found is not None
    return found


def write(text: str) -> None:
    """Type text where the focus is, Chinese as an input method commits it."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focus(), letter)
        else:
            commit(letter)


def commit(text: str, preedit: str = "") -> None:
    """Let an input method compose something where the focus is and commit text."""
    if preedit:
        QApplication.sendEvent(focus(), QInputMethodEvent(preedit, []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def shown(widget: QWidget) -> str:
    """Return every sentence that can be read on a widget now."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def answer_seal(driver: Driver, asked: SealAsk, reason: str = "") -> None:
    """Answer the last question before a package is sealed, and wait for the seal."""
    for field, text in ((asked.reason, reason), (asked.head, "範例主管")):
        if field in asked.fields:
            field.set_text(text)
    driver.press(asked, "簽章")
