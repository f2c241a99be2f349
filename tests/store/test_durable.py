"""A file is whole under its name, or the old one is still there."""

from pathlib import Path

import pytest

from hrdesk.store.durable import write_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        write_file(tmp_path / "a", data)
        assert (tmp_path / "a").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failed_replacement_leaves_the_old_state_and_no_part(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kept").touch()
    with pytest.raises(OSError, match="a"):
        write_file(tmp_path / "a", b"new")
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "kept"]
