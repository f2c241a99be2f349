"""What an office notes for itself beside its records: kept here alone, never in a package."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import AgencyId, AppointmentId, FitnessReviewId, FocusReasonId, OfficerId, Record, ReportDueId, derived_id


class Fitness(Enum):
    """不適任檢討的結果: 續任, 加強訓練後續任, 檢討調整 (肆四)."""

    KEPT = "kept"
    TRAINED = "trained"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDue(Record):
    """填報期限: the day by which the department wants 附表4 of a 民國 year, and the letter that says so (陸二(一) sets none)."""

    id: ReportDueId
    year: int
    day: date
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessReview(Record):
    """不適任檢討: that somebody looked whether a seed teacher is fit, why, and what came of it; the plan leaves the judgement to people (肆四)."""

    id: FitnessReviewId
    agency: AgencyId
    officer: OfficerId
    appointment: AppointmentId
    day: date
    reason: str
    outcome: Fitness
    by: str = ""  # who reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusReason(Record):
    """重點加強的理由: why an agency chose a teacher's subsystems to reinforce (肆四(十)4)."""

    id: FocusReasonId
    appointment: AppointmentId
    reason: str


def report_due_id(year: int) -> ReportDueId:
    """Return the id of the one record of a year."""
    return ReportDueId(derived_id("report-due", str(year)))


def focus_reason_id(appointment: AppointmentId) -> FocusReasonId:
    """Return the id of the one record of an appointment."""
    return FocusReasonId(derived_id("focus-reason", appointment))
