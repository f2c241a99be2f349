"""What the values of single records may be: figures, spans, minutes and names within what the book itself would take (check 16)."""

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from hrdesk.domain.awards import Decision, Nominee, QuotaApproval
from hrdesk.domain.package import Finding
from hrdesk.domain.quota import READINGS
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.staff import Agency, Officer, Staffing
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.exchange.verdict import RefusedError

Records = Mapping[str, tuple[Record, ...]]
DAY = 24 * 60  # minutes
FIRST, LAST = date(1912, 1, 1), date(2100, 12, 31)  # 民國元年 on
NAME_MOST = 100  # code points
ITEMS = range(1, 8)  # 陸三(四)


def check_ranges(records: Records) -> None:
    """Refuse a record whose values cannot be (BAD_RECORD with table, line and field)."""
    courses = {str(course.id): course for course in records.get(Course.__name__, ()) if isinstance(course, Course)}
    for name, group in records.items():
        for line, record in enumerate(group, start=1):
            for field in impossible(record, courses):
                raise RefusedError(Finding.BAD_RECORD, table=name, line=line, field=field)


def impossible(record: Record, courses: Mapping[str, Course]) -> Iterator[str]:
    """Yield the fields whose values cannot be; `courses` are those at hand, by id."""
    for field in _days(cast("Hashable", type(record))):
        value = getattr(record, field)
        if value is not None and not FIRST <= date(value.year, value.month, value.day) <= LAST:
            yield field
    if isinstance(record, (Agency, Officer, Course)) and not _is_name(record.name):
        yield "name"
    if not isinstance(record, Coaching) and _ends_early(record):
        yield "end"
    if isinstance(record, TrainingRecord):
        yield from _attendance(record, courses.get(record.course))
    yield from (field for field, fits in RULES.get(type(record), {}).items() if not fits(record))


@cache
def _days(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind that hold a day or a moment, found once."""
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if any(one in (date, datetime) for one in (hints[field.name], *get_args(hints[field.name]))))


def _is_name(text: str) -> bool:
    """Tell whether a name is there, short enough, and without control characters."""
    return bool(text.strip()) and len(text) <= NAME_MOST and all(unicodedata.category(character) != "Cc" for character in text)


def _ends_early(record: Record) -> bool:
    """Tell whether a span ends before it starts."""
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    return start is not None and end is not None and end < start


def _attendance(training: TrainingRecord, course: Course | None) -> Iterator[str]:
    """Yield "attendance" where a session is named twice or unknown, or its minutes are more than it has."""
    seen = [one.session for one in training.attendance]
    if len(set(seen)) != len(seen) or any(one.session < 0 or not 0 <= one.minutes <= DAY for one in training.attendance):
        yield "attendance"
    elif course is not None:
        lengths = [session.minutes for session in course.sessions]
        if any(one.session >= len(lengths) or one.minutes > lengths[one.session] for one in training.attendance):
            yield "attendance"


def _sessions(course: Course) -> bool:
    """Tell whether every session has its start before its end, within its day."""
    return all(0 <= session.start < session.end <= DAY and FIRST <= session.day <= LAST for session in course.sessions)


RULES: Mapping[type[Record], Mapping[str, Callable[[Any], bool]]] = {
    Staffing: {"count": lambda record: record.count >= 0},
    Course: {"minutes": lambda record: record.minutes >= 0, "sessions": _sessions},
    Coaching: {
        "item": lambda record: record.item is None or record.item in ITEMS,
        "start": lambda record: 0 <= record.start < DAY,
        "end": lambda record: 0 <= record.end < DAY,
    },
    QuotaApproval: {
        "units": lambda record: record.units >= 0,
        "proposed_units": lambda record: record.proposed_units >= 0,
        "staffing": lambda record: record.staffing >= 0,
        "heads": lambda record: record.heads is None or record.heads >= 0,
        "reading": lambda record: record.reading in READINGS,
    },
    Decision: {"times": lambda record: record.times >= 0},
    Nominee: {"times": lambda record: record.times >= 1, "raised": lambda record: record.raised >= 0},
}
