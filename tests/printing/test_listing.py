"""Lists go out whole, as text, never as formulas."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from hrdesk.domain.forms import Paper
from hrdesk.printing.listing import ListPaper, guarded, write_list
from hrdesk.printing.render import render
from hrdesk.printing.written import xml_text
from tests.printing.contents import NAMES, content, definition
from tests.printing.reading import sheet_rows

NAUGHTY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+886912",
    "-5",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "'",
    "#N/A",
    "TRUE",
    "007",
    "1e5",
    "115/1/1",
    "_x000D_",
    "_x005F_x000D_",
    "  兩格　空白  ",
    " ",
    "一\n二\n",
    "\n",
    "<b>&amp;</b>",
    ']]>"',
    "陳𡍼明",
    "\ue000",
    "a,b;c",
    'say "hi"',
    "\u2028",
    "\x85",
)
TEXTS = st.one_of(st.sampled_from(NAUGHTY), st.text(max_size=12))
HEADINGS = ("項次", "內容")


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text.removeprefix("'")


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return [[unguarded(cell) if cell.startswith("'") else cell for cell in row] for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))]


def read(data: bytes, paper: ListPaper) -> list[list[str]]:
    if paper is ListPaper.CSV:
        return read_csv(data)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert all(isinstance(cell, str) for row in cells for cell in row)
    return [[str(cell) for cell in row] for row in cells]


@pytest.mark.parametrize("paper", ListPaper)
def test_list_has_its_heading_and_rows(paper: ListPaper) -> None:
    rows = [[str(number), name] for number, name in enumerate(NAMES, 1)]
    assert read(write_list(HEADINGS, iter(rows), paper), paper) == [list(HEADINGS), *rows]


@pytest.mark.parametrize("paper", ListPaper)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_comes_back_as_it_went(paper: ListPaper, texts: list[str]) -> None:
    rows = [[str(number), text] for number, text in enumerate(texts)]
    assert read(write_list(HEADINGS, rows, paper), paper) == [list(HEADINGS), *([number, xml_text(text)] for number, text in rows)]


@pytest.mark.parametrize("paper", [Paper.ODS, Paper.XLSX])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_of_a_form_comes_back_as_it_went(paper: Paper, texts: list[str]) -> None:
    data = content("annex1", 0)
    rows = tuple({"no": "列", "note": text} for text in texts)
    found = sheet_rows(render(definition("annex1"), type(data)("annex1", data.facts, {"rows": rows}), paper).data)
    assert [row[11] for row in found if row[0] == "列"] == [xml_text(text) for text in texts]


def test_no_cell_of_an_xlsx_is_a_formula_number_or_error() -> None:
    data = write_list(HEADINGS, [(text, text) for text in NAUGHTY], ListPaper.XLSX)
    for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert cell.quotePrefix == str(cell.value).startswith(("=", "+", "-", "@"))


def test_no_cell_of_a_csv_can_be_taken_for_a_formula() -> None:
    for text in NAUGHTY:
        shown = guarded(text)
        assert shown == "-5" or not shown.startswith(("=", "+", "-", "@", "\t"))
        assert (unguarded(shown) if shown != text else text) == text


def test_empty_list_is_its_heading() -> None:
    for paper in ListPaper:
        assert read(write_list(HEADINGS, [], paper), paper) == [list(HEADINGS)]
