"""Rosters: new, changed, same, left, in conflict, unreadable; nothing erased, nobody retired by silence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from hrdesk.domain.minguo import parse_date
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.staff import Officer, Role, RoleSpan
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.people import staff
from hrdesk.services.safekeeping import keeping
from tests.intake.made import webhr
from tests.services.book import ROSTER, child_of, fault_of, found_child, hire, write_csv

WANG = ("人事室", "A001", "主任", "王小明", "A123456789", "0600115", "1080115", "薦任第九職等", "人事主管", "")
CHEN = ("人事室", "A002", "專員", "陳𡍼明", "", "0610215", "1150701", "薦任第八職等", "種籽教師、進階", "")


def plan(desk: Desk, tmp_path: Path, *rows: tuple[str, ...], **options: Any) -> ImportPlan:
    """Return the plan of a roster of these rows."""
    return importing.plan_roster(desk, write_csv(tmp_path / "名冊.csv", ROSTER, *rows), **options)


def states(found: ImportPlan) -> list[RowState]:
    """Return the rows' states."""
    return [row.state for row in found.rows]


def test_new_people_come_in_with_their_roles(desk: Desk, tmp_path: Path) -> None:
    found = plan(desk, tmp_path, WANG, CHEN)
    assert states(found) == [RowState.NEW] * 2
    assert [(one.code, one.facts) for one in found.problems] == [("role_start_assumed", {"count": 2})]
    importing.apply_plan(desk, found)
    wang, chen = staff.find_officer(desk, "A001"), staff.find_officer(desk, "A002")
    assert (wang.birth, wang.arrived, wang.grade, wang.national_id) == (date(1971, 1, 15), date(2019, 1, 15), "薦任第九職等", "")
    roles = {(span.officer, span.role, span.start) for span in desk.store.all(RoleSpan)}
    assert roles == {(wang.id, Role.HEAD, date(2026, 1, 1)), (chen.id, Role.ADVANCED, date(2026, 7, 1))}


def test_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, WANG, CHEN))
    entries = desk.store.history(100)
    again = plan(desk, tmp_path, WANG, CHEN)
    assert states(again) == [RowState.SAME] * 2
    assert not importing.apply_plan(desk, again)
    assert desk.store.history(100) == entries


def test_id_numbers_are_kept_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, WANG))
    again = plan(desk, tmp_path, WANG, keep_ids=True)
    assert [(one.field, one.after) for one in again.rows[0].differences] == [("national_id", "A12345****")]
    importing.apply_plan(desk, again)
    assert staff.find_officer(desk, "A001").national_id == "A123456789"


def test_change_is_shown_as_a_person_reads_it_and_an_empty_cell_erases_nothing(desk: Desk, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, WANG))
    married = ("", "A001", "", "王大明", "", "", "1080201", "", "", "")
    found = plan(desk, tmp_path, married)
    assert {(one.field, one.before, one.after) for one in found.rows[0].differences} == {
        ("name", "王小明", "王大明"),
        ("arrived", "108/01/15", "108/02/01"),
        ("former_names", "", "王小明"),
    }
    importing.apply_plan(desk, found)
    assert staff.find_officer(desk, "王大明").title == "主任"


def test_people_not_listed_are_proposed_and_retire_only_on_demand(desk: Desk, tmp_path: Path) -> None:
    person = hire(desk, "林𠅤如")
    found = plan(desk, tmp_path, WANG)
    assert [(row.row, row.state, row.label) for row in found.rows if row.state is RowState.LEFT] == [(0, RowState.LEFT, "林𠅤如")]
    importing.apply_plan(desk, found)
    assert staff.officer(desk, person.id).left is None
    importing.apply_plan(desk, plan(desk, tmp_path, WANG), leavers=True)
    assert staff.officer(desk, person.id).left == desk.today
    assert states(plan(desk, tmp_path, WANG)) == [RowState.SAME]


def test_namesakes_are_a_conflict_and_not_proposed_as_leavers(desk: Desk, tmp_path: Path) -> None:
    hire(desk, "王小明", employee_no="B001")
    hire(desk, "王小明", employee_no="B002")
    found = plan(desk, tmp_path, ("", "", "", "王小明", "", "", "", "", "", ""))
    assert states(found) == [RowState.CONFLICT]
    assert not importing.apply_plan(desk, found)


def test_person_named_twice_is_a_conflict(desk: Desk, tmp_path: Path) -> None:
    found = plan(desk, tmp_path, WANG, WANG)
    assert states(found) == [RowState.NEW, RowState.CONFLICT]
    assert found.rows[1].problems[0].code == "row_repeats"


