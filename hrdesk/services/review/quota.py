"""額度 on the department's side: the proposal for every first-tier agency, and what the department approves (陸三(一)(二))."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.collected import Membership
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota import Quota, quota_baseline
from hrdesk.domain.record import AgencyId, ApprovalId, Record, derived_id
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Headcount, Staffing
from hrdesk.domain.values import Changes, Explanation
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import first_tier, head_count, need_department, part_of
from hrdesk.services.agency.memberships import moves_in
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn

BEHIND: tuple[type[Record], ...] = (Agency, Membership, Staffing, Appointment, QuotaApproval)  # what a proposal is made of


@dataclass(frozen=True, slots=True)
class GroupClaim:
    """業務屬性相同機關: a group found among the 所屬, with its dedicated teachers (專責) and how many days of the year they served."""

    name: str
    offices: int
    dedicated: tuple[str, ...]  # officer ids
    days: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One first-tier agency's figures before approval.

    `uncounted` are the codes of those whose head-count is missing, `aged` the base dates, by code, of head-counts from before the year.
    `baseline` has no extra group: which of `groups` gets one more is for the department to tick (得). None where no head-count is known.
    """

    agency: Agency
    year: int
    staffing: int | None
    uncounted: tuple[str, ...]
    aged: tuple[tuple[str, date], ...]
    seeds: int
    groups: tuple[GroupClaim, ...]
    baseline: Explanation[Quota] | None
    approval: QuotaApproval | None
    moves: tuple[str, ...] = ()  # 所屬 that came or went in the year, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What the department fixes: units and heads (None = as the baseline says), the groups it grants, and why where it deviates."""

    units: int | None = None
    heads: int | None = None
    groups: tuple[str, ...] = ()
    reading: str = "R1"
    reason: str = ""
    due: date | None = None
    document: str = ""


def proposals(desk: Desk, year: int, reading: str = "R1") -> tuple[Proposal, ...]:
    """Return the proposal for every first-tier agency of a 民國 year."""
    need_department(desk)
    with desk.store.at_once(*BEHIND):
        return tuple(proposal(desk, agency, year, reading) for agency in first_tier(desk, year))


def proposal(desk: Desk, agency: Agency, year: int, reading: str = "R1", granted: Sequence[str] = ()) -> Proposal:
    """Return one agency's proposal; with `granted` groups the baseline counts each and leaves its dedicated teachers out of the others."""
    pack = desk.rules(year_end(year))
    groups = tuple(_groups(desk, pack, agency.id, year))
    counts = _counts(desk, pack, agency.id, year)
    known = [count.count for count in counts.values() if count is not None]
    staffing = sum(known) if known else None
    uncounted = tuple(code for code, count in counts.items() if count is None)
    aged = tuple((code, count.base_date) for code, count in counts.items() if count is not None and count.base_date < year_start(year))
    apart = {officer for group in groups if group.name in granted for officer in group.dedicated}
    seeds = len({one.officer for one in serving(desk.store, part_of(desk.store, agency.id, year_end(year)), year) if not one.domain} - apart)
    baseline = None if staffing is None else quota_baseline(pack, staffing=staffing, seeds=seeds, groups=len(granted), reading=reading)
    moves = moves_in(desk.store, agency.id, year)
    return Proposal(agency, year, staffing, uncounted, aged, seeds, groups, baseline, approval(desk.store, agency.id, year), moves)


def serving(reader: Reader, agencies: Iterable[AgencyId], year: int) -> tuple[Appointment, ...]:
    """Return the appointments of `agencies` that touch a 民國 year."""
    first, last = year_start(year), year_end(year)
    return tuple(one for one in reader.all(Appointment, agency=tuple(agencies)) if overlaps(one.start, one.end, first, last))


def approval(reader: Reader, agency: AgencyId, year: int) -> QuotaApproval | None:
    """Return what was approved for a first-tier agency and year, or None."""
    found = reader.all(QuotaApproval, agency=agency, year=year)
    return found[0] if found else None


@in_turn
def approve(desk: Desk, agency: Agency, year: int, approved: Approved) -> Changes:
    """Fix the quota of a first-tier agency for a year; approving again replaces the earlier approval. Raises InputError as `drafted` does."""
    record = drafted(desk, agency, year, approved)
    with desk.store.write(Act.APPROVE_QUOTA, year=year, units=record.units) as tx:
        tx.put(record)
    return tx.changes


@in_turn
def approve_as_proposed(desk: Desk, agencies: Sequence[Agency], year: int, approved: Approved) -> Changes:
    """Fix the quota of several agencies as the baseline says, in one transaction; raise InputError as `drafted` does, and fix none."""
    with desk.store.at_once(*BEHIND):
        records = [drafted(desk, agency, year, approved) for agency in agencies]
    with desk.store.write(Act.APPROVE_QUOTA, year=year, units=sum(one.units for one in records), count=len(records)) as tx:
        tx.put_all(records)
    return tx.changes


