"""The little DER there is."""

import pytest
from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.exchange import der


@pytest.mark.parametrize("length", [0, 1, 127, 128, 255, 256, 65_535, 65_536])
def test_element_is_written_and_read_as_others_do(length: int) -> None:
    data = der.write(der.OCTETS, bytes(length))
    assert data == core.OctetString(bytes(length)).dump()
    assert der.read(data).content == bytes(length)
    assert [one.whole for one in der.read(der.write(der.SEQUENCE, data, data)).parts()] == [data, data]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x30", b"\x30\x01", b"\x30\x80\0\0", b"\x04\x81\x01a", b"\x04\x82\x00\x80" + bytes(128), b"\x04\x85\0\0\0\0\1a", b"\x04\x00\x04\x00", b"\x04\xff"],
    ids=range(9),
)
def test_what_is_not_one_der_element_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        der.read(data)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_as_written_or_refused(data: bytes) -> None:
    try:
        found = der.read(data)
    except ValueError:
        return
    assert der.write(found.tag, found.content) == data
