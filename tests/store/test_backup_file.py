"""The trailer of a backup is believed only as far as it can be read and proved."""

from hashlib import sha256
from pathlib import Path

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.store.backup import rehearse
from hrdesk.store.backup_file import LARGEST, MARK, read_trailer
from tests.store.conftest import faulted


def crafted(path: Path, body: bytes, length: int | None = None) -> Path:
    """Write a file whose checksum is right, as somebody without the key could."""
    end = (len(body) if length is None else length).to_bytes(8, "big") + MARK
    path.write_bytes(b"database" + body + sha256(b"database" + body + end).digest() + bytes(32) + end)
    return path


@pytest.mark.parametrize("body", [b"", b"nothing", b"[]", b"7", b"{}", b'{"keys": 7}', b"[" * 100_000, b"\xff"])
def test_a_trailer_without_a_key_file_is_damage(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        read_trailer(crafted(tmp_path / "a.hrdbak", body))
    assert faulted(caught) is Fault.BACKUP_DAMAGED


def test_a_trailer_with_a_damaged_key_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        rehearse(crafted(tmp_path / "a.hrdbak", b'{"keys": "x"}'), tmp_path, passphrase="x")
    assert faulted(caught) is Fault.BACKUP_DAMAGED


@pytest.mark.parametrize("length", [LARGEST + 1, 1000, 2**63])
def test_an_impossible_length_is_damage(tmp_path: Path, length: int) -> None:
    with pytest.raises(StoreError) as caught:
        read_trailer(crafted(tmp_path / "a.hrdbak", b"{}" * 100, length))
    assert faulted(caught) is Fault.BACKUP_DAMAGED
