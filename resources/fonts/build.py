"""Make the shipped fonts from the originals; run by hand, needs fontTools and Debian's fonts-cns11643-kai.

Usage: python resources/fonts/build.py [folder of the originals]. Drops what a form never uses (hints, vertical metrics, glyph names, old character
maps; no glyph), writes each font compressed beside this script and their digests to fonts.json. The same originals and library versions give
the same bytes.
"""

import hashlib
import json
import lzma
import sys
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).resolve().parent
ORIGINALS = Path("/usr/share/fonts/truetype/cns11643")
FONTS = {"TW-Kai": "TW-Kai-98_1.ttf", "TW-Kai-Ext-B": "TW-Kai-Ext-B-98_1.ttf"}
KEPT = ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post")
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 0, "lc": 4}]


def reduced(path: Path) -> bytes:
    """Return the font without hints and unused tables, with one character map of format 12."""
    font = TTFont(path, recalcTimestamp=False)
    characters = font.getBestCmap()
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs.glyphs[name]
        glyph.trim(remove_hinting=True)
        if getattr(glyph, "data", b"")[:1] >= b"\x80":
            raise SystemExit(f"{path.name}: {name} is a composite, which hrdesk/printing/truetype.py does not read")
    for tag in set(font.keys()) - {*KEPT, "GlyphOrder"}:
        del font[tag]
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(characters)
    font["cmap"].tables = [table]
    font["post"].formatType = 3.0
    target = BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def main(originals: Path) -> None:
    """Write every font and the table of digests."""
    digests = {}
    for name, source in FONTS.items():
        data = reduced(originals / source)
        packed = lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256, filters=FILTERS)
        (HERE / f"{name}.ttf.xz").write_bytes(packed)
        digests[name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "source": hashlib.sha256((originals / source).read_bytes()).hexdigest()}
        sys.stdout.write(f"{name} {len(data)} {len(packed)}\n")
    (HERE / "fonts.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ORIGINALS)
