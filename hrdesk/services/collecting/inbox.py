"""The collector's inbox: many files at once, what became of each in words, and everything that ever came."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from hrdesk.domain.collected import Stage
from hrdesk.domain.offices import Direction
from hrdesk.domain.package import HELD, Finding, Header, PackageKind, Report
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting.stage_days import Days, days_of
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import keys, package_words, receipts
from hrdesk.services.packages.package_words import Mark
from hrdesk.services.packages.sealing import check_clock
from hrdesk.services.post import inspection, receiving
from hrdesk.services.post.inspection import Inspected
from hrdesk.services.post.receiving import UNWRITTEN, Forks, Received
from hrdesk.services.review.quota import approval

__all__ = ["Arrival", "Dropped", "Fate", "Forks", "answer", "expand", "look", "receive"]

SUFFIX = ".hrdpkg"
SYSTEM = ("desktop.ini", "thumbs.db")  # what Windows leaves in a folder
STAGES = {PackageKind.SUBMISSION: Stage.ARRIVED, PackageKind.NOMINATION: Stage.NOMINATED}
UNSAID = frozenset({"Parcel", "Agency"})  # kinds that are no content of a form


class Fate(Enum):
    """What became of a file: taken in, taken in with something to look at, known already, of another history, sealed here, sent back."""

    TAKEN = "taken"
    WARNED = "warned"
    HELD = "held"
    FORKED = "forked"
    OWN = "own"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file of a batch: what it is as far as it could be read, what became of it, what it changed, and what to do next, in words."""

    file: Path
    received: Received
    fate: Fate
    sender: str = ""
    code: str = ""
    kind: str = ""
    year: int = 0
    revision: int = 0
    late: int = 0  # days beyond the collector's own day for it, or beyond the permitted one
    changed: str = ""
    told: str = ""

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return str(self.file)

    @property
    def report(self) -> Report:
        """Return everything known about the package."""
        return self.received.report


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped or chosen: the files to be taken in, and those beside them in a folder that are no packages by their name."""

    files: tuple[Path, ...]
    others: tuple[Path, ...] = ()


def expand(paths: Iterable[Path]) -> Dropped:
    """Return the files that were dropped or chosen, once each: a folder stands for the packages in it, wherever they lie there.

    Whatever is named like a package is one of them, and a folder that cannot be read as well: each is judged and told, none is passed over.
    """
    found = [one for path in paths for one in (_inside(path) if path.is_dir() else ((path, True),))]
    files = tuple(dict.fromkeys(path for path, wanted in found if wanted))
    return Dropped(files, tuple(dict.fromkeys(path for path, wanted in found if not wanted)))


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield what lies in a folder, by name, and whether it is to be taken in; what the system put there itself is left out."""
    unread: list[Path] = []
    found: list[tuple[Path, bool]] = []
    for top, folders, names in os.walk(folder, onerror=lambda error: unread.append(Path(error.filename))):
        found += [(Path(top, name), True) for name in (*folders, *names) if name.lower().endswith(SUFFIX)]
        found += [(Path(top, name), False) for name in names if not name.lower().endswith((SUFFIX, *SYSTEM)) and not name.startswith(".")]
    yield from sorted((*found, *((path, True) for path in unread)))


def receive(desk: Desk, files: Sequence[Path], receipts_dir: Path | None = None, forks: Forks | None = None) -> Iterator[Arrival]:
    """Take in one file whenever the next is asked for, as `receiving.each` does, and yield what became of it in words. Raises as that does."""
    known = _Known(desk)
    for file, received in zip(files, receiving.each(desk, files, receipts_dir, forks), strict=True):
        yield _arrival(file, received, known)


def answer(desk: Desk, arrivals: Sequence[Arrival], folder: Path) -> Iterator[Arrival]:
    """Write one receipt into a folder whenever the next is asked for, and yield its arrival with where it lies; one that fails stops no other.

    Raises InputError CLOCK_BEHIND, PackageError NO_KEY and StoreError WRITE_FAILED as receiving does, before the first is written.
    """
    check_clock(desk)
    keys.signer(desk, PackageKind.RECEIPT)
    receipts.prepare(folder)
    known = _Known(desk)
    for one in arrivals:
        receipt, unwritten = receiving.answer(desk, one.report, one.file, folder)
        others = tuple(problem for problem in one.received.problems if problem.code != UNWRITTEN)
        yield _arrival(one.file, replace(one.received, receipt=receipt, problems=(*others, *unwritten)), known)


