"""A definition is checked whole; what is wrong is named by line and field."""

from pathlib import Path

import pytest

from hrdesk.errors import Fault, PrintError
from hrdesk.printing.definition import load_form, read_form
from hrdesk.printing.form import Align
from tests.printing.contents import ALL, PACK

GOOD = """name = "表"
label = "附表"
title = "{agency}表"
orientation = "portrait"
notes = ["一、{year}"]

[[head]]
left = "{agency}"

[[table]]
name = "rows"
column = [
  { key = "no", title = "項次", width = 10, align = "center" },
  { key = "", title = "", width = 150.0 },
]
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "form.toml"
    path.write_text(text, encoding="utf-8")
    return read_form("pack", "form", path)


@pytest.mark.parametrize("form", ALL)
def test_shipped_form_fills_the_page_and_says_where_its_layout_comes_from(form: str) -> None:
    definition = load_form(PACK, form)
    assert all(table.width == definition.width for table in definition.tables)
    said = "".join((*definition.notes, definition.title, definition.label))
    assert "依研習計畫推導之格式" in said
    assert "官方" not in said
    assert "公定" not in said


def test_good_definition_is_read(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(GOOD, encoding="utf-8")
    definition = read_form("pack", "form", path)
    assert definition.tables[0].columns[0].align is Align.CENTER
    assert definition.tables[0].width == 160
    assert definition.heads[0].left == "{agency}"
    assert not definition.landscape


@pytest.mark.parametrize(("pack", "form"), [(PACK, "annex9"), ("nowhere", "annex1"), ("..", "annex1"), (PACK, "../annex1")])
def test_unknown_form_is_refused(pack: str, form: str) -> None:
    with pytest.raises(PrintError) as caught:
        load_form(pack, form)
    assert caught.value.fault is Fault.FORM_UNKNOWN


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('name = "表"', "name = 3", 1, "name"),
        ('label = "附表"', "", 0, "label"),
        ('"portrait"', '"sideways"', 4, "orientation"),
        ('"{agency}表"', '"{agency表"', 3, "title"),
        ('"{agency}表"', '"{agency.x}表"', 3, "title"),
        ('"{agency}表"', '"{agency!r}表"', 3, "title"),
        ('["一、{year}"]', '["{0}"]', 5, "notes"),
        ('["一、{year}"]', "[7]", 5, "notes"),
        ('left = "{agency}"', 'left = "{agency}"\nmiddle = ""', 9, "head[1].middle"),
        ('align = "center"', 'align = "right"', 13, "table[1].column[1].align"),
        ("width = 10,", "width = 2,", 13, "table[1].column[1].width"),
        ("width = 10,", "width = true,", 13, "table[1].column[1].width"),
        ("width = 150.0", "width = 151.0", 13, "width"),
        ('key = ""', 'key = "no"', 12, "table[1].column"),
        ("{ key = ", "3, { key = ", 12, "table[1].column"),
        ('orientation = "portrait"', 'orientation = "portrait"\nsize = 9.5', 5, "size"),
        ('label = "附表"', 'label = "附表', 2, "TOML"),
        ("width = 150.0 },\n]\n", "width = 150.0 },\n", 14, "TOML"),
    ],
)
def test_damage_is_named_by_line_and_field(tmp_path: Path, old: str, new: str, line: int, field: str) -> None:
    assert old in GOOD
    with pytest.raises(PrintError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert caught.value.fault is Fault.FORM_DAMAGED
    assert caught.value.facts == {"form": "form", "line": line, "field": field}


def test_table_without_columns_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match="form_damaged"):
        read(tmp_path, GOOD.partition("column = [")[0])


def test_file_that_is_not_utf8_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes("name = '表'".encode("cp950"))
    with pytest.raises(PrintError) as caught:
        read_form("pack", "form", path)
    assert caught.value.facts["field"] == "UTF-8"
