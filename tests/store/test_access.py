"""Who may open a workspace can be changed, and only by who may open it."""

from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.store.access import admit, change_passphrase, dismiss, new_recovery
from hrdesk.store.folder import KEYS
from hrdesk.store.key_copies import read_copy, read_keys
from hrdesk.store.key_file import FLOOR, to_bytes
from hrdesk.store.workspace_file import create, open_store
from tests.store.conftest import ticking

HEAD, CLERK = "範例主管", "範例承辦"


@pytest.fixture
def code(folder: Path) -> str:
    """Make a workspace of the head and return its recovery code."""
    store, code = create(folder, "first", HEAD, ticking(), cost=FLOOR)
    store.close()
    return code


def opens(folder: Path, who: str = HEAD, *, passphrase: str | None = None, recovery: str | None = None) -> Fault | None:
    """Return None where it opens, else why not."""
    try:
        open_store(folder, who, ticking(), passphrase=passphrase, recovery=recovery).close()
    except HrdeskError as error:
        return error.fault
    return None


def test_a_new_passphrase_takes_the_place_of_the_old_one(folder: Path, code: str) -> None:
    change_passphrase(folder, HEAD, ticking(), "second", passphrase="first", cost=FLOOR)
    assert opens(folder, passphrase="first") is Fault.WRONG_PASSPHRASE
    assert opens(folder, passphrase="second") is None
    assert opens(folder, recovery=code) is None
    store = open_store(folder, HEAD, ticking(), passphrase="second")
    assert store.history(1)[0].act is Act.CHANGE_KEY
    store.close()
    assert read_keys(folder).generation == 2
    assert read_copy(folder / KEYS[0]) == read_copy(folder / KEYS[1])


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(folder: Path, code: str) -> None:
    change_passphrase(folder, HEAD, ticking(), "second", recovery=code, cost=FLOOR)
    assert opens(folder, passphrase="first") is Fault.WRONG_PASSPHRASE
    assert opens(folder, passphrase="second") is None


def test_the_wrong_passphrase_changes_nothing(folder: Path, code: str) -> None:
    before = read_keys(folder)
    with pytest.raises(HrdeskError):
        change_passphrase(folder, HEAD, ticking(), "second", passphrase="wrong", cost=FLOOR)
    assert read_keys(folder) == before


def test_an_older_copy_of_the_key_file_does_not_bring_the_old_passphrase_back(folder: Path, code: str) -> None:
    old = read_keys(folder)
    change_passphrase(folder, HEAD, ticking(), "second", passphrase="first", cost=FLOOR)
    new = read_keys(folder)
    (folder / KEYS[0]).write_bytes(to_bytes(old))
    assert opens(folder, passphrase="first") is Fault.WRONG_PASSPHRASE
    assert opens(folder, passphrase="second") is None
    assert read_copy(folder / KEYS[0]) == new


def test_an_admitted_person_opens_with_a_passphrase_of_their_own(folder: Path, code: str) -> None:
    admit(folder, HEAD, ticking(), CLERK, "hers", passphrase="first", cost=FLOOR)
    assert opens(folder, CLERK, passphrase="hers") is None
    assert opens(folder, HEAD, passphrase="first") is None
    change_passphrase(folder, CLERK, ticking(), "new", passphrase="hers", cost=FLOOR)
    assert opens(folder, CLERK, passphrase="new") is None
    assert opens(folder, CLERK, passphrase="hers") is Fault.WRONG_PASSPHRASE
    assert opens(folder, HEAD, passphrase="first") is None


def test_admitting_again_gives_a_new_passphrase(folder: Path, code: str) -> None:
    for passphrase in ("hers", "new"):
        admit(folder, HEAD, ticking(), CLERK, passphrase, passphrase="first", cost=FLOOR)
    assert opens(folder, CLERK, passphrase="hers") is Fault.WRONG_PASSPHRASE
    assert opens(folder, CLERK, passphrase="new") is None
    assert len(read_keys(folder).slots) == 3


def test_a_dismissed_person_opens_it_no_more(folder: Path, code: str) -> None:
    admit(folder, HEAD, ticking(), CLERK, "hers", passphrase="first", cost=FLOOR)
    dismiss(folder, HEAD, ticking(), CLERK, passphrase="first")
    assert opens(folder, CLERK, passphrase="hers") is Fault.WRONG_PASSPHRASE
    assert opens(folder, HEAD, passphrase="first") is None


@pytest.mark.parametrize(("leaver", "fault"), [(HEAD, Fault.WRONG_STATE), ("誰", Fault.NOT_FOUND)])
def test_nobody_dismisses_themselves_or_a_stranger(folder: Path, code: str, leaver: str, fault: Fault) -> None:
    before = read_keys(folder)
    with pytest.raises(InputError) as caught:
        dismiss(folder, HEAD, ticking(), leaver, passphrase="first")
    assert caught.value.fault is fault
    assert read_keys(folder) == before
    assert opens(folder, passphrase="first") is None


def test_a_new_recovery_code_ends_the_old_one(folder: Path, code: str) -> None:
    new = new_recovery(folder, HEAD, ticking(), passphrase="first", cost=FLOOR)
    assert opens(folder, recovery=code) is Fault.RECOVERY_CODE
    assert opens(folder, recovery=new) is None
    assert opens(folder, passphrase="first") is None
