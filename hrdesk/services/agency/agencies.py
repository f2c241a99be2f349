"""The agencies a workspace knows: its own, its 所屬, its collector, and their head-counts."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Membership
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId, StaffingId, derived_id
from hrdesk.domain.staff import Agency, Headcount, Officer, Staffing, Tier
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn

CODE = re.compile(r"[0-9A-Z]{9}[A-Z]", re.ASCII)


def agency_id(code: str) -> AgencyId:
    """Return the id of the agency with a ten-character code; the same in every workspace, so that merged records agree."""
    return AgencyId(derived_id("agency", code))


def new_agency(code: str, name: str, tier: Tier, *, parent: AgencyId | None = None, group: str = "") -> Agency:
    """Return a new agency; raise InputError INVALID for a code that is not `[0-9A-Z]{9}[A-Z]` or an empty name."""
    if CODE.fullmatch(code) is None:
        raise InputError(Fault.INVALID, what="機關代碼", reason="須為十碼英數字，末碼為大寫英文字母")
    if not name.strip():
        raise InputError(Fault.INVALID, what="機關名稱", reason="不可空白")
    return Agency(id=agency_id(code), code=code, name=name.strip(), tier=tier, parent=parent, group=group)


def own_agency(desk: Desk) -> Agency:
    """Return the agency whose book this is."""
    return agency(desk, desk.workspace.agency)


def agency(desk: Desk, key: AgencyId) -> Agency:
    """Return one agency; raise InputError NOT_FOUND for an unknown id."""
    found = desk.store.get(Agency, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="機關", text=key)
    return found


def by_code(desk: Desk, code: str) -> Agency:
    """Return the agency with a code; raise InputError NOT_FOUND where the workspace does not know it."""
    found = desk.store.all(Agency, code=code)
    if not found:
        raise InputError(Fault.NOT_FOUND, what="機關", text=code)
    return found[0]


def own_part(desk: Desk) -> tuple[Agency, ...]:
    """Return the own agency and, for a first-tier collector, its 所屬, by code; the whole city for the department."""
    own = own_agency(desk)
    if desk.workspace.kind is WorkspaceKind.AGENCY:
        return (own,)
    known = sorted(desk.store.all(Agency), key=lambda item: item.code)
    if desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        return (own, *(item for item in known if item.id != own.id))
    return (own, *(item for item in known if item.parent == own.id))


def workplaces(desk: Desk) -> Callable[[Officer], str]:
    """Return what tells where a person works, for lists of several offices: the unit in the own office, the agency's name elsewhere."""
    own, names = desk.workspace.agency, {one.id: one.name for one in desk.store.all(Agency)}
    return lambda person: person.unit if person.agency == own else names.get(person.agency, "")


def need_department(desk: Desk) -> None:
    """Raise InputError WRONG_WORKSPACE anywhere but in the department's workspace."""
    if desk.workspace.kind is not WorkspaceKind.DEPARTMENT:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有人事處的工作區可以核定額度與作成決定（陸三(一)）")


def first_tier(desk: Desk, year: int | None = None) -> tuple[Agency, ...]:
    """Return the first-tier agencies of the department's list, by code: as they are now, or as they were on the last day of a 民國 year.

    Those of a year are without the ones that ended before it or began after it, as `part_of` has them.
    """
    if year is None:
        found = desk.store.all(Agency, tier=Tier.FIRST)
    else:
        day, spans = year_end(year), _spans(desk.store)
        above = {one.id for one in desk.store.all(Agency, tier=Tier.DEPARTMENT)}
        found = tuple(one for one in desk.store.all(Agency) if _was_there(one, day) and _led(one, spans.get(one.id, ()), above, day))
    return tuple(sorted(found, key=lambda agency: agency.code))


def _spans(reader: Reader) -> Mapping[AgencyId, Sequence[Membership]]:
    """Return the spans of every agency that ever moved."""
    found: dict[AgencyId, list[Membership]] = {}
    for one in reader.all(Membership):
        found.setdefault(one.agency, []).append(one)
    return found


def _led(agency: Agency, spans: Sequence[Membership], departments: Collection[AgencyId], day: date) -> bool:
    """Tell whether an agency was a first-tier one on a day: under the department, or under nobody until it first moved."""
    if not spans or agency.tier is Tier.DEPARTMENT:
        return agency.tier is Tier.FIRST
    parent = next((one.parent for one in spans if _on(one, day)), None)
    return parent is None or parent in departments


