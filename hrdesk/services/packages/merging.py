"""What a verified package would write here: allowed records only, the collector's own findings kept, the difference in records.

A package may write records of its sender and, where the sender merges its 所屬, of those; never of any other agency, and never what a
workspace keeps for itself (its agencies, offices, ledger). Nothing here writes; the caller puts and deletes in one transaction.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hrdesk.domain.awards import Decision, Nomination, Nominee
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.package import DOWNWARD, Finding, PackageKind
from hrdesk.domain.record import AgencyId, CourseId, Record
from hrdesk.domain.seeds import Evidence, MeritClaim, Verification
from hrdesk.domain.staff import Agency, Officer, Staffing
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.domain.values import Changes, Key
from hrdesk.exchange import rules
from hrdesk.services.agency import guards, strangers
from hrdesk.services.agency.snapshot import Given, Reader, Records, annual, evidence_of, flat, officers_of
from hrdesk.services.packages import rolls

Fresh = Mapping[tuple[type[Record], str], Record]  # what a package brings
AT_ONCE = 1000  # ids asked for in one query
BOOK = rules.BOOK - {Agency}
TAKEN = frozenset(
    {PackageKind.SUBMISSION, PackageKind.NOMINATION, PackageKind.CHANGE, PackageKind.ROLL, PackageKind.QUOTA, PackageKind.DECISION, PackageKind.RETURN}
    | {PackageKind.RESULTS}
)
ALLOWED = {kind: rules.CARRIES[kind] - {Agency} for kind in PackageKind if kind in TAKEN}  # an agency that comes along only explains
FROM_BELOW = frozenset({PackageKind.SUBMISSION, PackageKind.NOMINATION, PackageKind.ROLL})  # what an office says of its year


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a package that opened well is not taken in."""

    finding: Finding
    facts: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Merge:
    """What taking a package in would write and delete; `refusals` is empty where it may be."""

    puts: tuple[Record, ...] = ()
    deletes: tuple[Record, ...] = ()
    changes: Changes = field(default_factory=Changes)
    refusals: tuple[Refusal, ...] = ()


def merge(reader: Reader, kind: PackageKind, year: int, records: Records, allowed: Sequence[AgencyId], today: date) -> Merge:
    """Return what a package of `kind` for `year` would write when taken in `today`.

    `allowed` are the agencies whose records it may carry, from below the sender first.
    """
    held = Given(_held(reader, records))
    beyond = rolls.beyond(held, year, records, allowed) if kind is PackageKind.ROLL else ()
    refusals = (
        *_once(_refusals(held, kind, year, records, allowed)),
        *_decided(reader, kind, year, records, allowed),
        *_outside(kind, year, records, allowed),
        *(Refusal(Finding.CONFLICT, {"what": what}) for what in beyond),
    )
    if refusals:
        return Merge(refusals=refusals)
    mine = [record for record in flat(records) if not _only_explains(record, kind, allowed) and not _answers_nothing(record, kind, held)]
    mine = guards.not_twice(reader, mine, held) if kind is PackageKind.RESULTS else mine
    kept = KEEPERS.get(kind, _as_given)
    signed_in = guards.signed_in(reader, mine, held, roll=kind is PackageKind.ROLL) if kind in FROM_BELOW else {}
    altered = guards.altered_files(held, mine) if kind not in DOWNWARD else frozenset()
    puts = tuple(signed_in.get(record.id) or guards.unjudged(kept(record, held.get(type(record), record.id)), altered) for record in mine)
    gone = tuple(_gone(reader, kind, year, puts, allowed, today))
    against = (*_against(reader, kind, year, puts, gone, allowed), *(guards.exchanged(reader, puts, held) if kind in FROM_BELOW else ()))
    if against:
        return Merge(refusals=tuple(Refusal(Finding.CONFLICT, {"what": what}) for what in dict.fromkeys(against)))
    void = tuple(guards.shaken(reader, altered, {(type(record), record.id) for record in (*puts, *gone)}, allowed))
    changed = tuple(record for record in puts if held.get(type(record), record.id) != record)
    return Merge(puts=(*changed, *void), deletes=gone, changes=_changes(held, changed, void, gone))


def _against(reader: Reader, kind: PackageKind, year: int, puts: tuple[Record, ...], gone: tuple[Record, ...], allowed: Sequence[AgencyId]) -> Iterator[str]:
    """Yield a sentence for each thing held that stands against a package."""
    yield from guards.second_ones(reader, puts, gone)
    yield from guards.taken_away(reader, gone, allowed, year)
    if kind is PackageKind.NOMINATION:
        yield from guards.wrong_lists(reader, puts, allowed[0])


