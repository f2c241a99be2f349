"""One file for every finding that a department can come to, among the packages of a benchmark's city: what a real batch has in it."""

import io
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import city as benchmark
from benchmarks.books import NOW, PASSPHRASE
from benchmarks.city import City
from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Direction, OfficeRole, Parcel
from hrdesk.domain.package import Content, Finding, Header, Inner, PackageKind, Past
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.exchange import certificates, encryption, keys, layout, limits, payload
from hrdesk.exchange.rule_files import FOLDER
from hrdesk.exchange.seal import build, seal
from hrdesk.exchange.signature import Signer
from hrdesk.services.agency.agencies import agency_id, new_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import keys as own_keys
from hrdesk.services.packages.roots import office_of, own_root
from tests.exchange import builders
from tests.exchange.builders import PDF, Members
from tests.factory import sample

DEPARTMENT = "379000000A"
LATER, EARLIER = 5, 2  # numbers of the list of revoked certificates: held, and carried by a package that is behind
ODD = {Finding.CERTIFICATE_EXPIRED: "379190001A", Finding.CERTIFICATE_REVOKED: "379190002A", Finding.CERTIFICATE_INVALID: "379190003A"}
BELOW = "379190004C"  # an office below the first, which the department's list does not have
REVISED, SKIPPED = 1, 2  # agencies that send a second revision; a third, but never the second


def code(number: int) -> str:
    """Return the code of an agency of the city."""
    return f"3791{number:05d}A"


def content(number: int, **changes: Any) -> Content:
    """Return an agency's first submission with another header."""
    agency = new_agency(code(number), f"範例機關{number}", Tier.FIRST)
    whole = benchmark.submission(agency, DEPARTMENT, benchmark.book(agency, number))
    return replace(whole, header=replace(whole.header, **changes))


def later(number: int, revision: int, **changes: Any) -> Content:
    """Return a later revision without any training, the rest the same."""
    first = content(number)
    digest = finished(first).content_digest
    history = (Past(1, digest), *(Past(one, f"{one:064x}") for one in range(2, revision)))
    records = {name: group for name, group in first.records.items() if name not in ("TrainingRecord", "Course")}
    return replace(first, records=records, header=replace(first.header, revision=revision, history=history, **changes))


def second(number: int) -> Content:
    """Return a second revision with the same records."""
    return content(number, revision=2, history=(Past(1, finished(content(number)).content_digest),))


def finished(given: Content) -> Header:
    """Return the header as sealing finishes it."""
    return payload.finished(given.header, given.records, [payload.measure(part) for part in payload.parts(given)])


@dataclass(frozen=True, slots=True)
class Post:
    """Writes files into a folder in the name of a city's agencies.

    `odd` sign with a certificate that does not hold, `behind` is a list that is old, `sent` a file of the outbox.
    """

    made: City
    folder: Path
    odd: Mapping[Finding, Signer]
    behind: bytes
    sent: bytes

    def path(self, name: str) -> Path:
        """Return where a file of this name lies."""
        return self.folder / f"{name}.hrdpkg"

    def written(self, name: str, data: bytes) -> Path:
        """Write plain bytes."""
        self.path(name).write_bytes(data)
        return self.path(name)

    def sealed(self, name: str, given: Content, number: int = 0, recipient: str = "", signer: Signer | None = None) -> Path:
        """Seal a content in the name of an agency."""
        seal(given, signer or self.made.signers[number], (recipient,) if recipient else self.made.recipients, self.path(name))
        return self.path(name)

    def members(self) -> Members:
        """Return the members of the first agency's second revision, to be spoilt."""
        return {one.part.name: b"".join(payload.pieces(one.part.source)) for one in build(later(0, 2), self.made.signers[0]).members}

    def raw(self, name: str, inner: Members | Iterable[tuple[str, bytes]] | bytes) -> Path:
        """Encrypt members or bytes of any kind."""
        with self.path(name).open("wb") as file:
            encryption.encrypt((inner if isinstance(inner, bytes) else builders.packed(inner),), self.made.recipients, file)
        return self.path(name)

    def mended(self, name: str, members: Members, **changes: Any) -> Path:
        """Encrypt spoilt members with everything around them mended and signed."""
        return self.raw(name, builders.mended(members, self.made.signers[0], **changes))


