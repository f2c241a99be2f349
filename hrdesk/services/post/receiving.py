"""From files to records: report first, then each package in a transaction of its own, and a receipt for each.

A bad package never stops the batch and leaves nothing behind. A verified backup is made before the batch.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import Direction, FormCopy, Parcel
from hrdesk.domain.package import DOWNWARD, HELD, Check, Content, Finding, Header, PackageKind, Report
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key, Problem
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import above, agency_id, part_of
from hrdesk.services.awards import nomination
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.difference import Difference
from hrdesk.services.core.told import reason_of
from hrdesk.services.packages import inside, keys, receipts, rules_package
from hrdesk.services.packages.merging import ALLOWED, Merge, Refusal, merge
from hrdesk.services.packages.sealing import check_clock
from hrdesk.services.post import rules_told
from hrdesk.services.safekeeping import keeping

if TYPE_CHECKING:
    from hrdesk.exchange.opening import Opened
    from hrdesk.exchange.trust import Trust

UNREADABLE = frozenset({Finding.NOT_FOR_ME, Finding.WRONG_RECIPIENT})  # what a file comes to that is written to somebody else
UNWRITTEN = "receipt_unwritten"  # the problem of a package whose receipt could not be written


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: its report, what it changed, the receipt written for its sender, if it is known, and what a reviewer must look at."""

    report: Report
    changes: Changes
    receipt: Path | None = None
    problems: tuple[Problem, ...] = ()  # of a list of nominees taken in: everything its gate finds
    differences: tuple[Difference, ...] = ()  # of a rules package taken in: what is otherwise from now on

    @property
    def unanswered(self) -> bool:
        """Tell whether its receipt could not be written."""
        return any(problem.code == UNWRITTEN for problem in self.problems)

    @property
    def accepted(self) -> bool:
        """Tell whether the package is in the book, now or from before."""
        return self.report.accepted or self.report.finding in HELD

    @property
    def skipped(self) -> bool:
        """Tell whether the file was sealed here for somebody else, so that it is neither taken in nor sent back."""
        return self.report.finding is Finding.OWN


@dataclass(frozen=True, slots=True)
class Forks:
    """Package ids that a person takes in although they contradict what was received, and why (an old backup was restored over there)."""

    packages: frozenset[str] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file opened and judged: the report, and what taking it in would write."""

    report: Report
    content: Content | None
    merge: Merge
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides about a package besides its own bytes, as of an entry of the log: whatever another program writes after it may change that."""

    trust: "Trust"
    seq: int


def examine(desk: Desk, file: Path) -> tuple[Report, Content | None]:
    """Return everything known about a package, with what taking it in would change, and what it holds, None where it could not be read.

    Its attachments are gone by then. Changes nothing.
    """
    with _opened(desk, file, keys.trust(desk)) as opened:
        judged = _judge(desk, opened)
    return judged.report, judged.content


def never() -> bool:
    """Tell that nobody wants to stop."""
    return False


def receive(
    desk: Desk,
    files: Sequence[Path],
    receipts_dir: Path | None = None,
    forks: Forks | None = None,
    *,
    stopped: Callable[[], bool] = never,
) -> tuple[Received, ...]:
    """Take in packages one after another, each in its own transaction, and return what became of each, in order.

    It ends before the next package once `stopped` says so: what was taken in stays, and the files left over are those beyond what is returned.
    Receipts go to `receipts_dir`, for accepted and refused packages alike, wherever the sender is known. Raises InputError NEEDS_REASON where
    `forks` name packages without a reason; CLOCK_BEHIND and NO_KEY where receipts could not be signed, StoreError WRITE_FAILED
    where their folder cannot take them, all before anything is taken in.
    """
    found: list[Received] = []
    coming = each(desk, files, receipts_dir, forks)
    while not stopped():
        desk.progress(len(found), len(files))
        received = next(coming, None)
        if received is None:
            break
        found.append(received)
    return tuple(found)


def each(desk: Desk, files: Sequence[Path], receipts_dir: Path | None = None, forks: Forks | None = None) -> Iterator[Received]:
    """Take in one file whenever the next is asked for, and yield what became of it; other work may be done with the book in between.

    Raises as `receive` does, when the first is asked for.
    """
    if forks and forks.packages and not forks.reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="收下沿革不同的資料包")
    if receipts_dir is not None:
        check_clock(desk)
        keys.signer(desk, PackageKind.RECEIPT)
        receipts.prepare(receipts_dir)
    if files:
        keeping.before(desk, "receive")
        yield from _each(desk, files, receipts_dir, forks or Forks())


