"""Two people in one store on a server: nothing is lost, each walks the own steps, and each learns what the other did."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import Record
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.store import standing
from hrdesk.store.access import admitted, dismissed
from hrdesk.store.key_copies import Proof
from hrdesk.store.key_file import FLOOR
from hrdesk.store.standing import read_name, spelled
from hrdesk.store.store import Store
from hrdesk.store.tables import SECRETS
from tests.factory import full, sample
from tests.postgres import server
from tests.store.conftest import PASSPHRASE, engine_of, faulted
from tests.store.server import FIRST, SECOND, SECONDS, Opener, database, officer, opener, template

__all__ = ["database", "opener", "template"]
ROW = Key("Officer", officer("a").id)


def put(store: Store, *records: Record, act: Act = Act.EDIT) -> None:
    with store.write(act) as tx:
        tx.put_all(records)


def eventually(true: Callable[[], bool]) -> bool:
    """Tell whether something comes true in a while: the server notices a moment later that somebody left."""
    for _ in range(200):
        if true():
            return True
        time.sleep(0.02)
    return False


def fault_of(work: Callable[[], object]) -> Fault:
    with pytest.raises(StoreError) as caught:
        work()
    return faulted(caught)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_kept_whole(opener: Opener, kind: type[Record]) -> None:
    first, second = opener(FIRST), opener(SECOND)
    put(first, full(kind))
    assert second.all(kind) == (full(kind),)


def test_what_one_commits_the_other_reads_and_nothing_before(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    with first.write(Act.EDIT) as tx:
        tx.put(officer("a"))
        assert first.count(Officer) == 1
        assert second.count(Officer) == 0
    assert second.all(Officer) == (officer("a"),)


def test_records_come_in_the_order_of_their_bytes(opener: Opener) -> None:
    store = opener(FIRST)
    put(store, *(sample(Agency, id=id_) for id_ in ("b", "B", "a", "-a", "A", "範")))
    assert [one.id for one in store.all(Agency)] == ["-a", "A", "B", "a", "b", "範"]
    assert [one.id for one in store.page(Agency, 2, "B")] == ["a", "b"]


def test_the_log_stays_one_chain_however_many_write_at_once(opener: Opener) -> None:
    stores = [opener(FIRST), opener(SECOND), opener(SECOND)]

    def work(store: Store, mine: int) -> None:
        for number in range(15):
            put(store, officer(f"{mine} {number}"))

    threads = [threading.Thread(target=work, args=(store, mine)) for mine, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].count(Officer) == 45
    assert stores[0].verify_audit() is None


def test_a_turn_lets_nobody_write_between_reading_and_writing(opener: Opener) -> None:
    stores = [opener(FIRST), opener(SECOND)]
    put(stores[0], officer("a", unit="0"))

    def work(store: Store) -> None:
        for _ in range(10):
            with store.turn():
                (held,) = store.all(Officer)
                put(store, officer("a", unit=str(int(held.unit) + 1)))

    threads = [threading.Thread(target=work, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].all(Officer)[0].unit == "20"


def test_each_takes_back_the_own_acts_alone(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    put(first, officer("a"))
    put(second, officer("b"))
    put(second, officer("c"))
    put(first, officer("d"))
    first.undo()
    first.undo()
    assert {one.id for one in second.all(Officer)} == {officer("b").id, officer("c").id}
    assert fault_of(first.undo) is Fault.NOTHING_TO_UNDO
    second.undo()
    assert first.all(Officer) == (officer("b"),)
    first.redo()
    first.redo()
    assert fault_of(first.redo) is Fault.NOTHING_TO_REDO
    entry = second.next_redo()
    assert entry is not None
    assert (entry.who, entry.changes.added) == (SECOND, (Key("Officer", officer("c").id),))
    assert first.verify_audit() is None


def test_ones_own_act_ends_ones_own_redo_and_nobody_elses(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    for store, label in ((first, "a"), (second, "b")):
        put(store, officer(label))
        store.undo()
    put(first, officer("c"))
    assert first.next_redo() is None
    assert second.next_redo() is not None


def test_what_left_the_office_ends_everybodys_undo(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    put(first, officer("a"))
    with second.write(Act.SEAL):
        pass
    assert first.next_undo() is first.next_redo() is None


@pytest.mark.parametrize("meanwhile", ["changed", "deleted", "added"])
def test_undo_that_would_overwrite_another_persons_change_is_refused(opener: Opener, meanwhile: str) -> None:
    first, second = opener(FIRST), opener(SECOND)
    if meanwhile == "added":
        put(first, officer("a"))
        with first.write(Act.EDIT) as tx:
            tx.delete(officer("a"))
        put(second, officer("a", name="陳𡍼明"))
    else:
        put(first, officer("a"), officer("b"))
        with second.write(Act.EDIT) as tx:
            tx.delete(officer("a")) if meanwhile == "deleted" else tx.put(officer("a", name="陳𡍼明"))
    before, head = first.all(Officer), first.audit_head()
    with pytest.raises(StoreError) as caught:
        first.undo()
    assert (caught.value.fault, caught.value.facts) == (Fault.UNDO_OVERTAKEN, {"count": 1})
    assert (first.all(Officer), first.audit_head()) == (before, head)
    assert first.next_undo() is not None


def test_undo_goes_on_once_the_other_took_their_change_back(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    put(first, officer("a"))
    second.note(Act.VIEW, [ROW])
    put(second, officer("a", name="陳𡍼明"))
    second.undo()
    first.undo()
    assert first.count(Officer) == 0
    put(second, officer("a", name="林𠅤如"))
    assert fault_of(first.redo) is Fault.UNDO_OVERTAKEN


def test_one_hears_of_others_and_not_of_oneself(opener: Opener) -> None:
    first, second = opener(FIRST), opener(FIRST)
    since = first.seq()
    assert first.heard()  # whatever was before it listened
    assert not first.heard()
    put(first, officer("a"))
    put(second, officer("b"))
    second.note(Act.VIEW, [ROW])
    assert first.heard()
    changed, seen = first.news(since)
    assert changed.changes.added == (Key("Officer", officer("b").id),)
    assert seen.act is Act.VIEW
    assert (first.overtaken(since), first.overtaken(seen.seq), second.overtaken(since)) == (True, False, True)


def test_an_entry_that_was_rolled_back_is_not_ones_own(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    since = first.seq()
    with pytest.raises(ValueError), first.turn():  # noqa: PT011, PT012
        put(first, officer("a"))
        raise ValueError
    put(second, officer("b"))
    assert len(first.news(since)) == 1


def test_an_entry_of_a_part_that_was_taken_back_is_not_ones_own(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = opener(FIRST), opener(SECOND)
    since = first.seq()

    def broken(*_: object, **__: object) -> None:
        raise StoreError(Fault.WRITE_FAILED)

    with first.turn():
        monkeypatch.setattr("hrdesk.store.steps.push", broken)
        assert fault_of(lambda: put(first, officer("a"))) is Fault.WRITE_FAILED
        monkeypatch.undo()
    put(second, officer("b"))
    assert (len(first.news(since)), first.all(Officer)) == (1, (officer("b"),))


def test_everyone_who_is_there_is_named(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    assert (first.present(), second.present()) == ((SECOND,), (FIRST,))
    second.who = "範例主管"
    assert first.present() == ("範例主管",)
    second.close()
    assert eventually(lambda: first.present() == ())


def test_a_name_is_spelled_so_that_the_server_keeps_it() -> None:
    for name in ("王小明", "陳𡍼明 (範例局)", ""):
        assert read_name(spelled(name)) == name
    assert len(spelled("範" * 100)) <= 63
    assert read_name(spelled("範" * 100)) == "範" * 14
    assert read_name("psql") == read_name("hrdesk:範") == read_name("hrdesk:a") == ""


def test_a_record_is_held_by_one_and_free_again_when_they_let_go_or_leave(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = opener(FIRST), opener(SECOND), opener(SECOND)
    assert first.begin_editing(ROW) is first.begin_editing(ROW) is None
    assert second.begin_editing(ROW) == FIRST
    assert second.begin_editing(Key("Officer", "other")) is None
    second.end_editing(ROW)  # not theirs to end
    assert second.begin_editing(ROW) == FIRST
    first.end_editing(ROW)
    assert second.begin_editing(ROW) is None
    second.close()
    assert eventually(lambda: third.begin_editing(ROW) is None)
    monkeypatch.setattr(standing, "HOLDER", text("SELECT NULL WHERE :lock = 0"))  # let go just before it was asked, time after time
    assert first.begin_editing(ROW) == ""


def test_a_file_knows_of_nobody_else(store: Store) -> None:
    assert not store.shared
    assert store.present() == ()
    assert store.begin_editing(ROW) is None
    store.end_editing(ROW)
    assert not store.heard()
    assert not store.overtaken(0)
    store.who = "範例主管"
    assert store.who == "範例主管"


def test_work_inside_a_turn_is_kept_or_taken_back_by_itself(store: Store) -> None:
    with store.turn():
        put(store, officer("a"))
        with store.turn(), pytest.raises(ValueError), store.write(Act.EDIT) as tx:  # noqa: PT011, PT012
            tx.put(officer("b"))
            raise ValueError
        with store.write(Act.EDIT), pytest.raises(RuntimeError), store.write(Act.EDIT):
            pass
        put(store, officer("c"))
    assert {one.id for one in store.all(Officer)} == {officer("a").id, officer("c").id}
    assert store.verify_audit() is None


def test_secrets_are_sealed_on_the_server_and_bound_to_their_names(opener: Opener) -> None:
    first, second = opener(FIRST), opener(SECOND)
    with first.write(Act.CHANGE_KEY) as tx:
        tx.put_secret("signing_key", b"secret of the office")
        tx.put_secret("other", b"other")
        assert tx.secret("other") == b"other"
    assert second.secret("signing_key") == b"secret of the office"
    with engine_of(first).begin() as connection:
        stored: dict[str, bytes] = dict(connection.execute(text("SELECT name, data FROM secrets")).all())
        assert all(b"secret" not in data for data in stored.values())
        connection.execute(SECRETS.update().where(SECRETS.c.name == "other").values(data=stored["signing_key"]))
        connection.execute(SECRETS.insert().values(name="short", data=b"x"))
    for name in ("other", "short"):
        assert fault_of(lambda name=name: second.secret(name)) is Fault.STORE_CORRUPT  # type: ignore[misc]


def test_people_are_admitted_for_every_pc_and_two_changes_at_once_do_not_undo_each_other(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = opener(FIRST), opener(SECOND)
    proof = Proof(SECOND, SECONDS)
    first.change_keys(Proof(FIRST, PASSPHRASE), admitted("第三人", "third passphrase", FLOOR), put=[full(Officer)])
    assert second.count(Officer) == 1
    stale = second._home.keys()
    first.change_keys(Proof(FIRST, PASSPHRASE), dismissed("第三人"), gone=[full(Officer)])
    monkeypatch.setattr(type(second._home), "keys", lambda self: stale)
    assert fault_of(lambda: second.change_keys(proof, admitted("第四人", "fourth passphrase", FLOOR), put=[officer("a")])) is Fault.CHANGED_MEANWHILE
    monkeypatch.undo()
    assert second.count(Officer) == 0
    with pytest.raises(InputError):
        second.change_keys(proof, dismissed("第三人"))


def test_a_cut_connection_in_the_middle_of_a_write_leaves_nothing_and_the_next_read_connects_again(opener: Opener, database: str) -> None:
    first = opener(FIRST)
    put(first, officer("a"))
    assert first.begin_editing(ROW) is None
    with pytest.raises(StoreError) as caught, first.write(Act.EDIT) as tx:  # noqa: PT012
        tx.put_all([officer("b"), officer("c")])
        server().drop_connections(database)
        tx.put(officer("d"))
    assert faulted(caught) is Fault.SERVER_GONE
    assert first.all(Officer) == (officer("a"),)
    assert first.verify_audit() is None
    put(first, officer("b"))
    assert fault_of(lambda: [first.heard() for _ in range(3)]) is Fault.SERVER_GONE  # the server's farewell is read first
    assert first.heard()
    assert opener(SECOND).begin_editing(ROW) == FIRST


def test_a_record_taken_over_while_cut_off_is_not_held_any_more(opener: Opener, database: str) -> None:
    first, second = opener(FIRST), opener(SECOND)
    first.begin_editing(ROW)
    server().drop_connections(database)
    assert fault_of(second.present) is Fault.SERVER_GONE
    assert second.begin_editing(ROW) is None
    assert fault_of(first.present) is Fault.SERVER_GONE
    assert first.present() == (SECOND,)
    assert first.begin_editing(ROW) == SECOND


def test_a_server_that_is_gone_is_told_and_one_that_comes_back_serves_again(opener: Opener) -> None:
    first = opener(FIRST)
    put(first, officer("a"))
    server().stop()
    try:
        assert fault_of(lambda: first.all(Officer)) is Fault.SERVER_GONE
        assert fault_of(lambda: put(first, officer("b"))) is Fault.SERVER_GONE
        assert fault_of(first.present) is Fault.SERVER_GONE
    finally:
        server().start()
    assert first.all(Officer) == (officer("a"),)
    assert first.present() == ()
    first.close()
    first.close()


def test_a_character_that_the_server_cannot_hold_is_refused(opener: Opener) -> None:
    first = opener(FIRST)
    assert fault_of(lambda: put(first, officer("a", name="王\x00明"))) is Fault.WRITE_FAILED
    assert first.count(Officer) == 0


def test_a_writer_who_never_ends_is_told_as_busy(opener: Opener, monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    server().run(f"ALTER DATABASE {database} SET lock_timeout = '100ms'")
    monkeypatch.setattr("hrdesk.store.server_engine.SETTINGS", ("SET synchronous_commit = on",))
    first, second = opener(FIRST), opener(SECOND)
    with first.turn():
        assert fault_of(lambda: put(second, officer("a"))) is Fault.STORE_BUSY
    put(second, officer("a"))


def test_scratch_folders_of_programs_in_one_folder_are_apart(opener: Opener, tmp_path: Path) -> None:
    first = opener(FIRST)
    assert first.scratch == first.folder / "scratch"
