"""A year's coaching: the lines, the counts by item with their records, and what the first tier solved."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hrdesk.domain.seeds import Coaching, Settlement
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching, coaching_year
from tests.services.book import YEAR, appointed, hire

DAY = date(2026, 3, 2)


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher since the year before."""
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    return person


def coach(desk: Desk, teacher: Officer, day: date = DAY, **values: Any) -> Coaching:
    """Keep a record of one hour and return it."""
    item = replace(coaching.new_coaching(desk, teacher.id, day, 540, 600, "範例文化局"), **values)
    coaching.coach(desk, item)
    return item


def test_lines_of_the_year_stand_newest_first_with_names(desk: Desk, teacher: Officer) -> None:
    topic = desk.rules(DAY).topics[0]
    early, late = coach(desk, teacher, system=topic.code), coach(desk, teacher, DAY + timedelta(1))
    coach(desk, teacher, date(2025, 12, 31))
    found = coaching_year.coaching_year(desk, YEAR)
    assert [line.id for line in found.lines] == [late.id, early.id]
    assert (found.lines[1].teacher, found.lines[1].system, found.lines[1].minutes) == ("王小明", topic.name, 60)
    assert (found.today, found.teachers) == (desk.today, ((teacher.id, "王小明"),))
    assert [one.number for one in found.items] == [*range(1, 8), None]


def test_one_teachers_year_holds_nobody_elses(desk: Desk, teacher: Officer) -> None:
    other = hire(desk, "陳𡍼明")
    appointed(desk, other)
    coach(desk, teacher)
    theirs = coach(desk, other, served_person="李小華")
    found = coaching_year.coaching_year(desk, YEAR, other.id)
    assert ([line.id for line in found.lines], found.teachers) == ([theirs.id], ((other.id, "陳𡍼明"),))


def test_count_of_an_item_names_its_records(desk: Desk, teacher: Officer) -> None:
    first = coach(desk, teacher, item=3, problem="不能登入")
    coach(desk, teacher, item=None, problem="很長很長很長很長很長很長的問題")
    why = coaching_year.explain_item(desk, YEAR, 3)
    assert (why.value, why.unit, why.citation.article) == (1, "件", "陸三(四)3")
    assert [(one.value, one.record) for one in why.inputs] == [("範例文化局　不能登入", Key("Coaching", first.id))]
    assert why.steps == ("附表3 此項 1 件，共 1 小時。",)
    none = coaching_year.explain_item(desk, YEAR, None)
    assert (none.value, none.inputs[0].value) == (1, "範例文化局　很長很長很長很長很…")


def test_many_records_behind_a_count_are_told_as_a_number(desk: Desk, teacher: Officer) -> None:
    for n in range(coaching_year.SHOWN + 2):
        coach(desk, teacher, DAY + timedelta(n), item=1)
    why = coaching_year.explain_item(desk, YEAR, 1, teacher.id)
    assert (why.value, len(why.inputs)) == (coaching_year.SHOWN + 2, coaching_year.SHOWN)
    assert why.steps[-1] == "另有 2 件，請在清單以項目篩選查看。"


def test_solve_rate_counts_what_is_settled(desk: Desk, teacher: Officer) -> None:
    assert "無資料" in coaching_year.solve_rate(desk, YEAR).steps[1]
    coach(desk, teacher, settlement=Settlement.SOLVED)
    coach(desk, teacher, settlement=Settlement.SOLVED)
    coach(desk, teacher, settlement=Settlement.OPEN)
    passed = coach(desk, teacher, settlement=Settlement.ESCALATED, escalated_to="8585")
    found = coaching_year.solve_rate(desk, YEAR)
    assert (found.value, found.unit) == (67, "%")
    assert [one.record for one in found.inputs] == [Key("Coaching", passed.id)]
    assert found.steps[0] == "已解決 2 件，轉報 1 件，處理中 1 件不計。"
    assert found.steps[2] == "轉報「8585」1 件。"
    coach(desk, teacher, settlement=Settlement.ESCALATED)
    steps = coaching_year.solve_rate(desk, YEAR).steps
    assert set(steps[2:4]) == {"轉報「8585」1 件。", "轉報「未登錄對象」1 件。"}
    assert steps[4:] == ("已解決的案件在第一線平均 60 分鐘。", "轉報的案件在第一線平均 60 分鐘。")
