"""The tables: one a kind of record, derived by `mapping`, and the store's own.

`entries` is the append-only log, `images` what each entry touched with the row as it was before, `steps` what undo and redo would do next.
Only the state before is kept: the entry that takes another back keeps what it replaced, so redo is exact as well and no value is held twice.
`unsaved` holds what somebody was typing; it is no record and leaves no entry.
"""

import re

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import Record
from hrdesk.store.mapping import row_map

HEAD = "0007"  # the newest revision in migrations/versions; a test compares them
FILTERED = ("agency", "officer", "training", "course", "year", "recipient", "package", "parent")  # what services filter by

KEYS_FACT = "keys"  # the fact that holds the key file of a store on a server

METADATA = MetaData()


def table_name(kind: type[Record]) -> str:
    """Return the table's name of a kind: `TrainingRecord` -> `training_record`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def kind_table(kind: type[Record]) -> Table:
    """Return the table of a kind, clustered by id, with an index for each column that services filter by."""
    columns = [Column(field.name, field.type, primary_key=field.name == "id", nullable=field.nullable) for field in row_map(kind).fields]
    name = table_name(kind)
    indexes = [Index(f"ix_{name}_{column.name}", column.name) for column in columns if column.name in FILTERED]
    return Table(name, METADATA, *columns, *indexes, sqlite_with_rowid=False)


TABLES = {kind: kind_table(kind) for kind in KINDS}

ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("reverts", Integer),  # the entry this one takes back or repeats
    Column("mac", LargeBinary, nullable=False),
    Index("ix_entries_at", "at"),
)
IMAGES = Table(
    "images",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("touch", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("before", Text),
    sqlite_with_rowid=False,
)
STEPS = Table(
    "steps",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("side", Text, nullable=False),
    Column("seq", Integer, nullable=False),  # the entry to reverse
    Column("origin", Integer, nullable=False),  # the entry a person knows it by
)
BLOBS = Table("blobs", METADATA, Column("digest", Text, primary_key=True), Column("data", LargeBinary, nullable=False))
SECRETS = Table("secrets", METADATA, Column("name", Text, primary_key=True), Column("data", LargeBinary, nullable=False))
UNSAVED = Table(
    "unsaved",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("editor", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("texts", Text, nullable=False),
    sqlite_with_rowid=False,
)
FACTS = Table("facts", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
