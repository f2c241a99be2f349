"""The registration file: an agency asks its collector for a certificate, and how it asks for the next one.

It holds nothing secret, so it is a signed container that is not encrypted. Whoever made it has the private key, for that key signed it and its own
certificate; who that is, only the 40 digits read out over the telephone tell.
"""

import io
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.package import Content, Finding, Header, PackageKind
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import container, encryption, files, keys, layout, signature
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.hostile import refusing
from hrdesk.exchange.limits import REGISTRATION
from hrdesk.exchange.seal import build
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.verdict import Checks, RefusedError

CERTIFICATE = "certificate.der"
RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an agency asks a collector for: its code and name as it says, its public key (DER), its age key, and the 40 digits to compare."""

    agency: str
    name: str
    public_key: bytes
    recipient: str
    digits: str
    created: datetime


def write_registration(target: Path, key: bytes, recipient: str, *, agency: str, name: str, program: str, rule_pack: str, now: datetime) -> Registration:
    """Write the registration file of an agency with this signing key (PEM) and age key; return what it says.

    Raises PackageError: NO_KEY, WRITE_FAILED, PACKAGE_REFUSED for a code that is none.
    """
    head = Header(
        kind=PackageKind.REGISTRATION,
        agency=agency,
        agency_name=name,
        recipient="",
        period=roc_year(now.astimezone(TAIPEI).date()),
        revision=1,
        program=program,
        rule_pack=rule_pack,
        created=now,
        facts=((RECIPIENT, _age_key(recipient)),),
    )
    made = build(Content(header=head), Signer(key, keys.self_signed(key, agency, now)))
    entries = [one.entry() for one in made.members]
    files.write_whole(target, lambda out: out.writelines(container.write(entries)))
    return open_registration(target)


def open_registration(path: Path) -> Registration:
    """Return what a registration file asks for; nothing in it is trusted yet. Raises PackageError PACKAGE_REFUSED with a `verdict`."""
    data = _small_file(path)
    archive = Archive(io.BytesIO(data), Checks())
    signed = signature.parse(archive.read(layout.SIGNED))
    public_key = _own_key(signed.certificate)
    signature.verify(signed, archive.read(layout.MANIFEST), signed.certificate)
    digests = archive.check_digests(archive.check_manifest())
    head = archive.header()
    archive.check_sums(head, digests)
    if head.kind is not PackageKind.REGISTRATION or set(archive.names) != {*layout.FIRST, *layout.LAST}:
        raise RefusedError(Finding.BAD_MEMBERS, why="kind")
    return _registration(head, signed.certificate, public_key, keys.digits(data))


def renewal(head: Header, key: bytes, recipient: str) -> Content:
    """Return the content that asks for a certificate for a new signing key (PEM) and age key; it is sealed with the key that still holds."""
    asked = replace(head, kind=PackageKind.REGISTRATION, facts=((RECIPIENT, _age_key(recipient)),))
    return Content(header=asked, trust={CERTIFICATE: keys.self_signed(key, head.agency, head.created)})


def renewal_of(content: Content) -> Registration:
    """Return what an opened renewal asks for; raise PackageError PACKAGE_REFUSED where it holds no new key."""
    certificate = content.trust.get(CERTIFICATE, b"")
    return _registration(content.header, certificate, _own_key(certificate), keys.digits(certificate))


def _registration(head: Header, certificate: bytes, public_key: bytes, digits: str) -> Registration:
    """Return what a header asks for with the key of a certificate made for its agency."""
    recipient = dict(head.facts).get(RECIPIENT, "")
    if keys.agency_of(certificate) != head.agency:
        raise RefusedError(Finding.WRONG_AGENCY, why="agency")
    if not encryption.is_recipient(recipient):
        raise RefusedError(Finding.BAD_HEADER, why="recipient key")
    return Registration(agency=head.agency, name=head.agency_name, public_key=public_key, recipient=recipient, digits=digits, created=head.created)


def _own_key(certificate: bytes) -> bytes:
    """Return the public key (DER) of a certificate that its own key signed: its maker has the private key."""
    with refusing(Finding.CERTIFICATE_INVALID, why="not self-signed"):
        parsed = x509.load_der_x509_certificate(certificate)
        parsed.verify_directly_issued_by(parsed)
        keys.agency_of(certificate)
        return keys.certificate_key(certificate)


def _age_key(recipient: str) -> str:
    """Return an age public key; raise PackageError NO_KEY for a text that is none."""
    if not encryption.is_recipient(recipient):
        raise PackageError(Fault.NO_KEY)
    return recipient


def _small_file(path: Path) -> bytes:
    """Return a registration file's bytes; refuse one that is missing or too large to be one."""
    try:
        with path.open("rb") as file:
            data = file.read(REGISTRATION + 1)
    except OSError as error:
        raise RefusedError(Finding.MISSING) from error
    if len(data) > REGISTRATION:
        raise RefusedError(Finding.TOO_LARGE, size=path.stat().st_size, limit=REGISTRATION)
    if not data.startswith(b"PK\x03\x04"):
        raise RefusedError(Finding.NOT_A_PACKAGE)
    return data
