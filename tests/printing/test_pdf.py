"""Every form as a PDF: all rows, repeated headings, page numbers, copied names, and nothing lost in silence."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.forms import FormContent, MissingGlyph, Paper, Printed
from hrdesk.errors import Fault, PrintError
from hrdesk.printing.form import Column, FormDefinition, Head, Table
from hrdesk.printing.pdf import print_pdf
from hrdesk.printing.render import render
from tests.printing.contents import FACTS, FORMS, LISTS, NAMES, content, definition
from tests.printing.reading import Page, pages, saved, text_of


def printed(form: str, count: int, *, draft: bool = False) -> Printed:
    return render(definition(form), content(form, count, draft=draft), Paper.PDF)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def table(*columns: Column, empty: str = "（無）") -> FormDefinition:
    """Return a small portrait form of one table."""
    return FormDefinition(
        "pack", "form", "表", "附表", "範例表", landscape=False, tables=(Table(("rows",), columns, empty=empty),), signatures=("填表人", "人事主管")
    )


def one_table(rows: list[dict[str, str]]) -> FormContent:
    return FormContent("form", {}, {"rows": tuple(rows)}, draft=False)


@pytest.mark.parametrize("count", [0, 1, 40, 400])
@pytest.mark.parametrize("form", FORMS)
def test_every_page_has_heading_number_small_print_and_every_row_is_there(form: str, count: int) -> None:
    result = printed(form, count)
    found = pages(result.data)
    assert result.pages == len(found)
    assert result.missing == ()
    for number, page in enumerate(found, 1):
        text = squeezed(page.text)
        assert f"第{number}頁，共{len(found)}頁" in text
        assert "列印日期116/1/5" in text
        assert "資料指紋" + ("ab12" * 8) in text
        assert "含個人資料" in text
        assert ("（續）" in text) == (number > 1)
    assert rows_in(form, found) == count
    last = squeezed(found[-1].text)
    assert all(label in last for label in definition(form).signatures)


def rows_in(form: str, found: tuple[Page, ...]) -> int:
    """Return how many rows the first table has on all pages, by the numbers in its 項次 column; its heading stands above them."""
    first = definition(form).tables[0]
    titles = [squeezed(column.title) for column in first.columns]
    numbers: list[int] = []
    for page in found:
        text = squeezed(page.text)
        if form in LISTS:
            assert all(title in text for title in titles)
        left = (20 if definition(form).landscape else 25) * 72 / 25.4
        at = [column.key for column in first.columns].index("no")
        start = left + sum(column.width for column in first.columns[:at]) * 72 / 25.4
        end = start + first.columns[at].width * 72 / 25.4
        numbers += [int(text) for x, _, text in page.pieces if start < x < end and text.isdigit()]
    if form in LISTS:
        assert numbers == list(range(1, len(numbers) + 1))
        return len(numbers)
    return len(numbers) // 2  # items and competencies


@pytest.mark.parametrize("form", LISTS)
def test_everything_in_the_content_is_on_paper(form: str) -> None:
    data = content(form, 5)
    text = squeezed(text_of(render(definition(form), data, Paper.PDF).data))
    for row in data.tables["rows"]:
        for value in ("name", "problem", "deed", "reason", "email", "course"):
            assert squeezed(row.get(value, "")) in text


@pytest.mark.parametrize("form", [form for form in LISTS if form != "annex3"])
def test_hard_names_come_out_right_when_copied(form: str, tmp_path: Path) -> None:
    data = printed(form, 4).data
    assert all(name in text_of(data) for name in NAMES)
    if shutil.which("pdftotext"):
        path = saved(tmp_path, "form.pdf", data)
        text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8")
        assert all(name in text for name in NAMES)


def test_only_the_shipped_fonts_are_used_and_embedded() -> None:
    data = printed("annex1", 3).data
    assert b"Helvetica" not in data
    assert set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", data)) == {b"TW-Kai", b"TW-Kai-Ext-B"}
    assert data.count(b"/FontFile2") == 2


@pytest.mark.parametrize("form", FORMS)
def test_same_content_gives_the_same_bytes(form: str) -> None:
    assert printed(form, 7).data == printed(form, 7).data


def test_draft_is_marked_on_every_page_until_sealed() -> None:
    draft = pages(printed("annex1", 30, draft=True).data)
    assert len(draft) > 1
    assert all("草稿" in squeezed(page.text) for page in draft)
    assert "草稿" not in text_of(printed("annex1", 30).data)


def test_missing_glyphs_are_shown_as_boxes_and_reported_with_their_place() -> None:
    form = table(Column("name", "姓名", 80), Column("note", "備註", 80))
    result = print_pdf(form, one_table([{"name": "王小明"}, {"name": "王\U0003fffd明", "note": "甲\ue000乙\ue000\ta"}]))
    assert result.missing == (MissingGlyph("\U0003fffd", "rows", 2, "name"), MissingGlyph("\ue000", "rows", 2, "note"))
    text = text_of(result.data)
    assert "王□明" in text
    assert "甲□乙□" in text


def test_character_without_shape_is_reported_and_takes_no_room() -> None:
    result = print_pdf(table(Column("name", "姓名", 80)), one_table([{"name": "葛\U000e0100城"}]))
    assert result.missing == (MissingGlyph("\U000e0100", "rows", 1, "name"),)
    assert "葛城" in text_of(result.data)


def test_missing_glyph_around_the_tables_is_reported_too() -> None:
    facts = {**FACTS, "agency": "範例\U0003fffd局"}
    result = print_pdf(definition("annex1"), replace(content("annex1", 1, totals=("計\ue001",)), facts=facts))
    assert {(glyph.character, glyph.table, glyph.row, glyph.column) for glyph in result.missing} == {
        ("\U0003fffd", "", 0, "title"),
        ("\U0003fffd", "", 0, "head"),
        ("\ue001", "", 0, "totals"),
    }


def test_row_taller_than_a_page_is_cut_and_nothing_of_it_lost() -> None:
    lines = [f"第{number}行" for number in range(200)]
    result = print_pdf(
        table(Column("no", "項次", 10), Column("text", "內容", 150)), one_table([{"no": "1"}, {"no": "2", "text": "\n".join(lines)}, {"no": "3"}])
    )
    found = pages(result.data)
    assert result.pages > 3
    text = squeezed("".join(re.sub(r"第\d+頁，共\d+頁", "", page.text) for page in found))
    assert [int(number) for number in re.findall(r"第(\d+)行", text)] == list(range(200))
    assert all("內容" in squeezed(page.text) for page in found)


def test_row_that_fits_a_page_is_never_cut() -> None:
    form = table(Column("text", "內容", 160))
    rows = [{"text": "\n".join(f"{row}之{line}" for line in range(12))} for row in range(12)]
    for page in pages(print_pdf(form, one_table(rows)).data):
        whole = {int(row): len(re.findall(rf"\b{row}之\d+", page.text)) for row in set(re.findall(r"(\d+)之", page.text))}
        assert set(whole.values()) <= {12}


@pytest.mark.parametrize("count", range(10, 60, 7))
def test_signatures_never_stand_alone_on_a_page(count: int) -> None:
    last = pages(printed("annex1", count).data)[-1]
    assert "填表人" in last.text
    assert re.search(rf"^{count} ", last.text, re.MULTILINE)


def test_long_totals_run_over_pages() -> None:
    totals = "；".join(f"王小明{number}人次" for number in range(2500))
    found = pages(render(definition("annex1"), content("annex1", 1, totals=(totals,)), Paper.PDF).data)
    assert len(found) > 2
    assert (
        totals in squeezed("".join(re.sub(r"第\d+頁，共.*|附表1（續）.*|列印日期.*", "", page.text) for page in found)).replace("填表說明", "\n").split("\n")[0]
    )


def test_missing_fact_is_named() -> None:
    with pytest.raises(PrintError) as caught:
        print_pdf(definition("annex1"), replace(content("annex1", 1), facts={"agency": "範例局"}))
    assert caught.value.fault is Fault.FORM_DAMAGED
    assert caught.value.facts == {"form": "annex1", "line": 0, "field": "{year}"}


def test_long_title_is_set_in_two_even_lines() -> None:
    facts = {**FACTS, "agency": "臺北市政府範例局所屬第一範例戶政事務所與第二範例地政事務所及其附屬單位"}
    page = pages(print_pdf(definition("annex1"), replace(content("annex1", 1), facts=facts)).data)[0]
    title = [(x, text) for x, top, text in page.pieces if 60 < top < 130 and x > 100 and "填表日期" not in text]
    assert len(title) == 2
    assert abs(len(title[0][1]) - len(title[1][1])) <= 4


def test_titleless_corners_of_a_definition_are_laid_out() -> None:
    form = FormDefinition("pack", "form", "表", "附表", "範例表", landscape=False, tables=(), heads=(Head("左", ""),))
    result = print_pdf(form, FormContent("form", {}, {}, draft=False, personal=False))
    text = text_of(result.data)
    assert result.pages == 1
    assert "左" in text
    assert "含個人資料" not in text


def test_column_of_one_character_goes_on() -> None:
    found = pages(print_pdf(table(Column("a", "很長的標題" * 5, 5)), one_table([{"a": "甲乙丙" * 40}])).data)
    assert squeezed("".join(page.text for page in found)).count("丙") == 40


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_drawn_outside_the_margins(form: str) -> None:
    for page in pages(printed(form, 12).data):
        side = (20 if definition(form).landscape else 25) * 72 / 25.4
        for x, top, text in page.pieces:
            assert x >= side - 1 or "列印日期" in text
            assert 60 < top < page.size[1] - 15


@pytest.mark.parametrize("before", range(24, 34))
def test_tall_row_never_leaves_a_line_or_two_at_the_foot(before: int) -> None:
    rows = [{"text": f"短{number}"} for number in range(before)]
    tall = {"text": "\n".join(f"長{line}行" for line in range(90))}
    for page in pages(print_pdf(table(Column("text", "內容", 160)), one_table([*rows, tall])).data):
        assert page.text.count("長") not in (1, 2)


@pytest.mark.parametrize("lines", [38, 40, 42, 44, 46])
def test_signatures_follow_a_last_row_that_fills_its_page(lines: int) -> None:
    rows = [{"text": "短"}, {"text": "\n".join(f"第{line}列" for line in range(lines))}]
    found = pages(print_pdf(table(Column("text", "內容", 160)), one_table(rows)).data)
    holds = [page for page in found if "第0列" in page.text]
    assert f"第{lines - 1}列" in holds[0].text
    assert "填表人" in found[-1].text


@pytest.mark.parametrize("words", range(470, 510, 5))
def test_signature_boxes_stay_whole_after_long_totals(words: int) -> None:
    totals = "；".join(f"王小明{number:04}人次" for number in range(words))
    result = print_pdf(table(Column("text", "內容", 160)), replace(one_table([{"text": "甲"}]), totals=(totals,)))
    last = pages(result.data)[-1]
    (box,) = [top for _, top, text in last.pieces if text.startswith("填表人")]
    assert box < last.size[1] - (20 + 18) * 72 / 25.4
