"""Of whom an agency was the 所屬 on which day: a move keeps what was before, and a year counts by its last day.

An agency stands under its parent of today. A move for a day to come is only a span until then; opening the workspace on that day or later lets it
take effect.
"""

from dataclasses import replace
from datetime import date, timedelta

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Membership
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.record import AgencyId, MembershipId, Record, derived_id
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn


def spans_of(reader: Reader, agency: Agency) -> tuple[Membership, ...]:
    """Return an agency's memberships, oldest first; one that never moved has the one it stands in."""
    found = reader.all(Membership, agency=agency.id)
    if not found and agency.parent is not None:
        return (_span(agency.id, agency.parent, agency.start),)
    return tuple(sorted(found, key=lambda one: (one.start is not None, one.start)))


def parent_at(reader: Reader, agency: Agency, day: date) -> AgencyId | None:
    """Return of whom an agency was the 所屬 on a day, None where of nobody."""
    spans = spans_of(reader, agency)
    return next((one.parent for one in spans if (one.start is None or one.start <= day) and (one.end is None or one.end >= day)), None)


def moved(reader: Reader, agency: Agency, parent: Agency, day: date) -> tuple[Record, ...]:
    """Return what a move to another parent from `day` on would put; raise InputError INVALID for one that cannot be."""
    spans = spans_of(reader, agency)
    last = spans[-1] if spans else None
    if parent.id == agency.id or parent.tier is Tier.SECOND:
        raise InputError(Fault.INVALID, what="改隸", reason="所屬的上級只能是一級機關或人事處")
    if last is not None and last.parent == parent.id:
        raise InputError(Fault.INVALID, what="改隸", reason=f"本來就是{parent.name}的所屬")
    if last is not None and last.start is not None and last.start >= day:
        raise InputError(Fault.INVALID, what="改隸", reason=f"須在前一次異動日 {roc_short(last.start)} 之後")
    fresh = _span(agency.id, parent.id, day)
    ended = () if last is None else (replace(last, end=day - timedelta(days=1)),)
    return (*ended, fresh, _under(agency, parent))


def told(reader: Reader, held: Agency, fresh: Agency, day: date) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Return the spans to put and those to delete where a collector says from `day` on that an agency stands under another parent, or under nobody.

    Unlike `moved` nothing is refused: whoever tells it knows. Spans from that day on are overtaken by it.
    """
    spans = spans_of(reader, held)
    if held.parent == fresh.parent or (spans and spans[-1].parent == fresh.parent and spans[-1].end is None):
        return (), ()
    over = tuple(one for one in reader.all(Membership, agency=held.id) if one.start is not None and one.start >= day)
    before = tuple(one for one in spans if one.start is None or one.start < day)
    if before and before[-1].parent == fresh.parent:
        return (replace(before[-1], end=None),), over
    ended = tuple(replace(one, end=day - timedelta(days=1)) for one in before[-1:] if one.end is None or one.end >= day)
    return (*ended, *(_span(fresh.id, parent, day) for parent in (fresh.parent,) if parent is not None)), over


@in_turn
def move(desk: Desk, agency: Agency, parent: Agency, day: date) -> Changes:
    """Put an agency under another one from `day` on, which may be to come, in one step that undo takes back; raise InputError INVALID as `moved`."""
    with desk.store.write(Act.EDIT, what="membership") as tx:
        records = moved(tx, agency, parent, day)
        tx.put_all(one for one in records if day <= desk.today or not isinstance(one, Agency))
    return tx.changes


def take_effect(desk: Desk) -> Changes:
    """Put every agency under whom its span of today says, where it still stands under the one before; nobody is kept waiting where none moved."""
    return _put_under(desk) if _due(desk) else Changes()


@in_turn
def _put_under(desk: Desk) -> Changes:
    due = _due(desk)
    with desk.store.write(Act.TAKE_EFFECT, count=len(due)) as tx:
        tx.put_all(due)
    return tx.changes


def _due(desk: Desk) -> tuple[Agency, ...]:
    """Return the agencies that stand elsewhere from today on, as they stand then."""
    found = (desk.store.get(Agency, key) for key in dict.fromkeys(one.agency for one in desk.store.all(Membership)))
    return tuple(fresh for one in found if one is not None and (fresh := _today(desk, one)) != one)


def _today(desk: Desk, agency: Agency) -> Agency:
    """Return an agency moved along its spans up to today: each step only from where it stands, so that what was set otherwise stays."""
    spans = spans_of(desk.store, agency)
    for before, after in zip((None, *spans), spans, strict=False):
        due = after.start is not None and after.start <= desk.today and agency.parent == (before.parent if before else None)
        parent = desk.store.get(Agency, after.parent) if due else None
        if parent is not None:
            agency = _under(agency, parent)
    return agency


def _under(agency: Agency, parent: Agency) -> Agency:
    return replace(agency, parent=parent.id, tier=Tier.FIRST if parent.tier is Tier.DEPARTMENT else Tier.SECOND)


def moves_in(reader: Reader, parent: AgencyId, year: int) -> tuple[str, ...]:
    """Return in words which 所屬 came to an agency or left it in a 民國 year."""
    told = []
    for one in sorted(reader.all(Membership, parent=parent), key=lambda one: (one.start is not None, one.start, one.agency)):
        held = reader.get(Agency, one.agency)
        name = held.name if held is not None else "—"
        if one.start is not None and roc_year(one.start) == year:
            told.append(f"{name}自 {roc_short(one.start)} 起改隸本機關")
        if one.end is not None and roc_year(one.end) == year:
            told.append(f"{name}至 {roc_short(one.end)} 止為所屬")
    return tuple(told)


def _span(agency: AgencyId, parent: AgencyId, start: date | None) -> Membership:
    key = MembershipId(derived_id("membership", agency, parent, start.isoformat() if start else ""))
    return Membership(id=key, agency=agency, parent=parent, start=start)
