"""The enrolment file: what a collector grants, in an ordinary package whose root is pinned by the 40 digits typed from the official letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, Finding, Header, PackageKind, Past
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import certificates, encryption, keys
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.hostile import refusing
from hrdesk.exchange.opening import open_with
from hrdesk.exchange.seal import Sealed, seal
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Known, Root, Trust
from hrdesk.exchange.verdict import Checks, RefusedError

MEMBERS = {"root": "root.der", "decision": "decision.der", "certificate": "certificate.der", "crl": "crl.der"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a collector grants: the agency's code, official name and certificate, and all that is needed to trust and reach the collector.

    Certificates and the CRL are DER; `recipients` are the collector's age keys (its own, then the sealed recovery key); `periods` are 民國 years.
    """

    agency: str
    agency_name: str
    certificate: bytes
    collector: str
    collector_name: str
    recipients: tuple[str, ...]
    root: bytes
    decision: bytes
    crl: bytes
    periods: tuple[int, ...] = ()
    rule_pack: str
    package: str = ""  # id, once opened


def seal_enrolment(
    enrolment: Enrolment, signer: Signer, recipient: str, target: Path, *, program: str, now: datetime, history: tuple[Past, ...] = ()
) -> Sealed:
    """Write an enrolment for the age key that registered, signed with the decision certificate; raise PackageError as `seal` does."""
    facts = {
        "name": enrolment.agency_name,
        "periods": " ".join(map(str, enrolment.periods)),
        "recipients": " ".join(enrolment.recipients),
    }
    head = Header(
        kind=PackageKind.ENROLMENT,
        agency=enrolment.collector,
        agency_name=enrolment.collector_name,
        recipient=enrolment.agency,
        period=roc_year(now.astimezone(TAIPEI).date()),
        revision=len(history) + 1,
        history=history,
        program=program,
        rule_pack=enrolment.rule_pack,
        created=now,
        facts=tuple(facts.items()),
    )
    trust = {member: getattr(enrolment, name) for name, member in MEMBERS.items()}
    return seal(Content(header=head, trust=trust), signer, (recipient,), target)


def open_enrolment(path: Path, identities: Sequence[str], root_digits: str, now: datetime, scratch: Path, *, agency: str, key: bytes) -> Enrolment:
    """Return what was granted to `agency` (code) for its signing key (PEM), trusting only the root whose 40 digits were typed.

    Raises InputError DIGITS_DIFFER where the digits are not those of the root inside, PackageError PACKAGE_REFUSED with a `verdict` otherwise.
    """
    with open_with(path, lambda archive, checks: _pinned(archive, checks, root_digits, agency), identities, now, scratch) as opened:
        if opened.content is None:
            last = opened.report.checks[-1]
            raise RefusedError(last.finding, **last.facts)
        enrolment = replace(_granted(opened.content), package=opened.report.package)
    _check_own(enrolment, key, now)
    return enrolment


def _pinned(archive: Archive, checks: Checks, root_digits: str, agency: str) -> Trust:
    """Make the check "pin" and return the trust that an enrolment carries, once its root is the one on the letter."""
    with checks.named("pin"):
        carried = {name: archive.read(f"trust/{member}") for name, member in MEMBERS.items() if f"trust/{member}" in archive.names}
        if set(carried) != set(MEMBERS):
            raise RefusedError(Finding.BAD_MEMBERS, why="trust")
        if not keys.same_digits(root_digits, carried["root"]):
            raise InputError(Fault.DIGITS_DIFFER)
        return _trust(carried["root"], carried["decision"], carried["crl"], agency)


def _trust(root: bytes, decision: bytes, crl: bytes, agency: str) -> Trust:
    """Return a trust in one collector."""
    with refusing(Finding.CERTIFICATE_INVALID, why="damaged"):
        collector = keys.agency_of(decision)
    return Trust(me=agency, roots=(Root(root),), certificates=(Known(decision, collector, OfficeRole.DECISION),), crls=(crl,))


def _granted(content: Content) -> Enrolment:
    """Return the enrolment that a content says; refuse another kind, and facts that are none."""
    head, facts = content.header, dict(content.header.facts)
    recipients, periods = facts.get("recipients", "").split(), facts.get("periods", "").split()
    wrong = head.kind is not PackageKind.ENROLMENT or not recipients or not all(map(encryption.is_recipient, recipients))
    if wrong or not all(period.isascii() and period.isdigit() for period in periods):
        raise RefusedError(Finding.BAD_HEADER, why="enrolment")
    return Enrolment(
        agency=head.recipient,
        agency_name=facts.get("name", ""),
        collector=head.agency,
        collector_name=head.agency_name,
        recipients=tuple(recipients),
        periods=tuple(map(int, periods)),
        rule_pack=head.rule_pack,
        certificate=content.trust[MEMBERS["certificate"]],
        root=content.trust[MEMBERS["root"]],
        decision=content.trust[MEMBERS["decision"]],
        crl=content.trust[MEMBERS["crl"]],
    )


def _check_own(enrolment: Enrolment, key: bytes, now: datetime) -> None:
    """Refuse an enrolment whose certificate is not for this agency and this key, from this root."""
    trust = _trust(enrolment.root, enrolment.decision, enrolment.crl, enrolment.agency)
    certificates.check_certificate(Known(enrolment.certificate, enrolment.agency, OfficeRole.SIGNING), trust, None, now)
    with refusing(Finding.CERTIFICATE_INVALID, why="key"):
        public_key = keys.certificate_key(enrolment.certificate)
    if keys.agency_of(enrolment.certificate) != enrolment.agency:
        raise RefusedError(Finding.WRONG_AGENCY, why="certificate")
    if public_key != keys.public_key(key):
        raise RefusedError(Finding.OUT_OF_ORDER, what="superseded")
