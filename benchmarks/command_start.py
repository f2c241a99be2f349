"""Start of a command against an interpreter that does nothing: `hrdesk --help` and a calculation, goal ≤ 12 (no SQL, no PDF, no signature loaded)."""

import subprocess
import sys
from functools import partial

from benchmarks.timing import line, ratio, run


def start(*command: str) -> None:
    """Run a command in an interpreter of its own."""
    subprocess.run([sys.executable, *command], capture_output=True, check=True)


def main(quick: bool = False) -> None:
    """Print a line a command."""
    for what, command in {
        "hrdesk --help": ("-m", "hrdesk", "--help"),
        "hrdesk calc quota": ("-m", "hrdesk", "calc", "quota", "--staffing", "16", "--json"),
        "hrdesk calc date": ("-m", "hrdesk", "calc", "date", "115/11/21", "--json"),
    }.items():
        line(what, *ratio(partial(start, *command), partial(start, "-c", "pass"), runs=2 if quick else 9), goal=12)


if __name__ == "__main__":
    run(main)
