"""Due dates: the working-day limits of the 107 規範, and the calendar date by which the department evaluates (陸三(一))."""

from datetime import date, timedelta

from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.minguo import roc_long, roc_short, year_start
from hrdesk.domain.pack import DeadlineRule, FirstDay, RulePack
from hrdesk.domain.values import Alternative, Explanation, Fact
from hrdesk.errors import Fault, InputError

WEEKDAYS = "一二三四五六日"


def deadline(pack: RulePack, rule: str, start: date, calendar: OfficeCalendar) -> Explanation[date]:
    """Return the last day on which `rule` ("change-notice", "minutes", "replacement", "late-leave") is kept, and which day is day 1.

    Raises InputError NOT_FOUND for an unknown rule. Articles: 107 規範 伍三(四)(七), 陸一(三)(四), 陸二(三)(四), 柒一~三(三).
    """
    limit = pack.deadline(rule)
    days = _counted(limit.first, limit.days, start, calendar)
    return Explanation(
        value=days[-1],
        unit="日",
        rule=f"deadline.{rule}",
        citation=limit.citation,
        pack=pack.id,
        reading=limit.reading,
        inputs=(Fact(limit.start, roc_short(start)), Fact("工作天數", limit.days), Fact("第 1 天", roc_short(days[0]))),
        steps=_steps(limit, start, days, calendar),
        alternatives=_alternatives(limit, start, calendar),
    )


def evaluation_day(pack: RulePack, year: int) -> date:
    """Return the calendar day by which the department finishes the 綜合評估 of a 民國 year (陸三(一)), without asking whether it is a working day."""
    month, day = (int(part) for part in pack.word("evaluation_due").split("-"))
    return year_start(year + 1).replace(month=month, day=day)


def evaluation_due(pack: RulePack, year: int, calendar: OfficeCalendar) -> Explanation[date]:
    """Return the day by which the department finishes the 綜合評估 of a 民國 year (陸三(一)); a holiday is shown, not moved."""
    limit, rollover = pack.parameter("evaluation_due"), pack.parameter("deadline_rollover")
    due = evaluation_day(pack, year)
    next_day = calendar.nth_working_day(due, 1)
    working = next_day == due
    return Explanation(
        value=due,
        unit="日",
        rule="evaluation-due",
        citation=limit.citation,
        pack=pack.id,
        reading=f"{limit.reading}{rollover.reading}",
        inputs=(Fact("年度", year), Fact("期限當日為工作天", working)),
        steps=(f"{year} 年度之綜合評估應於次年 {due.month} 月底前完成，即 {_named(due)}{'' if working else '（非工作天）'}。",),
        alternatives=tuple(Alternative(one.name, next_day.isoformat(), one.text) for one in rollover.alternatives if not working),
    )


def _counted(first: FirstDay, days: int, start: date, calendar: OfficeCalendar) -> tuple[date, ...]:
    """Return the working days counted, day 1 first."""
    try:
        counted = [calendar.nth_working_day(start if first is FirstDay.SAME_DAY else start + timedelta(days=1), 1)]
        while len(counted) < days:
            counted.append(calendar.nth_working_day(counted[-1] + timedelta(days=1), 1))
    except OverflowError as error:  # the last days of year 9999
        raise InputError(Fault.NOT_A_DATE, text=start.isoformat()) from error
    return tuple(counted)


def _steps(limit: DeadlineRule, start: date, days: tuple[date, ...], calendar: OfficeCalendar) -> tuple[str, ...]:
    span = [start + timedelta(days=number) for number in range((days[-1] - start).days + 1)]
    off = [day for day in span if not calendar.is_working_day(day)]
    steps = [
        f"{limit.start}為 {_named(start)}。",
        _first_step(limit, start, days[0]),
        f"逐工作天計算：{'、'.join(f'第 {number} 天 {_named(day)}' for number, day in enumerate(days, 1))}。",
    ]
    if off:
        steps.append(f"其間非工作天不計：{'、'.join(_named(day) for day in off)}。")
    return (*steps, f"期限為第 {limit.days} 個工作天，即 {roc_long(days[-1])}。")


def _first_step(limit: DeadlineRule, start: date, day: date) -> str:
    if limit.first is FirstDay.NEXT_DAY:
        return f"第 1 天為{limit.start}之次一工作天，即 {_named(day)}。"
    return f"第 1 天為{limit.start}當日。" if day == start else f"{limit.start}當日非工作天，第 1 天為其後首個工作天，即 {_named(day)}。"


def _alternatives(limit: DeadlineRule, start: date, calendar: OfficeCalendar) -> tuple[Alternative, ...]:
    other = limit.other
    if other is None:
        return ()
    return (Alternative(other.name, _counted(other.first, limit.days, start, calendar)[-1].isoformat(), f"{other.text}（須由{limit.confirm}確認）"),)


def _named(day: date) -> str:
    return f"{roc_short(day)}（{WEEKDAYS[day.weekday()]}）"
