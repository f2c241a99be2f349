"""What in the records needs a look is found, with the record to open."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.record import CourseId, OfficerId, TrainingId
from hrdesk.domain.seeds import ChangeKind
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.safekeeping.soundness import problems
from hrdesk.services.teachers import coaching, seeds
from tests.services.book import appointed, enrolled, hire, hold


def codes(desk: Desk) -> list[str]:
    """Return the codes of every problem found."""
    return [problem.code for problem in problems(desk)]


def test_book_in_order_has_no_problem(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2))
    assert codes(desk) == []


def test_number_that_two_have_and_made_characters_are_found(desk: Desk) -> None:
    first, second = hire(desk, "王\ue000明", employee_no="A001"), hire(desk, "陳𡍼明", employee_no="A001")
    found = {(problem.code, problem.record.id) for problem in problems(desk) if problem.record}
    assert {("officer_private_use", first.id), ("officer_number_twice", first.id), ("officer_number_twice", second.id)} <= found


def test_record_of_nobody_is_found(desk: Desk) -> None:
    enrolled(desk, hold(desk), hire(desk))
    assert "reference_missing" not in codes(desk)
    lost = TrainingRecord(id=TrainingId("1" * 32), agency=desk.workspace.agency, officer=OfficerId("2" * 32), course=CourseId("3" * 32))
    with desk.store.write(Act.EDIT) as tx:
        tx.put(lost)
    assert "reference_missing" in codes(desk)


def test_coaching_outside_the_appointment_is_found(desk: Desk) -> None:
    person = hire(desk)
    held = appointed(desk, person)
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例文化局"))
    assert "coaching_not_a_seed" not in codes(desk)
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(held, start=date(2026, 4, 1)))
    assert "coaching_not_a_seed" in codes(desk)


def test_change_untold_and_work_not_handed_over_are_found(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    seeds.end(desk, held.id, date(2026, 6, 30), "調任")
    assert codes(desk).count("change_not_told") == 2
    assert "handover_missing" in codes(desk)
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2))
    seeds.notify(desk, held.id, ChangeKind.ENDED, date(2026, 7, 1))
    seeds.hand_over(desk, held.id, date(2026, 7, 1))
    assert codes(desk) == ["no_seed_teacher"]
