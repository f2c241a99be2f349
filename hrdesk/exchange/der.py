"""Just enough DER to take apart and put together the one form of signature that is accepted; anything else is a ValueError."""

from dataclasses import dataclass

INTEGER, OCTETS, NULL, OBJECT, TIME, SEQUENCE, SET, FIRST = 0x02, 0x04, 0x05, 0x06, 0x17, 0x30, 0x31, 0xA0
SHORT = 0x80  # a length below this is its own byte
LONGEST = 4  # bytes of a length


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its content, and both together as they stand."""

    tag: int
    content: bytes
    whole: bytes

    def parts(self) -> tuple["Element", ...]:
        """Return the elements that make up the content; raise ValueError where it is not made of elements."""
        found: list[Element] = []
        place = 0
        while place < len(self.content):
            found.append(_read(self.content, place))
            place += len(found[-1].whole)
        return tuple(found)


def read(data: bytes) -> Element:
    """Return the one element that `data` is."""
    found = _read(data, 0)
    if found.whole != data:
        raise ValueError("more than one element")
    return found


def write(tag: int, *parts: bytes) -> bytes:
    """Return an element of these contents."""
    content = b"".join(parts)
    if len(content) < SHORT:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, SHORT | len(length))) + length + content


def _read(data: bytes, start: int) -> Element:
    """Return the element that begins at `start`; it must be written as `write` does."""
    if len(data) - start < 2:
        raise ValueError("cut off")
    tag, length, begin = data[start], data[start + 1], start + 2
    if length >= SHORT:
        begin += length - SHORT
        if not start + 2 < begin <= start + 2 + LONGEST:
            raise ValueError("length")
        length = int.from_bytes(data[start + 2 : begin], "big")
    found = Element(tag, data[begin : begin + length], data[start : begin + length])
    if write(tag, found.content) != found.whole or len(found.content) != length:
        raise ValueError("not DER")
    return found
