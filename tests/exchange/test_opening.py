"""Opening whole packages: every kind, large ones, and what is left behind."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from hrdesk.domain.package import Attached, Content, Finding, PackageKind
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Evidence
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import limits, opening
from tests.exchange import builders
from tests.exchange.hostile import ORDER
from tests.factory import record_id

LARGE = 48 * limits.MIB


@pytest.mark.parametrize("kind", PackageKind)
def test_package_of_every_kind_comes_back(tmp_path: Path, kind: PackageKind) -> None:
    given = builders.content(kind, trust={"crl.der": builders.city().crl})
    sealed = builders.sealed(tmp_path / "p.hrdpkg", given)
    with builders.opened(tmp_path / "p.hrdpkg", kind=kind) as opened:
        assert opened.report.accepted
        assert [check.name for check in opened.report.checks] == [
            *(name for name in ORDER if name != "inner"),
            *(["rules"] if kind is PackageKind.RULES else []),
        ]
        assert (opened.report.package, opened.report.content_digest, opened.report.size) == (sealed.package, sealed.content_digest, sealed.size)
        assert opened.report.signer_agency == given.header.agency
        assert opened.content is not None
        assert opened.content.records == given.records
        assert (opened.content.forms, opened.content.attachments, opened.content.trust) == (given.forms, given.attachments, given.trust)
        assert opened.content.rules == given.rules
        assert opened.content.header == opened.report.header


def test_package_without_anything_comes_back(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg", Content(header=builders.head(PackageKind.RECEIPT), records={"Agency": ()}))
    content = builders.opened(tmp_path / "p.hrdpkg", kind=PackageKind.RECEIPT).content
    assert content is not None
    assert content.records == {}


def large(path: Path) -> Content:
    """Return a content with a large attachment in a file."""
    path.write_bytes(b"%PDF-1.7\n")
    with path.open("r+b") as file:
        file.truncate(LARGE)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    evidence: Record = builders.record(Evidence, digest=digest, size=LARGE)
    return builders.small(
        records={**builders.small().records, "Evidence": (evidence,)},
        attachments=(Attached(digest, "pdf", path),),
    )


def test_large_package_streams_and_leaves_nothing(tmp_path: Path) -> None:
    content = large(tmp_path / "large.pdf")
    tracemalloc.start()
    try:
        builders.sealed(tmp_path / "p.hrdpkg", content)
        sealing = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        opened = builders.opened(tmp_path / "p.hrdpkg")
        assert max(sealing, tracemalloc.get_traced_memory()[1]) < LARGE
        assert sealing < LARGE / 4
    finally:
        tracemalloc.stop()
    assert opened.content is not None
    source = opened.content.attachments[0].source
    assert isinstance(source, Path)
    assert source.stat().st_size == LARGE
    assert source.is_relative_to(builders.scratch_of(tmp_path / "p.hrdpkg"))
    opened.close()
    assert list(builders.scratch_of(tmp_path / "p.hrdpkg").iterdir()) == []


def test_refused_large_package_leaves_nothing(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg", large(tmp_path / "large.pdf"))
    opened = builders.opened(tmp_path / "p.hrdpkg", builders.collector_trust(open_periods=frozenset()))
    assert opened.report.finding is Finding.PERIOD_CLOSED
    assert list(builders.scratch_of(tmp_path / "p.hrdpkg").iterdir()) == []


def test_small_package_is_never_on_the_disk_in_the_clear(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg")
    opened = builders.opened(tmp_path / "p.hrdpkg")
    assert opened.content is not None
    assert isinstance(opened.content.attachments[0].source, bytes)
    assert list(builders.scratch_of(tmp_path / "p.hrdpkg").iterdir()) == []


def test_outer_name_is_told_and_never_relied_on(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "HRD-999-999-r9.hrdpkg")
    report = builders.opened(tmp_path / "HRD-999-999-r9.hrdpkg").report
    assert report.accepted
    assert report.file == "HRD-999-999-r9.hrdpkg"
    assert report.expires is not None
    assert report.expires.isoformat() == "2029-11-21"


def test_identity_that_is_none_is_our_own_fault(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg")
    with pytest.raises(PackageError) as error:
        opening.open_package(tmp_path / "p.hrdpkg", builders.collector_trust(), ("x",), builders.NOW, tmp_path)
    assert error.value.fault is Fault.NO_KEY


def test_validity_is_judged_at_the_time_of_receipt(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg")
    assert builders.opened(tmp_path / "p.hrdpkg", now=builders.later(1000)).report.accepted
    assert builders.opened(tmp_path / "p.hrdpkg", now=builders.later(1200)).report.finding is Finding.CERTIFICATE_EXPIRED


def test_no_planted_name_can_be_read_in_the_file(tmp_path: Path) -> None:
    builders.sealed(tmp_path / "p.hrdpkg")
    data = (tmp_path / "p.hrdpkg").read_bytes()
    for text in ("陳𡍼明", "範例", record_id("Officer"), builders.AGENCY):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert text.encode(encoding) not in data
    assert "範例".encode("big5") not in data
