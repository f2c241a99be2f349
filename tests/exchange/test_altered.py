"""Any altered byte is refused: outside, where the encryption notices, and inside, as whoever can decrypt it could alter it."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrdesk.domain.package import Finding
from hrdesk.exchange import encryption, layout
from tests.exchange import builders

OUTER, INNER = 400, 1_200
CUTS = 200


def flipped(data: bytes, place: int, bit: int) -> bytes:
    """Return bytes with one bit turned."""
    return data[:place] + bytes((data[place] ^ (1 << bit),)) + data[place + 1 :]


def finding(path: Path, data: bytes) -> Finding:
    """Return what is found of these bytes as a file, having checked that nothing comes out of it or stays behind."""
    path.write_bytes(data)
    opened = builders.opened(path)
    assert opened.content is None
    assert list(builders.scratch_of(path).iterdir()) == []
    return opened.report.finding


def test_any_flipped_bit_of_the_file_is_refused(tmp_path: Path) -> None:
    chance = random.Random(1)
    builders.sealed(tmp_path / "good.hrdpkg")
    data = (tmp_path / "good.hrdpkg").read_bytes()
    places = {*range(22), *chance.choices(range(len(data)), k=OUTER)}
    found = Counter(finding(tmp_path / "bad.hrdpkg", flipped(data, place, chance.randrange(8))) for place in places)
    assert set(found) <= {Finding.NOT_A_PACKAGE, Finding.NOT_FOR_ME, Finding.TRUNCATED}


def test_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    chance = random.Random(2)
    builders.sealed(tmp_path / "good.hrdpkg")
    data = (tmp_path / "good.hrdpkg").read_bytes()
    for place in [0, 1, len(data) - 1, *chance.choices(range(len(data)), k=CUTS)]:
        assert finding(tmp_path / "bad.hrdpkg", data[:place]) is not Finding.OK
    assert finding(tmp_path / "bad.hrdpkg", data + b"\0") is Finding.TRUNCATED


@pytest.fixture(name="plain", scope="module")
def _plain() -> bytes:
    return builders.packed(builders.members_of())


@pytest.mark.parametrize("share", range(4))
def test_any_flipped_bit_of_the_container_is_refused(tmp_path: Path, plain: bytes, share: int) -> None:
    chance = random.Random(10 + share)
    for _ in range(INNER // 4):
        altered = flipped(plain, chance.randrange(len(plain)), chance.randrange(8))
        assert finding(builders.written(tmp_path / "bad.hrdpkg", altered), (tmp_path / "bad.hrdpkg").read_bytes()) is not Finding.OK


def test_every_byte_of_signature_and_manifest_counts(tmp_path: Path) -> None:
    members = builders.members_of(builders.small())
    chance = random.Random(3)
    for name in (layout.SIGNED, layout.MANIFEST):
        for place in range(0, len(members[name]), 5):
            altered = members | {name: flipped(members[name], place, chance.randrange(8))}
            path = builders.written(tmp_path / "bad.hrdpkg", altered)
            assert finding(path, path.read_bytes()) in {Finding.BAD_SIGNATURE_FORM, Finding.SIGNER_UNKNOWN, Finding.SIGNATURE_WRONG}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, 20_000), gone=st.integers(0, 400), put=st.binary(max_size=60))
def test_container_with_bytes_replaced_is_refused(tmp_path: Path, plain: bytes, start: int, gone: int, put: bytes) -> None:
    altered = plain[:start] + put + plain[start + gone :]
    if altered != plain:
        path = builders.written(tmp_path / "bad.hrdpkg", altered)
        assert finding(path, path.read_bytes()) is not Finding.OK


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2_000))
def test_any_bytes_at_all_only_give_a_report(tmp_path: Path, data: bytes) -> None:
    assert finding(tmp_path / "any.hrdpkg", encryption.FIRST + data) is not Finding.OK
    path = builders.written(tmp_path / "any.hrdpkg", data)
    assert finding(path, path.read_bytes()) is not Finding.OK
