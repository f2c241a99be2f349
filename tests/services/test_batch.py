"""A whole city's packages in one go, one bad file of each kind among them: every bad one named, every good one in, and a stop leaves whole files."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import city as benchmark
from benchmarks.city import City
from hrdesk.domain.offices import Office, OfficeRole, Parcel
from hrdesk.domain.package import HELD, Finding, PackageKind, Report
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core.desk import Desk
from hrdesk.services.post import receiving
from hrdesk.services.post.receiving import Received
from tests.exchange import builders
from tests.services import bad_files
from tests.services.bad_files import code, later
from tests.services.steps import everything, put

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


def test_every_finding_has_a_file() -> None:
    assert not bad_files.unsampled()


def test_every_bad_one_is_named_and_every_good_one_is_in(desk: Desk, made: City, tmp_path: Path) -> None:
    post = bad_files.prepared(made, desk, tmp_path / "post")
    bad = bad_files.written(post)
    results = receiving.receive(desk, [*made.packages, *bad], tmp_path / "receipts")
    assert [one.report.finding for one in results[:GOOD]] == [Finding.OK] * GOOD
    found = dict(zip(bad, (one.report for one in results[GOOD:]), strict=True))
    assert {path.stem: told(report) for path, report in found.items()} == {path.stem: finding for path, finding in bad.items()}
    counts = [desk.store.count(TrainingRecord, agency=agency_id(code(number))) for number in range(GOOD)]
    revised = (bad_files.REVISED, bad_files.SKIPPED)
    assert counts == [0 if number in revised else benchmark.PEOPLE * benchmark.EACH for number in range(GOOD)]
    assert desk.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == GOOD + len(revised)
    assert desk.store.count(Coaching) == 0
    unknown = {path.stem for path, report in found.items() if not report.signer_agency}
    unanswered = {path.stem for path, one in zip(bad, results[GOOD:], strict=True) if one.receipt is None}
    assert unanswered == unknown | {Finding.CERTIFICATE_REVOKED.value}  # nobody is written to with a revoked certificate
    assert all(one.receipt is not None for one in results[:GOOD])
    assert all(one.accepted is (one.report.finding is Finding.OK or one.report.finding in HELD) for one in results)


def told(report: Report) -> Finding:
    """Return what a report comes to; of one that is taken in, what it warns of."""
    gaps = [check.finding for check in report.checks if check.finding is Finding.GAP]
    return gaps[0] if gaps and report.accepted else report.finding


def test_later_revisions_come_in_any_order(desk: Desk, made: City, tmp_path: Path) -> None:
    post = bad_files.prepared(made, desk, tmp_path / "post")
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


def test_what_is_done_between_two_files_counts_for_the_next(desk: Desk, made: City) -> None:
    coming = receiving.each(desk, made.packages)
    assert next(coming).report.finding is Finding.OK
    (office,) = desk.store.all(Office, agency=agency_id(code(1)), role=OfficeRole.SIGNING)
    put(desk, replace(office, revoked=desk.today))
    assert [one.report.finding for one in coming] == [Finding.CERTIFICATE_REVOKED, *[Finding.OK] * (GOOD - 2)]


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
