"""The ZIP inside a package: the smallest subset there is, so that one content has exactly one file.

Every member is stored, with an ASCII name, one fixed time, no extras and no comment; members lie back to back, the directory follows, nothing else.
The reader renders both headers of every member itself and compares: local and central headers cannot differ, overlap, leave gaps or hide anything.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from hrdesk.domain.package import Finding
from hrdesk.exchange.limits import CHUNK, MEMBERS, NAME, PACKAGE
from hrdesk.exchange.verdict import RefusedError

LOCAL = struct.Struct("<IHHHHHIIIHH")
CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
END = struct.Struct("<IHHHHIIH")
VERSION = 20  # made by and needed: FAT attributes, PKZIP 2.0
DAY = 0x21  # 1980-01-01, the first day that ZIP knows
LARGEST_ENTRY = CENTRAL.size + NAME


class Readable(Protocol):
    """What a container is read from."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place and return it."""
        ...

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""
        ...


class Slice:
    """A part of a file, read in place as if it were a file: a container within a container."""

    def __init__(self, file: Readable, start: int, size: int) -> None:
        self._file, self._start, self._size, self._place = file, start, size, 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place, from the end where `whence` is 2, and return it."""
        self._place = offset + (self._size if whence == 2 else 0)
        return self._place

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none beyond the end of the part."""
        self._file.seek(self._start + self._place)
        data = self._file.read(max(0, min(size, self._size - self._place)))
        self._place += len(data)
        return data


@dataclass(frozen=True, slots=True)
class Entry:
    """A member to write: its name, size in bytes, CRC-32, and its bytes, given anew at every call."""

    name: str
    size: int
    crc: int
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """A member found: its name as bytes, size in bytes, CRC-32 as written, and where its bytes begin."""

    name: bytes
    size: int
    crc: int
    start: int


def write(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the ZIP file of `entries` in their order."""
    central: list[bytes] = []
    position = 0
    for entry in entries:
        name = entry.name.encode("ascii")
        head = _local(name, entry.crc, entry.size)
        central.append(_central(name, entry.crc, entry.size, position))
        position += len(head) + entry.size
        yield head
        yield from entry.chunks()
    directory = b"".join(central)
    yield directory
    yield _end(len(central), len(directory), position)


def read(file: Readable) -> tuple[Member, ...]:
    """Return the members in their order; raise RefusedError (BAD_ZIP, TOO_MANY_MEMBERS, BOMB) for any file but a canonical one."""
    size = file.seek(0, 2)
    count, start, directory = _directory(file, size)
    members: list[Member] = []
    place = position = 0
    for number in range(1, count + 1):
        member, place = _member(directory, place, position, number)
        _check_local(file, member, position, number)
        members.append(member)
        position = member.start + member.size
        if position > start:
            raise RefusedError(Finding.BAD_ZIP, why="overlap", member=number)
    if place != len(directory) or position != start:
        raise RefusedError(Finding.BAD_ZIP, why="gap")
    if len({member.name for member in members}) != count:
        raise RefusedError(Finding.BAD_ZIP, why="duplicate")
    return tuple(members)


def chunks(file: Readable, member: Member) -> Iterator[bytes]:
    """Yield a member's bytes, at most 64 KiB at a time."""
    position, end = member.start, member.start + member.size
    while position < end:
        file.seek(position)
        chunk = file.read(min(CHUNK, end - position))
        position += len(chunk)
        yield chunk


def _directory(file: Readable, size: int) -> tuple[int, int, bytes]:
    """Return how many members there are, where the directory begins, and its bytes."""
    if size < END.size:
        raise RefusedError(Finding.BAD_ZIP, why="end")
    tail = _at(file, size - END.size, END.size)
    count, length, start = END.unpack(tail)[4:7]
    if tail != _end(count, length, start) or start + length + END.size != size:
        raise RefusedError(Finding.BAD_ZIP, why="end")
    if count > MEMBERS:
        raise RefusedError(Finding.TOO_MANY_MEMBERS, count=count, limit=MEMBERS)
    if length > count * LARGEST_ENTRY:
        raise RefusedError(Finding.BAD_ZIP, why="directory")
    return count, start, _at(file, start, length)


def _member(directory: bytes, place: int, position: int, number: int) -> tuple[Member, int]:
    """Return the member whose directory entry begins at `place`, and where the next one begins."""
    if len(directory) - place < CENTRAL.size:
        raise RefusedError(Finding.BAD_ZIP, why="directory", member=number)
    fields = CENTRAL.unpack_from(directory, place)
    crc, packed, size, length = fields[7:11]
    if max(packed, size) > PACKAGE:
        raise RefusedError(Finding.BOMB, member=number, limit=PACKAGE)
    end = place + CENTRAL.size + length
    name = directory[place + CENTRAL.size : end]
    if directory[place:end] != _central(name, crc, size, position):
        raise RefusedError(Finding.BAD_ZIP, why=_why(fields, position), member=number)
    return Member(name, size, crc, position + LOCAL.size + length), end


def _why(fields: Sequence[int], position: int) -> str:
    """Return what is wrong with a directory entry, in one word."""
    flags, method, packed, size, extra, comment, external, offset = fields[3], fields[4], fields[8], fields[9], *fields[11:13], fields[15], fields[16]
    reasons = (
        ("encrypted", flags & 1),
        ("compressed", method or packed != size),
        ("extra", extra or comment),
        ("not a file", external),
        ("overlap", offset < position),
        ("gap", offset > position),
    )
    return next((word for word, found in reasons if found), "directory")


def _check_local(file: Readable, member: Member, position: int, number: int) -> None:
    """Refuse a member whose own header says anything but what the directory says."""
    head = _local(member.name, member.crc, member.size)
    if _at(file, position, len(head)) != head:
        raise RefusedError(Finding.BAD_ZIP, why="headers differ", member=number)


def _at(file: Readable, position: int, length: int) -> bytes:
    """Return `length` bytes at `position`, fewer at the end of the file."""
    file.seek(position)
    return file.read(length)


def _local(name: bytes, crc: int, size: int) -> bytes:
    """Return the header before a member's bytes."""
    return LOCAL.pack(0x04034B50, VERSION, 0, 0, 0, DAY, crc, size, size, len(name), 0) + name


def _central(name: bytes, crc: int, size: int, position: int) -> bytes:
    """Return a member's entry in the directory."""
    return CENTRAL.pack(0x02014B50, VERSION, VERSION, 0, 0, 0, DAY, crc, size, size, len(name), 0, 0, 0, 0, 0, position) + name


def _end(count: int, length: int, start: int) -> bytes:
    """Return the end of the directory."""
    return END.pack(0x06054B50, 0, 0, count, count, length, start, 0)