def test_unreadable_row_says_why_and_the_rest_comes_in(desk: Desk, tmp_path: Path) -> None:
    bad_day = ("", "A003", "", "林𠅤如", "", "114/02/29", "", "", "", "")
    bad_order = ("", "A004", "", "丁小明", "", "", "1150701", "", "", "1150101")
    found = plan(desk, tmp_path, WANG, bad_day, bad_order)
    assert states(found) == [RowState.NEW, RowState.UNREADABLE, RowState.UNREADABLE]
    assert [row.problems[0].code for row in found.rows[1:]] == ["date_unreadable", "officer_left_before_arrival"]
    importing.apply_plan(desk, found)
    assert [one.name for one in desk.store.all(Officer)] == ["王小明"]


def test_somebody_who_had_left_and_is_listed_again_is_a_warning(desk: Desk, tmp_path: Path) -> None:
    hire(desk, "王小明", employee_no="A001", left=date(2026, 3, 1))
    found = plan(desk, tmp_path, ("", "A001", "主任", "王小明", "", "", "", "", "", ""))
    assert [problem.code for problem in found.rows[0].problems] == ["officer_returned"]


def test_role_already_held_is_not_given_again_and_an_ended_one_is(desk: Desk, tmp_path: Path) -> None:
    person = hire(desk, "王小明", employee_no="A001")
    staff.assign_role(desk, person.id, Role.HEAD, date(2025, 1, 1), date(2025, 12, 31))
    importing.apply_plan(desk, plan(desk, tmp_path, WANG))
    importing.apply_plan(desk, plan(desk, tmp_path, WANG))
    assert desk.store.count(RoleSpan) == 2


def test_roster_of_a_subordinate_touches_its_people_only(desk: Desk, tmp_path: Path) -> None:
    found_child(desk)
    hire(desk, "林𠅤如")
    importing.apply_plan(desk, plan(desk, tmp_path, WANG, agency=child_of(desk)))
    assert [one.name for one in desk.store.all(Officer, agency=child_of(desk))] == ["王小明"]


def test_headings_may_be_told(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名冊.csv", ("同仁", "職務名"), ("王小明", "主任"))
    with pytest.raises(InputError) as caught:
        importing.plan_roster(desk, path)
    assert fault_of(caught) is Fault.FILE_NO_HEADINGS
    assert caught.value.facts["file"] == "名冊.csv"
    with pytest.raises(InputError) as caught:
        importing.plan_roster(desk, path, {"star_sign": "星座"})
    assert "name" in str(caught.value.facts["reason"])
    found = importing.plan_roster(desk, path, {"name": "同仁", "title": "職務名"})
    assert found.rows[0].state is RowState.NEW
    assert found.mapping["title"] == "職務名"


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.xls", "roster.ods", "roster-big5.csv"])
def test_three_hundred_people_of_webhr_come_in_from_every_kind_of_file(desk: Desk, name: str) -> None:
    path = Path(__file__).parents[1] / "intake" / "data" / name
    importing.apply_plan(desk, importing.plan_roster(desk, path))
    people = {one.employee_no: one for one in desk.store.all(Officer)}
    expected = webhr(300, rare=not name.endswith("csv"))
    heading = next(row for row in expected if "姓名" in row)
    number, called, birth = (heading.index(title) for title in ("員工代號", "姓名", "出生日期"))
    rows = expected[expected.index(heading) + 1 :]
    assert {row[number]: row[called] for row in rows} == {key: one.name for key, one in people.items()}
    assert all(people[row[number]].birth == parse_date(row[birth]).day for row in rows)
    assert set(states(importing.plan_roster(desk, path))) == {RowState.SAME}
    keeping.undo(desk)
    assert desk.store.count(Officer) == 0


def test_sheets_left_out_are_told_hidden_ones_too(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheets = [book.worksheets[0], book.create_sheet("舊名冊"), book.create_sheet("說明")]
    for sheet, row in zip(sheets, (["姓名"], ["姓名"], ["本頁說明"]), strict=True):
        sheet.append(row)
        sheet.append(["王小明"])
    book["舊名冊"].sheet_state = "hidden"
    book.save(tmp_path / "名冊.xlsx")
    found = importing.plan_roster(desk, tmp_path / "名冊.xlsx")
    assert [(one.code, one.facts["sheet"]) for one in found.problems] == [("sheet_left_out", "舊名冊"), ("sheet_left_out", "說明")]
