"""What a file or copied cells hold before they are read: sheets, headings, examples, what is missing."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from hrdesk.domain.plan import RowState
from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import SheetKind
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_source import outline, shown, with_headings
from tests.services.book import ROSTER, fault_of, write_csv


def book(path: Path, *sheets: tuple[str, list[list[object]]], hidden: str = "") -> Path:
    """Write a workbook of these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    made.save(path)
    return path


def test_recognised_headings_stand_in_their_order_with_examples(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名冊.csv", (*ROSTER, "星座"), ("人事室", "A001", "主任", "王小明", "A123456789", "0600115", "", "", "", "", "獅子"))
    found = outline(desk, "roster", path)
    (sheet,) = found.sheets
    assert (found.file, found.best, found.required) == ("名冊.csv", sheet.name, ("name",))
    assert sheet.headings[:4] == ("單位", "員工代號", "職稱", "姓名")
    assert sheet.headings[-1] == "星座"
    assert (sheet.mapping["name"], sheet.missing, sheet.rows) == ("姓名", (), 1)
    assert (sheet.examples["身分證號"], sheet.examples["星座"], sheet.examples["離職日"]) == (("A12345****",), ("獅子",), ())
    assert found.fields["grade"] == "現支官職等"


def test_headings_of_two_rows_are_no_trouble(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [["姓名", "職稱", "到職日", None, "其他"], [None, None, "本機關", "現職", "甲"], ["王小明", "主任", "1080115", "1090101", "無"]]
    (sheet,) = outline(desk, "roster", book(tmp_path / "兩列.xlsx", ("名冊", rows))).sheets
    assert sheet.mapping["name"] == "姓名"
    assert all(heading in sheet.examples for heading in sheet.headings)


def test_unknown_headings_are_guessed_by_the_fullest_row(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [["範例局人員一覽"], ["同仁", "職稱", "職務名稱", "同仁"], ["王小明", "主任", "", "甲"], ["陳小華", "科員", "", "乙"]]
    (sheet,) = outline(desk, "roster", book(tmp_path / "別.xlsx", ("名冊", rows))).sheets
    assert sheet.headings == ("同仁", "職稱", "職務名稱")
    assert (sheet.mapping, sheet.missing) == ({"title": "職稱"}, ("name",))
    assert (sheet.examples["同仁"], sheet.rows) == (("王小明", "陳小華"), 2)


def test_best_sheet_is_recognised_else_the_first_seen_else_the_first(desk: Desk, tmp_path: Path) -> None:
    good: list[list[object]] = [["姓名"], ["王小明"]]
    bad: list[list[object]] = [["同仁"], ["王小明"]]
    assert outline(desk, "roster", book(tmp_path / "a.xlsx", ("空", []), ("甲", bad), ("乙", good))).best == "乙"
    found = outline(desk, "roster", book(tmp_path / "b.xlsx", ("甲", bad), ("乙", bad), hidden="甲"))
    assert (found.best, [sheet.name for sheet in found.sheets]) == ("乙", ["甲", "乙"])


def test_only_hidden_sheets_are_offered_too(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "c.xlsx", ("甲", [["同仁"], ["王小明"]]), ("空", []), hidden="甲")
    assert outline(desk, "roster", path).best == "甲"


def test_a_file_of_nothing_but_blanks_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        outline(desk, "roster", book(tmp_path / "d.xlsx", ("甲", [[" "], [" "]])))
    assert fault_of(caught) is Fault.FILE_EMPTY


def test_unknown_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        outline(desk, "minutes", tmp_path)
    assert fault_of(caught) is Fault.INVALID


def test_copied_cells_are_planned_and_leave_nothing_behind(desk: Desk) -> None:
    cells = (("姓名", "職稱"), ("王小明", "主任"), ("陳小華", "科,\n員"))
    assert outline(desk, "roster", cells).sheets[0].examples["職稱"] == ("主任", "科,\n員")
    plan = importing.plan_given(desk, "roster", cells)
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.NEW]
    assert plan.file == "貼上的內容.csv"
    assert list(desk.scratch.iterdir()) == []


def test_copied_cells_without_headings_are_named_by_columns() -> None:
    assert with_headings(SheetKind.ROSTER, (("A001", "王小明"), ("A002",))) == (("A欄", "B欄"), ("A001", "王小明"), ("A002", ""))
    assert with_headings(SheetKind.ROSTER, (("姓名", "年資"),)) == (("姓名", "年資"),)
    assert with_headings(SheetKind.ROSTER, ()) == ((),)


def test_a_field_may_be_left_unread(desk: Desk) -> None:
    plan = importing.plan_given(desk, "roster", (("姓名", "職稱"), ("王小明", "主任")), {"title": ""})
    assert plan.skipped == ("職稱",)
    with pytest.raises(InputError) as caught:
        importing.plan_given(desk, "roster", (("姓名", "職稱"), ("王小明", "主任")), {"name": ""})
    assert fault_of(caught) is Fault.FILE_NO_HEADINGS


def test_examples_are_read_as_a_person_reads_them() -> None:
    assert [shown(cell) for cell in (date(2026, 8, 1), datetime(2026, 8, 1, 9, 0), 12, " 甲 ", "證號A123456789")] == [  # noqa: DTZ001
        "115/08/01",
        "115/08/01",
        "12",
        "甲",
        "證號A12345****",
    ]
