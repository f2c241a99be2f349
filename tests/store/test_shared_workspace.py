"""A workspace on a server is made, joined, opened, upgraded, backed up, restored and checked as one in a file is."""

import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.store import address, copying, lock, server_engine, shared_workspace
from hrdesk.store.address import PASSWORD, SERVER, url_of
from hrdesk.store.backup import rehearse, restore
from hrdesk.store.copying import require_equal
from hrdesk.store.faults import server_fault
from hrdesk.store.folder import BACKUPS, LOCK
from hrdesk.store.key_copies import Proof
from hrdesk.store.key_file import FLOOR
from hrdesk.store.lock import SEATS, FileLock, take_seat
from hrdesk.store.server_engine import open_server
from hrdesk.store.shared_workspace import create_shared, join_shared, open_shared, restore_shared
from hrdesk.store.store import Store
from hrdesk.store.tables import HEAD
from hrdesk.store.upgrade import revision
from hrdesk.store.workspace_file import create, open_store
from tests.factory import full
from tests.postgres import GUARDED, fresh_database, server
from tests.postgres import PASSWORD as DATABASE_PASSWORD
from tests.store.conftest import PASSPHRASE, engine_of, faulted, ticking
from tests.store.server import FIRST, SECOND, Opener, database, officer, opener, template
from tests.store.test_upgrade import LATER, later_program

__all__ = ["database", "opener", "template"]


@pytest.fixture
def empty() -> Iterator[str]:
    """Return the name of an empty database."""
    yield from fresh_database()


def made(folder: Path, name: str) -> tuple[Store, str]:
    return create_shared(folder, server().url(name), PASSPHRASE, FIRST, ticking(), cost=FLOOR)


def filled(store: Store) -> Store:
    with store.write(Act.EDIT) as tx:
        tx.put_all([full(Officer), officer("a")])
        tx.blob_in(b"%PDF\x00")
        tx.put_secret("signing_key", b"secret of the office")
    return store


def fault_of(work: Callable[[], object]) -> Fault:
    with pytest.raises(StoreError) as caught:
        work()
    return faulted(caught)


def test_a_new_workspace_opens_with_its_passphrase_and_its_recovery_code(tmp_path: Path, empty: str) -> None:
    store, code = made(tmp_path / "office", empty)
    store.close()
    assert sorted(path.name for path in (tmp_path / "office").iterdir()) == [LOCK, SERVER]
    again = open_store(tmp_path / "office", FIRST, ticking(), recovery=code)
    assert (again.id, again.shared, again.opened_with_recovery, revision(engine_of(again))) == (store.id, True, True, HEAD)
    again.close()
    assert fault_of(lambda: open_store(tmp_path / "office", FIRST, ticking(), passphrase="wrong")) is Fault.WRONG_PASSPHRASE


def test_a_recovery_code_shown_before_opens_it(tmp_path: Path, empty: str) -> None:
    _, code = create(tmp_path / "file", PASSPHRASE, FIRST, ticking(), cost=FLOOR)
    store, same = create_shared(tmp_path / "office", server().url(empty), PASSPHRASE, FIRST, ticking(), recovery=code, cost=FLOOR)
    store.close()
    assert same == code
    open_store(tmp_path / "office", FIRST, ticking(), recovery=code).close()


def test_a_database_or_a_folder_with_a_workspace_is_never_made_anew(tmp_path: Path, database: str, empty: str) -> None:
    assert fault_of(lambda: made(tmp_path / "office", database)) is Fault.STORE_EXISTS
    assert not (tmp_path / "office" / SERVER).exists()
    create(tmp_path / "file", PASSPHRASE, FIRST, ticking(), cost=FLOOR)[0].close()
    assert fault_of(lambda: made(tmp_path / "file", empty)) is Fault.STORE_EXISTS
    join_shared(tmp_path / "joined", server().url(database))
    assert fault_of(lambda: join_shared(tmp_path / "joined", server().url(database))) is Fault.STORE_EXISTS
    assert fault_of(lambda: create(tmp_path / "joined", PASSPHRASE, FIRST, ticking(), cost=FLOOR)) is Fault.STORE_EXISTS
    assert fault_of(lambda: join_shared(tmp_path / "other", server().url(empty))) is Fault.STORE_MISSING


@pytest.mark.parametrize("text", ["", "範例", "sqlite:///a.db", "postgresql://host", "postgresql://host:port/a", "http://host/a"])
def test_an_address_that_names_no_database_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as caught:
        create_shared(tmp_path / "office", text, PASSPHRASE, FIRST, ticking(), cost=FLOOR)
    assert caught.value.fault is Fault.INVALID
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize(
    "content", ["", "url = 1\nstore = 'a'", "url = 'postgresql://h/d'", "url = 'http://h/d'\nstore = 'a'", "=", "url = 'postgresql:///d'\nstore"]
)
def test_a_damaged_pointer_is_told_and_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / SERVER).write_text(content)
    assert fault_of(lambda: open_store(tmp_path, FIRST, ticking(), passphrase=PASSPHRASE)) is Fault.KEY_FILE_DAMAGED
    assert (tmp_path / SERVER).read_text() == content


