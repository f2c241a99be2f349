"""Charts tell their figures to everyone: by sight, by mouse, by keyboard, to a screen reader, as a table and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import chart_paint, theme
from hrdesk.ui.kit.charts import BarChart, Chart, StackedBar


@dataclass(frozen=True)
class Figure:
    label: str
    value: float | None
    note: str = ""
    whole: float | None = None


@dataclass(frozen=True)
class Figures:
    title: str
    unit: str
    points: tuple[Figure, ...]


MONTHS = Figures("各月研習時數", "小時", tuple(Figure(f"{n + 1}月", value, "含補訓" if n == 2 else "") for n, value in enumerate((12, 18.5, 42, 0, 1204))))
ROWS = ("範例局", "範例區公所")
PARTS = tuple(
    Figures(word, "人", tuple(Figure(row, value) for row, value in zip(ROWS, values, strict=True)))
    for word, values in (("已完成", (24, 3)), ("部分完成", (6, 0)), ("未完成", (0, 0)), ("未開辦", (2, 7)))
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    yield
    theme.apply(qapp, theme.Scheme.LIGHT)
    QToolTip.hideText()


def shown(qtbot: QtBot, chart: Chart) -> tuple[Chart, QWidget]:
    """Show a chart at its size on the home page; return it and its picture."""
    qtbot.addWidget(chart)
    chart.resize(540, 240)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart, chart._plot


def inks(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def on_page(chart: Chart, resolution: int = 96) -> QImage:
    scale = resolution / 96
    page = QImage(QSize(round(540 * scale), round(240 * scale)), QImage.Format.Format_RGB32)
    page.setDotsPerMeterX(round(resolution / 0.0254))
    page.setDotsPerMeterY(round(resolution / 0.0254))
    page.fill(QColor("white"))
    painter = QPainter(page)
    chart.paint_on(painter, QRectF(page.rect()))
    painter.end()
    return page


@pytest.mark.parametrize("chart", [BarChart, lambda: BarChart(lying=True), StackedBar])
def test_nothing_to_draw_is_said(chart: type[Chart], qtbot: QtBot) -> None:
    made, plot = shown(qtbot, chart())
    assert made.table() == ()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    plot.clearFocus()
    assert theme.LIGHT.dim.name() in inks(plot.grab().toImage())
    assert plot.accessibleDescription() == "無資料"


def test_only_zeros_are_nothing_to_draw_but_stand_in_the_table(qtbot: QtBot) -> None:
    made, plot = shown(qtbot, BarChart(Figures("各月輔導", "次", (Figure("1月", 0), Figure("2月", 0)))))
    plot.clearFocus()
    assert theme.LIGHT.accent.name() not in inks(plot.grab().toImage())
    assert made.table() == (("1月", "0"), ("2月", "0"))


def test_standing_bars_are_in_proportion_and_stand_on_one_line() -> None:
    marks = chart_paint.standing(QRectF(0, 0, 500, 240), MONTHS)
    tall = [mark.bars[0].height() for mark in marks]
    assert tall[4] / tall[2] == pytest.approx(1204 / 42)
    assert tall[3] == 0
    assert len({round(mark.bars[0].bottom(), 6) for mark in marks}) == 1
    assert all(mark.area.contains(mark.bars[0].center()) for mark in marks)


@pytest.mark.parametrize("width", [280, 540, 900])
def test_lying_parts_follow_each_other_in_proportion_within_the_picture(width: int, qapp: QApplication) -> None:
    look = chart_paint.Look(theme.LIGHT, theme.font("secondary"))
    first, second = chart_paint.lying(QRectF(0, 0, width, 200), PARTS, look)
    assert first.bars[0].width() / second.bars[3].width() == pytest.approx(24 / 7)
    assert [bar.left() for bar in first.bars[1:]] == pytest.approx([bar.right() for bar in first.bars[:-1]])
    assert first.bars[-1].right() + look.width("32") < width
    assert first.area.bottom() <= second.area.top()


def test_long_labels_leave_room_for_the_bars(qapp: QApplication) -> None:
    look = chart_paint.Look(theme.LIGHT, theme.font("secondary"))
    long = Figures("時數", "小時", (Figure("公務倫理與行政中立法制研習" * 9, 3),))
    (mark,) = chart_paint.lying(QRectF(0, 0, 540, 100), (long,), look)
    assert mark.bars[0].left() == pytest.approx(216)
    assert mark.bars[0].width() > 250


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (12, "12"), (18.5, "18.5"), (12.25, "12.25"), (18.004, "18"), (1204, "1,204"), (9.996, "10"), (100, "100"), (None, "–")]
)
def test_figure_has_two_decimals_at_most(value: float | None, text: str) -> None:
    assert chart_paint.figure(value) == text


ATTENDANCE = Figures("到課情形", "人次", (Figure("1月", 5, "到課率 71%", 7), Figure("2月", None, "無資料"), Figure("3月", 0, "", 2)))


def test_part_stands_before_its_whole() -> None:
    marks = chart_paint.standing(QRectF(0, 0, 500, 240), ATTENDANCE)
    part, whole = marks[0].bars
    assert part.height() / whole.height() == pytest.approx(5 / 7)
    assert (part.bottom(), part.left()) == (whole.bottom(), whole.left())
    assert [mark.told for mark in marks] == ["1月：5/7 人次\n到課率 71%", "2月：無資料", "3月：0/2 人次"]
    assert len(marks[1].bars) == 1
    assert marks[1].bars[0].height() == 0


def test_wholes_and_missing_figures_stand_in_the_table(qtbot: QtBot) -> None:
    made, plot = shown(qtbot, BarChart(ATTENDANCE))
    assert made.table() == (("1月", "5/7", "到課率 71%"), ("2月", "–", ""), ("3月", "0/2", ""))
    assert {theme.LIGHT.accent.name(), theme.LIGHT.line.name()} <= inks(plot.grab().toImage())


def test_note_that_only_says_the_figure_again_is_left_out(qtbot: QtBot) -> None:
    made, _ = shown(qtbot, BarChart(Figures("認證時數", "小時", (Figure("1月", 12.25, "12.25 小時"),))))
    assert (made.headings(), made.table()) == (("項目", "認證時數（小時）"), (("1月", "12.25"),))


def test_values_too_wide_for_their_places_are_told_one_at_a_time(qtbot: QtBot) -> None:
    wide = Figures("時數", "小時", tuple(Figure(f"{n}", 123456.25) for n in range(24)))
    _, plot = shown(qtbot, BarChart(wide))
    plot.clearFocus()
    look = chart_paint.Look(theme.LIGHT, theme.font("secondary"))
    assert chart_paint._texts(wide, 22, look) == ()
    assert chart_paint._texts(ATTENDANCE, 1000, look)[0] == "5/7"
    assert chart_paint._texts(ATTENDANCE, look.width("5") + 1, look)[0] == "5"
    before = plot.grab().toImage()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.grab().toImage() != before


def test_keyboard_walks_the_bars_and_tells_each(qtbot: QtBot) -> None:
    _, plot = shown(qtbot, BarChart(MONTHS))
    plot.setFocus()
    heard = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Up):
        QTest.keyClick(plot, key)
        heard.append(plot.accessibleDescription())
    third = "3月：42 小時\n含補訓"
    assert heard == ["1月：12 小時", "2月：18.5 小時", third, "2月：18.5 小時", "5月：1,204 小時", "5月：1,204 小時", "1月：12 小時", "1月：12 小時"]
    assert theme.LIGHT.selected.name() in inks(plot.grab().toImage())


def test_other_keys_go_to_the_page(qtbot: QtBot) -> None:
    _, plot = shown(qtbot, BarChart(MONTHS))
    QTest.keyClick(plot, Qt.Key.Key_A)
    assert plot.accessibleDescription() == ""


@pytest.mark.parametrize(("reason", "left"), [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.ActiveWindowFocusReason, False)])
def test_bar_is_left_with_the_chart_but_not_with_the_window(reason: Qt.FocusReason, left: bool, qtbot: QtBot, qapp: QApplication) -> None:
    _, plot = shown(qtbot, BarChart(MONTHS))
    QTest.keyClick(plot, Qt.Key.Key_Home)
    qapp.sendEvent(plot, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert (plot.accessibleDescription() == "") is left


def test_mouse_brings_out_the_bar_it_is_on(qtbot: QtBot) -> None:
    _, plot = shown(qtbot, BarChart(MONTHS))
    slot = plot.width() / 5
    QTest.mouseMove(plot, QPoint(round(slot * 2.5), 100))
    qtbot.waitUntil(lambda: plot.accessibleDescription() == "3月：42 小時\n含補訓")
    assert theme.LIGHT.selected.name() in inks(plot.grab().toImage())
    assert QToolTip.text() == "3月：42 小時\n含補訓"


def test_row_of_parts_tells_every_part(qtbot: QtBot) -> None:
    _, plot = shown(qtbot, StackedBar("必修課程", PARTS))
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.accessibleDescription() == "範例局\n已完成：24 人\n部分完成：6 人\n未完成：0 人\n未開辦：2 人"


@pytest.mark.parametrize(("scheme", "colours"), [(theme.Scheme.LIGHT, theme.LIGHT), (theme.Scheme.DARK, theme.DARK)])
def test_parts_wear_the_colours_of_their_meaning(scheme: theme.Scheme, colours: theme.Colours, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, scheme)
    _, plot = shown(qtbot, StackedBar("必修課程", PARTS))
    assert {colours.good.name(), colours.warn.name(), colours.line.name()} <= inks(plot.grab().toImage())


def test_button_switches_to_the_same_figures_as_a_table(qtbot: QtBot) -> None:
    made, plot = shown(qtbot, BarChart(MONTHS))
    button, view = made._switch, made._view
    assert button.accessibleName() == button.toolTip() == "以表格顯示"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (view.isVisible(), plot.isVisible()) == (True, False)
    assert button.accessibleName() == "以圖表顯示"
    model = view.model()
    cells = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]
    assert cells == [list(row) for row in made.table()]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == ["項目", "各月研習時數（小時）", "說明"]
    assert cells[2] == ["3月", "42", "含補訓"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_table_of_parts_has_a_column_for_each(qtbot: QtBot) -> None:
    made, _ = shown(qtbot, StackedBar("必修課程", PARTS))
    assert made.headings() == ("項目", "已完成（人）", "部分完成（人）", "未完成（人）", "未開辦（人）")
    assert made.table()[1] == ("範例區公所", "3", "0", "0", "7")


def test_every_control_is_named_after_the_title(qtbot: QtBot) -> None:
    made, plot = shown(qtbot, BarChart(MONTHS))
    assert made.accessibleName() == plot.accessibleName() == made._view.accessibleName() == "各月研習時數"


def test_new_figures_replace_the_old_ones(qtbot: QtBot) -> None:
    made, plot = shown(qtbot, BarChart(MONTHS))
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert isinstance(made, BarChart)
    made.show_series(Figures("各月輔導", "次", (Figure("1月", 4),)))
    plot.grab()
    assert made.accessibleName() == "各月輔導"
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.accessibleDescription() == "1月：4 次"
    assert made.table() == (("1月", "4"),)


def test_paper_has_the_colours_of_paper_in_the_dark_scheme_too(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.DARK)
    made, _ = shown(qtbot, BarChart(MONTHS))
    seen = inks(on_page(made))
    assert theme.LIGHT.accent.name() in seen
    assert theme.DARK.accent.name() not in seen


def test_paper_of_any_resolution_shows_the_same_picture(qtbot: QtBot) -> None:
    made, _ = shown(qtbot, StackedBar("必修課程", PARTS))
    coarse, fine = on_page(made), on_page(made, 288)
    accent = theme.LIGHT.good.name()

    def share(page: QImage) -> float:
        dots = sum(page.pixelColor(x, y).name() == accent for x in range(page.width()) for y in range(page.height()))
        return dots / (page.width() * page.height())

    assert share(coarse) == pytest.approx(share(fine), rel=0.1)
    assert share(coarse) > 0.02


def test_two_charts_stand_side_by_side_on_a_small_screen(qtbot: QtBot) -> None:
    for made in (BarChart(MONTHS), BarChart(MONTHS, lying=True), StackedBar("必修課程", PARTS)):
        qtbot.addWidget(made)
        assert made.sizeHint() == QSize(540, 240)
        assert made.minimumSizeHint().width() <= 540
        assert made.minimumSizeHint().height() <= 240


def test_many_rows_ask_for_the_height_they_need(qtbot: QtBot) -> None:
    many = Figures("時數", "小時", tuple(Figure(f"項目{n}", n) for n in range(40)))
    made = BarChart(many, lying=True)
    qtbot.addWidget(made)
    assert made.sizeHint().height() > 40 * 20


def test_parts_of_unequal_length_or_without_meaning_are_refused(qtbot: QtBot) -> None:
    made = StackedBar()
    qtbot.addWidget(made)
    with pytest.raises(ValueError, match="unequal"):
        made.show_parts("必修課程", (PARTS[0], MONTHS))
    with pytest.raises(ValueError, match="tones"):
        made.show_parts("必修課程", PARTS * 2)
