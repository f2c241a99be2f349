"""Offices with keys, contents, and packages good and forged, for tests: keys are made once a session, the clock stands still."""

import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from hrdesk import paths
from hrdesk.domain.collected import Stage
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Attached, Check, Content, Finding, Header, PackageKind, Past
from hrdesk.domain.record import Record
from hrdesk.domain.rulebook import Contact, DueDay, Notice, RuleFile, RuleRole
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.exchange import certificates, container, encryption, header, keys, layout, manifest, payload, rule_texts, rules, signature
from hrdesk.exchange.opening import Opened, open_package
from hrdesk.exchange.payload import Part
from hrdesk.exchange.rule_files import member_of, rule_file
from hrdesk.exchange.seal import Sealed, build, seal
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Held, Known, Root, Trust
from tests.factory import full

NOW = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC)
YEAR = 115
DEPARTMENT, AGENCY, OTHER = "379000000Z", "379000001A", "379000002B"
PDF = b"%PDF-1.7\n\xe7\xaf\x84\xe4\xbe\x8b\n%%EOF\n"
PDF_DIGEST = hashlib.sha256(PDF).hexdigest()
Members = dict[str, bytes]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Party:
    """An office that signs and receives."""

    code: str
    key: bytes
    certificate: bytes
    identity: str
    recipient: str

    @property
    def signer(self) -> Signer:
        """Return what it seals with."""
        return Signer(self.key, self.certificate)


@dataclass(frozen=True, slots=True)
class City:
    """A made-up city: the department with its root, two agencies."""

    root_key: bytes
    root: bytes
    department: Party
    agency: Party
    other: Party
    crl: bytes  # number 3, nobody revoked


@cache
def city() -> City:
    """Return the city, made once."""
    root_key, root = keys.new_root("範例市根憑證", NOW)
    department = party(root_key, root, DEPARTMENT, OfficeRole.DECISION)
    agency = party(root_key, root, AGENCY, OfficeRole.SIGNING)
    other = party(root_key, root, OTHER, OfficeRole.SIGNING)
    return City(root_key, root, department, agency, other, certificates.issue_crl(root_key, root, (), 3, NOW))


def party(root_key: bytes, root: bytes, code: str, role: OfficeRole, now: datetime = NOW, days: int = 1096) -> Party:
    """Return an office with fresh keys and a certificate from a root."""
    key = keys.new_signing_key()
    identity, recipient = keys.new_identity()
    return Party(code, key, keys.issue(root_key, root, keys.public_key(key), code, role, now, days), identity, recipient)


def collector_trust(**changes: Any) -> Trust:
    """Return what the department trusts."""
    found = city()
    known = (
        Known(found.agency.certificate, AGENCY, OfficeRole.SIGNING),
        Known(found.other.certificate, OTHER, OfficeRole.SIGNING),
        Known(found.department.certificate, DEPARTMENT, OfficeRole.DECISION),
    )
    return replace(Trust(me=DEPARTMENT, roots=(Root(found.root, own=True),), certificates=known), **changes)


def agency_trust(**changes: Any) -> Trust:
    """Return what the agency trusts: the collector it was enrolled by."""
    found = city()
    known = (Known(found.department.certificate, DEPARTMENT, OfficeRole.DECISION),)
    return replace(Trust(me=AGENCY, roots=(Root(found.root),), certificates=known, crls=(found.crl,)), **changes)


def head(kind: PackageKind = PackageKind.SUBMISSION, revision: int = 1, **changes: Any) -> Header:
    """Return a header of one kind between the agency and the department, with a made-up history of earlier revisions."""
    up = kind in rules.UPWARD
    made = Header(
        kind=kind,
        agency=AGENCY if up else DEPARTMENT,
        agency_name="範例局" if up else "範例市政府人事處",
        recipient=DEPARTMENT if up else AGENCY,
        period=YEAR,
        revision=revision,
        history=tuple(Past(number, digest_of(number)) for number in range(1, revision)),
        program="0.1.0",
        rule_pack="taipei-101",
        created=NOW,
    )
    return replace(made, **changes)


def digest_of(value: object) -> str:
    """Return a made-up content digest or package id."""
    return hashlib.sha256(str(value).encode()).hexdigest()


def record(kind: type[R], /, **changes: Any) -> R:
    """Return a record of a kind with every field filled, fit to travel."""
    fit: dict[object, dict[str, Any]] = {
        Agency: {"code": AGENCY},
        Officer: {"national_id": "", "name": "陳𡍼明"},
        Course: {"sessions": (Session(NOW.date(), 540, 720),)},
        TrainingRecord: {"attendance": (Attendance(0, Presence.ATTENDED, 180),)},
        Evidence: {"digest": PDF_DIGEST, "kind": "pdf", "size": len(PDF), "name": "佐證.pdf"},
    }
    return full(kind, **(fit.get(kind, {}) | changes))


def records_of(kind: PackageKind) -> dict[str, tuple[Record, ...]]:
    """Return one record of everything that a kind of package may carry."""
    return {one.__name__: (record(one),) for one in sorted(rules.CARRIES[kind], key=lambda one: one.__name__)}


def content(kind: PackageKind = PackageKind.SUBMISSION, revision: int = 1, **changes: Any) -> Content:
    """Return a content of one kind with everything it may carry."""
    records = records_of(kind)
    attached = (Attached(PDF_DIGEST, "pdf", PDF),) if Evidence.__name__ in records else ()
    files = rule_files() if RuleFile.__name__ in records else {}
    if files:
        records[RuleFile.__name__] = tuple(sorted(files, key=lambda one: one.id))
    made = Content(header=head(kind, revision), records=records, forms={"annex1.pdf": PDF}, attachments=attached, rules=by_member(files))
    return replace(made, **changes)