def below(desk: Desk) -> tuple[Agency, ...]:
    """Return whom this collector answers: the first-tier agencies, or the own 所屬."""
    return first_tier(desk) if desk.workspace.kind is WorkspaceKind.DEPARTMENT else own_part(desk)[1:]


def part_of(reader: Reader, agency: AgencyId, day: date | None = None) -> tuple[AgencyId, ...]:
    """Return an agency with its 所屬: as they are now, or as they were on a day, without those that ended before its year or began after it."""
    now = reader.all(Agency, parent=agency)
    if day is None:
        return (agency, *(one.id for one in now))
    moved = {one.agency for one in reader.all(Membership, agency=tuple(one.id for one in now))} if now else frozenset()
    then = (one.agency for one in reader.all(Membership, parent=agency) if _on(one, day))
    back = (reader.get(Agency, key) for key in then)
    found = (*(one for one in now if one.id not in moved), *(one for one in back if one is not None))
    return (agency, *sorted(one.id for one in found if _was_there(one, day)))


def above(agencies: Iterable[Agency], own: AgencyId) -> tuple[AgencyId, ...]:
    """Return who stands above an agency, the nearest first, as far as it is known among `agencies`."""
    parents = {one.id: one.parent for one in agencies}
    found: list[AgencyId] = []
    at = parents.get(own)
    while at is not None and at not in found and at != own:
        found.append(at)
        at = parents.get(at)
    return tuple(found)


def _on(span: Membership, day: date) -> bool:
    """Tell whether a day lies in a span."""
    return (span.start is None or span.start <= day) and (span.end is None or span.end >= day)


def _was_there(agency: Agency, day: date) -> bool:
    """Tell whether an agency had begun by a day and had not ended before its year."""
    first = day.replace(month=1, day=1)
    return (agency.start is None or agency.start <= day) and (agency.end is None or agency.end >= first)


@in_turn
def save_agency(desk: Desk, agency: Agency) -> Changes:
    """Add or change an agency that this workspace knows (a 所屬, a first-tier agency)."""
    with desk.store.write(Act.EDIT, what="agency") as tx:
        tx.put(agency)
    return tx.changes


def counts_for(tier: Tier) -> tuple[Headcount, ...]:
    """Return the head-counts that something follows from at an agency of a tier: 二級機關人事人員數 at a second-tier one alone (肆四)."""
    return tuple(kind for kind in Headcount if kind is not Headcount.OFFICERS or tier is Tier.SECOND)


def head_count(desk: Desk, agency: AgencyId, kind: Headcount, day: date) -> Staffing | None:
    """Return the newest head-count of a kind on a day, or None where none was recorded by then."""
    held = [item for item in desk.store.all(Staffing, agency=agency, kind=kind) if item.base_date <= day]
    return max(held, key=lambda item: item.base_date, default=None)


def head_counts(desk: Desk, agency: AgencyId) -> tuple[Staffing, ...]:
    """Return every head-count of one agency's own people, by kind, the newest first."""
    kinds = list(Headcount)
    found = sorted(desk.store.all(Staffing, agency=agency), key=lambda one: one.base_date, reverse=True)
    return tuple(sorted(found, key=lambda one: kinds.index(one.kind)))


@in_turn
def remove_staffing(desk: Desk, staffing: Staffing) -> Changes:
    """Take back a head-count that was recorded by mistake."""
    with desk.store.write(Act.EDIT, what="staffing") as tx:
        tx.delete(staffing)
    return tx.changes


@in_turn
def set_staffing(desk: Desk, counts: Mapping[Headcount, int], base_date: date, *, source: str = "", agency: AgencyId | None = None) -> Changes:
    """Record head-counts of one agency's own people at a base date; a count of the same kind and date is replaced.

    Raises InputError NOT_A_NUMBER for a negative count.
    """
    whose = agency or desk.workspace.agency
    if any(count < 0 for count in counts.values()):
        raise InputError(Fault.NOT_A_NUMBER, text=str(min(counts.values())), wanted="0 以上的整數")
    with desk.store.write(Act.EDIT, what="staffing") as tx:
        for kind, count in counts.items():
            held = tx.all(Staffing, agency=whose, kind=kind, base_date=base_date)
            fresh = Staffing(id=StaffingId(desk.new_id()), agency=whose, kind=kind, count=count, base_date=base_date, source=source)
            tx.put(replace(fresh, id=held[0].id) if held else fresh)
    return tx.changes
