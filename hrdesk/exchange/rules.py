"""What a package of each kind may carry, who may send it, and how its records must hang together."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from hrdesk.domain import single
from hrdesk.domain.awards import Decision, Nomination, Nominee, QuotaApproval, Remark
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.offices import OfficeRole, Parcel
from hrdesk.domain.package import Finding, Header, PackageKind
from hrdesk.domain.record import Record
from hrdesk.domain.rulebook import RuleFile
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, Mentoring, MeritClaim, SelfCheck, SystemLog
from hrdesk.domain.staff import Agency, Duty, Officer, RoleSpan, Staffing
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.exchange.ranges import check_ranges
from hrdesk.exchange.verdict import RefusedError

Records = Mapping[str, tuple[Record, ...]]
BOOK: frozenset[type[Record]] = frozenset(
    {Agency, Staffing, Officer, RoleSpan, Duty, Evidence, Course, TrainingRecord, AbsenceReport, Appointment}
    | {Coaching, SystemLog, Mentoring, SelfCheck, MeritClaim}
)
CARRIES: Mapping[PackageKind, frozenset[type[Record]]] = {
    PackageKind.REGISTRATION: frozenset((Agency,)),
    PackageKind.ENROLMENT: frozenset((Agency, Course)),
    PackageKind.RULES: frozenset((Agency, Course, RuleFile)),
    PackageKind.RESULTS: frozenset((Agency, Course, TrainingRecord)),
    PackageKind.SUBMISSION: BOOK,
    PackageKind.QUOTA: frozenset((Agency, QuotaApproval)),
    PackageKind.NOMINATION: BOOK | {Nomination, Nominee},
    PackageKind.DECISION: frozenset((Agency, AbsenceReport, MeritClaim, Decision)),
    PackageKind.RETURN: frozenset((Agency, Remark)),
    PackageKind.RECEIPT: frozenset((Agency, Parcel)),
    PackageKind.CHANGE: frozenset((Agency, Officer, Appointment, Evidence)),
    PackageKind.ROLL: frozenset((Agency, Officer, Course, TrainingRecord, AbsenceReport, Evidence)),
    PackageKind.USAGE: BOOK,
}
UPWARD = frozenset((PackageKind.REGISTRATION, PackageKind.SUBMISSION, PackageKind.NOMINATION, PackageKind.CHANGE, PackageKind.ROLL, PackageKind.USAGE))
NUMBERED = frozenset((PackageKind.NOMINATION,))  # the award import file needs the ID number, nothing else does
MAY_BE_ELSEWHERE = frozenset(  # what an office may name without sending it: the collector's courses, the agency above, who went instead
    {("Agency", "parent"), ("Course", "agency"), ("TrainingRecord", "course"), ("TrainingRecord", "substituted_by")}
)


def sender_role(kind: PackageKind) -> OfficeRole:
    """Return what a certificate must be for to send a package of this kind."""
    return OfficeRole.SIGNING if kind in UPWARD else OfficeRole.DECISION


def check_records(header: Header, records: Records) -> None:
    """Refuse records that this kind of package may not carry (BAD_RECORD), that contradict each other (CONFLICT) or name what is not there.

    In what an office sends up, every id that a record names stands in the package, except those of `MAY_BE_ELSEWHERE`, and so does the sender's own
    Agency (BAD_REFERENCE). What a collector sends down speaks of records that the receiver has already, so nothing is asked there.
    """
    for name, group in records.items():
        _check_kind(header, name, group)
    _check_unique(records)
    check_ranges(records)
    if header.kind in UPWARD and records:
        _check_references(records)
        if header.agency not in {getattr(agency, "code", "") for agency in records.get(Agency.__name__, ())}:
            raise RefusedError(Finding.BAD_REFERENCE, table=Agency.__name__, field="code")


def _check_kind(header: Header, name: str, group: tuple[Record, ...]) -> None:
    """Refuse a table that does not belong in this kind of package, and ID numbers where nobody needs them."""
    if name not in {kind.__name__ for kind in CARRIES[header.kind]}:
        raise RefusedError(Finding.BAD_RECORD, table=name, line=0)
    for number, record in enumerate(group, start=1):
        if isinstance(record, Officer) and record.national_id and header.kind not in NUMBERED:
            raise RefusedError(Finding.BAD_RECORD, table=name, line=number, field="national_id")


def _check_unique(records: Records) -> None:
    """Refuse one id for two records, one code for two agencies, and two records where there is one."""
    ids = [record.id for group in records.values() for record in group]
    codes = [getattr(agency, "code", "") for agency in records.get(Agency.__name__, ())]
    if len(set(ids)) != len(ids):
        raise RefusedError(Finding.CONFLICT, what="id")
    if len(set(codes)) != len(codes):
        raise RefusedError(Finding.CONFLICT, what="agency code")
    for record in single.twice(record for group in records.values() for record in group):
        raise RefusedError(Finding.CONFLICT, what=single.WORDS[type(record)])


def _check_references(records: Records) -> None:
    """Refuse a record that names one which is not in the package."""
    present = {name: {record.id for record in group} for name, group in records.items()}
    for name, group in records.items():
        for record in group:
            for field, target, key in named(record):
                if key not in present.get(target, ()) and (name, field) not in MAY_BE_ELSEWHERE:
                    raise RefusedError(Finding.BAD_REFERENCE, table=name, field=field)


def named(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield every id that a record names, as field, kind and id; ids within its answers or notices count for the field that holds those."""
    for field, target in _plan(cast("Any", type(record))):
        yield from ((field, kind, key) for kind, key in _ids(getattr(record, field), target))


def _ids(value: object, target: Any) -> Iterator[tuple[str, str]]:
    """Yield the ids within one value."""
    if isinstance(value, tuple):
        for one in value:
            yield from _ids(one, target)
    elif dataclasses.is_dataclass(value):
        for field, inner in target:
            yield from _ids(getattr(value, field), inner)
    elif value is not None:
        yield target, str(value)


@cache
def _plan(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a dataclass that hold ids: of which kind, or the plan of the dataclass they hold."""
    hints = get_type_hints(kind)
    found = ((field.name, _target(hints[field.name])) for field in dataclasses.fields(kind) if field.name != "id")
    return tuple((field, target) for field, target in found if target)


def _target(hint: Any) -> Any:
    """Return which kind's ids a type holds, the plan of a dataclass within it, or nothing."""
    if hint in _owners():
        return _owners()[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _plan(hint)
    return next((target for target in map(_target, get_args(hint)) if target), None)


@cache
def _owners() -> Mapping[Any, str]:
    """Return the kind's name of every id type."""
    return {get_type_hints(kind)["id"]: kind.__name__ for kind in KINDS if get_type_hints(kind)["id"] is not str}
