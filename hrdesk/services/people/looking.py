"""Records looked up for a person: found by what one would type, shown with labels, ID numbers masked unless a reason is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum

from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.minguo import clock_text, hours_text, roc_short
from hrdesk.domain.national_id import mask_id
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, Session
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import verdicts, words
from hrdesk.services.core.desk import Desk

NAMES: Mapping[str, str] = {
    "workspace": "Workspace",
    "agencies": "Agency",
    "staffing": "Staffing",
    "officers": "Officer",
    "roles": "RoleSpan",
    "duties": "Duty",
    "evidence": "Evidence",
    "courses": "Course",
    "training": "TrainingRecord",
    "absences": "AbsenceReport",
    "appointments": "Appointment",
    "coaching": "Coaching",
    "logs": "SystemLog",
    "mentoring": "Mentoring",
    "self-checks": "SelfCheck",
    "merits": "MeritClaim",
    "evaluations": "Evaluation",
    "approvals": "QuotaApproval",
    "nominations": "Nomination",
    "nominees": "Nominee",
    "decisions": "Decision",
    "remarks": "Remark",
    "offices": "Office",
    "parcels": "Parcel",
    "members": "Member",
    "reopened": "ReopenedYear",
    "report-dues": "ReportDue",
    "fitness-reviews": "FitnessReview",
    "focus-reasons": "FocusReason",
    "stage-dues": "StageDue",
    "latenesses": "Lateness",
    "memberships": "Membership",
    "special-rounds": "SpecialRound",
    "presence-rulings": "PresenceRuling",
    "rule-files": "RuleFile",
    "quota-ceilings": "QuotaCeiling",
}
BRIEF: Mapping[str, Sequence[str]] = {
    "agencies": ("code", "name", "tier", "group"),
    "officers": ("employee_no", "name", "unit", "title", "grade", "arrived", "left"),
    "courses": ("code", "name", "term", "start", "end", "mode"),
    "training": ("officer", "course", "enrolled", "completed", "note"),
    "coaching": ("officer", "day", "served_agency", "problem", "settlement"),
    "evidence": ("name", "kind", "size", "day"),
    "offices": ("agency", "role", "issued", "expires", "revoked"),
    "parcels": ("direction", "kind", "agency", "year", "revision", "at", "package", "verdict"),
    "self-checks": ("officer", "year", "state", "submitted", "approved"),
}
CLOCKS = frozenset({"start", "end"})  # minutes after midnight where they are no days
NEVER_BRIEF = frozenset({"id", "agency"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as a person reads it: its own line in a list, and every field with its Chinese name."""

    record: Record
    line: str
    fields: tuple[tuple[str, str], ...]


def kind_of(name: str) -> type[Record]:
    """Return the kind of record that a listing's name means; raise InputError NOT_FOUND for an unknown one."""
    if name not in NAMES:
        raise InputError(Fault.NOT_FOUND, what="資料種類", text=name)
    return next(kind for kind in KINDS if kind.__name__ == NAMES[name])


def listed(desk: Desk, name: str, *, unmask: bool = False, reason: str = "") -> tuple[Shown, ...]:
    """Return every record of a kind in the order of its lines, the look noted in the audit log; unmasked ID numbers need a reason."""
    records = desk.store.all(kind_of(name))
    note(desk, name, (), unmask=unmask, reason=reason)
    shown = [_shown(desk, name, record) for record in _masked(records, unmask=unmask)]
    return tuple(sorted(shown, key=lambda one: (one.line.partition("　")[2], one.record.id)))


