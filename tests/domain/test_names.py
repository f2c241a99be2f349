"""Names: match keys, masks, stroke order; hard characters stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk import paths
from hrdesk.domain.names import NameTables, folded, mask_name, private_use, read_tables, stroke_key

HARD = "𡍼𠅤𨭎㨗㳵䕒亘凃勲喆堃峯廸恊栢桒珉眞禇綉翄菓衞賛鎭頴髙龎𠦄𡬀𤇥𥠼𦄬𧃃𨶒𫎇𬧷"


@pytest.fixture(scope="module", name="tables")
def fixture_tables() -> NameTables:
    """Return the shipped tables."""
    folder = paths.resources() / "tables"
    return read_tables((folder / "strokes.tsv").read_text("ascii"), (folder / "variants.tsv").read_text("ascii"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北市政府", "台北市政府"),
        ("林峯如", "林峰如"),
        ("陳啓明", "陳啟明"),
        ("黄小明", "黃小明"),
        ("顔眞", "顏真"),
        ("林‧阿美", "林·阿美"),
        ("林．阿美", "林阿美"),
        ("Ｊｏｈｎ Ｓｍｉｔｈ", "john smith"),
        ("王　小明", "王小明"),
        ("葛\U000e0100城", "葛城"),  # a variation selector
        ("\u2f97小明", "\u8c55小明"),  # a Kangxi radical typed for 豕
        ("\uf9f4小明", "林小明"),  # a compatibility ideograph
    ],
)
def test_spellings_of_one_name_have_one_key(tables: NameTables, one: str, other: str) -> None:
    assert folded(tables, one) == folded(tables, other)


@pytest.mark.parametrize(
    ("one", "other"), [("王志傑", "王志杰"), ("于小明", "於小明"), ("凃小明", "涂小明"), ("余小明", "予小明"), ("陳𡍼明", "陳塗明"), ("王小明", "王小民")]
)
def test_characters_that_tell_people_apart_keep_their_own_key(tables: NameTables, one: str, other: str) -> None:
    assert folded(tables, one) != folded(tables, other)


def test_what_stands_for_others_is_no_variant_itself(tables: NameTables) -> None:
    assert set(tables.variants.values()) & set(tables.variants) == set()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    tables = read_tables('4E00\t"#\n', "81FA\t53F0\n")
    assert folded(tables, folded(tables, text)) == folded(tables, text)


@pytest.mark.parametrize(
    ("character", "count"),
    [("丁", 2), ("王", 4), ("陳", 11), ("蔡", 15), ("蘇", 20), ("𡍼", 12), ("𠅤", 11), ("𨭎", 20), ("\u2f97", 7), ("\u9fa5", 26)],
)
def test_strokes_are_those_of_taiwan(tables: NameTables, character: str, count: int) -> None:
    assert tables.strokes(character) == count


def test_hard_characters_have_strokes(tables: NameTables) -> None:
    assert [char for char in HARD if not tables.strokes(char)] == []


@pytest.mark.parametrize("character", ["A", "\ue000", "\u0001", "\U0010fffd", "㏄"])
def test_what_is_no_ideograph_has_no_strokes(tables: NameTables, character: str) -> None:
    assert tables.strokes(character) is None


def test_names_sort_by_surname_strokes_then_the_next_character(tables: NameTables) -> None:
    names = ["John", "蔡五", "陳𡍼明", "王大明", "\ue000明", "丁一", "林𠅤如", "王小明", "王一"]
    assert sorted(names, key=lambda name: stroke_key(tables, name)) == ["丁一", "王一", "王大明", "王小明", "林𠅤如", "陳𡍼明", "蔡五", "John", "\ue000明"]


def test_unknown_gaps_in_a_run_have_no_strokes() -> None:
    tables = read_tables('4E00\t"!#\n', "4E01\t20000\n")
    assert [tables.strokes(char) for char in ("一", "丁", "丂", "七", "\u4dff", "𠀀")] == [1, None, 2, None, None, None]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("陳𡍼明", "陳○○"),
        ("𡍼小明", "𡍼○○"),
        ("王明", "王○"),
        ("王", "○"),
        ("", ""),
        (" ", ""),
        ("歐陽小明", "歐○○○"),
        ("John Smith", "J○○○"),
        (" 林‧阿美", "林○○"),
    ],
)
def test_mask_shows_the_first_character_alone(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_private_use_characters_are_found_in_all_three_areas() -> None:
    assert private_use("陳\ue000明\U000f0000\U00100000") == ("\ue000", "\U000f0000", "\U00100000")
    assert private_use("陳𡍼明\ufa0e") == ()
