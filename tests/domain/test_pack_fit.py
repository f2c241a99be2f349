"""A pack that the program could not work with is told by what it lacks."""

from dataclasses import replace

import pytest

from hrdesk.domain.pack import Source
from hrdesk.domain.pack_fit import lacking
from hrdesk.domain.pack_table import Value
from tests.domain.rule_records import PACK


def test_a_pack_with_other_figures_lacks_nothing() -> None:
    other = {key: replace(one, value=one.value + 1) if isinstance(one.value, int) else one for key, one in PACK.parameters.items()}
    assert list(lacking(replace(PACK, parameters=other, items=(*PACK.items, PACK.items[0])), PACK)) == []


def test_a_figure_that_is_not_there_or_of_another_sort_is_told() -> None:
    figures = {**PACK.parameters, "seed_min": replace(PACK.parameters["seed_min"], value="one")}
    del figures["deed_max"]
    assert sorted(lacking(replace(PACK, parameters=figures), PACK)) == ["parameters.deed_max", "parameters.seed_min"]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("headcount_kinds", (), True),
        ("headcount_kinds", (1,), True),
        ("headcount_kinds", ("full_time", "concurrent"), False),
        ("evaluation_due", "02-28", False),
        ("evaluation_due", "99-99", True),
        ("evaluation_due", "02-30", True),
        ("headcount_basis", "staffing_present", False),
        ("headcount_basis", "nothing", True),
        ("quota_reading", "R9", True),
        ("seed_min", (1,), True),
    ],
)
def test_a_figure_that_the_program_cannot_read_is_told(key: str, value: Value, *, told: bool) -> None:
    figures = {**PACK.parameters, key: replace(PACK.parameters[key], value=value)}
    assert list(lacking(replace(PACK, parameters=figures), PACK)) == ([f"parameters.{key}"] if told else [])


def test_a_limit_that_is_not_there_is_told() -> None:
    assert list(lacking(replace(PACK, deadlines=PACK.deadlines[1:]), PACK)) == [f"deadlines.{PACK.deadlines[0].rule}"]


def test_lines_that_are_asked_for_by_their_place_are_told() -> None:
    assert list(lacking(replace(PACK, consequences=PACK.consequences[:1], attachments=()), PACK)) == ["attachments", "consequences"]


def test_an_item_about_which_no_record_speaks_any_more_is_told() -> None:
    items = tuple(replace(one, facts=Source.NONE) if one.facts is Source.CHANGE else one for one in PACK.items)
    assert list(lacking(replace(PACK, items=items), PACK)) == [f"items.{one.code}" for one in PACK.items if one.facts is Source.CHANGE]
