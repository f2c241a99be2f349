"""到課出席率: attendances over enrolments; nothing over nothing is 無資料."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.rates import Rate, attendance_rate, percent
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.training import Method, Mode, TrainingRecord, Verdict
from tests.domain.rule_records import BUREAU, LIN, PACK, YEAR, course, record, report

HELD = course()


def who(number: int) -> OfficerId:
    """Return the id of the n-th officer."""
    return OfficerId(f"officer-{number}")


def ten(*missing: int) -> tuple[TrainingRecord, ...]:
    """Return ten enrolments; the officers named did not come."""
    return tuple(record(HELD, *((-1, -1) if number in missing else (180, 180)), officer=who(number)) for number in range(10))


def test_nine_of_ten() -> None:
    found = attendance_rate(PACK, (HELD,), ten(4))
    assert found.value == Rate(9, 10, 9 * 360, 10 * 360)
    assert found.value.percent == "90.00"
    assert found.value.minutes_percent == "90.00"
    assert "到課 9 人次 ÷ 報名 10 人次 ＝ 90.00%" in found.steps[0]
    assert found.citation.article == "陸二(二)"


def test_nothing_of_nothing_is_no_data() -> None:
    found = attendance_rate(PACK, (HELD,), ())
    assert found.value is None
    assert "無資料" in found.steps[0]
    assert all("無資料" in one.value for one in found.alternatives)
    assert Rate(0, 0).percent is None
    assert Rate(0, 0).minutes_percent is None


def test_leave_is_not_excused_but_the_other_rate_is_shown() -> None:
    trainings = ten(1, 2)
    reports = (report(trainings[1], verdict=Verdict.SUFFICIENT), report(trainings[2], verdict=Verdict.INSUFFICIENT))
    found = attendance_rate(PACK, (HELD,), trainings, reports=reports)
    assert found.value is not None
    assert (found.value.numerator, found.value.denominator) == (8, 10)
    assert {one.name: one.value for one in found.alternatives} == {"時數": "48／60 小時＝80.00%", "扣除充分合理": "8／9 人次＝88.89%"}


def test_all_excused_is_still_nought_of_ten() -> None:
    trainings = ten(*range(10))
    found = attendance_rate(PACK, (HELD,), trainings, reports=[report(one, verdict=Verdict.SUFFICIENT) for one in trainings])
    assert found.value is not None
    assert found.value.percent == "0.00"
    assert found.alternatives[1].value == "0／0 人次＝無資料"


def test_partial_attendance_counts_as_come_and_by_the_minute() -> None:
    found = attendance_rate(PACK, (HELD,), (record(HELD, 180, 0),))
    assert found.value == Rate(1, 1, 180, 360)


@pytest.mark.parametrize(
    "left_out",
    [
        record(HELD, 180, 180, enrolled=None),
        record(HELD),
        record(HELD, 0, 0, substituted_by=LIN, substituted_on=date(2026, 6, 1)),
    ],
    ids=["walk-in", "not held yet", "replaced"],
)
def test_who_does_not_count_counts_on_neither_side(left_out: TrainingRecord) -> None:
    assert attendance_rate(PACK, (HELD,), (left_out,)).value is None


@pytest.mark.parametrize("values", [{"cancelled": True}, {"mode": Mode.DIGITAL}, {"method": Method.SELF_STUDY}, {"method": Method.AGENCY}])
def test_only_courses_of_the_department_that_were_held_count(values: dict[str, Any]) -> None:
    other = course("c2", **values)
    assert attendance_rate(PACK, (other,), (record(other, 180, 180),)).value is None


def test_the_enrolling_agency_counts() -> None:
    elsewhere = AgencyId("elsewhere")
    trainings = (record(HELD, 180, 180), record(HELD, 0, 0, officer=LIN, agency=elsewhere))
    assert attendance_rate(PACK, (HELD,), trainings, agencies={BUREAU}).value == Rate(1, 1, 360, 360)
    assert attendance_rate(PACK, (HELD,), trainings, agencies={elsewhere}).value == Rate(0, 1, 0, 360)


def test_the_year_is_that_of_the_course() -> None:
    assert attendance_rate(PACK, (HELD,), ten(), year=YEAR).value is not None
    assert attendance_rate(PACK, (HELD,), ten(), year=YEAR - 1).value is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"), [(1, 3, "33.33"), (2, 3, "66.67"), (1, 1, "100.00"), (1, 800, "0.13"), (1975, 1213, "162.82"), (0, 0, None)]
)
def test_percent_rounds_halves_up_to_two_decimals(numerator: int, denominator: int, text: str | None) -> None:
    assert percent(numerator, denominator) == text
