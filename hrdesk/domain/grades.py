"""職等 of the civil service: the official text is kept, its number is read for rules and for sorting.

委任第一 … 第五, 薦任第六 … 第九, 簡任第十 … 第十四職等; 約聘, 約僱, 聘用 … have none.
"""

import re
from dataclasses import dataclass
from enum import Enum

_NUMERALS = {
    numeral: number for number, numeral in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"), start=1)
}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_GRADE = re.compile(r"(?P<rank>委任|薦任|簡任)?第?(?P<number>十[一二三四]?|[一二三四五六七八九]|[0-9]{1,2})(?:職?等|(?=[至到或、~-]))")
_JOINTS = re.compile(r"[至到或、~-]")


class Rank(Enum):
    """委任, 薦任, 簡任."""

    ELEMENTARY = "委任"
    JUNIOR = "薦任"
    SENIOR = "簡任"


_RANKS = {Rank.ELEMENTARY: range(1, 6), Rank.JUNIOR: range(6, 10), Rank.SENIOR: range(10, 15)}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade or a span of grades, both ends included; one grade has `lowest == highest`."""

    lowest: int
    highest: int

    @property
    def rank(self) -> Rank:
        """Return the rank of the highest grade."""
        return next(rank for rank, numbers in _RANKS.items() if self.highest in numbers)


def read_grade(text: str) -> Grade | None:
    """Read 薦任第八職等 or a span such as 委任第五職等或薦任第六職等至第七職等; None where there is no grade or it contradicts itself."""
    tidy = re.sub(r"\s", "", text).translate(_DIGITS)
    numbers: list[int] = []
    for match in _GRADE.finditer(tidy):
        number = _number(match["number"])
        if number is None or not _fits(match["rank"], number):
            return None
        numbers.append(number)
    rest = _JOINTS.sub("", _GRADE.sub("", tidy))
    if not numbers or rest or numbers != sorted(numbers):
        return None
    return Grade(numbers[0], numbers[-1])


def grade_order(text: str) -> int:
    """Return a sort key that puts the highest grade first and texts without a grade last."""
    grade = read_grade(text)
    return -grade.highest if grade is not None else 0


def _number(text: str) -> int | None:
    number = _NUMERALS.get(text) or (int(text) if text.isascii() else 0)
    return number if number in range(1, 15) else None


def _fits(rank: str | None, number: int) -> bool:
    return rank is None or number in _RANKS[Rank(rank)]
