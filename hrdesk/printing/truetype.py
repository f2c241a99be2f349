"""One TrueType font face, read lazily from a memory-mapped file, and the cutting of subsets from it.

Opening a face costs well under a millisecond whatever its size: nothing is parsed but the table directory, and a character's glyph and width are
looked up when it is first asked for. Only fonts built by `resources/fonts/build.py` are read: one character map of format 12, no hints, no
composite outlines.
"""

import mmap
import struct
from bisect import bisect_right
from pathlib import Path

from hrdesk.errors import Fault, PrintError


class Face:
    """A font face: glyph ids, widths and outlines by Unicode code point. `units` are font units an em."""

    def __init__(self, name: str, path: Path) -> None:
        """Open the font file at `path`; raise PrintError FONT_MISSING if it is none that this program ships."""
        self.name = name
        try:
            with path.open("rb") as file:
                self._data: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._tables = self._directory()
            self._read_headers()
            self._read_characters()
        except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
            raise PrintError(Fault.FONT_MISSING, font=name) from error

    def _directory(self) -> dict[str, tuple[int, int]]:
        count = struct.unpack_from(">H", self._data, 4)[0]
        entries = (struct.unpack_from(">4sLLL", self._data, 12 + 16 * index) for index in range(count))
        return {tag.decode("ascii"): (offset, length) for tag, _, offset, length in entries}

    def table(self, tag: str) -> bytes:
        """Return a table's bytes."""
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_headers(self) -> None:
        self.head, self.hhea, self.maxp = self.table("head"), self.table("hhea"), self.table("maxp")
        self.units: int = struct.unpack_from(">H", self.head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self.head, 36)
        self.ascent, self.descent = struct.unpack_from(">2h", self.hhea, 4)
        self._metrics: int = struct.unpack_from(">H", self.hhea, 34)[0]
        self.glyphs: int = struct.unpack_from(">H", self.maxp, 4)[0]
        self._offset_size = 4 if struct.unpack_from(">h", self.head, 50)[0] else 2

    def _read_characters(self) -> None:
        start, _ = self._tables["cmap"]
        subtable = start + struct.unpack_from(">L", self._data, start + 8)[0]
        form, groups = struct.unpack_from(">H", self._data, subtable)[0], struct.unpack_from(">L", self._data, subtable + 12)[0]
        if form != 12:
            raise ValueError(form)
        numbers = struct.unpack_from(f">{3 * groups}L", self._data, subtable + 16)
        self._starts, self._ends, self._firsts = numbers[0::3], numbers[1::3], numbers[2::3]

    def glyph(self, character: str) -> int:
        """Return the glyph id of one character, 0 where the face does not draw it."""
        code = ord(character)
        group = bisect_right(self._starts, code) - 1
        return self._firsts[group] + code - self._starts[group] if group >= 0 and code <= self._ends[group] else 0

    def advance(self, glyph: int) -> int:
        """Return a glyph's width in font units."""
        offset = self._tables["hmtx"][0] + 4 * min(glyph, self._metrics - 1)
        return int(struct.unpack_from(">H", self._data, offset)[0])

    def bearing(self, glyph: int) -> int:
        """Return a glyph's left side bearing in font units."""
        start = self._tables["hmtx"][0]
        offset = start + 4 * glyph + 2 if glyph < self._metrics else start + 4 * self._metrics + 2 * (glyph - self._metrics)
        return int(struct.unpack_from(">h", self._data, offset)[0])

    def outline(self, glyph: int) -> bytes:
        """Return a glyph's outline as stored, b"" for a blank."""
        form, scale = (">2L", 1) if self._offset_size == 4 else (">2H", 2)
        start, end = struct.unpack_from(form, self._data, self._tables["loca"][0] + self._offset_size * glyph)
        base = self._tables["glyf"][0]
        return self._data[base + scale * start : base + scale * end]


def subset(face: Face, glyphs: list[int]) -> bytes:
    """Return a TrueType file with only `glyphs`, numbered by their place in the list; the list starts with 0."""
    return _file({**_outline_tables([face.outline(glyph) for glyph in glyphs]), **_metric_tables(face, glyphs)})


def _outline_tables(outlines: list[bytes]) -> dict[str, bytes]:
    padded = [outline + b"\0" * (-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    return {"glyf": b"".join(padded), "loca": struct.pack(f">{len(offsets)}L", *offsets)}


def _metric_tables(face: Face, glyphs: list[int]) -> dict[str, bytes]:
    metrics = b"".join(struct.pack(">Hh", face.advance(glyph), face.bearing(glyph)) for glyph in glyphs)
    head = face.head[:8] + bytes(4) + face.head[12:50] + struct.pack(">h", 1) + face.head[52:]
    count = struct.pack(">H", len(glyphs))
    return {"head": head, "hhea": face.hhea[:34] + count, "hmtx": metrics, "maxp": face.maxp[:4] + count + face.maxp[6:]}


def _checksum(data: bytes) -> int:
    words = struct.unpack(f">{(len(data) + 3) // 4}L", data + b"\0" * (-len(data) % 4))
    return int(sum(words)) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    """Return the tables as one font file with checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset, entries, bodies, head = 12 + 16 * count, [], [], 0
    for tag in sorted(tables):
        data = tables[tag]
        head = offset if tag == "head" else head
        entries.append(struct.pack(">4sLLL", tag.encode("ascii"), _checksum(data), offset, len(data)))
        bodies.append(data + b"\0" * (-len(data) % 4))
        offset += len(bodies[-1])
    whole = bytearray(header + b"".join(entries) + b"".join(bodies))
    struct.pack_into(">L", whole, head + 8, (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)
