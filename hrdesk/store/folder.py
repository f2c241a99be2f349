"""The workspace folder: what lies in it, and where it may not lie."""

from pathlib import Path, PurePath

from hrdesk.errors import Fault, StoreError

DATABASE = "workspace.hrdesk"
KEYS = ("workspace.keys", "workspace.keys.copy")
LOCK = "workspace.lock"
ATTEMPTS = "workspace.attempts"
UNFINISHED = "workspace.unfinished"  # holds what `create` and `restore` build before it gets its name
BACKUPS = "backups"

# Folders that other programs copy while we write, by the names their makers give them.
SYNCED = frozenset(
    {
        "onedrive",
        "dropbox",
        "google drive",
        "googledrive",
        "google 雲端硬碟",
        "my drive",
        "我的雲端硬碟",
        "icloud drive",
        "iclouddrive",
        "com~apple~clouddocs",
        "box sync",
        "nextcloud",
    }
)
SYNCED_STARTS = ("onedrive - ", "onedrive-", "dropbox (", "googledrive-")
LONG_PATH = "\\\\?\\"  # what Windows puts before a path of any length; a drive letter or UNC follows


def database(folder: Path) -> Path:
    """Return the path of the workspace file."""
    return folder / DATABASE


def refused_part(folder: PurePath) -> str | None:
    """Return the part of a path that makes it a network or cloud-synced folder, or None."""
    text = str(folder)
    rest = text.removeprefix(LONG_PATH)
    if rest.startswith(("\\\\", "//")) or (rest != text and rest.lower().startswith("unc")):
        return "network"
    for part in folder.parts:
        name = part.lower()
        if name in SYNCED or name.startswith(SYNCED_STARTS):
            return "synced"
    return None


def require_local(folder: Path) -> None:
    """Raise StoreError (STORE_FOLDER) for a folder on the network or one that a cloud service copies."""
    reason = refused_part(folder) or refused_part(folder.resolve())
    if reason is not None:
        raise StoreError(Fault.STORE_FOLDER, reason=reason)


def sidecars(path: Path) -> tuple[Path, Path]:
    """Return the write-ahead log and shared memory files of a database file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")
