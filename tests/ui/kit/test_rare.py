"""Rare characters in names are drawn on every screen."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.rare import PROBE, RareFont, is_drawn


def test_character_that_no_font_has_is_noticed(qapp: QApplication) -> None:
    assert is_drawn("陳小明", qapp.font())
    assert not is_drawn("\U0010fffd", qapp.font())


def test_shipped_font_draws_what_the_system_does_not(qapp: QApplication, qtbot: QtBot) -> None:
    before = QFont(qapp.font())
    rare = RareFont(qapp)
    if not is_drawn(PROBE, qapp.font()):
        with qtbot.waitSignal(rare.ready, timeout=20_000):
            assert rare.start()
    assert is_drawn("陳𡍼明 林𠅤如", qapp.font())
    assert not rare.start()
    qapp.setFont(before)
