"""What can be read of an open workspace: its records, its log, and what undo would take back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine

from hrdesk.domain.acts import ENDING, Act
from hrdesk.domain.record import Record
from hrdesk.store import audit, steps
from hrdesk.store.entry import Entry
from hrdesk.store.faults import translated
from hrdesk.store.home import Home
from hrdesk.store.key_file import Slot, derived
from hrdesk.store.memory import Held, Memory
from hrdesk.store.session import Session
from hrdesk.store.steps import Side
from hrdesk.store.transaction import Reader

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening gives: the home it lives in, the store's id, the data key, the slot that it came from, and whether it may only be looked at."""

    home: Home
    id: str
    data_key: bytes
    slot: Slot
    viewed: bool = False

    @property
    def engine(self) -> Engine:
        """Return the engine behind the store."""
        return self.home.engine


class ReadableStore:
    """The half of a store that changes nothing; `Store` adds the other. Every method raises StoreError and nothing else of the libraries below."""

    def __init__(self, opened: Opened, who: str) -> None:
        """Read what was opened, for `who`."""
        self.folder = opened.home.folder
        self.id = opened.id
        self._who = who
        self._opened = opened
        self._home = opened.home
        self._audit_key = derived(opened.data_key, "audit")
        self._session = Session(opened.home.engine)
        self._memory: Memory | None = None

    @property
    def viewed(self) -> bool:
        """Tell whether the store lies where nothing can be written, and may only be looked at."""
        return self._opened.viewed

    @property
    def shared(self) -> bool:
        """Tell whether other people may work in the same store at the same time."""
        return self._home.standing is not None

    @contextmanager
    def at_once(self, *kinds: type[Record]) -> Iterator[None]:
        """Read each of these kinds whole where the block first asks for it, and answer `get` and `all` of it from memory until the block ends.

        A rule that asks for one office's records is then as quick for a thousand offices, and is the same rule. What is written in the block is seen
        as ever, since it makes the memory read anew.
        """
        before, self._memory = self._memory, Memory(kinds)
        try:
            yield
        finally:
            self._memory = before

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record with this id, or None."""
        held = self._held(kind)
        if held is not None:
            return held.get(id)
        with self._reader() as reader:
            return reader.get(kind, id)

    def all(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        """Return the records whose fields equal `where` (a tuple, list or set = any of these; None = empty), ordered by id."""
        held = self._held(kind)
        return self._asked(kind, **where) if held is None else held.all(**where)

    def page(self, kind: type[R], limit: int, after: str = "", /, **where: object) -> tuple[R, ...]:
        """Return the next `limit` records behind the id `after`, ordered by id."""
        with self._reader() as reader:
            return reader.page(kind, limit, after, **where)

    def count(self, kind: type[Record], /, **where: object) -> int:
        """Return how many records `all` would return."""
        with self._reader() as reader:
            return reader.count(kind, **where)

    def blob(self, digest: str) -> bytes:
        """Return the bytes with this SHA-256; raise StoreError (STORE_CORRUPT) for a digest that was never put in."""
        with self._reader() as reader:
            return reader.blob(digest)

    def secret(self, name: str) -> bytes | None:
        """Return a secret, or None where none has this name."""
        with self._reader() as reader:
            return reader.secret(name)

    def next_undo(self) -> Entry | None:
        """Return the entry that `undo` would take back, or None."""
        return self._next(Side.UNDO)

    def next_redo(self) -> Entry | None:
        """Return the entry that `redo` would repeat, or None."""
        return self._next(Side.REDO)

    def undo_ended_by(self) -> Act | None:
        """Return the newest act that ended undo, or None in a store without one."""
        with self._session.reading() as connection, translated():
            return audit.newest_of(connection, ENDING)

    def history(self, limit: int = 100, before: int | None = None) -> tuple[Entry, ...]:
        """Return up to `limit` entries before a sequence (None = the end), newest first."""
        with self._session.reading() as connection, translated():
            return audit.entries(connection, limit, before)

    def audit_head(self) -> str:
        """Return the code the log ends with, in hexadecimal."""
        with self._session.reading() as connection, translated():
            return audit.head(connection)[1].hex()

    def verify_audit(self) -> int | None:
        """Return None for an intact log, else the sequence of the first bad entry."""
        with self._session.reading() as connection, translated():
            return audit.first_bad(connection, self._audit_key)

    def newest(self) -> datetime | None:
        """Return the latest moment in the log (UTC), for the guard against a clock set back."""
        with self._session.reading() as connection, translated():
            return audit.newest(connection)

    def last(self, act: Act) -> datetime | None:
        """Return when the newest entry of an act was made (UTC), or None where there is none."""
        with self._session.reading() as connection, translated():
            return audit.last(connection, act)

    def heard(self) -> bool:
        """Tell whether somebody, here or elsewhere, wrote since this was asked last; where nobody else can, nothing is heard."""
        heard = self._home.standing is not None and self._home.standing.heard()
        self._session.pulse += heard
        return heard

    @property
    def pulse(self) -> int:
        """Return a number that is another once anything was written here, or heard of: until then, what was read before still holds."""
        return self._session.pulse

    def seq(self) -> int:
        """Return the sequence of the newest entry of the log, 0 for an empty one."""
        with self._session.reading() as connection, translated():
            return audit.head(connection)[0]

    def news(self, since: int) -> tuple[Entry, ...]:
        """Return the entries behind a sequence that other programs wrote, oldest first."""
        with self._session.reading() as connection, translated():
            return tuple(entry for entry in audit.entries_after(connection, since) if entry.seq not in self._session.mine)

    def overtaken(self, since: int) -> bool:
        """Tell whether another program wrote behind a sequence."""
        if not self.shared:
            return False
        with self._session.reading() as connection, translated():
            return not audit.seqs_after(connection, since) <= self._session.mine

    @property
    def _walker(self) -> str | None:
        """Return whose steps are walked: one's own where others work here too, else all there are."""
        return self._who if self.shared else None

    def _next(self, side: Side) -> Entry | None:
        with self._session.reading() as connection, translated():
            step = steps.top(connection, side, self._walker)
            return None if step is None else audit.entries(connection, 1, step.origin + 1)[0]

    def _held(self, kind: type[R]) -> Held[R] | None:
        """Return what is remembered of a kind; nothing inside an act, which sees its own writes before they count."""
        if self._memory is None or self._session.recording:
            return None
        return self._memory.held(kind, self._session.pulse, self._asked)

    def _asked(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        with self._reader() as reader:
            return reader.all(kind, **where)

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        with self._session.reading() as connection:
            yield Reader(connection, self._home.vault)
