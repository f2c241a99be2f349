"""Foreign files end in sheets or in a refusal, never in a crash or a hang."""

import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrdesk.errors import Fault, InputError
from hrdesk.intake import reading
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.sheets import LIMITS, FileKind
from tests.intake.made import ods, ods_cell, webhr, xlsx, xlsx_members, zipped

DATA = Path(__file__).parent / "data"
REAL = ["roster.xlsx", "roster.ods", "roster.xls", "roster-big5.csv"]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def refusal(path: Path, **limits: int) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sheets(path, replace(LIMITS, **limits))
    return caught.value


@pytest.mark.parametrize("name", REAL)
def test_a_list_of_300_people_is_read_cell_by_cell(name: str) -> None:
    (sheet,) = read_sheets(DATA / name)
    expected = webhr(300, rare=not name.endswith("csv"))
    assert [[str(cell) for cell in row[: len(want)]] for row, want in zip(sheet.rows, expected, strict=True)] == expected
    assert sheet.file == name


def test_the_suffix_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "名冊.pdf"
    path.write_bytes((DATA / "roster.xls").read_bytes())
    assert len(read_sheets(path)[0].rows) == 303


def test_dates_cross_the_pipe(tmp_path: Path) -> None:
    body = '<sheetData><row r="1"><c r="A1" t="d"><v>2026-08-01T09:30:00</v></c><c r="B1" t="d"><v>2026-08-01</v></c></row></sheetData>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(body))
    first, second = read_sheets(path)[0].rows[0]
    assert (str(first), second) == ("2026-08-01 09:30:00", date(2026, 8, 1))


def test_a_refusal_names_the_file_but_not_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "名冊.PDF"
    path.write_bytes(b"%PDF-1.7")
    error = refusal(path)
    assert error.fault is Fault.FILE_UNKNOWN_KIND
    assert error.facts == {"file": "名冊.PDF", "suffix": ".pdf", "found": "pdf"}


def test_a_workbook_without_a_cell_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx("<sheetData/>"))
    assert refusal(path).fault is Fault.FILE_EMPTY


def test_a_parser_out_of_memory_takes_nobody_with_it(tmp_path: Path) -> None:
    """Past a gate that was too generous, the child's own limit holds."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))
    error = refusal(path, cells=10**12)
    assert (error.fault, error.facts["reason"]) == (Fault.FILE_HOSTILE, "crash")


def test_a_parser_that_stumbles_tells_of_damage(tmp_path: Path) -> None:
    """A record cut short makes the parser panic, which is not the end of the process."""
    data = bytearray((DATA / "roster.xls").read_bytes())
    start = data.find(bytes.fromhex("8500"), 2_000)  # BOUNDSHEET, made shorter than its name
    data[start + 2 : start + 4] = (1).to_bytes(2, "little")
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert refusal(path).fault is Fault.FILE_DAMAGED


def test_a_parser_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}">{"<c><v>1</v></c>" * 200}</row>' for row in range(1, 10_001))
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(f"<sheetData>{cells}</sheetData>"))
    start = time.monotonic()
    error = refusal(path, seconds=1, inflated=10**10, ratio=10**6)
    assert (error.fault, error.facts["seconds"]) == (Fault.FILE_TIMEOUT, 1)
    assert time.monotonic() - start < 10


def test_more_than_the_limit_is_not_taken_from_the_child() -> None:
    assert refusal(DATA / "roster.xlsx", text=1_000).fault is Fault.FILE_TOO_LARGE


def test_the_child_gets_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRDESK_PASSPHRASE", "secret")
    assert not [name for name in reading._environment() if name.startswith("HRDESK")]


def test_a_frozen_program_starts_itself_as_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reading._command() == [sys.executable, "--read-sheets"]


def test_an_answer_that_is_none_counts_as_a_crash() -> None:
    for answer in (b"", b"not json"):
        with pytest.raises(InputError) as caught:
            reading._checked(answer)
        assert caught.value.facts["reason"] == "crash"


def test_every_kind_reaches_the_child_by_name() -> None:
    assert b'"kind": "text"' in reading._request(FileKind.TEXT, LIMITS)


def read_or_refused(path: Path) -> None:
    """Read a file; anything but sheets of plain cells or a refusal that names the file fails the test."""
    start = time.monotonic()
    cells: list[object] = []
    refused = None
    try:
        cells = [cell for sheet in read_sheets(path) for row in sheet.rows for cell in row]
    except InputError as error:
        refused = error
    assert refused is None or (refused.fault.value.startswith("file_") and refused.facts["file"] == path.name)
    assert all(isinstance(cell, str | int | date) for cell in cells)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("name", REAL)
@FEW
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=8))
def test_flipped_bits_end_in_sheets_or_a_refusal(tmp_path: Path, name: str, flips: list[tuple[float, int]]) -> None:
    data = bytearray((DATA / name).read_bytes())
    for place, bit in flips:
        data[int(place * len(data))] ^= 1 << bit
    path = tmp_path / name
    path.write_bytes(data)
    read_or_refused(path)


@pytest.mark.parametrize("name", REAL)
@FEW
@given(cut=st.floats(0, 1), tail=st.binary(max_size=40))
def test_truncated_files_end_in_sheets_or_a_refusal(tmp_path: Path, name: str, cut: float, tail: bytes) -> None:
    data = (DATA / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: int(cut * len(data))] + tail)
    read_or_refused(path)


MARKS = st.sampled_from(
    [
        "<row",
        ' r="1"',
        ' r="XFD9"',
        ' r="&#65;9"',
        ">",
        "</row>",
        "<c",
        ' t="s"',
        ' t="d"',
        ' t="e"',
        "<v>",
        "99999999999",
        "-1",
        "1e308",
        "NaN",
        "</v>",
        "</c>",
        "<is>",
    ]
)


@FEW
@given(parts=st.lists(st.one_of(MARKS, st.text(max_size=5)), max_size=30))
def test_markup_gone_wild_ends_in_sheets_or_a_refusal(tmp_path: Path, parts: list[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        zipped({name: content.encode("utf-8", "replace") if isinstance(content, str) else content for name, content in xlsx_members("".join(parts)).items()})
    )
    read_or_refused(path)


@FEW
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_end_in_sheets_or_a_refusal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    read_or_refused(path)


def test_nothing_is_left_running_or_open(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(ods(f"<table:table-row>{ods_cell()}</table:table-row>"))
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("needs /proc")
    read_sheets(path)
    before = len(list(descriptors.iterdir()))
    for _ in range(3):
        read_sheets(path)
        refusal(DATA / "roster.xlsx", text=10)
    assert len(list(descriptors.iterdir())) == before
