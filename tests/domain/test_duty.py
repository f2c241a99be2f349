"""The duty to appoint, by head-count and by day."""

from datetime import date

import pytest

from hrdesk.domain.duty import Gap, Obligation, appointment_duty
from hrdesk.domain.record import AgencyId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Explanation, Severity
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import BUREAU, LIN, PACK, YEAR, appointed

WHOLE = Gap(date(2026, 1, 1), date(2026, 12, 31))


def agency(tier: Tier = Tier.FIRST, start: date | None = None, end: date | None = None) -> Agency:
    """Return the made-up agency."""
    return Agency(id=BUREAU, code="999000000A", name="範例局", tier=tier, start=start, end=end)


def duty(*appointments: Appointment, of: Agency | None = None, count: int | None = None, until: date | None = None) -> Explanation[tuple[Gap, ...]]:
    """Return the duty of a year."""
    return appointment_duty(PACK, agency=of or agency(), officers_count=count, appointments=appointments, year=YEAR, until=until)


def obligation(found: Explanation[tuple[Gap, ...]]) -> object:
    """Return the obligation among the inputs."""
    return next(fact.value for fact in found.inputs if fact.label == "義務")


@pytest.mark.parametrize(
    ("count", "expected", "gaps"),
    [
        (7, Obligation.NOT_REQUIRED, ()),
        (8, Obligation.WARN, (WHOLE,)),
        (9, Obligation.MANDATORY, (WHOLE,)),
        (0, Obligation.NOT_REQUIRED, ()),
        (None, Obligation.UNKNOWN, ()),
    ],
)
def test_a_second_tier_agency_must_above_eight_officers(count: int | None, expected: Obligation, gaps: tuple[Gap, ...]) -> None:
    found = duty(of=agency(Tier.SECOND), count=count)
    assert obligation(found) is expected
    assert found.value == gaps


def test_exactly_eight_is_only_a_warning_with_the_other_reading() -> None:
    found = duty(of=agency(Tier.SECOND), count=8)
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]
    assert [one.name for one in found.alternatives] == ["8 名以上"]
    assert [problem.severity for problem in duty(of=agency(Tier.SECOND), count=9).problems] == [Severity.ERROR]
    assert duty(of=agency(Tier.SECOND), count=9).alternatives == ()


def test_an_unknown_head_count_is_asked_for() -> None:
    assert [problem.code for problem in duty(of=agency(Tier.SECOND)).problems] == ["officers_count_missing"]


def test_a_first_tier_agency_must_whatever_its_size() -> None:
    assert duty(count=1).value == (WHOLE,)
    assert duty().citation.article == "肆四"


def test_the_department_itself_need_not() -> None:
    assert duty(of=agency(Tier.DEPARTMENT)).value == ()


def test_one_day_between_two_appointments_is_a_breach() -> None:
    found = duty(appointed(end=date(2026, 6, 29)), appointed(date(2026, 7, 1), officer=LIN))
    assert found.value == (Gap(date(2026, 6, 30), date(2026, 6, 30)),)
    assert found.value[0].days == 1
    assert found.problems[0].facts == {"start": "115/06/30", "end": "115/06/30", "days": 1}


def test_appointments_that_follow_each_other_leave_no_gap() -> None:
    found = duty(appointed(end=date(2026, 6, 30)), appointed(date(2026, 7, 1), officer=LIN))
    assert found.value == ()
    assert found.steps[-1] == "115/01/01 至 115/12/31 每日均有種籽教師。"


def test_gaps_at_both_ends_of_the_year() -> None:
    found = duty(appointed(date(2026, 2, 1), date(2026, 11, 30)))
    assert found.value == (Gap(date(2026, 1, 1), date(2026, 1, 31)), Gap(date(2026, 12, 1), date(2026, 12, 31)))


def test_a_teacher_of_the_superior_agency_or_of_a_field_does_not_count() -> None:
    others = (appointed(agency=AgencyId("superior")), appointed(officer=LIN, domain="考績"))
    assert duty(*others, of=agency(Tier.SECOND), count=9).value == (WHOLE,)


def test_only_days_on_which_the_agency_existed_count() -> None:
    found = duty(of=agency(start=date(2026, 3, 1), end=date(2026, 4, 30)))
    assert found.value == (Gap(date(2026, 3, 1), date(2026, 4, 30)),)
    assert duty(of=agency(end=date(2025, 12, 31))).steps[-1] == "本年機關未存續。"


def test_the_year_may_be_cut_short() -> None:
    assert duty(until=date(2026, 1, 10)).value == (Gap(date(2026, 1, 1), date(2026, 1, 10)),)


def test_the_appointments_of_the_year_are_named_with_their_records() -> None:
    found = duty(appointed(), appointed(date(2020, 1, 1), date(2020, 12, 31), officer=LIN))
    assert [fact.value for fact in found.inputs if fact.label == "指派"] == ["114/01/01–"]


def test_a_negative_head_count_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        duty(of=agency(Tier.SECOND), count=-1)
    assert caught.value.fault is Fault.NOT_A_NUMBER
