"""Kill -9 while people are admitted and dismissed: whoever gets in has a record of what they may do, and nobody else is locked out."""

from itertools import count
from pathlib import Path

from hrdesk.domain.members import Access, Member
from hrdesk.errors import StoreError
from hrdesk.services.opening import members
from hrdesk.store.key_file import FLOOR
from hrdesk.store.workspace_file import open_store
from tests.killing import Acknowledge, kill_at_random
from tests.services.book import PASSPHRASE
from tests.services.test_kill import Onwards, unlocked

NEWCOMER, HERS = "林小華", "小華的通行詞 一二三"


def come_and_go(folder: Path, acknowledge: Acknowledge) -> None:
    """Admit a person and dismiss them again until killed."""
    desk = unlocked(folder, Onwards())
    for number in count():
        members.admit_member(desk, NEWCOMER, Access.READER, HERS, passphrase=PASSPHRASE, cost=FLOOR)
        acknowledge(f"in {number}")
        members.dismiss_member(desk, NEWCOMER, passphrase=PASSPHRASE)
        acknowledge(f"out {number}")


def may_enter(folder: Path) -> bool:
    """Tell whether the newcomer's passphrase opens the workspace."""
    try:
        open_store(folder, NEWCOMER, Onwards(), passphrase=HERS).close()
    except StoreError:
        return False
    return True


def test_nobody_gets_in_without_a_record(folder: Path) -> None:
    seen: set[tuple[bool, bool]] = set()

    def check(acknowledged: list[str]) -> None:
        with unlocked(folder, Onwards()) as desk:
            assert desk.store.verify_audit() is None
            recorded = bool(desk.store.all(Member, name=NEWCOMER))
        entered = may_enter(folder)
        assert recorded or not entered
        seen.add((bool(acknowledged), entered))

    kill_at_random(come_and_go, check, 24, folder, longest=0.2)
    assert (True, True) in seen
    assert (True, False) in seen
