"""輔導紀錄 in: whose, when and for whom; a row by nobody's seed teacher or of a day to come is refused (TP-18)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hrdesk.domain.plan import ImportPlan, PlanRow
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Problem
from hrdesk.intake.coaching import CoachingRow, parse_coaching
from hrdesk.intake.headings import SheetKind
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_parts import assumption, conflict, errors, plan_of, planned, read_source, unreadable, with_progress
from hrdesk.services.people.matching import People
from hrdesk.services.teachers.coaching import coaching_problems, new_coaching

TEXTS = ("served_agency", "served_person", "served_phone", "problem", "handling", "escalated_to")
VALUES = ("channels", "item", "settlement")
When = tuple[OfficerId, date, int]  # a person serves one at a time: officer, day, start


@dataclass(slots=True)
class _Log:
    """One reading of coaching records: the people, what is held by time, and the rows taken."""

    desk: Desk
    people: People
    held: dict[When, list[Coaching]] = field(default_factory=dict)
    taken: dict[When, int] = field(default_factory=dict)


def plan_coaching(desk: Desk, path: Path, mapping: Mapping[str, str] | None = None, *, agency: AgencyId | None = None, sheet: str | None = None) -> ImportPlan:
    """Return what a list of coaching records would do; a record is found again by teacher, day and start."""
    source = read_source(desk, path, SheetKind.COACHING, mapping, sheet)
    whose = agency or desk.workspace.agency
    log = _Log(desk, People.of(desk.store.all(Officer, agency=whose)))
    for one in desk.store.all(Coaching, agency=whose):
        log.held.setdefault((one.officer, one.day, one.start), []).append(one)
    rows = [_plan(log, row) for row in with_progress(desk, parse_coaching(source.found))]
    loose = sum(isinstance(record, Coaching) and record.item is None for row in rows for record in row.puts)
    return plan_of(source, "coaching", rows, assumption("coaching_without_item", loose))


def _plan(log: _Log, row: CoachingRow) -> PlanRow:
    label = f"{row.teacher or row.employee_no}　{row.served_agency}"
    if errors(row.problems) or row.day is None or row.start is None or row.end is None:
        return unreadable(row.row, label, row.problems)
    match = log.people.find(row.teacher, employee_no=row.employee_no)
    if match.problem is not None:
        return conflict(row.row, label, match.problem, *row.problems)
    if match.officer is None:
        return unreadable(row.row, label, (Problem("officer_unknown", where="teacher", facts={"row": row.row}), *row.problems))
    when = (match.officer.id, row.day, row.start)
    held = log.held.get(when, [])
    first = log.taken.setdefault(when, row.row)
    if first != row.row or len(held) > 1:
        return conflict(row.row, label, Problem("row_repeats", where="start", facts={"row": row.row, "first": first}), *row.problems)
    before = held[0] if held else None
    after = _merged(log.desk, before or new_coaching(log.desk, *when, row.end, row.served_agency), row, row.end)
    faults = (*row.problems, *coaching_problems(log.desk, after))
    return unreadable(row.row, label, faults) if errors(faults) else planned(row.row, label, before, after, problems=faults)


def _merged(desk: Desk, base: Coaching, row: CoachingRow, end: int) -> Coaching:
    given = {name: value for name in (*TEXTS, *VALUES) if (value := getattr(row, name)) not in ("", None, ())}
    leaf = desk.rules(base.day).topic_named(row.system) if row.system else None
    return replace(base, end=end, system=leaf.code if leaf is not None else row.system or base.system, **given)
