"""Office calendars given as files."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.errors import Fault, InputError
from hrdesk.services.regulation.calendars import calendar_of

TEXT = "西元日期,星期,是否放假,備註\n20260805,三,2,範例颱風停止上班\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
def test_calendar_file_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "辦公日曆表.csv"
    path.write_text(TEXT, encoding)
    assert not calendar_of(path).is_working_day(date(2026, 8, 5))


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        calendar_of(tmp_path / "無.csv")
    assert caught.value.fault is Fault.FILE_MISSING
    assert caught.value.facts["file"] == "無.csv"


def test_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_bytes(b"0" * 1_000_001)
    with pytest.raises(InputError) as caught:
        calendar_of(path)
    assert caught.value.fault is Fault.FILE_TOO_LARGE


def test_refusal_names_the_file_and_the_row(tmp_path: Path) -> None:
    path = tmp_path / "壞.csv"
    path.write_text(TEXT + "20260806,四,9,\n", "utf-8")
    with pytest.raises(InputError) as caught:
        calendar_of(path)
    assert caught.value.fault is Fault.INVALID
    assert caught.value.facts["file"] == "壞.csv"
    assert caught.value.facts["row"] == 3


def test_text_of_no_known_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "亂.csv"
    path.write_bytes(b"\xff\xff\x80")
    with pytest.raises(InputError) as caught:
        calendar_of(path)
    assert (caught.value.fault, caught.value.facts["file"]) == (Fault.FILE_DAMAGED, "亂.csv")


def test_files_of_either_encoding_name_the_same_days() -> None:
    folder = Path(__file__).parents[1] / "domain" / "data"
    assert calendar_of(folder / "calendar_utf8_bom.csv") == calendar_of(folder / "calendar_big5.csv")
