"""The data package as a value: its header, its content, and the report of every check made on one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import ClassVar

from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes


class PackageKind(Enum):
    """What a package is for (requirements P0–P11)."""

    REGISTRATION = "registration"  # 登錄申請
    ENROLMENT = "enrolment"  # 登錄核發
    RULES = "rules"  # 規則包
    RESULTS = "results"  # 到課結果包
    SUBMISSION = "submission"  # 年度資料
    QUOTA = "quota"  # 核定額度
    NOMINATION = "nomination"  # 敘獎提報
    DECISION = "decision"  # 決定
    RETURN = "return"  # 退補件
    RECEIPT = "receipt"  # 回執
    CHANGE = "change"  # 異動通知
    ROLL = "roll"  # 報名與未到課回復: who goes to the collector's courses, and why somebody was not there
    USAGE = "usage"  # 使用情形回報


# what a collector sends down
DOWNWARD = frozenset({PackageKind.RULES, PackageKind.QUOTA, PackageKind.DECISION, PackageKind.RETURN, PackageKind.RESULTS, PackageKind.RECEIPT})


class Finding(Enum):
    """The verdict of one check on a package; every one but OK and GAP, a warning, refuses it."""

    OK = "ok"
    # 1 file, 2 encryption
    MISSING = "missing"
    TOO_LARGE = "too_large"
    NOT_A_PACKAGE = "not_a_package"
    NOT_FOR_ME = "not_for_me"
    OWN = "own"  # sealed here for somebody else: nothing to take in, nothing to send back
    TRUNCATED = "truncated"  # age stream broken or altered
    # 3-5 container
    BAD_ZIP = "bad_zip"
    TOO_MANY_MEMBERS = "too_many_members"
    BOMB = "bomb"  # declared or actual size beyond the limits
    BAD_NAME = "bad_name"
    BAD_MEMBERS = "bad_members"  # mimetype or fixed members missing or unknown ones present
    # 6-9 signature and certificate
    BAD_SIGNATURE_FORM = "bad_signature_form"
    SIGNER_UNKNOWN = "signer_unknown"
    SIGNATURE_WRONG = "signature_wrong"
    CERTIFICATE_INVALID = "certificate_invalid"  # not issued by the pinned root, wrong usage
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CRL_OLD = "crl_old"
    # 10-11 manifest and members
    BAD_MANIFEST = "bad_manifest"
    ALTERED = "altered"  # a member's digest differs
    # 12-13 header
    TOO_NEW = "too_new"
    BAD_HEADER = "bad_header"
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_AGENCY = "wrong_agency"  # certificate belongs to another agency, or may not send this kind
    # 14-15 series
    BAD_DIGESTS = "bad_digests"
    PERIOD_CLOSED = "period_closed"
    REPLAYED = "replayed"  # the same file again
    SAME_CONTENT = "same_content"  # nothing changed since a held revision: show the receipt
    OLD_REVISION = "old_revision"
    REUSED_REVISION = "reused_revision"
    FORK = "fork"
    GAP = "gap"  # accepted with a warning
    # 16-18 content
    BAD_RECORD = "bad_record"
    BAD_COUNTS = "bad_counts"
    BAD_REFERENCE = "bad_reference"
    BAD_ATTACHMENT = "bad_attachment"
    CONFLICT = "conflict"
    OUT_OF_ORDER = "out_of_order"  # e.g. a nomination before its quota notice
    BAD_RULES = "bad_rules"  # a rule file that is none, or contradicts another
    BAD_INNER = "bad_inner"  # a 所屬's package carried inside does not stand its own checks


HELD = frozenset({Finding.REPLAYED, Finding.SAME_CONTENT})


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier revision of a series and its content digest."""

    revision: int
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`package.json`: format version first; `agency` and `recipient` are agency codes; `period` is the 民國年度.

    `head` is the head of the sender's audit chain; `answers` the id of the package this one answers; `facts` small values of the kind
    (a receipt's verdict, a due date).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    format: str = "1.0"
    kind: PackageKind
    agency: str
    agency_name: str
    recipient: str
    period: int
    revision: int
    history: tuple[Past, ...] = ()
    content_digest: str = ""  # filled in when sealed
    counts: tuple[tuple[str, int], ...] = ()  # table name and rows, filled in when sealed
    program: str
    rule_pack: str
    created: datetime
    answers: str = ""
    head: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file carried by a package: its SHA-256, extension, and where its bytes are."""

    digest: str
    kind: str
    source: Path | bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A 所屬's package as it was signed, carried inside its collector's submission: whose (agency code), its id, when the collector took it in (UTC).

    `certificate` (DER) signed it, issued by the collector, which says when it was `revoked`. `source` holds the container's bytes where it is to be
    sealed; `report`, `records` and `altered` (forms that the collector's package has otherwise or not at all) are found when it is opened.
    """

    agency: str
    package: str
    certificate: bytes
    received: datetime
    revoked: date | None = None
    source: Path | bytes = b""
    report: "Report | None" = None
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a package carries: header, records by kind name, forms by file name (as approved), attachments.

    `trust` holds DER files by name for the receiver's trust: `crl.der` in every reply, the certificates in an enrolment. `inner` are the packages of
    the 所屬 that a submission merges, and `inner_root` the root (DER) that issued their certificates. `rules` are the files of a rules package by
    SHA-256 and ending.
    """

    header: Header
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    forms: Mapping[str, bytes] = field(default_factory=dict)
    attachments: tuple[Attached, ...] = ()
    trust: Mapping[str, bytes] = field(default_factory=dict)
    inner: tuple[Inner, ...] = ()
    inner_root: bytes = b""
    rules: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One check and its finding; `facts` fill its sentence (numbers, codes, member names; nothing personal)."""

    name: str
    finding: Finding
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about a package after opening it; `content` only if every check of the container and signature passed.

    `finding` is the first refusing one, or OK. `package` and `content_digest` are empty where they could not be read. `inner` are the reports on the
    packages carried inside, as far as they were opened.
    """

    file: str  # outer name, never relied on
    finding: Finding
    checks: tuple[Check, ...]
    package: str = ""
    content_digest: str = ""
    header: Header | None = None
    signer: str = ""  # SHA-256 of the certificate
    signer_agency: str = ""
    expires: date | None = None
    size: int = 0
    changes: Changes = field(default_factory=Changes)
    inner: "tuple[Report, ...]" = ()

    @property
    def accepted(self) -> bool:
        """Tell whether nothing refuses the package (warnings allowed)."""
        return self.finding is Finding.OK
