"""Whether what a rule pack says can be reckoned with: lists that belong together, figures the program can work with, lines told apart and cited."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from hrdesk.domain.pack import Chosen, Cited, Parameter, RulePack
from hrdesk.domain.staff import StaffKind
from hrdesk.domain.training import Method


class Misfit(Enum):
    """Why a place of a rule pack makes no sense to the program; `labels.toml` has the words."""

    LENGTHS = "lengths"  # not as many as it belongs to
    ORDER = "order"  # bands that do not go down
    BEYOND = "beyond"  # a figure beyond what the program can work with
    SUM = "sum"  # shares that are not the whole
    WORDS = "words"  # a word that means nothing here
    READINGS = "readings"  # another reading that the program does not have, or one that it needs and is not named
    TWICE = "twice"  # one code for two lines
    UNCITED = "uncited"  # no article
    UNKNOWN = "unknown"  # names a branch or leaf that is not in the catalogue
    DAYS = "days"  # a day that no record may hold


@dataclass(frozen=True, slots=True)
class Trouble:
    """One place that makes no sense: a figure by its key, or another place in Chinese."""

    place: str
    misfit: Misfit


FIRST, LAST = date(1912, 1, 1), date(2100, 12, 31)  # 民國元年 on
ALL = 100  # per cent
PERCENT, GRADES, MONTHS, TIMES = range(ALL + 1), range(1, 15), range(1, 13), range(1, 21)
CENTURY = range(1, 1201)  # months
FIGURES: Mapping[str, range] = {
    "head_grades": GRADES,
    "course_months": MONTHS,
    "newcomer_months": CENTURY,
    "quota_small_times": TIMES,
    "quota_large_times": TIMES,  # every way to share them out is listed
    "quota_each_times": TIMES,
    "quota_group_times": TIMES,
    "evaluation_weights": PERCENT,
    "usage_percents": PERCENT,
    "webhr_percents": PERCENT,
    "usage_weights": PERCENT,
    "usage_split": PERCENT,
    "leave_drop_administrator": PERCENT,
    "leave_drop_seed": PERCENT,
    "leave_drop_lecturer": PERCENT,
}
PAIRS: Mapping[str, tuple[str, int]] = {"usage_percents": ("usage_counts", 0), "webhr_percents": ("webhr_counts", 0), "grade_names": ("grade_edges", 1)}
SHARES = ("usage_weights", "usage_split")  # of two parts each
BANDS = ("usage_counts", "webhr_counts", "grade_edges")
METHODS = frozenset(one.value for one in Method)
WORDS: Mapping[str, frozenset[str]] = {
    "required_methods": METHODS,
    "certified_methods": METHODS,
    "headcount_kinds": frozenset(one.value for one in StaffKind),
    "attendance_rate_basis": frozenset({"attendances"}),  # the others are only told beside it
}
CODED = {
    "groups": "研習項目分類",
    "items": "評估項目",
    "competencies": "職能",
    "merit_sections": "特殊優良事蹟",
    "attachments": "附件",
    "same_nature": "業務屬性相同類別",
    "addressees": "通知對象",
    "consequences": "未到課之處理",
}


def troubles(pack: RulePack, known: RulePack) -> Iterator[Trouble]:
    """Yield every place of a pack that lacks nothing (`pack_fit.lacking`) which the program cannot reckon with; `known` is the pack that it came with."""
    if any(not FIRST <= day <= LAST for day in (pack.amended, pack.valid_from, pack.valid_to) if day is not None):
        yield Trouble("修正或施行日期", Misfit.DAYS)
    for key, one in pack.parameters.items():
        yield from (Trouble(key, misfit) for misfit in _figure(pack, key, _many(one), known))
    yield from (Trouble(f"{name} {code}", Misfit.TWICE) for name, code in _twice(pack))
    yield from (Trouble(name, Misfit.UNCITED) for name, one in _cited(pack) if not one.strip())
    yield from (Trouble(place, Misfit.UNKNOWN) for place in _unknown(pack))


def _many(one: Parameter) -> tuple[int | str, ...]:
    return one.value if isinstance(one.value, tuple) else (one.value,)


def _figure(pack: RulePack, key: str, values: Sequence[int | str], known: RulePack) -> Iterator[Misfit]:
    """Yield what is wrong with one figure."""
    if key in FIGURES and any(isinstance(one, int) and one not in FIGURES[key] for one in values):
        yield Misfit.BEYOND
    if key in WORDS and not WORDS[key].issuperset(values):
        yield Misfit.WORDS
    if key in BANDS and any(later >= earlier for earlier, later in pairwise(map(int, values))):
        yield Misfit.ORDER
    if len(values) != _length(pack, key, len(values)):
        yield Misfit.LENGTHS
    elif key in SHARES and sum(int(one) for one in values) != ALL:
        yield Misfit.SUM
    if not _readings_fit(pack, key, known):
        yield Misfit.READINGS


def _length(pack: RulePack, key: str, given: int) -> int:
    """Return how many values a figure must have."""
    if key in PAIRS:
        other, more = PAIRS[key]
        return len(_many(pack.parameter(other))) + more
    if key == "evaluation_weights" and isinstance(pack.parameter(key).value, tuple):
        return len(pack.items)
    return len(SHARES) if key in SHARES else given


def _readings_fit(pack: RulePack, key: str, known: RulePack) -> bool:
    """Tell whether the program has every other reading that a figure names by a code, and for the quota finds each of its own."""
    if key not in ("attendance_rate_basis", "quota_reading"):
        return True
    given, had = ({str(_many(one.parameter(key))[0]), *(other.value for other in one.parameter(key).alternatives)} for one in (pack, known))
    return given == had if key == "quota_reading" else given <= had


def _twice(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield every code that two lines of one sort have."""
    sorts = [(name, [one.code for one in getattr(pack, part)]) for part, name in CODED.items()]
    sorts += [("期限", [one.rule for one in pack.deadlines]), ("身分", [one.name for one in pack.roles])]
    sorts += [(rule.name, [line.key for line in rule.courses]) for rule in pack.roles]
    for name, codes in sorts:
        yield from ((name, code) for code, count in Counter(codes).items() if count > 1)


def _cited(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield every place that stands in an article, with the article."""
    lines: list[tuple[str, Cited]] = [(key, one) for key, one in pack.parameters.items()]
    lines += [(f"{name} {one.code}", one) for part, name in CODED.items() for one in getattr(pack, part)]
    lines += [(f"期限 {one.name}", one) for one in pack.deadlines]
    for rule in pack.roles:
        lines += [(f"身分 {rule.name}", rule), *((f"{rule.name} {line.key}", line) for line in rule.courses)]
    yield from ((name, one.article) for name, one in lines)
    yield from ((f"研習項目 {one.code}", one.article) for one in pack.topics)


def _unknown(pack: RulePack) -> Iterator[str]:
    """Yield the required courses that name what the catalogue does not have, or, chosen by a mark, no branch at all."""
    groups = {one.code for one in pack.groups}
    for rule in pack.roles:
        for line in rule.courses:
            known = groups.issuperset(line.groups) and all(pack.topic(code) for code in line.topics)
            if not known or (line.by is Chosen.MARKED and not line.groups):
                yield f"{rule.name} {line.key}"
