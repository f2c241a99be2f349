"""One plan, one undoable transaction, a verified backup before; a stale plan is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.plan import ImportPlan, PlanRow, RowState
from hrdesk.domain.staff import Officer, Role
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_parts import text_of
from hrdesk.services.safekeeping import keeping
from tests.services.book import ROSTER, fault_of, hire, write_csv


@pytest.fixture
def plan(desk: Desk, tmp_path: Path) -> ImportPlan:
    """Return the plan of a roster of one."""
    path = write_csv(tmp_path / "名冊.csv", ROSTER, ("", "A001", "主任", "王小明", "", "", "", "", "", ""))
    return importing.plan_roster(desk, path)


def test_undo_brings_back_exactly_what_was(desk: Desk, plan: ImportPlan) -> None:
    changes = importing.apply_plan(desk, plan)
    assert len(changes.added) == 1
    keeping.undo(desk)
    assert desk.store.all(Officer) == ()


def test_backup_is_made_before(desk: Desk, plan: ImportPlan) -> None:
    importing.apply_plan(desk, plan)
    assert [path.name.startswith("before-import-roster-") for path in (desk.store.folder / "backups").iterdir()] == [True]


def test_plan_is_not_applied_over_later_changes(desk: Desk, plan: ImportPlan) -> None:
    hire(desk, "陳𡍼明")
    with pytest.raises(InputError) as caught:
        importing.apply_plan(desk, plan)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_looks_between_plan_and_import_do_no_harm(desk: Desk, plan: ImportPlan) -> None:
    keeping.backup(desk)
    assert importing.apply_plan(desk, plan)


def test_plan_of_an_unknown_kind_is_refused(desk: Desk, plan: ImportPlan) -> None:
    with pytest.raises(InputError) as caught:
        importing.apply_plan(desk, replace(plan, kind="payroll"))
    assert fault_of(caught) is Fault.INVALID


def test_rows_in_conflict_put_nothing(desk: Desk, plan: ImportPlan) -> None:
    row = plan.rows[0]
    doubtful = replace(plan, rows=(PlanRow(row.row, RowState.CONFLICT, row.label, puts=row.puts),))
    assert not importing.apply_plan(desk, doubtful)


def test_values_read_as_a_person_reads_them() -> None:
    assert [text_of(value) for value in (None, date(2026, 1, 2), Role.HEAD, ("a", 1))] == ["", "115/01/02", "人事主管", "a、1"]