def test_settings_of_the_address_pass_through_and_the_password_is_kept_apart(tmp_path: Path) -> None:
    address.write_address(tmp_path, url_of("postgres://人事:a:b\\c@db.example:5433/人事處?sslmode=verify-full&connect_timeout=3"), "abc")
    assert "a:b" not in (tmp_path / SERVER).read_text()
    assert (tmp_path / PASSWORD).read_text() == "*:*:*:*:a\\:b\\\\c\n"
    assert stat.S_IMODE((tmp_path / PASSWORD).stat().st_mode) == 0o600
    found = address.read_address(tmp_path)
    assert (found.store, found.url.username, found.url.port, found.url.query["sslmode"], found.url.password) == ("abc", "人事", 5433, "verify-full", None)
    engine = open_server(found.url, None)
    assert engine.dialect.create_connect_args(found.url)[1]["connect_timeout"] == "3"


def test_a_database_account_with_a_password(tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    server().run(f"ALTER DATABASE {empty} OWNER TO {GUARDED}")
    url = server().url(empty, GUARDED)
    for place in (url, url.replace("@", ":wrong@")):
        assert fault_of(lambda place=place: create_shared(tmp_path / "a", place, PASSPHRASE, FIRST, ticking(), cost=FLOOR)) is Fault.SERVER_PASSWORD  # type: ignore[misc]
    given = url_of(url).set(password=DATABASE_PASSWORD).render_as_string(hide_password=False)
    create_shared(tmp_path / "a", given, PASSPHRASE, FIRST, ticking(), cost=FLOOR)[0].close()
    open_store(tmp_path / "a", FIRST, ticking(), passphrase=PASSPHRASE).close()
    (tmp_path / "a" / PASSWORD).unlink()
    assert fault_of(lambda: open_store(tmp_path / "a", FIRST, ticking(), passphrase=PASSPHRASE)) is Fault.SERVER_PASSWORD


def test_what_the_server_refuses_and_a_server_that_is_not_there(tmp_path: Path, empty: str) -> None:
    url = server().url(empty)
    assert fault_of(lambda: join_shared(tmp_path / "a", url.replace(empty, "nowhere"))) is Fault.SERVER_REFUSED
    server().run(f"ALTER DATABASE {empty} OWNER TO {GUARDED}", f"REVOKE ALL ON DATABASE {empty} FROM PUBLIC")
    assert fault_of(lambda: made(tmp_path / "b", empty)) is Fault.SERVER_REFUSED
    server().run(f"GRANT CONNECT ON DATABASE {empty} TO PUBLIC")
    assert fault_of(lambda: made(tmp_path / "b", empty)) is Fault.SERVER_REFUSED
    assert fault_of(lambda: join_shared(tmp_path / "c", url + "-elsewhere")) is Fault.SERVER_GONE
    assert not any((tmp_path / name / SERVER).exists() for name in "abc")


def test_a_wrong_database_name_with_a_right_password_is_no_wrong_password(tmp_path: Path) -> None:
    url = url_of(server().url("nowhere", GUARDED)).set(password=DATABASE_PASSWORD)
    assert fault_of(lambda: join_shared(tmp_path / "a", url.render_as_string(hide_password=False))) is Fault.SERVER_REFUSED


def test_a_driver_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(server_engine, "create_engine", missing)
    assert fault_of(lambda: join_shared(tmp_path / "a", "postgresql://host/a")) is Fault.SERVER_DRIVER


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("53100", Fault.STORE_FULL),
        ("53300", Fault.SERVER_REFUSED),
        ("57P01", Fault.SERVER_GONE),
        ("40P01", Fault.STORE_BUSY),
        ("42501", Fault.SERVER_REFUSED),
        ("42P01", Fault.STORE_CORRUPT),
        ("25006", Fault.WRITE_FAILED),
        ("XX001", Fault.STORE_CORRUPT),
    ],
)
def test_what_the_server_tells_becomes_a_fault_that_names_nobody(state: str, fault: Fault) -> None:
    error = Exception("王小明")
    error.sqlstate = state  # type: ignore[attr-defined]
    assert (server_fault(error).fault, server_fault(error).facts) == (fault, {"code": state})


