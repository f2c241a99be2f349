"""Everything of one database into another: page by page between files, row by row where one of the two lies on a server."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, select

from hrdesk.errors import Fault, StoreError
from hrdesk.store import audit, upgrade
from hrdesk.store.check import check_pages, checkpoint, counts, guarded
from hrdesk.store.durable import sync_file
from hrdesk.store.engine import COPYING, disposed, driver, open_engine, reading
from hrdesk.store.key_file import derived
from hrdesk.store.statements import insert_text
from hrdesk.store.tables import BLOBS, FACTS, KEYS_FACT, SECRETS

AT_ONCE = 1000  # rows
FILES_AT_ONCE = 10  # rows that hold a whole file each
VERSION = "alembic_version"  # written by the upgrade that made the target's tables

Recast = Callable[[str, bytes], bytes]  # a secret's name and stored bytes -> the bytes to store


def copy_pages(engine: Engine, data_key: bytes, part: Path) -> dict[str, object]:
    """Copy a workspace file page by page through the library; return the facts of the original.

    The original is checked first: the library copies a page it cannot authenticate as an empty one, which would look whole in the copy.
    """
    checkpoint(engine)
    if not guarded(engine, "pages", check_pages).passed:
        raise StoreError(Fault.STORE_CORRUPT)
    with disposed(open_engine(part, derived(data_key, "database"), pragmas=COPYING, mode="rwc")) as copy:
        driver(engine).backup(driver(copy))
    sync_file(part)
    return facts_of(engine)


def copy_out(engine: Engine, data_key: bytes, part: Path, opened: Recast) -> dict[str, object]:
    """Copy a server's database as of one moment into a new encrypted file of the same revision, secrets as `opened` gives them; return its facts."""
    with (
        disposed(open_engine(part, derived(data_key, "database"), pragmas=COPYING, mode="rwc")) as copy,
        reading(engine) as source,
    ):
        facts = facts_over(source)
        upgrade.upgrade(copy, upgrade.Schema(upgrade.SHIPPED.scripts, str(facts["revision"])))
        with copy.begin() as target:
            copy_rows(source, target, opened)
    sync_file(part)
    return facts


def copy_rows(source: Connection, target: Connection, recast: Recast) -> None:
    """Put every row of a database into the same empty tables of another; the key file stays where it is."""
    found = MetaData()
    found.reflect(source)
    for table in found.sorted_tables:
        if table.name != VERSION:
            _copy_table(source, target, table, recast)


def _copy_table(source: Connection, target: Connection, table: Table, recast: Recast) -> None:
    statement = insert_text(table, target.dialect.name, replace=False)
    wanted = select(table)
    if table.name == FACTS.name:
        wanted = wanted.where(table.c.name != KEYS_FACT)
    size = FILES_AT_ONCE if table.name == BLOBS.name else AT_ONCE
    with source.execution_options(yield_per=size).execute(wanted) as found:
        for rows in found.partitions():
            fresh = [(name, recast(name, bytes(data))) for name, data in rows] if table.name == SECRETS.name else [tuple(row) for row in rows]
            target.exec_driver_sql(statement, fresh)


def facts_of(engine: Engine) -> dict[str, object]:
    """Return what a copy must agree in with its original."""
    with reading(engine) as connection:
        return facts_over(connection)


def facts_over(connection: Connection) -> dict[str, object]:
    """Return what a copy must agree in, as of the connection's moment."""
    seq, code = audit.head(connection)
    return {"counts": counts(connection), "seq": seq, "head": code.hex(), "revision": upgrade.revision_over(connection)}


def require_equal(found: Mapping[str, object], wanted: Mapping[str, object]) -> None:
    """Raise StoreError BACKUP_DAMAGED where a copy does not agree with what is said of its original."""
    if any(wanted[name] != value for name, value in found.items()):
        raise StoreError(Fault.BACKUP_DAMAGED)
