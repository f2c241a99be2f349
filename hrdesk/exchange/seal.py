"""Records to one signed, encrypted file: the same checks as on opening, then one pass to measure, one to write."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.package import Attached, Content, Finding, Header, PackageKind
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import container, encryption, files, header, inner, layout, manifest, payload, rule_files, rules, signature
from hrdesk.exchange.hostile import PARSING
from hrdesk.exchange.limits import MEMBERS
from hrdesk.exchange.payload import Measured, Part
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.verdict import RefusedError


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed package: its id (SHA-256 of the manifest), content digest, and the file's size in bytes and SHA-256."""

    package: str
    content_digest: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Container:
    """The members of a package in their order, ready to be written, with its id and content digest."""

    members: tuple[Measured, ...]
    package: str
    content_digest: str


def seal(content: Content, signer: Signer, recipients: Sequence[str], target: Path) -> Sealed:
    """Write a content to `target`, signed and encrypted to every one of `recipients` (age keys), whole or not at all.

    Format, counts and content digest of the header are filled in. Raises PackageError: PACKAGE_REFUSED with the `verdict` that any receiver would
    give, NO_KEY, WRITE_FAILED.
    """
    made = build(content, signer)
    chunks = container.write(one.entry() for one in made.members)
    size, sha256 = files.write_whole(target, lambda out: encryption.encrypt(chunks, recipients, out))
    return Sealed(made.package, made.content_digest, size, sha256)


def build(content: Content, signer: Signer) -> Container:
    """Return the members of a content with a signature over their manifest; raise PackageError PACKAGE_REFUSED with a `verdict`."""
    rules.check_records(content.header, {name: group for name, group in content.records.items() if group})
    parts = [*payload.parts(content), *inner.parts(content)]
    payload.check_total(parts)
    body = [payload.measure(part) for part in parts]
    payload.check_attachments(content.records, {payload.attachment_name(one): _looked_at(one, body) for one in content.attachments})
    for form in content.forms.values():
        payload.check_form(form)
    if content.header.kind is PackageKind.RULES or content.rules:
        rule_files.check(content.records, content.rules)
    head = payload.finished(content.header, content.records, body)
    inner.check_given(content, head, {one.part.name: one.sha256 for one in body})
    first = [payload.measure(Part(layout.MIMETYPE, layout.MIMETYPE_TEXT)), payload.measure(Part(layout.PACKAGE_JSON, header.render(head)))]
    listed = payload.sums((one.part.name, one.sha256) for one in (*first, *body))
    members = _in_order((*first, payload.measure(Part(layout.SUMS, listed)), *body))
    text = manifest.render((one.part.name, one.sha256) for one in members if layout.listed(one.part.name))
    signed = _signed(text, signer, head)
    members += [payload.measure(Part(layout.MANIFEST, text)), payload.measure(Part(layout.SIGNED, signed))]
    _check_limits(members)
    return Container(tuple(members), hashlib.sha256(text).hexdigest(), head.content_digest)


def _looked_at(attached: Attached, body: Sequence[Measured]) -> tuple[int, str | None]:
    """Return an attachment's size and kind by its bytes; refuse one whose bytes have another digest."""
    name = payload.attachment_name(attached)
    measured = next(one for one in body if one.part.name == name)
    if measured.sha256 != attached.digest:
        raise RefusedError(Finding.BAD_ATTACHMENT, why="digest")
    return measured.size, payload.kind_at_edges(*_edges(attached.source))


def _edges(source: Path | bytes) -> tuple[bytes, bytes]:
    """Return the bytes at both ends of an attachment."""
    if isinstance(source, bytes):
        return source[: payload.EDGE], source[-payload.EDGE :]
    with source.open("rb") as file:
        first = file.read(payload.EDGE)
        file.seek(max(0, file.seek(0, 2) - payload.EDGE))
        return first, file.read()


def _in_order(members: Sequence[Measured]) -> list[Measured]:
    """Return members in the order in which they stand."""
    place = {name: number for number, name in enumerate(layout.ordered([one.part.name for one in members]))}
    return sorted(members, key=lambda one: place[one.part.name])


def _signed(text: bytes, signer: Signer, head: Header) -> bytes:
    """Return the signature over a manifest, read back as a receiver would."""
    try:
        signed = signature.sign(text, signer, head.created)
        signature.verify(signature.parse(signed), text, signer.certificate)
    except PARSING as error:
        raise PackageError(Fault.NO_KEY) from error
    return signed


def _check_limits(members: Sequence[Measured]) -> None:
    """Refuse what no receiver would take: names, sizes, numbers."""
    if len(members) > MEMBERS:
        raise RefusedError(Finding.TOO_MANY_MEMBERS, count=len(members), limit=MEMBERS)
    names = layout.check_names([one.part.name.encode() for one in members])
    layout.check_members([(name, one.size) for name, one in zip(names, members, strict=True)])
