"""Forty digits, shown and typed."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.digits import Digits, DigitsField, plain

NUMBER = "".join(str(n % 10) for n in range(40))
GROUPED = " ".join(NUMBER[start : start + 5] for start in range(0, 40, 5))


def field(qtbot: QtBot) -> DigitsField:
    made = DigitsField("digits", "公文上所印的 40 位數字")
    qtbot.addWidget(made)
    made.show()
    return made


def test_digits_are_shown_in_eight_groups_copied_and_printed(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Digits("登錄", GROUPED)
    qtbot.addWidget(shown)
    shown.show()
    assert len(shown.groups) == 8
    shown.copy()
    assert QGuiApplication.clipboard().text() == GROUPED
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "digits.pdf"))
    shown.paint_on(printer)
    assert (tmp_path / "digits.pdf").read_bytes().startswith(b"%PDF")
    shown.print()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog) and one.isVisible()]
    dialog.close()


def test_typing_goes_on_to_the_next_group_by_itself(qtbot: QtBot) -> None:
    typed = field(qtbot)
    for digit in NUMBER:
        box = next(one for one in typed.boxes if len(one.text()) < 5)
        QTest.keyClicks(box, digit)
    assert typed.text() == GROUPED
    assert typed.fault() == ""
    assert typed.hint.text() == "已輸入 40 / 40 位"


def test_a_paste_of_all_fills_every_group_whatever_stands_between(qtbot: QtBot) -> None:
    typed = field(qtbot)
    QGuiApplication.clipboard().setText(GROUPED.replace(" ", "－").translate(str.maketrans("0123456789", "０１２３４５６７８９")))
    typed.boxes[0].setFocus()
    typed.boxes[0].paste()
    assert typed.text() == GROUPED
    assert plain("１２ 3-4") == "1234"


def test_what_is_no_digit_is_marked_as_it_is_typed(qtbot: QtBot) -> None:
    typed = field(qtbot)
    QTest.keyClicks(typed.boxes[0], "12a45")
    assert typed.fault() == "第 1 組有不是數字的字"
    assert typed.boxes[0].property("wrong") == "true"
    typed.set_text(NUMBER[:7])
    assert typed.fault() == "已輸入 7 / 40 位"
    assert [box.text() for box in typed.boxes[:3]] == ["01234", "56", ""]
