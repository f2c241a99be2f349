"""Keys and certificates made here: signing keys (P-256), age identities, the root (P-384), and what the root issues."""

import hashlib
import unicodedata
from datetime import datetime, timedelta

import pyrage
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hrdesk.domain.offices import OfficeRole
from hrdesk.errors import Fault, InputError, PackageError

USAGES = {
    OfficeRole.SIGNING: x509.ObjectIdentifier("2.25.306846110193948626617506053958481189831"),
    OfficeRole.DECISION: x509.ObjectIdentifier("2.25.253627916973695960195678090976762419582"),
}
LEAF_DAYS = 3 * 365 + 1
ROOT_DAYS = 20 * 365 + 5
CLOCKS_DIFFER = timedelta(days=1)  # a certificate holds from a day before it was made: the next office's clock may be behind
DIGITS = 40


def new_signing_key() -> bytes:
    """Return a new P-256 private key, PEM, not encrypted: it is kept inside the encrypted workspace."""
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def new_identity() -> tuple[str, str]:
    """Return a new age identity (secret) and its recipient (public)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def new_root(name: str, now: datetime, days: int = ROOT_DAYS) -> tuple[bytes, bytes]:
    """Return the private key (PEM) and the self-signed certificate (DER) of a root called `name`."""
    key = ec.generate_private_key(ec.SECP384R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        _builder(subject, subject, key.public_key(), now, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _pem(key), _der(builder.sign(key, hashes.SHA384()))


def issue(root_key: bytes, root_certificate: bytes, public: bytes, agency: str, role: OfficeRole, now: datetime, days: int = LEAF_DAYS) -> bytes:
    """Return the certificate (DER) of a public key (DER) for an agency code and a role; raise InputError INVALID for any key but P-256."""
    key = _public(public)
    root = x509.load_der_x509_certificate(root_certificate)
    issuer = signing_key(root_key)
    builder = (
        _leaf(agency, role, root.subject, key, now, days)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)
    )  # fmt: skip
    return _der(builder.sign(issuer, hashes.SHA384()))


def self_signed(key: bytes, agency: str, now: datetime, days: int = LEAF_DAYS) -> bytes:
    """Return a certificate (DER) that a signing key makes for itself: proof that the sender of a registration has the private key."""
    private = signing_key(key)
    subject = _subject(agency, OfficeRole.SIGNING)
    builder = _leaf(agency, OfficeRole.SIGNING, subject, private.public_key(), now, days)
    return _der(builder.sign(private, hashes.SHA256()))


def public_key(key: bytes) -> bytes:
    """Return the public key (DER) of a private key (PEM)."""
    return public_der(signing_key(key).public_key())


def public_der(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as DER."""
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def certificate_key(certificate: bytes) -> bytes:
    """Return the public key (DER) that a certificate (DER) speaks of; raise ValueError for anything but a P-256 key's certificate."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not P-256")
    return public_der(key)


def agency_of(certificate: bytes) -> str:
    """Return the agency code that a certificate (DER) was issued to; raise ValueError for one without."""
    names = x509.load_der_x509_certificate(certificate).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    if len(names) != 1:
        raise ValueError("not exactly one common name")
    return str(names[0].value)


def signing_key(key: bytes) -> ec.EllipticCurvePrivateKey:
    """Return a private key (PEM) ready to sign; raise PackageError NO_KEY for anything else."""
    try:
        private = serialization.load_pem_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise PackageError(Fault.NO_KEY) from error
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise PackageError(Fault.NO_KEY)
    return private


def certificate_pem(der: bytes) -> bytes:
    """Return a certificate as PEM, as `openssl` reads it."""
    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)


def protect(data: bytes, passphrase: str) -> bytes:
    """Return `data` encrypted with a passphrase (age, scrypt): the form in which a key may leave the workspace."""
    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unprotect(data: bytes, passphrase: str) -> bytes:
    """Return what `protect` was given; raise PackageError ROOT_PASSPHRASE for a wrong passphrase or damaged data."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise PackageError(Fault.ROOT_PASSPHRASE) from error


def digits(data: bytes) -> str:
    """Return 40 decimal digits of the SHA-256 of `data`, to be read out and typed: the digest as a number, its last 40 digits."""
    number = int.from_bytes(hashlib.sha256(data).digest(), "big") % 10**DIGITS
    return f"{number:0{DIGITS}d}"


def grouped(number: str) -> str:
    """Return digits in groups of five, as they are shown and printed."""
    return " ".join(number[start : start + 5] for start in range(0, len(number), 5))


def same_digits(typed: str, data: bytes) -> bool:
    """Tell whether what a person typed, spaces and full-width digits allowed, are the digits of `data`."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(plain.replace("-", " ").split()) == digits(data)


def _public(public: bytes) -> ec.EllipticCurvePublicKey:
    """Return a public key (DER); raise InputError INVALID for any but P-256."""
    try:
        key = serialization.load_der_public_key(public)
    except ValueError as error:
        raise InputError(Fault.INVALID, what="公鑰") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise InputError(Fault.INVALID, what="公鑰")
    return key


def _subject(agency: str, role: OfficeRole) -> x509.Name:
    """Return the subject of an office's certificate: role and agency code; names stand in the collector's list, not here."""
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, role.value), x509.NameAttribute(NameOID.COMMON_NAME, agency)])


def _leaf(agency: str, role: OfficeRole, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int) -> x509.CertificateBuilder:
    """Return the certificate of an office before signing; emailProtection is there because `openssl cms` asks for it."""
    return (
        _builder(_subject(agency, role), issuer, key, now, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([USAGES[role], ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int) -> x509.CertificateBuilder:
    """Return what every certificate has."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS_DIFFER)
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """Return the key usage of a root, or of a leaf."""
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a private key as PEM."""
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _der(certificate: x509.Certificate) -> bytes:
    """Return a certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)
