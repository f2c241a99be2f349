"""Who may open a workspace: passphrases changed, people admitted and dismissed, a new recovery code.

Each change is a function on the slots of the key file, for `Store.change_keys` of an open workspace; the functions with a folder open it for the
moment, so it may not be open meanwhile. Everybody admitted holds the same data key: a dismissed person who kept a copy of the files could still
read that copy.
"""

from contextlib import closing
from pathlib import Path

from hrdesk.errors import Fault, InputError
from hrdesk.store.key_copies import Change, Proof
from hrdesk.store.key_file import PERSON, RECOVERY, STANDARD, Cost, KeyFile, Slot, belongs, new_slot, passphrase_secret
from hrdesk.store.recovery import new_secret, write_code
from hrdesk.store.workspace_file import Clock, open_store


def changed(who: str, new: str, cost: Cost = STANDARD) -> Change:
    """Return the change that gives `who` a new passphrase in place of the one shown, or of a forgotten one with the recovery code."""

    def change(keys: KeyFile, data_key: bytes, used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if slot.role == RECOVERY or not (slot == used or belongs(slot, who)))
        return (new_slot(keys.store, data_key, who, PERSON, passphrase_secret(new), cost), *kept)

    return change


def admitted(newcomer: str, new: str, cost: Cost = STANDARD) -> Change:
    """Return the change that lets one more person open the workspace, or gives one who may a new passphrase."""

    def change(keys: KeyFile, data_key: bytes, _used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if not belongs(slot, newcomer))
        return (*kept, new_slot(keys.store, data_key, newcomer, PERSON, passphrase_secret(new), cost))

    return change


def dismissed(leaver: str) -> Change:
    """Return the change that takes a person's passphrase away.

    It raises InputError (NOT_FOUND, WRONG_STATE) for an unknown person or the one whose passphrase is shown.
    """

    def change(keys: KeyFile, _data_key: bytes, used: Slot) -> tuple[Slot, ...]:
        if belongs(used, leaver):
            raise InputError(Fault.WRONG_STATE)
        kept = tuple(slot for slot in keys.slots if not belongs(slot, leaver))
        if len(kept) == len(keys.slots):
            raise InputError(Fault.NOT_FOUND)
        return kept

    return change


def recovered(secret: bytes, cost: Cost = STANDARD) -> Change:
    """Return the change that puts a new recovery code in the place of the one before."""

    def change(keys: KeyFile, data_key: bytes, _used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if slot.role == PERSON)
        return (*kept, new_slot(keys.store, data_key, "", RECOVERY, secret, cost))

    return change


def change_passphrase(
    folder: Path, who: str, now: Clock, new: str, *, passphrase: str | None = None, recovery: str | None = None, cost: Cost = STANDARD
) -> None:
    """Give `who` a new passphrase; raise StoreError as `open_store` does."""
    with_slots(folder, now, Proof(who, passphrase, recovery), changed(who, new, cost))


def admit(folder: Path, who: str, now: Clock, newcomer: str, new: str, *, passphrase: str, cost: Cost = STANDARD) -> None:
    """Let one more person open the workspace, or give one who may a new passphrase; raise StoreError as `open_store` does."""
    with_slots(folder, now, Proof(who, passphrase), admitted(newcomer, new, cost))


def dismiss(folder: Path, who: str, now: Clock, leaver: str, *, passphrase: str) -> None:
    """Take a person's passphrase away; raise InputError (NOT_FOUND, WRONG_STATE) for an unknown person or the one whose passphrase is shown."""
    with_slots(folder, now, Proof(who, passphrase), dismissed(leaver))


def new_recovery(folder: Path, who: str, now: Clock, *, passphrase: str, cost: Cost = STANDARD) -> str:
    """Return a new recovery code; the one before opens nothing any more."""
    secret = new_secret()
    with_slots(folder, now, Proof(who, passphrase), recovered(secret, cost))
    return write_code(secret)


def with_slots(folder: Path, now: Clock, proof: Proof, change: Change) -> None:
    """Open the workspace for the moment and change its key file."""
    with closing(open_store(folder, proof.name, now, passphrase=proof.passphrase, recovery=proof.recovery)) as store:
        store.change_keys(proof, change)
