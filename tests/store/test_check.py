"""A check finds every sort of damage, says where, and mends nothing."""

from pathlib import Path

import pytest
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.store.check import CheckResult
from hrdesk.store.engine import driver
from hrdesk.store.folder import KEYS
from hrdesk.store.store import Store
from tests.factory import full
from tests.store.conftest import engine_of

NAMES = ["pages", "structure", "records", "attachments", "log", "keys"]


@pytest.fixture
def book(store: Store) -> Store:
    """Return a store with a record, an attachment and a log."""
    with store.write(Act.EDIT) as tx:
        tx.put(full(Officer))
        tx.blob_in(b"%PDF")
    return store


def failed(store: Store) -> list[CheckResult]:
    return [result for result in store.check() if not result.passed]


def test_a_whole_store_passes_every_check(book: Store) -> None:
    results = book.check()
    assert [result.name for result in results] == NAMES
    assert all(result.passed for result in results)
    facts = {result.name: result.facts for result in results}
    assert facts["records"] == {"records": 1}
    assert facts["log"] == {"head": book.audit_head()}


@pytest.mark.parametrize(
    ("damage", "name", "facts"),
    [
        ("UPDATE officer SET birth = '115/1/1'", "records", {"fault": "store_corrupt", "kind": "Officer"}),
        ("DROP TABLE duty", "records", {"fault": "store_corrupt", "code": "SQLITE_ERROR"}),
        ("UPDATE blobs SET data = zeroblob(4)", "attachments", None),
        ("UPDATE entries SET who = ''", "log", {"entry": 1}),
    ],
)
def test_damage_is_found_by_its_own_check(book: Store, damage: str, name: str, facts: dict[str, str | int] | None) -> None:
    with engine_of(book).begin() as connection:
        connection.execute(text(damage))
    (result,) = failed(book)
    assert result.name == name
    assert facts is None or result.facts == facts


def test_pages_that_nothing_owns_are_found_by_the_structure(book: Store) -> None:
    connection = driver(engine_of(book))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_officer_agency'")
    connection.execute("PRAGMA writable_schema = RESET")
    (result,) = failed(book)
    assert (result.name, result.facts["findings"]) == ("structure", 1)


@pytest.mark.parametrize("name", KEYS)
def test_a_lost_copy_of_the_key_file_is_found(book: Store, folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert [result.name for result in failed(book)] == ["keys"]
