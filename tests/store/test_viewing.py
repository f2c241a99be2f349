"""A workspace where nothing can be written opens to be looked at: every write is refused, and not a byte changes beside it."""

import os
from collections.abc import Callable, Iterator
from errno import EACCES, EROFS
from pathlib import Path
from typing import Any, cast

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.store.folder import DATABASE, LOCK, sidecars
from hrdesk.store.key_copies import Proof, read_keys
from hrdesk.store.lock import FileLock
from hrdesk.store.store import Store
from hrdesk.store.upgrade import SHIPPED, Schema
from hrdesk.store.viewing import ViewedHome
from hrdesk.store.workspace_file import open_store
from tests.factory import full
from tests.store.conftest import PASSPHRASE, faulted, ticking

PROOF = Proof("範例承辦", PASSPHRASE)
Files = dict[str, tuple[bytes, int]]


def files(folder: Path) -> Files:
    """Return everything in the folder with its bytes and when it was changed."""
    return {str(path.relative_to(folder)): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.fixture(params=[EROFS, EACCES], ids=["a CD", "no right to write"])
def medium(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """Return the folder of a workspace with one officer, on a medium that takes nothing."""
    with store.write(Act.EDIT) as tx:
        tx.put(full(Officer))
    store.close()
    plain = os.open

    def refuse(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT) and folder in (Path(path), *Path(path).parents):
            raise OSError(request.param, "refused")
        return plain(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    return folder


def opened(folder: Path, schema: Schema = SHIPPED, passphrase: str = PASSPHRASE) -> Store:
    return open_store(folder, "範例承辦", ticking(), passphrase=passphrase, schema=schema)


@pytest.fixture
def viewed(medium: Path) -> Iterator[Store]:
    """Return it open."""
    made = opened(medium)
    yield made
    made.close()


def test_it_is_read_and_nothing_is_written(medium: Path) -> None:
    before = files(medium)
    store = opened(medium)
    assert (store.viewed, store.stuck, store.shared) == (True, Fault.STORE_VIEWED, False)
    assert store.all(Officer) == (full(Officer),)
    assert store.history(1)[0].act is Act.EDIT
    assert all(one.passed for one in store.check())
    store.prove(PROOF)
    store.scratch.mkdir(exist_ok=True)
    assert medium not in store.scratch.parents
    store.close()
    store.close()
    assert not store.scratch.exists()
    assert files(medium) == before


def refused(work: Callable[[], object]) -> Fault:
    with pytest.raises(StoreError) as caught:
        work()
    return faulted(caught)


def test_every_write_is_refused(viewed: Store) -> None:
    def put() -> None:
        with viewed.write(Act.EDIT) as tx:
            tx.put(full(Officer))

    def turn() -> None:
        with viewed.turn():
            pass

    key_file = read_keys(viewed.folder)
    acts = (
        put,
        turn,
        viewed.undo,
        viewed.settle,
        lambda: viewed.keep_unsaved("x", "y", {}),
        lambda: viewed.note(Act.VIEW, masked=0),
        lambda: viewed.change_keys(PROOF, lambda keys, _key, _slot: keys.slots),
    )
    assert [refused(one) for one in acts] == [Fault.STORE_VIEWED] * len(acts)
    assert read_keys(viewed.folder) == key_file


def test_a_look_is_remembered_as_on_a_full_disk(viewed: Store) -> None:
    viewed.note(Act.VIEW, masked=1)
    assert viewed.owed == 1


def test_a_backup_may_be_made_elsewhere(viewed: Store, tmp_path: Path) -> None:
    summary = viewed.backup(tmp_path / "elsewhere.hrdbak")
    assert (summary.path.is_file(), viewed.owed) == (True, 1)


def test_a_wrong_passphrase_opens_nothing(medium: Path) -> None:
    with pytest.raises(StoreError) as caught:
        opened(medium, passphrase="不對")
    assert faulted(caught) is Fault.WRONG_PASSPHRASE
    opened(medium).close()


def test_what_would_have_to_be_written_first_is_told(medium: Path) -> None:
    older = Schema(SHIPPED.scripts, "0006")
    journal = sidecars(medium / DATABASE)[0]
    journal.write_bytes(b"x")
    assert refused(lambda: opened(medium)) is Fault.STORE_READ_ONLY
    journal.unlink()
    assert refused(lambda: opened(medium, older)) is Fault.STORE_READ_ONLY


def test_several_may_look_and_nobody_writes_meanwhile(medium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = opened(medium), opened(medium)
    monkeypatch.undo()
    assert refused(lambda: opened(medium)) is Fault.STORE_BUSY
    first.close()
    second.close()
    writer = opened(medium)
    assert not writer.viewed
    assert refused(lambda: FileLock(medium / LOCK, viewing=True)) is Fault.STORE_BUSY
    writer.close()


def test_a_copy_without_its_lock_is_looked_at_too(medium: Path) -> None:
    (medium / LOCK).unlink()
    opened(medium).close()
    assert not (medium / LOCK).exists()


def test_an_entry_that_cannot_be_is_told_to_nobody(tmp_path: Path) -> None:
    nothing = cast("Any", None)
    home = ViewedHome(tmp_path, nothing, None, "")
    home.appended(nothing, 1)
    assert home.standing is None
