"""The canonical container: what is written is read back; standard tools read it too."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from hrdesk.exchange import container
from tests.exchange import builders

NAMES = st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=8))
def test_members_come_back(members: dict[str, bytes]) -> None:
    file = io.BytesIO(builders.packed(members))
    found = container.read(file)
    assert {one.name.decode(): b"".join(container.chunks(file, one)) for one in found} == members


def test_long_member_is_read_in_pieces() -> None:
    data = bytes(200_000)
    file = io.BytesIO(builders.packed({"a": data}))
    pieces = list(container.chunks(file, container.read(file)[0]))
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= 64 * 1024


def test_standard_reader_agrees() -> None:
    members = builders.members_of()
    with zipfile.ZipFile(io.BytesIO(builders.packed(members))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert archive.namelist()[0] == "mimetype"


def test_same_content_gives_the_same_bytes() -> None:
    members = builders.members_of()
    assert builders.packed(members) == builders.packed(dict(members))
