"""Start of a command against an interpreter that does nothing: `hrdesk --help` and a calculation, goal ≤ 12 (no SQL, no PDF, no signature loaded)."""

import subprocess
import sys
from functools import partial

from benchmarks.timing import line, ratio


def run(*command: str) -> None:
    subprocess.run([sys.executable, *command], capture_output=True, check=True)


def main() -> None:
    for what, command in {
        "hrdesk --help": ("-m", "hrdesk", "--help"),
        "hrdesk calc quota": ("-m", "hrdesk", "calc", "quota", "--staffing", "16", "--json"),
        "hrdesk calc date": ("-m", "hrdesk", "calc", "date", "115/11/21", "--json"),
    }.items():
        line(what, *ratio(partial(run, *command), partial(run, "-c", "pass"), runs=9), goal=12)


if __name__ == "__main__":
    main()
