"""綜合評估, quota and its approval, nominations and decisions (陸三)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import (
    AgencyId,
    ApprovalId,
    DecisionId,
    EvaluationId,
    NominationId,
    NomineeId,
    OfficerId,
    Record,
    RemarkId,
)


class ItemResult(Enum):
    """符合, 部分符合, 未符合, 不適用, 無資料; an item not yet judged has none."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"


class Ruling(Enum):
    """決定: 核予, 改核, 不予."""

    GRANTED = "granted"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reviewer's result for one of the seven items, with a remark."""

    item: str
    result: ItemResult
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Record):
    """綜合評估 of a first-tier agency with its 所屬 for a year; deliberately without a total (陸三(四) gives no weights)."""

    id: EvaluationId
    agency: AgencyId
    year: int
    judgements: tuple[Judgement, ...] = ()
    reviewer: str = ""
    reviewed: date | None = None
    second_reviewer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaApproval(Record):
    """核定敘獎人數及額度 of a first-tier agency: the proposal and the approved figures, with the reason where they differ (陸三(一)(二)).

    `units` are commendations (嘉獎) in all, each granted group included; `heads` None = as many as the units allow.
    """

    id: ApprovalId
    agency: AgencyId
    year: int
    staffing: int
    reading: str
    proposed_units: int
    units: int
    heads: int | None = None
    groups: tuple[str, ...] = ()  # granted same-nature groups
    reason: str = ""
    approved_by: str = ""
    approved: date
    due: date | None = None
    document: str = ""  # 函文文號


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination(Record):
    """敘獎名單 of a first-tier agency with its 所屬 for a year."""

    id: NominationId
    agency: AgencyId
    year: int
    day: date
    document: str = ""  # 依據函文
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee(Record):
    """One proposed person: `times` 嘉獎 within the quota, `raised` more asked for special merit (陸三(二)); `deed` at most 100 characters."""

    id: NomineeId
    agency: AgencyId  # the officer's own agency
    nomination: NominationId
    officer: OfficerId
    times: int
    raised: int = 0
    dedicated: str = ""  # the group whose extra unit this is
    article: str = ""  # 依據條款
    deed: str = ""
    waiver: str = ""  # reason where the gate allows a missing piece with one (附表3 empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """決定 for one nominee: `times` 嘉獎 granted in all, with article and reason."""

    id: DecisionId
    agency: AgencyId
    nominee: NomineeId
    officer: OfficerId
    year: int
    ruling: Ruling
    times: int
    article: str
    reason: str
    decided_by: str = ""
    decided: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Record):
    """退補件: what a collector wants mended, at which record, with its article."""

    id: RemarkId
    agency: AgencyId
    year: int
    kind: str  # class name of the record it is about, empty = the whole submission
    record: str
    text: str
    article: str = ""
    due: date | None = None
    day: date
