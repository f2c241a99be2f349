"""Files out: a temporary file beside the target, flushed to the disk and read back, and only then given its name."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from hrdesk.errors import Fault, PackageError


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take `data`."""
        ...

    def writelines(self, pieces: Iterable[bytes], /) -> None:
        """Take piece after piece."""
        ...


class _Hashing:
    """A file that keeps the SHA-256 and the size of what is written to it."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> int:
        """Write `data` and count it."""
        self.sha256.update(data)
        self.size += len(data)
        return self._file.write(data)

    def writelines(self, pieces: Iterable[bytes], /) -> None:
        """Write piece after piece."""
        for piece in pieces:
            self.write(piece)


def write_whole(target: Path, produce: Callable[[Sink], None], *, mode: int = 0o666) -> tuple[int, str]:
    """Write what `produce` writes to `target`, whole or not at all; return its size in bytes and its SHA-256. `mode` = who may read it, less the umask.

    The bytes are read back before the file gets its name, so nothing unread ever stands under it. Raises PackageError WRITE_FAILED where the
    disk is full, gone or gives back other bytes; the temporary file is removed in every case.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(8)}.part")
    try:
        size, digest = _write(part, produce, mode)
        if sha256_of(part) != digest:
            raise PackageError(Fault.WRITE_FAILED, file=target.name, what="read back")
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise PackageError(Fault.WRITE_FAILED, file=target.name, what=errno.errorcode.get(error.errno or 0, f"錯誤代碼 {error.errno}")) from error
    finally:
        with contextlib.suppress(OSError):  # the stick may be gone, which is what is being reported
            part.unlink(missing_ok=True)
    return size, digest


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(part: Path, produce: Callable[[Sink], None], mode: int) -> tuple[int, str]:
    """Write and flush the temporary file; return its size and SHA-256."""
    with open(part, "xb", opener=lambda path, flags: os.open(path, flags, mode)) as file:  # Path.open takes no opener
        hashing = _Hashing(file)
        produce(hashing)
        file.flush()
        os.fsync(file.fileno())
    return hashing.size, hashing.sha256.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a new name last, where the system can: Windows opens no folder, and some sticks refuse to flush one."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
