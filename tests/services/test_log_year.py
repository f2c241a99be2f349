"""Logs by month: silence is 無資料 and never good; mentoring pairs of a year."""

from datetime import date
from typing import Any

from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import LogKind, Mentoring, Outcome, SystemLog
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching, log_year
from hrdesk.services.teachers.log_year import MonthState
from tests.services.book import YEAR, hire

DAY = date(2026, 3, 2)


def entry(desk: Desk, day: date, kind: LogKind = LogKind.BACKUP, **values: Any) -> SystemLog:
    """Keep an entry and return it."""
    plain: dict[str, Any] = {"system": "人事資料庫", "outcome": Outcome.GOOD}
    made = SystemLog(**{"id": LogId(desk.new_id()), "agency": desk.workspace.agency, "kind": kind, "day": day, **plain, **values})
    coaching.log(desk, made)
    return made


def test_month_without_an_entry_is_no_data_until_it_comes(desk: Desk) -> None:
    person = hire(desk)
    entry(desk, DAY, verified=True, officer=person.id)
    entry(desk, DAY)
    entry(desk, date(2026, 4, 1), outcome=Outcome.INCIDENT, detail="磁碟已滿")
    entry(desk, date(2025, 4, 1))
    found = log_year.log_year(desk, YEAR)
    states = {(one.kind, one.month): one for one in found.months}
    assert len(states) == 24
    assert states[LogKind.BACKUP, 3] == log_year.LogMonth(LogKind.BACKUP, 3, MonthState.GOOD, 2, 0, 1)
    assert states[LogKind.BACKUP, 4] == log_year.LogMonth(LogKind.BACKUP, 4, MonthState.INCIDENT, 1, 1, 0)
    assert [states[LogKind.BACKUP, month].state for month in (1, 11, 12)] == [MonthState.NO_DATA, MonthState.NO_DATA, MonthState.TO_COME]
    assert {states[LogKind.TRANSMISSION, month].state for month in range(1, 12)} == {MonthState.NO_DATA}
    assert (len(found.lines), found.systems, found.people) == (3, ("人事資料庫",), ((person.id, "王小明"),))
    assert sorted(line.name for line in found.lines) == ["", "", "王小明"]
    assert found.lines[0].id == found.lines[0].record.id


def test_year_to_come_is_not_without_data(desk: Desk) -> None:
    assert {one.state for one in log_year.log_year(desk, YEAR + 1).months} == {MonthState.TO_COME}
    assert {one.state for one in log_year.log_year(desk, YEAR - 1).months} == {MonthState.NO_DATA}


def test_pairs_that_ran_in_the_year_are_listed(desk: Desk) -> None:
    mentor, mentee = hire(desk), hire(desk, "陳𡍼明")

    def pair(start: date, end: date | None) -> Mentoring:
        made = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=mentor.id, mentee=mentee.id, topic="biz-01", start=start, end=end)
        coaching.mentor(desk, made)
        return made

    running, ended = pair(date(2025, 5, 1), None), pair(DAY, DAY)
    pair(date(2025, 1, 1), date(2025, 6, 1))
    lines = log_year.mentoring_year(desk, YEAR)
    assert [line.id for line in lines] == [running.id, ended.id]
    topic = desk.rules(DAY).topic("biz-01")
    assert topic is not None
    assert (lines[0].mentor, lines[0].mentee, lines[0].topic) == ("王小明", "陳𡍼明", topic.name)
    assert [line.id for line in log_year.mentoring_year(desk, YEAR - 2)] == []
