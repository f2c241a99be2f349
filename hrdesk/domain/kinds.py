"""Every kind of record, in the order in which one may refer to another."""

from hrdesk.domain.awards import Decision, Evaluation, Nomination, Nominee, QuotaApproval, Remark
from hrdesk.domain.collected import Lateness, Membership, PresenceRuling, QuotaCeiling, SpecialRound, StageDue
from hrdesk.domain.members import Member, ReopenedYear
from hrdesk.domain.noted import FitnessReview, FocusReason, ReportDue
from hrdesk.domain.offices import Office, Parcel, Workspace
from hrdesk.domain.record import Record
from hrdesk.domain.rulebook import RuleFile
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, Mentoring, MeritClaim, SelfCheck, SystemLog
from hrdesk.domain.staff import Agency, Duty, Officer, RoleSpan, Staffing
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord

KINDS: tuple[type[Record], ...] = (
    Workspace,
    Agency,
    Staffing,
    Officer,
    RoleSpan,
    Duty,
    Evidence,
    Course,
    TrainingRecord,
    AbsenceReport,
    Appointment,
    Coaching,
    SystemLog,
    Mentoring,
    SelfCheck,
    MeritClaim,
    Evaluation,
    QuotaApproval,
    Nomination,
    Nominee,
    Decision,
    Remark,
    Office,
    Parcel,
    Member,
    ReopenedYear,
    ReportDue,
    FitnessReview,
    FocusReason,
    StageDue,
    Lateness,
    Membership,
    SpecialRound,
    PresenceRuling,
    RuleFile,
    QuotaCeiling,
)


def kind_named(name: str) -> type[Record]:
    """Return the record class called `name`; raise KeyError for an unknown one."""
    return {kind.__name__: kind for kind in KINDS}[name]
