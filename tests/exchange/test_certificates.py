"""Direct issuance, usage, time and revocation of certificates."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Finding
from hrdesk.exchange import certificates, keys
from hrdesk.exchange.trust import Known, Root, Trust
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders
from tests.exchange.builders import AGENCY, NOW, city, collector_trust

DER = serialization.Encoding.DER


def forged(*extensions: tuple[x509.ExtensionType, bool]) -> bytes:
    """Return a certificate of the agency's key that the root signed with other extensions."""
    root = x509.load_der_x509_certificate(city().root)
    own = x509.load_der_x509_certificate(city().agency.certificate)
    key = keys.signing_key(city().agency.key).public_key()
    builder = x509.CertificateBuilder().subject_name(own.subject).issuer_name(root.subject).public_key(key).serial_number(9)
    builder = builder.not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=1))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(keys.signing_key(city().root_key), hashes.SHA384()).public_bytes(DER)


def finding(certificate: bytes, trust: Trust | None = None, role: OfficeRole = OfficeRole.SIGNING) -> tuple[Finding, object]:
    """Return why a certificate is refused."""
    with pytest.raises(RefusedError) as refused:
        certificates.check_certificate(Known(certificate, AGENCY, role), trust or collector_trust(), None, NOW)
    return refused.value.finding, refused.value.details.get("why")


BASIC = (x509.BasicConstraints(ca=False, path_length=None), True)
USAGE = (keys._usage(signs_certificates=False), True)
PURPOSE = (x509.ExtendedKeyUsage([keys.USAGES[OfficeRole.SIGNING], ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)


def test_certificate_of_the_root_is_good() -> None:
    root = certificates.check_certificate(Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING), collector_trust(), None, NOW)
    assert root.certificate == city().root
    certificates.check_certificate(Known(forged(BASIC, USAGE, PURPOSE), AGENCY, OfficeRole.SIGNING), collector_trust(), None, NOW)


@pytest.mark.parametrize(
    ("extensions", "why"),
    [
        ((USAGE, PURPOSE), "damaged"),
        ((BASIC, PURPOSE), "damaged"),
        ((BASIC, USAGE), "damaged"),
        ((BASIC, USAGE, PURPOSE, (x509.SubjectAlternativeName([x509.DNSName("example.invalid")]), True)), "extension"),
        (((x509.BasicConstraints(ca=True, path_length=None), True), USAGE, PURPOSE), "usage"),
        ((BASIC, (keys._usage(signs_certificates=True), True), PURPOSE), "usage"),
        ((BASIC, USAGE, (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)), "purpose"),
    ],
)
def test_certificate_for_anything_else_is_refused(extensions: tuple[tuple[x509.ExtensionType, bool], ...], why: str) -> None:
    assert finding(forged(*extensions)) == (Finding.CERTIFICATE_INVALID, why)


def test_certificate_in_another_role_is_refused() -> None:
    assert finding(city().agency.certificate, role=OfficeRole.DECISION) == (Finding.CERTIFICATE_INVALID, "purpose")
    assert finding(city().agency.certificate, role=OfficeRole.ROOT) == (Finding.CERTIFICATE_INVALID, "purpose")


def test_damaged_certificate_and_damaged_root_are_refused() -> None:
    assert finding(b"\x30\x00") == (Finding.CERTIFICATE_INVALID, "damaged")
    assert finding(city().agency.certificate, collector_trust(roots=(Root(b"\x30\x00"),))) == (Finding.CERTIFICATE_INVALID, "issuer")
    assert finding(city().agency.certificate, collector_trust(roots=())) == (Finding.CERTIFICATE_INVALID, "issuer")


def test_second_root_is_tried() -> None:
    _, other = keys.new_root("範例市新根憑證", NOW)
    trust = collector_trust(roots=(Root(other), Root(city().root, own=True)))
    assert certificates.check_certificate(Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING), trust, None, NOW).own


def test_expired_root_ends_its_certificates() -> None:
    key, root = keys.new_root("範例市舊根憑證", builders.later(-100), days=99)
    old = builders.party(key, root, AGENCY, OfficeRole.SIGNING)
    assert finding(old.certificate, collector_trust(roots=(Root(root, own=True),)))[0] is Finding.CERTIFICATE_EXPIRED


def test_revocation_counts_from_its_day_on() -> None:
    for days, expected in ((0, True), (1, False)):
        known = Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING, revoked=builders.later(days).date())
        crl = certificates.issue_crl(city().root_key, city().root, ((city().agency.certificate, builders.later(days)),), 5, NOW)
        for one, crls in ((known, ()), (Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING), (crl,))):
            try:
                certificates.check_certificate(one, collector_trust(crls=crls), None, NOW)
                refused = False
            except RefusedError as error:
                refused = error.finding is Finding.CERTIFICATE_REVOKED
            assert refused is expected


def test_newest_list_counts_whether_held_or_carried() -> None:
    newer = certificates.issue_crl(city().root_key, city().root, ((city().agency.certificate, NOW),), 8, NOW)
    known = Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING)
    for trust, carried in ((collector_trust(crls=(newer, city().crl)), None), (collector_trust(crls=(city().crl,)), newer)):
        with pytest.raises(RefusedError) as refused:
            certificates.check_certificate(known, trust, carried, NOW)
        assert refused.value.finding is Finding.CERTIFICATE_REVOKED


def test_carried_list_in_date_renews_a_foreign_root() -> None:
    trust = collector_trust(roots=(Root(city().root),))
    known = Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING)
    assert certificates.check_certificate(known, trust, city().crl, NOW).certificate == city().root


def test_damaged_list_is_ignored_where_held_and_refused_where_carried() -> None:
    known = Known(city().agency.certificate, AGENCY, OfficeRole.SIGNING)
    certificates.check_certificate(known, collector_trust(crls=(b"x",)), None, NOW)
    with pytest.raises(RefusedError) as refused:
        certificates.check_certificate(known, collector_trust(), b"x", NOW)
    assert refused.value.details["why"] == "crl"


def test_list_without_a_number_is_no_list() -> None:
    root = x509.load_der_x509_certificate(city().root)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(NOW).next_update(builders.later(1))
    crl = builder.sign(keys.signing_key(city().root_key), hashes.SHA384()).public_bytes(DER)
    with pytest.raises(ValueError, match="number"):
        certificates.crl_number(crl)
    assert certificates.crl_number(city().crl) == 3


def test_list_signed_by_another_key_is_not_the_root_s() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    root = x509.load_der_x509_certificate(city().root)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(NOW).next_update(builders.later(1))
    crl = builder.add_extension(x509.CRLNumber(9), critical=False).sign(key, None).public_bytes(DER)
    with pytest.raises(RefusedError) as refused:
        certificates.newest_crl(Root(city().root), (), crl)
    assert refused.value.details["why"] == "crl"


def test_digest_is_what_offices_keep() -> None:
    assert certificates.digest(city().root) == Known(city().root, "", OfficeRole.ROOT).digest
    assert isinstance(keys.signing_key(city().root_key).curve, ec.SECP384R1)
