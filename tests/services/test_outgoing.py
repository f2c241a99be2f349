"""What goes upwards, before it is sealed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import Record, RoleSpanId, StaffingId
from hrdesk.domain.seeds import Addressee, Appointment, Coaching, SelfCheck
from hrdesk.domain.staff import Headcount, Role, RoleSpan, Staffing
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.awards import nomination
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import sealing
from hrdesk.services.post import fingerprint, outgoing, receiving
from tests.factory import record_id
from tests.services.book import fault_of, hire
from tests.services.steps import accepted, change, drop, everything, notified, proposed, put
from tests.services.three_offices import CHILD, FIRST, YEAR, City, teacher

SUBMISSION, NOMINATION, ROLL, CHANGE = PackageKind.SUBMISSION, PackageKind.NOMINATION, PackageKind.ROLL, PackageKind.CHANGE


def emptied(desk: Desk) -> None:
    """Leave nothing of the year in a book but its agencies."""
    kept = {"Agency", "Office", "Workspace", "Parcel"}
    drop(desk, *(record for kind, records in everything(desk).items() if kind not in kept for record in records if isinstance(record, Record)))


def test_each_office_sends_its_own_kinds(city: City) -> None:
    assert outgoing.kinds(city.child) == (SUBMISSION, ROLL, CHANGE)
    assert outgoing.kinds(city.first) == (SUBMISSION, NOMINATION, ROLL, CHANGE)
    assert outgoing.kinds(city.department) == ()


def test_looking_changes_nothing_and_counts_by_form(city: City) -> None:
    before = everything(city.child)
    found = outgoing.outlook(city.child, SUBMISSION, YEAR)
    assert everything(city.child) == before
    assert {one.form: one.count for one in found.holdings if one.form} == {"annex1": 1, "annex2": 1, "annex3": 1, "annex4": 0, "annex5": 1}
    assert (found.nil, found.nothing, found.obstacle, found.recipient) == (("annex4",), False, "", "範例地政局")
    assert list(found.unfinished) == ["annex2"]
    assert (found.contested, found.heads) == ((), ())
    assert (found.newest, found.unchanged, found.needs_reason) == (None, False, False)


def test_an_office_below_that_has_not_sent_needs_a_reason(city: City) -> None:
    found = outgoing.outlook(city.first, SUBMISSION, YEAR)
    assert (found.waiting, found.needs_reason) == (("範例地政事務所",), True)
    with pytest.raises(HrdeskError) as caught:
        outgoing.seal(city.first, SUBMISSION, YEAR)
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_sealed_and_unchanged_then_changed_again(city: City, tmp_path: Path) -> None:
    sealed = outgoing.seal(city.child, SUBMISSION, YEAR)
    assert not list(city.child.scratch.iterdir())
    found = outgoing.outlook(city.child, SUBMISSION, YEAR)
    assert (found.newest, found.unchanged, found.since) == (sealed.parcel, True, ())
    file = outgoing.save(city.child, sealed.parcel, tmp_path)
    assert receiving.receive(city.first, [file])[0].accepted
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    again = outgoing.outlook(city.child, SUBMISSION, YEAR)
    assert not again.unchanged
    assert [(one.form, one.counted) for one in again.since] == [("附表3 輔導服務紀錄表", "變更 1 筆")]


def test_stopping_while_forms_are_printed_leaves_everything_as_it_was(city: City) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt
        assert total == 5

    before = everything(city.child)
    with pytest.raises(KeyboardInterrupt):
        outgoing.seal(replace(city.child, progress=stop), SUBMISSION, YEAR)
    assert everything(city.child) == before
    assert not list(city.child.scratch.iterdir())


def test_a_year_with_nothing_is_declared_with_a_reason(city: City) -> None:
    emptied(city.child)
    with pytest.raises(HrdeskError) as caught:
        outgoing.seal(city.child, SUBMISSION, YEAR)
    assert fault_of(caught) is Fault.INCOMPLETE
    found = outgoing.outlook(city.child, SUBMISSION, YEAR)
    assert (found.nothing, found.needs_reason, len(found.nil)) == (True, True, 5)
    sealed = outgoing.seal(city.child, SUBMISSION, YEAR, "本年度未設人事人員")
    file = outgoing.save(city.child, sealed.parcel, city.out)
    (received,) = receiving.receive(city.first, [file])
    header = received.report.header
    assert received.accepted
    assert header is not None
    assert dict(header.facts) == {"nil": "annex1 annex2 annex3 annex4 annex5", "reason": "本年度未設人事人員"}


def test_forms_keep_the_fingerprint_of_what_was_sealed(city: City) -> None:
    sealed = outgoing.seal(city.child, SUBMISSION, YEAR)
    assert fingerprint.of_form(city.child, "annex1", YEAR) == sealing.fingerprint(sealed.parcel.data)


def test_a_nomination_shows_its_gate_and_what_stops_it(city: City) -> None:
    notified(city)
    found = outgoing.outlook(city.first, NOMINATION, YEAR)
    assert any(problem.code == "nomination_empty" for problem in found.gate)
    assert found.obstacle
    proposed_by = nomination.Pick(officer=teacher(FIRST), times=2, deed="編寫作業程序")
    nomination.nominate(city.first, YEAR, proposed_by)
    ready = outgoing.outlook(city.first, NOMINATION, YEAR)
    assert (ready.obstacle, ready.waiting, ready.unfinished) == ("", (), {})
    assert [one.form for one in ready.holdings if one.form] == ["annex1", "annex2", "annex3", "annex5", "award-list"]
    assert outgoing.seal(city.first, NOMINATION, YEAR).fresh


def test_a_change_is_sealed_any_day(city: City) -> None:
    assert outgoing.seal(city.child, CHANGE, YEAR).parcel.kind == CHANGE.value
    drop(city.child, *city.child.store.all(Appointment))
    found = outgoing.outlook(city.child, CHANGE, YEAR)
    assert (bool(found.obstacle), found.lacks_key) == (True, False)
    assert found.newest is not None


def test_a_change_sent_to_the_department_is_the_notice_to_it(city: City) -> None:
    for desk, code in ((city.first, FIRST), (city.child, CHILD)):
        change(desk, Appointment, record_id(f"appointment {code}"), start=date(YEAR + 1911, 3, 2))
    found = outgoing.outlook(city.first, CHANGE, YEAR)
    assert len(found.untold) == 1
    assert outgoing.outlook(city.child, CHANGE, YEAR).untold == ()  # that goes to the agency above
    file = outgoing.save(city.first, outgoing.seal(city.first, CHANGE, YEAR, telling=found.untold).parcel, city.first.scratch)
    assert receiving.receive(city.department, [file])[0].accepted
    ((key, kind),) = found.untold
    there = city.department.store.get(Appointment, key)
    assert there is not None
    assert [(one.change, one.addressee, one.sent) for one in there.notices] == [(kind, Addressee.DEPARTMENT, city.first.today)]
    again = outgoing.outlook(city.first, CHANGE, YEAR)
    assert (again.untold, again.unchanged) == ((), True)


def test_what_comes_from_above_is_not_sent_upwards(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        outgoing.draft(city.first, PackageKind.QUOTA, YEAR)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_an_office_that_is_not_enrolled_is_told_so(desk: Desk) -> None:
    found = outgoing.outlook(desk, SUBMISSION, YEAR)
    assert "登錄" in found.obstacle
    assert found.lacks_key
    assert found.newest is None
    assert sum(one.count for one in found.holdings) == 0
    hire(desk)
    assert [(one.title, one.count) for one in outgoing.outlook(desk, SUBMISSION, YEAR).holdings if one.count] == [("人事人員", 1)]


def test_a_list_of_nominees_is_followed_in_the_outbox(city: City) -> None:
    proposed(city)
    accepted(city, city.first, nomination.draft(city.first, YEAR), city.department)
    (sent,) = city.first.store.all(Parcel, direction=Direction.SENT, kind=NOMINATION.value)
    assert outgoing.outlook(city.first, NOMINATION, YEAR).newest == sent


def test_an_office_without_a_seed_teacher_is_told_before_it_seals(city: City) -> None:
    desk = city.child
    agency = desk.workspace.agency
    drop(desk, *desk.store.all(Appointment), *desk.store.all(Coaching), *desk.store.all(SelfCheck))
    put(desk, Staffing(id=StaffingId(record_id("nine officers")), agency=agency, kind=Headcount.OFFICERS, count=9, base_date=date(YEAR + 1911, 1, 1)))
    found = outgoing.outlook(desk, SUBMISSION, YEAR)
    assert [one.page for one in found.due if one.record == Key("Agency", agency) and "沒有種籽教師" in one.title] == ["seeds"]
    assert "annex5" in found.nil  # nobody is there to fill it in, and that is what is said
    assert "annex5" not in found.contested


def test_a_form_declared_empty_on_which_something_is_due_is_named_with_who_stands_for_it(city: City) -> None:
    desk = city.child
    drop(desk, *desk.store.all(SelfCheck))
    chief = hire(desk, "範例主管")
    put(desk, RoleSpan(id=RoleSpanId(record_id("chief")), agency=desk.workspace.agency, officer=chief.id, role=Role.HEAD, start=date(YEAR + 1911, 1, 1)))
    found = outgoing.outlook(desk, SUBMISSION, YEAR)
    assert (found.contested, found.heads) == (("annex5",), ("範例主管",))
