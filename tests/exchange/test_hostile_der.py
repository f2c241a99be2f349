"""Mutated signatures, certificates and lists: refused or read, never anything else."""

import random
from collections.abc import Callable

import pytest
from cryptography import x509

from hrdesk.domain.package import Finding
from hrdesk.exchange import certificates, keys, registration, signature
from hrdesk.exchange.hostile import refusing
from hrdesk.exchange.trust import Root
from hrdesk.exchange.verdict import RefusedError
from tests.exchange.builders import AGENCY, NOW, city

ROUNDS = 1_500
TAGS = bytes((0, 1, 2, 4, 5, 6, 0x17, 0x18, 0x30, 0x31, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFF))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with up to three of them altered, dropped, put in or copied."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        place, other = chance.randrange(len(found)), chance.randrange(len(found))
        one = found[place]
        changes = (
            bytes((one ^ (1 << chance.randrange(8)),)),
            bytes((chance.choice(TAGS),)),
            b"",
            bytes((one,)) + chance.randbytes(3),
            found[other : other + 8],
        )
        found[place : place + 1] = chance.choice(changes)
    return bytes(found)


def each(data: bytes, read: Callable[[bytes], object]) -> list[tuple[bytes, object]]:
    """Read many mutations; return those that were not refused, and what was read."""
    chance = random.Random(4)
    found: list[tuple[bytes, object]] = []
    for _ in range(ROUNDS):
        altered = mutated(data, chance)
        try:
            found.append((altered, read(altered)))
        except RefusedError:
            continue
    return found


def test_mutated_signature_is_refused_or_says_something_else() -> None:
    data = signature.sign(b"m", city().agency.signer, NOW)
    good = signature.parse(data)
    for altered, found in each(data, signature.parse):
        assert altered == data or found != good


def test_mutated_certificate_proves_no_other_key() -> None:
    data = keys.self_signed(city().agency.key, AGENCY, NOW)
    for altered, found in each(data, registration._own_key):
        assert found == keys.public_key(city().agency.key)
        assert tbs(altered) == tbs(data)


def test_mutated_list_says_nothing_else() -> None:
    data = certificates.issue_crl(city().root_key, city().root, ((city().agency.certificate, NOW),), 4, NOW)
    good = x509.load_der_x509_crl(data).tbs_certlist_bytes
    for _, found in each(data, lambda crl: certificates.newest_crl(Root(city().root), (), crl)):
        assert isinstance(found, x509.CertificateRevocationList)
        assert found.tbs_certlist_bytes == good


def tbs(certificate: bytes) -> bytes:
    """Return what a certificate's signature is over: around that, a byte may be written in more than one way."""
    return x509.load_der_x509_certificate(certificate).tbs_certificate_bytes


@pytest.mark.filterwarnings("default")
def test_what_a_reader_only_warns_of_is_refused() -> None:
    import warnings

    with pytest.raises(RefusedError) as error, refusing(Finding.BAD_MANIFEST, why="x"):
        warnings.warn("odd", UserWarning, stacklevel=1)
    assert (error.value.finding, error.value.details) == (Finding.BAD_MANIFEST, {"why": "x"})
