"""人員名冊 in: who is new, who changed, who is no longer listed (TP-01)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hrdesk.domain.plan import ImportPlan, PlanRow, RowState
from hrdesk.domain.record import AgencyId, OfficerId, RoleSpanId
from hrdesk.domain.staff import Officer, Role, RoleSpan
from hrdesk.domain.values import Key, Problem, Severity
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.roster import RosterRow, parse_roster
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_parts import assumption, conflict, difference, errors, plan_of, planned, read_source, unreadable, with_progress
from hrdesk.services.people.matching import People
from hrdesk.services.people.staff import officer_problems, with_former_name

TEXTS = ("name", "unit", "employee_no", "title", "grade", "phone", "email")
VALUES = ("kind", "birth", "first_service", "arrived", "left")


@dataclass(slots=True)
class _Roster:
    """One reading of a roster: the people known, who was named already, and what is to be kept."""

    desk: Desk
    agency: AgencyId
    keep_ids: bool
    people: People
    roles: Mapping[OfficerId, set[Role]]  # held today or later
    named: dict[OfficerId, int] = field(default_factory=dict)  # officer -> first row that named them


def plan_roster(
    desk: Desk,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    agency: AgencyId | None = None,
    keep_ids: bool = False,
    sheet: str | None = None,
) -> ImportPlan:
    """Return what a staff list would do to one agency's officers.

    An empty cell never erases. ID numbers are dropped unless `keep_ids`; they then serve the award file and later matching. People of the book
    who are not in the file are LEFT: proposed only, because silence must not retire anybody.
    """
    source = read_source(desk, path, SheetKind.ROSTER, mapping, sheet)
    whose = agency or desk.workspace.agency
    officers = desk.store.all(Officer, agency=whose)
    roster = _Roster(desk, whose, keep_ids, People.of(officers), _roles_held(desk, whose))
    rows = [_plan(roster, row) for row in with_progress(desk, parse_roster(source.found))]
    begun = sum(isinstance(record, RoleSpan) for row in rows for record in row.puts)
    return plan_of(source, "roster", (*rows, *_left(roster, officers, rows)), assumption("role_start_assumed", begun))


def _plan(roster: _Roster, row: RosterRow) -> PlanRow:
    if errors(row.problems):
        return unreadable(row.row, row.name, row.problems)
    match = roster.people.find(row.name, employee_no=row.employee_no, national_id=row.national_id, birth=row.birth)
    if match.problem is not None:
        return conflict(row.row, row.name, match.problem, *row.problems)
    before = match.officer
    if before is not None and before.id in roster.named:
        twice = Problem("row_repeats", where="name", facts={"row": row.row, "first": roster.named[before.id]})
        return conflict(row.row, row.name, twice, *row.problems)
    after = _merged(roster, before, row)
    faults = officer_problems(after)
    if errors(faults):
        return unreadable(row.row, row.name, (*row.problems, *faults))
    roster.named[after.id] = row.row
    if before is None:
        roster.people.add(after)
    return planned(row.row, row.name, before, after, _roles(roster, after, row), (*row.problems, *_returned(before, after)))


def _merged(roster: _Roster, before: Officer | None, row: RosterRow) -> Officer:
    base = before or Officer(id=OfficerId(roster.desk.new_id()), agency=roster.agency, name=row.name)
    given = {name: value for name in (*TEXTS, *VALUES) if (value := getattr(row, name)) not in ("", None)}
    if roster.keep_ids and row.national_id:
        given["national_id"] = row.national_id
    return with_former_name(before, replace(base, **given))


def _roles(roster: _Roster, officer: Officer, row: RosterRow) -> Iterator[RoleSpan]:
    """Yield the roles the file names and the book does not have; 種籽教師 comes by appointment, not by a list."""
    held = roster.roles.get(officer.id, set())
    for role in row.roles:
        if role not in held and role is not Role.SEED_TEACHER:
            start = _role_start(officer, roster.desk.today)
            yield RoleSpan(id=RoleSpanId(roster.desk.new_id()), agency=roster.agency, officer=officer.id, role=role, start=start)


def _roles_held(desk: Desk, agency: AgencyId) -> dict[OfficerId, set[Role]]:
    held: dict[OfficerId, set[Role]] = {}
    for span in desk.store.all(RoleSpan, agency=agency):
        if span.end is None or span.end >= desk.today:
            held.setdefault(span.officer, set()).add(span.role)
    return held


def _role_start(officer: Officer, today: date) -> date:
    """Return when a role named by a list is taken to begin: with the year, or with the arrival within it."""
    first = date(today.year, 1, 1)
    return max(first, officer.arrived) if officer.arrived and officer.arrived <= today else first


def _returned(before: Officer | None, after: Officer) -> Iterable[Problem]:
    """Yield a warning for somebody who had left and stands in the list again: their leaving date is kept until a person decides."""
    if before is not None and before.left is not None and after.left == before.left:
        yield Problem("officer_returned", Severity.WARNING, where="left")


def _left(roster: _Roster, officers: Iterable[Officer], rows: Iterable[PlanRow]) -> Iterator[PlanRow]:
    """Yield a proposal for everyone serving whom no row names; a row in conflict may name anybody of its name."""
    doubtful = {row.label for row in rows if row.state in (RowState.CONFLICT, RowState.UNREADABLE)}
    for officer in officers:
        if officer.left is None and officer.id not in roster.named and officer.name not in doubtful:
            after = replace(officer, left=roster.desk.today)
            key = Key("Officer", officer.id)
            yield PlanRow(0, RowState.LEFT, officer.name, key, tuple(difference(officer, after)), puts=(after,))
