"""機關登錄 as a person reads it: the tree of offices on a day, one office's history, and both on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.services.agency.memberships import spans_of
from hrdesk.services.collecting.registry import CertificateState, Standing, registry
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.list_paper import Listed, Sheet

SHOWN = 8  # packages in an office's history
UNTIL: Mapping[CertificateState, str] = {CertificateState.REVOKED: "廢止", CertificateState.NONE: ""}


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office of the tree, with the name of the one it stands under that day."""

    standing: Standing
    above: str

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.standing.id

    @property
    def agency(self) -> Agency:
        """Return the office."""
        return self.standing.agency


@dataclass(frozen=True, slots=True)
class OfficeHistory:
    """One office: its certificates, the newest first; of whom it was the 所屬, in words; the packages it sent last."""

    line: OfficeLine
    certificates: tuple[Office, ...]
    spans: tuple[str, ...]
    parcels: tuple[Parcel, ...]


def office_lines(desk: Desk, day: date | None = None) -> tuple[OfficeLine, ...]:
    """Return the own office and those below it as they were on a day (default: today), each behind the one it is under."""
    above: list[str] = []
    lines = []
    for one in registry(desk, day):
        above[one.depth :] = [one.agency.name]
        lines.append(OfficeLine(one, above[one.depth - 1] if one.depth else ""))
    return tuple(lines)


def history(desk: Desk, line: OfficeLine) -> OfficeHistory:
    """Return an office's certificates, memberships and last packages."""
    agency = line.agency
    names = {one.id: one.name for one in desk.store.all(Agency)}
    certificates = sorted(desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False), key=lambda one: (one.issued, one.id), reverse=True)
    parcels = sorted(desk.store.all(Parcel, agency=agency.id, direction=Direction.RECEIVED), key=lambda one: one.at, reverse=True)
    spans = tuple(_span(names, one.parent, one.start, one.end) for one in reversed(spans_of(desk.store, agency)))
    return OfficeHistory(line, tuple(certificates), spans, tuple(parcels[:SHOWN]))


def state_text(standing: Standing) -> str:
    """Return how a certificate stands, with its end: 有效　至 119/01/04."""
    if standing.until is None:
        return standing.state.value
    return f"{standing.state.value}　{UNTIL.get(standing.state, '至')} {roc_short(standing.until)}"


def certificate_text(one: Office) -> str:
    """Return one certificate in words."""
    ends = f"{roc_short(one.revoked)} 廢止" if one.revoked else f"至 {roc_short(one.expires)}"
    return f"{roc_short(one.issued)} 核發，{ends}"


def parcel_text(parcel: Parcel) -> str:
    """Return one package in words: 116/01/05 年度資料 115 年度第 1 版."""
    return f"{roc_short(parcel.at.astimezone(TAIPEI).date())} {words.label(PackageKind(parcel.kind))} {parcel.year} 年度第 {parcel.revision} 版"


def sheet(lines: Sequence[OfficeLine], day: date) -> Sheet:
    """Return the offices of a day as a list."""
    headings = ("機關代碼", "機關", "層級", "類別", "上級機關", "憑證", "最近收件")
    rows = tuple(_row(line) for line in lines)
    whose = tuple(Key("Agency", line.id) for line in lines)
    return Sheet("offices", Listed("機關登錄", headings, rows), (5, 8, 4, 5, 6, 7, 9), head=f"{roc_short(day)} 之組織", whose=whose)


def _row(line: OfficeLine) -> tuple[str, ...]:
    one, agency = line.standing, line.agency
    state = state_text(one) if one.depth else "本機關"
    last = parcel_text(one.last) if one.last else "—"
    return (agency.code, f"{'　' * one.depth}{agency.name}", words.label(agency.tier), agency.group, line.above, state, last)


def _span(names: Mapping[AgencyId, str], parent: AgencyId, start: date | None, end: date | None) -> str:
    began, ended = roc_short(start) if start else "", roc_short(end) if end else ""
    return f"{names.get(parent, '—')}　{began}～{ended}" if start or end else names.get(parent, "—")
