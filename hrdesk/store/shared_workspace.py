"""Making, joining, opening and restoring a workspace that lies on a PostgreSQL server."""

import secrets
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, inspect

from hrdesk.errors import Fault, StoreError
from hrdesk.store import attempts, staging
from hrdesk.store.address import password_file, read_address, server_file, url_of, write_address
from hrdesk.store.backup import unlocked, verify_database
from hrdesk.store.backup_file import BackupSummary, extract
from hrdesk.store.copying import copy_rows, facts_over, require_equal
from hrdesk.store.engine import LOOKING, disposed, open_engine, reading
from hrdesk.store.faults import translated
from hrdesk.store.folder import DATABASE, LOCK, database, require_local
from hrdesk.store.key_copies import Proof
from hrdesk.store.key_file import KEY_SIZE, STANDARD, Cost, derived, new_key_file
from hrdesk.store.lock import take_seat
from hrdesk.store.readable import Opened
from hrdesk.store.recovery import new_secret, read_code, write_code
from hrdesk.store.server_engine import open_server, require_fit
from hrdesk.store.server_home import ServerHome, store_keys, stored_keys
from hrdesk.store.standing import Standing
from hrdesk.store.store import Store
from hrdesk.store.tables import FACTS
from hrdesk.store.upgrade import SHIPPED, Schema, needs_upgrade, require_known, upgrade, upgrade_over
from hrdesk.store.vault import OPEN, server_vault
from hrdesk.store.workspace_file import Clock, back_up_first


@translated()
def create_shared(folder: Path, url: str, passphrase: str, who: str, now: Clock, *, recovery: str | None = None, cost: Cost = STANDARD) -> tuple[Store, str]:
    """Make a workspace in the empty database at `url`, point `folder` at it and return it open, with the recovery code.

    Tables and key file appear together or not at all, the folder's pointer after them: should that be lost, `join_shared` makes another.
    Raise InputError INVALID for no such address, StoreError (STORE_EXISTS, STORE_FOLDER, SERVER_GONE, SERVER_PASSWORD, SERVER_REFUSED,
    SERVER_UNFIT, SERVER_DRIVER).
    """
    address = url_of(url)
    data_key, secret = secrets.token_bytes(KEY_SIZE), new_secret() if recovery is None else read_code(recovery)
    key_file = new_key_file(data_key, who, passphrase, secret, cost)
    require_vacant(folder)
    with disposed(open_server(address, password_file(folder))) as engine, engine.begin() as connection:
        require_empty(connection)
        upgrade_over(connection)
        store_keys(connection, key_file)
    write_address(folder, address, key_file.store)
    return open_shared(folder, Proof(who, passphrase), now), write_code(secret)


@translated()
def join_shared(folder: Path, url: str) -> None:
    """Point a PC's empty folder at the workspace in the database at `url`; whoever was admitted there opens it with the own passphrase.

    Raise as `create_shared` does, STORE_MISSING where the database holds no workspace.
    """
    address = url_of(url)
    require_vacant(folder)
    with disposed(open_server(address, password_file(folder))) as engine, reading(engine) as connection:
        require_fit(connection)
        if not inspect(connection).has_table(FACTS.name):
            raise StoreError(Fault.STORE_MISSING)
        write_address(folder, address, stored_keys(connection).store)


@translated()
def require_unused(url: str) -> None:
    """Reach the database at `url` and raise StoreError STORE_EXISTS where it holds a workspace, or as `create_shared` does; nothing is written."""
    with disposed(open_server(url_of(url), None)) as engine, reading(engine) as connection:
        require_empty(connection)


