"""The table as a person uses it: keys, clipboard, selection kept, columns remembered."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.chips import BESIDE, SIGN, chip_width
from hrdesk.ui.kit.grid import Grid, cells_of
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.table_model import Chip, Tone, rows_of
from tests.ui.kit.test_table_model import COLUMNS, THINGS, Thing


@pytest.fixture
def grid(preferences: Preferences, qtbot: QtBot) -> Grid[Thing]:
    """Return a shown table of three things."""
    return made(preferences, qtbot)


def made(preferences: Preferences, qtbot: QtBot) -> Grid[Thing]:
    shown: Grid[Thing] = Grid("things", "東西", COLUMNS, preferences)
    qtbot.addWidget(shown)
    theme.dress(shown)
    shown.set_rows(rows_of(COLUMNS, THINGS))
    shown.resize(600, 300)
    shown.show()
    return shown


def test_copy_gives_what_a_spreadsheet_pastes(grid: Grid[Thing], qtbot: QtBot) -> None:
    grid.selectAll()
    QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "名稱\t數量\t狀態\n臺北𡍼\t10\t很多\n高雄\t9\t\nＡＢＣ\t100\t很多"


def test_paste_brings_the_cells(grid: Grid[Thing], qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText('王小明\t"第一行\n第二行"\n\n李小華\t2\n')
    with qtbot.waitSignal(grid.pasted) as told:
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [(("王小明", "第一行\n第二行"), ("李小華", "2"))]


def test_copied_cells_come_back_as_they_were() -> None:
    assert cells_of('a\t"b""c"') == (("a", 'b"c'),)


def test_enter_opens_the_row(grid: Grid[Thing], qtbot: QtBot) -> None:
    grid.select(lambda one: one.id == "b")
    with qtbot.waitSignal(grid.opened) as told:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [THINGS[1]]


def test_selection_stays_on_its_record_when_rows_change_filter_and_sort(grid: Grid[Thing]) -> None:
    grid.select(lambda one: one.id == "c")
    grid.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    grid.set_rows(rows_of(COLUMNS, THINGS[::-1]))
    assert [one.id for one in grid.selection()] == ["c"]
    grid.set_filter("很多")
    assert [one.id for one in grid.selection()] == ["c"]
    assert grid.current() == THINGS[2]


def test_row_meant_before_it_is_there_is_selected_when_it_comes(grid: Grid[Thing]) -> None:
    late = Thing("d", "晚到", 1)
    assert not grid.select(lambda one: one.id == "d")
    grid.set_rows(rows_of(COLUMNS, (*THINGS, late)))
    assert grid.current() == late


def test_columns_are_remembered(grid: Grid[Thing], preferences: Preferences, qtbot: QtBot, tmp_path: Path) -> None:
    grid.setColumnWidth(0, 222)
    grid.horizontalHeader().moveSection(2, 0)
    again = made(preferences, qtbot)
    assert again.columnWidth(0) == 222
    assert again.horizontalHeader().visualIndex(2) == 0
    other = made(Preferences(tmp_path / "other.ini"), qtbot)
    assert other.columnWidth(0) == COLUMNS[0].width


def test_row_under_the_mouse_offers_its_actions(grid: Grid[Thing], qtbot: QtBot) -> None:
    pressed: list[str] = []
    action = QAction("修改", grid)
    action.triggered.connect(lambda: pressed.extend(one.id for one in grid.selection()))
    grid.add_row_action(action)
    QTest.mouseMove(grid.viewport(), QPoint(20, grid.rowViewportPosition(1) + 5))
    grid._point_at(1)
    buttons = [one for one in grid.viewport().findChildren(QToolButton) if one.isVisible()]
    assert [one.accessibleName() for one in buttons] == ["修改"]
    buttons[0].click()
    assert pressed == ["b"]


def test_thousands_stay_selected_in_one_step(grid: Grid[Thing]) -> None:
    many = rows_of(COLUMNS, (Thing(f"{n}", f"東西{n}", n) for n in range(3000)))
    grid.set_rows(many)
    grid.selectAll()
    told: list[int] = []
    grid.chosen.connect(lambda: told.append(grid.count_selected()))
    grid.set_filter("東西1")
    assert grid.count_selected() == len(grid.selection()) == grid.table.rowCount() == 1111
    assert len(told) <= 2


def test_columns_grow_with_the_text_and_are_remembered_for_its_size(grid: Grid[Thing], preferences: Preferences, qtbot: QtBot, qapp: QApplication) -> None:
    grid.setColumnWidth(0, 200)
    theme.apply(qapp, points=14)
    assert grid.columnWidth(0) == 280
    assert made(preferences, qtbot).columnWidth(0) == 280
    theme.apply(qapp)
    assert grid.columnWidth(0) == 200
    assert made(preferences, qtbot).columnWidth(0) == 200


def across(table: Grid[Thing]) -> int:
    return sum(table.columnWidth(n) for n in range(3))


def test_stretched_column_takes_what_is_left(preferences: Preferences, qtbot: QtBot) -> None:
    columns = (replace(COLUMNS[0], stretch=True, width=200), COLUMNS[1], COLUMNS[2])
    table: Grid[Thing] = Grid("stretched", "東西", columns, preferences)
    qtbot.addWidget(table)
    table.show()
    table.resize(900, 300)
    assert across(table) == table.viewport().width()
    assert [table.columnWidth(n) for n in (1, 2)] == [COLUMNS[1].width, COLUMNS[2].width]
    table.setColumnHidden(1, True)
    table.resize(900, 300)
    table.setColumnWidth(2, 100)
    assert table.columnWidth(0) == table.viewport().width() - 100


def test_columns_give_way_before_the_table_scrolls_but_cut_neither_state_nor_heading(grid: Grid[Thing]) -> None:
    grid.resize(330, 300)
    assert across(grid) == grid.viewport().width()
    grid.resize(60, 300)
    text = grid.fontMetrics().horizontalAdvance
    assert grid.columnWidth(0) >= text("ＡＢＣ") + 16
    assert grid.columnWidth(1) >= text("數量") + 16
    assert grid.columnWidth(2) >= text("很多") + SIGN + BESIDE + 16
    assert grid.horizontalScrollBar().maximum() > 0
    grid.resize(600, 300)
    assert [grid.columnWidth(n) for n in range(3)] == [column.width for column in COLUMNS]


def test_long_state_is_never_cut(preferences: Preferences, qtbot: QtBot) -> None:
    columns = (*COLUMNS[:2], replace(COLUMNS[2], width=60, chip=lambda one: Chip("已結束未登錄到課", Tone.WARN)))
    table: Grid[Thing] = Grid("long", "東西", columns, preferences)
    qtbot.addWidget(table)
    table.show()
    table.set_rows(rows_of(columns, THINGS))
    assert table.columnWidth(2) >= chip_width(table.fontMetrics(), Chip("已結束未登錄到課", Tone.WARN)) + 16


def test_drawn_column_stays_where_room_was_short(grid: Grid[Thing], preferences: Preferences, qtbot: QtBot) -> None:
    grid.resize(330, 300)
    grid.setColumnWidth(0, 170)
    assert grid.columnWidth(0) == 170
    grid.resize(600, 300)
    assert [grid.columnWidth(n) for n in range(3)] == [170, COLUMNS[1].width, COLUMNS[2].width]
    again = made(preferences, qtbot)
    assert [again.columnWidth(n) for n in range(3)] == [170, COLUMNS[1].width, COLUMNS[2].width]
