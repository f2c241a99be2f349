"""One package sealed and opened beside what nobody can do without: SHA-256 over its bytes and one signature made or checked.

Sealing also encrypts, opening also decrypts, and that alone costs ten digests where the processor has instructions for SHA-256; so opening stands
beside `by_hand.opened` too, which decrypts and digests but makes none of the other checks. Goal against that ≤ 3, growth exponent ≤ 1.05.
"""

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks import by_hand
from benchmarks.books import NOW
from benchmarks.timing import growth, line, ratio, run
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Attached, Content, Header, PackageKind
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Tier
from hrdesk.exchange import keys
from hrdesk.exchange.opening import open_package
from hrdesk.exchange.seal import seal
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Known, Root, Trust

MB = 1_000_000
SIZES = (1, 4, 16)  # MB
SENDER, RECEIVER, OWN_ID = "379100001A", "379000000Z", AgencyId("a" * 32)


def content(data: bytes) -> Content:
    """Return a submission with one attachment."""
    digest = hashlib.sha256(data).hexdigest()
    evidence = Evidence(id=EvidenceId("e" * 32), agency=OWN_ID, digest=digest, name="佐證.pdf", kind="pdf", size=len(data), day=NOW.date())
    agency = Agency(id=OWN_ID, code=SENDER, name="範例局", tier=Tier.FIRST)
    header = Header(
        kind=PackageKind.SUBMISSION,
        agency=SENDER,
        agency_name="範例局",
        recipient=RECEIVER,
        period=115,
        revision=1,
        program="benchmark",
        rule_pack="taipei-101",
        created=NOW,
    )
    return Content(header=header, records={"Agency": (agency,), "Evidence": (evidence,)}, attachments=(Attached(digest, "pdf", data),))


def measure(folder: Path, size: int) -> tuple[float, float]:
    """Print the rows of one size in MB; return the seconds of sealing and opening."""
    data = b"%PDF-1.7\n" + bytes(range(256)) * (size * MB // 256)
    root_key, root = keys.new_root("範例市根憑證", NOW - timedelta(days=1))
    key = keys.new_signing_key()
    certificate = keys.issue(root_key, root, keys.public_key(key), SENDER, OfficeRole.SIGNING, NOW)
    identity, recipient = keys.new_identity()
    trust = Trust(me=RECEIVER, roots=(Root(root, own=True),), certificates=(Known(certificate, SENDER, OfficeRole.SIGNING),))
    private, algorithm = keys.signing_key(key), ec.ECDSA(hashes.SHA256())
    public, signed, path = private.public_key(), private.sign(b"manifest", algorithm), folder / "p.hrdpkg"

    def sealing() -> None:
        seal(content(data), Signer(key, certificate), (recipient,), path)

    def opening() -> None:
        assert open_package(path, trust, (identity,), NOW, folder).report.accepted

    def making() -> None:
        hashlib.sha256(data).digest()
        private.sign(b"manifest", algorithm)

    def checking() -> None:
        hashlib.sha256(data).digest()
        public.verify(signed, b"manifest", algorithm)

    made = ratio(sealing, making)
    opened = ratio(opening, checking)
    line(f"seal {size} MB", *made)
    line(f"open {size} MB", *opened)
    line("  against opening it by hand, unchecked", *ratio(opening, lambda: by_hand.opened(path, identity)), goal=3)
    return made[0], opened[0]


def main(quick: bool = False) -> None:
    """Print the rows of every size and how both times grow."""
    sizes = (1, 2) if quick else SIZES
    with tempfile.TemporaryDirectory() as place:
        times = [measure(Path(place), size) for size in sizes]
    for way in zip(*times, strict=True):
        growth(sizes, way, 1.05)


if __name__ == "__main__":
    run(main)
