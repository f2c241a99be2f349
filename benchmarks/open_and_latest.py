"""Open an encrypted store whose key is known and show 200 records, against the same query over the bare library; and one edit, committed.

Goals: opening at most 3 times the bare library and hardly growing with the store (exponent ≤ 0.08), an edit at most 5 times an append and fsync.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2

from benchmarks.insert_records import records
from benchmarks.timing import growth, line, ratio, run
from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import TrainingRecord
from hrdesk.store.engine import WORKING
from hrdesk.store.home import FileHome
from hrdesk.store.key_file import FLOOR, derived
from hrdesk.store.lock import FileLock
from hrdesk.store.readable import Opened
from hrdesk.store.store import Store
from hrdesk.store.tables import TABLES
from hrdesk.store.upgrade import SHIPPED
from hrdesk.store.workspace_file import create, current_engine

SIZES = (10_000, 60_000, 300_000)
SHOWN = 200


def now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


def filled(folder: Path, size: int) -> Opened:
    """Make a store of `size` records, close it and return what opened it."""
    store, _ = create(folder, "範例通行詞", "bench", now, cost=FLOOR)
    with store.write(Act.IMPORT_TRAINING) as tx:
        tx.put_all(records(size))
    store.close()
    return store._opened


def ours(opened: Opened) -> None:
    """Open the store with its raw key and read the first page."""
    folder, lock = opened.home.folder, FileLock(opened.home.folder / "lock")
    home = FileHome(folder, current_engine(folder, opened.data_key, now(), SHIPPED, lock), lock)
    store = Store(replace(opened, home=home), "bench", now)
    assert len(store.page(TrainingRecord, SHOWN)) == SHOWN
    store.close()


def bare(folder: Path, key: bytes) -> None:
    """Open the file with the same settings and run the same query."""
    table = TABLES[TrainingRecord]
    query = str(select(table).order_by(table.c.id).limit(SHOWN).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    connection = dbapi2.connect(str(folder / "workspace.hrdesk"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{derived(key, 'database').hex()}'\"")
    for pragma in WORKING:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    assert len(connection.execute(query).fetchall()) == SHOWN
    connection.close()


def append(folder: Path) -> None:
    """Append a page and bring it to the disk."""
    with (folder / "append").open("ab") as file:
        file.write(bytes(4096))
        file.flush()
        os.fdatasync(file.fileno())


def editing(store: Store) -> Callable[[], None]:
    """Return a call that changes one officer."""
    numbers = count()

    def edit() -> None:
        with store.write(Act.EDIT) as tx:
            tx.put(Officer(id=OfficerId("a" * 32), agency=AgencyId("b" * 32), name=f"範例{next(numbers)}"))

    return edit


def main(quick: bool = False) -> None:
    """Print a line a size, the growth exponent, and the edit."""
    sizes, times = (1_000, 2_000, 4_000) if quick else SIZES, []
    with tempfile.TemporaryDirectory() as place:
        for size in sizes:
            folder = Path(place) / str(size)
            opened = filled(folder, size)
            mine, limit, paired = ratio(partial(ours, opened), partial(bare, folder, opened.data_key), runs=15)
            line(f"open {size} records, show {SHOWN}", mine, limit, paired, goal=3)
            times.append(mine)
        growth(sizes, times, 0.08)
        store, _ = create(Path(place) / "edits", "範例通行詞", "bench", now, cost=FLOOR)
        line("one edit, committed", *ratio(editing(store), partial(append, Path(place)), runs=50), goal=5)
        store.close()


if __name__ == "__main__":
    run(main)
