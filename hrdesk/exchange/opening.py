"""A foreign file to a report and, where nothing refuses it, its content: every check in the order of the specification.

Nothing of a refused package stays anywhere. The clear text of a package up to 16 MiB is only ever in memory; a larger one is unpacked into a folder
of `scratch` that goes with `Opened.close()`.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from cryptography.x509 import load_der_x509_certificate

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.package import Attached, Content, Finding, Header, Report
from hrdesk.domain.record import Record
from hrdesk.exchange import certificates, encryption, header, keys, layout, payload, rules, series, signature, tables
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.limits import IN_MEMORY
from hrdesk.exchange.trust import Known, Trust
from hrdesk.exchange.verdict import Checks, RefusedError

FOLDER = "opened-"
Digests = dict[str, str]  # SHA-256 by member name


@dataclass(frozen=True, slots=True)
class Opened:
    """A package opened: the report and, if it was accepted, the content. Use it in a `with`, or close it when its attachments are kept."""

    report: Report
    content: Content | None = None
    folder: Path | None = None  # where attachments of a large package lie

    def close(self) -> None:
        """Remove the unpacked attachments."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()


@dataclass(slots=True)
class _Facts:
    """What has been found out so far."""

    size: int = 0
    package: str = ""
    content_digest: str = ""
    header: Header | None = None
    signer: str = ""
    agency: str = ""
    expires: date | None = None
    checks: Checks = field(default_factory=Checks)


def open_package(path: Path, trust: Trust, identities: Sequence[str], now: datetime, scratch: Path) -> Opened:
    """Return the report on a file and, where nothing refuses it, its content; `now` is the time of receipt.

    Never raises for what a file holds. Raises OSError where `scratch` cannot be written, PackageError NO_KEY for an identity that is none.
    """
    return open_with(path, lambda _archive, _checks: trust, identities, now, scratch)


def open_with(path: Path, trust_of: Callable[[Archive, Checks], Trust], identities: Sequence[str], now: datetime, scratch: Path) -> Opened:
    """Return what `open_package` does, with a trust that may come from the package itself (an enrolment, pinned by its digits)."""
    facts = _Facts()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(scratch)) as file:
        try:
            _decrypt(path, identities, file, facts)
            archive = Archive(file, facts.checks)
            trust = trust_of(archive, facts.checks)
            known = _authenticate(archive, trust, now, facts)
            head, digests = _judge(archive, trust, known, facts)
            content, folder = _content(archive, head, digests, facts, scratch)
        except RefusedError as refused:
            return Opened(_report(path, facts, refused.finding))
    return Opened(_report(path, facts, Finding.OK), content, folder)


def _report(path: Path, facts: _Facts, finding: Finding) -> Report:
    """Return what was found as a report."""
    return Report(
        file=path.name,
        finding=finding,
        checks=tuple(facts.checks.made),
        package=facts.package,
        content_digest=facts.content_digest,
        header=facts.header,
        signer=facts.signer,
        signer_agency=facts.agency,
        expires=facts.expires,
        size=facts.size,
    )


def _decrypt(path: Path, identities: Sequence[str], file: IO[bytes], facts: _Facts) -> None:
    """Make the checks "size" and "decrypt" and write the container to `file`."""
    with facts.checks.named("size"):
        facts.size = encryption.check_file(path)
    with facts.checks.named("decrypt"):
        encryption.decrypt(path, identities, file)


def _authenticate(archive: Archive, trust: Trust, now: datetime, facts: _Facts) -> Known:
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


def _judge(archive: Archive, trust: Trust, known: Known, facts: _Facts) -> tuple[Header, Digests]:
    """Make the checks "manifest" to "series" and return the header and the members' SHA-256 by name."""
    checks = facts.checks
    with checks.named("manifest"):
        listed = archive.check_manifest()
    with checks.named("digests"):
        digests = archive.check_digests(listed)
    with checks.named("header"):
        facts.header = head = header.parse(archive.read(layout.PACKAGE_JSON))
        if head.recipient != trust.me:
            raise RefusedError(Finding.WRONG_RECIPIENT, recipient=head.recipient)
    with checks.named("sender"):
        _check_sender(head, known)
    with checks.named("sums"):
        archive.check_sums(head, digests)
    facts.content_digest = head.content_digest
    with checks.named("series"):
        missing = series.check_series(head, facts.package, trust)
    if missing:
        checks.warn(Finding.GAP, missing=missing)
    return head, digests


def _check_sender(head: Header, known: Known) -> None:
    """Refuse a package whose signer belongs to another agency or may not send this kind."""
    if {known.agency, keys.agency_of(known.certificate)} != {head.agency}:
        raise RefusedError(Finding.WRONG_AGENCY, why="agency")
    if known.role is not rules.sender_role(head.kind):
        raise RefusedError(Finding.WRONG_AGENCY, why="kind", kind=head.kind.value)


def _content(archive: Archive, head: Header, digests: Digests, facts: _Facts, scratch: Path) -> tuple[Content, Path | None]:
    """Make the checks "records" and "attachments" and return the content, and the folder its attachments are in, if any."""
    names = [name for name in archive.names if name.startswith("attachments/")]
    with facts.checks.named("records"):
        records = dict(_tables(archive))
        if head.counts != tuple(sorted((name, len(group)) for name, group in records.items())):
            raise RefusedError(Finding.BAD_COUNTS)
        rules.check_records(head, records)
    with facts.checks.named("attachments"):
        payload.check_attachments(records, {name: (archive.size(name), payload.kind_at_edges(*archive.edges(name, payload.EDGE))) for name in names})
        _check_contents(archive, digests)
    forms = {name.removeprefix("forms/"): archive.read(name) for name in archive.names if name.startswith("forms/")}
    carried = {name.removeprefix("trust/"): archive.read(name) for name in archive.names if name.startswith("trust/")}
    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=scratch)) if names and facts.size > IN_MEMORY else None
    attachments = tuple(_attached(archive, name, folder) for name in names)
    return Content(header=head, records=records, forms=forms, attachments=attachments, trust=carried), folder


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


def _attached(archive: Archive, name: str, folder: Path | None) -> Attached:
    """Return an attachment with its bytes, or with the file in `folder` that it was written to."""
    digest, _, kind = name.removeprefix("attachments/").partition(".")
    if folder is None:
        return Attached(digest, kind, archive.read(name))
    path = folder / f"{digest}.{kind}"
    with path.open("xb") as file:
        file.writelines(archive.chunks(name))
    return Attached(digest, kind, path)
