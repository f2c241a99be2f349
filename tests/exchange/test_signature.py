"""The one form of a signature."""

import base64

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import serialization

from hrdesk.domain.package import Finding
from hrdesk.exchange import keys, signature
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.verdict import RefusedError
from tests.exchange.builders import NOW, city

MANIFEST = b"manifest"
ATTRIBUTES = ("content_type", "signing_time", "message_digest", "signing_certificate_v2")


def signed() -> cms.ContentInfo:
    """Return a good signature, parsed, to be altered."""
    return cms.ContentInfo.load(signature.sign(MANIFEST, city().agency.signer, NOW))


def refused(data: bytes) -> None:
    """Assert that a signature is refused for its form."""
    with pytest.raises(RefusedError) as error:
        signature.parse(data)
    assert error.value.finding is Finding.BAD_SIGNATURE_FORM


def test_signature_says_who_and_when_and_over_what() -> None:
    found = signature.parse(signed().dump())
    assert (found.certificate, found.at) == (city().agency.certificate, NOW)
    signature.verify(found, MANIFEST, city().agency.certificate)


def test_signature_over_other_bytes_or_by_another_key_is_wrong() -> None:
    found = signature.parse(signed().dump())
    for manifest, certificate in ((b"other", city().agency.certificate), (MANIFEST, city().other.certificate)):
        with pytest.raises(RefusedError) as error:
            signature.verify(found, manifest, certificate)
        assert error.value.finding is Finding.SIGNATURE_WRONG


def test_two_certificates_are_refused() -> None:
    found = signed()
    found["content"]["certificates"] = cms.CertificateSet([cms.CertificateChoices.load(one) for one in (city().agency.certificate, city().other.certificate)])
    refused(found.dump(force=True))


def test_two_signers_are_refused() -> None:
    found = signed()
    found["content"]["signer_infos"] = cms.SignerInfos([found["content"]["signer_infos"][0].copy(), found["content"]["signer_infos"][0].copy()])
    refused(found.dump(force=True))


def test_no_signer_is_refused() -> None:
    found = signed()
    found["content"]["signer_infos"] = cms.SignerInfos([])
    refused(found.dump(force=True))


def test_unsigned_attributes_are_refused() -> None:
    found = signed()
    attributes = cms.CMSAttributes([{"type": "content_type", "values": ["data"]}])
    found["content"]["signer_infos"][0]["unsigned_attrs"] = attributes
    refused(found.dump(force=True))


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_missing_signed_attribute_is_refused(name: str) -> None:
    found = signed()
    info = found["content"]["signer_infos"][0]
    info["signed_attrs"] = cms.CMSAttributes([one for one in info["signed_attrs"] if one["type"].native != name])
    refused(found.dump(force=True))


def test_attached_content_is_refused() -> None:
    found = signed()
    found["content"]["encap_content_info"]["content"] = MANIFEST
    refused(found.dump(force=True))


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x80", b"\x30\x00", b"\x02\x01\x05", b"\xff" * 50, base64.b64encode(b"x" * 90)], ids=range(7))
def test_bytes_that_are_no_signature_are_refused(data: bytes) -> None:
    refused(data)
    refused(signed().dump() + data + b"\0")


def test_certificate_of_another_kind_of_key_signs_nothing() -> None:
    found = signature.parse(signed().dump())
    with pytest.raises(RefusedError):
        signature.verify(found, MANIFEST, city().root)
    assert (
        keys.signing_key(city().agency.key).private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        == city().agency.key
    )
    assert Signer(b"", b"") == Signer(b"", b"")
