"""Coaching records: found again by teacher, day and start; refused where nobody's seed teacher or not yet."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.seeds import Channel, Coaching, Settlement
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Severity
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.teachers import coaching
from tests.services.book import COACHING, appointed, hire, write_csv

ROW = {
    "種籽教師": "陳𡍼明",
    "輔導日期": "115/03/02",
    "開始時間": "09:00",
    "結束時間": "10:30",
    "受輔導機關": "範例文化局",
    "輔導方式": "電話、電子郵件",
    "系統別": "組織編制子系統",
    "檢核項目": "1",
    "問題": "版本更新",
    "處理情形": "協助安裝",
    "結案情形": "已解決",
}


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return the teacher of the usual row."""
    person = hire(desk, "陳𡍼明")
    appointed(desk, person)
    return person


def plan(desk: Desk, tmp_path: Path, *rows: dict[str, str]) -> ImportPlan:
    """Return the plan of rows that differ from the usual one as given."""
    filled = [[{**ROW, **row}.get(heading, "") for heading in COACHING] for row in rows]
    return importing.plan_coaching(desk, write_csv(tmp_path / "輔導.csv", COACHING, *filled))


def judged(found: ImportPlan) -> list[tuple[RowState, list[str]]]:
    """Return each row's state and problems."""
    return [(row.state, [problem.code for problem in row.problems]) for row in found.rows]


def test_row_becomes_a_record_and_the_same_file_changes_nothing(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, {}))
    (held,) = desk.store.all(Coaching)
    assert (held.officer, held.day, held.start, held.end, held.item) == (teacher.id, date(2026, 3, 2), 540, 630, 1)
    assert (held.channels, held.system, held.settlement) == ((Channel.PHONE, Channel.EMAIL), "biz-01", Settlement.SOLVED)
    assert judged(plan(desk, tmp_path, {})) == [(RowState.SAME, [])]


def test_records_without_an_item_are_told_to_count_nowhere(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    found = plan(desk, tmp_path, {"檢核項目": ""}, {"開始時間": "13:00", "結束時間": "14:00"})
    assert [(one.severity, one.facts["count"]) for one in found.problems if one.code == "coaching_without_item"] == [(Severity.WARNING, 1)]
    assert "coaching_without_item" not in {one.code for one in plan(desk, tmp_path, {}).problems}


def test_changed_handling_is_a_difference(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, {}))
    found = plan(desk, tmp_path, {"處理情形": "重新安裝", "系統別": "自訂系統"})
    assert {(one.field, one.after) for one in found.rows[0].differences} == {("handling", "重新安裝"), ("system", "自訂系統")}
    importing.apply_plan(desk, found)
    importing.apply_plan(desk, plan(desk, tmp_path, {"系統別": ""}))
    assert desk.store.all(Coaching)[0].system == "自訂系統"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"輔導日期": "114/12/31"}, "coaching_not_a_seed"),
        ({"輔導日期": "115/12/31"}, "coaching_in_future"),
        ({"種籽教師": "王小明"}, "officer_unknown"),
        ({"結束時間": "x"}, "time_unreadable"),
        ({"輔導日期": ""}, "date_missing"),
    ],
)
def test_row_that_cannot_be_taken_says_why(desk: Desk, teacher: Officer, tmp_path: Path, row: dict[str, str], code: str) -> None:
    ((state, codes),) = judged(plan(desk, tmp_path, row))
    assert state is RowState.UNREADABLE
    assert code in codes


def test_escalation_to_nobody_comes_in_with_a_warning(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    assert judged(plan(desk, tmp_path, {"結案情形": "轉報"})) == [(RowState.NEW, ["coaching_escalated_to_nobody"])]
    assert judged(plan(desk, tmp_path, {"結案情形": "轉報", "轉報對象": "8585"})) == [(RowState.NEW, [])]


def test_one_teacher_serves_one_at_a_time(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    assert judged(plan(desk, tmp_path, {}, {"受輔導機關": "範例地政事務所"}))[1] == (RowState.CONFLICT, ["row_repeats"])


def test_two_records_held_alike_are_a_conflict(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    for _ in range(2):
        coaching.coach(desk, coaching.new_coaching(desk, teacher.id, date(2026, 3, 2), 540, 600, "範例文化局"))
    assert judged(plan(desk, tmp_path, {})) == [(RowState.CONFLICT, ["row_repeats"])]


def test_namesakes_are_a_conflict(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    hire(desk, "陳𡍼明")
    assert judged(plan(desk, tmp_path, {})) == [(RowState.CONFLICT, ["match_several"])]
