"""Which days the government works: official calendars imported here or handed down, and a year of days, each with where that is known from."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.domain.rulebook import RuleRole
from hrdesk.exchange.rule_texts import days_in
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.regulation.calendars import calendar_of
from hrdesk.services.regulation.packs import held_files
from hrdesk.store.store import Store
from hrdesk.store.transaction import Transaction

CALENDAR = "calendar"  # the secret that keeps the days of imported office calendars
CALENDAR_OVER = "calendar_over"  # and, with the digest of one that was handed down, those imported since


class OfficeDays(Mapping[date, bool]):
    """The days imported or handed down, True = working, as they are now; read anew once anything was written."""

    def __init__(self, store: Store) -> None:
        """Answer from what `store` holds."""
        self._store = store
        self._pulse = -1
        self._days: dict[date, bool] = {}

    def _now(self) -> dict[date, bool]:
        if self._store.pulse != self._pulse:
            self._days = imported_days(self._store)
            self._pulse = self._store.pulse
        return self._days

    def __getitem__(self, day: date) -> bool:
        """Tell whether offices work on a day; raise KeyError where no calendar says so."""
        return self._now()[day]

    def __contains__(self, day: object) -> bool:
        """Tell whether a calendar says so."""
        return day in self._now()

    def __iter__(self) -> Iterator[date]:
        """Yield the days."""
        return iter(self._now())

    def __len__(self) -> int:
        """Return how many days there are."""
        return len(self._now())


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One day: whether offices work, and whether an imported calendar says so."""

    day: date
    working: bool
    imported: bool


def year_of(desk: Desk, year: int) -> tuple[OfficeDay, ...]:
    """Return every day of a 民國 year."""
    first, last = year_start(year), year_end(year)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(OfficeDay(day, desk.calendar.is_working_day(day), desk.calendar.is_imported(day)) for day in days)


def imported_years(desk: Desk) -> tuple[tuple[int, int], ...]:
    """Return the 民國 years of which days were imported, each with how many."""
    return tuple(sorted(Counter(roc_year(day) for day in imported_days(desk.store)).items()))


@in_turn
def import_calendar(desk: Desk, path: Path) -> int:
    """Keep the days of an official office calendar (CSV, UTF-8 or Big5), beside those of earlier imports; return how many days it names.

    They count at once, also over those that were handed down before. Raises InputError for a file that is not one.
    """
    fresh = calendar_of(path).days
    handed = held_files(desk.store, RuleRole.CALENDAR)
    with desk.store.write(Act.KEEP_CALENDAR, days=len(fresh)) as tx:
        _keep_days(tx, CALENDAR, {**_days(tx.secret(CALENDAR)), **fresh})
        for file in handed:
            _keep_days(tx, f"{CALENDAR_OVER} {file.digest}", {**_days(tx.secret(f"{CALENDAR_OVER} {file.digest}")), **fresh})
    return len(fresh)


def imported_days(store: Store) -> dict[date, bool]:
    """Return the days of every office calendar imported or handed down so far, True = working; of two that name a day, the later one counts."""
    days = _days(store.secret(CALENDAR))
    for file in held_files(store, RuleRole.CALENDAR):
        days |= {**days_in(store.blob(file.digest)), **_days(store.secret(f"{CALENDAR_OVER} {file.digest}"))}
    return days


def _days(kept: bytes | None) -> dict[date, bool]:
    return {} if kept is None else {date.fromisoformat(day): working for day, working in json.loads(kept).items()}


def _keep_days(tx: Transaction, name: str, days: Mapping[date, bool]) -> None:
    tx.put_secret(name, json.dumps({day.isoformat(): days[day] for day in sorted(days)}).encode("ascii"))