def prepared(made: City, desk: Desk, folder: Path) -> Post:
    """Enrol the offices whose certificates do not hold, hold a newer list of revoked ones, and return what writes the files."""
    root = own_root(desk, made.folder.parent / "root", PASSPHRASE)
    other_key, other_root = keys.new_root("別市根憑證", NOW - timedelta(days=40))
    signers = {}
    with desk.store.write(Act.REGISTER_OFFICE) as tx:
        tx.put_secret(own_keys.OWN_CRL, certificates.issue_crl(root.key, root.certificate, (), LATER, NOW))
        for finding, office in ODD.items():
            foreign = finding is Finding.CERTIFICATE_INVALID
            key, top = (other_key, other_root) if foreign else (root.key, root.certificate)
            private = keys.new_signing_key()
            since, days = (NOW - timedelta(days=30), 29) if finding is Finding.CERTIFICATE_EXPIRED else (NOW - timedelta(days=1), keys.LEAF_DAYS)
            signed = keys.issue(key, top, keys.public_key(private), office, OfficeRole.SIGNING, since, days)
            signers[finding] = Signer(private, signed)
            agency = new_agency(office, f"範例{office[-3:]}", Tier.FIRST)
            held = office_of(desk, agency.id, OfficeRole.SIGNING, signed, top, days, recipient=keys.new_identity()[1])
            tx.put_all((agency, replace(held, revoked=desk.today) if finding is Finding.CERTIFICATE_REVOKED else held))
    folder.mkdir()
    return Post(made, folder, signers, certificates.issue_crl(root.key, root.certificate, (), EARLIER, NOW), sent(desk))


def sent(desk: Desk) -> bytes:
    """Enter a return that was sent to an office, and return its file, which only that office opens."""
    file = io.BytesIO()
    encryption.encrypt((b"for somebody else",), (keys.new_identity()[1],), file)
    where = {"agency": agency_id(DEPARTMENT), "recipient": agency_id(code(0)), "direction": Direction.SENT, "kind": PackageKind.RETURN.value}
    with desk.store.write(Act.SEAL) as tx:
        tx.put(sample(Parcel, **where, blob=tx.blob_in(file.getvalue())))
    return file.getvalue()


def missing(post: Post) -> Path:
    """Return a folder that is named like a package."""
    post.path("missing").mkdir()
    return post.path("missing")


def unreadable(post: Post) -> Path:
    """Return a file that exists and cannot be read: a link that leads to itself, for a mode would not keep everybody out."""
    post.path("unreadable").symlink_to(post.path("unreadable"))
    return post.path("unreadable")


def too_large(post: Post) -> Path:
    """Return a file beyond the limit, all of it a hole."""
    with post.path("too_large").open("wb") as file:
        file.write(post.made.packages[0].read_bytes()[: limits.AGE_HEADER])
        file.truncate(limits.PACKAGE + 2 * limits.MIB)
    return post.path("too_large")


def too_new(post: Post) -> Path:
    """Return a package of a format of the future."""
    return _with_format(post, "too_new", b"9.9")


def bad_header(post: Post) -> Path:
    """Return a package that declares another format than its members need."""
    return _with_format(post, "bad_header", b"1.1")


def _with_format(post: Post, name: str, version: bytes) -> Path:
    members = post.members()
    text = members[layout.PACKAGE_JSON].replace(b'{"format":"1.0"', b'{"format":"%s"' % version)
    return post.raw(name, builders.resummed(members | {layout.PACKAGE_JSON: text}, post.made.signers[0]))


def stranger(post: Post) -> Path:
    """Return a package signed with a certificate that nobody here knows."""
    key = keys.new_signing_key()
    root_key, root = keys.new_root("陌生根憑證", NOW)
    signer = Signer(key, keys.issue(root_key, root, keys.public_key(key), code(0), OfficeRole.SIGNING, NOW))
    return post.sealed("signer_unknown", content(0), signer=signer)


def foreign(post: Post) -> Path:
    """Return a submission that brings another agency's person."""
    whole = later(0, 2)
    other = new_agency(code(1), "範例機關1", Tier.FIRST)
    people = tuple(sorted((*whole.records["Officer"], sample(Officer, agency=agency_id(code(1)))), key=lambda one: one.id))
    agencies = tuple(sorted((*whole.records["Agency"], other), key=lambda one: one.id))
    return post.sealed("conflict", replace(whole, records={**whole.records, "Officer": people, "Agency": agencies}))


