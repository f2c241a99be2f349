"""Keeping a book safe: verified backups, restore, check, undo, redo, history."""

from datetime import timedelta
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import keeping
from tests.services.book import PASSPHRASE, Clock, fault_of, hire


def test_backup_comes_back_elsewhere(desk: Desk, tmp_path: Path) -> None:
    person = hire(desk)
    summary = keeping.backup(desk, tmp_path / "備份.hrdbak")
    keeping.restore(summary.path, tmp_path / "新電腦", passphrase=PASSPHRASE)
    with open_desk(tmp_path / "新電腦", who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as again:
        assert again.store.all(Officer) == (person,)


def test_backups_without_a_name_stand_beside_the_workspace_and_never_meet(desk: Desk) -> None:
    first, second = keeping.backup(desk), keeping.backup(desk)
    assert first.path != second.path
    assert {first.path.parent, second.path.parent} == {desk.store.folder / "backups"}


def test_restore_never_overwrites(desk: Desk) -> None:
    summary = keeping.backup(desk)
    desk.close()
    with pytest.raises(StoreError) as caught:
        keeping.restore(summary.path, desk.store.folder, passphrase=PASSPHRASE)
    assert fault_of(caught) is Fault.TARGET_EXISTS


def test_whole_book_is_sound_and_its_problems_are_told(desk: Desk) -> None:
    found = keeping.check(desk)
    assert found.sound
    assert [words.part(one.name) for one in found.file] == ["檔案頁面", "資料結構", "紀錄", "佐證檔", "操作紀錄", "密碼檔"]
    assert [problem.code for problem in found.problems] == ["no_seed_teacher"]
    assert found.head == desk.store.audit_head()


def test_broken_log_is_not_sound(desk: Desk) -> None:
    found = keeping.check(desk)
    assert not keeping.BookCheck(found.file, 3, found.head, ()).sound


def test_undo_takes_back_and_redo_does_again(desk: Desk) -> None:
    person = hire(desk)
    assert keeping.undo(desk).removed[0].id == person.id
    assert desk.store.count(Officer) == 0
    keeping.redo(desk)
    assert desk.store.all(Officer) == (person,)


def test_what_waits_for_the_disk_is_written_on_request(desk: Desk) -> None:
    keeping.try_again(desk)
    assert (desk.store.owed, desk.store.stuck) == (0, None)


def test_history_names_the_newest_first(desk: Desk) -> None:
    hire(desk)
    keeping.undo(desk)
    assert [entry.act for entry in keeping.history(desk, 2)] == [Act.UNDO, Act.EDIT]


def test_the_newest_backup_is_known_by_the_order_of_the_log_and_not_by_the_clock(desk: Desk, clock: Clock) -> None:
    assert keeping.last_backup(desk) is None
    keeping.backup(desk)
    clock.at -= timedelta(days=1)
    keeping.backup(desk)
    assert keeping.last_backup(desk) == clock.at
    hire(desk)
    assert keeping.last_backup(desk) == clock.at