def _each(desk: Desk, files: Sequence[Path], receipts_dir: Path | None, forks: Forks) -> Iterator[Received]:
    """Yield what became of each file; what decides about the next is read anew where something else was written in between."""
    known = _know(desk, forks)
    for file in files:
        known, judged, changes = _take(desk, file, known, forks)
        receipt, unwritten = answer(desk, judged.report, file, receipts_dir) if receipts_dir else (None, ())
        seq = desk.store.seq()
        yield Received(judged.report, changes, receipt, (*_problems(desk, judged), *unwritten), judged.differences)
        if desk.store.seq() != seq:
            known = _know(desk, forks)


def _take(desk: Desk, file: Path, known: "_Known", forks: Forks) -> "tuple[_Known, _Judged, Changes]":
    """Judge and enter one file in one turn. It is opened before, by what was known then, and anew where somebody else has written since."""
    with _opened(desk, file, known.trust) as opened, desk.store.turn():
        if not desk.store.overtaken(known.seq):
            return _entered(desk, file, known, opened, forks)
    with desk.store.turn():
        known = _know(desk, forks)
        with _opened(desk, file, known.trust) as opened:
            return _entered(desk, file, known, opened, forks)


def _entered(desk: Desk, file: Path, known: "_Known", opened: "Opened", forks: Forks) -> "tuple[_Known, _Judged, Changes]":
    """Judge an opened file and write it where it is accepted; return what is known from now on, the judgement and what changed."""
    judged = _judge(desk, opened)
    changes = _shared(judged.report.changes, _enter(desk, file, judged, forks))
    return _Known(keys.trust_after(desk, known.trust, judged.report), desk.store.seq()), judged, changes


def _know(desk: Desk, forks: Forks) -> "_Known":
    """Return what decides about packages, and as of which entry of the log."""
    seq = desk.store.seq()
    return _Known(keys.trust(desk, forks.packages), seq)


def answer(desk: Desk, report: Report, file: Path, folder: Path) -> tuple[Path | None, tuple[Problem, ...]]:
    """Write the receipt of a file; one that cannot be written is told with its package and stops no other."""
    try:
        return receipts.write(desk, report, file, folder), ()
    except HrdeskError as error:
        why = words.of_error(error)
    except OSError as error:
        why = reason_of(error)
    return None, (Problem(UNWRITTEN, facts={"why": why}),)


def _shared(planned: Changes, made: Changes) -> Changes:
    """Return what was written with the keys of what was planned: a batch of a thousand packages names each record once in memory."""
    known = {key: key for key in (*planned.added, *planned.changed, *planned.removed)}
    added, changed, removed = (tuple(known.get(key, key) for key in group) for group in (made.added, made.changed, made.removed))
    return replace(made, added=added, changed=changed, removed=removed)


def _problems(desk: Desk, judged: _Judged) -> tuple[Problem, ...]:
    """Return what the gate finds in a list of nominees that was taken in, for the reviewer (陸三(五))."""
    header = judged.report.header
    if not judged.report.accepted or header is None or header.kind is not PackageKind.NOMINATION:
        return ()
    return nomination.gate(desk, agency_id(header.agency), header.period)


def _opened(desk: Desk, file: Path, trust: "Trust") -> "Opened":
    """Open a file with everything this workspace knows; one that it sealed itself, which only its addressee opens, is named for what it is."""
    from hrdesk.exchange.opening import open_package

    opened = open_package(file, trust, keys.identities(desk), desk.now(), desk.scratch)
    mine = _by_file(desk, _digest(file)) if opened.report.finding in UNREADABLE else None
    return replace(opened, report=_own(desk, opened.report, mine)) if mine else opened


def _own(desk: Desk, report: Report, mine: Parcel) -> Report:
    """Return the report on a file that was sealed here: its place in the outbox is told instead of why it cannot be read."""
    to = desk.store.get(Agency, mine.recipient)
    facts: dict[str, str | int] = {"kind": words.label(PackageKind(mine.kind)), "revision": mine.revision, "to": to.name if to else ""}
    return replace(report, finding=Finding.OWN, checks=(*report.checks[:-1], Check(report.checks[-1].name, Finding.OWN, facts)))


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file that was read a moment ago."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _judge(desk: Desk, opened: "Opened") -> _Judged:
    """Judge whether an opened package may be taken in."""
    report, content = opened.report, opened.content
    if not report.accepted or content is None:
        return _Judged(report, content, Merge())
    planned = _plan(desk, content.header, content)
    refused = planned.refusals[:1]
    checks = tuple(Check("merge", refusal.finding, refusal.facts) for refusal in planned.refusals) or (Check("merge", Finding.OK),)
    finding = refused[0].finding if refused else report.finding
    told = rules_told.differences(desk, content) if content.header.kind is PackageKind.RULES and not refused else ()
    return _Judged(replace(report, finding=finding, checks=(*report.checks, *checks), changes=planned.changes), content, planned, told)


