"""The rectangle of a sheet is judged without parsing it."""

import pytest

from hrdesk.intake.area import check_ods_area, check_xlsx_area
from tests.intake.made import ods_cell

EMPTY = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        (b"", 1),
        (b'<row r="1"><c r="A1"/></row>', 1),
        (b'<row r="3"><c r="B3"/></row>', 6),
        (b"<row r = '3'><c r='AA3'/></row>", 81),
        (b'<row r="1048576"><c/></row>', 1_048_576),
        (b'<c r="a1"/><c r="xfd2"/>', 32_768),
    ],
)
def test_xlsx_spans_from_a1_to_the_farthest_reference(body: bytes, cells: int) -> None:
    assert check_xlsx_area(body, cells)
    assert cells == 1 or not check_xlsx_area(body, cells - 1)


@pytest.mark.parametrize("body", [b'<c r="XFD1048576"/>', b'<c r="A99999999999999999999"/>', b'<c r="ZZZZZZZZZZZZZZ1"/>'])
def test_absurd_references_are_too_large(body: bytes) -> None:
    assert not check_xlsx_area(body, 3_000_000)


def content(*rows: str) -> bytes:
    return f'<table:table table:name="S">{"".join(rows)}</table:table>'.encode()


def row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


@pytest.mark.parametrize(
    "rows",
    [
        [row(ods_cell()), EMPTY.format(1_048_575)],
        [row(ods_cell() + '<table:table-cell table:number-columns-repeated="16383"/>')],
        ["<table:table-row/>"],
        [],
    ],
)
def test_the_empty_end_of_an_ods_does_not_count(rows: list[str]) -> None:
    assert check_ods_area(content(*rows), 50)


@pytest.mark.parametrize(
    "rows",
    [
        [row(ods_cell(16_384), 1_048_576)],
        [row(ods_cell()), EMPTY.format(1_048_000), row(ods_cell())],
        [row('<table:table-cell table:number-columns-repeated="4000000000"/>' + ods_cell())],
        [row(ods_cell(10**30))],
    ],
)
def test_repeated_cells_and_gaps_count(rows: list[str]) -> None:
    assert not check_ods_area(content(*rows), 1_000_000)


def test_each_table_counts_for_itself() -> None:
    one = content(row(ods_cell(100), 100))
    assert check_ods_area(one + one, 12_000)
    assert not check_ods_area(one + content(row(ods_cell(100), 200)), 12_000)
