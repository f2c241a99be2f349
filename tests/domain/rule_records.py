"""Records for the tests of the rules: one made-up agency in 民國 115, built with as few words as a case needs."""

from datetime import date
from typing import Any

from hrdesk.domain.awards import Nominee
from hrdesk.domain.record import (
    AbsenceId,
    AgencyId,
    AppointmentId,
    CoachingId,
    CourseId,
    EvidenceId,
    LogId,
    MeritId,
    NominationId,
    NomineeId,
    OfficerId,
    SelfCheckId,
    TrainingId,
)
from hrdesk.domain.seeds import Appointment, Coaching, LogKind, MeritClaim, Outcome, SelfCheck, SystemLog
from hrdesk.domain.training import AbsenceReport, Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.services.regulation.rules import pack_for

PACK = pack_for(date(2026, 12, 31))
YEAR = 115
BUREAU = AgencyId("bureau")
WANG = OfficerId("wang")
LIN = OfficerId("lin")
JUNE = date(2026, 6, 10)
NINE, NOON, ONE, FOUR = 9 * 60, 12 * 60, 13 * 60, 16 * 60


def course(code: str = "c1", day: date = JUNE, *, days: int = 1, **values: Any) -> Course:
    """Return a course of the department: each day 9–12 and 13–16, six hours a day."""
    held = [day.replace(day=day.day + number) for number in range(days)]
    sessions = tuple(Session(one, *span) for one in held for span in ((NINE, NOON), (ONE, FOUR)))
    minutes = sum(one.minutes for one in sessions)
    made: dict[str, Any] = {"name": f"範例課程{code}", "minutes": minutes, "sessions": sessions, "start": day, "end": held[-1]}
    return Course(id=CourseId(code), agency=BUREAU, code=code, **{**made, **values})


def came(*minutes: int) -> tuple[Attendance, ...]:
    """Return attendance at sessions in order: minutes attended, 0 = 缺席, −1 = 請假."""
    kinds = {0: Presence.ABSENT, -1: Presence.LEAVE}
    return tuple(Attendance(number, kinds.get(one, Presence.ATTENDED), max(one, 0)) for number, one in enumerate(minutes))


def record(of: Course, *minutes: int, officer: OfficerId = WANG, label: str = "", **values: Any) -> TrainingRecord:
    """Return an officer's record of a course, enrolled a month before, with attendance as `came` reads it."""
    made: dict[str, Any] = {"enrolled": date(2026, 5, 1), "attendance": came(*minutes), "agency": BUREAU}
    return TrainingRecord(id=TrainingId(f"{of.id}-{officer}{label}"), officer=officer, course=of.id, **{**made, **values})


def report(of: TrainingRecord, **values: Any) -> AbsenceReport:
    """Return a report on 附表4 with reason and evidence, not yet judged."""
    made: dict[str, Any] = {"reason": "範例事由", "evidence": (EvidenceId("slip"),)}
    return AbsenceReport(id=AbsenceId(f"a-{of.id}"), agency=BUREAU, training=of.id, officer=of.officer, presence=Presence.LEAVE, **{**made, **values})


def appointed(start: date = date(2025, 1, 1), end: date | None = None, *, officer: OfficerId = WANG, **values: Any) -> Appointment:
    """Return an appointment of a seed teacher."""
    made: dict[str, Any] = {"agency": BUREAU}
    return Appointment(id=AppointmentId(f"p-{officer}-{start}"), officer=officer, start=start, end=end, **{**made, **values})


def coached(item: int | None = 1, day: date = JUNE, *, officer: OfficerId = WANG) -> Coaching:
    """Return a coaching record of an item's category."""
    return Coaching(
        id=CoachingId(f"k-{officer}-{item}-{day}"), agency=BUREAU, officer=officer, day=day, start=NINE, end=NOON, served_agency="範例所", item=item
    )


def logged(kind: LogKind, outcome: Outcome = Outcome.GOOD, day: date = JUNE, **values: Any) -> SystemLog:
    """Return a backup or transmission log entry."""
    return SystemLog(id=LogId(f"l-{kind.value}-{outcome.value}-{day}"), agency=BUREAU, kind=kind, day=day, system="PSN2K", outcome=outcome, **values)


def checked(officer: OfficerId = WANG, **values: Any) -> SelfCheck:
    """Return a self-check (附表5)."""
    return SelfCheck(id=SelfCheckId(f"s-{officer}"), agency=BUREAU, officer=officer, year=YEAR, **values)


def claim(officer: OfficerId = WANG, section: str = "newcomers", **values: Any) -> MeritClaim:
    """Return a special merit with text and evidence, not yet verified."""
    made: dict[str, Any] = {"text": "範例事蹟", "evidence": (EvidenceId("e1"),), "year": YEAR}
    return MeritClaim(id=MeritId(f"m-{officer}-{section}"), agency=BUREAU, officer=officer, section=section, **{**made, **values})


def nominee(officer: OfficerId = WANG, times: int = 1, **values: Any) -> Nominee:
    """Return a nominee with a deed of its own."""
    made: dict[str, Any] = {"deed": f"範例事蹟 {officer}", "agency": BUREAU}
    return Nominee(id=NomineeId(f"n-{officer}"), nomination=NominationId("list"), officer=officer, times=times, **{**made, **values})
