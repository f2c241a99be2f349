"""One program's transactions: one at a time, a turn around several, and which entries of the log they wrote."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, NestedTransaction

from hrdesk.errors import Fault, StoreError
from hrdesk.store.engine import reading
from hrdesk.store.faults import translated


class Session:
    """Reads and writes over an engine whose transactions hold the writer's place; `writing` is the connection of the one that is open."""

    def __init__(self, engine: Engine) -> None:
        """Work over `engine`; nothing is asked of it yet."""
        self._engine = engine
        self._ended: StoreError | None = None  # what ended the transaction that is open, before its time
        self._recording = False  # a recorded act, in which no other may begin
        self._fresh: list[int] = []  # entries of the transaction that is open
        self.writing: Connection | None = None
        self.mine: set[int] = set()  # entries that were committed here
        self.pulse = 0  # grows with every entry and at the end of every transaction: what was read before may be otherwise now

    @property
    def recording(self) -> bool:
        """Tell whether a recorded act is open."""
        return self._recording

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the writer's place for the block: all of it is kept or nothing; a turn inside a turn or an act is part of it."""
        if self.writing is not None:
            yield
            return
        with self._transaction():
            yield

    @contextmanager
    def act(self) -> Iterator[Connection]:
        """Yield the connection of one recorded act: a transaction of its own, or a part of the turn that is open, taken back alone where it fails."""
        if self._recording:
            raise RuntimeError("a transaction is open already")
        self._require_whole()
        turn = self.writing
        with self._transaction() if turn is None else self._part(turn) as connection:
            self._recording = True
            try:
                yield connection
            finally:
                self._recording = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection to read over: the one that writes, where there is one."""
        if self.writing is not None:
            yield self.writing
            return
        with translated(), reading(self._engine) as connection:
            yield connection

    def appended(self, seq: int) -> None:
        """Note an entry of the log as one's own, once it is committed."""
        self._fresh.append(seq)
        self.pulse += 1

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with translated():
            connection = self._engine.connect()
        try:
            with translated():
                transaction = connection.begin()
            self.writing = connection
            yield connection
            self._require_whole()
            with translated():
                transaction.commit()
            self.mine.update(self._fresh)
        finally:
            self.writing = self._ended = None
            self._fresh.clear()
            self.pulse += 1
            with translated():
                connection.close()  # rolls back whatever was not committed

    def _require_whole(self) -> None:
        if self._ended is not None:
            raise StoreError(Fault.WRITE_FAILED) from self._ended

    @contextmanager
    def _part(self, connection: Connection) -> Iterator[Connection]:
        before = len(self._fresh)
        with translated():
            part = connection.begin_nested()
        try:
            yield connection
        except BaseException:
            del self._fresh[before:]
            self.pulse += 1
            self._undone(part)
            raise
        with translated():
            part.commit()

    def _undone(self, part: NestedTransaction) -> None:
        """Take back a part. A full disk ends the whole transaction and the part with it: nothing of the turn may be kept then, whoever goes on."""
        try:
            with translated():
                part.rollback()
        except StoreError as error:
            self._ended = error