def look(desk: Desk, arrival: Arrival) -> Inspected:
    """Return everything known about a file of a batch, with what differs from the revision before; the look is noted in the audit log."""
    report = arrival.report
    parcel = ledger.by_package(desk.store, report.package, Direction.RECEIVED)
    if parcel is not None:
        return replace(inspection.inspect_parcel(desk, parcel), report=report)
    if report.header is not None and arrival.file.is_file():
        return replace(inspection.inspect(desk, arrival.file), report=report)
    return Inspected(report, _names(desk))


def touched(arrival: Arrival, before: Changes) -> Changes:
    """Return what a batch changed so far, with one key of each kind: a thousand packages change more records than every page should go through."""
    changes = arrival.received.changes
    known = before.kinds
    first = {key.kind: key for key in (*changes.added, *changes.changed, *changes.removed) if key.kind not in known}
    return replace(before, act="receive", changed=(*before.changed, *first.values()))


def fate_of(received: Received) -> Fate:
    """Return what became of a file."""
    finding = received.report.finding
    if finding is Finding.FORK:
        return Fate.FORKED
    if finding in HELD:
        return Fate.HELD
    if not received.accepted:
        return Fate.OWN if received.skipped else Fate.REFUSED
    warned = any(package_words.mark_of(check.finding) is not Mark.OK for check in received.report.checks)
    return Fate.WARNED if warned or received.problems else Fate.TAKEN


def changed_in_words(changes: Changes) -> str:
    """Return by form what a package added, changed and deleted: 附表1 新增 3、變更 1；附表3 新增 2."""
    counts = {verb: Counter(_form(key.kind) for key in part if key.kind not in UNSAID) for verb, part in _parts(changes)}
    forms = sorted({form for count in counts.values() for form in count})
    return "；".join(f"{form} " + "、".join(f"{verb} {counts[verb][form]}" for verb in counts if counts[verb][form]) for form in forms)


class _Known:
    """What a batch is told with: the names of agencies, and the days by which a year's packages were wanted, each read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.names = desk, _names(desk)
        self._days: dict[int, Days] = {}

    def late(self, header: Header) -> int:
        """Return by how many days a package comes late: a list of nominees by the day of its quota notice where that names one."""
        stage = STAGES.get(header.kind)
        if stage is None:
            return 0
        year, sender = header.period, agency_id(header.agency)
        days = self._days.get(year) or self._days.setdefault(year, days_of(self._desk, year))
        granted = approval(self._desk.store, sender, year) if stage is Stage.NOMINATED else None
        due, permitted = granted.due if granted and granted.due else days.dues.get(stage), days.permitted.get((sender, stage))
        last = max((day for day in (due, permitted.until if permitted else None) if day), default=None)
        return max((self._desk.today - last).days, 0) if last else 0


def _arrival(file: Path, received: Received, known: _Known) -> Arrival:
    report, header = received.report, received.report.header
    code = header.agency if header else report.signer_agency
    plain = Arrival(file, received, fate_of(received), known.names.get(code, header.agency_name if header else code), code, told=_next_step(received))
    if header is None:
        return plain
    changed = changed_in_words(report.changes) if received.accepted else ""
    late = known.late(header) if report.accepted else 0
    return replace(plain, kind=words.label(header.kind), year=header.period, revision=header.revision, late=late, changed=changed)


def _next_step(received: Received) -> str:
    """Return what was found and what a person does next."""
    told = package_words.headline(received.report).sentence
    warned = "；".join(words.of_check(check) for check in received.report.checks if check.finding is Finding.GAP)
    problems = "；".join(words.of_problem(problem) for problem in received.problems)
    back = "回執已寫好，請交回寄件機關。" if received.receipt else ""
    return "　".join(part for part in (told, warned, problems, back) if part)


def _names(desk: Desk) -> dict[str, str]:
    return {one.code: one.name for one in desk.store.all(Agency)}


def _form(kind: str) -> str:
    return package_words.form_title(kind).split(" ")[0]


def _parts(changes: Changes) -> tuple[tuple[str, Iterable[Key]], ...]:
    return ((inspection.ADDED, changes.added), (inspection.CHANGED, changes.changed), (inspection.REMOVED, changes.removed))
