"""Picking by typing a part: the list of what holds it opens below what is typed."""

import gc

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.fields import Field, LineField
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.pages.coaching.keys import KnownLine

NAMES = ("A001 王小明", "A002 李小華")


def typed(qtbot: QtBot, shown: Field | QLineEdit, line: QLineEdit, text: str) -> list[str]:
    """Type into a field on the screen; return the lines of the list that opened."""
    qtbot.addWidget(shown)
    shown.show()
    gc.collect()
    QTest.keyClicks(line, text)
    completer = line.completer()
    assert completer is not None
    popup, model = completer.popup(), completer.completionModel()
    assert popup is not None
    assert model is not None
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())] if popup.isVisible() else []


def test_list_of_what_holds_the_part_opens(qtbot: QtBot) -> None:
    field = PickField("who", "人員", ((name, name) for name in NAMES))
    assert typed(qtbot, field, field.line, "a00") == list(NAMES)
    assert field.value is None
    assert typed(qtbot, field, field.line, "2") == [NAMES[1]]
    assert field.value == NAMES[1]


def test_lines_that_know_texts_offer_them(qtbot: QtBot) -> None:
    field, line = LineField("unit", "單位", known=NAMES), KnownLine("系統")
    line.offer(NAMES)
    assert typed(qtbot, field, field.line, "2") == [NAMES[1]]
    assert typed(qtbot, line, line, "1") == [NAMES[0]]
