"""The one way to open a database on a PostgreSQL server: one connection for reading and writing, one writer at a time.

psycopg is imported only here and only when a workspace lies on a server. Text compares by its bytes as in the workspace file (see `upgrade`).
"""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, text

from hrdesk.errors import Fault, StoreError
from hrdesk.store.engine import READING

WRITERS = 0x6872_6465_736B  # the advisory lock of whoever writes, "hrdesk"; held until the transaction ends
SETTINGS = (
    "SET synchronous_commit = on",  # what is acknowledged is on the server's disk
    "SET lock_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '5min'",  # a PC that sleeps in the middle of a write keeps nobody else out
    "SET client_min_messages = warning",
)
CONNECTING = {
    "application_name": "hrdesk",
    "client_encoding": "utf8",
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
}
OLDEST = 13  # of PostgreSQL
PROBE = text("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')")


def open_server(url: URL, password_file: Path | None, *, standing: bool = False) -> Engine:
    """Return an engine on a database; nothing is asked of the server yet. Raise StoreError SERVER_DRIVER where psycopg is not installed.

    A transaction waits for the writers' lock first, but for connections with the execution option `READING`. A dropped connection is noticed and
    made anew when the next one is asked for. `standing` is for the connection that listens: each statement commits by itself.
    """
    given = CONNECTING | ({"passfile": str(password_file)} if password_file else {})
    pool: dict[str, Any] = {"poolclass": NullPool} if standing else {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 2, "pool_pre_ping": True}
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            connect_args={name: value for name, value in given.items() if name not in url.query},
            isolation_level="AUTOCOMMIT" if standing else "READ COMMITTED",
            **pool,
        )
    except ModuleNotFoundError as error:
        raise StoreError(Fault.SERVER_DRIVER) from error
    event.listen(engine, "connect", settle)
    if not standing:
        event.listen(engine, "begin", begin)
    return engine


def settle(connection: Any, _record: object) -> None:
    """Make a new connection keep what the store promises, whatever the server's defaults are."""
    connection.execute("; ".join(SETTINGS))
    if not connection.autocommit:
        connection.commit()


def begin(connection: Connection) -> None:
    """Wait for the writers' lock: the log is one chain, and what a service reads before it writes has to stay so."""
    if not connection.get_execution_options().get(READING):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def require_fit(connection: Connection) -> None:
    """Raise StoreError SERVER_UNFIT for a server too old, or a database that cannot hold every character of a name."""
    version, encoding = connection.execute(PROBE).one()
    if version < OLDEST:
        raise StoreError(Fault.SERVER_UNFIT, what=f"PostgreSQL {version}，需要 {OLDEST} 以上")
    if encoding != "UTF8":
        raise StoreError(Fault.SERVER_UNFIT, what=f"資料庫的編碼是 {encoding}，需要 UTF8")
