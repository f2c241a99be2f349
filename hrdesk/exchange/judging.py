"""A container judged, whether it came as a package of its own or inside another: signature, digests, header, series, records, attachments."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from cryptography.x509 import load_der_x509_certificate

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.package import Finding, Header, PackageKind, Report
from hrdesk.domain.record import Record
from hrdesk.exchange import certificates, keys, layout, payload, rule_files, rules, series, signature, tables
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.trust import Known, Trust
from hrdesk.exchange.verdict import Checks, RefusedError

Digests = dict[str, str]  # SHA-256 by member name
Records = dict[str, tuple[Record, ...]]


@dataclass(slots=True)
class Facts:
    """What has been found out so far."""

    size: int = 0
    package: str = ""
    content_digest: str = ""
    header: Header | None = None
    signer: str = ""
    agency: str = ""
    expires: date | None = None
    checks: Checks = field(default_factory=Checks)
    inner: list[Report] = field(default_factory=list)


def report(file: str, facts: Facts, finding: Finding) -> Report:
    """Return what was found as a report."""
    return Report(
        file=file,
        finding=finding,
        checks=tuple(facts.checks.made),
        package=facts.package,
        content_digest=facts.content_digest,
        header=facts.header,
        signer=facts.signer,
        signer_agency=facts.agency,
        expires=facts.expires,
        size=facts.size,
        inner=tuple(facts.inner),
    )


def authenticate(archive: Archive, trust: Trust, now: datetime, facts: Facts) -> Known:
    """Make the checks "signer", "certificate", "signature" and "validity" and return whose signature it is."""
    checks = facts.checks
    with checks.named("signer"):
        signed = signature.parse(archive.read(layout.SIGNED))
    with checks.named("certificate"):
        known = _known(signed, trust)
    text = archive.read(layout.MANIFEST)
    with checks.named("signature"):
        signature.verify(signed, text, known.certificate)
    facts.signer, facts.agency, facts.package = known.digest, known.agency, hashlib.sha256(text).hexdigest()
    with checks.named("validity"):
        carried = archive.read(layout.CRL) if layout.CRL in archive.names else None
        certificates.check_certificate(known, trust, carried, now)
    facts.expires = load_der_x509_certificate(known.certificate).not_valid_after_utc.astimezone(TAIPEI).date()
    return known


def _known(signed: signature.Signature, trust: Trust) -> Known:
    """Return whose certificate it is."""
    known = trust.known(signed.certificate)
    if known is None:
        raise RefusedError(Finding.SIGNER_UNKNOWN, certificate=certificates.digest(signed.certificate)[:16])
    return known


def judge(archive: Archive, trust: Trust, known: Known, facts: Facts) -> tuple[Header, Digests]:
    """Make the checks "manifest" to "sums" and return the header and the members' SHA-256 by name."""
    checks = facts.checks
    with checks.named("manifest"):
        listed = archive.check_manifest()
    with checks.named("digests"):
        digests = archive.check_digests(listed)
    with checks.named("header"):
        facts.header = head = archive.header()
        if head.recipient != trust.me:
            raise RefusedError(Finding.WRONG_RECIPIENT, recipient=head.recipient)
    with checks.named("sender"):
        _check_sender(head, known)
    with checks.named("sums"):
        archive.check_sums(head, digests)
    facts.content_digest = head.content_digest
    return head, digests


def check_series(head: Header, trust: Trust, facts: Facts) -> None:
    """Make the check "series"."""
    with facts.checks.named("series"):
        missing = series.check_series(head, facts.package, trust)
    if missing:
        facts.checks.warn(Finding.GAP, missing=missing)


def _check_sender(head: Header, known: Known) -> None:
    """Refuse a package whose signer belongs to another agency or may not send this kind."""
    if {known.agency, keys.agency_of(known.certificate)} != {head.agency}:
        raise RefusedError(Finding.WRONG_AGENCY, why="agency")
    if known.role is not rules.sender_role(head.kind):
        raise RefusedError(Finding.WRONG_AGENCY, why="kind", kind=head.kind.value)


def read_records(archive: Archive, head: Header, digests: Digests, facts: Facts) -> Records:
    """Make the checks "records" and "attachments" and return the records by kind name."""
    with facts.checks.named("records"):
        records = dict(_tables(archive))
        if head.counts != tuple(sorted((name, len(group)) for name, group in records.items())):
            raise RefusedError(Finding.BAD_COUNTS)
        rules.check_records(head, records)
    with facts.checks.named("attachments"):
        edges = {name: (archive.size(name), payload.kind_at_edges(*archive.edges(name, payload.EDGE))) for name in attached(archive)}
        payload.check_attachments(records, edges)
        _check_contents(archive, digests)
    if head.kind is PackageKind.RULES or any(name.startswith(rule_files.FOLDER) for name in digests):
        with facts.checks.named("rules"):
            rule_files.check(records, rule_files.carried(archive))
    return records


def attached(archive: Archive) -> tuple[str, ...]:
    """Return the member names of the attachments."""
    return tuple(name for name in archive.names if name.startswith("attachments/"))


def _check_contents(archive: Archive, digests: Digests) -> None:
    """Refuse an attachment that is not named by its own digest, and a form that is no PDF."""
    for name, digest in digests.items():
        if name.startswith("attachments/") and not name.startswith(f"attachments/{digest}."):
            raise RefusedError(Finding.BAD_ATTACHMENT, why="digest")
        if name.startswith("forms/"):
            payload.check_form(archive.edges(name, payload.EDGE)[0])


def _tables(archive: Archive) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Yield the records of every table."""
    for name in archive.names:
        if name.startswith("data/"):
            table = name.removeprefix("data/").removesuffix(".jsonl")
            yield table, tables.read(table, archive.chunks(name))
