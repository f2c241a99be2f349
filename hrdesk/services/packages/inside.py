"""What each 所屬 signed, inside a first-tier agency's submission: passed on as it came, and compared with what the collector makes of it."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.offices import Direction, Office, Parcel, WorkspaceKind
from hrdesk.domain.package import Content, Inner, PackageKind, Report
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency, agency_id, part_of
from hrdesk.services.agency.snapshot import Records
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import keys

Differ = Callable[[Records, Records], tuple[str, ...]]  # what differs between two sets of records, a line for each person and form


class Attested(Enum):
    """How a 所屬's part of a submission stands beside what the 所屬 signed."""

    SAME = "same"
    COMPLETED = "completed"
    UNSIGNED = "unsigned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """One 所屬 of a submission: how its part stands, the report on what it signed (None = nothing travels), and what its collector changed since.

    `altered` are forms that differ from the signed ones; `revoked` tells when its certificate ended after it was taken in.
    """

    code: str
    name: str
    attested: Attested
    report: Report | None = None
    altered: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    received: str = ""
    revoked: str = ""

    @property
    def told(self) -> str:
        """Return the line of a report: who, how it stands, and what was completed."""
        since = f"（第 {self.report.header.revision} 版，{self.received} 收件）" if self.report and self.report.header and self.received else ""
        parts = [words.label(self.attested)]
        parts += self.differences
        parts += [f"表單 {'、'.join(self.altered)} 與所屬簽章的不同"] if self.altered else []
        parts += [f"簽章憑證其後已於 {self.revoked} 廢止"] if self.revoked else []
        if self.report is not None and not self.report.accepted:
            parts.append(words.of_check(self.report.checks[-1]))
        return f"{self.name}（{self.code}）{since}：{'；'.join(parts)}"


def carried(desk: Desk, year: int) -> tuple[Parcel, ...]:
    """Return the newest submission held of each 所屬, which a first-tier collector passes on as it was signed; none elsewhere."""
    if desk.workspace.kind is not WorkspaceKind.FIRST_TIER:
        return ()
    below = sorted(desk.store.all(Agency, id=part_of(desk.store, desk.workspace.agency, year_end(year))[1:]), key=lambda one: one.code)
    series = (ledger.received(desk.store, PackageKind.SUBMISSION, year, one.id) for one in below)
    return tuple(found[-1] for found in series if found)


def given(desk: Desk, parcels: Sequence[Parcel], folder: Path) -> Iterator[Inner]:
    """Yield these packages as they were signed; `folder`, which the caller throws away, takes the containers that are too much to hold in memory."""
    from hrdesk.exchange.limits import IN_MEMORY

    total = 0
    for parcel in parcels:
        data = desk.store.blob(parcel.blob)
        total += len(data)
        (office,) = desk.store.all(Office, digest=parcel.signer)
        yield Inner(
            agency=agency(desk, parcel.agency).code,
            package=parcel.package,
            certificate=keys.certificate(office),
            received=parcel.at,
            revoked=office.revoked,
            source=_container(desk, data, folder, keep=total <= IN_MEMORY),
        )


def _container(desk: Desk, data: bytes, folder: Path, *, keep: bool) -> Path | bytes:
    """Return the container within a sealed package: its bytes where they are to be kept in memory, else a file in `folder`."""
    from hrdesk.exchange import encryption

    sealed, clear = folder / "sealed", folder / f"{desk.new_id()}.asice"
    sealed.write_bytes(data)
    with io.BytesIO() if keep else clear.open("xb") as file:
        encryption.decrypt(sealed, keys.identities(desk), file)
        return file.getvalue() if isinstance(file, io.BytesIO) else clear


def compared(desk: Desk, report: Report, content: Content | None, differ: Differ) -> tuple[Inside, ...]:
    """Return how the part of each 所屬 of a submission stands, by code: those that signed, and those whose records the collector brings alone.

    Of a submission that is refused, those whose package is what refuses it.
    """
    if report.header is None or report.header.kind is not PackageKind.SUBMISSION:
        return ()
    names = {one.code: one.name for one in desk.store.all(Agency)}
    if content is None:
        return tuple(_refused(one, names) for one in report.inner if not one.accepted)
    signed = {one.agency: _compared(one, content.records, names, differ) for one in content.inner}
    alone = {code: Inside(code=code, name=names.get(code, code), attested=Attested.UNSIGNED) for code in _below(content) if code not in signed}
    return tuple(found for _, found in sorted((signed | alone).items()))


def _refused(report: Report, names: Mapping[str, str]) -> Inside:
    """Return one 所屬 whose package does not stand its checks."""
    code = report.file.removeprefix("inner/").removesuffix(".asice")
    return Inside(code=code, name=names.get(code, code), attested=Attested.REFUSED, report=report)


def _compared(one: Inner, outer: Records, names: Mapping[str, str], differ: Differ) -> Inside:
    """Return one 所屬 that signed beside what its collector says of it."""
    found = differ(_of(one.records, agency_id(one.agency)), _of(outer, agency_id(one.agency)))
    attested = Attested.COMPLETED if found or one.altered else Attested.SAME
    return Inside(
        code=one.agency,
        name=names.get(one.agency, one.agency),
        attested=attested,
        report=one.report,
        altered=one.altered,
        differences=found,
        received=roc_short(one.received.astimezone(TAIPEI).date()),
        revoked=roc_short(one.revoked) if one.revoked else "",
    )


def _of(records: Records, agency: AgencyId) -> Records:
    """Return the records of one agency."""
    return {name: tuple(one for one in group if getattr(one, "agency", None) == agency) for name, group in records.items()}


def _below(content: Content) -> Iterator[str]:
    """Yield the codes of the other agencies whose records a submission holds; a course of a collector's book only explains."""
    agencies = [one for one in content.records.get(Agency.__name__, ()) if isinstance(one, Agency)]
    used = {getattr(one, "agency", None) for name, group in content.records.items() if name != Course.__name__ for one in group}
    yield from (one.code for one in agencies if one.code != content.header.agency and one.id in used)


def strangers(content: Content, allowed: Sequence[AgencyId]) -> Iterator[str]:
    """Yield the codes of those that signed inside a package but are not below its sender in the own list of agencies."""
    yield from (one.agency for one in content.inner if agency_id(one.agency) not in allowed)


def take_out(desk: Desk, parcel: Parcel, code: str, target: Path) -> Path:
    """Write what a 所屬 signed, out of a received submission, to `target` (a folder or a file name), byte for byte, to be checked by hand.

    Raises InputError WRONG_STATE for a package that was not received, PackageError PACKAGE_REFUSED where that 所屬 signed nothing in it.
    """
    from hrdesk.exchange import opening

    if parcel.direction is not Direction.RECEIVED:
        raise InputError(Fault.WRONG_STATE, what="取出", reason="寄出的資料包只有收件機關的金鑰能解密")
    path = target / f"{code}.asice" if target.is_dir() else target
    file = desk.scratch / f"{desk.new_id()}.hrdpkg"
    try:
        file.write_bytes(desk.store.blob(parcel.blob))
        opening.take_out(file, keys.identities(desk), code, path, desk.scratch)
    finally:
        file.unlink(missing_ok=True)
    return path
