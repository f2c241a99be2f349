"""額度總覽: every first-tier agency under both readings of 陸三(二), what was approved instead and why, and all of it against a ceiling if there is one."""

from dataclasses import dataclass

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.quota import READINGS, Quota
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Explanation
from hrdesk.errors import Fault, InputError
from hrdesk.services.agencies import first_tier, need_department
from hrdesk.services.desk import Desk
from hrdesk.services.quota import approval, proposal


@dataclass(frozen=True, slots=True)
class Line:
    """One agency: its baseline under each reading, with the groups already granted to it; None where no head-count is known."""

    agency: Agency
    staffing: int | None
    seeds: int
    readings: tuple[Explanation[Quota] | None, ...]  # in the order of READINGS
    approval: QuotaApproval | None

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.agency.id

    def units(self, reading: str) -> int | None:
        """Return the baseline under a reading."""
        found = self.readings[READINGS.index(reading)]
        return None if found is None else found.value.units

    @property
    def deviation(self) -> int:
        """Return by how many 嘉獎 the approval differs from what was proposed."""
        return self.approval.units - self.approval.proposed_units if self.approval else 0

    def counted(self, reading: str) -> int:
        """Return what the agency costs: as approved, before that its baseline under a reading."""
        return self.approval.units if self.approval else self.units(reading) or 0


@dataclass(frozen=True, slots=True)
class Budget:
    """All lines with their sums: the baselines by reading, what is approved so far, and how the whole stands against the ceiling."""

    lines: tuple[Line, ...]
    totals: tuple[tuple[str, int], ...]  # reading and 嘉獎 in all
    approved: int
    waiting: tuple[Agency, ...]  # not approved yet
    unknown: tuple[Agency, ...]  # without any head-count
    deviations: tuple[Line, ...]
    ceiling: int | None
    expected: int  # as approved, and where nothing is approved yet as the chosen reading says

    @property
    def over(self) -> int:
        """Return by how many 嘉獎 the whole is over the ceiling; 0 where there is none or it holds."""
        return max(self.expected - self.ceiling, 0) if self.ceiling is not None else 0


def budget(desk: Desk, year: int, *, reading: str = "R1", ceiling: int | None = None) -> Budget:
    """Return the quotas of a 民國 year as a whole; what is over a ceiling is told, never cut by itself.

    Raises InputError INVALID for an unknown reading, NOT_A_NUMBER for a negative ceiling, WRONG_WORKSPACE.
    """
    need_department(desk)
    if reading not in READINGS:
        raise InputError(Fault.INVALID, what="讀法", reason=f"可用的有 {'、'.join(READINGS)}")
    if ceiling is not None and ceiling < 0:
        raise InputError(Fault.NOT_A_NUMBER, text=str(ceiling), wanted="0 以上的整數")
    lines = tuple(_line(desk, agency, year) for agency in first_tier(desk))
    return Budget(
        lines=lines,
        totals=tuple((one, sum(line.units(one) or 0 for line in lines)) for one in READINGS),
        approved=sum(line.approval.units for line in lines if line.approval),
        waiting=tuple(line.agency for line in lines if line.approval is None),
        unknown=tuple(line.agency for line in lines if line.staffing is None),
        deviations=tuple(line for line in lines if line.deviation),
        ceiling=ceiling,
        expected=sum(line.counted(reading) for line in lines),
    )


def _line(desk: Desk, agency: Agency, year: int) -> Line:
    approved = approval(desk.store, agency.id, year)
    found = tuple(proposal(desk, agency, year, reading, approved.groups if approved else ()) for reading in READINGS)
    return Line(agency, found[0].staffing, found[0].seeds, tuple(one.baseline for one in found), approved)
