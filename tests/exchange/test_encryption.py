"""age around a package: only for those it is written to, in a stream, every failure told as what it is."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrdesk.domain.package import Finding
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import encryption, keys
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders

LONG = bytes(range(256)) * 1000


class Full(io.BytesIO):
    """A disk with no room."""

    def write(self, data: object, /) -> int:
        """Refuse."""
        raise OSError(28, "full")


def encrypted(path: Path, recipients: tuple[str, ...], data: bytes = LONG) -> Path:
    """Write an encrypted file."""
    with path.open("wb") as out:
        encryption.encrypt((data[:100], b"", data[100:]), recipients, out)
    return path


def test_every_recipient_reads_it(tmp_path: Path) -> None:
    people = [keys.new_identity() for _ in range(3)]
    path = encrypted(tmp_path / "f", tuple(recipient for _, recipient in people[:2]))
    for identity, _ in people[:2]:
        out = io.BytesIO()
        encryption.decrypt(path, (people[2][0], identity), out)
        assert out.getvalue() == LONG
    with pytest.raises(RefusedError) as refused:
        encryption.decrypt(path, (people[2][0],), io.BytesIO())
    assert refused.value.finding is Finding.NOT_FOR_ME
    assert encryption.check_file(path) == path.stat().st_size


@pytest.mark.parametrize("recipients", [(), ("age1nobody",)])
def test_without_a_recipient_nothing_is_written(tmp_path: Path, recipients: tuple[str, ...]) -> None:
    with pytest.raises(PackageError) as error:
        encrypted(tmp_path / "f", recipients)
    assert error.value.fault is Fault.NO_KEY


def test_identity_that_is_none_is_our_own_fault(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "f", (builders.city().agency.recipient,))
    with pytest.raises(PackageError) as error:
        encryption.decrypt(path, ("nothing",), io.BytesIO())
    assert error.value.fault is Fault.NO_KEY


def test_full_disk_is_told_as_itself(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"):
        encryption.encrypt((LONG,), (builders.city().agency.recipient,), Full())
    path = encrypted(tmp_path / "f", (builders.city().agency.recipient,))
    with pytest.raises(OSError, match="full"):
        encryption.decrypt(path, (builders.city().agency.identity,), Full())


def test_interruption_passes_through() -> None:
    def stopped() -> Iterator[bytes]:
        yield LONG
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encryption.encrypt(stopped(), (builders.city().agency.recipient,), io.BytesIO())
