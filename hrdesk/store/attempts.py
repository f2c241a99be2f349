"""Opening the key file: five wrong passphrases close the door for fifteen minutes.

This guards against guessing at the keyboard; against somebody who copies the files the cost of Argon2id does. A count that cannot be read is none.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from errno import EACCES, EPERM, EROFS
from pathlib import Path

from hrdesk.errors import Fault, StoreError
from hrdesk.store.durable import write_file
from hrdesk.store.faults import NO_ROOM, translated
from hrdesk.store.folder import ATTEMPTS
from hrdesk.store.key_copies import Proof
from hrdesk.store.key_file import KeyFile, Slot
from hrdesk.store.mapping import utc_text

ALLOWED = 5
PAUSE = timedelta(minutes=15)
UNWRITABLE = NO_ROOM | {EROFS, EACCES, EPERM}


def unlocked(folder: Path, key_file: KeyFile, proof: Proof, at: datetime) -> tuple[bytes, Slot]:
    """Return the data key and the slot that opened it, counting wrong passphrases in the folder of this PC.

    Raise StoreError (WRONG_PASSPHRASE, RECOVERY_CODE, STORE_LOCKED, KEY_FILE_DAMAGED).
    """
    if proof.recovery is None:
        count(folder, at)
    data_key, slot = proof.open(key_file)
    forget(folder)
    return data_key, slot


def proved(folder: Path, key_file: KeyFile, proof: Proof, at: datetime, data_key: bytes) -> Slot:
    """Return the slot that a passphrase opens, where it is one of the workspace that `data_key` has open; raise as `unlocked` does."""
    found, slot = unlocked(folder, key_file, proof, at)
    if found != data_key:
        raise StoreError(Fault.KEY_FILE_DAMAGED)  # another workspace's key file was laid over this one's
    return slot


def read(folder: Path) -> tuple[int, datetime] | None:
    """Return how many attempts failed in a row and when the last did."""
    try:
        plain = json.loads((folder / ATTEMPTS).read_bytes())
        return int(plain["failures"]), datetime.fromisoformat(plain["last"]).astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def count(folder: Path, now: datetime) -> None:
    """Count one more attempt before it is tried, so that stopping the program half-way does not hide it.

    A full or read-only disk counts nothing: the book must still open for reading.
    Raise StoreError (STORE_LOCKED, with the minutes left) while the door is closed. A clock set back more than the pause opens it again.
    """
    failures, last = read(folder) or (0, now)
    waited = abs(now - last)
    if failures >= ALLOWED:
        if waited < PAUSE:
            raise StoreError(Fault.STORE_LOCKED, minutes=-((waited - PAUSE) // timedelta(minutes=1)))
        failures = 0
    with _writable_or_not():
        write_file(folder / ATTEMPTS, json.dumps({"failures": failures + 1, "last": utc_text(now)}).encode("ascii"))


def forget(folder: Path) -> None:
    """Forget the failures after a right passphrase."""
    with _writable_or_not():
        (folder / ATTEMPTS).unlink(missing_ok=True)


@contextmanager
def _writable_or_not() -> Iterator[None]:
    """Let a disk pass that takes nothing more, which leaves the count as it is; every other failure is told."""
    try:
        with translated():
            yield
    except StoreError as error:
        if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in UNWRITABLE:
            raise
