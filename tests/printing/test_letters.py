"""Letters and sheets of several copies: paragraphs above the tables, page numbers of each copy, rows a page, and nothing left unresolved."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest

from hrdesk.domain.forms import FormContent, MissingGlyph, Paper
from hrdesk.errors import Fault, PrintError
from hrdesk.printing.definition import load_form
from hrdesk.printing.form import Column, FormDefinition, Table
from hrdesk.printing.render import render
from tests.printing.contents import FACTS, NARRATIVE, PACK, content, definition
from tests.printing.reading import pages, sheet_rows, text_of

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def copies(form: str, *addressees: str) -> FormContent:
    """Return a form of one copy for each addressee."""
    first, *rest = (replace(content(form, 1), facts={**FACTS, "addressee": one}) for one in addressees)
    return replace(first, further=tuple(rest))


def odt_part(data: bytes, part: str = "content.xml") -> str:
    """Return one part of an ODT, whose first entry is its media type, stored plain."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.infolist()[0].filename == "mimetype"
        assert file.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        return file.read(part).decode("utf-8")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("form", ["course-notice", "change-notice"])
def test_paragraphs_of_a_letter_stand_between_its_head_and_its_table(form: str) -> None:
    text = squeezed(text_of(render(definition(form), content(form, 1), Paper.PDF).data))
    cell = f"範例{definition(form).tables[0].columns[1].title}1"
    places = [text.index(part) for part in ("受文者：", "主旨：", "一、依", cell)]
    assert places == sorted(places)


def test_marks_of_paragraphs_stand_out_to_the_left() -> None:
    (page,) = pages(render(definition("change-notice"), content("change-notice", 1), Paper.PDF).data)
    (mark,) = [left for left, _, text in page.pieces if text == "一、"]
    (following,) = [left for left, _, text in page.pieces if text.startswith("異動應通知")]
    assert following - mark == pytest.approx(24, abs=1)


@pytest.mark.parametrize("paper", [Paper.PDF, Paper.ODT])
def test_an_unresolved_field_stops_the_print(paper: Paper) -> None:
    facts = {key: text for key, text in FACTS.items() if key != "request"}
    with pytest.raises(PrintError) as caught:
        render(definition("change-notice"), replace(content("change-notice", 1), facts=facts), paper)
    assert (caught.value.fault, caught.value.facts["field"]) == (Fault.FORM_DAMAGED, "{request}")


def test_an_unresolved_field_of_a_later_copy_stops_the_print_too() -> None:
    whole = copies("change-notice", "甲", "乙")
    broken = replace(whole, further=(replace(whole.further[0], facts={}),))
    with pytest.raises(PrintError):
        render(definition("change-notice"), broken, Paper.PDF)


def test_every_copy_counts_its_own_pages() -> None:
    long = replace(content("change-notice", 60), facts={**FACTS, "addressee": "乙"})
    found = pages(
        render(definition("change-notice"), replace(copies("change-notice", "甲"), further=(long, *copies("change-notice", "丙").copies)), Paper.PDF).data
    )
    numbers = [re.search(r"第\d+頁，共\d+頁", squeezed(page.text)) for page in found]
    last = len(found) - 2
    assert [one[0] for one in numbers if one] == ["第1頁，共1頁", *(f"第{n}頁，共{last}頁" for n in range(1, last + 1)), "第1頁，共1頁"]
    assert last > 1


def test_what_cannot_be_drawn_is_reported_for_every_copy() -> None:
    result = render(definition("change-notice"), copies("change-notice", "甲", "乙\ue000"), Paper.PDF)
    assert result.missing == (MissingGlyph("\ue000", "", 0, "head"),)
    letter = FormDefinition("pack", "form", "信", "信", "信", landscape=False, tables=(), body=("主旨：\ue001",))
    assert render(letter, FormContent("form", {}, {}), Paper.PDF).missing == (MissingGlyph("\ue001", "", 0, "body"),)


@pytest.mark.parametrize(("people", "sheets"), [(0, 1), (1, 1), (25, 1), (26, 2), (50, 2), (60, 3)])
def test_sign_in_sheet_has_25_rows_a_page_and_a_title_on_each(people: int, sheets: int) -> None:
    plan = load_form(PACK, "sign-in-sheet")
    found = pages(render(plan, content("sign-in-sheet", people), Paper.PDF).data)
    assert len(found) == sheets
    for number, page in enumerate(found, 1):
        text = squeezed(page.text)
        assert f"第{number}頁，共{sheets}頁" in text
        assert squeezed(FACTS["course"]) + "簽到表" in text
        assert text.count("範例職稱") == min(25, people - 25 * (number - 1))


