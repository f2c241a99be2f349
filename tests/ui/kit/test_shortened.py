"""A text that gives way: all of it where there is room, else its beginning with the whole as a tip."""

from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.shortened import Shortened


def test_text_gives_way_and_says_the_whole_as_a_tip(qtbot: QtBot) -> None:
    label = Shortened("secondary")
    qtbot.addWidget(label)
    label.setText("232 件，145 小時")
    label.show()
    label.resize(label.sizeHint().width() + 4, 20)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() == 0
    label.resize(30, 20)
    assert (label.toolTip(), label.text()) == ("232 件，145 小時", "232 件，145 小時")
    assert not label.grab().isNull()
