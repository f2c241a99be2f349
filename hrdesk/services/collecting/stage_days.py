"""The days a collector sets for the stages of a year, and who may be late: kept here alone (陸三(一) sets only the end of January)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Lateness, Stage, StageDue, lateness_id, stage_due_id
from hrdesk.domain.deadlines import evaluation_day
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn

FROM_BELOW = (Stage.ARRIVED, Stage.VERIFIED)  # what a first-tier agency sees to; the rest is the department's (陸三(一))
BY_JANUARY = (Stage.EVALUATED, Stage.APPROVED, Stage.NOTIFIED)  # 每年1月底前 (陸三(一))


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one year: by stage, and by agency and stage where an agency may be late."""

    dues: Mapping[Stage, date] = field(default_factory=dict)
    permitted: Mapping[tuple[AgencyId, Stage], Lateness] = field(default_factory=dict)


def need_collecting(desk: Desk) -> None:
    """Raise InputError WRONG_WORKSPACE where nobody's packages are collected."""
    if desk.workspace.kind is WorkspaceKind.AGENCY:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有彙整所屬的一級機關與人事處有彙整進度")


def stages(desk: Desk) -> tuple[Stage, ...]:
    """Return the stages that this collector sees to, in order."""
    return tuple(Stage) if desk.workspace.kind is WorkspaceKind.DEPARTMENT else FROM_BELOW


def days_of(desk: Desk, year: int) -> Days:
    """Return the days of a 民國 year: those set here, and for the department the end of January where none was set."""
    january = evaluation_day(desk.rules(year_end(year)), year)
    usual = dict.fromkeys(BY_JANUARY, january) if desk.workspace.kind is WorkspaceKind.DEPARTMENT else {}
    held = {one.stage: one.day for one in desk.store.all(StageDue, year=year)}
    return Days({**usual, **held}, {(one.agency, one.stage): one for one in desk.store.all(Lateness, year=year)})


@in_turn
def set_due(desk: Desk, year: int, stage: Stage, day: date | None, document: str = "") -> Changes:
    """Set the day of a stage, or take it back with None; raise InputError INVALID for a stage of another collector."""
    return set_dues(desk, year, {stage: day}, document)


@in_turn
def set_dues(desk: Desk, year: int, days: Mapping[Stage, date | None], document: str = "") -> Changes:
    """Set the days of stages at once, or take those with None back; raise InputError INVALID for a stage of another collector."""
    for stage in days:
        _check(desk, stage)
    held = {one.stage: one for one in desk.store.all(StageDue, year=year)}
    with desk.store.write(Act.EDIT, what="stage_due") as tx:
        for stage, day in days.items():
            if day is not None:
                tx.put(StageDue(id=stage_due_id(year, stage), year=year, stage=stage, day=day, document=document.strip()))
            elif stage in held:
                tx.delete(held[stage])
    return tx.changes


@in_turn
def permit(desk: Desk, agency: Agency, year: int, stage: Stage, *, until: date, reason: str, permitted_by: str) -> Changes:
    """Permit an agency to be late with a stage until a day; permitting again replaces the earlier permission. Raises as `permit_all` does."""
    return permit_all(desk, (agency,), year, stage, until=until, reason=reason, permitted_by=permitted_by)


@in_turn
def permit_all(desk: Desk, agencies: Sequence[Agency], year: int, stage: Stage, *, until: date, reason: str, permitted_by: str) -> Changes:
    """Permit agencies to be late with a stage until a day, all at once.

    Raises InputError NEEDS_REASON without a reason or without who permitted it, INVALID for a day not behind the one that is set.
    """
    _check(desk, stage)
    for text, missing in ((reason, "理由"), (permitted_by, "准許人")):
        if not text.strip():
            raise InputError(Fault.NEEDS_REASON, what="准予逾期", missing=missing)
    due = days_of(desk, year).dues.get(stage)
    if due is not None and until <= due:
        raise InputError(Fault.INVALID, what="准予逾期", reason="准至日期須在期限之後")
    with desk.store.write(Act.EDIT, what="lateness", count=len(agencies)) as tx:
        for agency in agencies:
            tx.put(
                Lateness(
                    id=lateness_id(agency.id, year, stage),
                    agency=agency.id,
                    year=year,
                    stage=stage,
                    until=until,
                    reason=reason.strip(),
                    permitted_by=permitted_by.strip(),
                    day=desk.today,
                )
            )
    return tx.changes


@in_turn
def withdraw(desk: Desk, permission: Lateness) -> Changes:
    """Take a permission back."""
    with desk.store.write(Act.EDIT, what="lateness") as tx:
        tx.delete(permission)
    return tx.changes


def _check(desk: Desk, stage: Stage) -> None:
    need_collecting(desk)
    if stage not in stages(desk):
        raise InputError(Fault.INVALID, what="階段", reason="這個階段由人事處辦理（陸三(一)）")
