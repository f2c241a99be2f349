"""Times: a time of day ends before midnight, a duration may be longer. What is wrong stands where the hint stood."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import AFTER_MIDNIGHT, ChoiceField, ClockField, LineField
from hrdesk.ui.pages.courses.sessions import SessionLine


@pytest.mark.parametrize("text", ["24:00", "25:00", "2400"])
def test_no_time_of_day_is_after_midnight(qtbot: QtBot, text: str) -> None:
    field = ClockField("start", "開始", of_day=True)
    qtbot.addWidget(field)
    field.set_text(text)
    assert (field.fault(), field.minutes) == (AFTER_MIDNIGHT, None)
    field.set_text("23:59")
    assert (field.fault(), field.minutes) == ("", 23 * 60 + 59)


def test_a_duration_may_be_longer_than_a_day(qtbot: QtBot) -> None:
    field = ClockField("minutes", "課程所訂時數")
    qtbot.addWidget(field)
    field.set_text("30:00")
    assert (field.fault(), field.minutes) == ("", 1800)


def test_a_session_ends_on_its_day(qtbot: QtBot) -> None:
    line = SessionLine(1)
    qtbot.addWidget(line)
    line.set_text("115/06/10 22:00 24:00")
    assert line.fault() == AFTER_MIDNIGHT
    line.set_text("115/06/10 22:00 21:00")
    assert line.fault() == "結束時間須晚於開始時間"
    line.set_text("115/06/10 22:00 23:30")
    assert line.fault() == ""


@pytest.mark.parametrize(("text", "minutes"), [("6", 360), ("12", 720), ("630", 390), ("0630", 390), ("6:30", 390)])
def test_whole_hours_may_be_typed_as_a_number(qtbot: QtBot, text: str, minutes: int) -> None:
    field = ClockField("minutes", "課程所訂時數")
    qtbot.addWidget(field)
    field.set_text(text)
    assert (field.fault(), field.minutes) == ("", minutes)


def test_what_is_wrong_stands_in_the_place_of_the_hint_and_nothing_moves(qtbot: QtBot) -> None:
    for hint in ("", "例如 09:30"):
        field = LineField("line", "一行", hint=hint)
        qtbot.addWidget(field)
        theme.dress(field)
        field.show()
        before = field.sizeHint().height()
        field.show_problem("請填寫")
        assert field.problem.isVisible()
        assert not field.hint.isVisible()
        assert field.sizeHint().height() == before
        field.show_problem("")
        field.say("另一個提示")
        assert field.hint.isVisible()
        assert field.sizeHint().height() == before


def test_scrolling_over_a_box_scrolls_and_chooses_nothing(qtbot: QtBot) -> None:
    field = ChoiceField("held_by", "辦理方式", [(1, "本處"), (2, "自辦")])
    inside = QWidget()
    inside.setMinimumHeight(900)
    QVBoxLayout(inside).addWidget(field)
    page = looks.scrolled(inside)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    at = QPointF(field.box.rect().center())
    down = QPoint(0, -120)
    plain = Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(at, field.box.mapToGlobal(at), QPoint(), down, Qt.MouseButton.NoButton, plain, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field.box, turned)
    assert (field.value, turned.isAccepted()) == (1, False)
