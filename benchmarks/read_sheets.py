"""Reading a staff list: calamine alone beside ours (gate, child process, headings, typed rows), three sizes.

Goals: ≤ 5 from 10,000 rows on (below, the start of a process is most of it), exponent ≤ 1.15.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import python_calamine

from benchmarks.timing import growth, line, ratio, run
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.recognise import recognise
from hrdesk.intake.roster import parse_roster

SIZES = (1_000, 10_000, 100_000)
HEADINGS = [
    *("單位", "員工代號", "職務編號", "職稱", "職務列等", "姓名", "出生日期", "性別"),
    *("初任公職日", "本機關到職日", "現職到職日期", "學歷", "考試", "現支官職等", "俸級"),
]


def write(folder: Path, rows: int) -> Path:
    """Write a staff list of made-up people, 15 columns."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名冊")
    sheet.append(HEADINGS)
    for number in range(rows):
        start = f"1{number % 10:02d}{number % 12 + 1:02d}01"
        person = ["人事室", f"{number:06d}", number, "科員", "委任第五職等", f"王小{chr(0x4E00 + number % 5000)}", "0700101", "女"]
        sheet.append([*person, start, start, start, "大學", "普考", "委任第五職等", "本俸一級"])
    path = folder / f"{rows}.xlsx"
    book.save(path)
    return path


def alone(path: Path) -> int:
    book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))
    return len(book.get_sheet_by_index(0).to_python())


def sheets(path: Path) -> int:
    return len(read_sheets(path))


def people(path: Path) -> int:
    return len(parse_roster(recognise(read_sheets(path), SheetKind.ROSTER)))


def measure(what: str, work: Callable[[Path], int], paths: dict[int, Path], goal: float) -> None:
    times = []
    for rows, path in paths.items():
        ours, limit, paired = ratio(partial(work, path), partial(alone, path), runs=3 if rows > SIZES[1] else 7)
        line(f"{what}, {rows:,} × {len(HEADINGS)}", ours, limit, paired, goal)
        times.append(ours)
    # the child's start is the same for every size, so growth is judged between the two larger ones
    growth(tuple(paths)[1:], times[1:], 1.15)


def main(quick: bool = False) -> None:
    """Print a line a size and kind of reading, the growth exponents and the child's memory."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {rows: write(Path(folder), rows) for rows in ((50, 100, 200) if quick else SIZES)}
        measure("read_sheets over calamine alone", sheets, paths, 5)
        measure("… with headings and typed rows", people, paths, 5)
    if sys.platform != "win32":
        import resource

        print(f"{'':<8}largest child {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    run(main)
