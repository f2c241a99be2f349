"""The table of every list: a key typed into its filter beside one repaint, and a page scrolled beside a C++ item model of Qt's own.

Goals: at 200,000 rows at most 16 ms from the key to the paint; a page of a million rows at most 1.3 times the C++ model's, however many rows there are.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.timing import growth, line, ratio, run
from hrdesk import app as program
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.table_model import Column, Rows, rows_of

FILTERED = (20_000, 60_000, 200_000)
SCROLLED = (10_000, 100_000, 1_000_000)
SURNAMES = "王李陳林張黃吳劉蔡楊許鄭謝洪郭邱"
SIZE = (1100, 640)  # pixels: some twenty rows
DISTINCT = 2_000  # rows of the C++ model, and different ones of ours: painting a page asks for no other


@dataclass(frozen=True, slots=True)
class Person:
    """What a row shows."""

    number: int
    name: str
    agency: str
    course: str


COLUMNS = (
    Column[Person]("name", "姓名", lambda one: one.name),
    Column[Person]("agency", "機關", lambda one: one.agency, width=220),
    Column[Person]("course", "課程", lambda one: one.course, width=260),
    Column[Person]("day", "日期", lambda one: f"115/{one.number % 12 + 1:02}/{one.number % 28 + 1:02}"),
    Column[Person]("hours", "時數", lambda one: f"{one.number % 30}", figure=True),
    Column[Person]("note", "備註", lambda one: f"範例{one.number % 97}"),
)


def rows(count: int) -> Rows[Person]:
    """Return made-up rows, each different."""
    people = (Person(n, f"{SURNAMES[n % 16]}小{chr(0x4E00 + n % 5000)}", f"範例第{n % 300}局", f"範例研習班{n % 800}") for n in range(count))
    return rows_of(COLUMNS, people)


def shown(preferences: Preferences, held: Rows[Person]) -> Grid[Person]:
    """Return the table on screen with its rows."""
    grid = Grid[Person]("bench", "範例", COLUMNS, preferences)
    grid.resize(*SIZE)
    grid.set_rows(held)
    grid.show()
    QApplication.processEvents()  # what was never exposed is not painted
    return grid


def qt_table(held: Rows[Person]) -> QTableView:
    """Return Qt's own table over Qt's own model, both C++, with the same texts and sizes."""
    view, model = QTableView(), QStandardItemModel()
    for row in held.rows:
        model.appendRow([QStandardItem(text) for text in row.texts])
    model.setParent(view)
    view.setModel(model)
    view.resize(*SIZE)
    for n, column in enumerate(COLUMNS):
        view.setColumnWidth(n, column.width)
    view.verticalHeader().setDefaultSectionSize(theme.ROW)
    view.verticalHeader().hide()
    view.show()
    QApplication.processEvents()
    return view


def scrolling(view: QTableView) -> Callable[[], None]:
    """Return a call that shows the next page and paints it."""
    bar = view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + bar.pageStep())
        view.viewport().repaint()

    return scroll


def typing(grid: Grid[Person]) -> Callable[[], None]:
    """Return a call that types another single character over the last and paints what is left."""
    keys = cycle(SURNAMES)

    def key() -> None:
        grid.set_filter(next(keys))
        grid.viewport().repaint()

    return key


def filtering(preferences: Preferences, sizes: tuple[int, ...], runs: int) -> None:
    """Print a line a size: from the key to the paint, beside a bare repaint."""
    times = []
    for size in sizes:
        grid = shown(preferences, rows(size))
        mine, limit, paired = ratio(typing(grid), grid.viewport().repaint, runs)
        line(f"key to paint, {size:,} rows (≤ 16 ms)", mine, limit, paired)
        times.append(mine)
        grid.close()
    growth(sizes, times, 1.1)


def paging(preferences: Preferences, sizes: tuple[int, ...], runs: int) -> None:
    """Print a line a size: a page scrolled and painted, beside the C++ model."""
    held, times = rows(DISTINCT), []
    peer = qt_table(held)
    for size in sizes:
        grid = shown(preferences, Rows(held.columns, (held.rows * (size // DISTINCT + 1))[:size]))
        mine, limit, paired = ratio(scrolling(grid), scrolling(peer), runs)
        line(f"scroll a page of {size:,} rows", mine, limit, paired, goal=1.3)
        times.append(mine)
        grid.close()
    growth(sizes, times, 0.08)


def main(quick: bool = False) -> None:
    """Print both, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        preferences = Preferences(Path(place) / "preferences.ini")
        application = program.application(preferences)  # held: without it nothing can be painted
        filtering(preferences, (500, 1_000, 2_000) if quick else FILTERED, 3 if quick else 31)
        paging(preferences, (500, 1_000, 2_000) if quick else SCROLLED, 3 if quick else 61)
        application.processEvents()


if __name__ == "__main__":
    run(main)
