"""A year of office days, and what of it was imported."""

from datetime import date
from pathlib import Path

from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import office_days
from hrdesk.services.opening.office_days import import_calendar

CALENDAR = "西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風停止上班\n20270104,一,0,\n"


def test_every_day_of_the_year_is_told_with_its_source(desk: Desk, tmp_path: Path) -> None:
    assert office_days.imported_years(desk) == ()
    path = tmp_path / "日曆.csv"
    path.write_text(CALENDAR, "utf-8")
    import_calendar(desk, path)
    days = {one.day: one for one in office_days.year_of(desk, 115)}
    assert len(days) == 365
    assert (days[date(2026, 11, 25)].working, days[date(2026, 11, 25)].imported) == (False, True)
    assert (days[date(2026, 11, 24)].working, days[date(2026, 11, 24)].imported) == (True, False)
    assert office_days.imported_years(desk) == ((115, 1), (116, 1))
