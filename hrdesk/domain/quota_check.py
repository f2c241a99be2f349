"""A list of nominees against the approved quota (陸三(一)(二)): units, heads, forms, and the groups' extra ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hrdesk.domain.awards import Nominee, QuotaApproval
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota import quota_baseline
from hrdesk.domain.values import Key, Problem, Severity


def quota_problems(pack: RulePack, approval: QuotaApproval, nominees: Sequence[Nominee], seeds: int | None = None) -> tuple[Problem, ...]:
    """Return every way in which the base times of the nominees pass what was approved (陸三(一)(二)); raises for merit are not counted.

    `seeds` are the serving seed teachers without the granted groups' 專責; where the approved figures are the baseline's own, the list must
    also be one of its forms (R2: one person twice, or everyone once).
    """
    article = pack.parameter("quota_small_max").article
    base = [one for one in nominees if not one.dedicated]
    extra = [one for one in nominees if one.dedicated]
    units = approval.units - len(approval.groups) * pack.number("quota_group_times")
    heads = None if approval.heads is None else approval.heads - len(approval.groups)
    asked = sum(one.times for one in base)
    found = list(_group_problems(pack, approval, extra, article))
    if asked > units:
        found.append(Problem("quota_over_units", Severity.ERROR, "times", article, facts={"asked": asked, "approved": units}))
    if heads is not None and len(base) > heads:
        found.append(Problem("quota_over_heads", Severity.ERROR, "times", article, facts={"asked": len(base), "approved": heads}))
    if not found and not _is_form(pack, approval, base, seeds):
        found.append(Problem("quota_not_a_form", Severity.ERROR, "times", article, facts={"reading": approval.reading}))
    return tuple(found)


def _group_problems(pack: RulePack, approval: QuotaApproval, extra: Sequence[Nominee], article: str) -> Iterator[Problem]:
    most = pack.number("quota_group_times")
    times = Counter(one.dedicated for one in extra)
    for one in extra:
        key = Key("Nominee", one.id)
        if one.dedicated not in approval.groups:
            yield Problem("group_not_granted", Severity.ERROR, "dedicated", article, key, {"group": one.dedicated})
        elif times[one.dedicated] > 1:
            yield Problem("group_twice", Severity.ERROR, "dedicated", article, key, {"group": one.dedicated})
        if one.times > most:
            yield Problem("group_over_times", Severity.ERROR, "times", article, key, {"most": most})


def _is_form(pack: RulePack, approval: QuotaApproval, base: Iterable[Nominee], seeds: int | None) -> bool:
    """Tell whether the list fits into a form that the text knows; a quota that deviates from the baseline was approved by a person as it is."""
    baseline = quota_baseline(pack, staffing=approval.staffing, seeds=seeds, reading=approval.reading).value
    groups = len(approval.groups)
    if (approval.units, approval.heads) != (
        baseline.units + groups * pack.number("quota_group_times"),
        None if baseline.heads is None else baseline.heads + groups,
    ):
        return True
    asked = sorted((one.times for one in base), reverse=True)
    return not baseline.distributions or any(_fits(asked, form) for form in baseline.distributions)


def _fits(asked: Sequence[int], form: Sequence[int]) -> bool:
    return len(asked) <= len(form) and all(times <= most for times, most in zip(asked, form, strict=False))
