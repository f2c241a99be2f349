"""Making, opening and re-keying a workspace."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, StoreError
from hrdesk.store import attempts, staging
from hrdesk.store.backup import write_backup
from hrdesk.store.backup_file import SUFFIX
from hrdesk.store.engine import MIGRATING, open_engine
from hrdesk.store.faults import translated
from hrdesk.store.folder import BACKUPS, DATABASE, LOCK, database, require_local
from hrdesk.store.key_copies import Proof, mend, next_generation, read_keys, write_keys
from hrdesk.store.key_file import KEY_SIZE, PERSON, RECOVERY, STANDARD, Cost, KeyFile, derived, new_slot, passphrase_secret, signed, user_hash
from hrdesk.store.lock import FileLock
from hrdesk.store.recovery import new_secret, write_code
from hrdesk.store.store import Opened, Store
from hrdesk.store.upgrade import SHIPPED, Schema, needs_upgrade, revision, upgrade

Clock = Callable[[], datetime]


@translated()
def create(folder: Path, passphrase: str, who: str, now: Clock, *, cost: Cost = STANDARD) -> tuple[Store, str]:
    """Make a workspace in `folder` and return it open, with the recovery code, which is kept nowhere.

    Cheaper parameters than STANDARD are for tests. Raise StoreError (STORE_EXISTS, STORE_FOLDER, STORE_BUSY, STORE_FULL, WRITE_FAILED).
    """
    require_local(folder)
    data_key, secret = secrets.token_bytes(KEY_SIZE), new_secret()
    key_file = new_key_file(data_key, who, passphrase, secret, cost)
    with staging.prepared(folder, Fault.STORE_EXISTS) as place:
        engine = open_engine(place / DATABASE, derived(data_key, "database"), pragmas=MIGRATING, mode="rwc")
        try:
            upgrade(engine)
        finally:
            engine.dispose()
        write_keys(place, key_file)
        staging.install(place, folder)
    return serve(folder, key_file, data_key, FileLock(folder / LOCK), who, now, SHIPPED), write_code(secret)


def new_key_file(data_key: bytes, who: str, passphrase: str, secret: bytes, cost: Cost) -> KeyFile:
    """Return a first key file with a slot for one person and one for the recovery code."""
    store = secrets.token_hex(16)
    person = new_slot(store, data_key, who, PERSON, passphrase_secret(passphrase), cost)
    return signed(KeyFile(store, 1, (person, new_slot(store, data_key, "", RECOVERY, secret, cost))), data_key)


def open_store(folder: Path, who: str, now: Clock, *, passphrase: str | None = None, recovery: str | None = None, schema: Schema = SHIPPED) -> Store:
    """Open a workspace with a passphrase or the recovery code, upgrading an older one after a verified backup into its `backups` folder.

    Nothing is created, replaced or deleted because opening failed. Raise StoreError (STORE_MISSING, STORE_FOLDER, STORE_BUSY, WRONG_PASSPHRASE,
    RECOVERY_CODE, STORE_LOCKED, KEY_FILE_DAMAGED, STORE_CORRUPT, STORE_TOO_NEW).
    """
    require_local(folder)
    if not database(folder).is_file():
        raise StoreError(Fault.STORE_MISSING)
    lock = FileLock(folder / LOCK)
    try:
        key_file, data_key = unlocked(folder, Proof(who, passphrase, recovery), now())
        mend(folder, key_file)
    except BaseException:
        lock.release()
        raise
    return serve(folder, key_file, data_key, lock, who, now, schema)


def unlocked(folder: Path, proof: Proof, at: datetime) -> tuple[KeyFile, bytes]:
    """Return the key file and the data key, counting wrong passphrases."""
    key_file = read_keys(folder)
    if proof.recovery is None:
        attempts.count(folder, at)
    data_key, _ = proof.open(key_file)
    attempts.forget(folder)
    return key_file, data_key


def serve(folder: Path, key_file: KeyFile, data_key: bytes, lock: FileLock, who: str, now: Clock, schema: Schema) -> Store:
    """Return the store over an unlocked file; the lock is let go if that fails."""
    key = derived(data_key, "database")
    engine = open_engine(database(folder), key)
    try:
        if needs_upgrade(engine, schema):
            back_up_first(engine, folder, data_key, now())
            engine.dispose()
            engine = open_engine(database(folder), key, pragmas=MIGRATING)
            upgrade(engine, schema)
            engine.dispose()
            engine = open_engine(database(folder), key)
    except BaseException:
        engine.dispose()
        lock.release()
        raise
    return Store(Opened(folder, key_file.store, data_key, engine, lock), who, now)


@translated()
def back_up_first(engine: Engine, folder: Path, data_key: bytes, at: datetime) -> None:
    """Write a verified backup named after the revision it holds and the moment."""
    backups = folder / BACKUPS
    backups.mkdir(exist_ok=True)
    write_backup(engine, folder, data_key, backups / f"before-upgrade-{revision(engine)}-{at:%Y%m%dT%H%M%S%f}{SUFFIX}", at)


def change_passphrase(
    folder: Path, who: str, now: Clock, new: str, *, passphrase: str | None = None, recovery: str | None = None, cost: Cost = STANDARD
) -> None:
    """Give `who` a new passphrase in place of the old one, or of a forgotten one with the recovery code; raise StoreError as `open_store` does.

    The workspace may not be open. Other people's passphrases and the recovery code stay as they are.
    """
    proof = Proof(who, passphrase, recovery)
    store = open_store(folder, who, now, passphrase=passphrase, recovery=recovery)
    try:
        key_file = read_keys(folder)
        data_key, used = proof.open(key_file)
        kept = tuple(slot for slot in key_file.slots if slot.role == RECOVERY or (slot != used and slot.user != user_hash(who, slot.salt)))
        slot = new_slot(key_file.store, data_key, who, PERSON, passphrase_secret(new), cost)
        write_keys(folder, next_generation(key_file, (slot, *kept), data_key))
        store.note(Act.CHANGE_KEY)
    finally:
        store.close()
