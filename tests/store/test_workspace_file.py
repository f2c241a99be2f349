"""A workspace is made whole, opened by who may, and left exactly as it was where opening fails."""

import os
import random
import shutil
import subprocess
import sys
from errno import EIO
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.store.folder import DATABASE, KEYS, LOCK, UNFINISHED
from hrdesk.store.key_file import FLOOR, STANDARD
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store
from tests.factory import full
from tests.store.conftest import PASSPHRASE, faulted, ticking


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    """Return the folder of a workspace with one officer, closed."""
    with store.write(Act.EDIT) as tx:
        tx.put(full(Officer))
    store.close()
    return folder


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Store:
    return open_store(folder, "範例承辦", ticking(), passphrase=passphrase)


def fault_of(folder: Path, passphrase: str = PASSPHRASE) -> Fault | None:
    try:
        opened(folder, passphrase).close()
    except StoreError as error:
        return error.fault
    return None


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files that make a workspace, as bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in (DATABASE, *KEYS)}


def test_a_new_workspace_opens_with_its_passphrase_and_its_recovery_code(folder: Path) -> None:
    store, code = create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    store.close()
    first = opened(folder)
    assert (first.id, first.folder, first.who) == (store.id, folder, "範例承辦")
    first.close()
    second = open_store(folder, "範例主管", ticking(), recovery=code)
    assert second.id == store.id
    second.close()


def test_the_standard_key_derivation_opens_in_a_second(folder: Path) -> None:
    store, _ = create(folder, PASSPHRASE, "範例承辦", ticking())
    store.close()
    assert f'"memory":{STANDARD.memory}'.encode() in (folder / KEYS[0]).read_bytes()
    opened(folder).close()


def test_a_folder_with_a_workspace_or_a_part_of_one_is_never_made_anew(closed: Path) -> None:
    for kept in ((DATABASE, *KEYS), (DATABASE,), (KEYS[0],), (KEYS[1],)):
        folder = closed.with_name("copy")
        shutil.copytree(closed, folder)
        for name in {DATABASE, *KEYS} - set(kept):
            (folder / name).unlink()
        before = contents(folder)
        with pytest.raises(StoreError) as caught:
            create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
        assert faulted(caught) is Fault.STORE_EXISTS
        assert contents(folder) == before
        shutil.rmtree(folder)


def test_a_creation_cut_short_can_be_done_again(closed: Path) -> None:
    (closed / DATABASE).unlink()
    (closed / UNFINISHED).mkdir()
    (closed / UNFINISHED / "rest").touch()
    create(closed, "新的", "範例承辦", ticking(), cost=FLOOR)[0].close()
    opened(closed, "新的").close()
    assert not (closed / UNFINISHED).exists()


def test_a_failed_creation_leaves_no_workspace_and_no_lock(folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE / "x").mkdir(parents=True)
    with pytest.raises(StoreError):
        create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    shutil.rmtree(folder / DATABASE)
    create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()


def test_opening_nothing_makes_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert fault_of(folder) is Fault.STORE_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_fails_otherwise_is_not_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
    before = contents(folder)

    def refuse(*_: object) -> int:
        raise OSError(EIO, "refused")

    monkeypatch.setattr(os, "open", refuse)
    assert fault_of(folder) is Fault.WRITE_FAILED
    assert contents(folder) == before


