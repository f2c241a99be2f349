"""Plain lists beside the standard library's CSV writer, and beside openpyxl's write-only mode: goals there ≤ 1 for XLSX, ≤ 1.5 for ODS."""

import csv
import io
from functools import partial

from openpyxl import Workbook

from benchmarks.timing import growth, line, ratio, run
from hrdesk.printing.listing import ListPaper, write_list

SIZES = (3_000, 10_000, 30_000)
HEADINGS = tuple(f"欄位{number}" for number in range(15))
Rows = list[tuple[str, ...]]


def table(count: int) -> Rows:
    """Return made-up rows of fifteen cells."""
    return [tuple(f"範例{column}之{number % 97}" for column in range(len(HEADINGS))) for number in range(count)]


def bare(rows: Rows) -> int:
    """Write CSV with nothing but the standard library."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return len(target.getvalue().encode())


def peer(rows: Rows) -> int:
    """Write XLSX as openpyxl does at its fastest."""
    book, target = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("清單")
    for row in rows:
        sheet.append(row)
    book.save(target)
    return len(target.getvalue())


def ours(rows: Rows, paper: ListPaper) -> int:
    """Write the list as the program does."""
    return len(write_list(HEADINGS, rows, paper))


def main(quick: bool = False) -> None:
    """Print a line a size and kind of file, and how each grows."""
    sizes = (50, 100, 200) if quick else SIZES
    for paper, goal in ((ListPaper.CSV, 6.0), (ListPaper.ODS, 1.5), (ListPaper.XLSX, 1.0)):
        limit, name = (bare, "csv") if paper is ListPaper.CSV else (peer, "openpyxl write-only")
        times = []
        for size in sizes:
            rows = table(size)
            mine, other, paired = ratio(partial(ours, rows, paper), partial(limit, rows), runs=3)
            line(f"{size:,} rows as {paper.value}, by {name}", mine, other, paired, goal)
            times.append(mine)
        growth(sizes, times, 1.05)


if __name__ == "__main__":
    run(main)
