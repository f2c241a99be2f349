"""Making and opening a workspace."""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from errno import EACCES, EPERM, EROFS
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from hrdesk.errors import Fault, StoreError
from hrdesk.store import attempts, staging
from hrdesk.store.address import server_file
from hrdesk.store.backup import write_backup
from hrdesk.store.backup_file import SUFFIX
from hrdesk.store.engine import MIGRATING, disposed, open_engine
from hrdesk.store.faults import translated
from hrdesk.store.folder import BACKUPS, DATABASE, LOCK, database, require_local
from hrdesk.store.home import FileHome, Home, file_at
from hrdesk.store.key_copies import Proof, mend, read_keys, write_keys
from hrdesk.store.key_file import KEY_SIZE, STANDARD, Cost, KeyFile, derived, new_key_file
from hrdesk.store.lock import FileLock
from hrdesk.store.readable import Opened
from hrdesk.store.recovery import new_secret, read_code, write_code
from hrdesk.store.store import Store
from hrdesk.store.upgrade import SHIPPED, Schema, needs_upgrade, revision, upgrade
from hrdesk.store.viewing import view

READ_ONLY = frozenset({EROFS, EACCES, EPERM})
Clock = Callable[[], datetime]


@translated()
def create(folder: Path, passphrase: str, who: str, now: Clock, *, recovery: str | None = None, cost: Cost = STANDARD) -> tuple[Store, str]:
    """Make a workspace in `folder` and return it open, with the recovery code, which is kept nowhere; `recovery` is one that was shown before.

    Cheaper parameters than STANDARD are for tests. Raise StoreError (STORE_EXISTS, STORE_FOLDER, STORE_BUSY, STORE_FULL, WRITE_FAILED, RECOVERY_CODE).
    """
    require_local(folder)
    data_key, secret = secrets.token_bytes(KEY_SIZE), new_secret() if recovery is None else read_code(recovery)
    key_file = new_key_file(data_key, who, passphrase, secret, cost)
    with ExitStack() as failing:
        lock = staging.lock_folder(folder)
        failing.callback(lock.close)
        with staging.prepared(folder, Fault.STORE_EXISTS) as place:
            build(place, key_file, data_key)
            staging.install(place, folder)
        home = FileHome(folder, open_engine(database(folder), derived(data_key, "database")), lock, file=file_at(database(folder)))
        store = Store(Opened(home, key_file.store, data_key, key_file.slots[0]), who, now)
        failing.pop_all()
    return store, write_code(secret)


def build(place: Path, key_file: KeyFile, data_key: bytes) -> None:
    """Write the files of a new workspace."""
    with disposed(open_engine(place / DATABASE, derived(data_key, "database"), pragmas=MIGRATING, mode="rwc")) as engine:
        upgrade(engine)
    write_keys(place, key_file)


def open_store(folder: Path, who: str, now: Clock, *, passphrase: str | None = None, recovery: str | None = None, schema: Schema = SHIPPED) -> Store:
    """Open a workspace with a passphrase or the recovery code, upgrading an older one after a verified backup into its `backups` folder.

    Where the folder takes nothing it is opened to be looked at (`viewing`).
    Nothing is created, replaced or deleted because opening failed. Raise StoreError (STORE_MISSING, STORE_FOLDER, STORE_READ_ONLY, STORE_BUSY,
    WRONG_PASSPHRASE, RECOVERY_CODE, STORE_LOCKED, KEY_FILE_DAMAGED, STORE_CORRUPT, STORE_TOO_NEW; where it lies on a server also what `open_shared`
    raises).
    """
    require_local(folder)
    proof = Proof(who, passphrase, recovery)
    if server_file(folder).is_file():
        from hrdesk.store.shared_workspace import open_shared

        return open_shared(folder, proof, now, schema)
    if not database(folder).is_file():
        raise StoreError(Fault.STORE_MISSING)
    with ExitStack() as failing:
        try:
            lock = lock_of(folder)
        except StoreError as error:
            if error.fault is Fault.STORE_READ_ONLY:
                return view(folder, proof, now, schema)
            raise
        failing.callback(lock.close)
        key_file = read_keys(folder)
        data_key, slot = attempts.unlocked(folder, key_file, proof, now())
        mend(folder, key_file)
        engine = current_engine(folder, data_key, now(), schema, lock)
        failing.pop_all()
    return Store(Opened(FileHome(folder, engine, lock, file=file_at(database(folder))), key_file.store, data_key, slot), who, now)


def lock_of(folder: Path) -> FileLock:
    """Take the lock of a workspace; raise StoreError STORE_READ_ONLY where the folder cannot be written, so that nobody could keep the others out."""
    try:
        return FileLock(folder / LOCK)
    except StoreError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in READ_ONLY:
            raise StoreError(Fault.STORE_READ_ONLY) from error.__cause__
        raise


def current_engine(folder: Path, data_key: bytes, at: datetime, schema: Schema, lock: FileLock) -> Engine:
    """Return the engine on a workspace file, brought up to date first where it is older."""
    if database(folder).stat().st_size == 0:
        raise StoreError(Fault.STORE_CORRUPT)  # the library would take it for a new file and fill it
    key = derived(data_key, "database")
    with ExitStack() as failing:
        engine = open_engine(database(folder), key)
        failing.callback(engine.dispose)
        if not needs_upgrade(engine, schema):
            failing.pop_all()
            return engine
        back_up_first(FileHome(folder, engine, lock), data_key, at)
    with disposed(open_engine(database(folder), key, pragmas=MIGRATING)) as engine:
        upgrade(engine, schema)
    return open_engine(database(folder), key)


@translated()
def back_up_first(home: Home, data_key: bytes, at: datetime) -> None:
    """Write a verified backup named after the revision it holds and the moment."""
    backups = home.folder / BACKUPS
    backups.mkdir(exist_ok=True)
    stem = f"before-upgrade-{revision(home.engine)}-{at:%Y%m%dT%H%M%SZ}"
    names = (backups / f"{stem}-{number}{SUFFIX}" for number in count(1))
    write_backup(home, data_key, next(path for path in names if not path.exists()), at)
