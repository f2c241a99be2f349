"""The backups beside a workspace: listed, rehearsed, and the old ones pruned by the rule."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import backups, keeping
from hrdesk.services.safekeeping.backups import BackupFile
from hrdesk.store.key_file import FLOOR
from tests.services.book import PASSPHRASE, Clock, fault_of

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def made(at: datetime, number: int = 1) -> BackupFile:
    """Return a backup of a moment."""
    return BackupFile(Path(f"backup-{at:%Y%m%dT%H%M%SZ}-{number}.hrdbak"), 1, at, number, "backup")


def test_backups_are_listed_newest_first_and_other_files_left_out(desk: Desk) -> None:
    assert backups.listed(desk) == ()
    first = keeping.backup(desk)
    second = keeping.backup(desk)
    third = keeping.backup(desk, keeping.automatic_target(desk, "before-import-roster"))
    (desk.store.folder / "backups" / "我的備份.hrdbak").write_bytes(b"")
    found = backups.listed(desk)
    assert {one.path for one in found} == {first.path, second.path, third.path}
    assert [one.path for one in found if one.why == "backup"] == [second.path, first.path]
    assert {one.why for one in found} == {"backup", "before-import-roster"}
    assert all(one.size > 0 and one.at == NOW for one in found)


def test_recent_backups_and_the_last_of_each_month_stay() -> None:
    recent = [made(NOW - timedelta(days=days)) for days in (0, 1, 30)]
    august = [made(datetime(2026, 8, day, tzinfo=UTC)) for day in (3, 20, 28)]
    last_year = [made(datetime(2025, 11, 2, tzinfo=UTC)), made(datetime(2025, 10, 30, tzinfo=UTC))]
    assert backups.prunable([*august, *last_year, *recent], NOW) == (august[1], august[0], last_year[1])


def test_only_backup_there_is_stays_however_old() -> None:
    assert backups.prunable([made(datetime(2020, 1, 1, tzinfo=UTC))], NOW) == ()


def test_pruning_deletes_by_the_rule_and_notes_it(desk: Desk, clock: Clock) -> None:
    clock.at = NOW - timedelta(days=400)
    old = keeping.backup(desk).path
    clock.at = NOW
    new = keeping.backup(desk).path
    assert [one.path for one in backups.prune(desk)] == [old]
    assert not old.exists()
    assert new.exists()
    assert desk.store.history(1)[0].act is Act.PRUNE
    assert backups.prune(desk) == ()


def test_file_that_cannot_be_deleted_is_told(desk: Desk, clock: Clock) -> None:
    clock.at = NOW - timedelta(days=400)
    old = keeping.backup(desk).path
    clock.at = NOW
    keeping.backup(desk)
    old.unlink()
    old.mkdir()  # a folder under a backup's name cannot be unlinked
    with pytest.raises(HrdeskError) as caught:
        backups.prune(desk)
    assert fault_of(caught) is Fault.WRITE_FAILED


def test_reader_may_not_prune(desk: Desk, clock: Clock) -> None:
    members.admit_member(desk, "範例讀者", Access.READER, "範例讀者的密碼一二三", passphrase=PASSPHRASE, cost=FLOOR)
    folder = desk.store.folder
    desk.close()
    with open_desk(folder, who="範例讀者", passphrase="範例讀者的密碼一二三", now=clock) as reading, pytest.raises(HrdeskError) as caught:
        backups.prune(reading)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_rehearsal_proves_a_backup_and_is_due_again_after_a_month(desk: Desk, clock: Clock) -> None:
    path = keeping.backup(desk).path
    assert backups.rehearsal(desk).due
    summary = backups.rehearse(desk, path, passphrase=PASSPHRASE)
    assert sum(summary.counts.values()) > 0
    assert list(desk.scratch.iterdir()) == []
    assert backups.rehearsal(desk) == backups.Rehearsal(clock.at, due=False)
    clock.at += timedelta(days=31)
    assert backups.rehearsal(desk).due


def test_damaged_backup_fails_its_rehearsal(desk: Desk) -> None:
    path = keeping.backup(desk).path
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(HrdeskError) as caught:
        backups.rehearse(desk, path, passphrase=PASSPHRASE)
    assert fault_of(caught) is Fault.BACKUP_DAMAGED
    assert backups.rehearsal(desk).last is None


def spare(desk: Desk, why: str, days: int) -> Path:
    """Put a made-up backup of so many days ago beside the workspace."""
    folder = desk.store.folder / "backups"
    folder.mkdir(exist_ok=True)
    path = folder / f"{why}-{NOW - timedelta(days=days):%Y%m%dT%H%M%SZ}-1.hrdbak"
    path.write_bytes(b"made up")
    return path


def test_of_the_backups_before_one_kind_of_work_the_newest_and_each_months_last_stay(desk: Desk) -> None:
    same = [spare(desk, "receive", days) for days in range(1, 40)]
    others = [spare(desk, why, 400) for why in ("before-import-roster", "backup")]
    keeping.before(desk, "receive")
    left = [path for path in same if path.exists()]
    assert left == [*same[: keeping.KEPT_OF_A_KIND - 1], same[19]]  # the newest beside the one just made, and the last of October
    assert f"{NOW - timedelta(days=20):%m-%d}" == "10-31"
    assert all(path.exists() for path in others)
    assert {entry.act for entry in desk.store.history(19)} == {Act.PRUNE}


def test_what_is_older_than_a_year_goes(desk: Desk) -> None:
    old = spare(desk, "receive", 500)
    for days in range(1, 21):
        spare(desk, "receive", days)
    keeping.before(desk, "receive")
    assert not old.exists()


def test_backups_that_cannot_be_deleted_stop_nothing(desk: Desk) -> None:
    folder = desk.store.folder / "backups"
    stuck = folder / "receive-20200101T000000Z-1.hrdbak"
    stuck.mkdir(parents=True)
    for days in range(1, 21):
        spare(desk, "receive", days)
    assert keeping.before(desk, "receive").path.exists()
    assert stuck.exists()
