"""A content as members, and the digests that name it: what is written, measured once and written again."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import cast

from hrdesk.domain.attachment import kind_of
from hrdesk.domain.package import Attached, Content, Finding, Header
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Evidence
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import layout, rules, tables
from hrdesk.exchange.container import Entry
from hrdesk.exchange.limits import CHUNK, PACKAGE
from hrdesk.exchange.verdict import RefusedError

EDGE = CHUNK  # bytes at both ends of an attachment that tell its kind


@dataclass(frozen=True, slots=True)
class Part:
    """A member's name and where its bytes are."""

    name: str
    source: Path | bytes


@dataclass(frozen=True, slots=True)
class Measured:
    """A part with its size in bytes, CRC-32 and SHA-256."""

    part: Part
    size: int
    crc: int
    sha256: str

    def entry(self) -> Entry:
        """Return the member to write."""
        return Entry(self.part.name, self.size, self.crc, self._same)

    def _same(self) -> Iterator[bytes]:
        """Yield the bytes again; raise PackageError WRITE_FAILED where they are no longer those that were measured and signed."""
        digest = hashlib.sha256()
        for piece in pieces(self.part.source):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != self.sha256:
            raise PackageError(Fault.WRITE_FAILED, file=self.part.name, what="changed")


def pieces(source: Path | bytes) -> Iterator[bytes]:
    """Yield the bytes of a file, or of bytes at hand, at most 64 KiB at a time."""
    if isinstance(source, bytes):
        yield from (source[start : start + CHUNK] for start in range(0, len(source), CHUNK))
        return
    with source.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def measure(part: Part) -> Measured:
    """Return a part with size and digests; raise PackageError FILE_MISSING where its file cannot be read."""
    size = crc = 0
    sha256 = hashlib.sha256()
    with _readable(part):
        for piece in pieces(part.source):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            sha256.update(piece)
    return Measured(part, size, crc, sha256.hexdigest())


def check_total(given: Iterable[Part]) -> None:
    """Refuse (TOO_LARGE) more bytes than a package may hold, before any is read."""
    total = 0
    for part in given:
        with _readable(part):
            total += len(part.source) if isinstance(part.source, bytes) else part.source.stat().st_size
    if total > PACKAGE:
        raise RefusedError(Finding.TOO_LARGE, size=total, limit=PACKAGE)


@contextmanager
def _readable(part: Part) -> Iterator[None]:
    """Tell of a file that cannot be read as PackageError FILE_MISSING."""
    try:
        yield
    except OSError as error:
        raise PackageError(Fault.FILE_MISSING, file=part.name) from error


def parts(content: Content) -> Iterator[Part]:
    """Yield the members of a content but for the first three and META-INF."""
    for name, records in content.records.items():
        if records:
            yield Part(layout.table_name(name), tables.render(name, records))
    for name, data in content.forms.items():
        yield Part(f"forms/{name}", data)
    for name, data in content.trust.items():
        yield Part(f"trust/{name}", data)
    for attached in content.attachments:
        yield Part(attachment_name(attached), attached.source)
    for name, data in content.rules.items():
        yield Part(f"rules/{name}", data)


def attachment_name(attached: Attached) -> str:
    """Return the member name of an attachment."""
    return f"attachments/{attached.digest}.{attached.kind}"


def finished(header: Header, records: Mapping[str, tuple[Record, ...]], measured: Sequence[Measured]) -> Header:
    """Return a header with its format, content digest and counts."""
    counts = sorted((name, len(group)) for name, group in records.items() if group)
    return replace(
        header,
        format=layout.version(one.part.name for one in measured),
        content_digest=content_digest((one.part.name, one.sha256) for one in measured),
        counts=tuple(counts),
        created=header.created.astimezone(UTC).replace(microsecond=0),
        facts=tuple(sorted(header.facts)),
    )


def content_digest(digests: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 over the sorted digests (hexadecimal, a line each) of data, forms and attachments; `digests` are by member name."""
    counted = sorted(digest for name, digest in digests if layout.is_content(name))
    return hashlib.sha256("".join(f"{digest}\n" for digest in counted).encode()).hexdigest()


def sums(digests: Iterable[tuple[str, str]]) -> bytes:
    """Return `SHA256SUMS`, as `sha256sum` writes it, of every other payload member, by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests) if layout.summed(name)).encode()


def check_attachments(records: rules.Records, found: Mapping[str, tuple[int, str | None]]) -> None:
    """Refuse (BAD_ATTACHMENT) files that no Evidence record names with their size and kind, and Evidence records without their file.

    `found` holds size in bytes and the kind by the file's own bytes, by member name.
    """
    evidence = cast("tuple[Evidence, ...]", records.get(Evidence.__name__, ()))
    named = {f"attachments/{record.digest}.{record.kind}": record.size for record in evidence}
    if set(named) != set(found):
        raise RefusedError(Finding.BAD_ATTACHMENT, why="not named" if set(found) - set(named) else "missing")
    for number, (name, (size, kind)) in enumerate(sorted(found.items()), start=1):
        if size != named[name]:
            raise RefusedError(Finding.BAD_ATTACHMENT, why="size", number=number)
        if not name.endswith(f".{kind}"):
            raise RefusedError(Finding.BAD_ATTACHMENT, why="kind", number=number)


def check_form(first: bytes) -> None:
    """Refuse (BAD_ATTACHMENT) a form whose first bytes are not those of a PDF."""
    if not first.startswith(b"%PDF-"):
        raise RefusedError(Finding.BAD_ATTACHMENT, why="form")


def kind_at_edges(first: bytes, last: bytes) -> str | None:
    """Return the kind of a file by the bytes at its two ends, where all that tells it stands; None for any other."""
    return kind_of(first + last)
