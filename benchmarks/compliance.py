"""The matrix of required courses beside one grouped SQL over a covering index that only knows who came; goals ≤ 1.5, exponent ≤ 1.10.

Cycles are collected as seldom as the window does it, for which the matrix is made.
"""

import gc
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.books import NOW, Ids, courses, filled, new_desk, people, raw_file, trainings
from benchmarks.timing import growth, line, ratio, run
from hrdesk.domain.record import Record
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.compliance import compliance
from hrdesk.ui.kit.tasks import COLLECT

YEAR = 115
EACH = 200  # records of one person
PEOPLE = (100, 300, 1000)
MATRIX = "SELECT t.officer, c.topic, max(t.came) FROM t JOIN c ON c.course = t.course GROUP BY t.officer, c.topic"


def book(desk: Desk, count: int) -> None:
    """Fill a workspace with people and their trainings over five years."""
    ids, pack, agency = Ids(), desk.rules(NOW.date()), desk.workspace.agency
    staff = list(people(agency, count, pack, ids))
    held = list(courses(agency, 400, pack, ids))
    officers = [record.id for record in staff if isinstance(record, Officer)]
    records: list[Record] = [*staff, *held, *trainings(agency, officers, [course.id for course in held], EACH, ids)]
    filled(desk, records)


def copy(desk: Desk, connection: Any) -> None:
    """Write who came to what, and what each course was about, into two covered tables."""
    connection.execute("CREATE TABLE c (course TEXT, topic TEXT, PRIMARY KEY (course, topic)) WITHOUT ROWID")
    connection.execute("CREATE TABLE t (id TEXT PRIMARY KEY, officer TEXT, course TEXT, came INTEGER)")
    topics = [(course.id, topic) for course in desk.store.all(Course) for topic in course.topics]
    rows = [(one.id, one.officer, one.course, one.attendance[0].minutes) for one in desk.store.all(TrainingRecord)]
    connection.execute("BEGIN")
    connection.executemany("INSERT OR IGNORE INTO c VALUES (?, ?)", topics)
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
    connection.execute("CREATE INDEX covering ON t (officer, course, came)")
    connection.execute("COMMIT")


def grouped(connection: Any) -> int:
    """Return the cells of the matrix by SQL."""
    return len(connection.execute(MATRIX).fetchall())


def matrix(desk: Desk) -> int:
    """Return the cells of the matrix as the program shows it."""
    return sum(len(one.requirements.value) for one in compliance(desk, YEAR))


def main(quick: bool = False) -> None:
    """Print a line a size and the growth exponent."""
    gc.set_threshold(*COLLECT)
    sizes, times, limits = (4, 8, 16) if quick else PEOPLE, list[float](), list[float]()
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "office") as desk, raw_file(Path(folder) / "raw.db") as connection:
            book(desk, count)
            copy(desk, connection)
            ours, limit, paired = ratio(partial(matrix, desk), partial(grouped, connection), runs=3)
        line(f"matrix {count} people × {count * EACH:,} records", ours, limit, paired, goal=1.5)
        times.append(ours)
        limits.append(limit)
    growth(sizes, times, 1.10, limits)


if __name__ == "__main__":
    run(main)
