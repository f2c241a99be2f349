"""Delimited text: strict decoding, the delimiter by agreement, every row kept."""

import pytest

from hrdesk.errors import Fault, InputError
from hrdesk.intake.delimited import decode, rows_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_each_encoding_of_the_field_is_read(encoding: str) -> None:
    assert decode("姓名,王小明\r\n".encode(encoding)) == "姓名,王小明\r\n"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xff\xff\xff", b"\xa7\xf5\x80", b"\xfa", b"\x80\x40"])
def test_bytes_of_no_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert (caught.value.fault, caught.value.facts["reason"]) == (Fault.FILE_DAMAGED, "encoding")


@pytest.mark.parametrize(
    ("pair", "character"),
    [
        (b"\xfa\x40", "\ue000"),
        (b"\xfa\xa1", "\ue03f"),
        (b"\xfe\xfe", "\ue310"),
        (b"\x8e\x40", "\ue311"),
        (b"\x81\x40", "\ueeb8"),
        (b"\x8d\xfe", "\uf6b0"),
        (b"\xc8\xfe", "\uf848"),
    ],
)
def test_characters_made_by_the_user_become_private_use(pair: bytes, character: str) -> None:
    assert decode("陳".encode("cp950") + pair + "明,".encode("cp950")) == f"陳{character}明,"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert rows_of(f"姓名{delimiter}備註\n王小明{delimiter}a、b\n") == [["姓名", "備註"], ["王小明", "a、b"]]


def test_commas_in_notes_do_not_deceive() -> None:
    assert rows_of("姓名;備註\n王小明;a,b,c\n李小華;d\n")[1] == ["王小明", "a,b,c"]


def test_one_column_is_one_column() -> None:
    assert rows_of("姓名\n王小明\n") == [["姓名"], ["王小明"]]


def test_a_first_line_may_name_the_delimiter_and_keeps_its_row() -> None:
    assert rows_of("sep=;\r\n姓名;職稱\r\n") == [[], ["姓名", "職稱"]]


def test_zeros_kept_by_a_formula_are_kept() -> None:
    assert rows_of('姓名,代號\n王小明,"=""007"""\n')[1] == ["王小明", "007"]


def test_line_breaks_within_quotes_stay_in_their_cell() -> None:
    assert rows_of('"學習\n性質",姓名\r\n實體,王小明\r\n') == [["學習\n性質", "姓名"], ["實體", "王小明"]]


@pytest.mark.parametrize("text", ['a,b\nc,"d\n', 'a,b\n"c"d,e\n'])
def test_a_quote_that_never_ends_is_told_with_its_row(text: str) -> None:
    with pytest.raises(InputError) as caught:
        rows_of(text)
    assert (caught.value.fault, caught.value.facts["row"]) == (Fault.FILE_DAMAGED, 2)


def test_a_pair_that_is_no_made_character_is_refused() -> None:
    with pytest.raises(InputError):
        decode(b"\xfa\x20")


def test_a_field_beyond_measure_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        rows_of("a" * 1_000_001)
    assert caught.value.fault is Fault.FILE_DAMAGED