def drafted(desk: Desk, agency: Agency, year: int, approved: Approved) -> QuotaApproval:
    """Return the approval that would be recorded.

    Raises InputError NEEDS_REASON where a head-count of the 所屬 is missing, units or heads differ from the baseline or a granted group has no
    dedicated teacher, INVALID for an unknown group, INCOMPLETE without any head-count.
    """
    need_department(desk)
    pack = desk.rules(year_end(year))
    granted = tuple(dict.fromkeys(group_name(pack, text) for text in approved.groups))  # a code and its name are one group
    asked = proposal(desk, agency, year, approved.reading, granted)
    if asked.baseline is None or asked.staffing is None:
        raise InputError(Fault.INCOMPLETE, count=len(asked.uncounted), missing=f"人事人員總員額數（{'、'.join(asked.uncounted)}）")
    if asked.uncounted and not approved.reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="核定額度", missing=f"未登錄員額的機關（{'、'.join(asked.uncounted)}）仍核定的理由")
    _check_groups(asked, granted, approved)
    quota = asked.baseline.value
    units = quota.units if approved.units is None else approved.units
    heads = quota.heads if approved.heads is None else approved.heads
    _check_deviation(quota, units, heads, approved.reason)
    return QuotaApproval(
        id=ApprovalId(derived_id("quota", agency.id, str(year))),
        agency=agency.id,
        year=year,
        staffing=asked.staffing,
        reading=approved.reading,
        proposed_units=quota.units,
        units=units,
        heads=heads,
        groups=granted,
        reason=approved.reason.strip(),
        approved_by=desk.who,
        approved=desk.today,
        due=approved.due,
        document=approved.document,
    )


def group_name(pack: RulePack, text: str) -> str:
    """Return a same-nature group's name from its code or name; any other text stands as it is, since 「等」 keeps the list open."""
    return next((line.name for line in pack.same_nature if text in (line.code, line.name)), text)


def _check_groups(asked: Proposal, granted: Sequence[str], approved: Approved) -> None:
    """Raise where a granted group does not exist among the 所屬, or has no dedicated teacher and no reason is given."""
    known = {group.name: group for group in asked.groups}
    for name in granted:
        if name not in known:
            raise InputError(Fault.INVALID, what="增列類別", reason=f"所屬沒有業務屬性相同的「{name}」")
        if not known[name].dedicated and not approved.reason.strip():
            raise InputError(Fault.NEEDS_REASON, what=f"「{name}」沒有專責種籽教師而增列（陸三(二)）")


def _check_deviation(quota: Quota, units: int, heads: int | None, reason: str) -> None:
    """Raise where the approved figures cannot be, or differ from the baseline without a reason."""
    if units < 0 or (heads is not None and heads < 0):
        raise InputError(Fault.NOT_A_NUMBER, text=str(min(units, heads or 0)), wanted="0 以上的整數")
    if (units, heads) != (quota.units, quota.heads) and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="核定額度與基準不同（陸三(二)）")


def _counts(desk: Desk, pack: RulePack, agency: AgencyId, year: int) -> dict[str, Staffing | None]:
    """Return by code the head-count at the year's end of an agency and each 所屬, whose sum is 人事人員總員額數."""
    basis = Headcount(pack.word("headcount_basis"))
    part = tuple(found for key in part_of(desk.store, agency, year_end(year)) if (found := desk.store.get(Agency, key)) is not None)
    part = tuple(one for one in part if one.end is None or one.end >= year_end(year))
    return {one.code: head_count(desk, one.id, basis, year_end(year)) for one in part}


def _groups(desk: Desk, pack: RulePack, agency: AgencyId, year: int) -> Iterator[GroupClaim]:
    """Yield the same-nature groups among an agency and its 所屬, with their dedicated teachers."""
    part = part_of(desk.store, agency, year_end(year))
    offices = [group_name(pack, one.group) for key in part if (one := desk.store.get(Agency, key)) is not None and one.group]
    served = serving(desk.store, part, year)
    dedicated = [(group_name(pack, one.dedicated), one) for one in served if one.dedicated]
    for name in sorted({*offices, *(group for group, _ in dedicated)}):
        mine = tuple(one for group, one in dedicated if group == name)
        yield GroupClaim(name, offices.count(name), tuple(sorted({one.officer for one in mine})), _days(mine, year))


def _days(appointments: Iterable[Appointment], year: int) -> int:
    """Return on how many days of a year at least one of the appointments ran."""
    first, last = year_start(year), year_end(year)
    spans = ((max(one.start, first), min(one.end or last, last)) for one in appointments)
    return len({day for start, end in spans for day in range(start.toordinal(), end.toordinal() + 1)})
