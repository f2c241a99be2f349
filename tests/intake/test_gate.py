"""What the bytes are decides, and hostile ones never reach a parser."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.errors import Fault, InputError
from hrdesk.intake.gate import kind_of, read_bounded
from hrdesk.intake.sheets import LIMITS, FileKind, Limits
from tests.intake.made import MANIFEST, ods, ods_cell, ods_members, xlsx, xlsx_members, zipped

DATA = Path(__file__).parent / "data"
SHEET = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
DTD = '<!DOCTYPE x [<!ENTITY a "a">]>'
ENCRYPTED = MANIFEST.replace("></manifest:manifest>", "><manifest:encryption-data/></manifest:manifest>")


def refusal(data: bytes, limits: Limits = LIMITS) -> InputError:
    with pytest.raises(InputError) as caught:
        kind_of(data, limits)
    return caught.value


@pytest.mark.parametrize(
    ("name", "kind"),
    [("roster.xlsx", FileKind.XLSX), ("roster.ods", FileKind.ODS), ("roster.xls", FileKind.XLS), ("roster-big5.csv", FileKind.TEXT)],
)
def test_real_files_are_told_apart_by_their_bytes(name: str, kind: FileKind) -> None:
    assert kind_of((DATA / name).read_bytes(), LIMITS) is kind


def test_made_files_pass() -> None:
    assert kind_of(xlsx(SHEET), LIMITS) is FileKind.XLSX
    assert kind_of(ods(f"<table:table-row>{ods_cell()}</table:table-row>"), LIMITS) is FileKind.ODS
    assert kind_of("姓名\n".encode("utf-16"), LIMITS) is FileKind.TEXT


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "png"),
        (b"Rar!\x1a", "rar"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"\x00\x01\x02", "binary"),
        (b"<html><table>", "html"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><Workbook/>", "xml"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "compound"),
        (zipped({"word/document.xml": "<x/>"}), "zip"),
        (zipped({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}), "zip"),
    ],
)
def test_other_kinds_are_named(data: bytes, found: str) -> None:
    error = refusal(data)
    assert (error.fault, error.facts["found"]) == (Fault.FILE_UNKNOWN_KIND, found)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({f"{number}.xml": "" for number in range(11)}), "members"),
        (zipped({"xl/workbook.xml": "<x>" + os.urandom(30_000).hex()}), "inflate"),
        (zipped({**xlsx_members(SHEET), "../evil.xml": "<x/>"}), "path"),
        (zipped({**xlsx_members(SHEET), "/etc/evil.xml": "<x/>"}), "path"),
        (zipped({**xlsx_members(SHEET), "xl/sharedStrings.xml": DTD}), "dtd"),
        (zipped({**xlsx_members(SHEET), "xl/sharedStrings.xml": "<x/>".encode("utf-16")}), "dtd"),
        (zipped({**xlsx_members(SHEET), "xl/sharedStrings.xml": "<x/>".encode("utf-16-le")}), "dtd"),
        (zipped(xlsx_members('<sheetData><c r="XFD1048576"/></sheetData>')), "area"),
        (zipped(xlsx_members('<sheetData><c r="XFD1048576"/></sheetData>', part="hidden.dat")), "area"),
        (ods(f'<table:table-row table:number-rows-repeated="1048576">{ods_cell(16384)}</table:table-row>'), "area"),
        (zipped({**ods_members(""), "content.xml": DTD}), "dtd"),
    ],
)
def test_hostile_archives_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    error = refusal(data, replace(LIMITS, members=10, inflated=50_000))
    assert (error.fault, error.facts["reason"]) == (Fault.FILE_HOSTILE, reason)
    assert error.facts["what"]


def test_an_xlsx_of_two_kilobytes_that_claims_every_cell_is_refused() -> None:
    data = xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert len(data) < 2_000
    assert refusal(data).facts["reason"] == "area"


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    data = zipped({"xl/workbook.xml": "<x>" + " " * 3_000_000})
    assert refusal(data).facts["reason"] == "ratio"


def test_a_member_that_lies_about_its_size_is_damaged() -> None:
    data = bytearray(zipped({"xl/workbook.xml": "<x>" + " " * 5_000 + "</x>"}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).fault is Fault.FILE_DAMAGED


def test_two_members_of_one_name_are_refused() -> None:
    data = zipped({"xl/workbook.xml": "<x/>", "xl/workbook.xmm": "<x/>"}).replace(b"workbook.xmm", b"workbook.xml")
    assert refusal(data).facts["reason"] == "members"


def old_with(*records: str) -> bytes:
    """Return the old workbook with records (hexadecimal) written over those that follow its first."""
    data = bytearray((DATA / "roster.xls").read_bytes())
    start = data.find(bytes.fromhex("0908100000060500"))
    after = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
    new = bytes.fromhex("".join(records))
    data[after : after + len(new)] = new
    return bytes(data)


def locked_member() -> bytes:
    """Return a workbook whose first member says that it has a password."""
    data = bytearray(xlsx(SHEET))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        zipped(ods_members("", manifest=ENCRYPTED)),
        (DATA / "roster.xls").read_bytes().replace("Workbook\0".encode("utf-16-le"), "EncryptedPackage\0".encode("utf-16-le")),
        locked_member(),
        old_with("2f000400", "01000000"),
        old_with("86000000", "2f000400", "00000000"),
    ],
)
def test_a_locked_workbook_says_so(data: bytes) -> None:
    assert refusal(data).fault is Fault.FILE_LOCKED


@pytest.mark.parametrize("cut", [4, 100, 5_000, 33_000])
def test_a_truncated_archive_is_damaged(cut: int) -> None:
    assert refusal((DATA / "roster.xlsx").read_bytes()[:cut]).fault is Fault.FILE_DAMAGED


def test_a_part_that_is_no_markup_may_hold_any_bytes() -> None:
    picture = zipped({**xlsx_members(SHEET), "xl/media/image1.png": b"\x89PNG<!DOCTYPE"})
    assert kind_of(picture, LIMITS) is FileKind.XLSX


def test_only_a_plain_file_is_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "none.xlsx", Path("a\0b.xlsx")):
        with pytest.raises(InputError) as caught:
            read_bounded(path, LIMITS)
        assert caught.value.fault is Fault.FILE_MISSING


def test_an_empty_and_a_large_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for content, fault in ((b"", Fault.FILE_EMPTY), (b"x" * 11, Fault.FILE_TOO_LARGE)):
        path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            read_bounded(path, replace(LIMITS, file=10))
        assert caught.value.fault is fault
    assert read_bounded(path, LIMITS) == b"x" * 11


def test_text_of_too_many_lines_is_refused_before_it_is_parsed() -> None:
    assert kind_of(b"a\n" * 3, Limits(rows=3)) is FileKind.TEXT
    with pytest.raises(InputError) as caught:
        kind_of(b"a\n" * 4, Limits(rows=3))
    assert caught.value.fault is Fault.FILE_TOO_LARGE
    assert caught.value.facts["size"] == 4
