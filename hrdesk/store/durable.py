"""Files that are either whole or not there."""

import os
import sys
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a crash leaves the old file or the new one; raise OSError."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished file to its final name and make the name itself durable."""
    part.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Flush a file that somebody else wrote."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder; Windows does so by itself and cannot open folders."""
    if sys.platform == "win32":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
