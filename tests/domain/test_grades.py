"""職等: the number behind the official text."""

import pytest

from hrdesk.domain.grades import Grade, Rank, grade_order, read_grade

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"]
RANKS = ["委任"] * 5 + ["薦任"] * 4 + ["簡任"] * 5


@pytest.mark.parametrize("number", range(1, 15))
def test_every_grade_is_read_in_every_writing(number: int) -> None:
    rank, numeral = RANKS[number - 1], NUMERALS[number - 1]
    for text in (
        f"{rank}第{numeral}職等",
        f"{rank}第{number}職等",
        f"第{numeral}職等",
        f"{rank}{numeral}職等",
        f"{rank} 第 {number} 職等",
        f"{rank}第{numeral}等",
    ):
        assert read_grade(text) == Grade(number, number), text
    grade = read_grade(f"{rank}第{numeral}職等")
    assert grade is not None
    assert grade.rank.value == rank


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("薦任第六職等至第八職等", Grade(6, 8)),
        ("薦任第六至第八職等", Grade(6, 8)),
        ("委任第五職等或薦任第六職等至第七職等", Grade(5, 7)),
        ("薦任第８職等", Grade(8, 8)),
    ],
)
def test_spans_are_read_from_lowest_to_highest(text: str, grade: Grade) -> None:
    assert read_grade(text) == grade


@pytest.mark.parametrize(
    "text", ["", "約聘", "約僱五等人員", "聘用", "簡任第五職等", "薦任第十職等", "第十五職等", "第0職等", "薦任第八職等至第六職等", "薦任"]
)
def test_what_is_no_grade_or_contradicts_itself_is_none(text: str) -> None:
    assert read_grade(text) is None


def test_highest_grade_sorts_first_and_none_last() -> None:
    texts = ["約僱", "委任第五職等", "簡任第十職等", "薦任第六職等至第八職等", "薦任第七職等"]
    assert sorted(texts, key=grade_order) == ["簡任第十職等", "薦任第六職等至第八職等", "薦任第七職等", "委任第五職等", "約僱"]
    assert Rank("薦任") is Rank.JUNIOR
