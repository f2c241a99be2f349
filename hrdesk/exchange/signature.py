"""The detached CAdES baseline B signature over a manifest: made with pyHanko, read back as one exact form.

A signature is accepted only if it is byte for byte what this module would render from its certificate, time, digest and signature value: one
signer, one certificate, the four signed attributes of CAdES-B-B (content type, signing time, message digest, signing certificate v2), nothing
unsigned. So no byte of it can differ, and nothing of it needs interpreting.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_der_x509_certificate

from hrdesk.domain.package import Finding
from hrdesk.exchange import der
from hrdesk.exchange.hostile import refusing
from hrdesk.exchange.keys import signing_key
from hrdesk.exchange.verdict import RefusedError

DATA, SIGNED_DATA, CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, SIGNING_CERTIFICATE, ECDSA_SHA256 = (
    der.write(der.OBJECT, bytes.fromhex(text))
    for text in (
        "2a864886f70d010701",  # 1.2.840.113549.1.7.1 data
        "2a864886f70d010702",  # 1.2.840.113549.1.7.2 signedData
        "2a864886f70d010903",  # 1.2.840.113549.1.9.3 contentType
        "2a864886f70d010904",  # 1.2.840.113549.1.9.4 messageDigest
        "2a864886f70d010905",  # 1.2.840.113549.1.9.5 signingTime
        "2a864886f70d010910022f",  # 1.2.840.113549.1.9.16.2.47 signingCertificateV2
        "2a8648ce3d040302",  # 1.2.840.10045.4.3.2 ecdsa-with-SHA256
    )
)
SHA256 = der.write(der.SEQUENCE, der.write(der.OBJECT, bytes.fromhex("608648016503040201")), der.write(der.NULL))
DIRECTORY_NAME = 0xA4  # the choice of GeneralName
TIME_FORMAT = "%y%m%d%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who seals: a private key (PEM) and its certificate (DER)."""

    key: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature says: its certificate (DER), the digest it is about, the signed bytes, the value, and the signer's own clock."""

    certificate: bytes
    message_digest: bytes
    signed: bytes
    value: bytes
    at: datetime


def sign(manifest: bytes, signer: Signer, at: datetime) -> bytes:
    """Return the signature file (DER) over `manifest`, made at `at`."""
    from asn1crypto import keys, x509
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    private = signing_key(signer.key).private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    tool = SimpleSigner(
        signing_cert=x509.Certificate.load(signer.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=cast("Any", SimpleCertificateStore)(),
    )
    settings = PdfCMSSignedAttributes(signing_time=at.replace(microsecond=0))
    made = asyncio.run(tool.async_sign_general_data(manifest, "sha256", detached=True, use_cades=True, signed_attr_settings=settings))
    return bytes(made.dump())


def parse(data: bytes) -> Signature:
    """Return what a signature file says; raise RefusedError BAD_SIGNATURE_FORM for any form but the one."""
    with refusing(Finding.BAD_SIGNATURE_FORM):
        found = _read(data)
        same = _rendered(found) == data
    if not same:
        raise RefusedError(Finding.BAD_SIGNATURE_FORM)
    return found


def verify(signature: Signature, manifest: bytes, certificate: bytes) -> None:
    """Refuse (SIGNATURE_WRONG) unless the key of `certificate` (DER) signed these very bytes of the manifest."""
    with refusing(Finding.SIGNATURE_WRONG):
        key = load_der_x509_certificate(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or signature.message_digest != hashlib.sha256(manifest).digest():
            raise RefusedError(Finding.SIGNATURE_WRONG)
        key.verify(signature.value, signature.signed, ec.ECDSA(hashes.SHA256()))


def _read(data: bytes) -> Signature:
    """Return the parts that may differ between signatures; raise ValueError or IndexError where they are not in their places."""
    _, body = der.read(data).parts()
    _, _, _, certificates, infos = body.parts()[0].parts()
    info = infos.parts()[0].parts()
    _, time, message_digest, _ = (one.parts()[1].parts()[0] for one in info[3].parts())
    at = datetime.strptime(time.content.decode("ascii"), TIME_FORMAT).replace(tzinfo=UTC)
    signed = der.write(der.SET, info[3].content)
    return Signature(certificates.parts()[0].whole, message_digest.content, signed, info[5].content, at)


def _rendered(found: Signature) -> bytes:
    """Return the one signature file that says this."""
    issuer, serial = _issuer_and_serial(found.certificate)
    attributes = _attributes(found, issuer, serial)
    one = der.write(der.INTEGER, b"\1")
    info = der.write(
        der.SEQUENCE,
        one,
        der.write(der.SEQUENCE, issuer, serial),
        SHA256,
        der.write(der.FIRST, attributes),
        der.write(der.SEQUENCE, ECDSA_SHA256),
        der.write(der.OCTETS, found.value),
    )
    encapsulated = der.write(der.SEQUENCE, DATA)  # without content: detached
    certificates = der.write(der.FIRST, found.certificate)
    body = der.write(der.SEQUENCE, one, der.write(der.SET, SHA256), encapsulated, certificates, der.write(der.SET, info))
    return der.write(der.SEQUENCE, SIGNED_DATA, der.write(der.FIRST, body))


def _attributes(found: Signature, issuer: bytes, serial: bytes) -> bytes:
    """Return the signed attributes of CAdES-B-B in their order; shorter ones stand first in DER."""
    name = der.write(der.SEQUENCE, der.write(DIRECTORY_NAME, issuer))
    reference = der.write(der.SEQUENCE, der.write(der.OCTETS, hashlib.sha256(found.certificate).digest()), der.write(der.SEQUENCE, name, serial))
    values = (
        (CONTENT_TYPE, DATA),
        (SIGNING_TIME, der.write(der.TIME, found.at.strftime(TIME_FORMAT).encode())),
        (MESSAGE_DIGEST, der.write(der.OCTETS, found.message_digest)),
        (SIGNING_CERTIFICATE, der.write(der.SEQUENCE, der.write(der.SEQUENCE, reference))),
    )
    return b"".join(der.write(der.SEQUENCE, kind, der.write(der.SET, value)) for kind, value in values)


def _issuer_and_serial(certificate: bytes) -> tuple[bytes, bytes]:
    """Return how a certificate names its issuer and itself, as it writes them."""
    _, serial, _, issuer, *_ = der.read(certificate).parts()[0].parts()
    return issuer.whole, serial.whole
