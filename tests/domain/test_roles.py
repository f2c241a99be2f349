"""Roles and duties on a day, and how long one is new."""

from datetime import date

import pytest

from hrdesk.domain.record import DutyId
from hrdesk.domain.roles import duties_during, months_later, newcomer, overlaps
from hrdesk.domain.staff import Duty
from tests.domain.rule_records import BUREAU, PACK, WANG

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def duty(topic: str, start: date, end: date | None = None) -> Duty:
    """Return an assigned business item."""
    return Duty(id=DutyId(f"d-{topic}-{start}"), agency=BUREAU, officer=WANG, topic=topic, start=start, end=end)


def test_a_change_of_business_in_the_year_counts_both() -> None:
    duties = (duty("biz-03", date(2025, 1, 1), date(2026, 6, 30)), duty("biz-04", date(2026, 7, 1)), duty("biz-03", date(2026, 7, 1)))
    assert duties_during(duties, date(2026, 1, 1), date(2026, 12, 31)) == ("biz-03", "biz-04")
    assert duties_during(duties, date(2026, 1, 1), date(2026, 6, 30)) == ("biz-03",)


def test_both_ends_of_an_interval_are_included() -> None:
    assert overlaps(MARCH, APRIL, APRIL, APRIL)
    assert overlaps(MARCH, None, APRIL, APRIL)
    assert not overlaps(APRIL, None, MARCH, MARCH)
    assert not overlaps(MARCH, MARCH, APRIL, APRIL)


@pytest.mark.parametrize(
    ("on", "new"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
        (date(2026, 2, 28), True),  # day 365
        (date(2026, 3, 1), False),  # day 366
    ],
)
def test_new_for_twelve_months_from_the_first_service(on: date, new: bool) -> None:
    assert newcomer(PACK, first_service=date(2025, 3, 1), on=on).value is new


def test_who_joins_on_the_last_day_of_a_year_is_new_through_the_next() -> None:
    joined = date(2025, 12, 31)
    assert newcomer(PACK, first_service=joined, on=joined).value is True
    assert newcomer(PACK, first_service=joined, on=date(2026, 12, 30)).value is True
    assert newcomer(PACK, first_service=joined, on=date(2026, 12, 31)).value is False


def test_without_a_first_service_day_it_is_not_known() -> None:
    found = newcomer(PACK, first_service=None, on=MARCH)
    assert found.value is None
    assert "無法認定" in found.steps[0]


def test_the_period_is_a_reading_and_says_so() -> None:
    found = newcomer(PACK, first_service=MARCH, on=APRIL)
    assert found.citation.article == "肆二"
    assert [one.name for one in found.alternatives] == ["至完成為止"]
    assert found.steps == ("自初任之日起 12 個月，至 116/02/28 為新進。",)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2026, 12, 1), 1, date(2027, 1, 1))],
)
def test_months_later_stays_within_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
