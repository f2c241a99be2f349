"""The connection that stands for this program at the server: who is there, who edits what, and news of the others.

Everything it holds is held by the connection itself (its name, its advisory locks), so a program that dies leaves nothing behind. The name is that of
the person, spelled in ASCII because the server keeps no other; whoever may look at the server's list of connections can read it.
"""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from hrdesk.domain.values import Key
from hrdesk.store.faults import translated

CHANNEL = "hrdesk"
MARK = "hrdesk:"  # before the name of whoever is there
LONGEST = 42  # bytes of a name: the server keeps 63 characters
TURNS = 5  # of asking who holds what was free a moment ago
HOLDER = text(
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND a.datname = current_database()"
    " AND ((l.classid::bigint << 32) | l.objid::bigint) = :lock"
)
PRESENT = text(
    "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, :mark)"
    " AND pid <> pg_backend_pid() ORDER BY pid"
)


def spelled(name: str) -> str:
    """Return a person's name as a connection carries it."""
    short = name.encode()[:LONGEST].decode(errors="ignore")
    return MARK + base64.urlsafe_b64encode(short.encode()).decode("ascii")


def read_name(text: str) -> str:
    """Return the name that a connection carries, "" for one that carries none."""
    try:
        return base64.urlsafe_b64decode(text.removeprefix(MARK)).decode() if text.startswith(MARK) else ""
    except ValueError:  # neither ASCII, nor base64, nor UTF-8
        return ""


def lock_of(key: Key) -> int:
    """Return the number of the advisory lock that stands for a record: 64 bits with a sign."""
    return int.from_bytes(hashlib.sha256(f"editing {key.kind} {key.id}".encode()).digest()[:8], "big", signed=True)


class Standing:
    """One connection beside the one that reads and writes, made when first needed and made anew after it was lost, with all that it held."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Stand for `name` over an engine whose statements commit by themselves."""
        self._engine = engine
        self._name = name
        self._held: set[Key] = set()
        self._line: Connection | None = None
        self._news = True  # whatever was written before we listened

    def introduce(self, name: str) -> None:
        """Be known under another name, the one whose passphrase it was."""
        self._name = name
        with self._connected() as connection:
            connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": spelled(name)})

    def present(self) -> tuple[str, ...]:
        """Return the name of everyone else who has the store open, once for each program."""
        with self._connected() as connection:
            return tuple(read_name(name) for name in connection.execute(PRESENT, {"mark": MARK}).scalars())

    def begin(self, key: Key) -> str | None:
        """Hold a record for editing and return None, or the name of whoever holds it ("" where they let go meanwhile); holding twice is holding once."""
        if key in self._held:
            return None
        with self._connected() as connection:
            for _ in range(TURNS):
                if connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": lock_of(key)}).scalar_one():
                    self._held.add(key)
                    return None
                holder = connection.execute(HOLDER, {"lock": lock_of(key)}).scalar()
                if holder is not None:
                    return read_name(holder)
        return ""

    def end(self, key: Key) -> None:
        """Let a record go; one that is not held is no error."""
        if key in self._held:
            self._held.discard(key)
            with self._connected() as connection:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": lock_of(key)})

    def heard(self) -> bool:
        """Tell whether anybody wrote since this was asked last; it asks the server nothing. A line that was lost may have missed something.

        A line that the server has cut may be noticed the second time only: its farewell is read first.
        """
        with self._connected() as connection:
            notes = list(cast("Any", connection.connection.driver_connection).notifies(timeout=0))
        news, self._news = self._news or bool(notes), False
        return news

    def close(self) -> None:
        """Let everything go."""
        self._hang_up()
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Yield the line; one that fails is hung up, and the next call makes another."""
        with translated():
            try:
                if self._line is None or self._line.closed or self._line.invalidated:
                    self._line = self._dialled()
                yield self._line
            except DBAPIError:
                self._hang_up()
                raise
            except self._driver_error() as error:
                self._hang_up()
                raise DBAPIError("listen", None, error) from error

    def _dialled(self) -> Connection:
        line = self._engine.connect()
        line.execute(text("SELECT set_config('application_name', :name, false)"), {"name": spelled(self._name)})
        line.exec_driver_sql(f"LISTEN {CHANNEL}")
        lost = {key for key in self._held if not line.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": lock_of(key)}).scalar_one()}
        self._held -= lost  # somebody else took them up meanwhile; the check while saving keeps both versions
        self._news = True
        return line

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.invalidate()  # not returned, so nothing waits for a server that is gone
            line.close()

    def _driver_error(self) -> type[BaseException]:
        return cast("type[BaseException]", cast("Any", self._engine.dialect.dbapi).Error)
