"""A package's container opened: its members by name, read in pieces, and their digests against the manifest."""

import hashlib
import zlib
from collections.abc import Iterator

from hrdesk.domain.package import Finding, Header
from hrdesk.exchange import container, header, layout, manifest, payload
from hrdesk.exchange.container import Member, Readable, Slice
from hrdesk.exchange.verdict import Checks, RefusedError

EDGE = 64  # bytes that hold a header's version


class Archive:
    """The members of one container by name, in a file that the owner keeps open."""

    def __init__(self, file: Readable, checks: Checks) -> None:
        """Make the checks "zip", "names" and "members"; raise RefusedError."""
        self._file = file
        with checks.named("zip"):
            members = container.read(file)
        with checks.named("names"):
            names = layout.check_names([member.name for member in members])
        self._members = dict(zip(names, members, strict=True))
        with checks.named("members"):
            self._check_members()

    def _check_members(self) -> None:
        """Refuse members that are not ours; those of a newer format are refused as such."""
        try:
            layout.check_members([(name, member.size) for name, member in self._members.items()])
        except RefusedError:
            if layout.PACKAGE_JSON in self._members:  # not signed for yet, but it only chooses the words of a refusal
                header.refuse_newer(self.edges(layout.PACKAGE_JSON, EDGE)[0])
            raise
        if self.read(layout.MIMETYPE) != layout.MIMETYPE_TEXT:
            raise RefusedError(Finding.BAD_MEMBERS, why="mimetype")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the member names in their order."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """Return a member's size in bytes."""
        return self._members[name].size

    def read(self, name: str) -> bytes:
        """Return a whole member; for those whose limit is small."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a member's bytes."""
        return container.chunks(self._file, self._members[name])

    def slice(self, name: str) -> Slice:
        """Return a member as a file of its own, to be read in place."""
        return Slice(self._file, self._members[name].start, self._members[name].size)

    def edges(self, name: str, length: int) -> tuple[bytes, bytes]:
        """Return the first and the last `length` bytes of a member, or as many as there are."""
        member = self._members[name]
        ends = (member.start, member.start + max(0, member.size - length))
        first, last = (Member(member.name, min(length, member.size), 0, start) for start in ends)
        return b"".join(container.chunks(self._file, first)), b"".join(container.chunks(self._file, last))

    def check_digests(self, listed: dict[str, str]) -> dict[str, str]:
        """Return SHA-256 by name of all members but META-INF; refuse (ALTERED) one that differs from the manifest or from its CRC-32."""
        found: dict[str, str] = {}
        for number, (name, member) in enumerate(self._members.items(), start=1):
            crc, digest = 0, hashlib.sha256()
            for chunk in self.chunks(name):
                crc = zlib.crc32(chunk, crc)
                digest.update(chunk)
            if crc != member.crc or listed.get(name, digest.hexdigest()) != digest.hexdigest():
                raise RefusedError(Finding.ALTERED, member=number)
            found[name] = digest.hexdigest()
        return {name: digest for name, digest in found.items() if name not in layout.LAST}

    def check_manifest(self) -> dict[str, str]:
        """Return SHA-256 by name as the manifest says; refuse (BAD_MANIFEST) one that names other members than there are."""
        listed = manifest.parse(self.read(layout.MANIFEST))
        if list(listed) != [name for name in self.names if layout.listed(name)]:
            raise RefusedError(Finding.BAD_MANIFEST, why="members")
        return listed

    def header(self) -> Header:
        """Return the header; refuse (TOO_NEW, BAD_HEADER) one that no reader would take, or that declares another format than its members need."""
        head = header.parse(self.read(layout.PACKAGE_JSON))
        if head.format != layout.version(self.names):
            raise RefusedError(Finding.BAD_HEADER, why="version")
        return head

    def check_sums(self, head: Header, digests: dict[str, str]) -> None:
        """Refuse (BAD_DIGESTS) a package whose SHA256SUMS or content digest is not that of its members."""
        if self.read(layout.SUMS) != payload.sums(digests.items()):
            raise RefusedError(Finding.BAD_DIGESTS, why="sums")
        if head.content_digest != payload.content_digest(digests.items()):
            raise RefusedError(Finding.BAD_DIGESTS, why="content")
