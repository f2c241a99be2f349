"""Backups: written while the store is open, verified before they get their name, restored on a machine that has nothing but the passphrase."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Protocol

from hrdesk.errors import Fault, StoreError
from hrdesk.store import staging, upgrade
from hrdesk.store.backup_file import BackupSummary, Trailer, append_trailer, extract, read_trailer
from hrdesk.store.check import CheckResult, check_log, check_pages, guarded
from hrdesk.store.copying import facts_of, require_equal
from hrdesk.store.durable import put_in_place
from hrdesk.store.engine import LOOKING, disposed, open_engine
from hrdesk.store.faults import translated
from hrdesk.store.folder import DATABASE, require_local
from hrdesk.store.key_copies import Proof, write_keys
from hrdesk.store.key_file import KeyFile, derived, from_bytes, to_bytes
from hrdesk.store.mapping import utc_text


class Source(Protocol):
    """What can be backed up."""

    def keys(self) -> KeyFile:
        """Return the key file as it stands."""

    def copy(self, data_key: bytes, part: Path) -> dict[str, object]:
        """Write everything into a new encrypted file as of one moment, and return what a copy must agree in."""


@translated()
def write_backup(home: Source, data_key: bytes, target: Path, at: datetime) -> BackupSummary:
    """Write a backup to a new file, verify it, then give it its name; raise StoreError and leave nothing otherwise."""
    if target.exists():
        raise StoreError(Fault.TARGET_EXISTS)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        facts = home.copy(data_key, part)
        verify_database(part, data_key, facts)
        append_trailer(part, facts | {"format": 1, "at": utc_text(at), "keys": to_bytes(home.keys()).decode()}, data_key)
        trailer = read_trailer(part)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return trailer.summary(target)


def verify_database(path: Path, data_key: bytes, facts: Mapping[str, object]) -> None:
    """Open a database that nobody writes, check every page and the log, and compare it with `facts`; raise StoreError (BACKUP_DAMAGED)."""
    audit_key = derived(data_key, "audit")
    with disposed(open_engine(path, derived(data_key, "database"), pragmas=LOOKING, mode="ro", immutable=True)) as engine:
        results: tuple[CheckResult, ...] = (
            guarded(engine, "pages", check_pages),
            guarded(engine, "log", lambda connection: check_log(connection, audit_key)),
        )
        if not all(result.passed for result in results):
            raise StoreError(Fault.BACKUP_DAMAGED)
        require_equal(facts_of(engine), facts)


@translated()
def restore(backup: Path, folder: Path, *, passphrase: str | None = None, recovery: str | None = None, replace: bool = False) -> BackupSummary:
    """Bring a backup back to life in `folder`, needing nothing of the machine; the workspace appears whole or not at all.

    A workspace that is there already is refused (TARGET_EXISTS) unless `replace` is given; then its files are first moved, bytes unchanged, into a
    folder beside the new ones. Raise StoreError (BACKUP_DAMAGED, WRONG_PASSPHRASE, RECOVERY_CODE, STORE_TOO_NEW, STORE_BUSY, STORE_FOLDER).
    """
    require_local(folder)
    trailer, key_file, data_key = unlocked(backup, Proof("", passphrase, recovery))
    upgrade.require_known(trailer.plain["revision"], upgrade.SHIPPED)
    with closing(staging.lock_folder(folder)), staging.prepared(folder, Fault.TARGET_EXISTS, replace=replace) as place:
        extract(backup, trailer.length, place / DATABASE)
        verify_database(place / DATABASE, data_key, trailer.plain)
        write_keys(place, key_file)
        staging.set_aside(folder)
        staging.install(place, folder)
    return trailer.summary(backup)


@translated()
def rehearse(backup: Path, scratch: Path, *, passphrase: str | None = None, recovery: str | None = None) -> BackupSummary:
    """Do everything a restore would, in a folder that is thrown away; raise StoreError as `restore` does."""
    trailer, _, data_key = unlocked(backup, Proof("", passphrase, recovery))
    copy = scratch / (backup.name + ".rehearsal")
    try:
        extract(backup, trailer.length, copy)
        verify_database(copy, data_key, trailer.plain)
    finally:
        copy.unlink(missing_ok=True)
    return trailer.summary(backup)


def unlocked(backup: Path, proof: Proof) -> tuple[Trailer, KeyFile, bytes]:
    """Return a backup's trailer, key file and data key; raise StoreError (FILE_MISSING, BACKUP_DAMAGED, WRONG_PASSPHRASE, RECOVERY_CODE)."""
    if not backup.is_file():
        raise StoreError(Fault.FILE_MISSING)
    trailer = read_trailer(backup)
    try:
        key_file = from_bytes(trailer.plain["keys"].encode())
    except StoreError as error:
        raise StoreError(Fault.BACKUP_DAMAGED) from error
    data_key, _ = proof.open(key_file)
    if not trailer.made_with(data_key):
        raise StoreError(Fault.BACKUP_DAMAGED)
    return trailer, key_file, data_key
