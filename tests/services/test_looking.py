"""Looking: found by what one types, shown in words, ID numbers masked, every look noted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.offices import Parcel, Workspace
from hrdesk.domain.seeds import Channel
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import looking
from hrdesk.services.teachers import coaching
from tests.factory import sample
from tests.services.book import appointed, fault_of, hire, hold
from tests.services.steps import change


def test_every_kind_has_a_name() -> None:
    assert {looking.kind_of(name) for name in looking.NAMES} == set(KINDS)
    with pytest.raises(InputError) as caught:
        looking.kind_of("payroll")
    assert fault_of(caught) is Fault.NOT_FOUND


def test_list_masks_id_numbers_unless_a_reason_is_noted(desk: Desk) -> None:
    person = hire(desk, national_id="A123456789")
    (shown,) = looking.listed(desk, "officers")
    assert shown.record == replace(person, national_id="A12345****")
    assert (desk.store.history(1)[0].act, desk.store.history(1)[0].facts["masked"]) == (Act.VIEW, 1)
    with pytest.raises(InputError) as caught:
        looking.listed(desk, "officers", unmask=True)
    assert fault_of(caught) is Fault.NEEDS_REASON
    assert looking.listed(desk, "officers", unmask=True, reason="核對")[0].record == person
    assert desk.store.history(1)[0].facts["reason"] == "核對"


def test_record_is_found_by_number_name_and_beginning_of_its_id(desk: Desk) -> None:
    person = hire(desk, employee_no="A001")
    for text in ("A001", "王小明", person.id, person.id[:8]):
        assert looking.found(desk, "officers", text).record == person
    assert [key.id for key in desk.store.history(1)[0].seen] == [person.id]
    for text in ("A009", person.id[:7]):
        with pytest.raises(InputError) as caught:
            looking.found(desk, "officers", text)
        assert fault_of(caught) is Fault.NOT_FOUND


def test_namesakes_are_ambiguous(desk: Desk) -> None:
    hire(desk)
    hire(desk)
    with pytest.raises(InputError) as caught:
        looking.found(desk, "officers", "王小明")
    assert fault_of(caught) is Fault.AMBIGUOUS


def test_fields_read_in_words(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person)
    record = replace(coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例文化局"), channels=(Channel.PHONE,), item=1)
    coaching.coach(desk, record)
    fields = dict(looking.found(desk, "coaching", record.id).fields)
    assert (fields["人員"], fields["機關"], fields["日期"], fields["開始時間"]) == ("王小明", "範例地政局", "115/03/02", "09:00")
    assert (fields["輔導方式"], fields["檢核項目"], fields["結案情形"]) == ("電話", "1", "處理中")
    held = hold(desk)
    assert dict(looking.found(desk, "courses", held.id).fields)["場次"] == "115/06/10 6 小時、115/06/11 6 小時"
    change(desk, Course, held.id, sessions=tuple(replace(one, timed=True) for one in held.sessions))
    course = dict(looking.found(desk, "courses", held.id).fields)
    assert course["場次"] == "115/06/10 09:00 15:00、115/06/11 09:00 15:00"
    assert course["停辦"] == "否"


def test_moments_are_taiwans(desk: Desk) -> None:
    with desk.store.write(Act.EDIT) as tx:
        tx.put(sample(Parcel, at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC), kind="submission"))
    (shown,) = looking.listed(desk, "parcels")
    assert dict(shown.fields)["時間"] == "116/01/01 00:30"


def test_unknown_reference_stays_an_id(desk: Desk) -> None:
    (workspace,) = desk.store.all(Workspace)
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(workspace, rule_pack="f" * 32, sample=True))
    fields = dict(looking.found(desk, "workspace", "workspace").fields)
    assert (fields["規則包"], fields["範例資料"]) == ("f" * 32, "是")


def test_a_look_at_people_is_noted_with_whom_it_showed(desk: Desk) -> None:
    person = hire(desk)
    looking.note(desk, "required", [Key("Officer", person.id)])
    (entry,) = desk.store.history(1)
    assert (entry.act, entry.facts, entry.seen) == (Act.VIEW, {"what": "required", "masked": 1}, (Key("Officer", person.id),))
