"""One program at a time: a lock of the operating system, which a dead owner cannot keep."""

import os
import sys
from pathlib import Path

from hrdesk.errors import Fault, StoreError
from hrdesk.store.faults import translated

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def take(handle: int, *, shared: bool = False) -> None:
        """Lock the first byte or raise OSError; nothing is shared here, so one program at a time may look as well."""
        del shared
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(handle: int, *, shared: bool = False) -> None:
        """Lock the whole file, alone or with others who only look, or raise OSError."""
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


SEATS = 8  # programs on one PC in one shared workspace


class FileLock:
    """Holds the lock file of a workspace from construction to `close`; the file itself stays and means nothing."""

    def __init__(self, path: Path, *, viewing: bool = False) -> None:
        """Take the lock, or for `viewing` one that keeps out only who would write, without touching the file.

        Raise StoreError (STORE_BUSY) while another program holds it.
        """
        with translated():
            self._handle: int | None = os.open(path, os.O_RDONLY if viewing else os.O_RDWR | os.O_CREAT, 0o600)
        try:
            take(self._handle, shared=viewing)
        except OSError as error:
            self.close()
            raise StoreError(Fault.STORE_BUSY) from error

    def close(self) -> None:
        """Let the next program in; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def take_seat(folder: Path, name: str) -> tuple[FileLock, str]:
    """Take the first free lock of a folder in which several programs may work, and return it with its ending: "", "-2", "-3" …

    Raise StoreError STORE_BUSY where all are taken.
    """
    for number in range(1, SEATS):
        ending = "" if number == 1 else f"-{number}"
        try:
            return FileLock(folder / (name + ending)), ending
        except StoreError as error:
            if error.fault is not Fault.STORE_BUSY:
                raise
    ending = f"-{SEATS}"
    return FileLock(folder / (name + ending)), ending
