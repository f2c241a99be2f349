"""不適任檢討: looking whether a seed teacher is fit (肆四); the program counts and explains, people judge."""

from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.noted import Fitness, FitnessReview
from hrdesk.domain.record import AppointmentId, FitnessReviewId
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.teachers.seeds import appointment


@in_turn
def review(desk: Desk, key: AppointmentId, day: date, reason: str, outcome: Fitness, *, by: str = "") -> Changes:
    """Keep that a teacher's fitness was reviewed on a day, why, and with which outcome; raise InputError NEEDS_REASON, or INVALID before the start.

    檢討調整 ends nothing by itself: the change is made, told and handed over as any other (伍五).
    """
    held = appointment(desk, key)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="不適任檢討")
    if day < held.start:
        raise InputError(Fault.INVALID, what="檢討日期", reason="早於指派日期")
    fresh = FitnessReview(
        id=FitnessReviewId(desk.new_id()),
        agency=held.agency,
        officer=held.officer,
        appointment=key,
        day=day,
        reason=reason.strip(),
        outcome=outcome,
        by=by.strip(),
    )
    with desk.store.write(Act.APPOINT, what="fitness") as tx:
        tx.put(fresh)
    return tx.changes


def reviews(desk: Desk, key: AppointmentId) -> tuple[FitnessReview, ...]:
    """Return the reviews of an appointment, the newest first."""
    found = desk.store.all(FitnessReview, officer=appointment(desk, key).officer)
    return tuple(sorted((one for one in found if one.appointment == key), key=lambda one: (one.day, one.id), reverse=True))
