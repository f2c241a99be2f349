"""Make the shipped fonts from the originals; run by hand, needs fontTools and Debian's fonts-cns11643-kai for the fonts of the forms.

Usage: python resources/fonts/build.py forms [folder of the originals], or python resources/fonts/build.py screen FOLDER, where FOLDER holds the
static files of Noto Sans TC 2.004 as Google Fonts gives them out. The fonts of the forms lose what a form never uses (hints, vertical metrics, glyph
names, old character maps; no glyph); the screen's, a fallback where a computer has no Chinese font, stay as they are. Writes each font compressed
beside this script and its digests to fonts.json. The same originals and library versions give the same bytes.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORIGINALS = Path("/usr/share/fonts/truetype/cns11643")
FONTS = {"TW-Kai": "TW-Kai-98_1.ttf", "TW-Kai-Ext-B": "TW-Kai-Ext-B-98_1.ttf"}
SCREEN = {"Noto-Sans-TC": "NotoSansTC_400Regular.ttf", "Noto-Sans-TC-SemiBold": "NotoSansTC_600SemiBold.ttf"}
KEPT = ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post")
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 0, "lc": 4}]


def reduced(path: Path) -> bytes:
    """Return the font without hints and unused tables, with one character map of format 12."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

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


def write(fonts: dict[str, str], originals: Path, made: Callable[[Path], bytes]) -> None:
    """Write every font of one kind and its digests."""
    digests = json.loads((HERE / "fonts.json").read_text(encoding="utf-8"))
    for name, source in fonts.items():
        data = made(originals / source)
        packed = lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256, filters=FILTERS)
        (HERE / f"{name}.ttf.xz").write_bytes(packed)
        digests[name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "source": hashlib.sha256((originals / source).read_bytes()).hexdigest()}
        sys.stdout.write(f"{name} {len(data)} {len(packed)}\n")
    (HERE / "fonts.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ORIGINALS
    if sys.argv[1] == "forms":
        write(FONTS, folder, reduced)
    else:
        write(SCREEN, folder, Path.read_bytes)
