"""What belongs to a year, where a course that people attended is in no book at hand."""

from datetime import date

from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.agency import snapshot
from hrdesk.services.core.desk import Desk
from tests.services.book import enrolled, hire, hold


def test_course_that_is_not_at_hand_is_left_out(desk: Desk) -> None:
    course = hold(desk, start=date(2026, 6, 10))
    record = enrolled(desk, course, hire(desk))
    given = snapshot.Given({TrainingRecord.__name__: (record,)})
    assert Course.__name__ not in snapshot.annual(given, (desk.workspace.agency,), 115)
    assert [one.id for one in snapshot.annual(desk.store, (desk.workspace.agency,), 115)[Course.__name__]] == [course.id]
