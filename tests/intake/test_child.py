"""What the child makes of cells, in the same process."""

import datetime as dt
import io
import json
import math
from typing import Any

import openpyxl
import pytest

from hrdesk.intake import child
from hrdesk.intake.child import answer
from tests.intake.made import ods, xlsx


def asked(data: bytes, kind: str = "xlsx", cells: int = 1_000) -> dict[str, Any]:
    return answer(data, {"kind": kind, "cells": cells})


def read(value: object, number_format: str | None = None) -> tuple[object, list[tuple[int, int, str]]]:
    """Return what the child makes of one cell of a workbook, and the dates that it keeps apart."""
    book = openpyxl.Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = value
    if number_format:
        cell.number_format = number_format
    data = io.BytesIO()
    book.save(data)
    found = asked(data.getvalue())["sheets"][0]
    return found["rows"][0][0] if found["rows"] else None, found["dates"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("王小明", "王小明"),
        ("007", "007"),
        (7, 7),
        (7.0, 7),
        (0.1, "0.1"),
        (1e20, "1e+20"),
        (2**60, str(float(2**60))),
        (True, True),
        (dt.time(9, 30), "9:30"),
        (dt.time(9, 30, 15), "9:30:15"),
        (dt.timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_cells_become_text_numbers_and_truths(value: object, text: object) -> None:
    assert read(value) == (text, [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2026, 8, 1), "2026-08-01"),
        (dt.datetime(2026, 8, 1, 9, 30), "2026-08-01T09:30:00"),  # noqa: DTZ001
        (dt.datetime(2026, 8, 1, 23, 59, 59, 991000), "2026-08-02"),  # noqa: DTZ001
    ],
)
def test_dates_are_kept_apart_to_the_nearest_second(value: object, text: str) -> None:
    assert read(value) == ("", [(0, 0, text)])


@pytest.mark.parametrize("pattern", ["[$-404]e/m/d", '[$-404]ggge"年"m"月"d"日"'])
def test_a_date_shown_in_minguo_years_is_a_date(pattern: str) -> None:
    assert read(46_000, pattern)[1] == [(0, 0, "2025-12-09")]


def test_infinite_numbers_stay_text() -> None:
    assert child._number(math.inf) == "inf"


def test_rows_and_columns_count_from_a1() -> None:
    found = asked(xlsx('<sheetData><row r="3"><c r="B3"><v>5</v></c></row></sheetData>'))
    assert found["sheets"][0]["rows"] == [["", ""], ["", ""], ["", 5]]


def test_a_value_merged_downwards_fills_its_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["單位", "姓名"], ["人事室", "王小明"], ["", "李小華"], ["秘書室", "張小英"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:B4")
    data = io.BytesIO()
    book.save(data)
    rows = asked(data.getvalue())["sheets"][0]["rows"]
    assert [row[0] for row in rows] == ["單位", "人事室", "人事室", "秘書室"]
    assert rows[3][1] == ""


def test_hidden_sheets_are_marked() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 1
    book.create_sheet("舊").sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    assert [(sheet["name"], sheet["hidden"], len(sheet["rows"])) for sheet in asked(data.getvalue())["sheets"]] == [("Sheet", False, 1), ("舊", True, 0)]


def test_too_many_cells_are_refused_in_every_kind() -> None:
    wide = "<table:table-row>" + '<table:table-cell office:value-type="float" office:value="1"/>' * 11 + "</table:table-row>"
    for data, kind in ((xlsx('<sheetData><row r="11"><c r="A11"><v>5</v></c></row></sheetData>'), "xlsx"), (ods(wide), "ods"), (b"a,b\n" * 6, "text")):
        assert asked(data, kind, 10)["facts"]["reason"] == "area"


def test_ragged_text_becomes_a_rectangle() -> None:
    assert asked("範例局\n姓名,職稱\n".encode(), "text")["sheets"][0]["rows"] == [["範例局", ""], ["姓名", "職稱"]]


def test_a_refusal_of_text_is_an_answer() -> None:
    assert asked(b"\xff\xff", "text") == {"fault": "file_damaged", "facts": {"reason": "encoding"}}


def test_a_workbook_that_is_none_is_damaged() -> None:
    assert asked(b"PK\x03\x04 nothing") == {"fault": "file_damaged", "facts": {}}


def test_a_chart_is_no_sheet() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 1
    book.create_chartsheet("圖")
    data = io.BytesIO()
    book.save(data)
    assert [sheet["name"] for sheet in asked(data.getvalue())["sheets"]] == ["Sheet"]


def test_the_request_and_the_answer_cross_the_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_limit", lambda memory, seconds: None)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"kind": "text", "cells": 9, "memory": 1, "seconds": 1}\n' + "姓名".encode())))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out := io.BytesIO()))
    assert child.serve() == 0
    assert json.loads(out.getvalue()) == {"sheets": [{"name": "", "hidden": False, "rows": [["姓名"]], "dates": []}]}
