"""The shape of a backup file: the encrypted database, then a trailer that says what it is and proves that nothing was altered.

The trailer is JSON (key file, counts, head of the log, revision), SHA-256 of everything else, an HMAC of that under a key derived from the data
key, the JSON's length, and a mark. The checksum tells damage before any passphrase is asked, the HMAC tells forgery after.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from hrdesk.errors import Fault, StoreError
from hrdesk.store.key_file import canonical, derived

MARK = b"hrdbak1\n"
SUFFIX = ".hrdbak"
DIGEST = 32  # bytes of SHA-256
TAIL = 2 * DIGEST + 8 + len(MARK)
LARGEST = 1 << 20  # bytes of the JSON
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """A verified backup: its file, size in bytes and SHA-256, the records by kind, and the log's last entry and head at the time (UTC)."""

    path: Path
    size: int
    sha256: str
    counts: Mapping[str, int]
    seq: int
    head: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Trailer:
    """What a whole backup says of itself: `length` of the database in bytes, `digest` of all but itself and its `code`, SHA-256 of the file."""

    plain: Mapping[str, Any]
    length: int
    digest: bytes
    code: bytes
    size: int
    sha256: str

    def made_with(self, data_key: bytes) -> bool:
        """Tell whether somebody who had the data key wrote exactly this."""
        return hmac.compare_digest(code_of(data_key, self.digest), self.code)

    def summary(self, path: Path) -> BackupSummary:
        """Return the facts for a person."""
        plain = self.plain
        return BackupSummary(path, self.size, self.sha256, plain["counts"], plain["seq"], plain["head"], datetime.fromisoformat(plain["at"]))


def code_of(data_key: bytes, digest: bytes) -> bytes:
    """Return the authentication code of a backup's digest."""
    return hmac.new(derived(data_key, "backup"), digest, hashlib.sha256).digest()


def append_trailer(path: Path, plain: Mapping[str, object], data_key: bytes) -> None:
    """Turn a copied database into a backup and flush it."""
    body = canonical(plain)
    end = len(body).to_bytes(8, "big") + MARK
    with path.open("rb+") as file:
        digest = digest_of(file, path.stat().st_size)
        digest.update(body + end)
        file.write(body + digest.digest() + code_of(data_key, digest.digest()) + end)
        file.flush()
        os.fsync(file.fileno())


def read_trailer(path: Path) -> Trailer:
    """Return the trailer of a backup, having read every byte; raise StoreError (BACKUP_DAMAGED) where the checksum is not theirs."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL))
        end = file.read()
        json_length = int.from_bytes(end[2 * DIGEST : -len(MARK)], "big")
        length = size - TAIL - json_length
        if not end.endswith(MARK) or json_length > LARGEST or length < 0:
            raise StoreError(Fault.BACKUP_DAMAGED)
        file.seek(0)
        digest = digest_of(file, length)
        body = file.read(json_length)
    digest.update(body)
    whole = digest.copy()
    digest.update(end[2 * DIGEST :])
    if digest.digest() != end[:DIGEST]:
        raise StoreError(Fault.BACKUP_DAMAGED)
    whole.update(end)
    return Trailer(parsed(body), length, digest.digest(), end[DIGEST : 2 * DIGEST], size, whole.hexdigest())


def parsed(body: bytes) -> Mapping[str, Any]:
    """Return the JSON of a trailer; raise StoreError (BACKUP_DAMAGED) where it holds no key file."""
    try:
        plain = json.loads(body)
        plain["keys"].encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(Fault.BACKUP_DAMAGED) from error
    return cast("Mapping[str, Any]", plain)


def digest_of(file: BinaryIO, size: int) -> "hashlib._Hash":
    """Return SHA-256 over the next `size` bytes of a file, in blocks."""
    digest = hashlib.sha256()
    while size > 0 and (block := file.read(min(BLOCK, size))):
        digest.update(block)
        size -= len(block)
    return digest


def extract(path: Path, length: int, target: Path) -> None:
    """Copy the database out of a backup and flush it."""
    with path.open("rb") as source, target.open("wb") as file:
        while length > 0 and (block := source.read(min(BLOCK, length))):
            file.write(block)
            length -= len(block)
        file.flush()
        os.fsync(file.fileno())
