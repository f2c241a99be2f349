"""A collector's year at the scale of a city: every package in with its receipt, every office evaluated, every quota proposed, every notice out.

The least beside each: for packages what `packages` takes by hand; for evaluation and proposals every record of the city read once; for notices a
signature, age and a synced file each. Growth exponents ≤ 1.05 (packages 1.10: their ids are random). Memory is told as it grows in the second half
of the batch, when everything is warm.

`--write folder --count 1000` only makes the department's workspace and the sealed packages, to be taken in on screen or by command.
"""

import argparse
import io
import os
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks.books import PASSPHRASE, raw_file
from benchmarks.city import City, city
from benchmarks.packages import by_hand_all, tables
from benchmarks.timing import growth, line, seconds
from hrdesk.domain.kinds import kind_named
from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Headcount
from hrdesk.exchange.keys import new_identity, new_signing_key, signing_key
from hrdesk.exchange.layout import TABLES
from hrdesk.services.agency import agencies
from hrdesk.services.collecting import answers
from hrdesk.services.core.desk import Desk
from hrdesk.services.post.receiving import receive
from hrdesk.services.review import evaluation, quota

SIZES, QUICK = (100, 300, 1000), (4, 8)
YEAR = 115
NOTICE = 6000  # bytes of a quota notice
GOALS = (1.10, 1.05, 1.05, 1.05)
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


@dataclass(slots=True)
class Memory:
    """A desk's `progress` that notes how much memory a batch holds when half of it is done, and at its end, in bytes."""

    half: int = 0
    end: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Note the memory at the middle and at the end."""
        if done == total // 2:
            self.half = resident()
        if done == total:
            self.end = resident()


def resident() -> int:
    """Return this process's memory in bytes; 0 where the system does not tell."""
    path = Path("/proc/self/statm")
    return int(path.read_text(encoding="ascii").split()[1]) * PAGE if path.exists() else 0


def take_in(desk: Desk, made: City, place: Path) -> tuple[float, float]:
    """Print the row of the whole batch; return the seconds of ours and of the limit."""
    memory, count = Memory(), len(made.packages)
    with raw_file(place / "raw.db") as connection:
        tables(connection)
        limit = seconds(partial(by_hand_all, connection, made.packages, made.identity))
    ours = seconds(partial(all_in, replace(desk, progress=memory), made, place / "receipts"))
    line(f"take in {count}, with a receipt each", ours, limit, ours / limit)
    grown = (memory.end - memory.half) / 1024 / (count - count // 2)
    print(f"{'':<8}memory at the end {memory.end / 1e6:.0f} MB; the second half added {grown:.0f} KiB a package")
    return ours, limit


def all_in(desk: Desk, made: City, receipts: Path) -> None:
    """Take the city in, none refused, none without a receipt."""
    assert all(one.accepted and one.receipt for one in receive(desk, made.packages, receipts))


def judge(desk: Desk, count: int) -> tuple[float, float]:
    """Print the rows of the evaluation sheets and the quota proposals; return their seconds."""
    limit = seconds(partial(read_once, desk))
    sheets, proposals = (seconds(partial(work, desk, YEAR)) for work in (evaluation.sheets, quota.proposals))
    line(f"evaluation sheets of {count} agencies", sheets, limit, sheets / limit)
    line(f"quota proposals for {count} agencies", proposals, limit, proposals / limit)
    return sheets, proposals


def read_once(desk: Desk) -> None:
    """Read every record that travels."""
    for name in TABLES:
        desk.store.all(kind_named(name))


def answer(desk: Desk, place: Path, count: int) -> float:
    """Print the row of a quota notice for everyone; return its seconds."""
    for one in agencies.first_tier(desk):
        agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 10}, date(2026, 12, 31), agency=one.id)
        quota.approve(desk, one, YEAR, quota.Approved())
    limit = seconds(partial(signed_files, place / "least", count))
    ours = seconds(partial(everyone, desk, place / "notices"))
    line(f"quota notices to {count} agencies", ours, limit, ours / limit)
    return ours


def everyone(desk: Desk, folder: Path) -> None:
    """Send the notices, none left out."""
    assert all(one.sealed for one in answers.send_all(desk, PackageKind.QUOTA, YEAR, folder))


def signed_files(folder: Path, count: int) -> None:
    """Write as many files: one signature, encrypted, flushed to the disk."""
    folder.mkdir()
    private, recipient = signing_key(new_signing_key()), pyrage.x25519.Recipient.from_str(new_identity()[1])
    data = bytes(NOTICE)
    for number in range(count):
        private.sign(data, ec.ECDSA(hashes.SHA256()))
        with (folder / str(number)).open("xb") as file:
            pyrage.encrypt_io(io.BytesIO(data), file, [recipient])
            file.flush()
            os.fsync(file.fileno())


def measure(size: int) -> tuple[float, ...]:
    """Print the rows of one size; return the limit's seconds for the packages, then ours of every row."""
    with tempfile.TemporaryDirectory() as place:
        made = city(Path(place), size)
        with made.opened(Path(place) / "copy") as desk:
            ours, limit = take_in(desk, made, Path(place))
            return limit, ours, *judge(desk, size), answer(desk, Path(place), size)


def main(quick: bool = False) -> None:
    """Print the rows of every size and how each time grows."""
    sizes = QUICK if quick else SIZES
    limit, *ours = zip(*map(measure, sizes), strict=True)
    for number, (times, goal) in enumerate(zip(ours, GOALS, strict=True)):
        growth(sizes, times, goal, () if number else limit)


def write(folder: Path, count: int) -> None:
    """Make a department's workspace and a sealed package of each of `count` agencies in a folder, and say how to open it."""
    folder.mkdir(parents=True)
    made = city(folder, count)
    print(f"{made.folder}: {count} packages beside it; passphrase {PASSPHRASE}")


def ask() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it runs, not what it costs")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only make the workspace and the packages")
    parser.add_argument("--count", type=int, default=1000, help="agencies to make")
    args = parser.parse_args()
    if args.write:
        write(args.write, args.count)
    else:
        main(args.quick)


if __name__ == "__main__":
    ask()
