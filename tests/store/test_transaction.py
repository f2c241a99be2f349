"""Records in and out: what is asked for is what was put, inside a transaction and after."""

from datetime import date

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import AgencyId, OfficerId, Record
from hrdesk.domain.staff import Agency, Officer, StaffKind
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, StoreError
from hrdesk.store.statements import CHUNK
from hrdesk.store.store import Store
from tests.factory import full, record_id, sample
from tests.store.conftest import faulted


def officer(label: str, **values: object) -> Officer:
    return sample(Officer, id=OfficerId(record_id(label)), **values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_kept_whole(store: Store, kind: type[Record]) -> None:
    record = full(kind)
    with store.write(Act.EDIT) as tx:
        tx.put(record)
    assert store.get(kind, record.id) == record
    assert store.all(kind) == (record,)


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.get(Officer, "0" * 32) is None
    assert store.all(Officer) == ()
    assert store.secret("calendar") is None


def test_records_are_found_by_equal_fields_in_order_of_id(store: Store) -> None:
    people = [
        officer("a", name="王小明", kind=StaffKind.FULL_TIME, birth=date(1990, 1, 2)),
        officer("b", name="陳𡍼明", kind=StaffKind.CONCURRENT),
        officer("c", name="林𠅤如", kind=StaffKind.ADDITIONAL, agency=AgencyId("elsewhere")),
    ]
    first, second, third = people
    with store.write(Act.EDIT) as tx:
        tx.put_all(people)

    def named(**where: object) -> set[str]:
        found = store.all(Officer, **where)
        assert store.count(Officer, **where) == len(found)
        assert [one.id for one in found] == sorted(one.id for one in found)
        return {one.name for one in found}

    assert named() == {"王小明", "陳𡍼明", "林𠅤如"}
    assert named(kind=StaffKind.CONCURRENT) == {second.name}
    assert named(birth=date(1990, 1, 2)) == {first.name}
    assert named(birth=None) == {second.name, third.name}
    assert named(birth=(None, date(1990, 1, 2)), agency=first.agency) == {first.name, second.name}
    assert named(kind={StaffKind.FULL_TIME, StaffKind.ADDITIONAL}) == {first.name, third.name}
    assert named(name=["王小明"]) == {first.name}
    assert named(name=()) == set()
    assert named(name="王小明", kind=StaffKind.ADDITIONAL) == set()


def test_pages_follow_one_another_without_gap_or_overlap(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put_all(officer(str(number), unit=str(number % 2)) for number in range(25))
    seen: list[Officer] = []
    while page := store.page(Officer, 4, seen[-1].id if seen else "", unit="1"):
        seen += page
    assert tuple(seen) == store.all(Officer, unit="1")


def test_a_transaction_and_the_store_see_what_it_has_written_so_far(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
        assert tx.all(Officer) == store.all(Officer) == (officer("a"),)
        assert tx.count(Officer) == store.count(Officer) == 1
        tx.delete(officer("a"))
        assert store.get(Officer, officer("a").id) is None


def test_changes_name_what_was_added_changed_and_removed(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put_all([officer("changed"), officer("removed"), officer("same")])
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all([officer("added"), officer("changed", name="陳𡍼明"), officer("same"), sample(Agency)])
        tx.delete_all([officer("removed"), officer("never there")])
    changes = tx.changes
    assert (changes.seq, changes.act) == (2, "import_roster")
    assert set(changes.added) == {Key("Officer", record_id("added")), Key("Agency", record_id("Agency"))}
    assert changes.changed == (Key("Officer", record_id("changed")),)
    assert changes.removed == (Key("Officer", record_id("removed")),)


def test_a_record_added_and_removed_again_was_not_touched(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
        tx.put(officer("a", name="王大明"))
        tx.delete(officer("a"))
    assert not tx.changes
    assert store.history() == ()


def test_a_record_changed_twice_is_one_change_from_the_first_state(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a", name="王大明"))
        tx.put(officer("a", name="王中明"))
    assert tx.changes.changed == (Key("Officer", record_id("a")),)
    store.undo()
    assert store.all(Officer) == (officer("a"),)


def test_putting_equal_records_changes_nothing_and_leaves_no_entry(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put(officer("a"))
    assert not tx.changes
    assert len(store.history()) == 1


def test_more_records_than_one_statement_takes_are_kept(store: Store) -> None:
    people = [officer(str(number)) for number in range(2 * CHUNK + 1)]
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all(people)
    assert store.count(Officer) == len(people)
    with store.write(Act.EDIT) as tx:
        tx.delete_all(people[1:])
    assert store.all(Officer) == (people[0],)


def test_attachments_are_kept_once_under_their_digest(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        digest = tx.blob_in(b"%PDF")
        assert tx.blob_in(b"%PDF") == digest
        assert tx.blob(digest) == b"%PDF"
    assert store.blob(digest) == b"%PDF"
    with pytest.raises(StoreError) as caught:
        store.blob("0" * 64)
    assert faulted(caught) is Fault.STORE_CORRUPT


def test_a_secret_is_replaced_by_its_name(store: Store) -> None:
    for data in (b"first", b"second"):
        with store.write(Act.CHANGE_KEY) as tx:
            tx.put_secret("signing", data)
            assert tx.secret("signing") == data
    assert store.secret("signing") == b"second"


def test_a_field_that_is_no_column_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(KeyError):
        store.all(Officer, height=170)
