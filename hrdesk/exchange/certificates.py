"""Whether a certificate was issued by a pinned root and may sign now: a direct check, without path building; and lists of revoked ones."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.package import Finding
from hrdesk.exchange.hostile import HOSTILE, refusing
from hrdesk.exchange.keys import USAGES, agency_of, signing_key
from hrdesk.exchange.trust import Known, Root, Trust
from hrdesk.exchange.verdict import RefusedError

CRL_DAYS = 400  # an agency may hear from its collector but once a year
LEAF_EXTENSIONS = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_KEY_IDENTIFIER,
        ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
    }
)


def issue_crl(root_key: bytes, root_certificate: bytes, revoked: Iterable[tuple[bytes, datetime]], number: int, now: datetime, days: int = CRL_DAYS) -> bytes:
    """Return the list (DER) of revoked certificates (DER, when); `number` must rise with every list, since a lower one is refused."""
    root = x509.load_der_x509_certificate(root_certificate)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(now)
        .next_update(now + timedelta(days=days))
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for certificate, at in revoked:
        serial = x509.load_der_x509_certificate(certificate).serial_number
        builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build())
    return builder.sign(signing_key(root_key), hashes.SHA384()).public_bytes(serialization.Encoding.DER)


def crl_number(crl: bytes) -> int:
    """Return the number of a list (DER); raise ValueError for anything that is not a numbered list."""
    found = x509.load_der_x509_crl(crl).extensions
    try:
        return found.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound as error:
        raise ValueError("no number") from error


def crl_until(crl: bytes) -> datetime:
    """Return until when receivers take a list (DER) for current; one that names no end never is."""
    return x509.load_der_x509_crl(crl).next_update_utc or datetime.min.replace(tzinfo=UTC)


def is_revoked(crl: bytes, certificate: bytes) -> bool:
    """Tell whether a list (DER) names a certificate (DER), from whatever day on."""
    serial = x509.load_der_x509_certificate(certificate).serial_number
    return x509.load_der_x509_crl(crl).get_revoked_certificate_by_serial_number(serial) is not None


def check_certificate(known: Known, trust: Trust, carried: bytes | None, now: datetime) -> Root:
    """Return the pinned root that issued a certificate valid at `now`; `carried` is the list that came in the same package.

    Raises RefusedError: CERTIFICATE_INVALID, CERTIFICATE_EXPIRED, CERTIFICATE_REVOKED, CRL_OLD.
    """
    with refusing(Finding.CERTIFICATE_INVALID, why="damaged"):
        certificate = x509.load_der_x509_certificate(known.certificate)
        root = _issuer(certificate, trust.roots)
        _check_use(certificate, known)
        agency_of(known.certificate)
    _check_time(certificate, now)
    _check_time(x509.load_der_x509_certificate(root.certificate), now)
    _check_revoked(certificate, known, root, newest_crl(root, trust.crls, carried), now)
    return root


def newest_crl(root: Root, held: Sequence[bytes], carried: bytes | None) -> x509.CertificateRevocationList | None:
    """Return the list of a root with the highest number, or None; raise RefusedError CRL_OLD where the one carried is older than the one held."""
    ours = [crl for crl in (_read_crl(root, one) for one in held) if crl is not None]
    best = max(ours, key=_number, default=None)
    if carried is None:
        return best
    fresh = _read_crl(root, carried)
    if fresh is None:
        raise RefusedError(Finding.CERTIFICATE_INVALID, why="crl")
    if best is not None and _number(fresh) < _number(best):
        raise RefusedError(Finding.CRL_OLD, theirs=_number(fresh), ours=_number(best))
    return fresh


def _read_crl(root: Root, crl: bytes) -> x509.CertificateRevocationList | None:
    """Return a numbered list that a root signed, or None for anything else."""
    certificate = x509.load_der_x509_certificate(root.certificate)
    key = certificate.public_key()
    try:
        with refusing(Finding.CERTIFICATE_INVALID):
            crl_number(crl)
            found = x509.load_der_x509_crl(crl)
            good = isinstance(key, ec.EllipticCurvePublicKey) and found.issuer == certificate.subject and found.is_signature_valid(key)
    except RefusedError:
        return None
    return found if good else None


def _number(crl: x509.CertificateRevocationList) -> int:
    """Return the number of a list that has one."""
    return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def _issuer(certificate: x509.Certificate, roots: Sequence[Root]) -> Root:
    """Return the root that signed a certificate itself."""
    for root in roots:
        try:
            certificate.verify_directly_issued_by(x509.load_der_x509_certificate(root.certificate))
        except HOSTILE:
            continue
        return root
    raise RefusedError(Finding.CERTIFICATE_INVALID, why="issuer")


def _check_use(certificate: x509.Certificate, known: Known) -> None:
    """Refuse a certificate that says anything else than: an office's, to sign packages in its role."""
    found = certificate.extensions
    constraints = found.get_extension_for_class(x509.BasicConstraints).value
    usage = found.get_extension_for_class(x509.KeyUsage).value
    purposes = set(found.get_extension_for_class(x509.ExtendedKeyUsage).value)
    if {one.oid for one in found} - LEAF_EXTENSIONS:
        raise RefusedError(Finding.CERTIFICATE_INVALID, why="extension")
    if constraints.ca or not usage.digital_signature or usage.key_cert_sign or usage.crl_sign:
        raise RefusedError(Finding.CERTIFICATE_INVALID, why="usage")
    if purposes != {USAGES.get(known.role), ExtendedKeyUsageOID.EMAIL_PROTECTION}:
        raise RefusedError(Finding.CERTIFICATE_INVALID, why="purpose")


def _check_time(certificate: x509.Certificate, now: datetime) -> None:
    """Refuse a certificate that does not hold at `now`, the time of receipt."""
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now <= last:
        raise RefusedError(Finding.CERTIFICATE_EXPIRED, start=first.astimezone(TAIPEI).date().isoformat(), end=last.astimezone(TAIPEI).date().isoformat())


def _check_revoked(certificate: x509.Certificate, known: Known, root: Root, crl: x509.CertificateRevocationList | None, now: datetime) -> None:
    """Refuse a certificate that the own table or the newest list calls revoked, and a list that is missing or out of date."""
    if known.revoked is not None and known.revoked <= now.astimezone(TAIPEI).date():
        raise RefusedError(Finding.CERTIFICATE_REVOKED, date=known.revoked.isoformat())
    if crl is not None:
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and entry.revocation_date_utc <= now:
            raise RefusedError(Finding.CERTIFICATE_REVOKED, date=entry.revocation_date_utc.astimezone(TAIPEI).date().isoformat())
    if not root.own and (crl is None or crl.next_update_utc is None or crl.next_update_utc < now):
        raise RefusedError(Finding.CRL_OLD, theirs=0, ours=0 if crl is None else _number(crl))


def digest(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate (DER), hexadecimal: how offices name one."""
    return hashlib.sha256(certificate).hexdigest()
