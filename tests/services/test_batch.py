"""A whole city's packages in one go, one bad file of each kind among them: every bad one named, every good one in, and a stop leaves whole files."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import city as benchmark
from benchmarks.books import NOW
from benchmarks.city import City
from hrdesk.domain.offices import Office, OfficeRole, Parcel
from hrdesk.domain.package import HELD, Content, Finding, Header, PackageKind, Past
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.staff import Officer, Tier
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.exchange import encryption, keys, layout
from hrdesk.exchange.payload import finished as finished_header
from hrdesk.exchange.payload import measure, parts, pieces
from hrdesk.exchange.seal import build, seal
from hrdesk.exchange.signature import Signer
from hrdesk.services import receiving
from hrdesk.services.agencies import agency_id, new_agency
from hrdesk.services.desk import Desk
from hrdesk.services.receiving import Received
from tests.exchange import builders
from tests.factory import sample
from tests.services.steps import everything, put

DEPARTMENT = "379000000A"
GOOD = 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Return a small city, made once."""
    return benchmark.city(tmp_path_factory.mktemp("city"), GOOD)


@pytest.fixture
def desk(made: City, tmp_path: Path) -> Iterator[Desk]:
    """Return the department's own copy of its workspace, open."""
    with made.opened(tmp_path / "department") as opened:
        yield opened


def code(number: int) -> str:
    return f"3791{number:05d}A"


def content(number: int, **changes: Any) -> Content:
    """Return an agency's first submission with another header."""
    agency = new_agency(code(number), f"範例機關{number}", Tier.FIRST)
    whole = benchmark.submission(agency, DEPARTMENT, benchmark.book(agency, number))
    return replace(whole, header=replace(whole.header, **changes))


class Post:
    """Writes packages into a folder."""

    def __init__(self, made: City, folder: Path) -> None:
        self.made, self.folder = made, folder
        folder.mkdir()

    def sealed(self, name: str, given: Content, number: int = 0, recipient: str = "") -> Path:
        """Seal a content in the name of an agency."""
        path = self.folder / f"{name}.hrdpkg"
        seal(given, self.made.signers[number], (recipient,) if recipient else self.made.recipients, path)
        return path

    def members(self, number: int = 0) -> builders.Members:
        """Return the members of an agency's submission, to be spoilt."""
        return {one.part.name: b"".join(pieces(one.part.source)) for one in build(second(number), self.made.signers[number]).members}

    def raw(self, name: str, members: builders.Members) -> Path:
        """Encrypt members of any kind."""
        path = self.folder / f"{name}.hrdpkg"
        inner = builders.packed(members)
        with path.open("wb") as file:
            encryption.encrypt((inner,), self.made.recipients, file)
        return path


def later(number: int, revision: int, **changes: Any) -> Content:
    """Return a later revision: one officer fewer is named, the rest the same."""
    first = content(number)
    digest = finished(first).content_digest
    history = (Past(1, digest), *(Past(one, f"{one:064x}") for one in range(2, revision)))
    records = {name: group for name, group in first.records.items() if name not in ("TrainingRecord", "Course")}
    return replace(first, records=records, header=replace(first.header, revision=revision, history=history, **changes))


def second(number: int) -> Content:
    """Return a second revision with the same records."""
    return content(number, revision=2, history=(Past(1, finished(content(number)).content_digest),))


def finished(given: Content) -> Header:
    """Return the header as sealing finishes it."""
    return finished_header(given.header, given.records, [measure(part) for part in parts(given)])


def too_new(post: Post) -> Path:
    members = post.members()
    text = members[layout.PACKAGE_JSON].replace(b'{"format":"1.0"', b'{"format":"9.9"')
    return post.raw("too-new", builders.resummed(members | {layout.PACKAGE_JSON: text}, post.made.signers[0]))


def damaged(post: Post) -> Path:
    members = post.members() | {"data/Officer.jsonl": b"{}\n"}
    return post.raw("bad-record", builders.mended(members, post.made.signers[0]))


def cut(post: Post) -> Path:
    path = post.folder / "cut.hrdpkg"
    path.write_bytes(post.made.packages[0].read_bytes()[:-30])
    return path


def written(post: Post, name: str, data: bytes) -> Path:
    path = post.folder / name
    path.write_bytes(data)
    return path


def stranger(post: Post) -> Path:
    key = keys.new_signing_key()
    root_key, root = keys.new_root("陌生根憑證", NOW)
    signer = Signer(key, keys.issue(root_key, root, keys.public_key(key), code(0), OfficeRole.SIGNING, NOW))
    path = post.folder / "stranger.hrdpkg"
    seal(content(0), signer, post.made.recipients, path)
    return path


def foreign(post: Post) -> Path:
    """Return a submission that brings another agency's person."""
    whole = second(0)
    other = new_agency(code(1), "範例機關1", Tier.FIRST)
    people = tuple(sorted((*whole.records["Officer"], sample(Officer, agency=agency_id(code(1)))), key=lambda one: one.id))
    agencies = tuple(sorted((*whole.records["Agency"], other), key=lambda one: one.id))
    return post.sealed("foreign", replace(whole, records={**whole.records, "Officer": people, "Agency": agencies}))


