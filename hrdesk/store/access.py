"""Who may open a workspace: passphrases changed, people admitted and dismissed, a new recovery code. The workspace may not be open meanwhile.

Everybody admitted holds the same data key, so a dismissed person who kept a copy of the files could still read that copy.
"""

from collections.abc import Callable
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, InputError
from hrdesk.store.key_copies import Proof, next_generation, read_keys, write_keys
from hrdesk.store.key_file import PERSON, RECOVERY, STANDARD, Cost, KeyFile, Slot, new_slot, passphrase_secret, user_hash
from hrdesk.store.recovery import new_secret, write_code
from hrdesk.store.workspace_file import Clock, open_store

Change = Callable[[KeyFile, bytes, Slot], tuple[Slot, ...]]


def change_passphrase(
    folder: Path, who: str, now: Clock, new: str, *, passphrase: str | None = None, recovery: str | None = None, cost: Cost = STANDARD
) -> None:
    """Give `who` a new passphrase in place of the one shown, or of a forgotten one with the recovery code; raise StoreError as `open_store` does."""

    def change(keys: KeyFile, data_key: bytes, used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if slot.role == RECOVERY or not (slot == used or belongs(slot, who)))
        return (new_slot(keys.store, data_key, who, PERSON, passphrase_secret(new), cost), *kept)

    with_slots(folder, now, Proof(who, passphrase, recovery), change)


def admit(folder: Path, who: str, now: Clock, newcomer: str, new: str, *, passphrase: str, cost: Cost = STANDARD) -> None:
    """Let one more person open the workspace, or give one who may a new passphrase; raise StoreError as `open_store` does."""

    def change(keys: KeyFile, data_key: bytes, _used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if not belongs(slot, newcomer))
        return (*kept, new_slot(keys.store, data_key, newcomer, PERSON, passphrase_secret(new), cost))

    with_slots(folder, now, Proof(who, passphrase), change)


def dismiss(folder: Path, who: str, now: Clock, leaver: str, *, passphrase: str) -> None:
    """Take a person's passphrase away; raise InputError (NOT_FOUND, WRONG_STATE) for an unknown person or the one whose passphrase is shown."""

    def change(keys: KeyFile, _data_key: bytes, used: Slot) -> tuple[Slot, ...]:
        if belongs(used, leaver):
            raise InputError(Fault.WRONG_STATE)
        kept = tuple(slot for slot in keys.slots if not belongs(slot, leaver))
        if len(kept) == len(keys.slots):
            raise InputError(Fault.NOT_FOUND)
        return kept

    with_slots(folder, now, Proof(who, passphrase), change)


def new_recovery(folder: Path, who: str, now: Clock, *, passphrase: str, cost: Cost = STANDARD) -> str:
    """Return a new recovery code; the one before opens nothing any more."""
    secret = new_secret()

    def change(keys: KeyFile, data_key: bytes, _used: Slot) -> tuple[Slot, ...]:
        kept = (slot for slot in keys.slots if slot.role == PERSON)
        return (*kept, new_slot(keys.store, data_key, "", RECOVERY, secret, cost))

    with_slots(folder, now, Proof(who, passphrase), change)
    return write_code(secret)


def belongs(slot: Slot, name: str) -> bool:
    """Tell whether a slot is this person's."""
    return slot.role == PERSON and slot.user == user_hash(name, slot.salt)


def with_slots(folder: Path, now: Clock, proof: Proof, change: Change) -> None:
    """Open the workspace, write the key file with what `change` makes of its slots, and log it."""
    store = open_store(folder, proof.name, now, passphrase=proof.passphrase, recovery=proof.recovery)
    try:
        keys = read_keys(folder)
        data_key, used = proof.open(keys)
        write_keys(folder, next_generation(keys, change(keys, data_key, used), data_key))
        store.note(Act.CHANGE_KEY)
    finally:
        store.close()