def test_rows_a_page_are_kept_by_the_other_tables_of_the_form() -> None:
    tables = (Table(("a",), (Column("x", "甲", 160),), page_rows=2), Table(("b",), (Column("x", "乙", 160),), empty="（無）"))
    form = FormDefinition("pack", "form", "表", "附表", "表", landscape=False, tables=tables)
    found = pages(render(form, FormContent("form", {}, {"a": ({"x": "一"},) * 3, "b": ({"x": "二"},)}), Paper.PDF).data)
    assert [squeezed(page.text).count("一") for page in found] == [2, 1]
    assert [squeezed(page.text).count("二") for page in found] == [1, 1]


@pytest.mark.parametrize("paper", [Paper.ODS, Paper.XLSX])
def test_every_copy_is_a_sheet_of_its_own(paper: Paper) -> None:
    data = render(definition("change-notice"), copies("change-notice", "甲", "乙"), paper).data
    assert ["受文者：甲"] in [[cell for cell in row if cell] for row in sheet_rows(data)]
    if paper is Paper.XLSX:
        assert openpyxl.load_workbook(BytesIO(data)).sheetnames == ["異動通知1", "異動通知2"]
    else:
        with zipfile.ZipFile(BytesIO(data)) as file:
            tree = ElementTree.fromstring(file.read("content.xml"))
        assert [table.get(f"{TABLE}name") for table in tree.iter(f"{TABLE}table")] == ["異動通知1", "異動通知2"]


@pytest.mark.parametrize("form", NARRATIVE)
def test_text_document_holds_heading_rows_that_repeat_and_the_boxes_to_sign_in(form: str) -> None:
    plan, data = definition(form), render(definition(form), content(form, 2), Paper.ODT)
    assert (data.pages, data.missing) == (0, ())
    tree = ElementTree.fromstring(odt_part(data.data))
    tables = list(tree.iter(f"{TABLE}table"))
    assert len(tables) == len(plan.tables) + 1
    assert len(list(tree.iter(f"{TABLE}table-header-rows"))) == len(tables)
    assert ["".join(cell.itertext()) for cell in tables[-1].iter(f"{TABLE}table-cell")][: len(plan.signatures)] == list(plan.signatures)
    assert data.data == render(plan, content(form, 2), Paper.ODT).data


def test_table_without_rows_says_so_across_its_columns() -> None:
    tree = ElementTree.fromstring(odt_part(render(definition("merit-statement"), content("merit-statement", 0), Paper.ODT).data))
    spanned = {"".join(cell.itertext()): cell.get(f"{TABLE}number-columns-spanned") for cell in tree.iter(f"{TABLE}table-cell")}
    assert spanned["（無佐證資料）"] == "5"


def test_page_of_a_text_document_is_numbered_and_marked_as_a_draft() -> None:
    plain = odt_part(render(definition("year-report"), content("year-report", 1), Paper.ODT).data, "styles.xml")
    assert "第<text:page-number>1</text:page-number>頁，共<text:page-count>1</text:page-count>頁" in plain
    assert 'fo:page-width="210mm" fo:page-height="297mm"' in plain
    assert "草稿" not in plain
    assert "草稿" in odt_part(render(definition("year-report"), content("year-report", 1, draft=True), Paper.ODT).data, "styles.xml")
    several = render(definition("change-notice"), copies("change-notice", "甲", "乙"), Paper.ODT).data
    assert "page-count" not in odt_part(several, "styles.xml")
    assert odt_part(several).count('style:page-number="1"') == 1


def test_text_document_without_signatures_has_none() -> None:
    letter = FormDefinition("pack", "form", "信", "信", "信", landscape=True, tables=(), body=("主旨：甲",))
    tree = ElementTree.fromstring(odt_part(render(letter, FormContent("form", {}, {}), Paper.ODT).data))
    assert list(tree.iter(f"{TABLE}table")) == []
    assert [text for paragraph in tree.iter(f"{TEXT}p") if (text := "".join(paragraph.itertext()))] == ["信", "信", "主旨：甲"]


def test_character_that_a_text_document_cannot_hold_is_replaced_and_reported() -> None:
    result = render(definition("change-notice"), replace(content("change-notice", 0), tables={"rows": ({"item": "甲\x00", "text": "  兩格\t乙"},)}), Paper.ODT)
    assert result.missing == (MissingGlyph("\x00", "rows", 1, "item"),)
    assert "甲\ufffd" in odt_part(result.data)
    assert "<text:s/><text:s/>兩格<text:tab/>乙" in odt_part(result.data)
