"""Keys, certificates, protected copies, digits to be read out."""

import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import NameOID

from hrdesk.domain.offices import OfficeRole
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange import keys
from tests.exchange import builders
from tests.exchange.builders import AGENCY, NOW, city

PEM, PKCS8, PLAIN = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()


def test_certificate_speaks_of_the_agency_and_its_key() -> None:
    assert keys.agency_of(city().agency.certificate) == AGENCY
    assert keys.certificate_key(city().agency.certificate) == keys.public_key(city().agency.key)


def test_root_holds_twenty_years_and_issues_for_three() -> None:
    root, leaf = (x509.load_der_x509_certificate(one) for one in (city().root, city().agency.certificate))
    assert (root.not_valid_after_utc - NOW).days == 7305
    assert (leaf.not_valid_after_utc - NOW).days == 1096
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


@pytest.mark.parametrize("role", [OfficeRole.SIGNING, OfficeRole.DECISION])
def test_roles_have_their_own_purpose(role: OfficeRole) -> None:
    certificate = keys.issue(city().root_key, city().root, keys.public_key(city().agency.key), AGENCY, role, NOW)
    usage = x509.load_der_x509_certificate(certificate).extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert keys.USAGES[role] in usage
    assert len(set(keys.USAGES.values())) == 2


@pytest.mark.parametrize("public", [b"", keys.public_der(ec.generate_private_key(ec.SECP384R1()).public_key())], ids=["none", "P-384"])
def test_only_p_256_keys_get_a_certificate(public: bytes) -> None:
    with pytest.raises(InputError) as error:
        keys.issue(city().root_key, city().root, public, AGENCY, OfficeRole.SIGNING, NOW)
    assert error.value.fault is Fault.INVALID


@pytest.mark.parametrize("key", [b"", b"x", ed25519.Ed25519PrivateKey.generate().private_bytes(PEM, PKCS8, PLAIN)], ids=["none", "text", "Ed25519"])
def test_what_is_no_signing_key_is_refused(key: bytes) -> None:
    with pytest.raises(PackageError) as error:
        keys.signing_key(key)
    assert error.value.fault is Fault.NO_KEY


def test_key_locked_with_a_passphrase_is_not_asked_for_one() -> None:
    locked = keys.signing_key(city().agency.key).private_bytes(PEM, PKCS8, serialization.BestAvailableEncryption(b"x"))
    with pytest.raises(PackageError):
        keys.signing_key(locked)


def test_certificate_of_another_kind_of_key_or_without_a_name_is_none() -> None:
    with pytest.raises(ValueError, match="P-256"):
        keys.certificate_key(city().root)
    key = keys.signing_key(city().agency.key)
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "範例")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    nameless = builder.not_valid_before(NOW).not_valid_after(builders.later(1)).sign(key, hashes.SHA256())
    with pytest.raises(ValueError, match="common name"):
        keys.agency_of(nameless.public_bytes(serialization.Encoding.DER))


def test_protected_key_opens_with_its_passphrase_alone() -> None:
    locked = keys.protect(b"secret", "範例密語")
    assert b"secret" not in locked
    assert keys.unprotect(locked, "範例密語") == b"secret"
    for data, passphrase in ((locked, "別的密語"), (b"x", "範例密語")):
        with pytest.raises(PackageError) as error:
            keys.unprotect(data, passphrase)
        assert error.value.fault is Fault.ROOT_PASSPHRASE


def test_digits_are_forty_and_stand_for_the_digest() -> None:
    number = keys.digits(b"a")
    assert (len(number), number.isdigit()) == (40, True)
    assert int(hashlib.sha256(b"a").hexdigest(), 16) % 10**40 == int(number)
    assert keys.digits(b"b") != number


@pytest.mark.parametrize(
    "change", [keys.grouped, lambda text: text.translate({48 + n: 0xFF10 + n for n in range(10)}), lambda text: f" {text[:20]}-{text[20:]}\n"]
)
def test_typed_digits_may_be_grouped_or_full_width(change: object) -> None:
    assert callable(change)
    assert keys.same_digits(change(keys.digits(b"a")), b"a")


def test_one_wrong_digit_is_noticed() -> None:
    number = keys.digits(b"a")
    assert not keys.same_digits(number[:-1] + str((int(number[-1]) + 1) % 10), b"a")
    assert not keys.same_digits(number[:-1], b"a")
    assert not keys.same_digits("", b"a")
