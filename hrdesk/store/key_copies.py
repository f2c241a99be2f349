"""The two copies of the key file in the workspace folder: either is enough, the highest generation counts, a damaged one is mended."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk.errors import Fault, StoreError
from hrdesk.store.durable import write_file
from hrdesk.store.faults import translated
from hrdesk.store.folder import KEYS
from hrdesk.store.key_file import PERSON, RECOVERY, KeyFile, Slot, from_bytes, passphrase_secret, signed, to_bytes, unlock
from hrdesk.store.recovery import read_code

LARGEST = 1 << 20  # bytes; a key file has a few thousand
Change = Callable[[KeyFile, bytes, Slot], tuple[Slot, ...]]  # the key file, the data key and the slot that was opened -> the slots from now on


@dataclass(frozen=True, slots=True)
class Proof:
    """What a person shows to open a workspace: a passphrase, or the recovery code as typed."""

    name: str
    passphrase: str | None = None
    recovery: str | None = None

    def open(self, key_file: KeyFile) -> tuple[bytes, Slot]:
        """Return the data key and the slot it opened; raise StoreError (WRONG_PASSPHRASE, RECOVERY_CODE, KEY_FILE_DAMAGED)."""
        if self.recovery is not None:
            found = unlock(key_file, RECOVERY, self.name, read_code(self.recovery))
        else:
            found = unlock(key_file, PERSON, self.name, passphrase_secret(self.passphrase or ""))
        if found is None:
            raise StoreError(Fault.WRONG_PASSPHRASE if self.recovery is None else Fault.RECOVERY_CODE)
        return found


def read_copy(path: Path) -> KeyFile | None:
    """Return one copy, or None if it is missing or damaged; raise StoreError where it cannot be read at all."""
    with translated():
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
    try:
        return from_bytes(data)
    except StoreError:
        return None  # the other copy decides; mend() rewrites this one once the workspace is open


def read_keys(folder: Path) -> KeyFile:
    """Return the copy with the highest generation; raise StoreError (KEY_FILE_DAMAGED) if none is whole."""
    whole = [copy for name in KEYS if (copy := read_copy(folder / name)) is not None]
    if not whole:
        raise StoreError(Fault.KEY_FILE_DAMAGED)
    return max(whole, key=lambda copy: copy.generation)


@translated()
def write_keys(folder: Path, key_file: KeyFile) -> None:
    """Write both copies, one after the other, so that one whole file exists at every moment."""
    for name in KEYS:
        write_file(folder / name, to_bytes(key_file))


def mend(folder: Path, key_file: KeyFile) -> None:
    """Bring both copies to `key_file` where one is missing, damaged or older."""
    if any(read_copy(folder / name) != key_file for name in KEYS):
        write_keys(folder, key_file)


def next_generation(key_file: KeyFile, slots: tuple[Slot, ...], data_key: bytes) -> KeyFile:
    """Return the key file with other slots, one generation on, authenticated anew."""
    return signed(replace(key_file, generation=key_file.generation + 1, slots=slots), data_key)
