"""A new workspace is built beside its place and then renamed into it; what stood there is moved aside, never deleted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from hrdesk.errors import Fault, StoreError
from hrdesk.store.address import PASSWORD, server_file
from hrdesk.store.durable import put_in_place, sync_folder
from hrdesk.store.folder import DATABASE, KEYS, LOCK, UNFINISHED, database, sidecars
from hrdesk.store.lock import FileLock


def occupied(folder: Path) -> bool:
    """Tell whether a workspace, or any part of one, lies in the folder.

    Key files beside an unfinished folder and without a database are the trace of a creation that was cut short and never acknowledged.
    """
    if database(folder).exists() or server_file(folder).exists():
        return True
    return not (folder / UNFINISHED).is_dir() and any((folder / name).exists() for name in KEYS)


def lock_folder(folder: Path) -> FileLock:
    """Make the folder if need be and take its lock; raise StoreError (STORE_BUSY)."""
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / LOCK)


@contextmanager
def prepared(folder: Path, taken: Fault, *, replace: bool = False) -> Iterator[Path]:
    """Yield an empty place to build in, removed at the end; raise StoreError with `taken` for an occupied folder. The caller holds the lock."""
    if occupied(folder) and not replace:
        raise StoreError(taken)
    place = folder / UNFINISHED
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def install(place: Path, folder: Path) -> None:
    """Give the finished files their names, the database last: it is what makes a workspace."""
    for name in (*KEYS, DATABASE):
        put_in_place(place / name, folder / name)


def _places(folder: Path) -> tuple[Path, ...]:
    """Return whatever says where a workspace is, with what belongs to it."""
    return database(folder), *sidecars(database(folder)), server_file(folder), folder / PASSWORD


def set_aside(folder: Path) -> Path | None:
    """Move what is left of a workspace into a numbered folder beside, its write-ahead log with it; return that folder, None if there was nothing."""
    found = [path for path in (*(folder / name for name in KEYS), *_places(folder)) if path.exists()]
    if not found:
        return None
    aside = next(path for number in count(1) if not (path := folder / f"replaced-{number}").exists())
    aside.mkdir()
    for path in found:
        path.replace(aside / path.name)
    sync_folder(aside)
    sync_folder(folder)
    return aside
