"""Transactions are all or nothing, undo and redo are exact, and the log says what happened."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import OfficerId, Record
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, StoreError
from hrdesk.store.engine import driver
from hrdesk.store.folder import database
from hrdesk.store.key_file import FLOOR
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id, sample
from tests.store.conftest import PASSPHRASE, engine_of, faulted, ticking


def officer(label: str, **values: object) -> Officer:
    return sample(Officer, id=OfficerId(record_id(label)), **values)


def content(store: Store) -> dict[str, tuple[Record, ...]]:
    return {kind.__name__: store.all(kind) for kind in KINDS}


class Interruption(BaseException):
    """Stands for Ctrl-C, without stopping the tests."""


@pytest.mark.parametrize("leave", [ValueError, KeyboardInterrupt, Interruption, SystemExit])
def test_whatever_leaves_a_transaction_early_rolls_all_of_it_back(store: Store, leave: type[BaseException]) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    head = store.audit_head()
    with pytest.raises(leave):
        write_and_leave(store, leave)
    assert store.all(Officer) == (officer("a"),)
    assert store.secret("name") is None
    assert (store.audit_head(), len(store.history())) == (head, 1)
    with pytest.raises(StoreError):
        store.blob(sha256(b"file").hexdigest())


def write_and_leave(store: Store, leave: type[BaseException]) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put_all([officer("a", name="王大明"), officer("b")])
        tx.blob_in(b"file")
        tx.put_secret("name", b"secret")
        raise leave


def write_much(store: Store) -> None:
    with store.write(Act.IMPORT_ROSTER) as tx:
        tx.put(officer("b"))
        tx.put_all(officer(str(number), unit="範" * 500) for number in range(2000))


def test_an_error_of_the_callers_own_files_stays_theirs(store: Store) -> None:
    with pytest.raises(FileNotFoundError), store.write(Act.EDIT):
        Path("nowhere/at/all").read_bytes()


def test_a_transaction_inside_another_is_a_bug(store: Store) -> None:
    with store.write(Act.EDIT), pytest.raises(RuntimeError), store.write(Act.EDIT):
        pass
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    assert store.count(Officer) == 1


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    states = [content(store)]
    for name in ("王小明", "王中明", "王大明"):
        with store.write(Act.EDIT, what=name[1:]) as tx:
            tx.put(officer("a", name=name))
        states.append(content(store))
    for wanted in reversed(states[:-1]):
        assert store.undo().kinds == {"Officer"}
        assert content(store) == wanted
    with pytest.raises(StoreError) as caught:
        store.undo()
    assert faulted(caught) is Fault.NOTHING_TO_UNDO
    for wanted in states[1:]:
        assert store.redo()
        assert content(store) == wanted
    with pytest.raises(StoreError) as caught:
        store.redo()
    assert faulted(caught) is Fault.NOTHING_TO_REDO


def test_undo_names_what_it_changed(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    changes = store.undo()
    assert (changes.act, changes.removed) == ("undo", (Key("Officer", record_id("a")),))
    changes = store.redo()
    assert (changes.act, changes.added) == ("redo", (Key("Officer", record_id("a")),))


def test_what_comes_next_is_known_by_its_own_name(store: Store) -> None:
    assert store.next_undo() is store.next_redo() is None
    with store.write(Act.IMPORT_ROSTER, file="範例.xlsx") as tx:
        tx.put(officer("a"))
    for _ in range(3):
        entry = store.next_undo()
        assert entry is not None
        assert (entry.seq, entry.act, entry.facts) == (1, Act.IMPORT_ROSTER, {"file": "範例.xlsx"})
        store.undo()
        redo = store.next_redo()
        assert redo is not None
        assert (redo.seq, redo.act) == (1, Act.IMPORT_ROSTER)
        store.redo()


def test_a_new_change_ends_redo(store: Store) -> None:
    for name in ("王小明", "王中明"):
        with store.write(Act.EDIT) as tx:
            tx.put(officer("a", name=name))
    store.undo()
    with store.write(Act.EDIT) as tx:
        tx.put(officer("b"))
    assert store.next_redo() is None
    store.undo()
    store.undo()
    assert store.count(Officer) == 0


def test_a_final_act_ends_undo_and_redo(store: Store) -> None:
    for name in ("王小明", "王中明"):
        with store.write(Act.EDIT) as tx:
            tx.put(officer("a", name=name))
    store.undo()
    with store.write(Act.SEAL):
        pass
    assert store.history(1)[0].act is Act.SEAL
    assert store.next_undo() is store.next_redo() is None


def test_looks_prints_and_blobs_leave_undo_and_redo_alone(store: Store) -> None:
    for name in ("王小明", "王中明"):
        with store.write(Act.EDIT) as tx:
            tx.put(officer("a", name=name))
    store.undo()
    store.note(Act.PRINT, [Key("Officer", record_id("a"))], form="annex2")
    assert store.next_redo() is not None
    store.redo()
    with store.write(Act.EDIT) as tx:
        tx.blob_in(b"only a file")
    assert len(store.history()) == 6
    store.undo()
    assert store.all(Officer) == (officer("a", name="王小明"),)


def test_undo_survives_closing(store: Store, folder: Path) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    store.close()
    again = open_store(folder, "另一位", ticking(), passphrase=PASSPHRASE)
    again.undo()
    assert again.count(Officer) == 0
    assert again.history(1)[0].who == "另一位"
    again.close()


COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["王小明", "陳𡍼明", None])), min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["undo", "redo", "note"]), st.just([])),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(COMMANDS)
def test_after_any_commands_undo_all_and_redo_all_are_exact(
    store_factory: Callable[[], Store], commands: list[tuple[str, list[tuple[str, str | None]]]]
) -> None:
    store = store_factory()
    for command, edits in commands:
        run(store, command, edits)
    end, redoable = store.all(Officer), drain(store.redo)
    for _ in range(redoable):
        store.undo()
    assert store.all(Officer) == end
    undone = drain(store.undo)
    assert store.all(Officer) == ()
    for _ in range(undone):
        store.redo()
    assert store.all(Officer) == end
    assert store.verify_audit() is None


def run(store: Store, command: str, edits: list[tuple[str, str | None]]) -> None:
    """Do one random command; undo and redo may have nothing to do."""
    if command == "note":
        store.note(Act.VIEW)
    elif command == "write":
        with store.write(Act.EDIT) as tx:
            for label, name in edits:
                if name is None:
                    tx.delete(officer(label))
                else:
                    tx.put(officer(label, name=name))
    else:
        once(getattr(store, command))


def once(step: Callable[[], object]) -> bool:
    try:
        step()
    except StoreError:
        return False
    return True


def drain(step: Callable[[], object]) -> int:
    """Repeat a step until there is nothing left and return how often it was done."""
    times = 0
    while once(step):
        times += 1
    return times


@pytest.fixture(scope="module")
def store_factory(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    """Return one store, emptied of records and steps each time it is asked for: making a file an example would take most of the time."""
    store, _ = create(tmp_path_factory.mktemp("office"), PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)

    def emptied() -> Store:
        with store.write(Act.INITIALISE) as tx:
            tx.delete_all(store.all(Officer))
        return store

    return emptied


def test_the_log_tells_who_did_what_when_newest_first(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    store.note(Act.VIEW, [Key("Officer", record_id("a"))], page="roster")
    store.undo()
    undone, seen, first = store.history()
    assert (first.seq, first.act, first.who, first.changes.added) == (1, Act.EDIT, "範例承辦", (Key("Officer", record_id("a")),))
    assert first.at == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    assert (seen.act, seen.seen, seen.facts, bool(seen.changes)) == (Act.VIEW, (Key("Officer", record_id("a")),), {"page": "roster"}, False)
    assert (undone.act, undone.reverts) == (Act.UNDO, 1)
    assert [entry.seq for entry in store.history(2)] == [3, 2]
    assert [entry.seq for entry in store.history(2, before=3)] == [2, 1]


def test_the_newest_moment_is_known_though_the_clock_went_back(folder: Path) -> None:
    moments = iter([datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)])
    store, _ = create(folder, PASSPHRASE, "範例承辦", lambda: next(moments), cost=FLOOR)
    assert store.newest() is None
    store.note(Act.VIEW)
    store.note(Act.VIEW)
    assert store.newest() == datetime(2026, 11, 21, tzinfo=UTC)
    assert [entry.seq for entry in store.history()] == [2, 1]
    store.close()


def test_a_full_disk_loses_nothing_and_leaves_the_store_readable(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    limit = driver(engine_of(store)).execute("PRAGMA page_count").fetchone()[0]
    driver(engine_of(store)).execute(f"PRAGMA max_page_count = {limit}").fetchall()
    with pytest.raises(StoreError) as caught:
        write_much(store)
    assert faulted(caught) is Fault.STORE_FULL
    assert store.all(Officer) == (officer("a"),)
    assert len(store.history()) == 1
    driver(engine_of(store)).execute("PRAGMA max_page_count = 1000000").fetchall()
    with store.write(Act.EDIT) as tx:
        tx.put(sample(Agency))
    assert store.verify_audit() is None


LONG = "長" * 20_000  # needs pages of its own


@contextmanager
def full(store: Store) -> Iterator[None]:
    """Let the file grow no more for a block."""
    limit = driver(engine_of(store)).execute("PRAGMA page_count").fetchone()[0]
    driver(engine_of(store)).execute(f"PRAGMA max_page_count = {limit}").fetchall()
    yield
    driver(engine_of(store)).execute("PRAGMA max_page_count = 1000000").fetchall()


def test_looks_on_a_full_disk_wait_for_room_and_keep_their_order(store: Store) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    seq = store.seq()
    with full(store):
        store.note(Act.VIEW, (Key("Officer", "a"),), what=LONG)
        store.note(Act.PRINT, form=LONG)
        assert (store.owed, store.stuck, store.seq()) == (2, Fault.STORE_FULL, seq)
        assert store.all(Officer) == (officer("a"),)
    store.note(Act.EXPORT, what="名冊")
    assert (store.owed, store.stuck) == (0, None)
    assert [entry.act for entry in store.history(3)] == [Act.EXPORT, Act.PRINT, Act.VIEW]
    assert store.history(3)[2].seen == (Key("Officer", "a"),)
    assert store.verify_audit() is None
    assert store.next_undo() is not None


@pytest.mark.parametrize(("masked", "reason"), [(0, {}), (1, {"reason": "查核"})])
def test_a_look_at_whole_numbers_never_comes_before_its_entry(store: Store, masked: int, reason: dict[str, str]) -> None:
    with full(store), pytest.raises(StoreError) as caught:
        store.note(Act.VIEW, (), what=LONG, masked=masked, **reason)
    assert faulted(caught) is Fault.STORE_FULL
    assert store.owed == 0


def test_what_cannot_wait_is_told_and_a_turn_is_whole_or_nothing(store: Store) -> None:
    with full(store):
        with pytest.raises(StoreError):
            store.note(Act.CHANGE_KEY, what=LONG)
        with pytest.raises(StoreError), store.turn():
            store.note(Act.VIEW, what=LONG)
        assert (store.owed, store.stuck) == (0, Fault.STORE_FULL)
    with pytest.raises(StoreError):
        store.undo()
    assert store.stuck is Fault.STORE_FULL  # that there is nothing to undo says nothing of the disk
    store.keep_unsaved("officer", "", {"name": "王"})
    assert store.stuck is None


def go_on(store: Store, order: str) -> None:
    """Write two acts in one turn, the one of "c" too large for the disk, as a service that takes no notice of errors."""
    with store.turn():
        for name in order:
            with suppress(StoreError) if name == "c" else nullcontext(), store.write(Act.EDIT, what=LONG if name == "c" else name) as tx:
                tx.put(officer(name))


def test_a_disk_that_fills_up_in_a_turn_is_told_as_full_and_keeps_nothing_of_it(store: Store) -> None:
    with full(store), pytest.raises(StoreError) as caught, store.turn(), store.write(Act.EDIT, what=LONG) as tx:
        tx.put(officer("a"))
    assert faulted(caught) is Fault.STORE_FULL
    for order in ("bc", "cb"):
        with full(store), pytest.raises(StoreError) as caught:
            go_on(store, order)
        assert faulted(caught) is Fault.WRITE_FAILED
    assert store.all(Officer) == ()
    with store.turn(), store.write(Act.EDIT) as tx:
        tx.put(officer("e"))
    assert store.all(Officer) == (officer("e"),)
    assert store.verify_audit() is None


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_nothing_is_saved_into_a_file_that_was_taken_away(store: Store, tmp_path: Path) -> None:
    with store.write(Act.EDIT) as tx:
        tx.put(officer("a"))
    place = database(store.folder)
    for away in (lambda: place.rename(tmp_path / "elsewhere"), lambda: place.write_bytes(b"another")):
        away()
        with pytest.raises(StoreError) as caught, store.write(Act.EDIT) as tx:
            tx.put(officer("b"))
        assert faulted(caught) is Fault.STORE_GONE
        store.note(Act.VIEW, what="officers")
    assert (store.stuck, store.owed) == (Fault.STORE_GONE, 2)
    assert store.backup(tmp_path / "saved.hrdbak").counts["Officer"] == 1
    with pytest.raises(StoreError):
        store.settle()
    (tmp_path / "elsewhere").replace(place)
    store.settle()
    assert (store.stuck, store.owed) == (None, 0)
    assert store.verify_audit() is None
    assert store.unsaved() == ()


def test_a_broken_file_is_told_as_damage(store: Store) -> None:
    with engine_of(store).begin() as connection:
        connection.execute(text("DROP TABLE officer"))
    with pytest.raises(StoreError) as caught:
        store.all(Officer)
    assert faulted(caught) is Fault.STORE_CORRUPT


def test_closing_twice_is_closing_once(store: Store) -> None:
    store.close()
    store.close()
