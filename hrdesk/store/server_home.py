"""A workspace in a database that several people share: rows in clear on the department's server, secrets sealed, the key file in one row."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, select, text

from hrdesk.errors import Fault, StoreError
from hrdesk.store.check import CheckResult, Part, content_checks, guarded
from hrdesk.store.copying import copy_out
from hrdesk.store.engine import reading
from hrdesk.store.faults import translated
from hrdesk.store.key_file import KeyFile, from_bytes, to_bytes
from hrdesk.store.lock import FileLock
from hrdesk.store.standing import CHANNEL, Standing
from hrdesk.store.statements import bulk_replace
from hrdesk.store.tables import FACTS, KEYS_FACT, METADATA
from hrdesk.store.vault import Vault

SAFE = {"fsync": "on", "full_page_writes": "on", "zero_damaged_pages": "off"}
FAILED_PAGES = text("SELECT coalesce(sum(checksum_failures), 0)::int FROM pg_stat_database WHERE datname = current_database()")


@dataclass(frozen=True, slots=True)
class ServerHome:
    """A store on a server, as one program sees it; the lock is on a seat of this PC's folder, the scratch folder belongs to the seat."""

    folder: Path
    engine: Engine
    lock: FileLock
    vault: Vault
    standing: Standing
    scratch: str

    @translated()
    def require_present(self) -> None:
        """Look at nothing: the server keeps the file."""

    def keys(self) -> KeyFile:
        """Return the key file that the database holds."""
        with reading(self.engine) as connection:
            return stored_keys(connection)

    def replace_keys(self, connection: Connection | None, before: KeyFile, after: KeyFile) -> None:
        """Write the key file in the transaction of `connection`; raise StoreError CHANGED_MEANWHILE where somebody else wrote it since `before`."""
        held = cast("Connection", connection)  # the store is in a turn
        with translated():
            if stored_keys(held) != before:
                raise StoreError(Fault.CHANGED_MEANWHILE)
            store_keys(held, after)

    @translated()
    def appended(self, connection: Connection, seq: int) -> None:
        """Let everybody who listens know once it is committed."""
        connection.execute(text("SELECT pg_notify(:channel, :seq)"), {"channel": CHANNEL, "seq": str(seq)})

    def check(self, data_key: bytes) -> tuple[CheckResult, ...]:
        """Check the server's settings and page checksums, the tables, what they hold, and the key file."""
        parts: tuple[tuple[str, Part], ...] = (("pages", check_server), ("structure", check_tables), *content_checks(data_key), ("keys", check_keys))
        return tuple(guarded(self.engine, name, part) for name, part in parts)

    def copy(self, data_key: bytes, part: Path) -> dict[str, object]:
        """Copy every row of one moment into a new workspace file, secrets unsealed: that file is encrypted whole."""
        return copy_out(self.engine, data_key, part, self.vault.opened)

    def close(self) -> None:
        """Leave the server and this PC's seat."""
        self.standing.close()
        self.engine.dispose()
        self.lock.close()


def stored_keys(connection: Connection) -> KeyFile:
    """Return the key file in the database; raise StoreError KEY_FILE_DAMAGED where there is none or it is damaged."""
    held = connection.execute(select(FACTS.c.value).where(FACTS.c.name == KEYS_FACT)).scalar()
    return from_bytes(str(held).encode())


def store_keys(connection: Connection, key_file: KeyFile) -> None:
    """Write the key file's one row."""
    bulk_replace(connection, FACTS, [(KEYS_FACT, to_bytes(key_file).decode())])


def check_server(connection: Connection) -> CheckResult:
    """Look whether the server keeps what it acknowledges, and whether it found a page that is not what was written (where it has checksums)."""
    names = [*SAFE, "data_checksums"]
    found = {name: str(connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar_one()) for name in names}
    failed = int(connection.execute(FAILED_PAGES).scalar_one())
    unsafe = [name for name, wanted in SAFE.items() if found[name] != wanted]
    facts: dict[str, str | int] = {"checksums": found["data_checksums"]}
    if unsafe or failed:
        facts |= {"first": unsafe[0] if unsafe else "checksum_failures", "findings": len(unsafe) + failed}
    return CheckResult("pages", not unsafe and not failed, facts)


def check_tables(connection: Connection) -> CheckResult:
    """Compare tables, columns and indexes with what the program knows."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)
    return CheckResult("structure", not found, {"findings": len(found), "first": str(found[0])[:80]} if found else {})


def check_keys(connection: Connection) -> CheckResult:
    """Read the key file."""
    return CheckResult("keys", passed=True, facts={"generation": stored_keys(connection).generation})
