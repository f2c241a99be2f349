"""A verified backup beside copying the file and bringing the copy to the disk: goal ≤ 6, exponent ≤ 1.10."""

import os
import shutil
import tempfile
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.books import NOW, Ids, courses, filled, new_desk, people, trainings
from benchmarks.timing import growth, line, ratio, run
from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.store.folder import DATABASE

SIZES = (10_000, 30_000, 100_000)


def book(desk: Desk, size: int) -> None:
    """Fill a workspace with so many training records."""
    ids, pack, agency = Ids(), desk.rules(NOW.date()), desk.workspace.agency
    staff, held = list(people(agency, 100, pack, ids)), list(courses(agency, 200, pack, ids))
    officers = [record.id for record in staff if isinstance(record, Officer)]
    filled(desk, [*staff, *held, *trainings(agency, officers, [course.id for course in held], size // len(officers), ids)])


def copy(source: Path, target: Path) -> None:
    """Copy a file and bring it to the disk."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def main(quick: bool = False) -> None:
    """Print a line a size and the growth exponent."""
    sizes, times, limits = (500, 1_000, 2_000) if quick else SIZES, list[float](), list[float]()
    for size in sizes:
        with tempfile.TemporaryDirectory() as place, new_desk(Path(place) / "office") as desk:
            book(desk, size)
            numbers = count()

            def ours(desk: Desk = desk, folder: Path = Path(place)) -> None:
                desk.store.backup(folder / f"{next(numbers)}.hrdbak")  # noqa: B023

            limit = partial(copy, desk.store.folder / DATABASE, Path(place) / "copy")
            spent, copied, paired = ratio(ours, limit, runs=3)
        line(f"backup of {size:,} records, verified", spent, copied, paired, goal=6)
        times.append(spent)
        limits.append(copied)
    growth(sizes, times, 1.10, limits)


if __name__ == "__main__":
    run(main)