def rule_files() -> dict[RuleFile, bytes]:
    """Return the files of a rules package with their records: the pack that the program ships, two office days, a notice."""
    pack = (paths.resources() / "rules" / "taipei-101.toml").read_bytes()
    days = rule_texts.days_text({date(2026, 1, 1): False, date(2026, 1, 2): True})
    notice = rule_texts.notice_text(Notice(contact=Contact(phone="02-1234"), dues=(DueDay(year=YEAR, stage=Stage.ARRIVED, day=date(2027, 1, 8)),)))
    given = ((RuleRole.PACK, "taipei-101", pack), (RuleRole.CALENDAR, "office-days", days), (RuleRole.NOTICE, "notice", notice))
    return {rule_file(role, name, data): data for role, name, data in given}


def by_member(files: Mapping[RuleFile, bytes]) -> dict[str, bytes]:
    """Return the bytes of rule files by their name within `rules/`."""
    return {member_of(one): data for one, data in files.items()}


def small(kind: PackageKind = PackageKind.SUBMISSION, revision: int = 1, **changes: Any) -> Content:
    """Return a content with the agency's record alone."""
    return replace(Content(header=head(kind, revision), records={"Agency": (record(Agency),)}), **changes)


def signer_of(kind: PackageKind) -> Signer:
    """Return who signs a kind of package."""
    return city().agency.signer if kind in rules.UPWARD else city().department.signer


def receiver_of(kind: PackageKind) -> Party:
    """Return who a kind of package is written to."""
    return city().department if kind in rules.UPWARD else city().agency


def sealed(target: Path, given: Content | None = None, **changes: Any) -> Sealed:
    """Seal a content (the full submission unless given) to `target`."""
    wanted = given or content(**changes)
    kind = wanted.header.kind
    return seal(wanted, signer_of(kind), (receiver_of(kind).recipient,), target)


def opened(path: Path, trust: Trust | None = None, now: datetime = NOW, kind: PackageKind = PackageKind.SUBMISSION) -> Opened:
    """Open a file as its receiver does."""
    wanted = trust or (collector_trust() if kind in rules.UPWARD else agency_trust())
    return open_package(path, wanted, (receiver_of(kind).identity,), now, scratch_of(path))


def scratch_of(path: Path) -> Path:
    """Return the scratch folder beside a package."""
    folder = path.parent / "scratch"
    folder.mkdir(exist_ok=True)
    return folder


def members_of(given: Content | None = None) -> Members:
    """Return the members of a sealed content by name, in their order."""
    wanted = given or content()
    return {one.part.name: b"".join(payload.pieces(one.part.source)) for one in build(wanted, signer_of(wanted.header.kind)).members}


def packed(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Return the container of members, canonical but for what is in them."""
    pairs = members.items() if isinstance(members, Mapping) else members
    return b"".join(container.write(container.Entry(name, len(data), zlib.crc32(data), partial(payload.pieces, data)) for name, data in pairs))


def resigned(members: Members, signer: Signer | None = None) -> Members:
    """Return members with manifest and signature made anew over what they are now; nothing else is mended."""
    listed = {name: data for name, data in members.items() if name not in layout.LAST}
    body = {name: listed[name] for name in sorted(listed, key=lambda name: list(members).index(name))}
    text = manifest.render((name, hashlib.sha256(data).hexdigest()) for name, data in body.items() if layout.listed(name))
    return body | {layout.MANIFEST: text, layout.SIGNED: signature.sign(text, signer or city().agency.signer, NOW)}


def mended(members: Members, signer: Signer | None = None, **changes: Any) -> Members:
    """Return members with sums, content digest, counts, manifest and signature all made anew: a forger with a good key.

    `changes` are put into the header; order is mended too.
    """
    given = header.parse(members[layout.PACKAGE_JSON])
    digests = [(name, hashlib.sha256(data).hexdigest()) for name, data in members.items()]
    counts = tuple(sorted((table_of(name), data.count(b"\n")) for name, data in members.items() if name.startswith("data/")))
    new = replace(given, **({"content_digest": payload.content_digest(digests), "counts": counts} | changes))
    return resummed(members | {layout.PACKAGE_JSON: header.render(new)}, signer)


def resummed(members: Members, signer: Signer | None = None) -> Members:
    """Return members in their order with SHA256SUMS, manifest and signature made anew."""
    digests = [(name, hashlib.sha256(data).hexdigest()) for name, data in members.items()]
    body = members | {layout.SUMS: payload.sums(digests)}
    return resigned({name: body[name] for name in layout.ordered(list(body))}, signer)


def table_of(name: str) -> str:
    """Return the table that a member holds."""
    return name.removeprefix("data/").removesuffix(".jsonl")


def written(target: Path, inner: bytes | Mapping[str, bytes], party_: Party | None = None) -> Path:
    """Encrypt a container, as bytes or as members, to the department (or another) and write it."""
    data = inner if isinstance(inner, bytes) else packed(inner)
    out = io.BytesIO()
    encryption.encrypt((data,), ((party_ or city().department).recipient,), out)
    target.write_bytes(out.getvalue())
    return target


def held(given: Content, package: str, **changes: Any) -> Held:
    """Return the entry of a package taken in earlier."""
    made = Held(agency=given.header.agency, kind=given.header.kind, period=given.header.period, revision=given.header.revision, content="", package=package)
    return replace(made, **changes)


def found(checks: Sequence[Check]) -> Iterator[tuple[str, Finding]]:
    """Yield checks without their facts."""
    return ((check.name, check.finding) for check in checks)


def part(name: str, data: bytes) -> payload.Measured:
    """Return a measured member."""
    return payload.measure(Part(name, data))


def later(days: int) -> datetime:
    """Return a time so many days after NOW."""
    return NOW + timedelta(days=days)
