"""Kill -9 while importing and undoing: a file is in the book whole or not at all, and what was acknowledged stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.staff import Officer
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_parts import newest_change
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import keeping
from tests.killing import Acknowledge, kill_at_random
from tests.services.book import PASSPHRASE, ROSTER, Clock, write_csv

PEOPLE = 60
KILLS = 20


def import_and_undo(folder: Path, acknowledge: Acknowledge) -> None:
    """Import a roster and take it back, over and over, telling the sequence of each act."""
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        if desk.store.count(Officer):
            acknowledge(str(keeping.undo(desk).seq))
        plan = importing.plan_roster(desk, folder.parent / "名冊.csv")
        while True:
            held = desk.store.count(Officer)
            changes = keeping.undo(desk) if held else importing.apply_plan(desk, replace(plan, based_on=newest_change(desk)))
            acknowledge(str(changes.seq))


def test_import_is_whole_or_not_at_all_however_it_ends(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # a killed worker cannot remove its scratch folder
    rows = [("", f"A{n:03}", "科員", f"範例{n}號", "", "", "1150101", "", "", "") for n in range(PEOPLE)]
    write_csv(folder.parent / "名冊.csv", ROSTER, *rows)
    seen: set[int] = set()
    told: list[str] = []

    def check(acknowledged: list[str]) -> None:
        told.extend(acknowledged)
        with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
            seen.add(desk.store.count(Officer))
            assert desk.store.history(1)[0].seq >= max(map(int, acknowledged), default=0)
        for backup in (folder / "backups").glob("before-import-*"):
            backup.unlink()

    kill_at_random(import_and_undo, check, KILLS, folder, longest=1.0)
    assert seen <= {0, PEOPLE}
    assert told
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert keeping.check(desk).sound
