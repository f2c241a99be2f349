"""Every page and tab of both collectors in a small window at the largest text: no word, button, heading or state is cut."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.preferences import POINTS
from hrdesk.ui.main_window import MainWindow
from resources.guide import walk
from tests.services.steps import nominated
from tests.ui.collecting import Collector
from tests.ui.driving import SCREEN
from tests.ui.wholeness import not_whole


@pytest.mark.parametrize(("name", "pages"), [("first", ()), ("department", ("board", "evaluate", "decide"))])  # those that a first-tier agency has not
def test_nothing_is_cut_at_the_largest_text(collector: Collector, qapp: QApplication, name: str, pages: tuple[str, ...]) -> None:
    driver = collector(name, nominated).driver
    theme.apply(qapp, points=max(POINTS))
    window = MainWindow(driver.bench)
    driver.qtbot.addWidget(window)
    window.resize(SCREEN)
    window.show()
    driver.settle()

    def rest() -> None:
        driver.settle()
        driver.settle()  # a layout asks for its height only once its width is known

    found = {stop: cut for stop, widget in walk.stops(window, rest, pages, dialogs=False) if (cut := not_whole(widget))}
    assert found == {}


def test_what_is_cut_is_told(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label, button, low = QLabel("看得到的一句話"), QPushButton("按得到的按鈕"), looks.text("一句很長的話" * 9)
    for one in (label, button, low):
        column.addWidget(one)
    window.resize(400, 300)
    window.show()
    assert not_whole(window) == []
    label.setFixedWidth(30)
    button.setFixedHeight(8)
    low.setFixedHeight(10)
    QApplication.processEvents()
    told = " ".join(not_whole(window))
    assert all(one.text() in told for one in (label, button, low))
