"""Questions: Enter does what the verb says wherever the cursor is, Esc leaves, and nothing is left in English."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, choose_open, confirm
from tests.ui.driving import Driver


class Lines(Dialog):
    """A dialog with a line and, under it, a button that adds something."""

    def __init__(self, driver: Driver) -> None:
        super().__init__(driver.host(), "修改", "儲存")
        self.added = 0
        self.line = QLineEdit()
        self.body.addWidget(self.line)
        self.body.addWidget(looks.button("加入一場", self.add, kind="link"))
        self.line.setFocus()

    def add(self) -> None:
        self.added += 1


def test_enter_does_the_verb_and_not_the_button_beneath_the_line(driver: Driver) -> None:
    dialog = Lines(driver)
    dialog.open()
    driver.settle()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert (dialog.added, dialog.result()) == (0, Dialog.DialogCode.Accepted)


def test_enter_does_nothing_while_the_verb_is_off(driver: Driver) -> None:
    dialog = Lines(driver)
    dialog.accept_button.setEnabled(False)
    dialog.open()
    driver.settle()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.added == 0
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_danger_needs_more_than_enter(driver: Driver, key: Qt.Key) -> None:
    done: list[bool] = []
    dialog = confirm(driver.host(), "刪除？", "刪除這一列。", "刪除", lambda: done.append(True), danger=True)
    driver.settle()
    QTest.keyClick(dialog, key)
    assert not done
    assert dialog.result() == Dialog.DialogCode.Rejected


def test_choosing_a_file_speaks_chinese(driver: Driver) -> None:
    dialog = choose_open(driver.host(), "選擇檔案", "試算表 (*.xlsx)", lambda _: None)
    driver.settle()
    labels = [dialog.labelText(one) for one in (QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType)]
    assert labels == ["位置：", "檔案類型："]
    dialog.reject()