def _held(reader: Reader, records: Records) -> dict[str, tuple[Record, ...]]:
    """Return the records held under the ids that a package uses."""
    found: dict[str, tuple[Record, ...]] = {}
    for name, group in records.items():
        ids = [record.id for record in group]
        parts = (tuple(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
        found[name] = tuple(record for part in parts for record in reader.all(type(group[0]), id=part))
    return found


def _refusals(held: Reader, kind: PackageKind, year: int, records: Records, allowed: Sequence[AgencyId]) -> Iterator[Refusal]:
    """Yield what no package of this kind may carry: other kinds, another year, another agency's records."""
    for name, group in records.items():
        for line, record in enumerate(group, start=1):
            before = held.get(type(record), record.id)
            if isinstance(record, Agency):
                continue
            if type(record) not in ALLOWED[kind] or getattr(record, "year", year) != year:
                yield Refusal(Finding.BAD_RECORD, {"table": name, "line": line})
            elif _only_explains(record, kind, allowed):
                if before is None:
                    yield Refusal(Finding.BAD_REFERENCE, {"table": name})
            elif _agency(record) not in allowed or (before is not None and _agency(before) not in allowed):
                yield Refusal(Finding.CONFLICT, {"what": strangers.sentence(records, record, allowed, upward=kind not in DOWNWARD)})


def _once(refusals: Iterable[Refusal]) -> Iterator[Refusal]:
    """Yield each refusal once: a hundred records of one stranger have one reason."""
    told: list[Refusal] = []
    for refusal in refusals:
        if not told or refusal != told[-1]:
            yield refusal
        told = [refusal]


def _decided(reader: Reader, kind: PackageKind, year: int, records: Records, allowed: Collection[AgencyId]) -> Iterator[Refusal]:
    """Yield a refusal for each nominee already decided that a new nomination changes or drops."""
    if kind is not PackageKind.NOMINATION:
        return
    fresh = {record.id: record for record in records.get(Nominee.__name__, ())}
    for decision in reader.all(Decision, agency=tuple(allowed), year=year):
        before = reader.get(Nominee, decision.nominee)
        special = before is not None and reader.get(Nomination, before.nomination) is None  # a round of the department's own
        if not special and fresh.get(decision.nominee) != before:
            yield Refusal(Finding.CONFLICT, {"what": "已作成決定的提報人員有變更"})


def _outside(kind: PackageKind, year: int, records: Records, allowed: Collection[AgencyId]) -> Iterator[Refusal]:
    """Yield a refusal for each record of another year, which this package may not touch."""
    if kind not in FROM_BELOW:
        return
    inside = {(type(record), record.id) for record in flat(annual(Given(records), allowed, year))}
    for record in flat(records):
        mine = _agency(record) in allowed or _only_explains(record, kind, allowed)  # of a stranger's record its agency is told
        if mine and type(record) in BOOK and (type(record), record.id) not in inside:
            yield Refusal(Finding.BAD_RECORD, {"table": type(record).__name__, "line": 0})


def _only_explains(record: Record, kind: PackageKind, allowed: Collection[AgencyId]) -> bool:
    """Tell whether a record only explains others: an agency, or a course of the receiver's own book."""
    return isinstance(record, Agency) or (isinstance(record, Course) and kind not in DOWNWARD and record.agency not in allowed)


def _answers_nothing(record: Record, kind: PackageKind, held: Reader) -> bool:
    """Tell whether a decision speaks of a claim or an absence that the own book no longer has."""
    return kind is PackageKind.DECISION and type(record) in BOOK and held.get(type(record), record.id) is None


def _agency(record: Record) -> AgencyId:
    """Return whose record it is."""
    return AgencyId(str(getattr(record, "agency", "")))


def _as_given(fresh: Record, held: Record | None) -> Record:
    """Return the record as it came."""
    del held
    return fresh


def _from_below(fresh: Record, held: Record | None) -> Record:
    """Return an agency's record with what only the collector may say, and what an earlier package was allowed to add."""
    if isinstance(fresh, Officer):
        return _officer(fresh, held)
    if isinstance(fresh, MeritClaim):
        return _claim(fresh, held)
    if isinstance(fresh, AbsenceReport):
        old = held if isinstance(held, AbsenceReport) and guards.same_judged(fresh, held) else None
        return replace(fresh, department_verdict=old.department_verdict if old else None, department_reason=old.department_reason if old else "")
    return fresh


def _officer(fresh: Officer, held: Record | None) -> Officer:
    """Return an officer whose ID number and contact, left out of a submission, stay as held."""
    if not isinstance(held, Officer):
        return fresh
    return replace(
        fresh,
        national_id=fresh.national_id or held.national_id,
        birth=fresh.birth or held.birth,
        phone=fresh.phone or held.phone,
        email=fresh.email or held.email,
    )


def _claim(fresh: MeritClaim, held: Record | None) -> MeritClaim:
    """Return a claim that the collector's 查證 stays with as long as all it judged is the same, and is open otherwise."""
    open_claim = replace(fresh, verification=Verification.OPEN, verified_by="", verified_how="", verified=None)
    if not isinstance(held, MeritClaim) or not guards.same_judged(fresh, held):
        return open_claim
    return replace(fresh, verification=held.verification, verified_by=held.verified_by, verified_how=held.verified_how, verified=held.verified)


def _from_above(fresh: Record, held: Record | None) -> Record:
    """Return an agency's own record with only the collector's part taken from the package."""
    if isinstance(fresh, MeritClaim) and isinstance(held, MeritClaim):
        return replace(held, verification=fresh.verification, verified_by=fresh.verified_by, verified_how=fresh.verified_how, verified=fresh.verified)
    if isinstance(fresh, AbsenceReport) and isinstance(held, AbsenceReport):
        return replace(held, department_verdict=fresh.department_verdict, department_reason=fresh.department_reason)
    return fresh


def _results(fresh: Record, held: Record | None) -> Record:
    """Return the agency's own record where it says who was there: the collector's sign-in sheet informs, it does not win (TP-21).

    Somebody who is only enrolled has nothing to win against: the sheet is what became of it.
    """
    if not isinstance(held, TrainingRecord) or not isinstance(fresh, TrainingRecord):
        return fresh
    return held if guards.marked(held) else replace(held, attendance=fresh.attendance, completed=fresh.completed, made_up=fresh.made_up)


KEEPERS: Mapping[PackageKind, Callable[[Record, Record | None], Record]] = {
    PackageKind.SUBMISSION: _from_below,
    PackageKind.NOMINATION: _from_below,
    PackageKind.CHANGE: _from_below,
    PackageKind.ROLL: _from_below,
    PackageKind.DECISION: _from_above,
    PackageKind.RESULTS: _results,
}


def _gone(reader: Reader, kind: PackageKind, year: int, puts: Iterable[Record], allowed: Collection[AgencyId], today: date) -> Iterator[Record]:
    """Yield held records that the new snapshot no longer has."""
    fresh = {(type(record), record.id): record for record in puts}
    if kind is PackageKind.SUBMISSION:
        yield from _gone_from_book(reader, year, fresh, allowed)
    if kind is PackageKind.ROLL:
        yield from (one for one in guards.enrolled(reader, year, allowed, today) if (type(one), one.id) not in fresh)
    if kind is PackageKind.NOMINATION:
        for nomination in reader.all(Nomination, agency=tuple(allowed), year=year):
            yield from (one for one in (nomination, *reader.all(Nominee, nomination=nomination.id)) if (type(one), one.id) not in fresh)


def _gone_from_book(reader: Reader, year: int, fresh: Fresh, allowed: Collection[AgencyId]) -> Iterator[Record]:
    """Yield the year's held records that are missing, but nothing that another received year has too, and nothing that a remaining record names."""
    others = guards.other_years(reader, allowed, year)
    absent = (record for record in flat(annual(reader, allowed, year)) if (type(record), record.id) not in fresh and _agency(record) in allowed)
    own = guards.own_courses(reader)
    missing = [record for record in absent if not guards.touches(record, others) and not _enrolled_here(record, own)]
    loose = [record for record in missing if isinstance(record, (Officer, Evidence))]
    going = {(type(record), record.id) for record in missing if not isinstance(record, (Officer, Evidence))}
    named = set(_named(reader, going, fresh, allowed)) if loose else set()
    for record in missing:
        if record.id not in named and not _older_staffing(record, year):
            yield record


def _enrolled_here(record: Record, own: Collection[CourseId]) -> bool:
    """Tell whether a record is an enrolment in a course that this office runs itself: of those its own book tells, before and after the sign-in sheet."""
    return isinstance(record, TrainingRecord) and record.course in own


def _named(reader: Reader, going: Collection[tuple[type[Record], str]], fresh: Fresh, allowed: Collection[AgencyId]) -> Iterator[str]:
    """Yield the ids of officers and evidence that the records which stay, or are replaced, will name."""
    for kind in KINDS:
        if kind in BOOK | {Nominee, Decision}:
            staying = (record for record in reader.all(kind, agency=tuple(allowed)) if (kind, record.id) not in going)
            for record in (fresh.get((kind, one.id), one) for one in staying):
                yield from (*officers_of(record), *evidence_of(record))


def _older_staffing(record: Record, year: int) -> bool:
    """Tell whether a head-count belongs to an earlier year and only stood in for this one."""
    return isinstance(record, Staffing) and roc_year(record.base_date) != year


def _changes(held: Reader, puts: Collection[Record], void: Iterable[Record], deletes: Iterable[Record]) -> Changes:
    """Return the difference by kind and id; `void` are held records that the package does not name but changes."""
    added = tuple(_key(record) for record in puts if held.get(type(record), record.id) is None)
    changed = tuple(_key(record) for record in puts if held.get(type(record), record.id) is not None)
    return Changes(act="receive", added=added, changed=(*changed, *map(_key, void)), removed=tuple(_key(record) for record in deletes))


def _key(record: Record) -> Key:
    """Return the key that names a record."""
    return Key(type(record).__name__, record.id)
