"""The award quota of a first-tier agency with its 所屬 (陸三(二)): the baseline, and every distribution that the text allows.

「原則上」: the figure is a proposal; only what the department approves binds (陸三(一)).
"""

from dataclasses import dataclass

from hrdesk.domain.pack import RulePack
from hrdesk.domain.values import Alternative, Explanation, Fact, Problem, Severity
from hrdesk.errors import Fault, InputError

RULE = "quota"
READINGS = ("R1", "R2")


@dataclass(frozen=True, slots=True)
class Quota:
    """額度: `units` 嘉獎 in all, `heads` persons at most (None = as many as serve), and the feasible lists of times a person, highest first."""

    units: int
    heads: int | None
    distributions: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    pack: RulePack
    staffing: int
    seeds: int | None
    groups: int
    reading: str

    @property
    def small(self) -> bool:
        return self.staffing <= self.pack.number("quota_small_max")

    def allows(self, heads: int) -> bool:
        return self.seeds is None or heads <= self.seeds


def quota_baseline(pack: RulePack, *, staffing: int, seeds: int | None, groups: int = 0, reading: str = "R1") -> Explanation[Quota]:
    """Return the baseline quota in 嘉獎 units with every feasible distribution (陸三(二)).

    `staffing` is 人事人員總員額數 of the first-tier agency with its 所屬; `seeds` the serving seed teachers without the granted groups' 專責
    (None = not known); `groups` the same-nature groups that the department granted. Raises InputError for a negative count or unknown reading.
    """
    for name, count in (("總員額數", staffing), ("種籽教師人數", seeds or 0), ("增列類別數", groups)):
        if count < 0:
            raise InputError(Fault.NOT_A_NUMBER, text=str(count), wanted=f"0 以上的整數（{name}）")
    if reading not in READINGS:
        raise InputError(Fault.INVALID, what="讀法", reason=f"可用的有 {'、'.join(READINGS)}")
    asked = _Asked(pack, staffing, seeds, groups, reading)
    quota = _quota(asked)
    return Explanation(
        value=quota,
        unit="嘉獎次數",
        rule=RULE,
        citation=pack.parameter("quota_small_max").citation,
        pack=pack.id,
        reading=_reading_text(pack, reading),
        inputs=_inputs(asked),
        steps=_steps(asked, quota),
        alternatives=_alternatives(asked, quota),
        problems=_problems(asked),
    )


def _quota(asked: _Asked) -> Quota:
    if not asked.staffing:
        return Quota(0, None, ())
    extra = (asked.pack.number("quota_group_times"),) * asked.groups
    base = _base(asked)
    units = max((sum(one) for one in base), default=_full_units(asked))
    heads = None if _open_ended(asked) else max((len(one) for one in base), default=0) + asked.groups
    whole = base or (((),) if extra else ())  # without base seed teachers the granted 專責 still have theirs
    return Quota(units + sum(extra), heads, tuple(sorted((tuple(sorted((*one, *extra), reverse=True)) for one in whole), reverse=True)))


def _base(asked: _Asked) -> tuple[tuple[int, ...], ...]:
    """Return the feasible lists without the groups' extra ones."""
    if asked.small:
        forms: tuple[tuple[int, ...], ...] = ((asked.pack.number("quota_small_times"),),)
    else:
        forms = _large(asked)
    return tuple(form for form in forms if asked.allows(len(form)))


def _large(asked: _Asked) -> tuple[tuple[int, ...], ...]:
    times, each = asked.pack.number("quota_large_times"), asked.pack.number("quota_each_times")
    if asked.reading == "R1":
        return _partitions(times, times)
    everyone = (each,) * (asked.seeds or 0)
    return ((times,), everyone) if len(everyone) > 1 else ((times,),)


def _partitions(units: int, most: int) -> tuple[tuple[int, ...], ...]:
    """Return every way to give `units` to some persons, at most `most` each, highest first."""
    if not units:
        return ((),)
    return tuple((first, *rest) for first in range(min(units, most), 0, -1) for rest in _partitions(units - first, first))


