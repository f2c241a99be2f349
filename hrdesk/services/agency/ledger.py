"""The ledger of packages: each series of revisions, what was sent and what was received."""

from hrdesk.domain.offices import Direction, FormCopy, Parcel
from hrdesk.domain.package import Header, PackageKind, Past, Report
from hrdesk.domain.record import AgencyId, ParcelId, derived_id
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.core.desk import Desk


def sent(reader: Reader, kind: PackageKind, year: int, recipient: AgencyId) -> tuple[Parcel, ...]:
    """Return the own revisions of one series to one addressee, oldest first."""
    found = reader.all(Parcel, direction=Direction.SENT, kind=kind.value, year=year, recipient=recipient)
    return tuple(sorted(found, key=lambda item: item.revision))


def received(reader: Reader, kind: PackageKind, year: int, sender: AgencyId) -> tuple[Parcel, ...]:
    """Return the accepted revisions of one series from one sender, oldest first."""
    found = reader.all(Parcel, direction=Direction.RECEIVED, kind=kind.value, year=year, agency=sender)
    return tuple(sorted(found, key=lambda item: item.revision))


def by_package(reader: Reader, package: str, direction: Direction) -> Parcel | None:
    """Return the parcel with a package id, or None."""
    found = reader.all(Parcel, package=package, direction=direction) if package else ()
    return found[0] if found else None


def next_revision(series: tuple[Parcel, ...]) -> int:
    """Return the revision that follows a series; the first is 1."""
    return series[-1].revision + 1 if series else 1


def history(series: tuple[Parcel, ...]) -> tuple[Past, ...]:
    """Return every earlier revision of a series with its content digest."""
    return tuple(Past(item.revision, item.content) for item in series)


def parcel_of(desk: Desk, report: Report, header: Header, blob: str, forms: tuple[FormCopy, ...] = ()) -> Parcel:
    """Return the ledger entry of a received package."""
    return Parcel(
        id=ParcelId(derived_id("parcel", report.package, blob)),
        agency=agency_id(header.agency),
        recipient=desk.workspace.agency,
        direction=Direction.RECEIVED,
        kind=header.kind.value,
        year=header.period,
        revision=header.revision,
        package=report.package,
        content=report.content_digest,
        signer=report.signer,
        at=desk.now(),
        blob=blob,
        answers=header.answers,
        verdict=report.finding.value,
        forms=forms,
    )
