"""Who may open a workspace can be changed, and only by who may open it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, HrdeskError, InputError, StoreError
from hrdesk.store.access import admit, admitted, change_passphrase, changed, dismiss, dismissed, new_recovery
from hrdesk.store.attempts import ALLOWED
from hrdesk.store.folder import KEYS
from hrdesk.store.key_copies import Proof, read_copy, read_keys
from hrdesk.store.key_file import FLOOR, to_bytes
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store
from tests.factory import sample
from tests.store.conftest import faulted, ticking

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


MEMBER = Member(id=member_id(CLERK), name=CLERK, access=Access.READER)
SHOWN = Proof(HEAD, "first")


@pytest.fixture
def open_one(folder: Path, code: str) -> Iterator[Store]:
    """Return the workspace open, with something to undo."""
    store = open_store(folder, HEAD, ticking(), passphrase="first")
    with store.write(Act.EDIT) as tx:
        tx.put(sample(Officer))
    yield store
    store.close()


def test_an_open_workspace_stays_open_and_keeps_its_undo_when_a_passphrase_changes(folder: Path, open_one: Store) -> None:
    open_one.change_keys(SHOWN, changed(HEAD, "second", FLOOR))
    assert open_one.history(1)[0].act is Act.CHANGE_KEY
    assert open_one.next_undo() is not None
    assert open_one.check()[-1].passed
    open_one.close()
    assert (opens(folder, passphrase="first"), opens(folder, passphrase="second")) == (Fault.WRONG_PASSPHRASE, None)


def test_who_is_admitted_has_a_record_before_the_way_in_and_who_is_dismissed_until_after(folder: Path, open_one: Store) -> None:
    open_one.change_keys(SHOWN, admitted(CLERK, "hers", FLOOR), put=(MEMBER,))
    assert open_one.all(Member) == (MEMBER,)
    assert [entry.act for entry in open_one.history(2)] == [Act.CHANGE_KEY, Act.ADMIT]
    assert open_one.next_undo() is None
    open_one.change_keys(SHOWN, dismissed(CLERK), gone=(MEMBER,))
    assert open_one.all(Member) == ()
    assert [entry.act for entry in open_one.history(2)] == [Act.ADMIT, Act.CHANGE_KEY]
    open_one.close()
    assert opens(folder, CLERK, passphrase="hers") is Fault.WRONG_PASSPHRASE


def test_a_key_file_that_cannot_be_written_lets_nobody_in(folder: Path, open_one: Store) -> None:
    for name in KEYS:
        (folder / f"{name}.part").mkdir()
    before = read_keys(folder)
    with pytest.raises(StoreError):
        open_one.change_keys(SHOWN, admitted(CLERK, "hers", FLOOR), put=(MEMBER,))
    assert read_keys(folder) == before
    assert open_one.all(Member) == (MEMBER,)


def test_wrong_passphrases_are_counted_in_an_open_workspace_too(folder: Path, open_one: Store) -> None:
    faults = []
    for _ in range(ALLOWED + 1):
        with pytest.raises(StoreError) as caught:
            open_one.change_keys(Proof(HEAD, "wrong"), changed(HEAD, "second", FLOOR), put=(MEMBER,))
        faults.append(faulted(caught))
    assert faults == [Fault.WRONG_PASSPHRASE] * ALLOWED + [Fault.STORE_LOCKED]
    assert open_one.all(Member) == ()
    assert read_keys(folder).generation == 1


def test_the_key_file_of_another_workspace_changes_nothing(folder: Path, open_one: Store, tmp_path: Path) -> None:
    other, _ = create(tmp_path / "other", "first", HEAD, ticking(), cost=FLOOR)
    other.close()
    for name in KEYS:
        (folder / name).write_bytes((tmp_path / "other" / name).read_bytes())
    before = read_keys(folder)
    with pytest.raises(StoreError) as caught:
        open_one.change_keys(SHOWN, changed(HEAD, "second", FLOOR))
    assert faulted(caught) is Fault.KEY_FILE_DAMAGED
    assert read_keys(folder) == before


def test_a_key_file_never_gets_more_slots_than_it_could_be_read_with(folder: Path, open_one: Store) -> None:
    with pytest.raises(InputError) as caught:
        open_one.change_keys(SHOWN, lambda keys, _key, _used: keys.slots * 33, put=(MEMBER,))
    assert caught.value.fault is Fault.INVALID
    assert open_one.all(Member) == ()


def test_a_workspace_knows_whose_passphrase_opened_it_whatever_name_was_typed(folder: Path, code: str) -> None:
    store = open_store(folder, CLERK, ticking(), passphrase="first")
    assert (store.who, store.opened_by(CLERK), store.opened_by(HEAD), store.opened_with_recovery) == (CLERK, False, True, False)
    store.close()
    store = open_store(folder, HEAD, ticking(), recovery=code)
    assert (store.opened_by(HEAD), store.opened_with_recovery) == (False, True)
    store.close()