def _full_units(asked: _Asked) -> int:
    return asked.pack.number("quota_small_times" if asked.small else "quota_large_times")


def _open_ended(asked: _Asked) -> bool:
    return asked.reading == "R2" and not asked.small and asked.seeds is None


def _reading_text(pack: RulePack, reading: str) -> str:
    parameter = pack.parameter("quota_reading")
    return parameter.reading if parameter.value == reading else next(one.text for one in parameter.alternatives if one.value == reading)


def _inputs(asked: _Asked) -> tuple[Fact, ...]:
    return (
        Fact("人事人員總員額數（一級機關含所屬）", asked.staffing),
        Fact("在任種籽教師（不含增列之專責人員）", asked.seeds),
        Fact("核准增列之業務屬性相同類別", asked.groups),
        Fact("讀法", asked.reading),
    )


def _steps(asked: _Asked, quota: Quota) -> tuple[str, ...]:
    if not asked.staffing:
        return ("人事人員總員額數為 0，計畫未規定，請由人事處個案認定。",)
    limit, staffing = asked.pack.number("quota_small_max"), asked.staffing
    steps = [f"總員額數 {staffing} 人{'在' if asked.small else '逾'} {limit} 人{'（含）以下' if asked.small else ''}，原則上核予{_rule_text(asked)}。"]
    if asked.seeds is not None:
        steps.append(f"在任種籽教師 {asked.seeds} 人" + ("，每種分配之人數不得逾此數。" if asked.seeds else "，附表2 空白，無人可列入分配。"))
    if asked.groups:
        times = asked.pack.number("quota_group_times")
        steps.append(f"業務屬性相同機關設有專責人員，人事處核准增列 {asked.groups} 類，各增列嘉獎 {times} 次 1 人。")
    steps.append(f"合計嘉獎 {quota.units} 次；可行分配：{_listing(quota)}。")
    return (*steps, "以上為基準，實際人數及額度以人事處核定為準（陸三(一)）。")


def _rule_text(asked: _Asked) -> str:
    if asked.small:
        return f"嘉獎 {asked.pack.number('quota_small_times')} 次 1 人"
    return f"嘉獎 {asked.pack.number('quota_large_times')} 次 1 人或每人嘉獎 {asked.pack.number('quota_each_times')} 次"


def _listing(quota: Quota) -> str:
    return "；".join("＋".join(f"1 人 {times} 次" for times in one) for one in quota.distributions) or "無"


def _alternatives(asked: _Asked, quota: Quota) -> tuple[Alternative, ...]:
    others = [_other_reading(asked)] if asked.staffing and not asked.small else []
    approval = Alternative("核定調整", "由人事處核定", "「原則上」：人事處得核定不同之人數及額度，並記明理由。")
    if not quota.units or asked.groups:
        return (*others, approval)
    return (*others, Alternative("增列", f"{quota.units + asked.pack.number('quota_group_times')}", _group_text(asked.pack)), approval)


def _other_reading(asked: _Asked) -> Alternative:
    other = next(reading for reading in READINGS if reading != asked.reading)
    quota = _quota(_Asked(asked.pack, asked.staffing, asked.seeds, asked.groups, other))
    return Alternative(other, _listing(quota), _reading_text(asked.pack, other))


def _group_text(pack: RulePack) -> str:
    return f"每一業務屬性相同類別（{'、'.join(one.name for one in pack.same_nature)}等）設有專責人員者，得由人事處勾選增列 1 人。"


def _problems(asked: _Asked) -> tuple[Problem, ...]:
    article = asked.pack.parameter("quota_small_max").article
    if not asked.staffing:
        return (Problem("quota_manual", Severity.WARNING, "staffing", article),)
    if asked.seeds == 0:
        return (Problem("quota_no_seeds", Severity.WARNING, "seeds", asked.pack.parameter("seed_min").article),)
    if _open_ended(asked):
        return (Problem("quota_seeds_unknown", Severity.NOTE, "seeds", article),)
    return ()