BAD: dict[str, tuple[Callable[[Post], Path], Finding]] = {
    "missing": (lambda post: post.folder / "missing.hrdpkg", Finding.MISSING),
    "folder": (lambda post: post.folder, Finding.MISSING),
    "empty": (lambda post: written(post, "empty.hrdpkg", b""), Finding.NOT_A_PACKAGE),
    "workbook": (lambda post: written(post, "book.xlsx", b"PK\x03\x04" + bytes(500)), Finding.NOT_A_PACKAGE),
    "cut": (cut, Finding.TRUNCATED),
    "for somebody else": (lambda post: post.sealed("else", content(0), recipient=keys.new_identity()[1]), Finding.NOT_FOR_ME),
    "stranger": (stranger, Finding.SIGNER_UNKNOWN),
    "in another's name": (lambda post: post.sealed("name", content(1), 0), Finding.WRONG_AGENCY),
    "to another office": (lambda post: post.sealed("office", content(0, recipient="379000009Z")), Finding.WRONG_RECIPIENT),
    "closed year": (lambda post: post.sealed("closed", content(0, period=110)), Finding.PERIOD_CLOSED),
    "newer format": (too_new, Finding.TOO_NEW),
    "bad record": (damaged, Finding.BAD_RECORD),
    "another agency's person": (foreign, Finding.CONFLICT),
    "the same file again": (lambda post: post.made.packages[0], Finding.REPLAYED),
    "nothing new": (
        lambda post: post.sealed("same", second(0)),
        Finding.SAME_CONTENT,
    ),
    "forked": (lambda post: post.sealed("fork", replace(later(0, 2), header=replace(later(0, 2).header, history=(Past(1, "f" * 64),)))), Finding.FORK),
    "used revision": (lambda post: post.sealed("used", replace(later(0, 2), header=content(0).header)), Finding.REUSED_REVISION),
    "not a submission": (
        lambda post: post.sealed("nomination", Content(header=content(0, kind=PackageKind.NOMINATION).header)),
        Finding.OUT_OF_ORDER,
    ),
}


def test_every_bad_one_is_named_and_every_good_one_is_in(desk: Desk, made: City, tmp_path: Path) -> None:
    post = Post(made, tmp_path / "post")
    bad = {name: (make(post), finding) for name, (make, finding) in BAD.items()}
    stay = [path for path, finding in bad.values()]
    files = [made.packages[0], *stay, *made.packages[1:]]
    results = receiving.receive(desk, files, tmp_path / "receipts")
    assert {name: one.report.finding for name, one in zip(bad, results[1 : 1 + len(bad)], strict=True)} == {name: finding for name, (_, finding) in bad.items()}
    assert [one.report.finding for one in (results[0], *results[1 + len(bad) :])] == [Finding.OK] * GOOD
    for number in range(GOOD):
        assert desk.store.count(TrainingRecord, agency=agency_id(code(number))) == benchmark.PEOPLE * benchmark.EACH
    assert desk.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == GOOD
    assert desk.store.count(Coaching) == 0
    known = [one for one in results if one.report.signer_agency]
    assert known
    assert all(one.receipt is not None for one in known)
    assert not any(one.receipt for one in results if not one.report.signer_agency)
    assert all(one.accepted is (one.report.finding is Finding.OK or one.report.finding in HELD) for one in results)


def test_later_revisions_come_in_any_order(desk: Desk, made: City, tmp_path: Path) -> None:
    post = Post(made, tmp_path / "post")
    third, second = post.sealed("r3", later(0, 3)), post.sealed("r2", replace(later(0, 2), forms={"annex1-x.pdf": builders.PDF}))
    results = receiving.receive(desk, [made.packages[0], third, second])
    assert [one.report.finding for one in results] == [Finding.OK, Finding.OK, Finding.OLD_REVISION]
    assert [check.finding for check in results[1].report.checks if check.finding is not Finding.OK] == [Finding.GAP]
    assert desk.store.count(Course, agency=agency_id(code(0))) == 0


def test_a_revoked_certificate_is_named_among_good_ones(desk: Desk, made: City) -> None:
    (office,) = desk.store.all(Office, agency=agency_id(code(0)), role=OfficeRole.SIGNING)
    put(desk, replace(office, revoked=desk.today))
    found = [one.report.finding for one in receiving.receive(desk, made.packages)]
    assert found == [Finding.CERTIFICATE_REVOKED, *[Finding.OK] * (GOOD - 1)]


def test_a_stop_between_files_leaves_whole_ones(desk: Desk, made: City, tmp_path: Path) -> None:
    def progress(done: int, total: int) -> None:
        assert total == GOOD
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        receiving.receive(replace(desk, progress=progress), made.packages, tmp_path / "receipts")
    counts = [desk.store.count(TrainingRecord, agency=agency_id(code(number))) for number in range(GOOD)]
    assert counts == [benchmark.PEOPLE * benchmark.EACH] * 2 + [0] * (GOOD - 2)
    assert len(list((tmp_path / "receipts").iterdir())) == 2
    rest = receiving.receive(desk, made.packages, tmp_path / "receipts")
    assert [one.report.finding for one in rest] == [Finding.REPLAYED] * 2 + [Finding.OK] * (GOOD - 2)


def test_a_batch_names_each_record_once_in_memory(desk: Desk, made: City) -> None:
    (one,) = receiving.receive(desk, made.packages[:1])
    planned = {id(key) for key in one.report.changes.added}
    assert isinstance(one, Received)
    assert [key.kind for key in one.changes.added if id(key) not in planned] == ["Parcel"]


def test_a_batch_leaves_no_scratch_and_one_backup(desk: Desk, made: City) -> None:
    before = everything(desk)
    receiving.receive(desk, made.packages)
    assert everything(desk) != before
    assert list(desk.scratch.iterdir()) == []
    assert len(list((desk.store.folder / "backups").iterdir())) == 1
    shutil.rmtree(desk.store.folder / "backups")
