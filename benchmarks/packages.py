"""A batch of small submissions taken in beside the least a reader could do, and beside the workbooks an agency would send instead.

The least: age, ZIP, SHA-256, one signature check, JSON, a raw insert and commit for each. Goals with undo and log ≤ 4, at least 5 times ahead of
openpyxl reading the same records, growth exponent ≤ 1.05.
"""

import json
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks import by_hand
from benchmarks.books import raw_file
from benchmarks.city import City, book, city
from benchmarks.timing import growth, line, of_pairs, run, seconds
from hrdesk.domain.kinds import kind_named
from hrdesk.domain.staff import Tier
from hrdesk.services.agency.agencies import new_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.post.receiving import receive
from hrdesk.store.mapping import row_map
from hrdesk.store.statements import text_of
from hrdesk.store.tables import TABLES

SIZES = (100, 300, 1000)
FULL = 16  # trainings a person with which a package has 421 records, as many as the prototypes that the goals were set by
RUNS, LARGE = 3, 1000  # the largest size runs once: it averages over itself


def tables(connection: Any) -> None:
    """Make the workspace's record tables in a bare file."""
    dialect = sqlite.dialect()
    for table in TABLES.values():
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))


def by_hand_all(connection: Any, files: Sequence[Path], identity: str) -> None:
    """Open every package by hand and insert its records."""
    for path in files:
        found = by_hand.records(by_hand.opened(path, identity))
        connection.execute("BEGIN IMMEDIATE")
        for name, group in found.items():
            table, columns = TABLES[kind_named(name)], row_map(kind_named(name)).columns
            rows = [tuple(plain(values[column]) for column in columns) for values in group]
            connection.executemany(text_of(table, "sqlite", replace=True), rows)
        connection.execute("COMMIT")


def plain(value: Any) -> Any:
    """Return a JSON value as a column holds it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def take_in(desk: Desk, files: Sequence[Path], receipts: Path | None = None) -> None:
    """Take a batch in, none refused."""
    assert all(one.accepted for one in receive(desk, files, receipts))


def workbooks(folder: Path, count: int, each: int) -> list[Path]:
    """Write what the agencies would send otherwise: a sheet for each kind of record."""
    made = []
    for number in range(count):
        paper = openpyxl.Workbook(write_only=True)
        for record in book(new_agency(f"3791{number:05d}A", "範例機關", Tier.FIRST), number, each):
            name = type(record).__name__
            sheet = paper[name] if name in paper.sheetnames else paper.create_sheet(name)
            sheet.append([str(value) for value in row_map(type(record)).rows([record])[record.id]])
        made.append(folder / f"{number}.xlsx")
        paper.save(made[-1])
    return made


def collected(files: Sequence[Path], target: Path, *, streaming: bool) -> None:
    """Copy every row of the workbooks into one, a sheet a kind, and check nothing; `streaming` as somebody does who knows openpyxl well."""
    whole = openpyxl.Workbook(write_only=streaming)
    for path in files:
        for sheet in openpyxl.load_workbook(path, read_only=streaming):
            into = whole[sheet.title] if sheet.title in whole.sheetnames else whole.create_sheet(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                into.append(row)
    whole.save(target)


def measure(made: City, receipts: bool = False) -> tuple[float, float, float]:
    """Return ours, by hand, and the median of the paired ratios; every run on a fresh copy."""
    pairs = []
    for _ in range(1 if len(made.packages) >= LARGE else RUNS):
        with tempfile.TemporaryDirectory() as place, made.opened(Path(place) / "copy") as desk, raw_file(Path(place) / "raw.db") as connection:
            tables(connection)
            limit = seconds(partial(by_hand_all, connection, made.packages, made.identity))
            pairs.append((limit, seconds(partial(take_in, desk, made.packages, Path(place) / "receipts" if receipts else None))))
    return of_pairs(pairs)


def against_workbooks(folder: Path, count: int, each: int) -> None:
    """Print what as many packages of a size cost beside the workbooks that hold the same."""
    made = city(folder / "made", count, each)
    records = len(book(new_agency("379100000A", "範例機關", Tier.FIRST), 0, each))
    ours, limit, paired = measure(made)
    line(f"  {count} packages of {records} records", ours, limit, paired, goal=4)
    files = workbooks(folder, count, each)
    for how, streaming in (("streaming", True), ("load_workbook", False)):
        peer = seconds(partial(collected, files, folder / f"{how}.xlsx", streaming=streaming))
        line(f"  ours against openpyxl, {how}", ours, peer, ours / peer, goal=0.2)


def main(quick: bool = False) -> None:
    """Print a line a size, the growth exponent, the peer, and what receipts cost."""
    sizes, times, limits = (4, 8, 12) if quick else SIZES, list[float](), list[float]()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = city(Path(folder), size)
            ours, limit, paired = measure(made)
            line(f"take in {size} packages", ours, limit, paired, goal=4)
            times.append(ours)
            limits.append(limit)
            if size == sizes[0]:
                line("  with a signed receipt for each", *measure(made, receipts=True))
                (Path(folder) / "made").mkdir()
                against_workbooks(Path(folder), size, FULL)
    growth(sizes, times, 1.05, limits)


if __name__ == "__main__":
    run(main)
