"""One hostile record for every range: sealed by a forger with a good key, refused by the check "records" with its line."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.awards import Nominee
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Appointment, Coaching
from hrdesk.domain.staff import Agency, Officer, RoleSpan, Staffing
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.exchange import tables
from tests.exchange import builders
from tests.exchange.builders import mended, written
from tests.exchange.hostile import refused

DAY = date(2026, 3, 2)
HOSTILE: list[tuple[type[Record], str, Any]] = [
    (Staffing, "count", -1),
    (Course, "sessions", (Session(DAY, 720, 540),)),
    (Course, "minutes", -1),
    (Course, "end", date(2025, 1, 1)),
    (TrainingRecord, "attendance", (Attendance(99, Presence.ATTENDED, 1),)),
    (TrainingRecord, "attendance", (Attendance(0, Presence.ATTENDED, 0), Attendance(0, Presence.ATTENDED, 0))),
    (RoleSpan, "end", date(2025, 1, 1)),
    (Appointment, "end", date(2101, 1, 1)),
    (Coaching, "item", 8),
    (Coaching, "start", 1440),
    (Officer, "name", ""),
    (Agency, "name", "範" * 101),
    (Nominee, "times", 0),
    (Nominee, "raised", -1),
]


@pytest.mark.parametrize(("kind", "field", "value"), HOSTILE)
def test_a_value_that_cannot_be_is_refused(file: Path, kind: type[Record], field: str, value: Any) -> None:
    package = PackageKind.NOMINATION if kind is Nominee else PackageKind.SUBMISSION
    members = builders.members_of(builders.content(package))
    name = f"data/{kind.__name__}.jsonl"
    data = members | {name: tables.render(kind.__name__, (builders.record(kind, **{field: value}),))}
    refused(written(file, mended(data)), "records", Finding.BAD_RECORD, table=kind.__name__, line=1, field=field)
