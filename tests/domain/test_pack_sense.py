"""A pack that has everything and still cannot be reckoned with is told by the place that makes no sense."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.pack import Chosen, RulePack
from hrdesk.domain.pack_fit import lacking
from hrdesk.domain.pack_sense import Misfit, troubles
from hrdesk.domain.pack_table import Value
from hrdesk.domain.values import Alternative
from tests.domain.rule_records import PACK


def told(pack: RulePack) -> list[tuple[str, Misfit]]:
    assert list(lacking(pack, PACK)) == []
    return [(one.place, one.misfit) for one in troubles(pack, PACK)]


def figured(key: str, value: Value, **changes: Any) -> RulePack:
    return replace(PACK, parameters={**PACK.parameters, key: replace(PACK.parameters[key], value=value, **changes)})


def test_the_shipped_pack_makes_sense() -> None:
    assert told(PACK) == []
    assert told(figured("evaluation_weights", (10, 10, 20, 20, 20, 10, 10))) == []
    assert list(lacking(figured("evaluation_weights", ("e1",)), PACK)) == ["parameters.evaluation_weights"]


@pytest.mark.parametrize(
    ("key", "value", "misfit"),
    [
        ("usage_percents", (100, 90, 60, 40), Misfit.LENGTHS),
        ("webhr_percents", (100, 80, 40, 20, 10), Misfit.LENGTHS),
        ("grade_names", ("A", "B", "C", "D", "E"), Misfit.LENGTHS),
        ("usage_weights", (80, 10, 10), Misfit.LENGTHS),
        ("usage_split", (100,), Misfit.LENGTHS),
        ("evaluation_weights", (50, 50), Misfit.LENGTHS),
        ("usage_split", (50, 40), Misfit.SUM),
        ("grade_edges", (60, 70, 80, 90, 95), Misfit.ORDER),
        ("webhr_counts", (10, 7, 7, 1), Misfit.ORDER),
        ("usage_percents", (101, 90, 60, 40, 20), Misfit.BEYOND),
        ("leave_drop_seed", 200, Misfit.BEYOND),
        ("newcomer_months", 1_000_000, Misfit.BEYOND),
        ("quota_large_times", 60, Misfit.BEYOND),
        ("course_months", (6, 13), Misfit.BEYOND),
        ("head_grades", (8, 15), Misfit.BEYOND),
        ("required_methods", ("department", "elsewhere"), Misfit.WORDS),
        ("headcount_kinds", ("everybody",), Misfit.WORDS),
        ("attendance_rate_basis", "minutes", Misfit.WORDS),
    ],
)
def test_a_figure_that_cannot_be_reckoned_with_is_told(key: str, value: Value, misfit: Misfit) -> None:
    assert (key, misfit) in told(figured(key, value))


def test_lists_that_change_together_are_none() -> None:
    counts, percents = figured("usage_counts", (20, 10)), figured("usage_percents", (100, 50))
    assert told(replace(counts, parameters={**counts.parameters, "usage_percents": percents.parameters["usage_percents"]})) == []


@pytest.mark.parametrize(
    ("key", "named"),
    [("quota_reading", ()), ("quota_reading", ("R2", "R3")), ("attendance_rate_basis", ("days",))],
    ids=["one it needs is not named", "one it does not have", "another one it does not have"],
)
def test_another_reading_that_the_program_does_not_have_is_told(key: str, named: tuple[str, ...]) -> None:
    others = tuple(Alternative(one, one, "") for one in named)
    assert told(figured(key, PACK.parameters[key].value, alternatives=others)) == [(key, Misfit.READINGS)]


def test_the_other_reading_may_be_the_one_taken() -> None:
    assert told(figured("quota_reading", "R2", alternatives=(Alternative("R1", "R1", ""),))) == []
    assert told(figured("attendance_rate_basis", "attendances", alternatives=())) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"items": (*PACK.items, PACK.items[0])}, "評估項目 e1"),
        ({"deadlines": (*PACK.deadlines, PACK.deadlines[0])}, f"期限 {PACK.deadlines[0].rule}"),
        ({"roles": (*PACK.roles, PACK.roles[0])}, f"身分 {PACK.roles[0].name}"),
        ({"roles": (replace(PACK.roles[0], courses=PACK.roles[0].courses * 2), *PACK.roles[1:])}, f"{PACK.roles[0].name} {PACK.roles[0].courses[0].key}"),
    ],
    ids=["item", "limit", "role", "course"],
)
def test_one_code_for_two_lines_is_told(changes: dict[str, Any], place: str) -> None:
    assert (place, Misfit.TWICE) in told(replace(PACK, **changes))


def test_what_has_no_article_is_told() -> None:
    bare = replace(figured("seed_min", 1, article=" "), topics=(replace(PACK.topics[0], article=""), *PACK.topics[1:]))
    assert told(bare) == [("seed_min", Misfit.UNCITED), (f"研習項目 {PACK.topics[0].code}", Misfit.UNCITED)]


@pytest.mark.parametrize("changes", [{"groups": ("none",)}, {"topics": ("none",)}, {"groups": (), "by": Chosen.MARKED}])
def test_a_required_course_outside_the_catalogue_is_told(changes: dict[str, Any]) -> None:
    role = PACK.roles[0]
    wrong = replace(role, courses=(replace(role.courses[0], **changes), *role.courses[1:]))
    assert told(replace(PACK, roles=(wrong, *PACK.roles[1:]))) == [(f"{role.name} {role.courses[0].key}", Misfit.UNKNOWN)]


@pytest.mark.parametrize("changes", [{"amended": date(1, 1, 1)}, {"valid_from": date(9999, 1, 1)}, {"valid_to": date(9999, 12, 31)}])
def test_a_day_that_no_record_may_hold_is_told(changes: dict[str, date]) -> None:
    assert told(replace(PACK, **changes)) == [("修正或施行日期", Misfit.DAYS)]  # type: ignore[arg-type]
