"""Kill -9 at any moment of import, seal or receive, 200 times with `test_kill_import`.

Nothing acknowledged is lost, nothing is half there, no revision is used twice.
"""

import hashlib
import shutil
import time
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from pyhanko.sign import signers

from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Appointment, Evidence
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.exchange import opening, seal
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import receiving
from tests.factory import record_id
from tests.killing import Acknowledge, kill_at_random
from tests.services.book import ROSTER, write_csv
from tests.services.steps import change
from tests.services.three_offices import CHILD, FIRST, NEW_YEAR, YEAR, desk_on

PEOPLE = 30
PACKAGES = 25
WARM = (opening, seal, signers)  # imported before the first fork, so that a worker is killed at work and not while importing


class Onwards:
    """A clock that moves one second each time it is read, and never behind the workspace's newest entry."""

    def __init__(self) -> None:
        self.at = NEW_YEAR + timedelta(days=1)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def opened(folder: Path) -> Desk:
    """Open a workspace; its temporary files lie where the next worker finds them."""
    clock = Onwards()
    desk = unlocked(folder, clock)
    clock.at = max(clock.at, desk.store.newest() or clock.at)
    shutil.rmtree(desk.scratch)
    scratch = folder.parent / f"scratch-{folder.name}"
    scratch.mkdir(exist_ok=True)
    return replace(desk, scratch=scratch)


def unlocked(folder: Path, clock: Onwards) -> Desk:
    """Open a workspace; between fork and exec a reader's child of the one just killed holds the lock for an instant."""
    for _ in range(100):
        try:
            return desk_on(folder, clock)
        except StoreError as error:
            if error.fault is not Fault.STORE_BUSY:
                raise
            time.sleep(0.05)
    raise TimeoutError(folder)


def title_of(desk: Desk) -> str:
    """Return the title that the seed teacher of the second-tier office has."""
    (appointment,) = desk.store.all(Appointment, id=AppointmentId(record_id(f"appointment {CHILD}")))
    return appointment.scope


def rename(desk: Desk, number: int) -> None:
    """Change what the next package carries."""
    change(desk, Appointment, record_id(f"appointment {CHILD}"), scope=f"第{number}版")


def seal_for_ever(folder: Path, acknowledge: Acknowledge) -> None:
    """Seal one revision after another."""
    desk = opened(folder / "child")
    for number in count(desk.store.count(Parcel, direction=Direction.SENT) + 1):
        if title_of(desk) != f"第{number}版":
            rename(desk, number)
        sealed = sealing.seal(desk, drafts.change(desk, YEAR), folder / "out")
        acknowledge(f"{sealed.parcel.revision} {sealed.parcel.package}")


def test_a_death_while_sealing_never_uses_a_revision_twice(three_offices: Path, tmp_path: Path) -> None:
    shutil.copytree(three_offices / "child", tmp_path / "child")
    (tmp_path / "out").mkdir()
    told: dict[int, str] = {}

    def check(acknowledged: list[str]) -> None:
        for line in acknowledged:
            revision, package = line.split()
            assert told.setdefault(int(revision), package) == package
        desk = opened(tmp_path / "child")
        series = {one.revision: one for one in desk.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.CHANGE.value)}
        assert sorted(series) == list(range(1, len(series) + 1))
        assert {revision: series[revision].package for revision in told} == told
        kept = {one.blob for one in series.values()}
        for file in (tmp_path / "out").glob("*.hrdpkg"):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in kept
        assert desk.store.verify_audit() is None
        desk.store.close()

    kill_at_random(seal_for_ever, check, 70, tmp_path, longest=0.4)
    assert told


def receive_for_ever(folder: Path, acknowledge: Acknowledge) -> None:
    """Receive one package after another, each with its receipt; then begin anew."""
    desk = opened(folder / "first")
    for number in range(desk.store.count(Parcel, direction=Direction.RECEIVED) + 1, PACKAGES + 1):
        (received,) = receiving.receive(desk, [folder / "packages" / f"{number}.hrdpkg"], folder / "receipts")
        assert received.report.finding is Finding.OK, received.report.checks[-1]
        acknowledge(str(number))


def test_a_death_while_receiving_leaves_whole_packages_and_their_receipts(three_offices: Path, tmp_path: Path) -> None:
    for name in ("first", "child"):
        shutil.copytree(three_offices / name, tmp_path / name)
    (tmp_path / "packages").mkdir()
    sender = opened(tmp_path / "child")
    for number in range(1, PACKAGES + 1):
        rename(sender, number)
        sealing.seal(sender, drafts.change(sender, YEAR), tmp_path / "packages" / f"{number}.hrdpkg")
    sender.close()
    rounds: list[int] = []

    def check(acknowledged: list[str]) -> None:
        desk = opened(tmp_path / "first")
        held = desk.store.all(Parcel, direction=Direction.RECEIVED)
        assert sorted(one.revision for one in held) == list(range(1, len(held) + 1))
        assert {int(number) for number in acknowledged} <= {one.revision for one in held}
        if held:
            assert title_of(desk) == f"第{len(held)}版"
            assert desk.store.count(Officer, agency=agency_id(CHILD)) == 1
        assert desk.store.count(Evidence, agency=agency_id(CHILD)) == 0
        kept = {one.blob for one in desk.store.all(Parcel, kind=PackageKind.RECEIPT.value)}
        for receipt in (tmp_path / "receipts").glob("*.hrdpkg"):
            assert hashlib.sha256(receipt.read_bytes()).hexdigest() in kept
        assert desk.store.verify_audit() is None
        desk.store.close()
        rounds.append(len(held))
        if len(held) == PACKAGES:
            for path in (tmp_path / "first", tmp_path / "receipts"):
                shutil.rmtree(path)
            shutil.copytree(three_offices / "first", tmp_path / "first")

    kill_at_random(receive_for_ever, check, 70, tmp_path, longest=0.4)
    assert max(rounds) > 0


def import_for_ever(folder: Path, acknowledge: Acknowledge) -> None:
    """Import one list after another that changes everybody's title."""
    desk = opened(folder / "first")
    for number in count(int((folder / "next").read_text())):
        rows = [("人事室", f"N{n:03}", f"第{number}次", f"範例員{n}", "", "", "1140101", "薦任第七職等", "", "") for n in range(PEOPLE)]
        plan = importing.plan_roster(desk, write_csv(folder / "list.csv", ROSTER, *rows))
        importing.apply_plan(desk, plan)
        acknowledge(str(number))


def test_a_death_while_importing_leaves_the_list_before_or_the_list_after(three_offices: Path, tmp_path: Path) -> None:
    shutil.copytree(three_offices / "first", tmp_path / "first")
    (tmp_path / "next").write_text("1")
    last = [0]

    def check(acknowledged: list[str]) -> None:
        last[0] = max([last[0], *map(int, acknowledged)])
        desk = opened(tmp_path / "first")
        people = [one for one in desk.store.all(Officer, agency=agency_id(FIRST)) if one.employee_no.startswith("N")]
        assert len(people) in (0, PEOPLE)
        titles = {one.title for one in people}
        assert len(titles) <= 1
        assert titles <= {f"第{last[0]}次", f"第{last[0] + 1}次"}
        assert desk.store.verify_audit() is None
        desk.store.close()
        (tmp_path / "next").write_text(str(last[0] + 1))

    kill_at_random(import_for_ever, check, 40, tmp_path, longest=0.8)
    assert last[0] > 0
