"""The shipped fonts for the screen, which printed forms never use."""

import struct
from pathlib import Path

from hrdesk import paths
from hrdesk.printing import fonts
from hrdesk.services.core.paper import write_whole

INTERFACE = ("Noto-Sans-TC", "Noto-Sans-TC-SemiBold")
RARE = ("TW-Kai-Ext-B",)
LARGER = 7 / 6  # how much the 楷書 grows on the screen
UNITS = 18  # where the table `head` says how many units an em has


def interface_fonts() -> tuple[Path, ...]:
    """Return the files of the shipped Chinese font for the screen, one a weight, unpacked once; raise PrintError FONT_MISSING if they cannot be had."""
    return tuple(fonts.unpacked(name, paths.resources() / "fonts", paths.cache() / "fonts") for name in INTERFACE)


def rare_fonts() -> tuple[Path, ...]:
    """Return the files of the shipped font for characters above U+FFFF in names (𡍼, 𠅤), unpacked once; raise PrintError FONT_MISSING as above.

    Drawn a sixth larger than on paper: beside an interface font a 楷書 of the same size looks small.
    """
    folder = paths.cache() / "fonts"
    return tuple(_larger(fonts.unpacked(name, paths.resources() / "fonts", folder)) for name in RARE)


def _larger(path: Path) -> Path:
    """Return a copy of a font whose em counts fewer units, so that everything in it is drawn larger."""
    made = path.with_name(f"{path.stem}-screen.ttf")
    if made.is_file() and made.stat().st_size == path.stat().st_size:
        return made
    data = bytearray(path.read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    entries = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * count, 16)}
    (head,) = struct.unpack_from(">I", data, entries[b"head"] + 8)
    struct.pack_into(">H", data, head + UNITS, round(struct.unpack_from(">H", data, head + UNITS)[0] / LARGER))
    write_whole(made, bytes(data))
    return made
