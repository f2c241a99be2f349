"""Every form as ODS and XLSX: the rows of the PDF, on one grid, printable, locked where a person fills it in."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from hrdesk.domain.forms import MissingGlyph, Paper
from hrdesk.errors import Fault, PrintError
from hrdesk.printing import wording
from hrdesk.printing.form import Column, FormDefinition, Table
from hrdesk.printing.render import render
from hrdesk.printing.sheet import sheet_of
from tests.printing.contents import ALL, LISTS, OFFICER, content, definition
from tests.printing.reading import sheet_rows

SHEETS = (Paper.ODS, Paper.XLSX)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def rows(form: str, count: int, paper: Paper) -> list[list[str]]:
    """Return the non-empty cells of every row of a printed form."""
    found = sheet_rows(render(definition(form), content(form, count), paper).data)
    return [[cell for cell in row if cell] for row in found if any(row)]


def expected(form: str, count: int) -> list[list[str]]:
    """Return what the tables hold, headings included, cell by cell."""
    data, found = content(form, count), []
    for table in definition(form).tables:
        found.append([column.title for column in table.columns if column.title])
        cells = [[wording.cell(column, row) for column in table.columns] for row in wording.rows(table, data)]
        found += [[cell for cell in row if cell] for row in cells] or [[table.empty]]
    return found


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize("form", ALL)
def test_sheet_holds_the_rows_of_the_form(form: str, count: int, paper: Paper) -> None:
    found = rows(form, count, paper)
    for row in expected(form, count):
        assert row in found
    flat = "\n".join(cell for row in found for cell in row)
    assert wording.filled(definition(form).title, definition(form), content(form, 0)) in flat
    assert all(label in flat for label in definition(form).signatures)
    assert "依研習計畫推導之格式" in flat


@pytest.mark.parametrize("form", ALL)
def test_both_sheets_are_the_same(form: str) -> None:
    assert rows(form, 3, Paper.ODS) == rows(form, 3, Paper.XLSX)


@pytest.mark.parametrize("form", ALL)
def test_same_content_gives_the_same_ods(form: str) -> None:
    one, two = (render(definition(form), content(form, 2), Paper.ODS).data for _ in range(2))
    assert one == two


@pytest.mark.parametrize("form", ALL)
def test_boxes_for_signatures_cover_the_grid(form: str) -> None:
    sheet = sheet_of(definition(form), content(form, 1))
    for row in sheet.rows:
        ends = [cell.first + cell.span for cell in row.cells]
        assert [cell.first for cell in row.cells[1:]] == ends[:-1]
        assert not ends or ends[-1] <= len(sheet.widths)
    labels = definition(form).signatures
    if labels:
        boxes = sheet.rows[-1].cells
        assert len(boxes) == len(labels)
        assert all(sum(sheet.widths[cell.first : cell.first + cell.span]) >= 16 for cell in boxes)
        assert (sheet.rows[-2].height, sheet.rows[-1].height) == (8.0, 18.0)


def test_more_signatures_than_columns_get_columns_of_their_own() -> None:
    form = FormDefinition(
        "pack", "form", "表", "附表", "表", landscape=False, tables=(Table(("rows",), (Column("a", "甲", 160),)),), signatures=("一", "二", "三", "四")
    )
    sheet = sheet_of(form, replace(content("annex1", 0), facts={}))
    assert [cell.span for cell in sheet.rows[-1].cells] == [1, 1, 1, 1]


def test_form_without_tables_is_still_a_sheet() -> None:
    form = FormDefinition("pack", "form", "表", "附表", "表", landscape=False, tables=(), signatures=("填表人", "人事主管"))
    assert len(sheet_of(form, replace(content("annex1", 0), facts={})).widths) == 2


def xlsx(form: str, count: int, *, draft: bool = False) -> Any:
    book = openpyxl.load_workbook(BytesIO(render(definition(form), content(form, count, draft=draft), Paper.XLSX).data))
    return book.worksheets[0]


def test_xlsx_prints_on_a4_with_repeated_heading_and_page_numbers() -> None:
    sheet = xlsx("annex1", 30, draft=True)
    assert sheet.title == "研習課程紀錄表"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    heading = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "項次")
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.oddFooter.center.text == "第&P頁，共&N頁"
    assert sheet.oddHeader.right.text.startswith("草稿　列印日期 116/1/5")
    assert "A2:L2" in {str(area) for area in sheet.merged_cells.ranges}
    assert not sheet.protection.sheet


def test_heading_is_shaded_and_cells_are_framed_text() -> None:
    sheet = xlsx("annex1", 2)
    heading = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "項次")
    assert sheet.cell(heading, 1).fill.start_color.rgb == "00EDEDED"
    cell = sheet.cell(heading + 1, 1)
    assert (cell.data_type, cell.value, cell.number_format, cell.border.left.style) == ("s", "1", "@", "thin")


@pytest.mark.parametrize("form", [*LISTS, "annex5"])
def test_only_the_sheet_to_fill_in_is_locked(form: str) -> None:
    assert not xlsx(form, 1).protection.sheet
    assert b"table:protected" not in ods_part(form, "content.xml")


def test_sheet_to_fill_in_is_recognised_and_open_only_for_answers() -> None:
    sheet = xlsx("self-check-sheet", 2)
    assert sheet["A1"].value.endswith("（填報檔）")
    assert (sheet["A2"].value, sheet["B2"].value) == ("識別碼", f"HRSC1|{OFFICER}|115")
    assert sheet.protection.sheet
    heading = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "代碼")
    assert [sheet.cell(heading, column).value for column in range(1, 7)] == ["代碼", "項次", "檢核項目", "自我檢核", "次數", "具體辦理情形及佐證"]
    assert [sheet.cell(heading + 1 + row, 1).value for row in range(4)] == ["e1", "e2", "c1", "c2"]
    assert [sheet.cell(heading + 1, column).protection.locked for column in range(1, 7)] == [True, True, True, False, False, False]
    merit = next(row for row in range(heading + 1, 30) if sheet.cell(row, 3).value == "特殊優良事蹟")
    assert sheet.cell(merit + 1, 1).value == "m-part-0"
    assert [sheet.cell(merit + 1, column).protection.locked for column in range(1, 7)] == [True] * 5 + [False]
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"是,否,不適用"'
    assert str(offered.sqref) == " ".join(f"D{row}" for row in range(heading + 1, heading + 5)) or str(offered.sqref) == f"D{heading + 1}:D{heading + 4}"


def ods_part(form: str, part: str, *, draft: bool = False) -> bytes:
    with zipfile.ZipFile(BytesIO(render(definition(form), content(form, 2, draft=draft), Paper.ODS).data)) as file:
        assert file.infolist()[0].filename == "mimetype"
        assert file.infolist()[0].compress_type == zipfile.ZIP_STORED
        return file.read(part)


def test_ods_sheet_to_fill_in_is_locked_with_a_pick_list() -> None:
    tree = ElementTree.fromstring(ods_part("self-check-sheet", "content.xml"))
    (table,) = tree.iter(f"{TABLE}table")
    assert table.get(f"{TABLE}protected") == "true"
    (offered,) = tree.iter(f"{TABLE}content-validation")
    assert offered.get(f"{TABLE}condition") == 'of:cell-content-is-in-list("是";"否";"不適用")'
    cells = [cell for cell in tree.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}content-validation-name")]
    assert len(cells) == 4


def test_ods_prints_on_a4_with_repeated_heading_and_page_numbers() -> None:
    tree = ElementTree.fromstring(ods_part("annex2", "content.xml"))
    assert len(list(tree.iter(f"{TABLE}table-header-rows"))) == 1
    styles = ods_part("annex2", "styles.xml", draft=True).decode("utf-8")
    assert 'fo:page-width="297mm" fo:page-height="210mm"' in styles
    assert "第<text:page-number>1</text:page-number>頁，共<text:page-count>1</text:page-count>頁" in styles
    assert "<text:p>草稿</text:p>" in styles
    assert "草稿" not in ods_part("annex2", "styles.xml").decode("utf-8")
    assert re.search("資料指紋 ab12", styles)


@pytest.mark.parametrize("paper", SHEETS)
def test_character_that_a_file_cannot_hold_is_replaced_and_reported(paper: Paper) -> None:
    row = {"name": "王\x00明", "note": "𡍼\U0003fffd"}
    result = render(definition("annex1"), replace(content("annex1", 0), tables={"rows": (row,)}), paper)
    assert result.missing == (MissingGlyph("\x00", "rows", 1, "name"),)
    flat = [cell for line in sheet_rows(result.data) for cell in line]
    assert "王\ufffd明" in flat
    assert "𡍼\U0003fffd" in flat


def test_text_longer_than_an_xlsx_cell_is_refused_not_cut() -> None:
    long = replace(content("annex3", 0), tables={"rows": ({"problem": "長" * 32768},)})
    with pytest.raises(PrintError) as caught:
        render(definition("annex3"), long, Paper.XLSX)
    assert caught.value.fault is Fault.INVALID
    assert any("長" * 32768 in row for row in sheet_rows(render(definition("annex3"), long, Paper.ODS).data))
