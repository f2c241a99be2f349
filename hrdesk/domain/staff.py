"""Agencies, their three head-counts, officers, and what an officer is and does on a date."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import AgencyId, DutyId, OfficerId, Record, RoleSpanId, StaffingId


class Tier(Enum):
    """Where an agency stands: 人事處, 一級機關, or 二級機關／所屬."""

    DEPARTMENT = "department"
    FIRST = "first"
    SECOND = "second"


class StaffKind(Enum):
    """專任, 兼任, 兼辦."""

    FULL_TIME = "full_time"
    CONCURRENT = "concurrent"
    ADDITIONAL = "additional"


class Role(Enum):
    """人事主管, 新進, 進階, 種籽教師, 其他 (研習計畫 貳 「等」 keeps the list open)."""

    HEAD = "head"
    NEWCOMER = "newcomer"
    ADVANCED = "advanced"
    SEED_TEACHER = "seed_teacher"
    OTHER = "other"


class Level(Enum):
    """基礎, 進階."""

    BASIC = "basic"
    ADVANCED = "advanced"


class Headcount(Enum):
    """The head-counts that are never mixed.

    STAFFING_BUDGET / STAFFING_PRESENT: 人事人員總員額數 of a first-tier agency with its 所屬 or of one agency's own part (預算／現有), 陸三(二).
    OFFICERS: 二級機關人事人員數, 肆四. AGENCY: 機關總員額數, 107 規範 陸二(二).
    """

    STAFFING_BUDGET = "staffing_budget"
    STAFFING_PRESENT = "staffing_present"
    OFFICERS = "officers"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Record):
    """機關 with its ten-character code; `group` names a same-nature group of 陸三(二) (戶政事務所, 健康服務中心, 地政事務所 …) or is empty."""

    id: AgencyId
    code: str
    name: str
    tier: Tier
    parent: AgencyId | None = None
    group: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing(Record):
    """One head-count of one agency's own people (not its 所屬) at a base date, with its source."""

    id: StaffingId
    agency: AgencyId
    kind: Headcount
    count: int
    base_date: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Record):
    """人事人員 on the roster; `name` is kept exactly as given. `national_id` is kept only where another system's file needs it."""

    id: OfficerId
    agency: AgencyId
    name: str
    unit: str = ""
    employee_no: str = ""
    national_id: str = ""
    title: str = ""
    grade: str = ""  # 職等 as in the official text, 薦任第八職等
    kind: StaffKind = StaffKind.FULL_TIME
    birth: date | None = None
    first_service: date | None = None  # 初任人事人員 / 初任公職日
    arrived: date | None = None  # 本機關到職日
    left: date | None = None
    left_reason: str = ""
    phone: str = ""
    email: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpan(Record):
    """A role of an officer from `start` to `end` (both days included; `end` None = still)."""

    id: RoleSpanId
    agency: AgencyId
    officer: OfficerId
    role: Role
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Record):
    """業務（承辦）: a business item assigned to an officer; `topic` is a catalogue leaf code."""

    id: DutyId
    agency: AgencyId
    officer: OfficerId
    topic: str
    start: date
    end: date | None = None
