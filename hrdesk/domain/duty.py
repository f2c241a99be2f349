"""The duty to appoint a seed teacher, day by day (肆四)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Alternative, Explanation, Fact, Key, Problem, Severity
from hrdesk.errors import Fault, InputError

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of days, both included, on which too few seed teachers served."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Return how many days the gap lasts."""
        return (self.end - self.start).days + 1


class Obligation(Enum):
    """應置, 提醒, 未要求, 人數未載."""

    MANDATORY = "mandatory"
    WARN = "warn"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"


WORDS = {
    Obligation.MANDATORY: "應指派",
    Obligation.WARN: "恰達門檻，提醒",
    Obligation.NOT_REQUIRED: "未要求",
    Obligation.UNKNOWN: "人事人員數未載，無法認定",
}


def obligation(pack: RulePack, agency: Agency, officers_count: int | None) -> Obligation:
    """Return whether an agency must appoint; a 二級機關 must above the threshold, and is warned exactly at it (肆四)."""
    if agency.tier is Tier.FIRST:
        return Obligation.MANDATORY
    if agency.tier is Tier.DEPARTMENT:
        return Obligation.NOT_REQUIRED
    if officers_count is None:
        return Obligation.UNKNOWN
    threshold = pack.number("seed_second_tier_over")
    if officers_count == threshold:
        return Obligation.WARN
    return Obligation.MANDATORY if officers_count > threshold else Obligation.NOT_REQUIRED


def appointment_duty(
    pack: RulePack,
    *,
    agency: Agency,
    officers_count: int | None,
    appointments: Iterable[Appointment],
    year: int,
    until: date | None = None,
) -> Explanation[tuple[Gap, ...]]:
    """Return the days of a 民國 year on which the agency's own seed teachers were too few (肆四), none where it need not appoint.

    `officers_count` is 二級機關人事人員數, no other head-count; `until` cuts the year short. Teachers of another agency and cross-agency ones
    (陸三(三)) do not count. Raises InputError for a negative count.
    """
    if officers_count is not None and officers_count < 0:
        raise InputError(Fault.NOT_A_NUMBER, text=str(officers_count), wanted="0 以上的整數")
    own = [one for one in appointments if one.agency == agency.id and not one.domain]
    duty = obligation(pack, agency, officers_count)
    first, last = _span(agency, year, until)
    bound = duty in (Obligation.MANDATORY, Obligation.WARN)
    gaps = _gaps(own, first, last, pack.number("seed_min")) if bound else ()
    parameter = pack.parameter("seed_second_tier_over")
    return Explanation(
        value=gaps,
        unit="段",
        rule="appointment-duty",
        citation=parameter.citation,
        pack=pack.id,
        reading=f"{parameter.reading}{pack.parameter('seed_min').reading}",
        inputs=(
            Fact("機關層級", agency.tier, Key("Agency", agency.id)),
            Fact("二級機關人事人員數", officers_count),
            Fact("義務", duty),
            *(Fact("指派", _dates(one), Key("Appointment", one.id)) for one in own if overlaps(one.start, one.end, first, last)),
        ),
        steps=(f"{WORDS[duty]}（{_why(pack, agency, officers_count)}）。", *_gap_steps(duty, gaps, first, last)),
        alternatives=_alternatives(pack, duty),
        problems=_problems(pack, agency, duty, gaps),
    )


def _span(agency: Agency, year: int, until: date | None) -> tuple[date, date]:
    """Return the days of the year on which the agency existed."""
    first = max(year_start(year), agency.start or date.min)
    return first, min(year_end(year), agency.end or date.max, until or date.max)


def _gaps(own: Iterable[Appointment], first: date, last: date, least: int) -> tuple[Gap, ...]:
    served = list(own)
    short = [day for day in _days(first, last) if sum(overlaps(one.start, one.end, day, day) for one in served) < least]
    gaps: list[Gap] = []
    for day in short:
        if gaps and gaps[-1].end + ONE_DAY == day:
            gaps[-1] = Gap(gaps[-1].start, day)
        else:
            gaps.append(Gap(day, day))
    return tuple(gaps)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _why(pack: RulePack, agency: Agency, count: int | None) -> str:
    if agency.tier is not Tier.SECOND:
        return "一級機關" if agency.tier is Tier.FIRST else "人事處"
    return f"二級機關，人事人員{'數未載' if count is None else f' {count} 人'}，門檻為逾 {pack.number('seed_second_tier_over')} 人"


def _gap_steps(duty: Obligation, gaps: tuple[Gap, ...], first: date, last: date) -> tuple[str, ...]:
    if duty not in (Obligation.MANDATORY, Obligation.WARN):
        return ()
    if not gaps:
        return (f"{roc_short(first)} 至 {roc_short(last)} 每日均有種籽教師。",) if first <= last else ("本年機關未存續。",)
    return tuple(f"{roc_short(gap.start)} 至 {roc_short(gap.end)} 共 {gap.days} 日未指派足額種籽教師。" for gap in gaps)


def _alternatives(pack: RulePack, duty: Obligation) -> tuple[Alternative, ...]:
    return pack.parameter("seed_second_tier_over").alternatives if duty is Obligation.WARN else ()


def _problems(pack: RulePack, agency: Agency, duty: Obligation, gaps: tuple[Gap, ...]) -> tuple[Problem, ...]:
    article, record = pack.parameter("seed_min").article, Key("Agency", agency.id)
    if duty is Obligation.UNKNOWN:
        return (Problem("officers_count_missing", Severity.WARNING, "officers", article, record),)
    severity = Severity.ERROR if duty is Obligation.MANDATORY else Severity.WARNING
    return tuple(
        Problem("no_seed_teacher", severity, "appointments", article, record, {"start": roc_short(gap.start), "end": roc_short(gap.end), "days": gap.days})
        for gap in gaps
    )


def _dates(one: Appointment) -> str:
    return f"{roc_short(one.start)}–{'' if one.end is None else roc_short(one.end)}"
