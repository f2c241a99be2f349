"""The detached CAdES baseline B signature over a manifest: made with pyHanko, read back as one exact form.

A signature is accepted only if it is byte for byte what this module would render from its certificate, time, digest and signature value: one
signer, one certificate, the four signed attributes of CAdES-B-B (content type, signing time, message digest, signing certificate v2), nothing
unsigned. So no byte of it can differ, and nothing of it needs interpreting.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_der_x509_certificate

from hrdesk.domain.package import Finding
from hrdesk.exchange.hostile import refusing
from hrdesk.exchange.keys import signing_key
from hrdesk.exchange.verdict import RefusedError

ATTRIBUTES = ("content_type", "signing_time", "message_digest", "signing_certificate_v2")


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
        found, certificate = _read(data)
        same = _rendered(certificate, found) == data
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


def _read(data: bytes) -> tuple[Signature, Any]:
    """Return the parts that may differ between signatures, and the parsed certificate."""
    signed_data = cms.ContentInfo.load(data, strict=True)["content"]
    certificate = signed_data["certificates"][0].chosen
    info = signed_data["signer_infos"][0]
    values = {attribute["type"].native: attribute["values"][0] for attribute in info["signed_attrs"]}
    at = values["signing_time"].native
    attributes = _attributes(certificate, values["message_digest"].native, at)
    return Signature(certificate.dump(), values["message_digest"].native, attributes.dump(), info["signature"].native, at), certificate


def _rendered(certificate: Any, found: Signature) -> bytes:
    """Return the one signature file that says this."""
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    info = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": _issuer_and_serial(certificate)},
        "digest_algorithm": sha256,
        "signed_attrs": _attributes(certificate, found.message_digest, found.at),
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": found.value,
    }
    signed_data = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [info],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed_data)}).dump())


def _attributes(certificate: Any, message_digest: bytes, at: datetime) -> Any:
    """Return the signed attributes of CAdES-B-B."""
    reference = tsp.ESSCertIDv2(
        {
            "cert_hash": hashlib.sha256(certificate.dump()).digest(),
            "issuer_serial": {"issuer": [x509.GeneralName("directory_name", certificate.issuer)], "serial_number": certificate.serial_number},
        }
    )
    values = (["data"], [cms.Time({"utc_time": core.UTCTime(at)})], [message_digest], [tsp.SigningCertificateV2({"certs": [reference]})])
    return cms.CMSAttributes([{"type": name, "values": value} for name, value in zip(ATTRIBUTES, values, strict=True)])


def _issuer_and_serial(certificate: Any) -> Any:
    """Return how the signer is named."""
    return cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
