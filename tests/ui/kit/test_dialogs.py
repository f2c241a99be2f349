"""Questions: Enter does what the verb says wherever the cursor is, Esc leaves, and nothing is left in English."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Ask, Dialog, ask_line, ask_reason, choose_folder, choose_open, choose_save, confirm
from hrdesk.ui.kit.tasks import Task
from tests.ui.driving import Driver
from tests.ui.hands import choose_at_once


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


@pytest.mark.parametrize(("typed", "name"), [("紀錄.xlsx", "紀錄.ods"), ("紀錄", "紀錄.ods"), ("紀錄.115", "紀錄.115")])
def test_the_ending_follows_the_kind_chosen(driver: Driver, tmp_path: Path, typed: str, name: str) -> None:
    chosen: list[Path] = []
    kinds = "Excel 活頁簿 (*.xlsx);;ODF 試算表 (*.ods);;所有檔案 (*)"
    dialog = choose_save(driver.host(), "匯出", str(tmp_path / "紀錄.xlsx"), kinds, chosen.append)
    driver.settle()
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(typed)
    box = next(one for one in dialog.findChildren(QComboBox) if one.currentText().startswith("Excel"))
    box.setFocus()
    box.setCurrentIndex(1)
    box.textActivated.emit(box.currentText())
    dialog.filterSelected.emit(dialog.nameFilters()[2])  # all kinds: the ending stays
    dialog.accept()
    driver.settle()
    assert chosen == [tmp_path / name]


@pytest.mark.parametrize("ask", [ask_reason, ask_line])
def test_what_is_typed_stays_until_it_is_taken(driver: Driver, ask: Callable[..., Ask]) -> None:
    answers: list[HrdeskError | None] = [InputError(Fault.CLOCK_BEHIND), None]
    given: list[str] = []

    def do(text: str) -> Task:
        def work(_: object) -> None:
            given.append(text)
            if (error := answers.pop(0)) is not None:
                raise error

        return driver.bench.read(work, lambda _: None)

    closed: list[int] = []
    dialog = ask(driver.host(), "理由", "為什麼", "做", do)
    dialog.finished.connect(closed.append)
    dialog.fields[0].set_text("系統停機")
    driver.press(dialog, "做")
    assert (closed, bool(dialog.wrong.text())) == ([], True)
    assert dialog.fields[0].text() == "系統停機"
    driver.press(dialog, "做")
    assert (given, closed) == (["系統停機"] * 2, [Dialog.DialogCode.Accepted.value])


def test_nothing_to_wait_for_closes_at_once(driver: Driver) -> None:
    closed: list[int] = []
    dialog = ask_reason(driver.host(), "理由", "為什麼", "做", lambda _: None)
    dialog.finished.connect(closed.append)
    dialog.fields[0].set_text("系統停機")
    driver.press(dialog, "做")
    assert closed == [Dialog.DialogCode.Accepted.value]


def test_choosing_a_file_speaks_chinese(driver: Driver) -> None:
    dialog = choose_open(driver.host(), "選擇檔案", "試算表 (*.xlsx)", lambda _: None)
    driver.settle()
    labels = [dialog.labelText(one) for one in (QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType)]
    assert labels == ["位置：", "檔案類型："]
    dialog.reject()


def test_a_file_dialog_opens_where_the_file_typed_last_lies(driver: Driver, tmp_path: Path) -> None:
    stick = tmp_path / "隨身碟"
    stick.mkdir()
    (stick / "名冊.csv").write_text("姓名")
    taken: list[Path] = []
    choose_open(driver.host(), "選擇名冊檔", "名冊 (*.csv)", taken.append)
    choose_at_once(stick / "名冊.csv")
    assert taken == [stick / "名冊.csv"]
    again = choose_folder(driver.host(), "存到哪裡", taken.append)
    assert again.directory().absolutePath() == str(stick)
    choose_at_once(tmp_path)
    assert choose_open(driver.host(), "選擇名冊檔", "名冊 (*.csv)", taken.append).directory().absolutePath() == str(tmp_path)
