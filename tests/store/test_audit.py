"""Whatever is altered in the log behind the store's back is noticed."""

import random

import pytest
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.store import audit
from hrdesk.store.key_file import derived
from hrdesk.store.store import Store
from tests.factory import record_id, sample
from tests.store.conftest import engine_of

ENTRIES = 12


@pytest.fixture
def book(store: Store) -> Store:
    """Return a store with twelve entries of every sort."""
    for number in range(4):
        with store.write(Act.EDIT, number=number) as tx:
            tx.put_all(sample(Officer, id=OfficerId(record_id(str(place))), name=f"範例{number}") for place in range(5))
        store.note(Act.VIEW, [Key("Officer", record_id(str(place))) for place in range(3)])
        if number % 2:
            store.undo()
            store.redo()
    return store


def first_bad(store: Store, *statements: str) -> int | None:
    """Alter the log by SQL, verify it, and roll the alteration back."""
    with engine_of(store).connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
        return audit.first_bad(connection, derived(store._opened.data_key, "audit"))


def test_an_untouched_log_is_intact(book: Store) -> None:
    assert len(book.history()) == ENTRIES
    assert book.verify_audit() is None


def test_the_head_moves_with_every_entry(store: Store) -> None:
    heads = {store.audit_head()}
    for _ in range(5):
        store.note(Act.VIEW)
        heads.add(store.audit_head())
    assert len(heads) == 6
    assert all(len(head) == 64 for head in heads)


@pytest.mark.parametrize(
    ("alteration", "bad"),
    [
        ("UPDATE entries SET who = 'x' WHERE seq = 3", 3),
        ("UPDATE entries SET at = '2026-01-01T00:00:00.000000+00:00' WHERE seq = 5", 5),
        ("UPDATE entries SET act = 'view' WHERE seq = 1", 1),
        ("UPDATE entries SET facts = '{}' WHERE seq = 1", 1),
        ("UPDATE entries SET reverts = 1 WHERE seq = 2", 2),
        ("UPDATE entries SET mac = zeroblob(32) WHERE seq = 7", 7),
        ("UPDATE entries SET seq = 99 WHERE seq = 12", 12),
        ("DELETE FROM entries WHERE seq = 1", 1),
        ("DELETE FROM entries WHERE seq = 6", 6),
        ("DELETE FROM entries WHERE seq = 12", 12),
        ("DELETE FROM entries", 1),
        ("INSERT INTO entries SELECT 13, act, who, at, facts, reverts, mac FROM entries WHERE seq = 12", 13),
        ("UPDATE images SET before = NULL WHERE seq = 3 AND position = 0", 3),
        ("UPDATE images SET fields = '' WHERE seq = 3 AND position = 4", 3),
        ("UPDATE images SET kind = 'Agency' WHERE seq = 2", 2),
        ("UPDATE images SET touch = '?' WHERE seq = 1 AND position = 0", 1),
        ("UPDATE images SET position = 9 WHERE seq = 1 AND position = 4", 1),
        ("DELETE FROM images WHERE seq = 1 AND position = 4", 1),
        ("INSERT INTO images SELECT 2, 9, kind, id, touch, fields, before FROM images WHERE seq = 1 AND position = 0", 2),
        ("INSERT INTO images SELECT 77, 0, kind, id, touch, fields, before FROM images WHERE seq = 1 AND position = 0", 13),
        ("UPDATE facts SET value = '11:' || substr(value, 4) WHERE name = 'audit_head'", 13),
        ("DELETE FROM facts WHERE name = 'audit_head'", 13),
    ],
)
def test_an_alteration_is_found_where_it_was_made(book: Store, alteration: str, bad: int) -> None:
    assert first_bad(book, alteration) == bad
    assert book.verify_audit() is None


def test_exchanged_entries_are_found(book: Store) -> None:
    swap = [f"UPDATE entries SET seq = {new} WHERE seq = {old}" for old, new in ((3, 100), (4, 3), (100, 4))]
    assert first_bad(book, *swap) == 3


def test_every_one_of_many_random_alterations_is_found(book: Store) -> None:
    source = random.Random(15)
    for _ in range(300):
        seq = source.randint(1, ENTRIES)
        column = source.choice(["act", "who", "at", "facts"])
        assert first_bad(book, f"UPDATE entries SET {column} = {column} || '{source.choice('abc ')}' WHERE seq = {seq}") == seq


def test_values_of_records_are_not_in_the_log_entries(book: Store) -> None:
    with engine_of(book).connect() as connection:
        entries = str(connection.execute(text("SELECT act, who, facts FROM entries")).all())
        fields = connection.execute(text("SELECT DISTINCT fields FROM images")).scalars().all()
    assert "範例0" not in entries
    assert set(fields) == {"", "name"}


def test_a_log_written_with_another_key_is_not_ours(book: Store) -> None:
    with engine_of(book).connect() as connection:
        assert audit.first_bad(connection, bytes(32)) == 1
