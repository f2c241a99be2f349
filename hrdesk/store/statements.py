"""SQL compiled once and run with plain tuples: what bulk work needs and Core's dictionaries would slow down."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

T = TypeVar("T")

CHUNK = 1000
QMARK: Dialect = sqlite.dialect(paramstyle="qmark")


def insert_into(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT that knows `on_conflict_do_update`, in the connection's own dialect."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # here and below, because a workspace file starts without it

    return postgresql.insert(table)


@cache
def text_of(table: Table, dialect: str, *, replace: bool) -> str:
    """Return `insert_text`, compiled once for each table of the store."""
    return insert_text(table, dialect, replace=replace)


def insert_text(table: Table, dialect: str, *, replace: bool) -> str:
    """Return the INSERT of every column of a table with positional parameters, in the order of its columns."""
    if dialect == "sqlite":
        plain = sqlite.insert(table)
        return str((plain.prefix_with("OR REPLACE") if replace else plain).compile(dialect=QMARK))
    from sqlalchemy.dialects import postgresql

    statement = postgresql.insert(table)
    if replace:
        fresh = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
        statement = statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=fresh)
    return str(statement.compile(dialect=postgresql.dialect(paramstyle="format")))  # type: ignore[no-untyped-call]


def bulk_insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert new rows."""
    if rows:
        connection.exec_driver_sql(text_of(table, connection.dialect.name, replace=False), list(rows))


def bulk_replace(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, replacing those that have the same primary key."""
    if rows:
        connection.exec_driver_sql(text_of(table, connection.dialect.name, replace=True), list(rows))


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterable[list[T]]:
    """Yield `items` in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
