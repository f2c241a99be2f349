"""Rows that break where they are too narrow: nothing is cut, what belongs at the right stands there, inputs share their line."""

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import looks
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.title_line import TitleLine


def fixed(width: int) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, 30)
    return made


def shown(flow: Flow, qtbot: QtBot, width: int) -> QWidget:
    made = QWidget()
    made.setLayout(flow)
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show()
    QApplication.processEvents()
    return made


def test_line_breaks_where_it_is_too_narrow_and_asks_for_the_height(qtbot: QtBot) -> None:
    parts = [fixed(100) for _ in range(3)]
    flow = Flow(*parts, spacing=10)
    holder = shown(flow, qtbot, 320)
    assert [one.y() for one in parts] == [35, 35, 35]  # in the middle of a higher row
    holder.resize(219, 70)
    assert [(one.x(), one.y()) for one in parts] == [(0, 0), (110, 0), (0, 40)]
    assert flow.heightForWidth(219) == 70
    assert flow.minimumSize().width() == 100
    parts[0].hide()
    assert flow.heightForWidth(219) == 30


def test_what_is_pushed_stands_at_the_right_of_its_line(qtbot: QtBot) -> None:
    first, last = fixed(100), fixed(50)
    holder = shown(Flow(first, None, last), qtbot, 400)
    assert last.geometry().right() == holder.width() - 1
    holder.resize(120, 100)
    assert last.x() == 0
    alone = fixed(50)
    beside = shown(Flow(alone, right=True), qtbot, 400)
    assert beside.layout() is not None
    assert alone.geometry().right() == 399


def test_even_parts_fill_lines_that_are_equally_full(qtbot: QtBot) -> None:
    parts = [QLabel("一二三四") for _ in range(4)]
    wide = parts[0].sizeHint().width()
    holder = shown(Flow(*parts, spacing=0, even=True), qtbot, wide * 4)
    assert len({one.y() for one in parts}) == 1
    holder.resize(wide * 3, 200)
    assert [one.x() for one in parts] == [0, wide * 3 // 2] * 2


def test_inputs_share_what_their_line_leaves(qtbot: QtBot) -> None:
    short, long = QLineEdit(), QLineEdit()
    flow = looks.captioned((("短", short, 1), ("長", long, 3)))
    holder = shown(flow, qtbot, 900)
    assert long.width() > short.width() > 100
    assert long.geometry().right() >= holder.width() - 3
    assert flow.takeAt(9) is None
    assert flow.itemAt(9) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 1


def test_title_line_becomes_two_lines_rather_than_cut_its_buttons(qtbot: QtBot) -> None:
    heading, first = QLabel("標題標題標題"), fixed(200)
    right = Flow(first, fixed(200), right=True)
    line, page = TitleLine(looks.row(heading), right), QWidget()
    looks.column(page).addWidget(line)
    qtbot.addWidget(page)
    page.resize(800, 48)
    page.show()
    QApplication.processEvents()
    assert middle(first, page) == middle(heading, page)
    page.resize(430, 100)
    QApplication.processEvents()
    assert middle(first, page) > middle(heading, page) + 20
    assert line.minimumSizeHint().width() <= 430
    first.hide()
    assert right.across() == 200
    qtbot.waitUntil(lambda: middle(heading, page) == page.height() // 2)  # there is room for one line again


def middle(one: QWidget, page: QWidget) -> int:
    return one.mapTo(page, one.rect().center()).y() + 1
