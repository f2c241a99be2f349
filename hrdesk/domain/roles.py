"""What an officer is and does on a day, and how long one is a newcomer (肆二)."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import RulePack
from hrdesk.domain.staff import Duty
from hrdesk.domain.values import Explanation, Fact


def duties_during(duties: Iterable[Duty], start: date, end: date) -> tuple[str, ...]:
    """Return the leaf codes of the business assigned on any day of a period (both days included), each once: a change of business counts both."""
    return tuple(dict.fromkeys(duty.topic for duty in duties if overlaps(duty.start, duty.end, start, end)))


def overlaps(start: date, end: date | None, first: date, last: date) -> bool:
    """Tell whether the interval from `start` to `end` (None = still) shares a day with the one from `first` to `last`."""
    return start <= last and (end is None or end >= first)


def newcomer(pack: RulePack, *, first_service: date | None, on: date) -> Explanation[bool | None]:
    """Tell whether an officer who first served in personnel work on `first_service` is 新進 on a day (肆二); None where it is not known.

    A transfer from another personnel office does not begin anew: 初任 is the first service of all.
    """
    parameter = pack.parameter("newcomer_months")
    months = pack.number("newcomer_months")
    last = None if first_service is None else months_later(first_service, months) - timedelta(days=1)
    value = None if first_service is None or last is None else first_service <= on <= last
    return Explanation(
        value=value,
        unit="",
        rule="newcomer",
        citation=parameter.citation,
        pack=pack.id,
        reading=parameter.reading,
        inputs=(Fact("初任人事人員日", None if first_service is None else roc_short(first_service)), Fact("基準日", roc_short(on)), Fact("期間（月）", months)),
        steps=("初任人事人員日未載，無法認定。",) if last is None else (f"自初任之日起 {months} 個月，至 {roc_short(last)} 為新進。",),
        alternatives=parameter.alternatives,
    )


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
