"""A package with large files sealed and taken apart again beside SHA-256 and age over the same bytes: goal ≤ 2, peak memory < 150 MB at any size."""

import hashlib
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pyrage

from benchmarks.books import NOW
from benchmarks.city import evidence, submission
from benchmarks.timing import growth, line, ratio, run
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.staff import Tier
from hrdesk.exchange import keys
from hrdesk.exchange.opening import open_package
from hrdesk.exchange.seal import seal
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Known, Root, Trust
from hrdesk.services.agency.agencies import new_agency

SIZES = (64, 256, 1024)  # MiB
RECEIVER = "379000000A"
SENDER = new_agency("379100001A", "範例局", Tier.FIRST)
BLOCK = bytes(range(256)) * 4096
STATUS = Path("/proc/self/status")
MEMORY = f"import sys; from pathlib import Path; from benchmarks.attachments import both; both(Path(sys.argv[1])); print(Path('{STATUS}').read_text())"


def sealed(folder: Path) -> tuple[Trust, str]:
    """Seal the file of a folder for a new receiver; return what that one trusts and its identity."""
    root_key, root = keys.new_root("範例市根憑證", NOW)
    key, (identity, recipient) = keys.new_signing_key(), keys.new_identity()
    certificate = keys.issue(root_key, root, keys.public_key(key), SENDER.code, OfficeRole.SIGNING, NOW)
    record, attached = evidence(SENDER.id, folder / "large.pdf")
    seal(submission(SENDER, RECEIVER, (SENDER, record), (attached,)), Signer(key, certificate), (recipient,), folder / "p.hrdpkg")
    return Trust(me=RECEIVER, roots=(Root(root, own=True),), certificates=(Known(certificate, SENDER.code, OfficeRole.SIGNING),)), identity


def both(folder: Path) -> None:
    """Seal a package and open it again."""
    trust, identity = sealed(folder)
    with open_package(folder / "p.hrdpkg", trust, (identity,), NOW, folder) as opened:
        assert opened.report.accepted


def limit(folder: Path) -> None:
    """Digest, encrypt, decrypt and digest again, each in its own pass over the disk."""
    identity = pyrage.x25519.Identity.generate()
    digest(folder / "large.pdf")
    pyrage.encrypt_file(str(folder / "large.pdf"), str(folder / "bare.age"), [identity.to_public()])
    pyrage.decrypt_file(str(folder / "bare.age"), str(folder / "bare"), [identity])
    digest(folder / "bare")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def peak(folder: Path) -> int:
    """Return the most memory a process of its own takes, in MiB; its status tells, since what `getrusage` tells of a child includes its parent."""
    done = subprocess.run([sys.executable, "-c", MEMORY, str(folder)], capture_output=True, text=True, check=True)
    return next(int(text.split()[1]) for text in done.stdout.splitlines() if text.startswith("VmHWM:")) // 1024


def main(quick: bool = False) -> None:
    """Print a line a size with the memory, and the growth exponent."""
    sizes, times = (1, 2, 4) if quick else SIZES, []
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            with (folder / "large.pdf").open("wb") as file:
                file.write(b"%PDF-1.7\n")
                file.writelines([BLOCK] * size)
            ours, bare, paired = ratio(partial(both, folder), partial(limit, folder), runs=1 if size > SIZES[1] else 3)
            line(f"seal and open {size} MiB", ours, bare, paired, goal=2)
            if STATUS.exists():
                print(f"{'':<8}peak memory {peak(folder)} MiB, goal < 150")
        times.append(ours)
    growth(sizes, times, 1.05)


if __name__ == "__main__":
    run(main)
