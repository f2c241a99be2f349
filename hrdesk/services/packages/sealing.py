"""From records to one signed, encrypted file, and a ledger that never gives a revision twice.

The order makes `kill -9` harmless at every moment: the file is sealed in the private scratch folder and read back; then one transaction keeps the
file itself, its forms and its place in the series; only then is it written, byte for byte from the ledger, under its final name. So no file that
somebody could carry away exists without its entry. Stopped before the transaction, nothing happened; stopped after it, sealing again finds
nothing changed and writes the same file once more.
"""

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk import __version__
from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.codec import to_plain
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Direction, FormCopy, Parcel
from hrdesk.domain.package import Attached, Content, Header, PackageKind
from hrdesk.domain.record import ParcelId, Record
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError, PackageError, StoreError
from hrdesk.exchange import canonical, files
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.agency.snapshot import Records, flat
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import inside, keys
from hrdesk.services.packages.package_words import NIL_HEAD

if TYPE_CHECKING:
    from hrdesk.exchange.seal import Sealed

Forms = Mapping[str, bytes]  # by file name
TURNS = 5  # of sealing anew where somebody else took the revision
LEEWAY = timedelta(minutes=2)  # by which the clocks of several PCs in one store may differ
REASON = "reason"  # the fact of a draft that says why it goes although something is missing
NOT_DATA = frozenset({REASON, NIL_HEAD})  # said of the data by a person


def no_forms(fingerprint: str) -> Forms:
    """Return the forms of a package that carries none."""
    del fingerprint
    return {}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a package of one kind is to carry; `forms` prints them with the fingerprint of the data once it is known that anything changed."""

    kind: PackageKind
    year: int
    recipient: Agency
    records: Records
    forms: Callable[[str], Forms] = no_forms
    answers: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, bytes] = field(default_factory=dict)  # the files of a rules package
    inner: tuple[Parcel, ...] = ()  # packages of the 所屬, passed on as they were signed


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A package on its way: its entry in the ledger, where the file lies, and whether it is a new revision (False = nothing changed since)."""

    parcel: Parcel
    file: Path
    fresh: bool


def seal(desk: Desk, draft: Draft, out: Path) -> SealedFile:
    """Seal a draft as the next revision of its series and write it to `out`, a folder or a file name.

    Where records and attachments are the same as in the newest revision nothing is sealed: the earlier file is written again. Raises InputError
    CLOCK_BEHIND where the PC's clock is behind the newest entry, PackageError NO_KEY without a key or an addressee's key.
    """
    check_clock(desk)
    data = data_digest(draft)
    turns = 0
    while (same := _same(desk, draft, data)) is None:
        turns += 1
        try:
            parcel = _sealed(desk, draft, data)
        except StoreError as error:
            if error.fault is not Fault.CHANGED_MEANWHILE or turns == TURNS:
                raise
        else:
            return SealedFile(parcel, publish(desk, parcel, out), fresh=True)
    return SealedFile(same, publish(desk, same, out), fresh=False)


def _same(desk: Desk, draft: Draft, data: str) -> Parcel | None:
    """Return the package that carried the same before: of receipts any, since each answers one package among many, of everything else the newest."""
    series = ledger.sent(desk.store, draft.kind, draft.year, draft.recipient.id)
    earlier = series if draft.kind is PackageKind.RECEIPT else series[-1:]
    return next((parcel for parcel in earlier if parcel.data == data), None)


def check_clock(desk: Desk) -> None:
    """Raise InputError CLOCK_BEHIND where the clock is behind the newest entry of the workspace; made-up data may run ahead."""
    newest = desk.store.newest()
    leeway = LEEWAY if desk.store.shared else timedelta()
    if newest is not None and desk.now() + leeway < newest and not desk.workspace.sample:
        raise InputError(Fault.CLOCK_BEHIND, today=_told(desk.now()), newest=_told(newest))


def _told(at: datetime) -> str:
    here = at.astimezone(TAIPEI)
    return f"{roc_short(here.date())} {here:%H:%M}"


def data_digest(draft: Draft) -> str:
    """Return the SHA-256 of the records (evidence by digest) and facts, in canonical JSON: it tells whether anything changed.

    The `reason` and the name that a person gave are not data: the same records with other words for what is missing are the same package. It is the
    digest of one list, written record by record: rendered at once, thousands of people would keep every other thread waiting.
    """
    facts = {name: fact for name, fact in draft.facts.items() if name not in NOT_DATA}
    within = [sorted(one.package for one in draft.inner)] if draft.inner else []
    digest = hashlib.sha256(canonical.render([draft.answers, facts, *within])[:-1] + b",[")
    for n, record in enumerate(sorted(flat(draft.records), key=lambda one: (type(one).__name__, one.id))):
        digest.update((b"," if n else b"") + canonical.render([type(record).__name__, to_plain(record)]))
    digest.update(b"]]")
    return digest.hexdigest()


def fingerprint(data: str) -> str:
    """Return what stands on a form for the digest of the data it was made from: its first 16 hexadecimal digits."""
    return data[:16]


