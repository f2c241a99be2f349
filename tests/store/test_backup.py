"""A backup can be restored with nothing but its file and the passphrase, or it is refused and nothing is touched."""

import random
from hashlib import sha256
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.store.backup import rehearse, restore, verify_database
from hrdesk.store.backup_file import extract, read_trailer
from hrdesk.store.folder import DATABASE, KEYS, UNFINISHED
from hrdesk.store.key_file import FLOOR
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id, sample
from tests.store.conftest import PASSPHRASE, faulted, ticking


def fill(store: Store, people: int = 50) -> None:
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all(sample(Officer, id=OfficerId(record_id(str(number)))) for number in range(people))
        tx.blob_in(b"%PDF" * 1000)


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """Return a backup of fifty people."""
    fill(store)
    return store.backup(tmp_path / "範例 備份.hrdbak").path


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_tells_what_it_holds(store: Store, tmp_path: Path) -> None:
    fill(store)
    head = store.audit_head()
    summary = store.backup(tmp_path / "a.hrdbak")
    data = summary.path.read_bytes()
    assert (summary.size, summary.sha256) == (len(data), sha256(data).hexdigest())
    assert (summary.counts["Officer"], summary.seq, summary.head) == (50, 1, head)
    entry = store.history(1)[0]
    assert (entry.act, entry.facts) == (Act.BACKUP, {"sha256": summary.sha256, "size": summary.size})


def test_a_restored_workspace_is_the_one_that_was_backed_up(store: Store, backup: Path, tmp_path: Path) -> None:
    clean = tmp_path / "another machine" / "office"
    summary = restore(backup, clean, passphrase=PASSPHRASE)
    again = open_store(clean, "範例承辦", ticking(), passphrase=PASSPHRASE)
    assert again.all(Officer) == store.all(Officer)
    assert again.audit_head() == summary.head
    assert again.id == store.id
    assert all(result.passed for result in again.check())
    again.undo()
    again.close()
    assert sorted(path.name for path in clean.iterdir()) == sorted([*KEYS, DATABASE, "workspace.lock"])


def test_a_backup_opens_with_the_recovery_code(folder: Path, tmp_path: Path) -> None:
    store, code = create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    backup = store.backup(tmp_path / "a.hrdbak").path
    store.close()
    restore(backup, tmp_path / "new", recovery=code)
    open_store(tmp_path / "new", "範例承辦", ticking(), recovery=code).close()


def test_a_backup_keeps_the_passphrase_of_its_day(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        restore(backup, tmp_path / "new", passphrase="不對")
    assert faulted(caught) is Fault.WRONG_PASSPHRASE
    assert not (tmp_path / "new").exists()


def test_a_store_goes_on_while_and_after_it_is_backed_up(store: Store, backup: Path, tmp_path: Path) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(sample(Officer))
    later = store.backup(tmp_path / "later.hrdbak")
    assert (rehearse(backup, tmp_path, passphrase=PASSPHRASE).counts["Officer"], later.counts["Officer"]) == (50, 51)


def test_an_existing_file_is_not_overwritten(store: Store, backup: Path) -> None:
    data = backup.read_bytes()
    with pytest.raises(StoreError) as caught:
        store.backup(backup)
    assert faulted(caught) is Fault.TARGET_EXISTS
    assert backup.read_bytes() == data


def test_a_backup_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "no such folder" / "a.hrdbak")
    assert faulted(caught) is Fault.WRITE_FAILED
    (tmp_path / "b.hrdbak.part").mkdir()
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "b.hrdbak")
    assert faulted(caught) is Fault.WRITE_FAILED
    assert not list(tmp_path.glob("*.hrdbak"))


def test_a_backup_of_a_damaged_store_is_not_called_a_backup(store: Store, folder: Path, tmp_path: Path) -> None:
    fill(store)
    store.close()
    data = bytearray((folder / DATABASE).read_bytes())
    data[-2000] ^= 1
    (folder / DATABASE).write_bytes(data)
    damaged = open_store(folder, "範例承辦", ticking(), passphrase=PASSPHRASE)
    with pytest.raises(StoreError) as caught:
        damaged.backup(tmp_path / "a.hrdbak")
    assert faulted(caught) is Fault.STORE_CORRUPT
    damaged.close()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_restore_never_overwrites_unasked(store: Store, folder: Path, backup: Path) -> None:
    store.close()
    before = files(folder)
    with pytest.raises(StoreError) as caught:
        restore(backup, folder, passphrase=PASSPHRASE)
    assert faulted(caught) is Fault.TARGET_EXISTS
    assert files(folder) == before


