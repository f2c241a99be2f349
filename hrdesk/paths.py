"""Where the program finds what it ships and where it may keep a cache."""

import os
import sys
from pathlib import Path


def shipped() -> Path:
    """Return the folder that holds `resources/` and `forms/`, in a checkout, an installed package or a frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(str(frozen))
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


def resources() -> Path:
    """Return the folder of rule packs, fonts, tables and sample data."""
    return shipped() / "resources"


def forms() -> Path:
    """Return the folder of form definitions, one folder a rule pack."""
    return shipped() / "forms"


def cache() -> Path:
    """Return the user's cache folder (made when used): unpacked fonts and the codes of bugs, nothing personal."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return root / "hrdesk"