def of_nobody_below(post: Post) -> Path:
    """Return a submission that carries what an office signed which is not below its sender."""
    root_key, root = keys.new_root("範例機關0根憑證", NOW - timedelta(days=30))
    private = keys.new_signing_key()
    signer = Signer(private, keys.issue(root_key, root, keys.public_key(private), BELOW, OfficeRole.SIGNING, NOW - timedelta(days=20)))
    agency = replace(new_agency(BELOW, "範例事務所", Tier.SECOND), parent=agency_id(code(0)))
    head = replace(content(0).header, agency=BELOW, agency_name=agency.name, recipient=code(0), created=NOW - timedelta(hours=2))
    made = build(Content(header=head, records={Agency.__name__: (agency,)}), signer)
    data = builders.packed([(one.part.name, b"".join(payload.pieces(one.part.source))) for one in made.members])
    one = Inner(agency=BELOW, package=made.package, certificate=signer.certificate, received=NOW - timedelta(hours=1), source=data)
    whole = later(0, 2)
    agencies = tuple(sorted((*whole.records["Agency"], agency), key=lambda it: it.id))
    return post.sealed("bad_inner", replace(whole, records={**whole.records, "Agency": agencies}, inner=(one,), inner_root=root))


def forked(post: Post) -> Path:
    """Return a second revision of another history."""
    given = later(0, 2)
    return post.sealed("fork", replace(given, header=replace(given.header, history=(Past(1, "f" * 64),))))


def stray_rules(post: Post) -> Path:
    """Return a submission that carries a file of rules which no record names."""
    members = _in_order(post.members() | {f"{FOLDER}{'0' * 64}.toml": b"x = 1\n"})
    return post.mended("bad_rules", members, format=layout.version(members))


def odd(finding: Finding) -> Callable[[Post], Path]:
    """Return what seals a submission with a certificate that does not hold."""

    def make(post: Post) -> Path:
        agency = new_agency(ODD[finding], "範例機關", Tier.FIRST)
        given = benchmark.submission(agency, DEPARTMENT, benchmark.book(agency, 90_000 + len(finding.value)))
        return post.sealed(finding.value, given, signer=post.odd[finding])

    return make


def spoilt(name: str, change: Callable[[Members], Any]) -> Callable[[Post], Path]:
    """Return what encrypts the members as a change leaves them, signed as they were before."""
    return lambda post: post.raw(name, change(post.members()))


def mended(name: str, change: Callable[[Members], Members], **changes: Any) -> Callable[[Post], Path]:
    """Return what encrypts changed members signed anew: a forger with a good key."""
    return lambda post: post.mended(name, change(post.members()), **changes)


def without(members: Members, name: str) -> Members:
    """Return members but one."""
    return {one: data for one, data in members.items() if one != name}