def test_an_old_server_or_one_that_cannot_hold_every_name_is_refused(tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ascii_only = server().database("template0", "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(StoreError) as caught:
        made(tmp_path / "a", ascii_only)
    server().drop(ascii_only)
    assert (faulted(caught), "SQL_ASCII" in str(caught.value.facts["what"])) == (Fault.SERVER_UNFIT, True)
    monkeypatch.setattr(server_engine, "OLDEST", 99)
    assert fault_of(lambda: made(tmp_path / "a", empty)) is Fault.SERVER_UNFIT


def test_another_store_in_the_same_place_is_not_taken_for_the_old_one(tmp_path: Path, database: str, empty: str) -> None:
    made(tmp_path / "office", empty)[0].close()
    other = address.read_address(tmp_path / "office")
    address.write_address(tmp_path / "office", url_of(server().url(database)), other.store)
    assert fault_of(lambda: open_store(tmp_path / "office", FIRST, ticking(), passphrase=PASSPHRASE)) is Fault.SERVER_OTHER
    server().run("DELETE FROM facts WHERE name = 'keys'", database=database)
    assert fault_of(lambda: open_store(tmp_path / "office", FIRST, ticking(), passphrase=PASSPHRASE)) is Fault.KEY_FILE_DAMAGED


def test_several_programs_of_one_pc_have_a_seat_and_a_scratch_folder_each(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    join_shared(tmp_path / "office", server().url(database))
    opened = [open_shared(tmp_path / "office", Proof(FIRST, PASSPHRASE), ticking()) for _ in range(2)]
    assert [store.scratch.name for store in opened] == ["scratch", "scratch-2"]
    for store in opened:
        store.close()
    taken = [take_seat(tmp_path, LOCK)[0] for _ in range(SEATS)]
    assert fault_of(lambda: take_seat(tmp_path, LOCK)) is Fault.STORE_BUSY
    for seat in taken:
        seat.close()
    assert fault_of(lambda: take_seat(tmp_path / "nowhere", LOCK)) is Fault.WRITE_FAILED

    def broken(path: Path) -> FileLock:
        raise StoreError(Fault.STORE_BUSY)

    monkeypatch.setattr(lock, "FileLock", broken)
    assert fault_of(lambda: take_seat(tmp_path, LOCK)) is Fault.STORE_BUSY


def test_a_backup_of_a_server_becomes_a_file_and_a_file_becomes_a_server_again(tmp_path: Path, opener: Opener, empty: str) -> None:
    store = filled(opener(FIRST))
    backup = store.backup(tmp_path / "whole.hrdbak").path
    assert rehearse(backup, tmp_path, passphrase=PASSPHRASE).counts["Officer"] == 2
    restore(backup, tmp_path / "file", passphrase=PASSPHRASE)
    file = open_store(tmp_path / "file", FIRST, ticking(), passphrase=PASSPHRASE)
    summary = file.backup(tmp_path / "again.hrdbak")
    restore_shared(summary.path, tmp_path / "server", server().url(empty), passphrase=PASSPHRASE)
    back = open_store(tmp_path / "server", SECOND, ticking(), passphrase=PASSPHRASE)
    for one in (file, back):
        assert one.all(Officer) == store.all(Officer)
        assert (one.secret("signing_key"), one.blob(sha256(b"%PDF\x00").hexdigest())) == (b"secret of the office", b"%PDF\x00")
        assert one.verify_audit() is None
        assert all(result.passed for result in one.check())
        assert (one.id, one.shared) == (store.id, one is back)
    assert back.next_undo() is None  # the step is another person's
    back.close()
    file.undo()
    assert file.count(Officer) == 0
    file.close()
    assert fault_of(lambda: restore_shared(backup, tmp_path / "third", server().url(empty), passphrase=PASSPHRASE)) is Fault.STORE_EXISTS
    assert fault_of(lambda: restore_shared(backup, tmp_path / "third", server().url(empty), passphrase="wrong")) is Fault.WRONG_PASSPHRASE


def test_a_backup_is_of_one_moment_though_somebody_writes_meanwhile(tmp_path: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = filled(opener(FIRST)), opener(SECOND)
    kept = copying.copy_rows

    def slowly(*given: object) -> None:
        with second.write(Act.EDIT) as tx:
            tx.delete_all(second.all(Officer))
        kept(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "copy_rows", slowly)
    assert first.backup(tmp_path / "a.hrdbak").counts["Officer"] == 2
    assert first.count(Officer) == 0


def test_a_copy_that_differs_is_no_backup() -> None:
    require_equal({"seq": 1}, {"seq": 1, "other": 2})
    with pytest.raises(StoreError) as caught:
        require_equal({"seq": 1}, {"seq": 2})
    assert faulted(caught) is Fault.BACKUP_DAMAGED


def test_a_restore_that_fails_leaves_the_database_empty(tmp_path: Path, opener: Opener, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = filled(opener(FIRST)).backup(tmp_path / "whole.hrdbak").path

    def broken(*_: object) -> None:
        raise StoreError(Fault.STORE_FULL)

    monkeypatch.setattr(shared_workspace, "copy_rows", broken)
    assert fault_of(lambda: restore_shared(backup, tmp_path / "server", server().url(empty), passphrase=PASSPHRASE)) is Fault.STORE_FULL
    monkeypatch.undo()
    assert not (tmp_path / "server" / SERVER).exists()
    restore_shared(backup, tmp_path / "server", server().url(empty), passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("damage", "name", "facts"),
    [
        ("ALTER DATABASE {} SET zero_damaged_pages = on", "pages", {"checksums": "off", "first": "zero_damaged_pages", "findings": 1}),
        ("DROP INDEX ix_officer_agency", "structure", None),
        ("UPDATE officer SET birth = '115/1/1'", "records", {"fault": "store_corrupt", "kind": "Officer"}),
        ("UPDATE blobs SET data = 'x'", "attachments", None),
        ("UPDATE entries SET who = ''", "log", {"entry": 1}),
        ("UPDATE facts SET value = value || ' ' WHERE name = 'keys'", "keys", {"fault": "key_file_damaged"}),
    ],
)
def test_damage_is_found_by_its_own_check(opener: Opener, database: str, damage: str, name: str, facts: dict[str, str | int] | None) -> None:
    store = filled(opener(FIRST))
    assert all(result.passed for result in store.check())
    server().run(damage.format(database), database=database)
    engine_of(store).dispose()  # settings of a database count from the next connection
    (result,) = [one for one in store.check() if not one.passed]
    assert result.name == name
    assert facts is None or result.facts == facts


def test_an_older_database_is_upgraded_after_a_backup_and_a_newer_one_is_refused(tmp_path: Path, database: str) -> None:
    folder, later = tmp_path / "office", later_program(tmp_path / "later")
    join_shared(folder, server().url(database))
    filled(open_shared(folder, Proof(FIRST, PASSPHRASE), ticking())).close()
    wait_until_alone(database)
    upgraded = open_shared(folder, Proof(FIRST, PASSPHRASE), ticking(), later)
    with engine_of(upgraded).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM later")).scalar_one() == 2
    assert (revision(engine_of(upgraded)), upgraded.next_undo(), upgraded.verify_audit()) == (LATER, None, None)
    (backup,) = (folder / BACKUPS).iterdir()
    upgraded.close()
    restore(backup, tmp_path / "before", passphrase=PASSPHRASE)
    assert fault_of(lambda: open_shared(folder, Proof(FIRST, PASSPHRASE), ticking())) is Fault.STORE_TOO_NEW
    create(tmp_path / "file", PASSPHRASE, FIRST, ticking(), cost=FLOOR)[0].close()
    file = open_store(tmp_path / "file", FIRST, ticking(), passphrase=PASSPHRASE, schema=later)
    newer = file.backup(tmp_path / "newer.hrdbak").path
    file.close()
    assert fault_of(lambda: restore_shared(newer, tmp_path / "b", server().url(database), passphrase=PASSPHRASE)) is Fault.STORE_TOO_NEW


def test_nobody_upgrades_under_the_feet_of_others(tmp_path: Path, opener: Opener, database: str) -> None:
    other = opener(SECOND)
    join_shared(tmp_path / "office", server().url(database))
    with pytest.raises(StoreError) as caught:
        open_shared(tmp_path / "office", Proof(FIRST, PASSPHRASE), ticking(), later_program(tmp_path / "later"))
    assert (faulted(caught), caught.value.facts) == (Fault.SERVER_IN_USE, {"count": 1})
    assert revision(engine_of(other)) == HEAD


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, database: str) -> None:
    broken = later_program(tmp_path / "later", BROKEN)
    join_shared(tmp_path / "office", server().url(database))
    assert fault_of(lambda: open_shared(tmp_path / "office", Proof(FIRST, PASSPHRASE), ticking(), broken)) is Fault.STORE_CORRUPT
    wait_until_alone(database)
    store = open_shared(tmp_path / "office", Proof(FIRST, PASSPHRASE), ticking())
    assert all(result.passed for result in store.check())
    store.close()


BROKEN = f'''"""A revision that fails after its first step."""

import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, then fail."""
    op.create_table("later", sa.Column("id", sa.Text(), primary_key=True))
    op.execute("INSERT INTO nowhere VALUES (1)")
'''


def wait_until_alone(name: str) -> None:
    """Wait until the server has noticed that everybody left."""
    for _ in range(500):
        if server().answer(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") == 0:
            return
    raise TimeoutError(name)


def test_writing_over_a_backup_is_refused(tmp_path: Path, opener: Opener) -> None:
    store = opener(FIRST)
    (tmp_path / "a.hrdbak").write_bytes(b"")
    assert fault_of(lambda: store.backup(tmp_path / "a.hrdbak")) is Fault.TARGET_EXISTS
