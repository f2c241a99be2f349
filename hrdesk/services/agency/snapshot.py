"""A year's records of some agencies: what a submission carries, and what it replaces at the receiver."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar, cast

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, Mentoring, MeritClaim, SelfCheck, SystemLog
from hrdesk.domain.staff import Agency, Duty, Officer, RoleSpan, Staffing
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord

R = TypeVar("R", bound=Record)
Records = Mapping[str, tuple[Record, ...]]  # by kind name
OFFICER_FIELDS = frozenset({"officer", "mentor", "mentee", "successor", "substituted_by"})
EVIDENCE_FIELDS = frozenset({"proof", "evidence", "handover"})
SPANNED: tuple[type[RoleSpan | Duty | Appointment | Mentoring], ...] = (RoleSpan, Duty, Appointment, Mentoring)


class Reader(Protocol):
    """What can be asked for records: a store, or a transaction that sees its own writes."""

    def get(self, kind: type[R], key: str, /) -> R | None:
        """Return one record or None."""
        ...

    def all(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        """Return the records with these column values, ordered by id."""
        ...


class Given:
    """Records at hand, asked like a store."""

    def __init__(self, records: Records) -> None:
        """Take the records by kind name."""
        self._records = {name: {record.id: record for record in group} for name, group in records.items()}

    def get(self, kind: type[R], key: str, /) -> R | None:
        """Return one record or None."""
        found = self._records.get(kind.__name__, {}).get(key)
        return found if isinstance(found, kind) else None

    def all(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        """Return the records with these values; a tuple means any of them."""
        found = (record for record in self._records.get(kind.__name__, {}).values() if isinstance(record, kind))
        return tuple(record for record in found if all(_matches(getattr(record, name), wanted) for name, wanted in where.items()))


def _matches(value: object, wanted: object) -> bool:
    """Tell whether a field's value is the one wanted, or among several."""
    return value in wanted if isinstance(wanted, tuple) else value == wanted


def annual(reader: Reader, agencies: Collection[AgencyId], year: int) -> dict[str, tuple[Record, ...]]:
    """Return everything of `agencies` that belongs to the 民國年度 `year`, by kind name and sorted by id.

    A course belongs to the year it starts in, its trainings and absence reports with it; roles, duties, appointments and mentoring to every
    year they touch; officers to the years they serve in or are referred to.
    """
    first, last = year_start(year), year_end(year)
    where = tuple(agencies)
    kept = reader.all(TrainingRecord, agency=where)
    courses = _courses(reader, kept, where, first, last)
    trainings = [item for item in kept if item.course in courses]
    studied = {item.id for item in trainings}
    found: list[Record] = [*courses.values(), *trainings]
    found += [item for item in reader.all(AbsenceReport, agency=where) if item.training in studied]
    found += _standing(reader, where, first, last)
    found += [item for item in reader.all(Coaching, agency=where) if first <= item.day <= last]
    found += [item for item in reader.all(SystemLog, agency=where) if first <= item.day <= last]
    found += reader.all(SelfCheck, agency=where, year=year)
    found += reader.all(MeritClaim, agency=where, year=year)
    serving = [item.id for item in reader.all(Officer, agency=where) if _serves(item, first, last)]
    return by_kind(_with_references(reader, where, found, serving))


def _standing(reader: Reader, agencies: tuple[AgencyId, ...], first: date, last: date) -> Iterator[Record]:
    """Yield what runs over days of the year, and its head-counts or the ones that still hold."""
    for kind in SPANNED:
        yield from (item for item in reader.all(kind, agency=agencies) if item.start <= last and (item.end is None or item.end >= first))
    counts = reader.all(Staffing, agency=agencies)
    yield from (item for item in counts if first <= item.base_date <= last)
    yield from _still_holding(counts, first, last)


def _courses(reader: Reader, trainings: Iterable[TrainingRecord], agencies: tuple[AgencyId, ...], first: date, last: date) -> dict[str, Course]:
    """Return the year's courses in the books of `agencies`, and those of a collector's book that their people attended, by id."""
    found: dict[str, Course] = {course.id: course for course in reader.all(Course, agency=agencies)}
    for key in {training.course for training in trainings} - set(found):
        course = reader.get(Course, key)
        if course is not None:
            found[course.id] = course
    return {key: course for key, course in found.items() if first <= course.start <= last}


def _still_holding(counts: Iterable[Staffing], first: date, last: date) -> Iterator[Staffing]:
    """Yield the newest earlier head-count of each agency and kind that has none of the year itself."""
    newest: dict[tuple[str, str], Staffing] = {}
    for count in sorted(counts, key=lambda item: (item.base_date, item.id)):
        if count.base_date <= last:
            newest[count.agency, count.kind.value] = count
    yield from (count for count in newest.values() if count.base_date < first)


def _serves(officer: Officer, first: date, last: date) -> bool:
    """Tell whether an officer was at the agency on any day from `first` to `last`."""
    return (officer.arrived is None or officer.arrived <= last) and (officer.left is None or officer.left >= first)


def _with_references(reader: Reader, agencies: tuple[AgencyId, ...], found: list[Record], serving: Iterable[str]) -> Iterator[Record]:
    """Yield `found` with the officers serving or referred to, and the evidence referred to."""
    officers = {key for record in found for key in officers_of(record)} | set(serving)
    evidence = {key for record in found for key in evidence_of(record)}
    yield from found
    yield from (officer for officer in reader.all(Officer, agency=agencies) if officer.id in officers)
    yield from (item for item in reader.all(Evidence, agency=agencies) if item.id in evidence)


def by_kind(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Return records grouped by kind name in the order of `KINDS`, each group sorted by id; a record given twice stands once."""
    grouped: dict[str, dict[str, Record]] = {kind.__name__: {} for kind in KINDS}
    for record in records:
        grouped[type(record).__name__][record.id] = record
    return {kind: tuple(items[key] for key in sorted(items)) for kind, items in grouped.items() if items}


def flat(records: Records) -> Iterator[Record]:
    """Yield every record, kind by kind."""
    for group in records.values():
        yield from group


def officers_of(record: Record) -> Iterator[str]:
    """Yield the ids of the officers that a record names."""
    for field in _among(cast("Hashable", type(record)), OFFICER_FIELDS):
        value = getattr(record, field)
        if isinstance(value, str):
            yield value


def evidence_of(record: Record) -> Iterator[str]:
    """Yield the ids of the evidence that a record, or one of its answers, names."""
    for part in (record, *getattr(record, "answers", ())):
        for field in _among(cast("Hashable", type(part)), EVIDENCE_FIELDS):
            yield from getattr(part, field)


@cache
def _among(kind: Any, names: frozenset[str]) -> tuple[str, ...]:
    """Return the fields of a dataclass that have one of these names, found once."""
    return tuple(field.name for field in fields(kind) if field.name in names)


def known_agencies(reader: Reader, agencies: Iterable[AgencyId]) -> tuple[Agency, ...]:
    """Return the records of `agencies` and of everything above them, so that a package names every office it speaks of."""
    found: dict[str, Agency] = {}
    waiting = list(agencies)
    while waiting:
        agency = reader.get(Agency, waiting.pop())
        if agency is not None and agency.id not in found:
            found[agency.id] = agency
            waiting += [agency.parent] if agency.parent is not None else []
    return tuple(found.values())


def without_private(record: Record) -> Record:
    """Return a record as a collector may see it: an officer without ID number, birthday and contact."""
    if isinstance(record, Officer):
        return replace(record, national_id="", birth=None, phone="", email="")
    return record
