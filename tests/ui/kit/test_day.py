"""民國 dates typed and picked."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.day import DayEdit, MonthPopup


@pytest.fixture
def line(qtbot: QtBot) -> DayEdit:
    """Return a shown line."""
    made = DayEdit()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize("text", ["115/8/1", "115.08.01", "1150801", "中華民國115年8月1日", "１１５／８／１"])
def test_every_spelling_is_understood(line: DayEdit, text: str) -> None:
    line.setText(text)
    assert line.fault() == ""
    assert line.day() == date(2026, 8, 1)


def test_spelling_is_made_even_when_left(line: DayEdit) -> None:
    QTest.keyClicks(line, "115/8/1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "115/08/01"


@pytest.mark.parametrize("text", ["114/2/29", "115/13/1", "明天", "2026/8/1", "450801"])
def test_no_date_and_doubtful_ones_are_told(line: DayEdit, text: str) -> None:
    line.setText(text)
    assert line.fault()
    assert line.day() is None


def test_doubtful_date_is_told_how_to_be_written(line: DayEdit) -> None:
    line.setText("2026/8/1")
    assert line.fault().endswith("請改寫成 115/08/01。")
    line.setText("1/8/1")
    assert "改寫" not in line.fault()  # written so, it would be as doubtful


def test_arrows_move_a_day_and_pages_a_week(line: DayEdit) -> None:
    line.set_day(date(2026, 2, 28))
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.day() == date(2026, 3, 1)
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert line.day() == date(2026, 2, 22)


def test_calendar_is_headed_by_the_year_of_the_republic(line: DayEdit) -> None:
    line.set_day(date(2026, 8, 1))
    QTest.keyClick(line, Qt.Key.Key_F4)
    popup = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MonthPopup))
    assert "民國115年8月" in [label.text() for label in popup.findChildren(type(popup._head))]
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2026, 8, 15))
    assert line.day() == date(2026, 8, 15)
