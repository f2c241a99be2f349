"""Working-day limits: the vectors of the regulation's readings, with make-up Saturdays and revised calendars."""

from datetime import date

import pytest

from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.deadlines import deadline, evaluation_day, evaluation_due
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import PACK

LIBRARY = OfficeCalendar()
THURSDAY = date(2021, 2, 18)  # before the make-up Saturday 2021-02-20


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("change-notice", THURSDAY, date(2021, 2, 22)),
        ("minutes", THURSDAY, date(2021, 2, 24)),
        ("replacement", THURSDAY, date(2021, 3, 4)),
        ("late-leave", THURSDAY, date(2021, 2, 25)),
        ("change-notice", date(2026, 11, 20), date(2026, 11, 25)),  # a Friday
        ("late-leave", date(2026, 11, 21), date(2026, 12, 1)),  # a Saturday
    ],
)
def test_limits_in_working_days(rule: str, start: date, due: date) -> None:
    assert deadline(PACK, rule, start, LIBRARY).value == due


@pytest.mark.parametrize(("working", "due"), [(False, date(2025, 10, 28)), (True, date(2025, 10, 27))])
def test_an_imported_calendar_wins(working: bool, due: date) -> None:
    calendar = OfficeCalendar.from_days({date(2025, 10, 24): working})
    assert deadline(PACK, "change-notice", date(2025, 10, 22), calendar).value == due


def test_day_one_is_the_working_day_after_the_start() -> None:
    found = deadline(PACK, "change-notice", date(2026, 11, 20), LIBRARY)
    assert "第 1 天為異動生效日之次一工作天，即 115/11/23（一）。" in found.steps
    assert "其間非工作天不計：115/11/21（六）、115/11/22（日）。" in found.steps
    assert found.steps[-1] == "期限為第 3 個工作天，即 中華民國115年11月25日。"
    assert found.alternatives == ()


def test_without_a_holiday_between_none_is_named() -> None:
    assert len(deadline(PACK, "change-notice", date(2026, 11, 16), LIBRARY).steps) == 4


def test_for_late_leave_day_one_is_the_leave_day_and_the_other_reading_is_shown() -> None:
    found = deadline(PACK, "late-leave", THURSDAY, LIBRARY)
    assert "第 1 天為請假日當日。" in found.steps
    assert [(one.name, one.value) for one in found.alternatives] == [("次一工作天起算", "2021-02-26")]
    assert "資訊局" in found.alternatives[0].text


def test_a_leave_day_off_moves_day_one_to_the_next_working_day() -> None:
    found = deadline(PACK, "late-leave", date(2026, 11, 21), LIBRARY)
    assert "請假日當日非工作天，第 1 天為其後首個工作天，即 115/11/23（一）。" in found.steps


def test_the_notice_day_itself_is_the_other_reading_of_replacement() -> None:
    found = deadline(PACK, "replacement", THURSDAY, LIBRARY)
    assert [one.value for one in found.alternatives] == ["2021-03-03"]
    assert found.citation.article.startswith("107規範 陸一(四)")


def test_an_unknown_rule_is_not_found() -> None:
    with pytest.raises(InputError) as caught:
        deadline(PACK, "tomorrow", THURSDAY, LIBRARY)
    assert caught.value.fault is Fault.NOT_FOUND


def test_the_end_of_all_days_is_refused() -> None:
    calendar = OfficeCalendar.from_days({date(9999, 12, number): True for number in range(1, 32)})
    with pytest.raises(InputError) as caught:
        deadline(PACK, "minutes", date(9999, 12, 30), calendar)
    assert caught.value.fault is Fault.NOT_A_DATE


def test_the_evaluation_day_is_shown_on_a_weekend_and_not_moved() -> None:
    found = evaluation_due(PACK, 114, LIBRARY)
    assert found.value == evaluation_day(PACK, 114) == date(2026, 1, 31)
    assert "（非工作天）" in found.steps[0]
    assert [one.value for one in found.alternatives] == ["2026-02-02"]


def test_the_evaluation_day_on_a_working_day_has_no_other_reading() -> None:
    found = evaluation_due(PACK, 116, LIBRARY)
    assert found.value == date(2028, 1, 31)
    assert found.alternatives == ()
