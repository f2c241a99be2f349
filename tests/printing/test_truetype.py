"""A face is read lazily; a subset draws the same outlines."""

from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.errors import Fault, PrintError
from hrdesk.printing import fonts
from hrdesk.printing.truetype import Face, subset
from tests.printing.reading import saved


def test_face_knows_its_characters_and_widths() -> None:
    face = fonts.face("TW-Kai")
    assert face.units == 1024
    assert face.glyph("\U0010ffff") == face.glyph("\x01") == 0
    assert face.advance(face.glyph("陳")) == 1024
    assert face.advance(face.glyph("1")) == 512
    assert face.outline(face.glyph("　")) == b""
    assert face.outline(face.glyph("陳"))


def test_subset_draws_the_same_outlines_in_the_given_order() -> None:
    face = fonts.face("TW-Kai-Ext-B")
    glyphs = [0, *(face.glyph(character) for character in "𡍼𠅤𨭎1")]
    data = subset(face, glyphs)
    cut = Subset(data)
    assert cut.glyphs == len(glyphs)
    for number, glyph in enumerate(glyphs):
        assert cut.outline(number).rstrip(b"\0") == face.outline(glyph).rstrip(b"\0")
        assert (cut.advance(number), cut.bearing(number)) == (face.advance(glyph), face.bearing(glyph))
    assert whole_checksum(data) == 0xB1B0AFBA


def test_bearing_is_read_beyond_the_full_metrics_too() -> None:
    face = fonts.face("TW-Kai")
    last = Subset(subset(face, [0, face.glyphs - 1]))
    assert last.bearing(1) == face.bearing(face.glyphs - 1)
    assert last.advance(1) == face.advance(face.glyphs - 1)


class Subset(Face):
    """A cut font: without a character map, because a PDF needs none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._tables = self._directory()
        self._read_headers()


def whole_checksum(data: bytes) -> int:
    words = (int.from_bytes(data[start : start + 4], "big") for start in range(0, len(data), 4))
    return sum(words) & 0xFFFFFFFF


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "old map"])
def test_file_that_is_no_such_font_is_refused(tmp_path: Path, damage: str) -> None:
    good = fonts.unpacked("TW-Kai", paths.resources() / "fonts", paths.cache() / "fonts").read_bytes()
    data = {"empty": b"", "text": b"not a font", "cut": good[:200], "old map": with_map(good, 4)}[damage]
    with pytest.raises(PrintError) as caught:
        Face("TW-Kai", saved(tmp_path, "font.ttf", data))
    assert caught.value.fault is Fault.FONT_MISSING


def with_map(data: bytes, form: int) -> bytes:
    """Return a font whose character map claims another format."""
    entry = data.index(b"cmap")
    start = int.from_bytes(data[entry + 8 : entry + 12], "big")
    subtable = start + int.from_bytes(data[start + 8 : start + 12], "big")
    return data[:subtable] + form.to_bytes(2, "big") + data[subtable + 2 :]


def test_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PrintError):
        Face("TW-Kai", tmp_path / "none.ttf")
