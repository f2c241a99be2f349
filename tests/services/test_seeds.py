"""Seed teachers: appointed with consent where needed, changes told to three, gaps counted by the day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Headcount
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import seeds
from tests.services.book import PDF, YEAR, appointed, child_of, fault_of, found_child, hire

START, LAST = date(2026, 1, 1), date(2026, 6, 30)


def test_appointment_takes_telephone_and_mail_of_the_person(desk: Desk) -> None:
    held = appointed(desk, hire(desk, phone="02-0000-0001", email="a@example.invalid"), systems=("biz-01",), document="範字1號")
    assert (held.phone, held.email, held.systems, held.end) == ("02-0000-0001", "a@example.invalid", ("biz-01",), None)


def test_nobody_is_appointed_twice_at_a_time(desk: Desk) -> None:
    person = hire(desk)
    held = appointed(desk, person)
    with pytest.raises(InputError) as caught:
        seeds.appoint(desk, person.id, date(2026, 7, 1))
    assert fault_of(caught) is Fault.INVALID
    seeds.end(desk, held.id, LAST, "調任")
    seeds.appoint(desk, person.id, date(2026, 7, 1))
    assert desk.store.count(Appointment) == 2


def test_cross_agency_teacher_needs_consent(desk: Desk) -> None:
    person = hire(desk)
    with pytest.raises(InputError) as caught:
        seeds.appoint(desk, person.id, START, domain="組織編制")
    assert fault_of(caught) is Fault.INVALID
    seeds.appoint(desk, person.id, START, domain="組織編制", consent=START)
    seeds.appoint(desk, person.id, START)
    assert desk.store.count(Appointment) == 2


def test_unknown_system_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        appointed(desk, hire(desk), systems=("biz-99",))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_end_keeps_reason_and_successor(desk: Desk) -> None:
    person, other = hire(desk), hire(desk, "陳𡍼明")
    held = appointed(desk, person)
    for reason, day, successor, fault in (
        (" ", LAST, None, Fault.NEEDS_REASON),
        ("調任", date(2025, 12, 31), None, Fault.INVALID),
        ("調任", LAST, person.id, Fault.INVALID),
    ):
        with pytest.raises(InputError) as caught:
            seeds.end(desk, held.id, day, reason, successor=successor)
        assert fault_of(caught) is fault
    seeds.end(desk, held.id, LAST, "調任", successor=other.id)
    ended = seeds.appointment(desk, held.id)
    assert (ended.end, ended.end_reason, ended.successor) == (LAST, "調任", other.id)


def test_end_and_successor_are_one_step(desk: Desk) -> None:
    other = hire(desk, "陳𡍼明", phone="02-12345678")
    held = appointed(desk, hire(desk), systems=("biz-01",), scope="本局")
    seeds.hand_on(desk, held.id, LAST, "調任", other.id, document="範字第9號")
    (after,) = desk.store.all(Appointment, officer=other.id)
    assert (after.start, after.document, after.systems, after.scope, after.phone) == (LAST + timedelta(days=1), "範字第9號", ("biz-01",), "本局", other.phone)
    keeping.undo(desk)
    assert desk.store.all(Appointment) == (held,)
    appointed(desk, other)
    with pytest.raises(InputError) as caught:
        seeds.hand_on(desk, held.id, LAST, "調任", other.id)
    assert fault_of(caught) is Fault.INVALID
    assert seeds.appointment(desk, held.id) == held


def test_notices_of_two_changes_are_one_step(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    seeds.hand_on(desk, held.id, LAST, "調任", hire(desk, "陳𡍼明").id)
    before = desk.store.all(Appointment)
    told = {Addressee.OFFICE: LAST}
    seeds.tell_all(desk, [(one.id, ChangeKind.ENDED if one.end else ChangeKind.APPOINTED, told) for one in before])
    assert [len(one.notices) for one in desk.store.all(Appointment)] == [1, 1]
    keeping.undo(desk)
    assert desk.store.all(Appointment) == before


def test_change_is_told_to_three_and_dated_anew(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    assert seeds.untold(held, ChangeKind.APPOINTED) == tuple(Addressee)
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, START, [Addressee.OFFICE])
    assert seeds.untold(seeds.appointment(desk, held.id), ChangeKind.APPOINTED) == (Addressee.SUBORDINATES, Addressee.DEPARTMENT)
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, LAST)
    notices = seeds.appointment(desk, held.id).notices
    assert [notice.sent for notice in notices] == [LAST] * 3


def test_end_is_told_only_after_it(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    with pytest.raises(InputError) as caught:
        seeds.notify(desk, held.id, ChangeKind.ENDED, LAST)
    assert fault_of(caught) is Fault.WRONG_STATE
    seeds.end(desk, held.id, LAST, "調任")
    seeds.notify(desk, held.id, ChangeKind.ENDED, LAST)
    assert seeds.untold(seeds.appointment(desk, held.id), ChangeKind.ENDED) == ()


def test_handover_follows_the_end_and_gathers_evidence(desk: Desk, tmp_path: Path) -> None:
    held = appointed(desk, hire(desk))
    with pytest.raises(InputError) as caught:
        seeds.hand_over(desk, held.id, LAST)
    assert fault_of(caught) is Fault.WRONG_STATE
    (tmp_path / "交接清冊.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "交接清冊.pdf")
    seeds.end(desk, held.id, LAST, "調任")
    seeds.hand_over(desk, held.id, LAST, evidence=(proof, proof))
    assert seeds.appointment(desk, held.id).handover == (proof,)


def test_unknown_appointment_is_not_found(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        seeds.appointment(desk, AppointmentId("0" * 32))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_register_is_as_of_a_day(desk: Desk) -> None:
    person = hire(desk)
    held = appointed(desk, person)
    seeds.end(desk, held.id, LAST, "調任")
    own = (desk.workspace.agency,)
    assert [one.id for one in seeds.register(desk, LAST, own)] == [held.id]
    assert seeds.register(desk, date(2026, 7, 1), own) == ()
    assert seeds.is_seed_on(desk, person.id, LAST)
    assert not seeds.is_seed_on(desk, person.id, date(2025, 12, 31))


def test_a_day_between_two_appointments_is_a_gap(desk: Desk) -> None:
    first, second = hire(desk), hire(desk, "陳𡍼明")
    seeds.end(desk, appointed(desk, first).id, LAST, "調任")
    appointed(desk, second, date(2026, 7, 2))
    assert [(gap.start, gap.days) for gap in seeds.duty_gaps(desk, YEAR).value] == [(date(2026, 7, 1), 1)]


@pytest.mark.parametrize(("count", "gaps"), [(8, 0), (9, 1)])
def test_second_tier_agency_of_nine_must_appoint(desk: Desk, count: int, gaps: int) -> None:
    found_child(desk)
    assert seeds.duty_gaps(desk, YEAR, child_of(desk)).value == ()
    agencies.set_staffing(desk, {Headcount.OFFICERS: count}, LAST, agency=child_of(desk))
    found = seeds.duty_gaps(desk, YEAR, child_of(desk))
    assert sum(problem.code == "no_seed_teacher" and problem.severity.value == "error" for problem in found.problems) == gaps


def draft(desk: Desk, **values: Any) -> Appointment:
    """Return a whole draft of an appointment from the new year on."""
    person = values.pop("person", None) or hire(desk)
    plain = {"document": "範字1號", "systems": ("biz-01",), "scope": "所屬", "focus": ("biz-02",)}
    return Appointment(id=AppointmentId(desk.new_id()), agency=person.agency, officer=person.id, start=START, **{**plain, **values})


def test_draft_is_judged_by_field(desk: Desk) -> None:
    assert seeds.appointment_problems(desk, draft(desk)) == ()
    bare = draft(desk, document="", systems=(), scope="", focus=(), domain="組織編制", end=date(2025, 1, 1))
    found = seeds.appointment_problems(desk, bare)
    assert [(one.where, one.severity is Severity.ERROR) for one in found] == [
        ("consent", True),
        ("start", True),
        ("document", False),
        ("systems", False),
        ("scope", False),
        ("focus", False),
    ]
    with pytest.raises(InputError) as caught:
        seeds.save(desk, bare)
    assert fault_of(caught) is Fault.INVALID


def test_change_keeps_the_appointment_and_the_reason_to_reinforce(desk: Desk) -> None:
    first = draft(desk)
    seeds.save(desk, first, focus_reason=" 新進業務 ")
    assert seeds.focus_reason(desk, first.id) == "新進業務"
    seeds.save(desk, replace(first, scope="本局"))
    assert seeds.appointment(desk, first.id).scope == "本局"
    assert seeds.focus_reason(desk, first.id) == ""
    desk.store.undo()
    assert (seeds.appointment(desk, first.id).scope, seeds.focus_reason(desk, first.id)) == ("所屬", "新進業務")


def test_end_by_mistake_is_taken_back_with_its_notices(desk: Desk) -> None:
    first = draft(desk)
    seeds.save(desk, first, focus_reason="新進業務")
    seeds.notify(desk, first.id, ChangeKind.APPOINTED, START)
    with pytest.raises(InputError) as caught:
        seeds.reinstate(desk, first.id)
    assert fault_of(caught) is Fault.WRONG_STATE
    before = seeds.appointment(desk, first.id)
    seeds.end(desk, first.id, LAST, "調任", successor=hire(desk, "陳𡍼明").id)
    seeds.notify(desk, first.id, ChangeKind.ENDED, LAST)
    seeds.hand_over(desk, first.id, LAST)
    seeds.reinstate(desk, first.id)
    assert seeds.appointment(desk, first.id) == before
    assert seeds.focus_reason(desk, first.id) == "新進業務"


def test_each_addressee_has_a_day_of_their_own(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    with pytest.raises(InputError) as caught:
        seeds.tell(desk, held.id, ChangeKind.ENDED, {Addressee.OFFICE: LAST})
    assert fault_of(caught) is Fault.WRONG_STATE
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, START)
    seeds.end(desk, held.id, LAST, "調任")
    seeds.tell(desk, held.id, ChangeKind.ENDED, {Addressee.OFFICE: LAST, Addressee.DEPARTMENT: date(2026, 7, 1)})
    assert seeds.untold(seeds.appointment(desk, held.id), ChangeKind.ENDED) == (Addressee.SUBORDINATES,)
    assert seeds.untold(seeds.appointment(desk, held.id), ChangeKind.APPOINTED) == ()
    assert not seeds.tell(desk, held.id, ChangeKind.ENDED, {Addressee.OFFICE: LAST})
    seeds.tell(desk, held.id, ChangeKind.ENDED, {Addressee.OFFICE: None})
    assert seeds.untold(seeds.appointment(desk, held.id), ChangeKind.ENDED) == (Addressee.OFFICE, Addressee.SUBORDINATES)


def test_handover_stands_exactly_as_given(desk: Desk, tmp_path: Path) -> None:
    held = appointed(desk, hire(desk))
    (tmp_path / "交接清冊.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "交接清冊.pdf")
    seeds.end(desk, held.id, LAST, "調任")
    seeds.save_handover(desk, held.id, LAST, (proof,))
    seeds.save_handover(desk, held.id, None, ())
    assert (seeds.appointment(desk, held.id).handed_over, seeds.appointment(desk, held.id).handover) == (None, ())
