"""額度 of the whole city: each proposal under both readings, what was approved and how it deviates, whether it was told, and all of it against a ceiling."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.collected import QuotaCeiling, quota_ceiling_id
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.quota import READINGS, Quota
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Explanation, Problem
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import first_tier, need_department
from hrdesk.services.awards.nomination_board import approval_why
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.review import quota
from hrdesk.services.review.quota import Approved, Proposal


class Standing(Enum):
    """What of an agency's quota wants looking at."""

    OPEN = "未核定"
    DEVIATES = "與基準不同"
    UNTOLD = "未通知或有變更"
    UNCOUNTED = "員額未登錄或過期"


@dataclass(frozen=True, slots=True)
class Line:
    """One first-tier agency: its proposal under each reading (the pack's own first), the baselines with the groups already granted, how the notice stands."""

    proposals: tuple[Proposal, ...]
    baselines: tuple[Explanation[Quota] | None, ...]
    why: Explanation[int] | None  # of what was approved
    told: int  # revision of the newest notice, 0 = none was sealed
    current: bool  # that notice says what is approved now

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.agency.id

    @property
    def agency(self) -> Agency:
        """Return the agency."""
        return self.proposals[0].agency

    @property
    def approval(self) -> QuotaApproval | None:
        """Return what was approved."""
        return self.proposals[0].approval

    @property
    def deviates(self) -> bool:
        """Tell whether what was approved is another figure than the baseline gave, or needed a reason."""
        held = self.approval
        return held is not None and (held.units != held.proposed_units or bool(held.reason))

    @property
    def deviation(self) -> int:
        """Return by how many 嘉獎 the approval differs from what was proposed."""
        held = self.approval
        return held.units - held.proposed_units if held is not None else 0

    @property
    def standings(self) -> frozenset[Standing]:
        """Return what wants looking at."""
        first, held = self.proposals[0], self.approval
        told = (
            (Standing.OPEN, held is None),
            (Standing.DEVIATES, self.deviates),
            (Standing.UNTOLD, held is not None and not self.current),
            (Standing.UNCOUNTED, first.staffing is None or bool(first.uncounted or first.aged)),
        )
        return frozenset(standing for standing, so in told if so)

    def counted(self, reading: str) -> int:
        """Return how many 嘉獎 the agency costs: as approved, before that its baseline under a reading."""
        found = self.approval or self.quota(reading)
        return found.units if found is not None else 0

    def quota(self, reading: str) -> Quota | None:
        """Return the baseline under a reading, None where no head-count is known."""
        found = self.why_of(reading)
        return found.value if found else None

    def why_of(self, reading: str) -> Explanation[Quota] | None:
        """Return the working of the baseline under a reading."""
        return self.baselines[READINGS.index(reading)]


@dataclass(frozen=True, slots=True)
class Totals:
    """The city's sum under one reading, or of what was approved: commendations, heads (those without a limit left out), agencies without a figure."""

    units: int
    heads: int
    agencies: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a reading fits under the ceiling: 嘉獎 as approved, and where nothing is approved yet as the reading says; None = no ceiling."""

    expected: int
    ceiling: int | None

    @property
    def over(self) -> int:
        """Return by how many 嘉獎 the whole is over the ceiling; 0 where there is none or it holds."""
        return max(self.expected - self.ceiling, 0) if self.ceiling is not None else 0


def lines(desk: Desk, year: int) -> tuple[Line, ...]:
    """Return every first-tier agency's figures of a 民國 year, by code."""
    need_department(desk)
    with desk.store.at_once(*quota.BEHIND, Parcel):
        return tuple(_line(desk, agency, year) for agency in first_tier(desk, year))


def totals(found: Sequence[Line], reading: str) -> Totals:
    """Return the sum of the baselines under a reading."""
    return _sum([line.quota(reading) for line in found])


def approved_totals(found: Sequence[Line]) -> Totals:
    """Return the sum of what was approved."""
    return _sum([line.approval for line in found])


def outlook(found: Sequence[Line], reading: str, ceiling: int | None) -> Outlook:
    """Return what all agencies would cost under a reading, against a ceiling; what is over it is told, never cut by itself.

    Raises InputError NOT_A_NUMBER for a negative ceiling.
    """
    _check_ceiling(ceiling)
    return Outlook(sum(line.counted(reading) for line in found), ceiling)


def ceiling(desk: Desk, year: int) -> QuotaCeiling | None:
    """Return the ceiling kept for a 民國 year."""
    return desk.store.get(QuotaCeiling, quota_ceiling_id(year))


@in_turn
def set_ceiling(desk: Desk, year: int, units: int | None, document: str = "") -> Changes:
    """Keep the ceiling of a 民國 year, or strike it out with None; raise InputError NOT_A_NUMBER for a negative one, WRONG_WORKSPACE."""
    need_department(desk)
    _check_ceiling(units)
    held = ceiling(desk, year)
    with desk.store.write(Act.EDIT, what="quota_ceiling") as tx:
        if units is not None:
            tx.put(QuotaCeiling(id=quota_ceiling_id(year), year=year, units=units, document=document.strip()))
        elif held is not None:
            tx.delete(held)
    return tx.changes


def _check_ceiling(units: int | None) -> None:
    if units is not None and units < 0:
        raise InputError(Fault.NOT_A_NUMBER, text=str(units), wanted="0 以上的整數")


def problems(desk: Desk, agency: Agency, year: int, approved: Approved) -> tuple[Problem, ...]:
    """Return why an approval would be refused as it is typed, beside the reason where one is wanted."""
    try:
        quota.drafted(desk, agency, year, approved)
    except HrdeskError as error:
        where = "reason" if error.fault is Fault.NEEDS_REASON else ""
        return (Problem("pick_refused", where=where, facts={"why": words.in_window(error)}),)
    return ()


def _line(desk: Desk, agency: Agency, year: int) -> Line:
    proposals = tuple(quota.proposal(desk, agency, year, reading) for reading in READINGS)
    held = proposals[0].approval
    granted = held.groups if held is not None else ()
    counted = tuple(quota.proposal(desk, agency, year, reading, granted) for reading in READINGS) if granted else proposals
    series = ledger.sent(desk.store, PackageKind.QUOTA, year, agency.id)
    current = bool(series) and held is not None and sealing.data_digest(drafts.quota_notice(desk, year, agency)) == series[-1].data
    baselines = tuple(one.baseline for one in counted)
    return Line(proposals, baselines, approval_why(desk.rules(year_end(year)), held), series[-1].revision if series else 0, current)


def _sum(figures: Sequence[Quota | QuotaApproval | None]) -> Totals:
    known = [one for one in figures if one is not None]
    return Totals(sum(one.units for one in known), sum(one.heads or 0 for one in known), len(known), len(figures) - len(known))
