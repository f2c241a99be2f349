"""What a course asks for that another one has at the same time: the room, the lecturers; and more people than its seats (伍四)."""

from collections.abc import Iterator

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.participation import is_substituted
from hrdesk.domain.training import Course, Session, TrainingRecord
from hrdesk.domain.values import Problem, Severity
from hrdesk.services.core.desk import Desk
from hrdesk.services.study.training import clock_known, with_sessions


def problems(desk: Desk, draft: Course) -> Iterator[Problem]:
    """Yield a warning for the room and each lecturer taken by another course at the same time, and for more people than seats."""
    mine = with_sessions(draft)
    for other in desk.store.all(Course) if draft.place or draft.lecturers else ():
        if other.id != draft.id and not other.cancelled and (met := _met(mine, other)) is not None:
            facts = {"course": other.name, "day": roc_short(met.day)}
            if draft.place and other.place == draft.place:
                yield Problem("course_place_taken", Severity.WARNING, where="place", facts={**facts, "place": draft.place})
            for name in draft.lecturers:
                if name in other.lecturers:
                    yield Problem("course_lecturer_taken", Severity.WARNING, where="lecturers", facts={**facts, "name": name})
    coming = expected(desk, draft) if draft.seats is not None else 0
    if draft.seats is not None and coming > draft.seats:
        yield Problem("course_over_seats", Severity.WARNING, where="seats", facts={"coming": coming, "seats": draft.seats})


def expected(desk: Desk, held: Course) -> int:
    """Return how many are enrolled in a course and not replaced, of every agency known here."""
    records = desk.store.all(TrainingRecord, course=held.id)
    return sum(one.enrolled is not None and not is_substituted(held, one) for one in records)


def _met(mine: Course, other: Course) -> Session | None:
    """Return the first own session that lies on the same day as one of the other's, at the same time where both have times of their own."""
    timed = clock_known(mine) and clock_known(other)
    for one in mine.sessions:
        if any(one.day == two.day and (not timed or (one.start < two.end and two.start < one.end)) for two in other.sessions):
            return one
    return None
