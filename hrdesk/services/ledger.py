"""The ledger of packages: each series of revisions, what was sent and what was received."""

from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind, Past
from hrdesk.domain.record import AgencyId
from hrdesk.services.snapshot import Reader


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
