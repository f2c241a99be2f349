"""What every kept record has in common, and the ids by which records name each other."""

import hashlib
from dataclasses import dataclass
from typing import ClassVar, NewType

AgencyId = NewType("AgencyId", str)
StaffingId = NewType("StaffingId", str)
OfficerId = NewType("OfficerId", str)
RoleSpanId = NewType("RoleSpanId", str)
DutyId = NewType("DutyId", str)
CourseId = NewType("CourseId", str)
TrainingId = NewType("TrainingId", str)
AbsenceId = NewType("AbsenceId", str)
AppointmentId = NewType("AppointmentId", str)
CoachingId = NewType("CoachingId", str)
LogId = NewType("LogId", str)
SelfCheckId = NewType("SelfCheckId", str)
MeritId = NewType("MeritId", str)
MentoringId = NewType("MentoringId", str)
EvidenceId = NewType("EvidenceId", str)
EvaluationId = NewType("EvaluationId", str)
ApprovalId = NewType("ApprovalId", str)
NominationId = NewType("NominationId", str)
NomineeId = NewType("NomineeId", str)
DecisionId = NewType("DecisionId", str)
OfficeId = NewType("OfficeId", str)
ParcelId = NewType("ParcelId", str)
RemarkId = NewType("RemarkId", str)
MemberId = NewType("MemberId", str)
ReopeningId = NewType("ReopeningId", str)
ReportDueId = NewType("ReportDueId", str)
FitnessReviewId = NewType("FitnessReviewId", str)
FocusReasonId = NewType("FocusReasonId", str)
StageDueId = NewType("StageDueId", str)
LatenessId = NewType("LatenessId", str)
MembershipId = NewType("MembershipId", str)
SpecialRoundId = NewType("SpecialRoundId", str)
PresenceRulingId = NewType("PresenceRulingId", str)
RuleFileId = NewType("RuleFileId", str)
QuotaCeilingId = NewType("QuotaCeilingId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A frozen value with a stable id, kept by the store and carried by packages.

    Ids are 32 hexadecimal digits made once, when the record is first saved, and never reused. Fields hold only `str`, `int`, `bool`, `date`,
    `datetime` (UTC), `Enum`, `None`, and tuples of these or of other frozen dataclasses: no floats, so that every copy is identical.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str


def derived_id(*parts: str) -> str:
    """Return the id that the same parts always give, in every workspace: a repeated act changes one record, and merged records agree."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]
