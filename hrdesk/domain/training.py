"""Courses with their sessions, what each officer made of them (附表1), and the reports of 未到課 (附表4)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import AbsenceId, AgencyId, CourseId, EvidenceId, OfficerId, Record, TrainingId
from hrdesk.domain.staff import Level


class Mode(Enum):
    """學習性質: 實體, 數位, 混成."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    BLENDED = "blended"


class Method(Enum):
    """辦理方式: 本處, 自辦, 自修, 小老師 (伍一, 伍二)."""

    DEPARTMENT = "department"
    AGENCY = "agency"
    SELF_STUDY = "self_study"
    MENTORING = "mentoring"


class Presence(Enum):
    """到課, 請假, 缺席 of one person at one session."""

    ATTENDED = "attended"
    LEAVE = "leave"
    ABSENT = "absent"


class Verdict(Enum):
    """附表4 審認: 充分合理, 未充分合理."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Session:
    """場次: a day with start and end as minutes after midnight.

    `timed` tells whether these are the hours of the day at which it is held, or only its length, written from nine o'clock on; None = not told, as in a
    book or package from before this was kept.
    """

    day: date
    start: int
    end: int
    timed: bool | None = None

    @property
    def minutes(self) -> int:
        """Return the length in minutes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Record):
    """班期: a course as held once. `minutes` are the hours set for it (所訂時數) in minutes; `agency` is whose book it stands in.

    `topics` are catalogue leaf codes; `required_for` names roles for which the department marked a 專案講習／研討 as due (肆一).
    `seats` is what the room or the plan gives; more people than that are told, never turned away by the program (伍四).
    """

    id: CourseId
    agency: AgencyId
    code: str
    name: str
    term: str = ""
    topics: tuple[str, ...] = ()
    level: Level | None = None
    mode: Mode = Mode.PHYSICAL
    method: Method = Method.DEPARTMENT
    organiser: str = ""
    start: date
    end: date
    minutes: int
    sessions: tuple[Session, ...] = ()
    required_for: tuple[str, ...] = ()  # values of Role
    category_code: str = ""  # 學習類別代碼
    tags: tuple[str, ...] = ()
    cancelled: bool = False
    place: str = ""  # 上課地點
    lecturers: tuple[str, ...] = ()  # 講師
    seats: int | None = None  # 名額, None = not limited


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one session: `minutes` attended; `leave_kind` where on leave."""

    session: int  # index into Course.sessions
    presence: Presence
    minutes: int
    leave_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord(Record):
    """研習紀錄: one officer in one course, from 報名 to 認證; the enrolment and its outcome are one record.

    `enrolled` None = came without enrolment (not in the denominator of 到課出席率). `substituted_by` names who went instead, approved on
    `substituted_on`. No attendance yet = not held yet. A digital course is done on `completed` with its `proof`.
    """

    id: TrainingId
    agency: AgencyId  # the enrolling agency at the time
    officer: OfficerId
    course: CourseId
    enrolled: date | None = None
    attendance: tuple[Attendance, ...] = ()
    substituted_by: OfficerId | None = None
    substituted_on: date | None = None
    completed: date | None = None
    made_up: bool = False  # 補課, confirmed by the organiser
    proof: tuple[EvidenceId, ...] = ()
    category: str = ""  # 人員類別 as printed, empty = from the roles at the date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceReport(Record):
    """未到課原因（附表4）: one case an enrolment without full presence; both reviews are kept apart (陸二(一))."""

    id: AbsenceId
    agency: AgencyId
    training: TrainingId
    officer: OfficerId
    presence: Presence  # LEAVE or ABSENT
    leave_kind: str = ""
    reason: str = ""
    evidence: tuple[EvidenceId, ...] = ()
    verdict: Verdict | None = None  # 人事主管初審
    verdict_reason: str = ""
    department_verdict: Verdict | None = None  # 本處複審
    department_reason: str = ""
