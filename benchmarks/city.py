"""A made-up department with many agencies, and a sealed submission of each; keys and certificates are real."""

import hashlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from pathlib import Path

from benchmarks.books import NOW, PASSPHRASE, Ids, courses, people, trainings
from hrdesk.domain.acts import Act
from hrdesk.domain.offices import OfficeRole, WorkspaceKind
from hrdesk.domain.package import Attached, Content, Header, PackageKind
from hrdesk.domain.record import AgencyId, EvidenceId, Record
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.exchange import keys as made
from hrdesk.exchange.seal import seal
from hrdesk.exchange.signature import Signer
from hrdesk.services.agency.agencies import new_agency, own_agency
from hrdesk.services.agency.snapshot import by_kind
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import create_workspace, open_desk
from hrdesk.services.packages import certificates, keys, offices
from hrdesk.services.packages.roots import office_of, own_root
from hrdesk.services.regulation import rules
from hrdesk.store.key_file import FLOOR

PEOPLE, COURSES, EACH = 20, 20, 10  # of one agency: 200 trainings, 301 records in all


@dataclass(frozen=True, slots=True)
class City:
    """The closed workspace of the department, its age identity, one package of each agency, what each signs with, and whom it writes to."""

    folder: Path
    identity: str
    packages: tuple[Path, ...]
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()

    def opened(self, target: Path) -> Desk:
        """Return a copy of the workspace, open."""
        shutil.copytree(self.folder, target)
        return open_desk(target, who="範例審核員", passphrase=PASSPHRASE, now=lambda: NOW)


def city(base: Path, count: int, each: int = EACH) -> City:
    """Make the department and a package of each of `count` agencies, with `each` trainings a person."""
    agencies = [new_agency(f"3791{number:05d}A", f"範例機關{number}", Tier.FIRST) for number in range(count)]
    desk, _ = create_workspace(
        base / "department",
        code="379000000A",
        name="範例人事處",
        kind=WorkspaceKind.DEPARTMENT,
        passphrase=PASSPHRASE,
        who="範例審核員",
        now=lambda: NOW,
        cost=FLOOR,
    )
    with desk:
        signers = enrolled(desk, agencies, base / "root")
        recipients = tuple(certificates.standing(desk, OfficeRole.DECISION, own=True)[0].recipient.split())
        code, packages = own_agency(desk).code, tuple(base / f"{number:04d}.hrdpkg" for number in range(count))
        with ProcessPoolExecutor() as pool:  # a thousand signatures: every core helps
            for _ in pool.map(_sealed, agencies, signers, repeat(code), repeat(recipients), packages, repeat(each), chunksize=8):
                pass
        return City(base / "department", keys.identities(desk)[0], packages, tuple(signers), recipients)


def _sealed(agency: Agency, signer: Signer, department: str, recipients: tuple[str, ...], target: Path, each: int) -> None:
    """Seal one agency's year."""
    seal(submission(agency, department, book(agency, int(agency.code[4:9]), each)), signer, recipients, target)


def enrolled(desk: Desk, agencies: Sequence[Agency], root_file: Path) -> list[Signer]:
    """Make the department a collector and issue a certificate to each agency; return what each signs with."""
    offices.create_root(desk, root_file, PASSPHRASE)
    root = own_root(desk, root_file, PASSPHRASE)
    signers, recipient = [], made.new_identity()[1]  # one key for all to answer to: nobody here opens what it gets
    with desk.store.write(Act.REGISTER_OFFICE) as tx:
        for agency in agencies:
            key = made.new_signing_key()
            certificate = made.issue(root.key, root.certificate, made.public_key(key), agency.code, OfficeRole.SIGNING, desk.now())
            signers.append(Signer(key, certificate))
            office = office_of(desk, agency.id, OfficeRole.SIGNING, certificate, root.certificate, made.LEAF_DAYS, recipient=recipient)
            tx.put_all((agency, office))
    return signers


def book(agency: Agency, seed: int, each: int = EACH) -> list[Record]:
    """Return a small agency's year."""
    ids, pack = Ids(seed), rules.pack_for(NOW.date())
    staff = list(people(agency.id, PEOPLE, pack, ids))
    held = [replace(course, start=NOW.date(), end=NOW.date()) for course in courses(agency.id, COURSES, pack, ids)]
    officers = [record.id for record in staff if isinstance(record, Officer)]
    return [agency, *staff, *held, *trainings(agency.id, officers, [course.id for course in held], each, ids)]


def submission(agency: Agency, recipient: str, records: Sequence[Record], attached: tuple[Attached, ...] = ()) -> Content:
    """Return the content of a first submission."""
    header = Header(
        kind=PackageKind.SUBMISSION,
        agency=agency.code,
        agency_name=agency.name,
        recipient=recipient,
        period=115,
        revision=1,
        program="0.1.0",
        rule_pack="taipei-101",
        created=NOW,
    )
    return Content(header=header, records=by_kind(records), attachments=attached)


def evidence(agency: AgencyId, file: Path) -> tuple[Evidence, Attached]:
    """Return the record of a file and the file as a package carries it."""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        for block in iter(partial(source.read, 1 << 20), b""):
            digest.update(block)
    key = EvidenceId(digest.hexdigest()[:32])
    record = Evidence(id=key, agency=agency, digest=digest.hexdigest(), name="範例.pdf", kind="pdf", size=file.stat().st_size, day=NOW.date())
    return record, Attached(record.digest, "pdf", file)
