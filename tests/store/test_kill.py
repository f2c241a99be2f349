"""Kill -9 at any moment: what was acknowledged stays, what was not is not half there."""

import random
from collections import Counter
from itertools import count
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, StoreError
from hrdesk.store.access import change_passphrase
from hrdesk.store.backup import rehearse
from hrdesk.store.key_file import FLOOR
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id, sample
from tests.killing import Acknowledge, kill_at_random
from tests.store.conftest import PASSPHRASE, ticking

BATCH = 40


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Store:
    return open_store(folder, "範例承辦", ticking(), passphrase=passphrase)


def fault_of(folder: Path, passphrase: str) -> Fault | None:
    """Return why the workspace does not open, or None."""
    try:
        opened(folder, passphrase).close()
    except StoreError as error:
        return error.fault
    return None


def batch(number: int) -> list[Officer]:
    return [sample(Officer, id=OfficerId(record_id(f"{number}/{place}")), unit=str(number)) for place in range(BATCH)]


def write_batches(folder: Path, acknowledge: Acknowledge) -> None:
    """Put batch after batch, each in one transaction, now and then taking the last one back and repeating it."""
    store = opened(folder)
    moods = random.Random(str(store.audit_head()))
    for number in count(store.count(Officer) // BATCH):
        with store.write(Act.IMPORT_ROSTER, number=number) as tx:
            tx.put_all(batch(number))
            tx.blob_in(f"{number}".encode() * 5000)
        acknowledge(str(number))
        if moods.random() < 0.3:
            store.undo()
            store.redo()


def test_acknowledged_batches_are_whole_after_any_death(folder: Path) -> None:
    create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
    saved: set[str] = set()
    rounds = list(range(100))

    def check(acknowledged: list[str]) -> None:
        saved.update(acknowledged)
        store = opened(folder)
        sizes = Counter(officer.unit for officer in store.all(Officer))
        undone = {str(entry.facts["number"]) for entry in (store.next_redo(),) if entry}
        assert saved - undone <= set(sizes)
        assert set(sizes.values()) <= {BATCH}
        if not rounds.pop() % 10:
            assert store.verify_audit() is None
        if undone:
            store.redo()
        if len(sizes) > 30:  # keep every round short
            with store.write(Act.EDIT) as tx:
                tx.delete_all(store.all(Officer))
            saved.clear()
        store.close()

    kill_at_random(write_batches, check, 100, folder)


def change_keys(folder: Path, acknowledge: Acknowledge) -> None:
    """Change the passphrase from one number to the next for ever."""
    now = int((folder / "now").read_text())
    for number in count(now):
        change_passphrase(folder, "範例承辦", ticking(), str(number + 1), passphrase=str(number), cost=FLOOR)
        acknowledge(str(number + 1))


def test_a_death_while_the_passphrase_changes_leaves_the_old_or_the_new_one(folder: Path) -> None:
    create(folder, "0", "範例承辦", ticking(), cost=FLOOR)[0].close()
    (folder / "now").write_text("0")

    def check(acknowledged: list[str]) -> None:
        last = int(acknowledged[-1]) if acknowledged else int((folder / "now").read_text())
        if fault_of(folder, str(last)) is not None:
            assert fault_of(folder, str(last)) is Fault.WRONG_PASSPHRASE
            last += 1
            assert fault_of(folder, str(last)) is None
        (folder / "now").write_text(str(last))

    kill_at_random(change_keys, check, 50, folder)


def back_up(folder: Path, acknowledge: Acknowledge) -> None:
    """Write backup after backup of a store that grows."""
    store = opened(folder)
    for number in count(store.count(Officer) // BATCH):
        with store.write(Act.IMPORT_ROSTER) as tx:
            tx.put_all(batch(number))
        store.backup(folder / f"{number}.hrdbak")
        acknowledge(str(number))


def test_a_backup_is_whole_or_not_there(folder: Path) -> None:
    create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
    seen: set[Path] = set()

    def check(acknowledged: list[str]) -> None:
        found = set(folder.glob("*.hrdbak"))
        assert {folder / f"{number}.hrdbak" for number in acknowledged} <= found
        for path in found - seen:
            assert rehearse(path, folder, passphrase=PASSPHRASE).counts["Officer"] == (int(path.stem) + 1) * BATCH
        seen.update(found)

    kill_at_random(back_up, check, 40, folder)


def make_workspaces(folder: Path, acknowledge: Acknowledge) -> None:
    """Make one workspace after another."""
    for number in count(len(list(folder.glob("*")))):
        create(folder / str(number), PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
        acknowledge(str(number))


def test_a_workspace_is_whole_or_can_be_made_again(folder: Path) -> None:
    folder.mkdir()

    def check(acknowledged: list[str]) -> None:
        for path in folder.glob("*"):
            if fault_of(path, PASSPHRASE) is not None:
                assert fault_of(path, PASSPHRASE) is Fault.STORE_MISSING
                assert path.name not in acknowledged
                create(path, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)[0].close()
            for part in sorted(path.rglob("*"), reverse=True):
                part.unlink() if part.is_file() else part.rmdir()
            path.rmdir()

    kill_at_random(make_workspaces, check, 20, folder, longest=0.3)
