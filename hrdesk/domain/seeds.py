"""Seed teachers: appointments (附表2), coaching (附表3), self-checks (附表5), logs, mentoring and evidence."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import (
    AgencyId,
    AppointmentId,
    CoachingId,
    EvidenceId,
    LogId,
    MentoringId,
    MeritId,
    OfficerId,
    Record,
    SelfCheckId,
)


class Addressee(Enum):
    """Who must be told of a change (伍五): 人事機構, 所屬人事人員, 本處資訊室."""

    OFFICE = "office"
    SUBORDINATES = "subordinates"
    DEPARTMENT = "department"


class ChangeKind(Enum):
    """What a notice tells: 指派 or 異動（解除）."""

    APPOINTED = "appointed"
    ENDED = "ended"


class Channel(Enum):
    """輔導方式: 電話, 電子郵件, 到場, 遠端線上."""

    PHONE = "phone"
    EMAIL = "email"
    ON_SITE = "on_site"
    ONLINE = "online"


class Settlement(Enum):
    """結案情形: 處理中, 已解決, 轉報."""

    OPEN = "open"
    SOLVED = "solved"
    ESCALATED = "escalated"


class LogKind(Enum):
    """備份 (item 4) and 資料傳輸 (item 5)."""

    BACKUP = "backup"
    TRANSMISSION = "transmission"


class Outcome(Enum):
    """What a log entry found: 正常 or 缺漏／異常."""

    GOOD = "good"
    INCIDENT = "incident"


class Answer(Enum):
    """自我檢核: 是, 否, 不適用. For a negative item YES means that it occurred."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class CheckState(Enum):
    """草稿, 已送出, 已核章."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class Verification(Enum):
    """查證 of a special merit: 未查證, 屬實, 部分屬實, 不屬實."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Notice:
    """異動通知: which change was told to whom on which day."""

    change: ChangeKind
    addressee: Addressee
    sent: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Record):
    """種籽教師指派（附表2）: an interval, both days included. `dedicated` names the same-nature group served by a 專責 teacher (陸三(二)).

    `domain` is the field of a cross-agency teacher (陸三(三)), who is active only with `consent`.
    """

    id: AppointmentId
    agency: AgencyId
    officer: OfficerId
    start: date
    end: date | None = None
    end_reason: str = ""
    document: str = ""  # 指派文號
    systems: tuple[str, ...] = ()  # topics coached
    scope: str = ""  # 輔導範圍
    dedicated: str = ""
    domain: str = ""
    consent: date | None = None
    phone: str = ""
    email: str = ""
    successor: OfficerId | None = None
    notices: tuple[Notice, ...] = ()
    handed_over: date | None = None
    handover: tuple[EvidenceId, ...] = ()
    focus: tuple[str, ...] = ()  # 重點加強 subsystems (肆四(十)4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching(Record):
    """輔導服務紀錄（附表3). `start`/`end` are minutes after midnight; an end before the start means past midnight. `item` 1–7 is 陸三(四)."""

    id: CoachingId
    agency: AgencyId
    officer: OfficerId
    day: date
    start: int
    end: int
    served_agency: str
    served_person: str = ""
    served_phone: str = ""
    channels: tuple[Channel, ...] = ()
    system: str = ""
    item: int | None = None
    problem: str = ""
    handling: str = ""
    settlement: Settlement = Settlement.OPEN
    escalated_to: str = ""
    escalated: date | None = None
    ticket: str = ""
    confirmed_by: str = ""
    evidence: tuple[EvidenceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLog(Record):
    """備份紀錄 and 資料傳輸紀錄; silence (no entry at all) is 無資料, never success."""

    id: LogId
    agency: AgencyId
    kind: LogKind
    day: date
    system: str
    outcome: Outcome
    officer: OfficerId | None = None
    verified: bool = False
    detail: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring(Record):
    """小老師學習 (伍二(二)): who led whom in which business; evidence for 輔導新進或新接業務同仁."""

    id: MentoringId
    agency: AgencyId
    mentor: OfficerId
    mentee: OfficerId
    topic: str
    start: date
    end: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One line of 附表5: `item` is the code of the rule pack (e1–e7, c1–c9); `count` for 有無發生; `met` is the head's 複核."""

    item: str
    answer: Answer | None = None
    count: int | None = None
    detail: str = ""
    evidence: tuple[EvidenceId, ...] = ()
    met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck(Record):
    """種籽教師自我檢核表（附表5) of one officer and year."""

    id: SelfCheckId
    agency: AgencyId
    officer: OfficerId
    year: int  # 民國年度
    state: CheckState = CheckState.DRAFT
    answers: tuple[CheckAnswer, ...] = ()
    submitted: date | None = None
    approved: date | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeritClaim(Record):
    """特殊優良事蹟: one section of the narrative (陸三(五)) with its evidence and the collector's 查證."""

    id: MeritId
    agency: AgencyId
    officer: OfficerId
    year: int
    section: str  # code of the rule pack: newcomers, courses, procedures, handover, other
    text: str
    evidence: tuple[EvidenceId, ...] = ()
    verification: Verification = Verification.OPEN
    verified_by: str = ""
    verified_how: str = ""
    verified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """佐證: a file kept as a content-addressed blob; `name` is only its display name."""

    id: EvidenceId
    agency: AgencyId
    digest: str  # SHA-256, hexadecimal
    name: str
    kind: str  # pdf jpg png ods odt xlsx docx
    size: int  # bytes
    day: date
