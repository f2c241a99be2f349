"""不適任檢討: kept with its reason and outcome, the newest first, ending nothing by itself."""

from datetime import date

import pytest

from hrdesk.domain.noted import Fitness
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import fitness, seeds
from tests.services.book import appointed, fault_of, hire


def test_reviews_stand_the_newest_first_and_end_nothing(desk: Desk) -> None:
    held, other = appointed(desk, hire(desk)), appointed(desk, hire(desk, "李小華"))
    fitness.review(desk, held.id, date(2026, 3, 1), " 三次未到課 ", Fitness.TRAINED, by=" 範例主管 ")
    fitness.review(desk, held.id, date(2026, 9, 1), "仍未改善", Fitness.REPLACED)
    fitness.review(desk, other.id, date(2026, 9, 1), "無", Fitness.KEPT)
    assert [(one.reason, one.outcome, one.by) for one in fitness.reviews(desk, held.id)] == [
        ("仍未改善", Fitness.REPLACED, ""),
        ("三次未到課", Fitness.TRAINED, "範例主管"),
    ]
    assert seeds.appointment(desk, held.id) == held


@pytest.mark.parametrize(("day", "reason", "fault"), [(date(2026, 3, 1), " ", Fault.NEEDS_REASON), (date(2025, 12, 31), "無", Fault.INVALID)])
def test_review_needs_a_reason_and_a_day_of_the_appointment(desk: Desk, day: date, reason: str, fault: Fault) -> None:
    held = appointed(desk, hire(desk))
    with pytest.raises(InputError) as caught:
        fitness.review(desk, held.id, day, reason, Fitness.KEPT)
    assert fault_of(caught) is fault
    assert fitness.reviews(desk, held.id) == ()