def test_synced_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        create(tmp_path / "Dropbox", PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    assert faulted(caught) is Fault.STORE_FOLDER
    assert fault_of(tmp_path / "OneDrive" / "office") is Fault.STORE_FOLDER
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_changes_no_byte_and_the_sixth_is_not_even_tried(closed: Path) -> None:
    before = contents(closed)
    for _ in range(5):
        assert fault_of(closed, "不對") is Fault.WRONG_PASSPHRASE
    assert fault_of(closed) is Fault.STORE_LOCKED
    assert contents(closed) == before


def test_neither_passphrase_nor_code_is_a_wrong_passphrase(closed: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(closed, "範例承辦", ticking())
    assert faulted(caught) is Fault.WRONG_PASSPHRASE


def test_the_recovery_code_of_another_workspace_opens_nothing(closed: Path, tmp_path: Path) -> None:
    other, code = create(tmp_path / "other", PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    other.close()
    with pytest.raises(StoreError) as caught:
        open_store(closed, "範例承辦", ticking(), recovery=code)
    assert faulted(caught) is Fault.RECOVERY_CODE


def test_a_second_opener_is_refused_and_the_first_goes_on(store: Store, folder: Path) -> None:
    for _ in range(20):
        assert fault_of(folder) is Fault.STORE_BUSY
    with pytest.raises(StoreError) as caught:
        create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    assert faulted(caught) is Fault.STORE_BUSY
    with store.write(Act.EDIT) as tx:
        tx.put(full(Officer))


STARTER = """
import sys, time
from pathlib import Path
from hrdesk.errors import StoreError
from tests.store.test_workspace_file import opened
sys.stdin.readline()
try:
    store = opened(Path(sys.argv[1]))
except StoreError as error:
    print(error.fault.value, flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
"""


def test_of_programs_started_together_one_opens_the_store(closed: Path) -> None:
    here = Path(__file__).parents[2]
    command = [sys.executable, "-c", STARTER, str(closed)]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here) for _ in range(4)]
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.stdout.readline().strip() for one in started if one.stdout]
    for one in started:
        one.communicate()
    assert sorted(told) == ["open", "store_busy", "store_busy", "store_busy"]


@pytest.mark.parametrize("lost", KEYS)
def test_one_copy_of_the_key_file_is_enough_and_the_other_is_mended(closed: Path, lost: str) -> None:
    whole = (closed / lost).read_bytes()
    for damage in (None, b"", b"x" * 2_000_000, whole[:-1], whole.replace(b"a", b"b", 1)):
        (closed / lost).unlink()
        if damage is not None:
            (closed / lost).write_bytes(damage)
        opened(closed).close()
        assert (closed / lost).read_bytes() == whole


def test_without_a_whole_key_file_nothing_is_touched(closed: Path) -> None:
    for name in KEYS:
        (closed / name).write_bytes(b"broken")
    before = contents(closed)
    assert fault_of(closed) is Fault.KEY_FILE_DAMAGED
    assert contents(closed) == before


def test_the_key_file_of_another_workspace_does_not_open_this_one(closed: Path, tmp_path: Path) -> None:
    create(tmp_path / "other", PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
    for name in KEYS:
        shutil.copy(tmp_path / "other" / name, closed / name)
    before = contents(closed)
    assert fault_of(closed) is Fault.STORE_CORRUPT
    assert contents(closed) == before


def test_every_flipped_byte_of_the_file_is_noticed_and_nothing_is_touched(closed: Path) -> None:
    """A flip in a page read while opening refuses the file; any other is found by the check, and wrong content is never shown."""
    data = (closed / DATABASE).read_bytes()
    source = random.Random(12)
    for place in [*range(0, 120, 7), *source.sample(range(len(data)), 80)]:
        broken = data[:place] + bytes([data[place] ^ 1 << source.randrange(8)]) + data[place + 1 :]
        (closed / DATABASE).write_bytes(broken)
        assert noticed(closed), place
        assert (closed / DATABASE).read_bytes() == broken
    (closed / DATABASE).write_bytes(data)
    assert not noticed(closed)


def noticed(folder: Path) -> bool:
    """Tell whether damage shows when the store is opened or checked."""
    try:
        store = opened(folder)
    except StoreError as error:
        return error.fault is Fault.STORE_CORRUPT
    results = store.check()
    store.close()
    return not all(result.passed for result in results)


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" + bytes(4080), b"text", bytes(8192)])
def test_what_is_no_workspace_file_is_refused_and_kept(closed: Path, data: bytes) -> None:
    (closed / DATABASE).write_bytes(data)
    assert fault_of(closed) is Fault.STORE_CORRUPT
    assert (closed / DATABASE).read_bytes() == data


def test_the_lock_is_let_go_after_a_failed_opening(closed: Path) -> None:
    assert fault_of(closed, "不對") is Fault.WRONG_PASSPHRASE
    assert (closed / LOCK).exists()
    assert fault_of(closed) is None
