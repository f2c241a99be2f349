"""The registration file: readable by anybody, proof of the key, compared by telephone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, Finding, Header, PackageKind
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import keys, limits, registration
from hrdesk.exchange.registration import Registration
from hrdesk.exchange.seal import build
from hrdesk.exchange.signature import Signer
from tests.exchange import builders
from tests.exchange.builders import AGENCY, NOW, city


def written(path: Path, key: bytes = b"", recipient: str = "") -> Registration:
    """Write the agency's registration."""
    return registration.write_registration(
        path, key or city().agency.key, recipient or city().agency.recipient, agency=AGENCY, name="範例局", program="0.1.0", rule_pack="taipei-101", now=NOW
    )


def verdict(path: Path) -> object:
    """Return the verdict that a registration is refused with."""
    with pytest.raises(PackageError) as error:
        registration.open_registration(path)
    assert error.value.fault is Fault.PACKAGE_REFUSED
    return error.value.facts["verdict"]


def asked(**changes: Any) -> Header:
    """Return the header of a registration."""
    made = replace(builders.head(PackageKind.REGISTRATION), recipient="", facts=(("recipient", city().agency.recipient),))
    return replace(made, **changes)


def forged(path: Path, content: Content, certificate: bytes = b"") -> Path:
    """Write a registration with this content and certificate."""
    signer = Signer(city().agency.key, certificate or keys.self_signed(city().agency.key, AGENCY, NOW))
    path.write_bytes(builders.packed((one.part.name, one.part.source) for one in build(content, signer).members if isinstance(one.part.source, bytes)))
    return path


def test_registration_comes_back_with_the_digits_of_the_file(tmp_path: Path) -> None:
    told = written(tmp_path / "r.asice")
    assert registration.open_registration(tmp_path / "r.asice") == told
    assert told.digits == keys.digits((tmp_path / "r.asice").read_bytes())
    assert (told.agency, told.name, told.recipient) == (AGENCY, "範例局", city().agency.recipient)
    assert told.public_key == keys.public_key(city().agency.key)
    issued = keys.issue(city().root_key, city().root, told.public_key, told.agency, OfficeRole.SIGNING, NOW)
    assert keys.certificate_key(issued) == told.public_key


def test_registration_holds_no_secret(tmp_path: Path) -> None:
    written(tmp_path / "r.asice")
    data = (tmp_path / "r.asice").read_bytes()
    private = keys.signing_key(city().agency.key).private_numbers().private_value.to_bytes(32, "big")
    assert private not in data
    assert b"AGE-SECRET-KEY" not in data


def test_without_a_key_nothing_is_registered(tmp_path: Path) -> None:
    for key, recipient in ((b"x", ""), (b"", "age1nobody")):
        with pytest.raises(PackageError) as error:
            written(tmp_path / "r.asice", key, recipient)
        assert error.value.fault is Fault.NO_KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "finding"),
    [(b"", Finding.NOT_A_PACKAGE), (b"PK\x03\x04", Finding.BAD_ZIP), (b"PK\x03\x04" + bytes(limits.REGISTRATION), Finding.TOO_LARGE)],
    ids=["empty", "short", "long"],
)
def test_other_file_is_refused(tmp_path: Path, data: bytes, finding: Finding) -> None:
    (tmp_path / "r").write_bytes(data)
    assert verdict(tmp_path / "r") == finding.value
    assert verdict(tmp_path / "missing") == Finding.MISSING.value


def test_any_altered_byte_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "r.asice")
    data = (tmp_path / "r.asice").read_bytes()
    for place in range(0, len(data), 29):
        (tmp_path / "bad").write_bytes(data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :])
        assert verdict(tmp_path / "bad")


def test_key_that_did_not_sign_is_refused(tmp_path: Path) -> None:
    stranger = keys.new_signing_key()
    path = tmp_path / "r"
    content = Content(header=asked())
    for certificate in (city().agency.certificate, _borrowed(stranger)):
        forged(path, content, certificate)
        assert verdict(path) == Finding.CERTIFICATE_INVALID.value


def _borrowed(key: bytes) -> bytes:
    """Return a certificate for the agency's public key that names itself as issuer but that another key signed."""
    own = x509.load_der_x509_certificate(keys.self_signed(city().agency.key, AGENCY, NOW))
    public = keys.signing_key(city().agency.key).public_key()
    builder = x509.CertificateBuilder().subject_name(own.subject).issuer_name(own.subject).public_key(public).serial_number(1)
    signed = builder.not_valid_before(NOW).not_valid_after(builders.later(1)).sign(keys.signing_key(key), hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def test_self_signed_certificate_of_another_curve_is_refused(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    members = builders.members_of(Content(header=asked()))
    signer = Signer(pem, keys.self_signed(pem, AGENCY, NOW))
    (tmp_path / "r").write_bytes(builders.packed(builders.resigned(members, signer)))
    assert verdict(tmp_path / "r") == Finding.CERTIFICATE_INVALID.value


HEADERS: dict[str, tuple[Callable[[], Content], Finding]] = {
    "kind": (lambda: Content(header=asked(kind=PackageKind.CHANGE, recipient=builders.DEPARTMENT)), Finding.BAD_MEMBERS),
    "more": (lambda: Content(header=asked(), forms={"a.pdf": builders.PDF}), Finding.BAD_MEMBERS),
    "agency": (lambda: Content(header=asked(agency=builders.OTHER)), Finding.WRONG_AGENCY),
    "no key": (lambda: Content(header=asked(facts=())), Finding.BAD_HEADER),
    "wrong key": (lambda: Content(header=asked(facts=(("recipient", "age1nobody"),))), Finding.BAD_HEADER),
}


@pytest.mark.parametrize("case", HEADERS)
def test_registration_that_asks_for_something_else_is_refused(tmp_path: Path, case: str) -> None:
    content, finding = HEADERS[case]
    assert verdict(forged(tmp_path / "r", content())) == finding.value


def test_renewal_travels_under_the_key_that_still_holds(tmp_path: Path) -> None:
    key = keys.new_signing_key()
    _, recipient = keys.new_identity()
    builders.sealed(tmp_path / "n.hrdpkg", registration.renewal(builders.head(), key, recipient))
    with builders.opened(tmp_path / "n.hrdpkg") as opened:
        assert opened.content is not None
        told = registration.renewal_of(opened.content)
    assert (told.agency, told.public_key, told.recipient) == (AGENCY, keys.public_key(key), recipient)


def test_renewal_without_a_new_key_is_refused() -> None:
    with pytest.raises(PackageError) as error:
        registration.renewal_of(builders.small(PackageKind.REGISTRATION))
    assert error.value.facts["verdict"] == Finding.CERTIFICATE_INVALID.value
