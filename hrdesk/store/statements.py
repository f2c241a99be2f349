"""SQL compiled once and run with plain tuples: what bulk work needs and Core's dictionaries would slow down."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

T = TypeVar("T")

CHUNK = 1000


@cache
def text_of(table: Table, prefix: str) -> str:
    """Return the INSERT of every column of a table with positional parameters, in the order of its columns."""
    statement: Insert = insert(table)
    if prefix:
        statement = statement.prefix_with(prefix)
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark")))


def bulk_insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert new rows."""
    if rows:
        connection.exec_driver_sql(text_of(table, ""), list(rows))


def bulk_replace(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, replacing those that have the same primary key."""
    if rows:
        connection.exec_driver_sql(text_of(table, "OR REPLACE"), list(rows))


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterable[list[T]]:
    """Yield `items` in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
