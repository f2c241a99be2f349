"""What a collector keeps beside the records it receives: days, permissions, whose 所屬 an agency was, its own rounds and rulings; never in a package."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import (
    AgencyId,
    LatenessId,
    MembershipId,
    PresenceRulingId,
    QuotaCeilingId,
    Record,
    SpecialRoundId,
    StageDueId,
    TrainingId,
    derived_id,
)
from hrdesk.domain.training import Attendance


class Stage(Enum):
    """What an agency's year goes through at the collector, in order (陸三(一)); each is reached once the content says so."""

    ARRIVED = "arrived"  # 年度資料已到
    VERIFIED = "verified"  # 已驗證
    EVALUATED = "evaluated"  # 已評估
    APPROVED = "approved"  # 已核定
    NOTIFIED = "notified"  # 已函知
    NOMINATED = "nominated"  # 名單已到
    DECIDED = "decided"  # 已決定
    SENT = "sent"  # 決定已送


class Round(Enum):
    """年度, 專案敘獎 (陸三(六)), 跨機關特定業務領域 (陸三(三))."""

    ANNUAL = "annual"
    PROJECT = "project"
    CROSS = "cross"


class Side(Enum):
    """Whose account of an enrolment was found right: the department's sign-in sheet or the agency's record (陸二(一))."""

    DEPARTMENT = "department"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDue(Record):
    """階段期限: the day by which the collector wants a stage of a 民國 year reached, and the letter that says so."""

    id: StageDueId
    year: int
    stage: Stage
    day: date
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness(Record):
    """准予逾期: that an agency may reach a stage later, until when, why, and who permitted it."""

    id: LatenessId
    agency: AgencyId
    year: int
    stage: Stage
    until: date
    reason: str
    permitted_by: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """隸屬期間: of whom an agency was the 所屬 from `start` (None = always) to `end` (None = still), both days included."""

    id: MembershipId
    agency: AgencyId
    parent: AgencyId
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialRound(Record):
    """專案或跨機關敘獎: a round of awards outside the yearly one, opened by the department on any day (陸三(三)(六)).

    Its lines are `Nominee` records whose `nomination` is this id; they count in no agency's quota.
    """

    id: SpecialRoundId
    year: int
    round: Round
    title: str
    day: date
    opened_by: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRuling(Record):
    """到課情形的認定: which account of an enrolment was found right and why; both are kept as they stood (陸二(一))."""

    id: PresenceRulingId
    agency: AgencyId
    training: TrainingId
    side: Side
    department: tuple[Attendance, ...]
    claimed: tuple[Attendance, ...]
    reason: str
    ruled_by: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaCeiling(Record):
    """嘉獎總次數上限: how many commendations the department means to spend on all agencies of a 民國 year, and the letter or budget that says so.

    The plan sets none (陸三(二)); what is over it is told, never cut by itself.
    """

    id: QuotaCeilingId
    year: int
    units: int
    document: str = ""


def quota_ceiling_id(year: int) -> QuotaCeilingId:
    """Return the id of the one record of a year."""
    return QuotaCeilingId(derived_id("quota-ceiling", str(year)))


def stage_due_id(year: int, stage: Stage) -> StageDueId:
    """Return the id of the one record of a year and stage."""
    return StageDueId(derived_id("stage-due", str(year), stage.value))


def lateness_id(agency: AgencyId, year: int, stage: Stage) -> LatenessId:
    """Return the id of the one record of an agency, year and stage."""
    return LatenessId(derived_id("lateness", agency, str(year), stage.value))


def presence_ruling_id(training: TrainingId) -> PresenceRulingId:
    """Return the id of the one record of an enrolment."""
    return PresenceRulingId(derived_id("presence-ruling", training))
