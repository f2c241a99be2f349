"""What in the records of a book needs a look: names that will not survive, people named twice, coaching by nobody's seed teacher."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, ChangeKind, Coaching
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import TrainingRecord
from hrdesk.domain.values import Key, Problem, Severity
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import current_year, officer_problems
from hrdesk.services.teachers.seeds import duty_gaps, untold


def problems(desk: Desk) -> tuple[Problem, ...]:
    """Return every problem in the records of the book, the people's first."""
    return (*_people(desk), *_references(desk), *_coaching(desk), *_appointments(desk), *_duty(desk))


def _people(desk: Desk) -> Iterator[Problem]:
    officers = desk.store.all(Officer)
    twice = Counter((one.agency, one.employee_no) for one in officers if one.employee_no)
    for one in officers:
        key = Key("Officer", one.id)
        yield from (replace(problem, record=key) for problem in officer_problems(one))
        if twice[one.agency, one.employee_no] > 1:
            yield Problem("officer_number_twice", Severity.WARNING, "employee_no", record=key, facts={"number": one.employee_no})


def _references(desk: Desk) -> Iterator[Problem]:
    known = {one.id for one in desk.store.all(Officer)}
    for one in desk.store.all(TrainingRecord):
        if one.officer not in known:
            yield Problem("reference_missing", where="officer", record=Key("TrainingRecord", one.id))


def _coaching(desk: Desk) -> Iterator[Problem]:
    terms: dict[OfficerId, list[Appointment]] = {}
    for held in desk.store.all(Appointment):
        terms.setdefault(held.officer, []).append(held)
    for one in desk.store.all(Coaching):
        if not any(overlaps(held.start, held.end, one.day, one.day) for held in terms.get(one.officer, [])):
            yield Problem("coaching_not_a_seed", where="officer", article="伍五", record=Key("Coaching", one.id), facts={"day": roc_short(one.day)})


def _appointments(desk: Desk) -> Iterator[Problem]:
    """Yield changes of which somebody has not been told (伍五), and ended appointments without handover."""
    for one in desk.store.all(Appointment):
        key = Key("Appointment", one.id)
        changes = (ChangeKind.APPOINTED, ChangeKind.ENDED) if one.end else (ChangeKind.APPOINTED,)
        for change in changes:
            if missing := untold(one, change):
                yield Problem("change_not_told", Severity.WARNING, "notices", "伍五", key, {"count": len(missing)})
        if one.end and one.handed_over is None:
            yield Problem("handover_missing", Severity.WARNING, "handed_over", "陸三(四)7", key)


def _duty(desk: Desk) -> Iterator[Problem]:
    for agency in own_part(desk):
        yield from duty_gaps(desk, current_year(desk), agency.id).problems