def open_shared(folder: Path, proof: Proof, now: Clock, schema: Schema = SHIPPED) -> Store:
    """Open the workspace that a folder points at; other programs may have it open as well.

    Raise StoreError as `open_store` does, and SERVER_GONE, SERVER_PASSWORD, SERVER_REFUSED, SERVER_DRIVER; SERVER_OTHER where the database holds another
    workspace, SERVER_IN_USE where it has to be upgraded while others are in it.
    """
    address = read_address(folder)
    with ExitStack() as failing:
        home = arrive(folder, address.url, proof.name)
        failing.callback(home.close)
        key_file = home.keys()
        if key_file.store != address.store:
            raise StoreError(Fault.SERVER_OTHER)
        data_key, slot = attempts.unlocked(folder, key_file, proof, now())
        home = replace(home, vault=server_vault(data_key))
        bring_up_to_date(home, data_key, now(), schema)
        failing.pop_all()
    return Store(Opened(home, key_file.store, data_key, slot), proof.name, now)


def arrive(folder: Path, url: URL, name: str) -> ServerHome:
    """Take a seat in the folder and connect, so that the others see who is there; secrets stay closed."""
    with ExitStack() as failing:
        lock, ending = take_seat(folder, LOCK)
        failing.callback(lock.close)
        engine = open_server(url, password_file(folder))
        failing.callback(engine.dispose)
        standing = Standing(open_server(url, password_file(folder), standing=True), name)
        failing.callback(standing.close)
        standing.present()
        failing.pop_all()
    return ServerHome(folder, engine, lock, OPEN, standing, "scratch" + ending)


def bring_up_to_date(home: ServerHome, data_key: bytes, at: datetime, schema: Schema) -> None:
    """Upgrade an older database after a verified backup into the folder's `backups`, while nobody else is in it."""
    if not needs_upgrade(home.engine, schema):
        return
    others = len(home.standing.present())
    if others:
        raise StoreError(Fault.SERVER_IN_USE, count=others)
    back_up_first(home, data_key, at)
    upgrade(home.engine, schema)


@translated()
def restore_shared(backup: Path, folder: Path, url: str, *, passphrase: str | None = None, recovery: str | None = None) -> BackupSummary:
    """Bring a backup, of a workspace file or of a server, back to life in the empty database at `url`, and point `folder` at it.

    All of its rows appear or none. Raise StoreError as `restore` and `create_shared` do.
    """
    address = url_of(url)
    trailer, key_file, data_key = unlocked(backup, Proof("", passphrase, recovery))
    require_known(trailer.plain["revision"], SHIPPED)
    require_vacant(folder)
    with staging.prepared(folder, Fault.STORE_EXISTS) as place, disposed(open_server(address, password_file(folder))) as engine:
        extract(backup, trailer.length, place / DATABASE)
        verify_database(place / DATABASE, data_key, trailer.plain)
        with engine.begin() as target:
            require_empty(target)
            upgrade_over(target, Schema(SHIPPED.scripts, trailer.plain["revision"]))
            copy_in(place / DATABASE, data_key, target)
            require_equal(facts_over(target), trailer.plain)
            store_keys(target, key_file)
    write_address(folder, address, key_file.store)
    return trailer.summary(backup)


def copy_in(file: Path, data_key: bytes, target: Connection) -> None:
    """Put every row of a workspace file into the empty tables behind `target`, secrets sealed."""
    with disposed(open_engine(file, derived(data_key, "database"), pragmas=LOOKING, mode="ro", immutable=True)) as engine, reading(engine) as source:
        copy_rows(source, target, server_vault(data_key).sealed)


def require_vacant(folder: Path) -> None:
    """Make the folder if need be; raise StoreError where it may not hold a workspace, or holds one."""
    require_local(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if database(folder).exists() or server_file(folder).exists():
        raise StoreError(Fault.STORE_EXISTS)


def require_empty(connection: Connection) -> None:
    """Raise StoreError STORE_EXISTS for a database that holds a workspace, SERVER_UNFIT for one that cannot."""
    require_fit(connection)
    if inspect(connection).has_table(FACTS.name):
        raise StoreError(Fault.STORE_EXISTS)
