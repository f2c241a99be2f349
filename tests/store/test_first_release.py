"""A workspace and a backup written by the first release open in every later one, with every record that was in them."""

import json
import shutil
from pathlib import Path

import pytest

from hrdesk.domain.codec import to_plain
from hrdesk.domain.kinds import kind_named
from hrdesk.exchange.canonical import covers
from hrdesk.store.backup import rehearse, restore
from hrdesk.store.folder import BACKUPS
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import open_store
from tests.store.conftest import PASSPHRASE, ticking

FROZEN = Path(__file__).parent.parent / "data" / "first-release"
RECORDS = json.loads((FROZEN / "records.json").read_text(encoding="utf-8"))


def opened(folder: Path) -> Store:
    return open_store(folder, "範例承辦", ticking(), passphrase=PASSPHRASE)


def check(store: Store) -> None:
    """Compare what is held with what was written, field by field; later fields may have joined."""
    for name, written in RECORDS.items():
        (record,) = store.all(kind_named(name))
        assert covers(to_plain(record), written)
    assert store.secret("sample") == b"made up"
    assert all(result.passed for result in store.check())
    store.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a copy of the frozen workspace."""
    folder = tmp_path / "office"
    folder.mkdir()
    for path in FROZEN.glob("workspace.*"):
        if path.suffix != ".hrdbak":
            shutil.copy(path, folder / path.name)
    return folder


def test_the_first_release_had_two_dozen_kinds() -> None:
    assert len(RECORDS) == 24


def test_a_workspace_of_the_first_release_opens_with_every_record(old: Path) -> None:
    check(opened(old))
    (backup,) = (old / BACKUPS).iterdir()
    assert rehearse(backup, old, passphrase=PASSPHRASE).counts["Officer"] == 1
    check(opened(old))


def test_a_backup_of_the_first_release_comes_back(tmp_path: Path) -> None:
    summary = restore(FROZEN / "workspace.hrdbak", tmp_path / "office", passphrase=PASSPHRASE)
    assert set(summary.counts) == set(RECORDS)
    check(opened(tmp_path / "office"))
