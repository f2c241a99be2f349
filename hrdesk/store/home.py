"""Where an open workspace lives, and what differs there: the encrypted file in a folder, or a database that several people share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from hrdesk.errors import Fault, StoreError
from hrdesk.store.check import CheckResult, check_store
from hrdesk.store.copying import copy_pages
from hrdesk.store.folder import database
from hrdesk.store.key_copies import read_keys, write_keys
from hrdesk.store.key_file import KeyFile
from hrdesk.store.lock import FileLock
from hrdesk.store.standing import Standing
from hrdesk.store.vault import OPEN, Vault


class Home(Protocol):
    """What the store asks of the place it lives in."""

    @property
    def folder(self) -> Path:
        """Return the workspace folder of this PC."""

    @property
    def engine(self) -> Engine:
        """Return the engine that reads and writes."""

    @property
    def vault(self) -> Vault:
        """Return what seals the secrets."""

    @property
    def standing(self) -> Standing | None:
        """Return the connection that knows of the others, None where nobody else can be here."""

    @property
    def scratch(self) -> str:
        """Return the name of the folder for this program's temporary files."""

    def require_present(self) -> None:
        """Raise StoreError STORE_GONE where the file that is open lies no longer at its place, so that nothing is saved into nowhere."""

    def keys(self) -> KeyFile:
        """Return the key file as it stands."""

    def replace_keys(self, connection: Connection | None, before: KeyFile, after: KeyFile) -> None:
        """Write the key file, over `connection` where the home keeps it in the database; raise StoreError where it is no longer `before`."""

    def appended(self, connection: Connection, seq: int) -> None:
        """Tell the others of an entry, once it is committed."""

    def check(self, data_key: bytes) -> tuple[CheckResult, ...]:
        """Return every check, each by itself; change nothing."""

    def copy(self, data_key: bytes, part: Path) -> dict[str, object]:
        """Write everything into a new encrypted file as of one moment, and return what a copy must agree in."""

    def close(self) -> None:
        """Close everything; a second call does nothing."""


def file_at(path: Path) -> tuple[int, int] | None:
    """Return which file lies at a path, or None."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@dataclass(frozen=True, slots=True)
class FileHome:
    """One workspace file, open in one program: the lock keeps every other out."""

    folder: Path
    engine: Engine
    lock: FileLock
    vault: Vault = OPEN
    standing: Standing | None = None
    scratch: str = "scratch"
    file: tuple[int, int] | None = None  # which file was opened: device and number

    def require_present(self) -> None:
        """Look whether the file that was opened still lies in the folder: a deleted one takes everything, and loses it when it is closed."""
        if self.file is not None and file_at(database(self.folder)) != self.file:
            raise StoreError(Fault.STORE_GONE)

    def keys(self) -> KeyFile:
        """Return the newest whole copy of the key file."""
        return read_keys(self.folder)

    def replace_keys(self, connection: Connection | None, before: KeyFile, after: KeyFile) -> None:
        """Write both copies; the folder's lock has kept `before` as it is."""
        del connection, before
        write_keys(self.folder, after)

    def appended(self, connection: Connection, seq: int) -> None:
        """Tell nobody: there is nobody else."""

    def check(self, data_key: bytes) -> tuple[CheckResult, ...]:
        """Check pages, structure, records, attachments, log and both copies of the key file."""
        return check_store(self.engine, self.folder, data_key)

    def copy(self, data_key: bytes, part: Path) -> dict[str, object]:
        """Copy the file page by page."""
        return copy_pages(self.engine, data_key, part)

    def close(self) -> None:
        """Close the file and let the next program in."""
        self.engine.dispose()
        self.lock.close()
