"""機關與憑證: the tree of offices on a day, and how each office's certificate stands with the one who collects from it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.services.agency.agencies import own_agency, part_of
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages.certificates import EARLY


class CertificateState(Enum):
    """How an office's certificate stands here; an application is answered in the act that enters it, so none waits."""

    NONE = "未登錄"
    ISSUED = "已核發，尚未啟用"
    VALID = "有效"
    DUE = "應更新"
    EXPIRED = "已逾期"
    REVOKED = "已廢止"


@dataclass(frozen=True, slots=True)
class Standing:
    """One office below: where it stands in the tree on a day, its certificate, and the last package that came from it.

    `depth` is 0 for the own office; `until` is when the certificate ends, or since when it is revoked.
    """

    agency: Agency
    depth: int
    state: CertificateState
    until: date | None
    certificates: int
    last: Parcel | None

    @property
    def id(self) -> str:
        """Return what the office is known by."""
        return self.agency.id


def registry(desk: Desk, day: date | None = None) -> tuple[Standing, ...]:
    """Return the own office and everything below it as the tree was on a day (default: today), each behind the one it is under."""
    on = day or desk.today
    offices: dict[AgencyId, list[Office]] = defaultdict(list)
    for office in desk.store.all(Office, role=OfficeRole.SIGNING, own=False):
        offices[office.agency].append(office)
    parcels = sorted(desk.store.all(Parcel, direction=Direction.RECEIVED), key=lambda one: one.at)
    last, used = {one.agency: one for one in parcels}, {one.signer for one in parcels}
    return tuple(_standing(desk, agency, depth, offices[agency.id], last.get(agency.id), used) for agency, depth in tree(desk, on))


def tree(desk: Desk, day: date) -> Iterator[tuple[Agency, int]]:
    """Yield the own agency and those below it on a day, each with how deep it stands; agencies that had ended by then are left out."""
    yield from _below(desk, own_agency(desk), day, 0)


def _below(desk: Desk, agency: Agency, day: date, depth: int) -> Iterator[tuple[Agency, int]]:
    yield agency, depth
    under = desk.store.all(Agency, id=part_of(desk.store, agency.id, day)[1:])
    for one in sorted(under, key=lambda one: one.code):
        if one.end is None or one.end >= day:
            yield from _below(desk, one, day, depth + 1)


def _standing(desk: Desk, agency: Agency, depth: int, offices: list[Office], last: Parcel | None, used: Collection[str]) -> Standing:
    standing = sorted((one for one in offices if one.revoked is None), key=lambda one: (one.expires, one.issued))
    if standing:
        newest = standing[-1]
        return Standing(agency, depth, _state(desk, newest, used), newest.expires, len(offices), last)
    revoked = max((one.revoked for one in offices if one.revoked), default=None)
    return Standing(agency, depth, CertificateState.REVOKED if revoked else CertificateState.NONE, revoked, len(offices), last)


def _state(desk: Desk, newest: Office, used: Collection[str]) -> CertificateState:
    """Return how the newest certificate stands; one that signed nothing yet may still lie with the office unpinned."""
    if newest.expires < desk.today:
        return CertificateState.EXPIRED
    if newest.expires - EARLY <= desk.today:
        return CertificateState.DUE
    return CertificateState.VALID if newest.digest in used else CertificateState.ISSUED
