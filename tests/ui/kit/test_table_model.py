"""The one table model: filtered from the first character, sorted by its own keys, nothing lost."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.table_model import Chip, Column, RecordTableModel, Tone, fold, rows_of


@dataclass(frozen=True)
class Thing:
    id: str
    name: str
    count: int


COLUMNS: tuple[Column[Thing], ...] = (
    Column("name", "名稱", lambda one: one.name),
    Column("count", "數量", lambda one: str(one.count), sort=lambda one: one.count, figure=True),
    Column("state", "狀態", lambda one: "", chip=lambda one: Chip("很多", Tone.WARN) if one.count > 9 else None),
)
THINGS = (Thing("a", "臺北𡍼", 10), Thing("b", "高雄", 9), Thing("c", "ＡＢＣ", 100))


def made() -> RecordTableModel[Thing]:
    model: RecordTableModel[Thing] = RecordTableModel(COLUMNS)
    model.set_rows(rows_of(COLUMNS, THINGS))
    return model


def test_model_keeps_qts_contract(qtbot: QtBot) -> None:
    model = made()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_filter("台北")
    model.sort(1)
    model.set_rows(rows_of(COLUMNS, THINGS[:1]))
    assert model.rowCount() == 1


def test_filter_takes_chinese_from_the_first_character_and_both_spellings() -> None:
    model = made()
    for text in ("台", "臺", "𡍼", "台北 10"):
        model.set_filter(text)
        assert [one.id for one in model.records()] == ["a"], text
    model.set_filter("")
    assert model.rowCount() == model.total == 3


def test_filter_finds_the_words_of_a_state() -> None:
    model = made()
    model.set_filter("很多")
    assert [one.id for one in model.records()] == ["a", "c"]


def test_filter_and_choice_hold_together() -> None:
    model = made()
    model.set_filter("很多", lambda one: one.count < 50)
    assert [one.id for one in model.records()] == ["a"]


def test_figures_sort_as_figures() -> None:
    model = made()
    model.sort(1)
    assert [one.count for one in model.records()] == [9, 10, 100]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [one.count for one in model.records()] == [100, 10, 9]
    model.sort(-1)
    assert [one.id for one in model.records()] == ["a", "b", "c"]


def test_cells_say_text_chip_and_alignment() -> None:
    model = made()
    assert model.cell(0, 2) == ("", Chip("很多", Tone.WARN), False)
    assert model.cell(0, 1) == ("10", None, True)
    assert model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole) == "狀態 很多"
    assert Qt.AlignmentFlag(model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignRight
    assert model.texts(0) == ("臺北𡍼", "10", "很多")


def test_folding_makes_spellings_equal() -> None:
    assert fold("臺Ａ　b") == fold("台Ａ b")
