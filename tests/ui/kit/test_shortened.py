"""A text that gives way: all of it where there is room, else its beginning with the whole as a tip."""

from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.shortened import OneLine, Shortened, ShortLink


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


def test_link_gives_way_and_says_the_whole_as_a_tip(qtbot: QtBot) -> None:
    link = ShortLink("115/09/14：版本更新後差勤資料無法開啟。")
    qtbot.addWidget(link)
    link.resize(60, 20)
    link.show()
    assert link.minimumSizeHint().width() == 0
    assert link.toolTip() == link.accessibleName() == link.text()
    plain = link.grab().toImage()
    link.setIcon(icon("search"))
    assert link.grab().toImage() != plain


def test_one_line_goes_on_in_the_next_where_there_is_no_room(qtbot: QtBot) -> None:
    label = OneLine("本機關應指派，115/12/28 在任 2 人；每日均有種籽教師", "secondary")
    qtbot.addWidget(label)
    wide = label.sizeHint().width()
    assert label.heightForWidth(wide) <= label.fontMetrics().lineSpacing() + 2
    assert label.heightForWidth(wide // 2) > label.fontMetrics().lineSpacing() + 2
