"""Is the workspace whole? Every part by itself, nothing changed."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select

from hrdesk.domain.kinds import KINDS
from hrdesk.errors import StoreError
from hrdesk.store import audit
from hrdesk.store.engine import driver, reading
from hrdesk.store.faults import translated
from hrdesk.store.folder import KEYS
from hrdesk.store.key_copies import read_copy
from hrdesk.store.key_file import derived
from hrdesk.store.mapping import row_map
from hrdesk.store.tables import BLOBS, TABLES


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its name (pages, structure, records, attachments, log, keys), whether it passed, and what it found."""

    name: str
    passed: bool
    facts: Mapping[str, str | int] = field(default_factory=dict)


Part = Callable[[Connection], CheckResult]


def check_store(engine: Engine, folder: Path, data_key: bytes) -> tuple[CheckResult, ...]:
    """Return every check of an open workspace; a check that cannot even run has failed."""
    checkpoint(engine)
    return (*check_database(engine, data_key), check_keys(folder))


@translated()
def checkpoint(engine: Engine) -> None:
    """Bring everything into the file itself: pages still in the write-ahead log would be false alarms."""
    driver(engine).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def check_database(engine: Engine, data_key: bytes) -> tuple[CheckResult, ...]:
    """Return the checks that concern the database file alone, also of a backup's copy."""
    parts: tuple[tuple[str, Part], ...] = (
        ("pages", check_pages),
        ("structure", lambda connection: listed("structure", connection, "PRAGMA quick_check", (("ok",),))),
        *content_checks(data_key),
    )
    return tuple(guarded(engine, name, part) for name, part in parts)


def content_checks(data_key: bytes) -> tuple[tuple[str, Part], ...]:
    """Return the checks of what the tables hold, wherever they lie."""
    return ("records", check_records), ("attachments", check_attachments), ("log", lambda connection: check_log(connection, derived(data_key, "audit")))


def guarded(engine: Engine, name: str, part: Callable[[Connection], CheckResult]) -> CheckResult:
    """Return a part's result, or a failed one with the error's code."""
    try:
        with translated(), reading(engine) as connection:
            return part(connection)
    except StoreError as error:
        return CheckResult(name, passed=False, facts={"fault": error.fault.value, **error.facts})


def listed(name: str, connection: Connection, pragma: str, wanted: tuple[tuple[str, ...], ...]) -> CheckResult:
    """Return whether a pragma answers exactly what is wanted; its lines name pages and tables, nothing of the content."""
    found = tuple(tuple(row) for row in connection.exec_driver_sql(pragma))
    return CheckResult(name, found == wanted, {} if found == wanted else {"findings": len(found), "first": str(found[0][0])})


def check_pages(connection: Connection) -> CheckResult:
    """Check the authentication code of every page."""
    return listed("pages", connection, "PRAGMA cipher_integrity_check", ())


def check_records(connection: Connection) -> CheckResult:
    """Read every record of every kind."""
    total = 0
    for kind in KINDS:
        with connection.execution_options(yield_per=1000).execute(select(TABLES[kind])) as found:
            total += sum(len(row_map(kind).records(rows)) for rows in found.partitions())
    return CheckResult("records", passed=True, facts={"records": total})


def check_attachments(connection: Connection) -> CheckResult:
    """Compare every attachment with its digest."""
    with connection.execution_options(yield_per=10).execute(select(BLOBS)) as files:
        bad = [digest for digest, data in files if hashlib.sha256(data).hexdigest() != digest]
    return CheckResult("attachments", not bad, {"blob": bad[0]} if bad else {})


def check_log(connection: Connection, key: bytes) -> CheckResult:
    """Follow the log's chain."""
    bad = audit.first_bad(connection, key)
    return CheckResult("log", bad is None, {"head": audit.head(connection)[1].hex()} if bad is None else {"entry": bad})


def check_keys(folder: Path) -> CheckResult:
    """Compare the two copies of the key file."""
    first, second = (read_copy(folder / name) for name in KEYS)
    return CheckResult("keys", first is not None and first == second)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many records of each kind there are; a file of an older program does not have every kind."""
    there = set(inspect(connection).get_table_names())
    return {kind.__name__: connection.execute(select(func.count()).select_from(TABLES[kind])).scalar_one() for kind in KINDS if TABLES[kind].name in there}