def test_a_restore_into_an_open_workspace_is_refused(store: Store, folder: Path, backup: Path) -> None:
    with pytest.raises(StoreError) as caught:
        restore(backup, folder, passphrase=PASSPHRASE, replace=True)
    assert faulted(caught) is Fault.STORE_BUSY
    assert store.count(Officer) == 50


def test_what_a_restore_replaces_is_kept_whole_beside(store: Store, folder: Path, backup: Path) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(sample(Officer))
    store.close()
    (folder / (DATABASE + "-wal")).write_bytes(b"left over")
    before = {name: data for name, data in files(folder).items() if name != "workspace.lock"}
    for number in (1, 2):
        restore(backup, folder, passphrase=PASSPHRASE, replace=True)
        again = open_store(folder, "範例承辦", ticking(), passphrase=PASSPHRASE)
        assert again.count(Officer) == 50
        again.close()
        assert (folder / f"replaced-{number}").is_dir()
    assert files(folder / "replaced-1") == before
    assert not (folder / UNFINISHED).exists()


def test_a_missing_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        restore(tmp_path / "none.hrdbak", tmp_path / "new", passphrase=PASSPHRASE)
    assert faulted(caught) is Fault.FILE_MISSING


def refusal(backup: Path, scratch: Path) -> Fault | None:
    try:
        rehearse(backup, scratch, passphrase=PASSPHRASE)
    except StoreError as error:
        return error.fault
    return None


def test_every_flipped_byte_is_recognised(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    broken = tmp_path / "broken.hrdbak"
    source = random.Random(7)
    places = [*source.sample(range(len(data)), 150), *range(len(data) - 90, len(data))]
    for place in places:
        broken.write_bytes(data[:place] + bytes([data[place] ^ 1 << source.randrange(8)]) + data[place + 1 :])
        assert refusal(broken, tmp_path) is Fault.BACKUP_DAMAGED, place


@pytest.mark.parametrize("keep", [0, 1, 50, 100, 4096, 100_000])
def test_a_truncated_or_lengthened_backup_is_recognised(backup: Path, tmp_path: Path, keep: int) -> None:
    data = backup.read_bytes()
    for broken in (data[:keep], data[: len(data) - keep - 1], data[keep + 1 :], data + b"\0" * (keep + 1)):
        (tmp_path / "broken.hrdbak").write_bytes(broken)
        assert refusal(tmp_path / "broken.hrdbak", tmp_path) is Fault.BACKUP_DAMAGED


def test_a_forged_trailer_is_recognised(backup: Path, tmp_path: Path) -> None:
    """Somebody without the key changes a count and mends the checksum."""
    data = backup.read_bytes()
    length = int.from_bytes(data[-16:-8], "big")
    body = data[-80 - length : -80].replace(b'"Officer":50', b'"Officer":51')
    start = data[: -80 - length] + body
    (tmp_path / "forged.hrdbak").write_bytes(start + sha256(start + data[-16:]).digest() + data[-48:])
    assert refusal(tmp_path / "forged.hrdbak", tmp_path) is Fault.BACKUP_DAMAGED
    assert not list(tmp_path.glob("*.rehearsal"))


def test_a_copy_that_differs_from_its_facts_or_has_a_bad_page_is_damage(store: Store, backup: Path, tmp_path: Path) -> None:
    copy, key, trailer = tmp_path / "copy.db", store._opened.data_key, read_trailer(backup)
    extract(backup, trailer.length, copy)
    verify_database(copy, key, trailer.plain)
    data = copy.read_bytes()
    for content, facts in ((data, {"counts": {}}), (data, {"seq": 9}), (data, {"head": ""}), (data[:9000] + b"x" + data[9001:], {})):
        copy.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            verify_database(copy, key, {**trailer.plain, **facts})
        assert faulted(caught) is Fault.BACKUP_DAMAGED


def test_a_restore_that_fails_leaves_no_workspace(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    (tmp_path / "forged.hrdbak").write_bytes(data[:5000] + b"x" + data[5001:])
    with pytest.raises(StoreError):
        restore(tmp_path / "forged.hrdbak", tmp_path / "new", passphrase=PASSPHRASE)
    assert not (tmp_path / "new").exists()
