"""Which days the government works, as a year of days, each with where that is known from."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.services.desk import Desk
from hrdesk.services.workspace import imported_days


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One day: whether offices work, and whether an imported calendar says so."""

    day: date
    working: bool
    imported: bool


def year_of(desk: Desk, year: int) -> tuple[OfficeDay, ...]:
    """Return every day of a 民國 year by everything imported so far, also what counts only from the next opening on."""
    calendar = OfficeCalendar.from_days(imported_days(desk.store))
    first, last = year_start(year), year_end(year)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(OfficeDay(day, calendar.is_working_day(day), calendar.is_imported(day)) for day in days)


def imported_years(desk: Desk) -> tuple[tuple[int, int], ...]:
    """Return the 民國 years of which days were imported, each with how many."""
    return tuple(sorted(Counter(roc_year(day) for day in imported_days(desk.store)).items()))


def waiting(desk: Desk) -> bool:
    """Tell whether days were imported that count only from the next opening of the workspace on."""
    return dict(desk.calendar.days) != imported_days(desk.store)
