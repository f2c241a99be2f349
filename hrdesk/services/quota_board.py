"""額度 of the whole city as its page shows it: each proposal under both readings, what was approved, how it deviates, and whether it was told."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.minguo import year_end
from hrdesk.domain.package import PackageKind
from hrdesk.domain.quota import READINGS, Quota
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Explanation, Problem
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services import drafts, ledger, quota, sealing, words
from hrdesk.services.agencies import first_tier, need_department
from hrdesk.services.desk import Desk
from hrdesk.services.nomination_board import approval_why
from hrdesk.services.quota import Approved, Proposal


@dataclass(frozen=True, slots=True)
class Line:
    """One first-tier agency: its proposal under each reading (the pack's own first), and how the notice stands."""

    proposals: tuple[Proposal, ...]
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

    def quota(self, reading: str) -> Quota | None:
        """Return the baseline under a reading, None where no head-count is known."""
        found = self.why_of(reading)
        return found.value if found else None

    def why_of(self, reading: str) -> Explanation[Quota] | None:
        """Return the working of the baseline under a reading."""
        return self.proposals[READINGS.index(reading)].baseline


@dataclass(frozen=True, slots=True)
class Totals:
    """The city's sum under one reading, or of what was approved: commendations, heads (those without a limit left out), agencies without a figure."""

    units: int
    heads: int
    agencies: int
    unknown: int


def lines(desk: Desk, year: int) -> tuple[Line, ...]:
    """Return every first-tier agency's figures of a 民國 year, by code."""
    need_department(desk)
    return tuple(_line(desk, agency, year) for agency in first_tier(desk))


def totals(found: Sequence[Line], reading: str) -> Totals:
    """Return the sum of the baselines under a reading."""
    return _sum([line.quota(reading) for line in found])


def approved_totals(found: Sequence[Line]) -> Totals:
    """Return the sum of what was approved."""
    return _sum([line.approval for line in found])


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
    series = ledger.sent(desk.store, PackageKind.QUOTA, year, agency.id)
    current = bool(series) and held is not None and sealing.data_digest(drafts.quota_notice(desk, year, agency)) == series[-1].data
    return Line(proposals, approval_why(desk.rules(year_end(year)), held), series[-1].revision if series else 0, current)


def _sum(figures: Sequence[Quota | QuotaApproval | None]) -> Totals:
    known = [one for one in figures if one is not None]
    return Totals(sum(one.units for one in known), sum(one.heads or 0 for one in known), len(known), len(figures) - len(known))
