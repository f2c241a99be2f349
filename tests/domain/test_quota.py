"""The quota of 陸三(二): the worked cases, both readings, and every distribution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.domain.quota import Quota, quota_baseline
from hrdesk.domain.values import Explanation
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import PACK

ONCE, TWICE, BOTH = ((1,),), ((2,),), ((2,), (1, 1))


def quota(staffing: int, seeds: int | None = None, groups: int = 0, reading: str = "R1") -> Explanation[Quota]:
    """Return the baseline under the shipped pack."""
    return quota_baseline(PACK, staffing=staffing, seeds=seeds, groups=groups, reading=reading)


@pytest.mark.parametrize(
    ("case", "staffing", "seeds", "groups", "r1", "r2"),
    [
        ("A", 15, None, 0, Quota(1, 1, ONCE), Quota(1, 1, ONCE)),
        ("A", 1, 1, 0, Quota(1, 1, ONCE), Quota(1, 1, ONCE)),
        ("A", 14, 3, 0, Quota(1, 1, ONCE), Quota(1, 1, ONCE)),
        ("B", 16, 1, 0, Quota(2, 1, TWICE), Quota(2, 1, TWICE)),
        ("C", 16, 2, 0, Quota(2, 2, BOTH), Quota(2, 2, BOTH)),
        ("D", 60, 5, 0, Quota(2, 2, BOTH), Quota(5, 5, ((2,), (1, 1, 1, 1, 1)))),
        ("E", 16, 2, 1, Quota(3, 3, ((2, 1), (1, 1, 1))), Quota(3, 3, ((2, 1), (1, 1, 1)))),
        ("E", 15, 1, 1, Quota(2, 2, ((1, 1),)), Quota(2, 2, ((1, 1),))),
        ("H", 20, 0, 0, Quota(2, 0, ()), Quota(2, 0, ())),
        ("H with a dedicated teacher", 20, 0, 1, Quota(3, 1, ((1,),)), Quota(3, 1, ((1,),))),
        ("seeds not known", 16, None, 0, Quota(2, 2, BOTH), Quota(2, None, TWICE)),
        ("two groups", 30, 3, 2, Quota(4, 4, ((2, 1, 1), (1, 1, 1, 1))), Quota(5, 5, ((2, 1, 1), (1, 1, 1, 1, 1)))),
        ("no staff", 0, 1, 0, Quota(0, None, ()), Quota(0, None, ())),
    ],
)
def test_worked_cases(case: str, staffing: int, seeds: int | None, groups: int, r1: Quota, r2: Quota) -> None:
    assert quota(staffing, seeds, groups).value == r1, case
    assert quota(staffing, seeds, groups, "R2").value == r2, case


def test_fifteen_is_small_and_sixteen_large() -> None:
    assert [quota(staffing).value.units for staffing in (14, 15, 16, 17)] == [1, 1, 2, 2]


def test_the_answer_cites_the_article_with_its_wording() -> None:
    found = quota(16)
    assert found.citation.article == "陸三(二)"
    assert "15 人（含）以下" in found.citation.text
    assert found.pack == "taipei-101"
    assert found.unit == "嘉獎次數"


def test_no_seed_teacher_is_explained_by_the_empty_annex2() -> None:
    found = quota(20, 0)
    assert any("附表2 空白" in step for step in found.steps)
    assert [(problem.code, problem.article) for problem in found.problems] == [("quota_no_seeds", "肆四")]


def test_no_staff_is_left_to_a_person() -> None:
    found = quota(0)
    assert [problem.code for problem in found.problems] == ["quota_manual"]
    assert "人事處" in found.steps[0]


def test_everyone_once_needs_the_number_of_seed_teachers() -> None:
    assert [problem.code for problem in quota(16, None, reading="R2").problems] == ["quota_seeds_unknown"]
    assert quota(16, None).problems == ()


def test_the_other_reading_is_a_named_alternative_only_above_the_limit() -> None:
    assert [one.name for one in quota(16, 2).alternatives] == ["R2", "增列", "核定調整"]
    assert [one.name for one in quota(16, 2, reading="R2").alternatives] == ["R1", "增列", "核定調整"]
    assert [one.name for one in quota(15, 2).alternatives] == ["增列", "核定調整"]
    assert [one.name for one in quota(15, 2, groups=1).alternatives] == ["核定調整"]
    assert quota(60, 5).alternatives[0].value == "1 人 2 次；" + "＋".join(["1 人 1 次"] * 5)


def test_each_reading_is_worded() -> None:
    assert quota(16).reading.startswith("R1：")
    assert quota(16, reading="R2").reading.startswith("R2：")


@pytest.mark.parametrize(("staffing", "seeds", "groups"), [(-1, 0, 0), (1, -1, 0), (1, 1, -1)])
def test_negative_counts_are_refused(staffing: int, seeds: int, groups: int) -> None:
    with pytest.raises(InputError) as caught:
        quota(staffing, seeds, groups)
    assert caught.value.fault is Fault.NOT_A_NUMBER


def test_an_unknown_reading_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        quota(16, reading="R3")
    assert caught.value.fault is Fault.INVALID


@given(st.integers(1, 500), st.integers(0, 30), st.integers(0, 4), st.sampled_from(["R1", "R2"]))
def test_no_distribution_passes_units_or_heads(staffing: int, seeds: int, groups: int, reading: str) -> None:
    found = quota(staffing, seeds, groups, reading).value
    for one in found.distributions:
        assert sum(one) <= found.units
        assert found.heads is not None
        assert len(one) <= min(found.heads, seeds + groups)
        assert list(one) == sorted(one, reverse=True)
    assert list(found.distributions) == sorted(set(found.distributions), reverse=True)
