"""Plans in words, and what a person decides about their rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.plan import ImportPlan
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_choice import counted, doubts, leave_out, plan_lines, plan_notes
from tests.services.book import ROSTER, TRAINING, hire, write_csv


def training_plan(desk: Desk, folder: Path, *names: str) -> ImportPlan:
    """Return the plan of a new course that these people take."""
    rest = ("", "", "115-OP-01", "範例操作班", "第1期", "", "實體", "115/06/10", "115/06/11", "12", "115/05/20", "全程參與", "", "", "")
    return importing.plan_training(desk, write_csv(folder / "研習.csv", TRAINING, *((name, *rest) for name in names)))


def test_rows_and_notes_are_told_in_words(desk: Desk, tmp_path: Path) -> None:
    hire(desk, "王小明", employee_no="A001", title="專員")
    hire(desk, "張老人")
    rows = (("", "A001", "主任", "王小明", "", "", "", "", "", ""), ("", "A3", "", "林小美", "", "", "970808", "", "", ""))
    plan = importing.plan_roster(desk, write_csv(tmp_path / "名冊.csv", (*ROSTER, "星座"), *rows))
    first, second, left = plan_lines(plan)
    assert (first.place, first.label, first.differences, first.written, first.doubtful) == ("第2列", "王小明", ("職稱：專員 → 主任",), True, False)
    assert second.doubtful
    assert "六位數字" in second.problems[0]
    assert (left.place, left.written) == ("未列名", False)
    assert plan_notes(plan)[0] == "未讀取的欄位：星座"
    assert counted(plan) == "新增 1、變更 1、相同 0、離職 1、衝突 0、無法讀取 0"
    assert doubts(plan) == 1
    assert plan_notes(replace(plan, skipped=())) == ()


def test_conflicts_have_no_record_and_are_told_all_the_same(desk: Desk, tmp_path: Path) -> None:
    row = ("", "A001", "主任", "王小明", "", "", "", "", "", "")
    lines = plan_lines(importing.plan_roster(desk, write_csv(tmp_path / "名冊.csv", ROSTER, row, row)))
    assert "第3列與第2列是同一筆" in lines[1].problems[0]


def test_a_new_course_stays_with_the_first_row_that_needs_it(desk: Desk, tmp_path: Path) -> None:
    for name in ("王小明", "陳小華", "林小美"):
        hire(desk, name)
    plan = training_plan(desk, tmp_path, "王小明", "陳小華", "林小美")
    kept = leave_out(plan, {0})
    assert [[type(record) for record in row.puts] for row in kept.rows] == [[Course, TrainingRecord], [TrainingRecord]]
    importing.apply_plan(desk, kept)
    assert (desk.store.count(Course), desk.store.count(TrainingRecord)) == (1, 2)


def test_a_course_that_nobody_needs_goes_with_its_row(desk: Desk, tmp_path: Path) -> None:
    hire(desk, "王小明")
    plan = training_plan(desk, tmp_path, "王小明")
    assert leave_out(plan, {0}).rows == ()
    assert leave_out(plan, ()) == plan


def test_reading_and_writing_may_be_stopped(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名冊.csv", ROSTER, *(("", f"A{n}", "", f"範例{n}", "", "", "", "", "", "") for n in range(60)))
    told: list[tuple[int, int]] = []
    plan = importing.plan_roster(replace(desk, progress=lambda done, total: told.append((done, total))), path)
    assert told == [(0, 60), (50, 60)]

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    before = desk.store.history(5)
    with pytest.raises(KeyboardInterrupt):
        importing.apply_plan(replace(desk, progress=stop), plan)
    assert desk.store.history(5) == before
