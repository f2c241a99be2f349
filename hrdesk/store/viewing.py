"""A workspace on a medium that takes nothing, as a CD or a write-protected stick: open to look at it, without a byte written beside it.

What is unpacked for a moment goes into a private folder of the system's own, which closing removes. Looks are remembered while it is open and lost then,
for there is no log to write them into; whatever may not happen without its entry, as a look at whole ID numbers, is refused.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine

from hrdesk.errors import Fault, StoreError
from hrdesk.store import attempts
from hrdesk.store.check import CheckResult, check_store
from hrdesk.store.copying import copy_pages
from hrdesk.store.engine import LOOKING, open_engine
from hrdesk.store.folder import LOCK, database, sidecars
from hrdesk.store.key_copies import Proof, read_keys
from hrdesk.store.key_file import KeyFile, derived
from hrdesk.store.lock import FileLock
from hrdesk.store.readable import Opened
from hrdesk.store.standing import Standing
from hrdesk.store.store import Store
from hrdesk.store.upgrade import Schema, needs_upgrade
from hrdesk.store.vault import OPEN, Vault


@dataclass(frozen=True, slots=True)
class ViewedHome:
    """One workspace file that is only looked at; the lock keeps a program out that could write it after all."""

    folder: Path
    engine: Engine
    lock: FileLock | None
    scratch: str  # a whole path: nothing can be made in the folder itself
    vault: Vault = OPEN
    standing: Standing | None = None

    def require_present(self) -> NoReturn:
        """Refuse whatever would be written; raise StoreError STORE_VIEWED."""
        raise StoreError(Fault.STORE_VIEWED)

    def keys(self) -> KeyFile:
        """Return the newest whole copy of the key file."""
        return read_keys(self.folder)

    def replace_keys(self, connection: Connection | None, before: KeyFile, after: KeyFile) -> NoReturn:
        """Refuse to write a key file."""
        del connection, before, after
        self.require_present()

    def appended(self, connection: Connection, seq: int) -> None:
        """Tell nobody: nothing is ever appended."""

    def check(self, data_key: bytes) -> tuple[CheckResult, ...]:
        """Check pages, structure, records, attachments, log and both copies of the key file."""
        return check_store(self.engine, self.folder, data_key)

    def copy(self, data_key: bytes, part: Path) -> dict[str, object]:
        """Copy the file page by page to somewhere else."""
        return copy_pages(self.engine, data_key, part)

    def close(self) -> None:
        """Close the file and remove what was unpacked."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


def view(folder: Path, proof: Proof, now: Callable[[], datetime], schema: Schema) -> Store:
    """Open a workspace to look at it.

    Raise StoreError (STORE_READ_ONLY) where it has to be written before it can be read: after a program that was not closed, or an older program's;
    STORE_BUSY, WRONG_PASSPHRASE, RECOVERY_CODE, STORE_LOCKED, KEY_FILE_DAMAGED, STORE_CORRUPT, STORE_TOO_NEW.
    """
    journal = sidecars(database(folder))[0]
    if journal.is_file() and journal.stat().st_size:
        raise StoreError(Fault.STORE_READ_ONLY)  # its newest entries stand in the journal alone, which only a writer takes in
    with ExitStack() as failing:
        lock = FileLock(folder / LOCK, viewing=True) if (folder / LOCK).is_file() else None
        if lock is not None:
            failing.callback(lock.close)
        key_file = read_keys(folder)
        data_key, slot = attempts.unlocked(folder, key_file, proof, now())
        engine = open_engine(database(folder), derived(data_key, "database"), pragmas=LOOKING, mode="ro", immutable=True)
        failing.callback(engine.dispose)
        if needs_upgrade(engine, schema):
            raise StoreError(Fault.STORE_READ_ONLY)
        failing.pop_all()
    home = ViewedHome(folder, engine, lock, tempfile.mkdtemp(prefix="hrdesk-"))
    store = Store(Opened(home, key_file.store, data_key, slot, viewed=True), proof.name, now)
    store.stuck = Fault.STORE_VIEWED
    return store