OFFICERS = "data/Officer.jsonl"
SAMPLES: Mapping[Finding, Callable[[Post], Path]] = {
    Finding.MISSING: missing,
    Finding.TOO_LARGE: too_large,
    Finding.NOT_A_PACKAGE: lambda post: post.written("not_a_package", b"PK\x03\x04" + bytes(500)),
    Finding.NOT_FOR_ME: lambda post: post.sealed("not_for_me", content(0), recipient=keys.new_identity()[1]),
    Finding.OWN: lambda post: post.written("own", post.sent),
    Finding.TRUNCATED: lambda post: post.written("truncated", post.made.packages[0].read_bytes()[:-30]),
    Finding.BAD_ZIP: spoilt("bad_zip", lambda members: builders.packed(members) + b"x"),
    Finding.TOO_MANY_MEMBERS: spoilt("too_many_members", lambda _: ((f"m{number}", b"") for number in range(limits.MEMBERS + 1))),
    Finding.BOMB: spoilt("bomb", lambda members: members | {layout.PACKAGE_JSON: bytes(limits.HEADER + 1)}),
    Finding.BAD_NAME: spoilt("bad_name", lambda members: members | {"../up": b""}),
    Finding.BAD_MEMBERS: spoilt("bad_members", lambda members: members | {"readme.txt": b"x"}),
    Finding.BAD_SIGNATURE_FORM: spoilt("bad_signature_form", lambda members: members | {layout.SIGNED: b"not DER"}),
    Finding.SIGNER_UNKNOWN: stranger,
    Finding.SIGNATURE_WRONG: spoilt("signature_wrong", lambda members: members | {layout.MANIFEST: members[layout.MANIFEST] + b" "}),
    Finding.CERTIFICATE_INVALID: odd(Finding.CERTIFICATE_INVALID),
    Finding.CERTIFICATE_EXPIRED: odd(Finding.CERTIFICATE_EXPIRED),
    Finding.CERTIFICATE_REVOKED: odd(Finding.CERTIFICATE_REVOKED),
    Finding.CRL_OLD: lambda post: post.sealed("crl_old", replace(later(0, 2), trust={"crl.der": post.behind})),
    Finding.BAD_MANIFEST: spoilt("bad_manifest", lambda members: without(members, OFFICERS)),
    Finding.ALTERED: spoilt("altered", lambda members: members | {OFFICERS: members[OFFICERS] + b" "}),
    Finding.TOO_NEW: too_new,
    Finding.BAD_HEADER: bad_header,
    Finding.WRONG_RECIPIENT: lambda post: post.sealed("wrong_recipient", content(0, recipient="379000009Z")),
    Finding.WRONG_AGENCY: lambda post: post.sealed("wrong_agency", content(1), 0),
    Finding.BAD_DIGESTS: mended("bad_digests", dict, content_digest="0" * 64),
    Finding.PERIOD_CLOSED: lambda post: post.sealed("period_closed", content(0, period=110)),
    Finding.REPLAYED: lambda post: post.written("replayed", post.made.packages[0].read_bytes()),
    Finding.SAME_CONTENT: lambda post: post.sealed("same_content", second(0)),
    Finding.OLD_REVISION: lambda post: post.sealed("old_revision", later(SKIPPED, 2), SKIPPED),
    Finding.REUSED_REVISION: lambda post: post.sealed("reused_revision", replace(later(0, 2), header=content(0).header)),
    Finding.FORK: forked,
    Finding.GAP: lambda post: post.sealed("gap", later(SKIPPED, 3), SKIPPED),
    Finding.BAD_RECORD: mended("bad_record", lambda members: members | {OFFICERS: b"{}\n"}),
    Finding.BAD_COUNTS: mended("bad_counts", dict, counts=(("Agency", 2),)),
    Finding.BAD_REFERENCE: mended("bad_reference", lambda members: without(members, OFFICERS)),
    Finding.BAD_ATTACHMENT: mended("bad_attachment", lambda members: _in_order(members | {f"attachments/{'0' * 64}.pdf": PDF})),
    Finding.BAD_RULES: stray_rules,
    Finding.CONFLICT: foreign,
    Finding.OUT_OF_ORDER: lambda post: post.sealed("out_of_order", Content(header=content(0, kind=PackageKind.NOMINATION).header)),
    Finding.BAD_INNER: of_nobody_below,
}
BESIDES: Mapping[str, tuple[Callable[[Post], Path], Finding]] = {
    "empty": (lambda post: post.written("empty", b""), Finding.NOT_A_PACKAGE),
    "revised": (lambda post: post.sealed("revised", later(REVISED, 2), REVISED), Finding.OK),
} | ({"unreadable": (unreadable, Finding.MISSING)} if os.name == "posix" else {})
AFTER = (Finding.OLD_REVISION.value,)  # what comes after another of its series


def _in_order(members: Members) -> Members:
    return {name: members[name] for name in layout.ordered(list(members))}


def unsampled() -> frozenset[Finding]:
    """Return the findings that no file here is an example of."""
    return frozenset(Finding) - {Finding.OK} - SAMPLES.keys()


def written(post: Post) -> dict[Path, Finding]:
    """Write a file for every finding and the others beside them; return what each comes to, in the order in which they are to be taken in."""
    made = {make(post): finding for finding, make in SAMPLES.items()} | {make(post): finding for make, finding in BESIDES.values()}
    return dict(sorted(made.items(), key=lambda pair: (pair[0].stem in AFTER, pair[0])))


def mixed(post: Post, inbox: Path) -> dict[str, Finding]:
    """Put the city's packages and a file for every finding into one folder, the bad ones among the good; return what each bad one comes to, by name.

    What follows another of its series lies behind it: files are taken in by name.
    """
    bad = written(post)
    inbox.mkdir()
    for number, path in enumerate(post.made.packages):
        path.rename(inbox / f"{number:04d}.hrdpkg")
    first, last = max(REVISED, SKIPPED), len(post.made.packages) - 1
    found = {}
    for place, (path, finding) in enumerate(bad.items()):
        name = f"{first + (last - first) * place // len(bad):04d}-{place:02d}-{path.name}"
        path.rename(inbox / name)
        found[name] = finding
    return found
