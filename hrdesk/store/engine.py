"""The one way to open a workspace file: SQLCipher with a raw key, one connection, transactions of our own.

Only `sqlcipher3` touches the file, never the standard library's `sqlite3` beside it: two SQLite libraries in one process lose each other's locks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

WORKING = (
    "cipher_log_level=NONE",
    "locking_mode=EXCLUSIVE",  # keeps the store readable on a full disk
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged rows in a power cut
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-32000",
)
MIGRATING = tuple(pragma.replace("foreign_keys=ON", "foreign_keys=OFF") for pragma in WORKING)  # no effect inside a transaction
COPYING = ("cipher_log_level=NONE", "journal_mode=OFF", "synchronous=OFF")
LOOKING = ("cipher_log_level=NONE", "query_only=ON", "trusted_schema=OFF")

READING = "hrdesk_reading"


def open_engine(path: Path, key: bytes, *, pragmas: tuple[str, ...] = WORKING, mode: str = "rw", immutable: bool = False) -> Engine:
    """Return an engine on the file at `path` with a raw 32-byte key; nothing is read yet, and mode "rw" never creates.

    Every transaction begins with BEGIN IMMEDIATE, but for connections with the execution option `READING`.
    """
    query = {"mode": mode, "uri": "true"} | ({"immutable": "1"} if immutable else {})
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=path.absolute().as_uri(), query=query),
        module=dbapi2,
        poolclass=StaticPool,
        hide_parameters=True,
        connect_args={"isolation_level": None},
    )

    def unlock(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    event.listen(engine, "connect", unlock, insert=True)  # before SQLAlchemy asks anything of the file
    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def disposed(engine: Engine) -> Iterator[Engine]:
    """Close an engine's file at the end of the block."""
    try:
        yield engine
    finally:
        engine.dispose()


def begin(connection: Connection) -> None:
    """Start a transaction: the driver's own would leave DDL outside, and a late lock could fail half-way."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READING) else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Connection:
    """Return a connection that reads without taking the write lock; on a server all its statements see one moment."""
    options: dict[str, Any] = {READING: True}
    if engine.dialect.name != "sqlite":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.connect().execution_options(**options)


def driver(engine: Engine) -> Any:
    """Return the driver's connection, for what SQL cannot say (the backup call)."""
    return engine.raw_connection().driver_connection
