"""An older file is brought up to date after a verified backup, all or nothing; a newer one is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.store.backup import rehearse, restore
from hrdesk.store.engine import reading
from hrdesk.store.folder import BACKUPS, DATABASE
from hrdesk.store.key_file import FLOOR
from hrdesk.store.store import Store
from hrdesk.store.tables import HEAD
from hrdesk.store.upgrade import SHIPPED, Schema, require_known, revision
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id, sample
from tests.killing import Acknowledge, kill_at_random
from tests.store.conftest import PASSPHRASE, engine_of, faulted, ticking

LATER = "9999"
NEXT = f'''"""A revision of a later program."""

import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, a column and a copy of every officer."""
    op.create_table("later", sa.Column("id", sa.Text(), primary_key=True), sa.Column("name", sa.Text()))
    op.execute("INSERT INTO later SELECT id, name FROM officer")
    op.add_column("officer", sa.Column("nickname", sa.Text(), nullable=False, server_default=""))
'''


def later_program(place: Path, script: str = NEXT) -> Schema:
    """Return the schema of a program one revision on."""
    versions = place / "versions"
    versions.mkdir(parents=True)
    for source in SHIPPED.scripts.glob("*.py"):
        (place / source.name).write_bytes(source.read_bytes())
    for source in (SHIPPED.scripts / "versions").glob("*.py"):
        (versions / source.name).write_bytes(source.read_bytes())
    (versions / f"{LATER}_later.py").write_text(script, encoding="utf-8")
    return Schema(place, LATER)


@pytest.fixture
def old(store: Store, folder: Path) -> Path:
    """Return the folder of a closed workspace with three officers."""
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all(sample(Officer, id=OfficerId(record_id(str(number)))) for number in range(3))
    store.close()
    return folder


@pytest.fixture
def upgraded(old: Path, tmp_path: Path) -> Iterator[Store]:
    """Return the workspace opened by the later program."""
    store = open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE, schema=later_program(tmp_path / "50% 範例"))
    yield store
    store.close()


def names(store: Store) -> int:
    with reading(engine_of(store)) as connection:
        return int(connection.execute(text("SELECT count(*) FROM later")).scalar_one())


def test_rows_survive_and_the_new_tables_are_there(upgraded: Store) -> None:
    assert revision(engine_of(upgraded)) == LATER
    assert (names(upgraded), upgraded.count(Officer)) == (3, 3)
    assert upgraded.verify_audit() is None


def test_undo_ends_at_an_upgrade(upgraded: Store) -> None:
    assert upgraded.next_undo() is None


def test_a_verified_backup_of_the_old_file_is_there(upgraded: Store, old: Path, tmp_path: Path) -> None:
    (backup,) = (old / BACKUPS).iterdir()
    assert backup.name.startswith(f"before-upgrade-{HEAD}-")
    restore(backup, tmp_path / "before", passphrase=PASSPHRASE)
    before = open_store(tmp_path / "before", "範例承辦", ticking(), passphrase=PASSPHRASE)
    assert (revision(engine_of(before)), before.count(Officer)) == (HEAD, 3)
    before.close()


def test_a_newer_file_is_refused_with_both_revisions_and_no_byte_is_changed(upgraded: Store, old: Path) -> None:
    upgraded.close()
    before = (old / DATABASE).read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE)
    assert (caught.value.fault, caught.value.facts) == (Fault.STORE_TOO_NEW, {"found": LATER, "known": HEAD})
    assert (old / DATABASE).read_bytes() == before


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_moved(upgraded: Store, old: Path, tmp_path: Path) -> None:
    backup = upgraded.backup(tmp_path / "newer.hrdbak").path
    upgraded.close()
    before = {path.name for path in old.iterdir()}
    with pytest.raises(StoreError) as caught:
        restore(backup, old, passphrase=PASSPHRASE, replace=True)
    assert faulted(caught) is Fault.STORE_TOO_NEW
    assert {path.name for path in old.iterdir()} == before


def test_a_failed_upgrade_changes_nothing(old: Path, tmp_path: Path) -> None:
    schema = later_program(tmp_path / "broken", NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n')
    before = (old / DATABASE).read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE, schema=schema)
    assert faulted(caught) is Fault.STORE_CORRUPT
    assert (old / DATABASE).read_bytes() == before
    store = open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE)
    assert store.count(Officer) == 3
    store.close()


def test_a_full_disk_before_the_backup_stops_the_upgrade(old: Path, tmp_path: Path) -> None:
    (old / BACKUPS).write_text("in the way")
    with pytest.raises(StoreError) as caught:
        open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE, schema=later_program(tmp_path / "later"))
    assert faulted(caught) is Fault.WRITE_FAILED
    open_store(old, "範例承辦", ticking(), passphrase=PASSPHRASE).close()


def test_known_revisions_are_those_of_the_scripts(tmp_path: Path) -> None:
    later = later_program(tmp_path / "later")
    require_known(HEAD, later)
    require_known(LATER, later)
    with pytest.raises(StoreError):
        require_known("99999", later)


def upgrade_and_stay(folder: Path, acknowledge: Acknowledge) -> None:
    """Open the workspace with the later program, which upgrades it."""
    open_store(folder, "範例承辦", ticking(), passphrase=PASSPHRASE, schema=Schema(folder.parent / "later", LATER))
    acknowledge("upgraded")


def test_a_death_inside_the_upgrade_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    later_program(tmp_path / "later")
    folder = tmp_path / "office"
    store, _ = create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all(sample(Officer, id=OfficerId(record_id(str(number)))) for number in range(800))
    store.close()
    pristine = {path: path.read_bytes() for path in folder.iterdir()}
    found: list[str] = []

    def check(acknowledged: list[str]) -> None:
        store = open_store(folder, "範例承辦", ticking(), passphrase=PASSPHRASE, schema=Schema(tmp_path / "later", LATER))
        assert (names(store), store.count(Officer)) == (800, 800)
        store.close()
        backups = sorted((folder / BACKUPS).glob("*.hrdbak"))
        assert rehearse(backups[-1], tmp_path, passphrase=PASSPHRASE).counts["Officer"] == 800
        found.append("new" if len(backups) == 1 and acknowledged else "old")
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for path, data in pristine.items():
            path.write_bytes(data)

    kill_at_random(upgrade_and_stay, check, 20, folder, longest=0.4)
    assert "old" in found