def _plan(desk: Desk, header: Header, content: Content) -> Merge:
    """Return what a package that opened well would write, or why it may not."""
    if header.kind is PackageKind.RECEIPT:
        return _receipt_plan(desk, header)
    if header.kind is PackageKind.RULES:
        return rules_package.plan(desk, content)
    if header.kind not in ALLOWED:
        return Merge(refusals=(Refusal(Finding.OUT_OF_ORDER, {"what": "這是登錄核發檔案，不在這裡收；請由它的收件機關匯入"}),))
    sender = agency_id(header.agency)
    if header.kind is PackageKind.NOMINATION:
        notices = ledger.sent(desk.store, PackageKind.QUOTA, header.period, sender)
        if not notices or notices[-1].package != header.answers:
            return Merge(refusals=(Refusal(Finding.OUT_OF_ORDER, {"what": "不是依最新的核定額度通知提報（陸三(一)），請寄件機關依最新的通知重新提報"}),))
    part = allowed(desk, header.kind, sender, header.period)
    for code in inside.strangers(content, part):
        return Merge(refusals=(Refusal(Finding.BAD_INNER, {"agency": code, "inner": Finding.WRONG_AGENCY.value, "why": "parent"}),))
    return merge(desk.store, header.kind, header.period, content.records, part, desk.today)


def allowed(desk: Desk, kind: PackageKind, sender: AgencyId, year: int) -> tuple[AgencyId, ...]:
    """Return the agencies whose records a package of a 民國 year may carry: from below the sender and its 所屬 at the year's end, from above the own part."""
    if kind not in DOWNWARD:
        return part_of(desk.store, sender, year_end(year))
    own = desk.workspace.agency
    mine = part_of(desk.store, own, year_end(year))
    return (*mine, *dict.fromkeys((sender, *above(desk.store.all(Agency), own)))) if kind is PackageKind.RESULTS else mine


def _receipt_plan(desk: Desk, header: Header) -> Merge:
    """Return the own entry of the ledger with the verdict the receipt tells."""
    facts = dict(header.facts)
    mine = ledger.by_package(desk.store, header.answers, Direction.SENT) or _by_file(desk, facts.get("file", ""))
    if mine is None:
        return Merge(refusals=(Refusal(Finding.BAD_REFERENCE, {"table": "Parcel"}),))
    told = replace(mine, verdict=facts.get("verdict", ""))
    return Merge(puts=(told,), changes=Changes(act="receive", changed=(Key("Parcel", told.id),)))


def _by_file(desk: Desk, digest: str) -> Parcel | None:
    """Return the sent package with this file digest, or None."""
    found = desk.store.all(Parcel, blob=digest, direction=Direction.SENT) if digest else ()
    return found[0] if found else None


def _enter(desk: Desk, file: Path, judged: _Judged, forks: Forks) -> Changes:
    """Write an accepted package in one transaction; return what changed."""
    content = judged.content
    if not judged.report.accepted or content is None:
        return Changes()
    facts = {"reason": forks.reason.strip()} if judged.report.package in forks.packages else {}
    act = Act.ADOPT_RULES if content.header.kind is PackageKind.RULES else Act.RECEIVE  # what was told can be taken back, nobody was answered
    with desk.store.write(act, kind=content.header.kind.value, revision=content.header.revision, **facts) as tx:
        for attached in content.attachments:
            tx.blob_in(attached.source if isinstance(attached.source, bytes) else attached.source.read_bytes())
        for data in content.rules.values():
            tx.blob_in(data)
        for record in reversed(judged.merge.deletes):
            tx.delete(record)
        tx.put_all(judged.merge.puts)
        forms = tuple(FormCopy(name, tx.blob_in(content.forms[name])) for name in sorted(content.forms))
        parcel = ledger.parcel_of(desk, judged.report, content.header, tx.blob_in(file.read_bytes()), forms)
        tx.put(replace(parcel, verdict=Finding.FORK.value) if facts else parcel)
        keys.take_crl(tx, content)
    return tx.changes
