"""Somebody about whom the book knows everything that a person's card shows."""

from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Nomination, Nominee, Ruling
from hrdesk.domain.minguo import parse_date
from hrdesk.domain.record import DecisionId, NominationId, NomineeId
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.training import Presence
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.services.study import training
from tests.services.book import appointed, enrolled, hire, hold


def filled(desk: Desk) -> Officer:
    """Save an officer with a role, a duty, an appointment, a course missed, a nomination and its decision, and return the officer."""
    person = hire(desk, "周全卡", first_service=parse_date("99/1/1").day, national_id="A123456789", phone="02", former_names=("周舊",))
    staff.assign_role(desk, person.id, Role.ADVANCED, date(2025, 1, 1))
    staff.assign_duty(desk, person.id, "biz-01", date(2025, 1, 1))
    appointed(desk, person)
    course = hold(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ABSENT))
    nomination = Nomination(id=NominationId(desk.new_id()), agency=person.agency, year=115, day=date(2026, 11, 1))
    nominee = Nominee(id=NomineeId(desk.new_id()), agency=person.agency, nomination=nomination.id, officer=person.id, times=1)
    with desk.store.write(Act.DECIDE) as tx:
        tx.put_all((nomination, nominee, decided(desk, nominee)))
    return person


def decided(desk: Desk, nominee: Nominee, ruling: Ruling = Ruling.GRANTED, times: int = 1) -> Decision:
    """Return the decision on a nominee."""
    return Decision(
        id=DecisionId(desk.new_id()),
        agency=nominee.agency,
        nominee=nominee.id,
        officer=nominee.officer,
        year=115,
        ruling=ruling,
        times=times,
        article="陸三",
        reason="",
        decided=date(2026, 11, 10),
    )
