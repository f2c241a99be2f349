"""Outbox, inbox and 退補件 as a person reads them."""

from datetime import date

from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Key
from hrdesk.services.awards import decisions
from hrdesk.services.packages import drafts
from hrdesk.services.post import parcels, receiving
from hrdesk.services.post.parcels import State
from tests.factory import record_id
from tests.services.steps import accepted, change, first_of, send, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City


def states(city: City) -> list[State]:
    return [one.state for one in parcels.boxes(city.child, YEAR).sent]


def test_a_package_is_followed_from_the_seal_to_the_receipt(city: City) -> None:
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert states(city) == [State.SEALED]
    assert received.receipt is not None
    receiving.receive(city.child, [received.receipt])
    assert states(city) == [State.TAKEN]
    (line,) = parcels.boxes(city.first, YEAR).received
    assert (line.title, line.other, line.state, line.id) == ("年度資料", "範例地政事務所", State.RECEIVED, line.parcel.id)


def test_a_newer_revision_takes_the_place_of_one_without_an_answer(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert states(city) == [State.SEALED, State.FOLLOWED]


def test_a_refusal_is_told_with_its_reason(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.child.store.all(Parcel, direction=Direction.SENT)
    change(city.child, Parcel, parcel.id, verdict=Finding.PERIOD_CLOSED.value)
    (line,) = parcels.boxes(city.child, YEAR).sent
    assert line.state is State.SENT_BACK
    assert "不在開放收件期間" in line.told


def test_a_fork_taken_in_is_marked(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.first.store.all(Parcel, direction=Direction.RECEIVED)
    change(city.first, Parcel, parcel.id, verdict=Finding.FORK.value)
    assert parcels.boxes(city.first, YEAR).received[0].state is State.FORKED


def test_receipts_wait_for_no_answer(city: City) -> None:
    send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert [one.state for one in parcels.boxes(city.first, YEAR).sent] == [State.SEALED]


def test_what_came_back_names_its_record_and_is_answered_by_sending_again(city: City) -> None:
    submitted(city)
    agency, key = first_of(city.department), Key("Coaching", record_id(f"coaching {FIRST}"))
    decisions.remark(city.department, agency.id, YEAR, "請補登處理情形", about=key, due=date(2027, 2, 10))
    decisions.remark(city.department, agency.id, YEAR, "請補函文")
    accepted(city, city.department, drafts.returned(city.department, YEAR, agency), city.first)
    about, whole = parcels.boxes(city.first, YEAR).returned
    assert (about.record, about.about, about.agency, about.answered, about.id) == (key, "附表3 輔導服務紀錄表", "範例地政局", False, about.remark.id)
    assert (whole.record, whole.about) == (None, "整份資料")
    change(city.first, Coaching, key.id, handling="電話指導並更新版本")
    accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert all(one.answered for one in parcels.boxes(city.first, YEAR).returned)
