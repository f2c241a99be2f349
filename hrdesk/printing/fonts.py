"""The shipped fonts: unpacked once into the user's cache, opened once a process, and the chain in which a character looks for its glyph.

The chain is TW-Kai, then TW-Kai-Ext-B (opened only when a character needs it), then a visible □ and a report.
"""

import hashlib
import json
import lzma
import os
import tempfile
from functools import cache
from pathlib import Path

from hrdesk import paths
from hrdesk.errors import Fault, PrintError
from hrdesk.printing.truetype import Face

CHAIN = ("TW-Kai", "TW-Kai-Ext-B")
PLACEHOLDER = "□"


@cache
def face(name: str) -> Face:
    """Return the face of a shipped font, unpacking it on first use; raise PrintError FONT_MISSING if it cannot be had."""
    return Face(name, unpacked(name, paths.resources() / "fonts", paths.cache() / "fonts"))


def unpacked(name: str, shipped: Path, target: Path) -> Path:
    """Return the path of the unpacked font in `target`, written whole or not at all; its name holds its digest, so a new release never meets an old file."""
    try:
        facts = json.loads((shipped / "fonts.json").read_text(encoding="utf-8"))[name]
        path = target / f"{name}-{facts['sha256'][:16]}.ttf"
        if path.is_file() and path.stat().st_size == facts["size"]:
            return path
        data = lzma.decompress((shipped / f"{name}.ttf.xz").read_bytes())
        if hashlib.sha256(data).hexdigest() != facts["sha256"]:
            raise PrintError(Fault.FONT_MISSING, font=name)
        _write(path, data)
    except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
        raise PrintError(Fault.FONT_MISSING, font=name) from error
    return path


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@cache
def place(character: str) -> tuple[int, int] | None:
    """Return (position in the chain, glyph id) of the first face that draws the character, None where none does."""
    for position, name in enumerate(CHAIN):
        glyph = face(name).glyph(character)
        if glyph:
            return position, glyph
    return None


class Widths(dict[str, float]):
    """Widths of characters in ems, filled as they are asked for; what no face draws is as wide as the □ that stands for it."""

    def __missing__(self, character: str) -> float:
        """Look the width up once."""
        position, glyph = place(character) or place(PLACEHOLDER) or (0, 0)
        drawn = face(CHAIN[position])
        width = self[character] = drawn.advance(glyph) / drawn.units
        return width


WIDTHS = Widths()
