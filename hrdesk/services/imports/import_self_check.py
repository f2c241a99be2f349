"""A filled self-check sheet in: one officer's answers and merits of a year (TP-26, TP-28)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hrdesk.domain.plan import ImportPlan, PlanRow
from hrdesk.domain.record import MeritId, SelfCheckId
from hrdesk.domain.seeds import CheckState, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.values import Problem
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.self_check import SelfCheckRow, parse_self_check
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_parts import conflict, errors, plan_of, planned, read_source, unreadable
from hrdesk.services.people.staff import roles_in
from hrdesk.services.teachers.self_check import merged_answers


def plan_self_check(desk: Desk, path: Path, mapping: Mapping[str, str] | None = None, *, sheet: str | None = None) -> ImportPlan:
    """Return what a filled sheet would do: a draft of the self-check and its merits. One already approved is left alone (CONFLICT)."""
    source = read_source(desk, path, SheetKind.SELF_CHECK, mapping, sheet)
    return plan_of(source, "self-check", [_plan(desk, row) for row in parse_self_check(source.found)])


def _plan(desk: Desk, row: SelfCheckRow) -> PlanRow:
    officer = desk.store.get(Officer, row.officer)
    label = f"{officer.name if officer else ''}　{row.year}年度"
    if officer is None:
        return unreadable(row.row, label, (Problem("officer_unknown", where="officer", facts={"row": row.row}), *row.problems))
    if errors(row.problems):
        return unreadable(row.row, label, row.problems)
    if Role.SEED_TEACHER not in roles_in(desk, officer, row.year):
        return unreadable(row.row, label, (Problem("self_check_not_a_seed", where="officer", facts={"year": row.year}), *row.problems))
    held = desk.store.all(SelfCheck, officer=officer.id, year=row.year)
    before = held[0] if held else None
    if before is not None and before.state is CheckState.APPROVED:
        return conflict(row.row, label, Problem("self_check_approved", where="state"), *row.problems)
    base = before or SelfCheck(id=SelfCheckId(desk.new_id()), agency=officer.agency, officer=officer.id, year=row.year)
    after = replace(base, answers=merged_answers(base.answers, row.answers))
    return planned(row.row, label, before, after, _claims(desk, officer, row), row.problems)


def _claims(desk: Desk, officer: Officer, row: SelfCheckRow) -> Iterator[MeritClaim]:
    held = {claim.section: claim for claim in desk.store.all(MeritClaim, officer=officer.id, year=row.year)}
    for section, text in row.merits:
        known = held.get(section)
        if known is None:
            yield MeritClaim(id=MeritId(desk.new_id()), agency=officer.agency, officer=officer.id, year=row.year, section=section, text=text)
        elif known.text != text:
            yield replace(known, text=text, verification=Verification.OPEN, verified=None, verified_by="", verified_how="")
