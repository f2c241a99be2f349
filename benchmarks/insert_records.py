"""Training records in one recorded transaction (image, log, undo) against raw `executemany` of ready tuples into the same encrypted tables.

Goal: at most 4 times the raw insert, growing no faster than size to the power 1.10.
"""

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from benchmarks.timing import Measured, growth, line, of_pairs, run, seconds
from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, CourseId, OfficerId, TrainingId
from hrdesk.domain.training import Attendance, Presence, TrainingRecord
from hrdesk.store.engine import WORKING
from hrdesk.store.key_file import FLOOR
from hrdesk.store.mapping import row_map
from hrdesk.store.statements import text_of
from hrdesk.store.tables import TABLES
from hrdesk.store.workspace_file import create

SIZES = (10_000, 30_000, 100_000)
RUNS = 3


def records(size: int) -> list[TrainingRecord]:
    """Return made-up training records with random ids, as a book of `size` would hold."""
    source = random.Random(115)

    def name() -> str:
        return f"{source.getrandbits(128):032x}"

    officers, courses = [name() for _ in range(300)], [name() for _ in range(200)]
    return [
        TrainingRecord(
            id=TrainingId(name()),
            agency=AgencyId("a" * 32),
            officer=OfficerId(source.choice(officers)),
            course=CourseId(source.choice(courses)),
            enrolled=date(2026, 1, 5) + timedelta(days=number % 300),
            attendance=(Attendance(0, Presence.ATTENDED, 180),),
            note="範例",
        )
        for number in range(size)
    ]


def raw(folder: Path, rows: list[tuple[object, ...]]) -> float:
    """Return the seconds of the raw insert, committed."""
    table = TABLES[TrainingRecord]
    connection = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
    for pragma in WORKING:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for index in table.indexes:
        connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(text_of(table, "sqlite", replace=False), rows)
        connection.execute("COMMIT")

    spent = seconds(insert)
    connection.close()
    return spent


def ours(folder: Path, batch: list[TrainingRecord]) -> float:
    """Return the seconds of one recorded transaction, committed."""
    store, _ = create(folder / "store", "範例通行詞", "bench", lambda: datetime.now(UTC), cost=FLOOR)

    def insert() -> None:
        with store.write(Act.IMPORT_TRAINING) as tx:
            tx.put_all(batch)

    spent = seconds(insert)
    store.close()
    return spent


def measure(size: int) -> Measured:
    """Return ours, raw, and the median of the paired ratios."""
    batch = records(size)
    rows: list[tuple[object, ...]] = sorted(row_map(TrainingRecord).rows(batch).values())  # in the order that costs least
    pairs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            pairs.append((raw(Path(folder), rows), ours(Path(folder), batch)))
    return of_pairs(pairs)


def main(quick: bool = False) -> None:
    """Print a line a size and the growth exponent."""
    sizes, times, limits = (500, 1_000, 2_000) if quick else SIZES, list[float](), list[float]()
    for size in sizes:
        mine, limit, paired = measure(size)
        line(f"insert {size} records, undo and log", mine, limit, paired, goal=4)
        times.append(mine)
        limits.append(limit)
    growth(sizes, times, 1.10, limits)


if __name__ == "__main__":
    run(main)
