"""退補件 on the collector's side: what an agency has to mend, whether it was told, and whether it sent anew since."""

from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Remark
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import below, part_of
from hrdesk.services.core import log_since, words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn

UPWARD = (PackageKind.SUBMISSION, PackageKind.NOMINATION)


class Stand(Enum):
    """How a matter stands: not sent yet, sent and waited for, or a newer revision came after it was sent."""

    OPEN = "尚未送出"
    SENT = "已送出，待補正"
    ANSWERED = "已送來新版次"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter to be mended: the remark, what it is about in words, and how it stands."""

    remark: Remark
    about: str
    stand: Stand

    @property
    def id(self) -> str:
        """Return what it is known by."""
        return self.remark.id


def matters(desk: Desk, agency: Agency, year: int) -> tuple[Matter, ...]:
    """Return what a first-tier agency with its 所屬 has to mend in a 民國 year, what was not sent yet first."""
    remarks = desk.store.all(Remark, agency=part_of(desk.store, agency.id, year_end(year)), year=year)
    sent = ledger.sent(desk.store, PackageKind.RETURN, year, agency.id)
    fresh = _added_since(desk, sent[-1]) if sent else frozenset(one.id for one in remarks)
    answered = bool(sent) and any(_came_after(desk, kind, year, agency, sent[-1]) for kind in UPWARD)
    found = (Matter(one, _about(one), _stand(one, fresh, answered=answered)) for one in remarks)
    return tuple(sorted(found, key=lambda one: (list(Stand).index(one.stand), one.remark.due is None, one.remark.due, one.remark.day, one.id)))


def waiting(desk: Desk, year: int) -> tuple[Agency, ...]:
    """Return whom this collector has something to send back to in a 民國 year that was not sent yet, by code."""
    held = {one.agency for one in desk.store.all(Remark, year=year)}
    asked = (agency for agency in below(desk) if not held.isdisjoint(part_of(desk.store, agency.id, year_end(year))))
    return tuple(agency for agency in asked if any(one.stand is Stand.OPEN for one in matters(desk, agency, year)))


@in_turn
def take_back(desk: Desk, key: str) -> Changes:
    """Strike a matter out; raise InputError NOT_FOUND for one that is gone."""
    held = desk.store.get(Remark, key)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="退補件", text=key)
    with desk.store.write(Act.RETURN, year=held.year) as tx:
        tx.delete(held)
    return tx.changes


def _about(remark: Remark) -> str:
    return words.kind_label(remark.kind) if remark.kind else "整份資料"


def _stand(remark: Remark, fresh: frozenset[str], *, answered: bool) -> Stand:
    if remark.id in fresh:
        return Stand.OPEN
    return Stand.ANSWERED if answered else Stand.SENT


def _came_after(desk: Desk, kind: PackageKind, year: int, agency: Agency, sent: Parcel) -> bool:
    return any(one.at > sent.at for one in ledger.received(desk.store, kind, year, agency.id))


def _added_since(desk: Desk, sent: Parcel) -> frozenset[str]:
    """Return the ids of the remarks that the log added or changed since a return was sealed."""
    touched = (key for entry in log_since.since(desk, sent) for key in (*entry.changes.added, *entry.changes.changed))
    return frozenset(key.id for key in touched if key.kind == "Remark")
