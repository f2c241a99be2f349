"""Made-up workspaces and records to measure on; every name is plainly invented."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import AgencyId, CourseId, DutyId, OfficerId, Record, RoleSpanId, TrainingId
from hrdesk.domain.staff import Duty, Officer, Role, RoleSpan
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import create_workspace
from hrdesk.store.engine import WORKING
from hrdesk.store.key_file import FLOOR

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
ROLES = (Role.HEAD, Role.NEWCOMER, Role.ADVANCED, Role.SEED_TEACHER)
PASSPHRASE = "範例通行詞 一二三"


class Ids:
    """Random ids that are the same in every run."""

    def __init__(self, seed: int = 115) -> None:
        self._source = random.Random(seed)

    def __call__(self) -> str:
        """Return the next id."""
        return f"{self._source.getrandbits(128):032x}"


def new_desk(folder: Path) -> Desk:
    """Return a new, empty workspace of a made-up agency; its key is derived cheaply."""
    kind = WorkspaceKind.FIRST_TIER
    desk, _ = create_workspace(folder, code="379110000B", name="範例地政局", kind=kind, passphrase=PASSPHRASE, who="範例承辦", now=lambda: NOW, cost=FLOOR)
    return desk


def filled(desk: Desk, records: list[Record]) -> None:
    """Put records in."""
    with desk.store.write(Act.IMPORT_TRAINING) as tx:
        tx.put_all(records)


def people(agency: AgencyId, count: int, pack: RulePack, ids: Ids) -> Iterator[Record]:
    """Yield officers, each with one role and two duties."""
    leaves = [topic.code for topic in pack.topics]
    for number in range(count):
        officer = Officer(id=OfficerId(ids()), agency=agency, name=f"王小{chr(0x4E00 + number % 5000)}", title="科員", grade="薦任第八職等")
        yield officer
        yield RoleSpan(id=RoleSpanId(ids()), agency=agency, officer=officer.id, role=ROLES[number % len(ROLES)], start=date(2020, 1, 1))
        for place in (number, number + 1):
            yield Duty(id=DutyId(ids()), agency=agency, officer=officer.id, topic=leaves[place % len(leaves)], start=date(2020, 1, 1))


def courses(agency: AgencyId, count: int, pack: RulePack, ids: Ids) -> Iterator[Course]:
    """Yield one-day courses of the years 111 to 115, each for two leaves of the catalogue."""
    leaves = [topic.code for topic in pack.topics]
    for number in range(count):
        day = date(2022, 1, 10) + timedelta(days=number * 1750 // count)
        yield Course(
            id=CourseId(ids()),
            agency=agency,
            code=f"A{number:04d}",
            name=f"範例研習班{number}",
            topics=(leaves[number % len(leaves)], leaves[(number * 7 + 1) % len(leaves)]),
            start=day,
            end=day,
            minutes=180,
            sessions=(Session(day, 540, 720),),
        )


def trainings(agency: AgencyId, officers: list[OfficerId], held: list[CourseId], each: int, ids: Ids) -> Iterator[TrainingRecord]:
    """Yield `each` records for every officer, one in ten on leave."""
    for place, officer in enumerate(officers):
        for number in range(each):
            came = (place + number) % 10 > 0
            presence = Attendance(0, Presence.ATTENDED, 180) if came else Attendance(0, Presence.LEAVE, 0, "公假")
            course = held[(place * 13 + number) % len(held)]
            yield TrainingRecord(
                id=TrainingId(ids()), agency=agency, officer=officer, course=course, enrolled=date(2022, 1, 5), attendance=(presence,), note="範例"
            )


@contextmanager
def raw_file(path: Path) -> Iterator[Any]:
    """Open a file of the same library, encrypted and set up as the workspace is, with nothing of ours around it."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
    for pragma in WORKING:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    try:
        yield connection
    finally:
        connection.close()
