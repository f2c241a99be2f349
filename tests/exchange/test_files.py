"""Files out: whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import files


def test_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "f"
    size, digest = files.write_whole(target, lambda out: out.writelines((b"ab", b"c")))
    assert target.read_bytes() == b"abc"
    assert (size, digest) == (3, hashlib.sha256(b"abc").hexdigest())
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError(28, "full"), PackageError), (KeyboardInterrupt(), KeyboardInterrupt), (PackageError(Fault.NO_KEY), PackageError)],
    ids=["full", "stopped", "refused"],
)
def test_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException, told: type[BaseException]) -> None:
    target = tmp_path / "f"
    target.write_bytes(b"old")

    def produce(out: files.Sink) -> None:
        out.write(b"new")
        raise error

    with pytest.raises(told) as raised:
        files.write_whole(target, produce)
    assert raised.value is error or raised.value.__cause__ is error
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_full_disk_is_told_as_such(tmp_path: Path) -> None:
    def produce(out: files.Sink) -> None:
        raise OSError(28, "full")

    with pytest.raises(PackageError) as error:
        files.write_whole(tmp_path / "f", produce)
    assert (error.value.fault, error.value.facts["what"]) == (Fault.WRITE_FAILED, "ENOSPC")


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as error:
        files.write_whole(tmp_path / "gone" / "f", lambda out: out.writelines(()))
    assert error.value.fault is Fault.WRITE_FAILED


def test_bytes_that_read_back_otherwise_never_get_the_name(tmp_path: Path) -> None:
    target = tmp_path / "f"

    def produce(out: files.Sink) -> None:
        out.write(b"abc")
        for part in tmp_path.glob("*.part"):
            part.write_bytes(b"xyz, and longer than the buffer that still waits")

    with pytest.raises(PackageError) as error:
        files.write_whole(target, produce)
    assert error.value.facts["what"] == "read back"
    assert list(tmp_path.iterdir()) == []
