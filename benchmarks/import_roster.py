"""A whole import beside calamine merely reading the file: child process, headings, typed rows, plan, verified backup, store. Goals ≤ 5, exponent ≤ 1.15."""

import tempfile
from functools import partial
from pathlib import Path

import openpyxl

from benchmarks.books import new_desk
from benchmarks.read_sheets import alone, write
from benchmarks.timing import growth, line, of_pairs, run, seconds
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_roster import plan_roster
from hrdesk.services.imports.importing import apply_plan

SIZES = (3_000, 10_000, 30_000)
RUNS = 3


def imported(desk: Desk, path: Path) -> None:
    """Plan a staff list and apply the plan."""
    assert apply_plan(desk, plan_roster(desk, path))


def measure(path: Path) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return pairs of calamine and the plan, and of calamine and the whole import; every run on a new workspace."""
    plans, wholes = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "office") as desk:
            limit = seconds(partial(alone, path))
            plans.append((limit, seconds(partial(plan_roster, desk, path))))
            wholes.append((limit, seconds(partial(imported, desk, path))))
    return plans, wholes


def merely_read(path: Path) -> int:
    """Read every cell with openpyxl."""
    return sum(len(row) for row in openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))


def main(quick: bool = False) -> None:
    """Print two lines a size, the growth exponent and the peer."""
    sizes, times, limits = (100, 200, 400) if quick else SIZES, list[float](), list[float]()
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = write(Path(folder), rows)
            plans, wholes = measure(path)
            line(f"plan of {rows:,} rows × 15", *of_pairs(plans))
            ours, limit, paired = of_pairs(wholes)
            line(f"import of {rows:,} rows × 15", ours, limit, paired, goal=5)
            times.append(ours)
            limits.append(limit)
            if rows == sizes[1]:
                peer = seconds(partial(merely_read, path))
                line("  openpyxl merely reads it", peer, limit, peer / limit)
    growth(sizes, times, 1.15, limits)


if __name__ == "__main__":
    run(main)
