"""Backup and transmission logs of a year by month (陸三(四)4、5): a month without an entry is 無資料, never 正常."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.minguo import roc_year
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import LogKind, Mentoring, Outcome, SystemLog
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import officer, officers_of_year
from hrdesk.services.teachers.coaching_entry import system_name

MONTHS = range(1, 13)


class MonthState(Enum):
    """What the log says of a month: 正常, 缺漏或異常, 無資料, or that it is still to come."""

    GOOD = "good"
    INCIDENT = "incident"
    NO_DATA = "no_data"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class LogMonth:
    """One kind of log in one month: how many entries, incidents among them, and entries that were verified."""

    kind: LogKind
    month: int
    state: MonthState
    entries: int = 0
    incidents: int = 0
    verified: int = 0


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry with the name of whoever did it."""

    record: SystemLog
    name: str

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class LogYear:
    """The logs of a 民國 year: the newest entry first, each kind by month, and what completes while one types."""

    today: date
    lines: tuple[LogLine, ...]
    months: tuple[LogMonth, ...]
    systems: tuple[str, ...]
    people: tuple[tuple[OfficerId, str], ...]


@dataclass(frozen=True, slots=True)
class MentoringLine:
    """One mentoring pair in words."""

    record: Mentoring
    mentor: str
    mentee: str
    topic: str

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.record.id


def log_year(desk: Desk, year: int) -> LogYear:
    """Return the backup and transmission logs of the own part in a 民國 year."""
    part = own_part(desk)
    held = desk.store.all(SystemLog, agency=tuple(one.id for one in part))
    records = sorted((one for one in held if roc_year(one.day) == year), key=lambda one: (one.day, one.id), reverse=True)
    lines = tuple(LogLine(one, officer(desk, one.officer).name if one.officer else "") for one in records)
    months = tuple(_month(desk.today, year, kind, month, records) for kind in LogKind for month in MONTHS)
    people = tuple((one.id, one.name) for agency in part for one in officers_of_year(desk, agency.id, year))
    return LogYear(desk.today, lines, months, tuple(dict.fromkeys(one.system for one in records)), people)


def mentoring_year(desk: Desk, year: int) -> tuple[MentoringLine, ...]:
    """Return the mentoring pairs of the own part that ran in a 民國 year, by start."""
    held = desk.store.all(Mentoring, agency=tuple(one.id for one in own_part(desk)))
    ran = [one for one in held if roc_year(one.start) <= year and (one.end is None or roc_year(one.end) >= year)]
    return tuple(
        MentoringLine(one, officer(desk, one.mentor).name, officer(desk, one.mentee).name, system_name(desk.rules(one.start), one.topic))
        for one in sorted(ran, key=lambda one: (one.start, one.id))
    )


def _month(today: date, year: int, kind: LogKind, month: int, records: Iterable[SystemLog]) -> LogMonth:
    these = [one for one in records if one.kind is kind and one.day.month == month]
    bad = sum(one.outcome is Outcome.INCIDENT for one in these)
    if not these:
        to_come = (year, month) > (roc_year(today), today.month)
        return LogMonth(kind, month, MonthState.TO_COME if to_come else MonthState.NO_DATA)
    return LogMonth(kind, month, MonthState.INCIDENT if bad else MonthState.GOOD, len(these), bad, sum(one.verified for one in these))
