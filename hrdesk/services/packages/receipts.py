"""Receipts (回執): signed evidence of when a package came and what became of it, for accepted and refused ones alike."""

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import DOWNWARD, Check, Finding, Header, PackageKind, Report
from hrdesk.domain.record import ParcelId, derived_id
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, StoreError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.agency.snapshot import by_kind, known_agencies
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import reason_of
from hrdesk.services.packages import keys
from hrdesk.services.packages.sealing import Draft, SealedFile, file_name, publish, seal


def prepare(folder: Path) -> None:
    """Make the folder for receipts and try it with a file; raise StoreError WRITE_FAILED where it takes none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StoreError(Fault.WRITE_FAILED, file=folder.name, what=reason_of(error)) from error


def write(desk: Desk, report: Report, file: Path, folder: Path) -> Path | None:
    """Write the receipt of one received file into `folder` and return where it lies; None where its sender is not one of the own offices.

    The same accepted package always gets the same receipt; every refusal gets one of its own, with the time.
    """
    sender = _sender(desk, report)
    if sender is None:
        return None
    sealed = seal(desk, _draft(desk, report, file, sender), desk.scratch)
    sealed.file.unlink()
    return publish(desk, sealed.parcel, folder / _name(desk, sealed))


def _sender(desk: Desk, report: Report) -> Agency | None:
    """Return the agency that a receipt can be written to, or None."""
    if not report.signer_agency or (report.header is not None and report.header.kind in DOWNWARD):
        return None
    agency = desk.store.get(Agency, agency_id(report.signer_agency))
    return agency if agency is not None and keys.recipients_of(desk, agency.id) else None


def _name(desk: Desk, sealed: SealedFile) -> str:
    """Return a name that no other receipt in the folder has."""
    return file_name(desk, sealed.parcel).replace(".hrdpkg", f"-{sealed.parcel.id[:8]}.hrdpkg")


def _draft(desk: Desk, report: Report, file: Path, sender: Agency) -> Draft:
    """Return what the receipt says: the verdict, the time, the package and the file it is about."""
    held = _held(desk, report, sender)
    told = _told(held) if held else _refused(desk, report, file, sender)
    facts = {
        "verdict": Finding.OK.value if held else report.finding.value,
        "file": told.blob,
        "received": told.at.isoformat(timespec="seconds"),
        "revision": str(told.revision),
        "kind": told.kind,
    }
    if not held:
        facts["told"] = words.of_check(next((check for check in report.checks if check.finding is report.finding), Check("", report.finding)))
    agencies = known_agencies(desk.store, (sender.id, desk.workspace.agency))
    return Draft(PackageKind.RECEIPT, told.year, sender, by_kind((told, *agencies)), answers=told.package, facts=facts)


def _held(desk: Desk, report: Report, sender: Agency) -> Parcel | None:
    """Return the ledger's entry of an accepted package: this one, or the earlier one with the same content."""
    if report.finding is Finding.SAME_CONTENT and report.header is not None:
        series = ledger.received(desk.store, report.header.kind, report.header.period, sender.id)
        return next((parcel for parcel in series if parcel.content == report.content_digest), None)
    accepted = report.accepted or report.finding is Finding.REPLAYED
    return ledger.by_package(desk.store, report.package, Direction.RECEIVED) if accepted else None


def _told(parcel: Parcel) -> Parcel:
    """Return a received package's entry as its sender may see it."""
    return replace(parcel, forms=(), data="")


def _refused(desk: Desk, report: Report, file: Path, sender: Agency) -> Parcel:
    """Return an entry, kept nowhere here, that tells the sender which file was refused and when."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    header: Header | None = report.header
    return Parcel(
        id=ParcelId(derived_id("refused", digest)),
        agency=sender.id,
        recipient=desk.workspace.agency,
        direction=Direction.RECEIVED,
        kind=header.kind.value if header else "",
        year=header.period if header else roc_year(desk.today),
        revision=header.revision if header else 0,
        package=report.package,
        content=report.content_digest,
        signer=report.signer,
        at=desk.now(),
        blob=digest,
        verdict=report.finding.value,
    )
