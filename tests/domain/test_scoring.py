"""使用評分, 績效考評等級 and 請假比例 at every edge."""

from decimal import Decimal

import pytest

from hrdesk.domain.scoring import Trainee, leave_share, performance_grade, usage_score
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import PACK


@pytest.mark.parametrize(
    ("tools", "percent"), [(0, 0), (1, 20), (4, 20), (5, 40), (10, 40), (11, 60), (15, 60), (16, 90), (19, 90), (20, 100), (25, 100), (26, 100), (37, 100)]
)
def test_tools_count_by_their_band(tools: int, percent: int) -> None:
    assert usage_score(PACK, tools=tools, webhr=0, integration=0).value == Decimal(80 * percent) / 200


@pytest.mark.parametrize(("webhr", "percent"), [(0, 0), (1, 20), (4, 20), (5, 40), (6, 40), (7, 80), (9, 80), (10, 100), (13, 100), (14, 100)])
def test_subsystems_count_by_their_band(webhr: int, percent: int) -> None:
    assert usage_score(PACK, tools=0, webhr=webhr, integration=0).value == Decimal(80 * percent) / 200


def test_the_vector_of_the_plan_gives_88_per_cent_and_tells_the_other_splits() -> None:
    found = usage_score(PACK, tools=18, webhr=8, integration=100)
    assert found.value == Decimal(88)
    assert [one.value for one in found.alternatives] == ["92%", "84%"]
    assert found.citation.article == "102科技在嘉 七(二)1"


@pytest.mark.parametrize("figures", [{"tools": -1}, {"webhr": -1}, {"integration": -1}, {"integration": 101}])
def test_figures_out_of_range_are_refused(figures: dict[str, int]) -> None:
    with pytest.raises(InputError) as caught:
        usage_score(PACK, **{"tools": 1, "webhr": 1, "integration": 0, **figures})
    assert caught.value.fault is Fault.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("95", "A+"),
        ("94.99", "A"),
        ("90", "A"),
        ("89.99", "B"),
        ("80", "B"),
        ("79.99", "C"),
        ("70", "C"),
        ("69.99", "D"),
        ("60", "D"),
        ("59.99", "E"),
        ("103", "A+"),
        ("-2", "E"),
    ],
)
def test_a_grade_begins_at_its_lower_bound(score: str, grade: str) -> None:
    assert performance_grade(PACK, Decimal(score)).value == grade


def test_a_fraction_tells_what_rounding_would_give_and_a_whole_score_does_not() -> None:
    assert [one.value for one in performance_grade(PACK, Decimal("94.5")).alternatives] == ["A+"]
    assert performance_grade(PACK, Decimal(94)).alternatives == ()
    assert "不列入排名" in performance_grade(PACK, Decimal(85)).steps[-1]


@pytest.mark.parametrize(
    ("who", "course", "leave", "dropped"),
    [
        (Trainee.SEED, 1800, 359, False),
        (Trainee.SEED, 1800, 360, True),
        (Trainee.ADMINISTRATOR, 720, 143, False),
        (Trainee.ADMINISTRATOR, 720, 144, True),
        (Trainee.LECTURER, 720, 71, False),
        (Trainee.LECTURER, 720, 72, True),
    ],
)
def test_leave_drops_a_trainee_at_its_share_of_the_whole_course(who: Trainee, course: int, leave: int, dropped: bool) -> None:
    found = leave_share(PACK, who, course=course, leave=leave)
    assert found.value is dropped
    assert found.steps[-1] == ("已達退訓標準。" if dropped else "尚可請假 0 分鐘。")


def test_one_truancy_drops_whatever_the_leave() -> None:
    found = leave_share(PACK, Trainee.SEED, course=720, leave=0, truant=True)
    assert found.value
    assert found.steps[-1] == "有曠課情事，予以退訓。"


@pytest.mark.parametrize(("course", "leave"), [(0, 0), (60, 61), (60, -1)])
def test_times_that_cannot_be_are_refused(course: int, leave: int) -> None:
    with pytest.raises(InputError) as caught:
        leave_share(PACK, Trainee.SEED, course=course, leave=leave)
    assert caught.value.fault is Fault.INVALID
