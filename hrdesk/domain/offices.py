"""The workspace's own identity, the offices it knows and trusts, and the ledger of packages sent and received."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from hrdesk.domain.record import AgencyId, OfficeId, ParcelId, Record


class WorkspaceKind(Enum):
    """所屬機關, 一級機關（彙整所屬）, 人事處."""

    AGENCY = "agency"
    FIRST_TIER = "first_tier"
    DEPARTMENT = "department"


class OfficeRole(Enum):
    """What a certificate may sign: ROOT issues, DECISION signs a collector's packages, SIGNING an agency's."""

    ROOT = "root"
    DECISION = "decision"
    SIGNING = "signing"


class Direction(Enum):
    """SENT or RECEIVED."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Record):
    """What this workspace is; exactly one record with id "workspace". `sample` marks made-up data, whose clock may run ahead."""

    id: str = "workspace"
    agency: AgencyId
    kind: WorkspaceKind
    rule_pack: str
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """A certificate this workspace pinned or issued: whose, for what, until when, and the age key to write to its owner.

    `certificate` is DER in base64, `digest` its SHA-256 in hexadecimal. `issuer` is the digest of the root that issued it.
    """

    id: OfficeId
    agency: AgencyId
    role: OfficeRole
    certificate: str
    digest: str
    issuer: str
    recipient: str = ""  # age X25519 public key
    issued: date
    expires: date
    revoked: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class FormCopy:
    """A form as it went out or came in: its file name and the digest of its kept bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(Record):
    """資料包 sent or received: its identity, place in its series, and the file itself as a blob.

    `package` is the SHA-256 of the manifest; `content` the content digest; `agency` the sender, `recipient` the addressee;
    `answers` the package a receipt, quota notice, decision or return is about. `data` is the digest of the records and attachments alone, without
    the forms: it tells whether anything changed since. `forms` keeps the forms byte for byte, to be passed on unaltered.
    """

    id: ParcelId
    agency: AgencyId
    recipient: AgencyId
    direction: Direction
    kind: str  # value of PackageKind
    year: int
    revision: int
    package: str
    content: str
    signer: str = ""  # digest of the certificate
    at: datetime
    blob: str = ""  # SHA-256 of the file, hexadecimal
    answers: str = ""
    verdict: str = ""  # verdict told to or by the other side
    data: str = ""
    forms: tuple[FormCopy, ...] = ()
