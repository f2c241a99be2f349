"""What differs between two rule packs, figure by figure, and who must still confirm a reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.pack import DeadlineRule, FirstDay, Parameter, RulePack
from hrdesk.domain.pack_table import Value
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.regulation.rules import read_pack

CODE = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
UNNAMED = "其他數字"  # a figure of a later pack that this program has no name for; its article stands beside it
FIRST_DAYS = {FirstDay.SAME_DAY: "當日起算", FirstDay.NEXT_DAY: "次一工作天起算"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a pack as a person reads it; `confirm` names who must agree to the reading."""

    key: str
    article: str
    text: str
    value: str
    reading: str
    confirm: str
    alternatives: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what a person calls the figure."""
        return name_of(self.key)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one place of two packs says before and after ("" = not there)."""

    key: str
    article: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Return what a person calls the place."""
        return name_of(self.key)


def pack_of(path: Path) -> RulePack:
    """Return the pack in a file, to look at it; raise InputError FILE_MISSING, or INVALID for one that is no rule pack."""
    if not path.is_file():
        raise InputError(Fault.FILE_MISSING, file=path.name)
    return read_pack(path)


def figures(pack: RulePack) -> tuple[Figure, ...]:
    """Return every figure and every limit in working days, in the order of the file."""
    return (*(_parameter(key, one) for key, one in pack.parameters.items()), *(_deadline(one) for one in pack.deadlines))


def differences(before: RulePack | None, after: RulePack) -> tuple[Difference, ...]:
    """Return every figure, item, group and required course that two packs do not say alike; all of it where there was none before."""
    old, new = _said(before) if before is not None else {}, _said(after)
    keys = dict.fromkeys([*old, *new])
    pairs = ((key, old.get(key, ("", "")), new.get(key, ("", ""))) for key in keys)
    return tuple(Difference(key, (now[0] or was[0]), was[1], now[1]) for key, was, now in pairs if was != now)


def name_of(key: str) -> str:
    """Return what a person calls a place of a pack by its key: without the codes that only tell one place from another."""
    return words.table("figures").get(key) or " ".join(part for part in key.split() if not CODE.fullmatch(part)) or UNNAMED


def plain(key: str, value: Value) -> str:
    """Return a figure as a person reads it, codes in words."""
    many: tuple[int | str, ...] = value if isinstance(value, tuple) else (value,)
    return "、".join(_word(key, str(one)) for one in many)


def _word(key: str, code: str) -> str:
    known = words.table("rule_words")
    return known.get(f"{key}.{code}", known.get(code, code))


def _is_word(value: Value) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and isinstance(next(iter(value), None), str))


def _parameter(key: str, one: Parameter) -> Figure:
    others = tuple(f"{other.name}：{plain(key, tuple(other.value.split(', ')))}" + (f"（{other.text}）" if other.text else "") for other in one.alternatives)
    return Figure(
        key,
        one.article,
        one.text,
        f"{plain(key, one.value)}（{one.unit}）" if _is_word(one.value) else f"{plain(key, one.value)} {one.unit}",
        one.reading,
        one.confirm,
        others,
    )


def _deadline(one: DeadlineRule) -> Figure:
    others = (f"{one.other.name}：{FIRST_DAYS[one.other.first]}（{one.other.text}）",) if one.other else ()
    return Figure(one.name, one.article, one.text, f"{one.days} 工作天（{FIRST_DAYS[one.first]}）", one.reading, one.confirm, others)


def _said(pack: RulePack) -> Mapping[str, tuple[str, str]]:
    return dict(_lines(pack))


def _lines(pack: RulePack) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the article and the words of every place of a pack, by a name that stays the same from pack to pack."""
    for figure in figures(pack):
        yield figure.key, (figure.article, "；".join(part for part in (figure.value, figure.reading) if part))
    for topic in pack.topics:
        yield f"研習項目 {topic.code}", (topic.article, topic.name)
    for item in (*pack.items, *pack.competencies):
        yield f"項目 {item.code}", (item.article, item.text)
    for rule in pack.roles:
        for course in rule.courses:
            yield f"需參與課程 {rule.name} {course.key}", (course.article, course.text)
    for line in (*pack.merit_sections, *pack.attachments, *pack.same_nature, *pack.addressees, *pack.consequences):
        yield f"條列 {line.code} {line.article}", (line.article, f"{line.name}：{line.text}")
