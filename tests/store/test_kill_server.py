"""Kill -9 of programs at work in a store on a server: nothing acknowledged is lost, nothing is half there, nobody else is kept out."""

from collections import Counter
from pathlib import Path

from hrdesk.domain.staff import Officer
from hrdesk.store.backup import rehearse
from hrdesk.store.shared_workspace import join_shared
from tests.killing import kill_at_random
from tests.postgres import server
from tests.store.conftest import PASSPHRASE
from tests.store.server import database, template
from tests.store.test_kill import BATCH, back_up, opened, write_batches

__all__ = ["database", "template"]


def test_acknowledged_batches_are_whole_after_any_death_of_a_client(tmp_path: Path, database: str) -> None:
    folder = tmp_path / "office"
    join_shared(folder, server().url(database))
    saved: set[str] = set()
    watching = opened(folder)  # another person, who goes on working

    def check(acknowledged: list[str]) -> None:
        saved.update(acknowledged)
        with watching.turn():  # waits until the server has let go of whoever died
            sizes = Counter(officer.unit for officer in watching.all(Officer))
            undone = {str(entry.facts["number"]) for entry in (watching.next_redo(),) if entry}
        assert saved - undone <= set(sizes)
        assert set(sizes.values()) <= {BATCH}
        if undone:
            watching.redo()

    kill_at_random(write_batches, check, 40, folder)
    assert saved
    assert watching.verify_audit() is None
    watching.close()


def test_a_backup_of_a_server_is_whole_or_not_there(tmp_path: Path, database: str) -> None:
    folder = tmp_path / "office"
    join_shared(folder, server().url(database))
    seen: set[Path] = set()

    def check(acknowledged: list[str]) -> None:
        found = set(folder.glob("*.hrdbak"))
        assert {folder / f"{number}.hrdbak" for number in acknowledged} <= found
        for path in found - seen:
            assert rehearse(path, folder, passphrase=PASSPHRASE).counts["Officer"] == (int(path.stem) + 1) * BATCH
        seen.update(found)

    kill_at_random(back_up, check, 10, folder, longest=0.6)
    assert seen
