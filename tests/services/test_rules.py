"""Rule packs from files: the shipped one, the one in force on a day, and files that are none."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.errors import Fault, InputError
from hrdesk.services.regulation.rules import pack_for, packs

SHIPPED = (paths.resources() / "rules" / "taipei-101.toml").read_text(encoding="utf-8")


def successor(folder: Path, *, from_line: str = "valid_from = 2020-01-01", ends: str = "valid_to = 2019-12-31") -> Path:
    """Write the shipped pack as one that ended and one that followed it with another limit."""
    begins = "valid_from = 2012-06-08"
    (folder / "old.toml").write_text(SHIPPED.replace(begins, f"{begins}\n{ends}"), encoding="utf-8")
    newer = SHIPPED.replace(begins, from_line).replace('id = "taipei-101"', 'id = "taipei-109"').replace("value = 15\n", "value = 20\n")
    (folder / "new.toml").write_text(newer, encoding="utf-8")
    return folder


def test_the_shipped_pack_is_in_force() -> None:
    (pack,) = packs()
    assert (pack.id, pack.title) == ("taipei-101", "臺北市政府人事處人事管理資訊系統研習計畫")
    assert pack_for(date(2026, 12, 31)) is pack


def test_a_day_before_the_regulation_has_no_pack() -> None:
    with pytest.raises(InputError) as caught:
        pack_for(date(2012, 6, 7))
    assert (caught.value.fault, caught.value.facts) == (Fault.NO_RULE_PACK, {"text": "101/06/07"})


def test_a_past_year_keeps_its_own_pack(tmp_path: Path) -> None:
    folder = successor(tmp_path)
    assert pack_for(date(2019, 12, 31), folder).number("quota_small_max") == 15
    assert pack_for(date(2020, 1, 1), folder).number("quota_small_max") == 20
    assert {pack.id: pack.valid_from for pack in packs(folder)}["taipei-109"] == date(2020, 1, 1)


def test_packs_that_overlap_are_refused(tmp_path: Path) -> None:
    folder = successor(tmp_path, from_line="valid_from = 2019-12-31")
    with pytest.raises(InputError) as caught:
        pack_for(date(2019, 12, 31), folder)
    assert (caught.value.fault, caught.value.facts["count"]) == (Fault.AMBIGUOUS, 2)


@pytest.mark.parametrize("data", [b"id = ", b"\xff\xfe", b'id = "taipei-101"'])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        packs(tmp_path)
    assert caught.value.fault is Fault.INVALID
