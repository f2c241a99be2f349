"""Three real workspaces with a made-up year 115: the department, a first-tier agency with 16 staff, and its 地政事務所 with a dedicated teacher."""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.offices import Workspace, WorkspaceKind
from hrdesk.domain.record import (
    AgencyId,
    AppointmentId,
    CoachingId,
    CourseId,
    EvidenceId,
    LogId,
    MeritId,
    OfficerId,
    Record,
    SelfCheckId,
    StaffingId,
    TrainingId,
)
from hrdesk.domain.seeds import (
    Answer,
    Appointment,
    Channel,
    CheckAnswer,
    CheckState,
    Coaching,
    Evidence,
    LogKind,
    MeritClaim,
    Outcome,
    SelfCheck,
    Settlement,
    SystemLog,
)
from hrdesk.domain.staff import Agency, Headcount, Officer, Staffing, Tier
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.office_days import OfficeDays
from hrdesk.services.packages import offices
from hrdesk.services.packages.roots import Root, read_root
from hrdesk.services.regulation.packs import Rulebook
from hrdesk.store.key_file import FLOOR
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id

PASSPHRASE = "範例通行詞 一二三"
ROOT_PASSPHRASE = "範例根密碼 四五六"
DEPARTMENT, FIRST, CHILD, OTHER = "379000000A", "379110000B", "379111000C", "379120000D"
NAMES = {DEPARTMENT: "範例人事處", FIRST: "範例地政局", CHILD: "範例地政事務所", OTHER: "範例文化局"}
KINDS = {DEPARTMENT: WorkspaceKind.DEPARTMENT, FIRST: WorkspaceKind.FIRST_TIER, CHILD: WorkspaceKind.AGENCY}
PEOPLE = {FIRST: "陳𡍼明", CHILD: "林𠅤如"}
STAFF = {FIRST: 13, CHILD: 3}
PDF = b"%PDF-1.4 made up"
NEW_YEAR = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)
YEAR = 115


def ticking(start: datetime = NEW_YEAR) -> Callable[[], datetime]:
    """Return a clock that moves one second each time it is read."""
    seconds = count()
    return lambda: start + timedelta(seconds=next(seconds))


def agency(code: str) -> Agency:
    """Return an agency of the city."""
    parents = {FIRST: DEPARTMENT, CHILD: FIRST, OTHER: DEPARTMENT}
    tiers = {DEPARTMENT: Tier.DEPARTMENT, CHILD: Tier.SECOND}
    return Agency(
        id=agency_id(code),
        code=code,
        name=NAMES[code],
        tier=tiers.get(code, Tier.FIRST),
        parent=agency_id(parents[code]) if code in parents else None,
        group="地政事務所" if code == CHILD else "",
    )


def desk_on(folder: Path, now: Callable[[], datetime], who: str = "範例承辦") -> Desk:
    """Open a workspace with a given clock."""
    store = open_store(folder, who, now, passphrase=PASSPHRASE)
    workspace = store.get(Workspace, "workspace")
    assert workspace is not None
    return Desk(
        store=store,
        workspace=workspace,
        who=who,
        now=now,
        rules=Rulebook(store),
        calendar=OfficeCalendar(OfficeDays(store)),
        new_id=lambda: uuid.uuid4().hex,
        scratch=Path(tempfile.mkdtemp(prefix="hrdesk-test-")),
        progress=lambda _done, _total: None,
    )


def make_workspace(folder: Path, code: str, known: tuple[str, ...], now: Callable[[], datetime]) -> Desk:
    """Make one office's workspace that knows some agencies; its keys are derived cheaply."""
    store, _ = create(folder, PASSPHRASE, "範例承辦", now, cost=FLOOR)
    with store.write(Act.INITIALISE) as tx:
        tx.put(Workspace(agency=agency_id(code), kind=KINDS[code], rule_pack="taipei-101"))
        tx.put_all([agency(one) for one in known])
    store.close()
    return desk_on(folder, now)


def year_of(code: str) -> tuple[Record, ...]:
    """Return one office's complete year 115: a seed teacher with everything that a nomination needs, and a colleague."""
    own = agency_id(code)
    return (*_people(code, own), *_studies(code, own), *_teaching(code, own), *_papers(code, own))


def teacher(code: str) -> OfficerId:
    """Return the id of an office's seed teacher."""
    return OfficerId(record_id(f"teacher {code}"))


def claim(code: str) -> MeritId:
    """Return the id of the special merit of an office's seed teacher."""
    return MeritId(record_id(f"claim {code}"))


def _people(code: str, own: AgencyId) -> tuple[Record, ...]:
    numbers = {FIRST: "A123456789", CHILD: "B223456782"}
    return (
        Staffing(
            id=StaffingId(record_id(f"staffing {code}")),
            agency=own,
            kind=Headcount.STAFFING_BUDGET,
            count=STAFF[code],
            base_date=date(2026, 12, 31),
            source="範例",
        ),
        Officer(
            id=teacher(code),
            agency=own,
            name=PEOPLE[code],
            employee_no="1001",
            national_id=numbers[code],
            title="科員",
            grade="薦任第七職等",
            birth=date(1990, 1, 2),
            phone="02-12345678",
            email="seed@example.tw",
        ),
        Officer(id=OfficerId(record_id(f"colleague {code}")), agency=own, name="王小明", title="助理員", grade="委任第五職等"),
    )


