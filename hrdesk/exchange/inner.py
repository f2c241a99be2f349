"""The packages of the 所屬 inside their collector's submission: each container byte for byte as it was signed, and a list that says who signed it.

What the receiver can trust: the collector's signature covers the list, the root and every container. Each container was signed by a certificate that
the list names byte for byte and that this root issued, to the agency it names; it held when the collector took the package in, by the collector's
own clock. So a collector cannot alter what a 所屬 signed. It could issue a certificate to somebody else, as every issuer could; the root's digits are
told with every report, and the certificate stays with the package, so that the office concerned can say that it is not its own.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, cast

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.codec import from_json, to_plain
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, Finding, Header, Inner, PackageKind, Report
from hrdesk.domain.record import Record
from hrdesk.domain.staff import Agency
from hrdesk.exchange import canonical, layout
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.container import Readable
from hrdesk.exchange.header import CODE, DIGEST
from hrdesk.exchange.judging import Digests, Facts, authenticate, judge, read_records, report
from hrdesk.exchange.payload import Part
from hrdesk.exchange.trust import Known, Root, Trust
from hrdesk.exchange.verdict import RefusedError

Records = Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of `inner/list.jsonl`: the agency code, its certificate (DER in base64), the package id, when it was taken in, when it was revoked."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    agency: str
    certificate: str
    package: str
    received: datetime
    revoked: date | None = None


@dataclass(frozen=True, slots=True)
class _Outer:
    """What the package around says: its header and records, the root it brings, and the SHA-256 of its members by name."""

    header: Header
    records: Records
    root: bytes
    digests: Digests


def parts(content: Content) -> Iterator[Part]:
    """Yield the members that carry the packages of the 所屬, none where there is none."""
    if content.inner:
        yield Part(layout.INNER_LIST, _list(content.inner))
        yield Part(layout.INNER_ROOT, content.inner_root)
        for one in content.inner:
            yield Part(layout.inner_name(one.agency), one.source)


def _list(inner: Iterable[Inner]) -> bytes:
    """Return the text of the list."""
    return b"".join(canonical.render(to_plain(_listed(one))) + b"\n" for one in inner)


def _listed(one: Inner) -> Listed:
    """Return the line of one package."""
    certificate = base64.b64encode(one.certificate).decode("ascii")
    received = one.received.astimezone(UTC).replace(microsecond=0)
    return Listed(agency=one.agency, certificate=certificate, package=one.package, received=received, revoked=one.revoked)


def check_given(content: Content, head: Header, digests: Digests) -> None:
    """Refuse what any receiver of this content would refuse of the packages inside, before it is sealed."""
    if not content.inner:
        return
    _check_kind(head)
    outer = _Outer(head, content.records, content.inner_root, digests)
    listed = _parsed(_list(content.inner), head)
    _check_below(outer, listed)
    for one, line in zip(content.inner, listed, strict=True):
        with _file(one) as file:
            _accepted(judged(file, line, outer))


def opened(archive: Archive, head: Header, records: Records, digests: Digests, facts: Facts) -> tuple[Inner, ...]:
    """Make the check "inner" where a package carries others and return those; each report made is kept in `facts`."""
    names = [name for name in archive.names if name.startswith("inner/")]
    if not names:
        return ()
    found: list[Inner] = []
    with facts.checks.named("inner"):
        _check_kind(head)
        if not {layout.INNER_LIST, layout.INNER_ROOT} <= set(names):
            raise RefusedError(Finding.BAD_MEMBERS, why="inner")
        listed = _parsed(archive.read(layout.INNER_LIST), head)
        outer = _Outer(head, records, archive.read(layout.INNER_ROOT), digests)
        _check_members(names, listed)
        _check_below(outer, listed)
        for line in listed:
            one = judged(archive.slice(layout.inner_name(line.agency)), line, outer)
            facts.inner.append(cast("Report", one.report))
            found.append(_accepted(one))
    return tuple(found)


def judged(file: Readable, line: Listed, outer: _Outer) -> Inner:
    """Return one package inside with the report on it, as its collector judged it; its records where nothing refuses it."""
    facts = Facts(size=file.seek(0, 2))
    certificate = base64.b64decode(line.certificate)
    one = Inner(agency=line.agency, package=line.package, certificate=certificate, received=line.received, revoked=line.revoked)
    name = layout.inner_name(line.agency)
    try:
        archive = Archive(file, facts.checks)
        known = authenticate(archive, _trust(one, outer), line.received, facts)
        head, digests = judge(archive, _trust(one, outer), known, facts)
        records = read_records(archive, head, digests, facts)
        with facts.checks.named("claim"):
            _check_claim(archive, one, outer.header, facts)
    except RefusedError as refused:
        return replace(one, report=report(name, facts, refused.finding))
    forms = ((form.removeprefix("forms/"), digest) for form, digest in digests.items() if form.startswith("forms/"))
    altered = tuple(form for form, digest in forms if outer.digests.get(f"forms/{form}") != digest)
    return replace(one, report=report(name, facts, Finding.OK), records=records, altered=altered)


def _trust(one: Inner, outer: _Outer) -> Trust:
    """Return what the collector trusted: the root it brings, as its own, and this one certificate, unless it was revoked before the day."""
    before = one.revoked is not None and one.revoked < one.received.astimezone(TAIPEI).date()
    known = Known(one.certificate, one.agency, OfficeRole.SIGNING, one.revoked if before else None)
    return Trust(me=outer.header.agency, roots=(Root(outer.root, own=True),), certificates=(known,))


def _check_claim(archive: Archive, one: Inner, outer: Header, facts: Facts) -> None:
    """Refuse a package that is not the one listed, of another kind or year, or that carries others itself."""
    head = cast("Header", facts.header)
    if facts.package != one.package:
        raise RefusedError(Finding.BAD_DIGESTS, why="package")
    if (head.kind, head.period) != (outer.kind, outer.period):
        raise RefusedError(Finding.WRONG_AGENCY, why="kind")
    if any(name.startswith("inner/") for name in archive.names):
        raise RefusedError(Finding.BAD_MEMBERS, why="inner")


def _accepted(one: Inner) -> Inner:
    """Return a package that nothing refuses; refuse (BAD_INNER, with its own finding) what carries any other."""
    made = cast("Report", one.report)
    if not made.accepted:
        facts = {name: fact for name, fact in made.checks[-1].facts.items() if name not in ("agency", "inner")}
        raise RefusedError(Finding.BAD_INNER, agency=one.agency, inner=made.finding.value, **facts)
    return one


def _check_kind(head: Header) -> None:
    """Refuse packages inside anything but a submission."""
    if head.kind is not PackageKind.SUBMISSION:
        raise RefusedError(Finding.BAD_MEMBERS, why="inner")


def _check_members(names: Sequence[str], listed: Iterable[Listed]) -> None:
    """Refuse a package that is listed but missing, or there but not listed."""
    wanted = {layout.inner_name(line.agency) for line in listed}
    given = {name for name in names if layout.is_inner(name)}
    if wanted - given:
        raise RefusedError(Finding.BAD_MEMBERS, why="inner missing")
    if not wanted or given - wanted:
        raise RefusedError(Finding.BAD_MEMBERS, why="inner")


def _check_below(outer: _Outer, listed: Iterable[Listed]) -> None:
    """Refuse a package of an agency that the collector's own does not speak of, or of itself; whose 所屬 it was on a day the receiver's list tells."""
    named = {one.code for one in outer.records.get(Agency.__name__, ()) if isinstance(one, Agency)} - {outer.header.agency}
    for line in listed:
        if line.agency not in named:
            raise RefusedError(Finding.BAD_INNER, agency=line.agency, inner=Finding.WRONG_AGENCY.value, why="parent")


def _parsed(data: bytes, outer: Header) -> tuple[Listed, ...]:
    """Return the lines of the list; refuse (BAD_MEMBERS) any text but ours, and a package taken in after the one around it was made."""
    *lines, rest = data.split(b"\n")
    listed = [_line(line, outer) for line in lines]
    codes = [line.agency for line in listed]
    if rest or codes != sorted(set(codes)):
        raise RefusedError(Finding.BAD_MEMBERS, why="inner")
    return tuple(listed)


def _line(text: bytes, outer: Header) -> Listed:
    """Return one line of the list."""
    try:
        line = from_json(Listed, text)
        spelled = canonical.render(to_plain(line)) == text and base64.b64encode(base64.b64decode(line.certificate, validate=True)).decode() == line.certificate
    except ValueError as error:
        raise RefusedError(Finding.BAD_MEMBERS, why="inner") from error
    timed = line.received.utcoffset() == timedelta(0) and line.received <= outer.created
    if not (spelled and timed and CODE.fullmatch(line.agency) and DIGEST.fullmatch(line.package)):
        raise RefusedError(Finding.BAD_MEMBERS, why="inner")
    return line


@contextmanager
def _file(one: Inner) -> Iterator[Readable]:
    """Open the bytes of a package to be carried."""
    if isinstance(one.source, bytes):
        yield io.BytesIO(one.source)
        return
    with one.source.open("rb") as file:
        yield file
