"""The shipped fonts for the screen, which printed forms never use."""

from pathlib import Path

from hrdesk import paths
from hrdesk.printing import fonts

INTERFACE = ("Noto-Sans-TC", "Noto-Sans-TC-SemiBold")
RARE = ("TW-Kai-Ext-B",)


def interface_fonts() -> tuple[Path, ...]:
    """Return the files of the shipped Chinese font for the screen, one a weight, unpacked once; raise PrintError FONT_MISSING if they cannot be had."""
    return tuple(fonts.unpacked(name, paths.resources() / "fonts", paths.cache() / "fonts") for name in INTERFACE)


def rare_fonts() -> tuple[Path, ...]:
    """Return the files of the shipped font for characters above U+FFFF in names (𡍼, 𠅤), unpacked once; raise PrintError FONT_MISSING as above."""
    return tuple(fonts.unpacked(name, paths.resources() / "fonts", paths.cache() / "fonts") for name in RARE)
