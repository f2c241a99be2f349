"""What a workspace knows when it judges a package: its roots, the certificates it issued or pinned, what it holds already."""

import hashlib
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import PackageKind


@dataclass(frozen=True, slots=True)
class Root:
    """A pinned root, DER. `own` = this workspace issued with it, so its own table says what is revoked and no CRL is asked for."""

    certificate: bytes
    own: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A certificate (DER) that may have signed: whose it is by agency code, for what, and the day it was revoked."""

    certificate: bytes
    agency: str
    role: OfficeRole
    revoked: date | None = None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the certificate, hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A package received earlier: its series (`agency` code, kind, 民國年度), revision, content digest and package id.

    `fork` = it was taken in although it forked: of its series, only it and later revisions count.
    """

    agency: str
    kind: PackageKind
    period: int
    revision: int
    content: str
    package: str
    answers: str = ""
    fork: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Everything that decides about a package besides its own bytes.

    `me` is the own agency code. `crls` are lists of revoked certificates, DER; of each root the highest number counts. `held` are the packages
    taken in so far. `open_periods` are the years for which submissions and nominations are taken (None = any).
    `forks` are ids of packages that a person has decided to take in although they fork.
    """

    me: str
    roots: tuple[Root, ...]
    certificates: tuple[Known, ...]
    crls: tuple[bytes, ...] = ()
    held: tuple[Held, ...] = ()
    open_periods: frozenset[int] | None = None
    forks: frozenset[str] = frozenset()

    def known(self, certificate: bytes) -> Known | None:
        """Return the entry whose certificate is byte for byte this one, or None."""
        return next((known for known in self.certificates if known.certificate == certificate), None)