def _studies(code: str, own: AgencyId) -> tuple[Record, ...]:
    course = Course(
        id=CourseId(record_id(f"course {code}")),
        agency=own,
        code="A01",
        name="種籽教師研習班",
        term="第1期",
        start=date(2026, 6, 8),
        end=date(2026, 6, 8),
        minutes=360,
        sessions=(Session(date(2026, 6, 8), 540, 900),),
        organiser="範例人事處",
    )
    training = TrainingRecord(
        id=TrainingId(record_id(f"training {code}")),
        agency=own,
        officer=teacher(code),
        course=course.id,
        enrolled=date(2026, 5, 20),
        attendance=(Attendance(0, Presence.ATTENDED, 360),),
    )
    return course, training


def _teaching(code: str, own: AgencyId) -> tuple[Record, ...]:
    return (
        Appointment(
            id=AppointmentId(record_id(f"appointment {code}")),
            agency=own,
            officer=teacher(code),
            start=date(2025, 1, 1),
            dedicated="地政事務所" if code == CHILD else "",
        ),
        Coaching(
            id=CoachingId(record_id(f"coaching {code}")),
            agency=own,
            officer=teacher(code),
            day=date(2026, 7, 1),
            start=600,
            end=660,
            served_agency="範例測量隊",
            channels=(Channel.PHONE,),
            item=1,
            problem="安裝問題",
            handling="電話指導",
            settlement=Settlement.SOLVED,
        ),
        SystemLog(
            id=LogId(record_id(f"log {code}")),
            agency=own,
            kind=LogKind.BACKUP,
            day=date(2026, 7, 2),
            system="範例系統",
            outcome=Outcome.GOOD,
        ),
    )


def _papers(code: str, own: AgencyId) -> tuple[Record, ...]:
    evidence = Evidence(
        id=EvidenceId(record_id(f"evidence {code}")),
        agency=own,
        digest="",
        name="作業程序.pdf",
        kind="pdf",
        size=len(PDF),
        day=date(2026, 9, 1),
    )
    return (
        evidence,
        SelfCheck(
            id=SelfCheckId(record_id(f"check {code}")),
            agency=own,
            officer=teacher(code),
            year=YEAR,
            state=CheckState.APPROVED,
            answers=(CheckAnswer("e1", Answer.YES, evidence=(evidence.id,)),),
            approved=date(2026, 12, 20),
        ),
        MeritClaim(
            id=claim(code),
            agency=own,
            officer=teacher(code),
            year=YEAR,
            section="procedures",
            text="編寫標準作業程序",
            evidence=(evidence.id,),
        ),
    )


def fill(desk: Desk, records: tuple[Record, ...]) -> None:
    """Put records into a workspace, the evidence with its file."""
    with desk.store.write(Act.EDIT) as tx:
        digest = tx.blob_in(PDF)
        tx.put_all([replace(record, digest=digest) if isinstance(record, Evidence) else record for record in records])


@dataclass(frozen=True, slots=True)
class City:
    """Three open workspaces, where their files go, and where the root files lie."""

    department: Desk
    first: Desk
    child: Desk
    out: Path
    roots: Path

    def close(self) -> None:
        """Close all three."""
        for desk in (self.department, self.first, self.child):
            desk.close()


def build(folder: Path) -> None:
    """Make the three workspaces, enrolled with each other, each with its own year, and close them."""
    now = ticking()
    made = {
        "department": make_workspace(folder / "department", DEPARTMENT, (DEPARTMENT, FIRST, CHILD, OTHER), now),
        "first": make_workspace(folder / "first", FIRST, (DEPARTMENT, FIRST, CHILD), now),
        "child": make_workspace(folder / "child", CHILD, (FIRST, CHILD), now),
    }
    for above, below in (("department", "first"), ("first", "child")):
        enrol(made[above], made[below], folder, above)
    fill(made["first"], year_of(FIRST))
    fill(made["child"], year_of(CHILD))
    for desk in made.values():
        desk.close()


def enrol(above: Desk, below: Desk, folder: Path, name: str) -> None:
    """Make a root and enrol one office under it, with the digits read out and typed."""
    digits = offices.create_root(above, folder / f"{name}.root", ROOT_PASSPHRASE)
    spoken = offices.make_registration(below, folder / f"{name}.registration")
    offices.enrol_office(above, folder / f"{name}.registration", spoken, folder / f"{name}.root", ROOT_PASSPHRASE, folder / f"{name}.enrolment")
    offices.pin_collector(below, folder / f"{name}.enrolment", digits)


@cache
def root_of(file: Path) -> Root:
    """Return what a root file holds, opened once: deriving its key takes a second by design."""
    return read_root(file, ROOT_PASSPHRASE)


def built_once(base: Path) -> Path:
    """Return the folder of the built workspaces, made by the first worker of a run that asks: deriving the roots' keys takes seconds."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        if not (base / "three-offices").exists():
            build(base / "three-offices")
        return base / "three-offices"
    made, lock = base.parent / f"three-offices-{run}", base.parent / f"three-offices-{run}.lock"
    try:
        lock.mkdir()
    except FileExistsError:
        for _ in range(600):
            if made.exists():
                return made
            time.sleep(0.2)
        raise TimeoutError("another worker did not finish the workspaces") from None
    build(base / "three-offices")
    (base / "three-offices").rename(made)
    return made


def copied(template: Path, folder: Path, now: Callable[[], datetime] | None = None, moving: Callable[[Path], None] | None = None) -> City:
    """Open a copy of the built workspaces, so that each test has its own; `moving` may put them elsewhere before they are opened."""
    for name in ("department", "first", "child"):
        shutil.copytree(template / name, folder / name)
    if moving is not None:
        moving(folder)
    clock = now or ticking(NEW_YEAR + timedelta(days=1))
    (folder / "out").mkdir()
    return City(
        desk_on(folder / "department", clock, "範例審核員"),
        desk_on(folder / "first", clock, "範例彙整人"),
        desk_on(folder / "child", clock),
        folder / "out",
        template,
    )
