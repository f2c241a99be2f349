"""age around a package: written and read as a stream, so that memory does not grow with the file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyrage

from hrdesk.domain.package import Finding
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange.files import Sink
from hrdesk.exchange.limits import AGE_HEADER, PACKAGE
from hrdesk.exchange.verdict import RefusedError

FIRST = b"age-encryption.org/v1\n"
OVERHEAD = 1024 * 1024  # header and tags of 64 KiB chunks, with room


class _Source:
    """Chunks as a file to read from; keeps what went wrong, since age reports it as a failure of its own."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks: Iterator[bytes] = iter(chunks)
        self._rest = memoryview(b"")  # a view: cutting a piece off a long chunk copies the piece alone
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end."""
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)


class _Target:
    """A file to write to that keeps what went wrong."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write `data`."""
        try:
            return self._file.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Do nothing: the file is flushed by its owner."""


def encrypt(chunks: Iterable[bytes], recipients: Sequence[str], out: Sink) -> None:
    """Write `chunks` to `out`, readable for every one of `recipients`; raise PackageError NO_KEY for none or for one that is no age key."""
    if not recipients or not all(map(is_recipient, recipients)):
        raise PackageError(Fault.NO_KEY)
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    source, target = _Source(chunks), _Target(out)
    try:
        pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise source.error or target.error or PackageError(Fault.WRITE_FAILED, what="age") from error


def is_recipient(text: str) -> bool:
    """Tell whether a text is an age public key."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def check_file(path: Path) -> int:
    """Return a package's size in bytes; raise RefusedError MISSING, TOO_LARGE or NOT_A_PACKAGE."""
    try:
        if not path.is_file():
            raise RefusedError(Finding.MISSING)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(AGE_HEADER)
    except OSError as error:
        raise RefusedError(Finding.MISSING, errno=error.errno or 0) from error
    if size > PACKAGE + OVERHEAD:
        raise RefusedError(Finding.TOO_LARGE, size=size, limit=PACKAGE)
    if not head.startswith(FIRST) or b"\n--- " not in head:
        raise RefusedError(Finding.NOT_A_PACKAGE)
    return size


def decrypt(path: Path, identities: Sequence[str], out: Sink) -> None:
    """Write what a file holds to `out`; raise RefusedError NOT_FOR_ME or TRUNCATED, PackageError NO_KEY for an identity that is none.

    What was written before a refusal is not to be used.
    """
    try:
        keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    except pyrage.IdentityError as error:
        raise PackageError(Fault.NO_KEY) from error
    target = _Target(out)
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, target, keys)
    except pyrage.DecryptError as error:
        raise RefusedError(Finding.NOT_FOR_ME if str(error) == "No matching keys found" else Finding.TRUNCATED) from error
    except OSError as error:
        raise target.error or RefusedError(Finding.TRUNCATED) from error