def found(desk: Desk, name: str, text: str, *, unmask: bool = False, reason: str = "") -> Shown:
    """Return the one record with this id, or the beginning of it (8 digits and more), number, code or name; the look is noted.

    Raises InputError NOT_FOUND or AMBIGUOUS.
    """
    records = [record for record in desk.store.all(kind_of(name)) if _named(record, text)]
    if not records:
        raise InputError(Fault.NOT_FOUND, what="資料", text=text)
    if len(records) > 1:
        raise InputError(Fault.AMBIGUOUS, text=text, count=len(records))
    note(desk, name, (Key(type(records[0]).__name__, records[0].id),), unmask=unmask, reason=reason)
    return _shown(desk, name, _masked(records, unmask=unmask)[0])


def shown(desk: Desk, key: Key) -> Shown:
    """Return one record by its key, ID numbers masked; the look is noted. Raises InputError NOT_FOUND for one that is gone."""
    return found(desk, next(name for name, kind in NAMES.items() if kind == key.kind), key.id)


def note(desk: Desk, what: str, keys: Sequence[Key] = (), *, unmask: bool = False, reason: str = "") -> None:
    """Note in the audit log that somebody looked at people: `what` list, and whom where it was not everyone.

    Raises InputError NEEDS_REASON for unmasked ID numbers without a reason.
    """
    if unmask and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="檢視未遮罩的個人資料")
    facts: dict[str, str | int] = {"what": what, "masked": int(not unmask)}
    if unmask:
        facts["reason"] = reason.strip()
    desk.store.note(Act.VIEW, keys, **facts)


def _named(record: Record, text: str) -> bool:
    if record.id == text or (len(text) >= len("01234567") and record.id.startswith(text)):
        return True
    return any(text == getattr(record, field.name) for field in fields(record) if field.name in ("employee_no", "code", "name", "package"))


def _masked(records: Iterable[Record], *, unmask: bool) -> tuple[Record, ...]:
    return tuple(
        replace(record, national_id=mask_id(record.national_id)) if isinstance(record, Officer) and record.national_id and not unmask else record
        for record in records
    )


def _shown(desk: Desk, name: str, record: Record) -> Shown:
    texts = {"id": record.id} | {field.name: _text(desk, field.name, getattr(record, field.name)) for field in fields(record) if field.name != "id"}
    brief = BRIEF.get(name) or tuple(key for key in texts if key not in NEVER_BRIEF)
    labels = words.table("fields")
    line = "　".join([record.id[:8], *(texts[key] for key in brief if texts[key])])
    kind = type(record).__name__
    return Shown(record, line, tuple((labels.get(f"{kind}.{key}", labels.get(key, key)), text) for key, text in texts.items() if text))


def _text(desk: Desk, field: str, value: object) -> str:
    """Return a field as a person reads it: names for people, courses and agencies, 民國 dates, labels."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(_text(desk, field, item) for item in value)
    if isinstance(value, Session):
        return f"{roc_short(value.day)} {_length(value)}"
    if is_dataclass(value):
        return " ".join(text for item in fields(value) if (text := _text(desk, item.name, getattr(value, item.name))))
    if field == "verdict" and isinstance(value, str):
        return verdicts.in_words(value)
    if isinstance(value, str):
        return _reference(desk, value) if len(value) == len("0" * 32) else value
    return _plain(field, value)


def _length(session: Session) -> str:
    """Return from when to when a session was held, or only how long where the hours of the day were not told."""
    if session.timed is False:
        return f"{hours_text(session.minutes)} 小時"
    return f"{clock_text(session.start)} {clock_text(session.end)}"


def _plain(field: str, value: object) -> str:
    if isinstance(value, Enum):
        return words.label(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{roc_short(value.astimezone(TAIPEI).date())} {value.astimezone(TAIPEI):%H:%M}"
    if isinstance(value, date):
        return roc_short(value)
    return clock_text(value) if isinstance(value, int) and field in CLOCKS else str(value)


def _reference(desk: Desk, key: str) -> str:
    """Return the name of the record that an id names, or the id."""
    for kind in (Officer, Course, Agency, Evidence):
        record = desk.store.get(kind, key)
        if isinstance(record, (Officer, Course, Agency, Evidence)):
            return record.name
    return key
