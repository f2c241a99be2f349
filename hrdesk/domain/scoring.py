"""Scores of other regulations that personnel offices reckon by: 使用評分 (102 科技在嘉), 績效考評等級 and 請假比例 (107 規範).

None of them bears on the 研習計畫; each figure stands in the rule pack with its article.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.pack import RulePack
from hrdesk.domain.values import Alternative, Explanation, Fact
from hrdesk.errors import Fault, InputError

WHOLE = 100  # per cent
RANKED = {"A+": "由高而低排名並公開", "A": "由高而低排名並公開", "D": "由低而高排名並公開", "E": "由低而高排名並公開"}


class Trainee(Enum):
    """Whose course it is: 系統管理者, 機關種子人員, 講師培訓 (107 規範 柒)."""

    ADMINISTRATOR = "administrator"
    SEED = "seed"
    LECTURER = "lecturer"


def usage_score(pack: RulePack, *, tools: int, webhr: int, integration: int) -> Explanation[Decimal]:
    """Return the score in per cent for `tools` and `webhr` subsystems accepted by the reviewer and the accepted share of integration (102 七(二)).

    `integration` is 0 to 100 as the reviewer judged it. Raises InputError NOT_A_NUMBER for a count below 0 or a share beyond 100.
    """
    for name, count, most in (("資訊工具項數", tools, None), ("WebHR 子系統數", webhr, None), ("整合系統服務", integration, WHOLE)):
        if count < 0 or (most is not None and count > most):
            raise InputError(Fault.NOT_A_NUMBER, text=str(count), wanted=f"{name}為 0 以上{'' if most is None else f'、{most} 以下'}的整數")
    first, second = _band(pack, "usage", tools), _band(pack, "webhr", webhr)
    used, joined = (int(part) for part in pack.listed("usage_weights"))
    parts = tuple(int(part) for part in pack.listed("usage_split"))
    split = pack.parameter("usage_split")
    score = _score(used, joined, parts, (first, second), integration)
    whole = ((WHOLE, 0), (0, WHOLE))
    others = zip(split.alternatives, whole, strict=False)
    return Explanation(
        value=score,
        unit="%",
        rule="usage-score",
        citation=split.citation,
        pack=pack.id,
        reading="".join(pack.parameter(key).reading for key in ("usage_counts", "webhr_counts", "usage_weights", "usage_split")),
        inputs=(Fact("資訊工具項數", tools), Fact("WebHR 子系統數", webhr), Fact("整合系統服務核予", f"{integration}%")),
        steps=(
            f"資訊工具 {tools} 項：{first}%（{pack.parameter('usage_counts').article}）。",
            f"WebHR 子系統 {webhr} 項：{second}%（{pack.parameter('webhr_counts').article}）。",
            f"{used}% ×（{parts[0]}% × {first}% ＋ {parts[1]}% × {second}%）＋ {joined}% × {integration}% ＝ {plain(score)}%。",
        ),
        alternatives=tuple(Alternative(one.name, f"{plain(_score(used, joined, other, (first, second), integration))}%", one.text) for one, other in others),
    )


def performance_grade(pack: RulePack, score: Decimal) -> Explanation[str]:
    """Return the grade A+ to E of a score; the lower bound counts, nothing is rounded (107 規範 玖四)."""
    edges, names = pack.parameter("grade_edges"), pack.listed("grade_names")
    grade = _grade(pack, score)
    rounded = score.quantize(Decimal(1), ROUND_HALF_UP)
    bounds = [f"{name}：{edge} 分以上" for name, edge in zip(names, pack.listed("grade_edges"), strict=False)]
    place = RANKED.get(grade, "不列入排名")
    return Explanation(
        value=grade,
        unit="等級",
        rule="performance-grade",
        citation=edges.citation,
        pack=pack.id,
        reading=edges.reading,
        inputs=(Fact("總分", plain(score)),),
        steps=(f"{'；'.join(bounds)}；{names[-1]}：其餘。", f"{plain(score)} 分為 {grade}，{place}。"),
        alternatives=tuple(Alternative(one.name, _grade(pack, rounded), one.text) for one in edges.alternatives if rounded != score),
    )


def leave_share(pack: RulePack, who: Trainee, *, course: int, leave: int, truant: bool = False) -> Explanation[bool]:
    """Return whether a trainee is dropped (退訓): leave reaches its share of the course's minutes, or any 曠課 (107 規範 柒一～三).

    All times are minutes. Raises InputError INVALID for a course without length, or leave below 0 or beyond it.
    """
    if course <= 0:
        raise InputError(Fault.INVALID, what="課程時數", reason="須大於 0")
    if not 0 <= leave <= course:
        raise InputError(Fault.INVALID, what="請假時數", reason="不可為負，也不可超過課程時數")
    limit = pack.parameter(f"leave_drop_{who.value}")
    percent = pack.number(f"leave_drop_{who.value}")
    reached = leave * WHOLE >= course * percent
    share = plain((Decimal(leave * WHOLE) / course).quantize(Decimal("0.01"), ROUND_HALF_UP))
    from_minutes = -(-course * percent // WHOLE)  # the first whole minute that reaches the share
    steps = [
        f"請假 {hours_text(leave)} 小時 ÷ 課程 {hours_text(course)} 小時 ＝ {share}%。",
        f"達 {percent}% 為 {hours_text(from_minutes)} 小時（{from_minutes} 分鐘）。",
    ]
    steps.append("有曠課情事，予以退訓。" if truant else "已達退訓標準。" if reached else f"尚可請假 {max(from_minutes - 1 - leave, 0)} 分鐘。")
    return Explanation(
        value=reached or truant,
        unit="退訓",
        rule=f"leave-share.{who.value}",
        citation=limit.citation,
        pack=pack.id,
        inputs=(Fact("課程時數", hours_text(course)), Fact("請假時數", hours_text(leave)), Fact("有曠課", truant)),
        steps=tuple(steps),
    )


def plain(number: Decimal) -> str:
    """Return a number without needless zeros."""
    return f"{number.normalize():f}"


def _band(pack: RulePack, kind: str, count: int) -> int:
    """Return the per cent of the band in which a count lies, 0 below the lowest."""
    counts, percents = ([int(one) for one in pack.listed(f"{kind}_{part}")] for part in ("counts", "percents"))
    return next((percent for least, percent in zip(counts, percents, strict=True) if count >= least), 0)


def _score(used: int, joined: int, parts: Sequence[int], bands: Sequence[int], integration: int) -> Decimal:
    inner = sum(part * band for part, band in zip(parts, bands, strict=True))
    return Decimal(used * inner + joined * integration * WHOLE) / (WHOLE * WHOLE)


def _grade(pack: RulePack, score: Decimal) -> str:
    """Return the grade whose lower bound a score reaches, the last one below all bounds."""
    edges = [int(one) for one in pack.listed("grade_edges")]
    reached = sum(score < edge for edge in edges)
    return str(pack.listed("grade_names")[reached])
