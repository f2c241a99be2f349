"""Pages and dialogs scroll rather than squeeze what they hold."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.whole import TAB, Body, Whole, whole

LONG = "一句很長的話，" * 30


def tall(height: int) -> QWidget:
    made = QWidget()
    made.setMinimumSize(QSize(50, height))
    return made


def test_page_is_scrolled_where_it_is_too_high(qtbot: QtBot) -> None:
    page = whole(tall(500))
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 300
    page.resize(300, 600)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0


def test_each_tab_is_scrolled_by_itself_and_none_takes_the_others_height(qtbot: QtBot) -> None:
    tabs, first, second = QTabWidget(), tall(900), tall(100)
    tabs.addTab(first, "一")
    tabs.addTab(second, "二")
    page = whole(tabs)
    qtbot.addWidget(page)
    page.resize(400, 400)
    page.show()
    QApplication.processEvents()
    assert [tabs.tabText(n) for n in range(2)] == ["一", "二"]
    assert page.verticalScrollBar().maximum() == 0
    inside = tabs.widget(0)
    assert isinstance(inside, Whole)
    assert inside.sizeHint().height() == TAB
    assert inside.verticalScrollBar().maximum() > 0
    assert first.isVisible()
    tabs.setCurrentIndex(1)
    assert second.isVisible()


def test_dialog_asks_for_the_lines_of_its_sentences_and_does_with_less(qtbot: QtBot) -> None:
    inside = QWidget()
    column = looks.column(inside)
    column.addWidget(looks.text(LONG))
    column.addWidget(tall(300))
    body = Body(inside)
    qtbot.addWidget(body)
    assert body.lacking(200) > 0
    assert body.minimumSizeHint().height() < 300
    plain = Body(QLabel("短"))
    qtbot.addWidget(plain)
    assert plain.lacking(200) == 0


def test_measures_grow_with_the_text_also_on_screen(qtbot: QtBot, qapp: QApplication) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    theme.measure(box, wide=100, least_high=20)
    assert (box.width(), box.minimumHeight()) == (100, 20)
    theme.apply(qapp, points=14)
    assert (box.width(), box.minimumHeight()) == (140, 28)
    theme.apply(qapp)
    assert box.width() == 100