def _sealed(desk: Desk, draft: Draft, data: str) -> Parcel:
    """Seal a draft with its forms, files and what travels for the receiver's trust; return its entry."""
    content = Content(
        header=header(desk, draft),
        records=draft.records,
        forms=draft.forms(fingerprint(data)),
        attachments=attachments(desk, draft.records),
        trust=keys.travelling(desk, draft.kind),
        rules=draft.rules,
    )
    if not draft.inner:
        return enter(desk, draft, content, data)
    with tempfile.TemporaryDirectory(dir=desk.scratch) as folder:
        signed = tuple(inside.given(desk, draft.inner, Path(folder)))
        root = keys.certificate(keys.need_collector(desk))
        return enter(desk, draft, replace(content, inner=signed, inner_root=root), data)


def enter(desk: Desk, draft: Draft, content: Content, data: str) -> Parcel:
    """Seal a content in the scratch folder, read it back, and enter it into the ledger with its file; return the entry."""
    from hrdesk.exchange import seal as exchange

    signer, recipients = keys.signer(desk, draft.kind), keys.need_recipients(desk, draft.recipient)
    sealed, file = sealed_file(desk, lambda scratch: exchange.seal(content, signer, recipients, scratch))
    parcel = Parcel(
        id=ParcelId(desk.new_id()),
        agency=desk.workspace.agency,
        recipient=draft.recipient.id,
        direction=Direction.SENT,
        kind=draft.kind.value,
        year=draft.year,
        revision=content.header.revision,
        package=sealed.package,
        content=sealed.content_digest,
        signer=keys.signer_digest(desk, draft.kind),
        at=desk.now(),
        blob=sealed.sha256,
        answers=draft.answers,
        verdict=draft.facts.get("verdict", ""),
        data=data,
    )
    return _entered(desk, parcel, file, content.forms)


def sealed_file(desk: Desk, make: "Callable[[Path], Sealed]") -> "tuple[Sealed, bytes]":
    """Let `make` seal into the scratch folder; return what it made with the bytes read back, and leave nothing there.

    Raises StoreError WRITE_FAILED where the disk gives back other bytes.
    """
    scratch = desk.scratch / f"{desk.new_id()}.hrdpkg"
    try:
        sealed = make(scratch)
        file = scratch.read_bytes()
    finally:
        scratch.unlink(missing_ok=True)
    if hashlib.sha256(file).hexdigest() != sealed.sha256:
        raise StoreError(Fault.WRITE_FAILED, file=scratch.name, what="read back")
    return sealed, file


def _entered(desk: Desk, parcel: Parcel, file: bytes, forms: Forms) -> Parcel:
    """Keep a sealed file, its forms and its entry in one transaction; return the entry."""
    with desk.store.write(Act.SEAL, kind=parcel.kind, year=parcel.year, revision=parcel.revision) as tx:
        series = ledger.sent(tx, PackageKind(parcel.kind), parcel.year, parcel.recipient)
        if ledger.next_revision(series) != parcel.revision:
            raise StoreError(Fault.CHANGED_MEANWHILE)  # somebody else sealed the same revision while this one was made
        tx.blob_in(file)
        kept = replace(parcel, forms=tuple(FormCopy(name, tx.blob_in(forms[name])) for name in sorted(forms)))
        tx.put(kept)
    return kept


def header(desk: Desk, draft: Draft) -> Header:
    """Return a draft's header with its place in the series."""
    own = own_agency(desk)
    series = ledger.sent(desk.store, draft.kind, draft.year, draft.recipient.id)
    return Header(
        kind=draft.kind,
        agency=own.code,
        agency_name=own.name,
        recipient=draft.recipient.code,
        period=draft.year,
        revision=ledger.next_revision(series),
        history=() if draft.kind is PackageKind.RECEIPT else ledger.history(series),  # receipts come in any order and by the thousand
        program=__version__,
        rule_pack=desk.workspace.rule_pack,
        created=desk.now(),
        answers=draft.answers,
        head=desk.store.audit_head(),
        facts=tuple(sorted(draft.facts.items())),
    )


def attachments(desk: Desk, records: Records) -> tuple[Attached, ...]:
    """Return the files of the evidence among `records`, each once."""
    found: dict[str, Record] = {item.digest: item for item in records.get(Evidence.__name__, ()) if isinstance(item, Evidence)}
    return tuple(Attached(digest, item.kind, desk.store.blob(digest)) for digest, item in sorted(found.items()) if isinstance(item, Evidence))


def file_name(desk: Desk, parcel: Parcel) -> str:
    """Return a package's usual name; nobody relies on it."""
    kind = PackageKind(parcel.kind)
    parts = ["HRD", own_agency(desk).code, str(parcel.year)]
    if kind is not PackageKind.SUBMISSION:
        recipient = desk.store.get(Agency, parcel.recipient)
        parts += [kind.value, recipient.code if recipient else ""]
    return "-".join([*parts, f"r{parcel.revision}.hrdpkg"])


def publish(desk: Desk, parcel: Parcel, out: Path) -> Path:
    """Write a package of the ledger to `out` (a folder, or a file name) and return where it lies.

    A file of that name with other bytes is never replaced: raises PackageError TARGET_EXISTS.
    """
    target = out / file_name(desk, parcel) if out.is_dir() else out
    data = desk.store.blob(parcel.blob)
    if target.exists():
        if target.read_bytes() == data:
            return target
        raise PackageError(Fault.TARGET_EXISTS, file=target.name)
    files.write_whole(target, lambda file: file.writelines((data,)))
    return target
