"""Reading and recorded writing inside one transaction."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Select, delete, false, func, or_, select

from hrdesk.domain.kinds import kind_named
from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, StoreError
from hrdesk.store.entry import Image, Touch
from hrdesk.store.faults import translated
from hrdesk.store.mapping import Row, RowMap, row_map
from hrdesk.store.statements import bulk_replace, chunks, insert_into
from hrdesk.store.tables import BLOBS, SECRETS, TABLES
from hrdesk.store.vault import OPEN, Vault

R = TypeVar("R", bound=Record)


class Reader:
    """Reads records over one connection."""

    def __init__(self, connection: Connection, vault: Vault = OPEN) -> None:
        """Read over `connection`, inside whatever transaction it is in; `vault` opens secrets."""
        self._connection = connection
        self._vault = vault

    @translated()
    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """Return the record with this id, or None."""
        found = self._connection.execute(select(TABLES[kind]).where(TABLES[kind].c.id == id)).all()
        return next(iter(row_map(kind).records(found)), None)

    @translated()
    def all(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        """Return the records whose fields equal `where` (a tuple, list or set = any of these; None = empty), ordered by id."""
        found = self._connection.execute(filtered(select(TABLES[kind]), kind, where).order_by(TABLES[kind].c.id)).all()
        return row_map(kind).records(found)

    @translated()
    def page(self, kind: type[R], limit: int, after: str = "", /, **where: object) -> tuple[R, ...]:
        """Return the next `limit` records behind the id `after`, ordered by id; never slower for lying far behind."""
        table = TABLES[kind]
        found = self._connection.execute(filtered(select(table), kind, where).where(table.c.id > after).order_by(table.c.id).limit(limit)).all()
        return row_map(kind).records(found)

    @translated()
    def count(self, kind: type[Record], /, **where: object) -> int:
        """Return how many records `all` would return."""
        return int(self._connection.execute(filtered(select(func.count()).select_from(TABLES[kind]), kind, where)).scalar_one())

    @translated()
    def blob(self, digest: str) -> bytes:
        """Return the bytes with this SHA-256; raise StoreError (STORE_CORRUPT) for a digest that was never put in."""
        data = self._connection.execute(select(BLOBS.c.data).where(BLOBS.c.digest == digest)).scalar()
        if data is None:
            raise StoreError(Fault.STORE_CORRUPT, blob=digest)
        return bytes(data)

    @translated()
    def secret(self, name: str) -> bytes | None:
        """Return a secret, or None where none has this name."""
        data = self._connection.execute(select(SECRETS.c.data).where(SECRETS.c.name == name)).scalar()
        return None if data is None else self._vault.opened(name, bytes(data))


class Transaction(Reader):
    """One recorded transaction: every write goes through `put` and `delete`, so that its images make undo exact.

    `changes` is final once the `with` block of `Store.write` has ended. Blobs and secrets are not taken back by undo.
    """

    def __init__(self, connection: Connection, vault: Vault = OPEN) -> None:
        """Record what is written over `connection`."""
        super().__init__(connection, vault)
        self.changes = Changes()
        self.records_only = True  # neither a blob nor a secret was written
        self._touched: dict[tuple[type[Record], str], tuple[Row | None, Row | None]] = {}

    def put(self, record: Record) -> None:
        """Add the record, or replace the one with its id; an equal one is no change."""
        self.put_all((record,))

    def put_all(self, records: Iterable[Record]) -> None:
        """Add or replace many records, of any kinds; of two with one id the later counts."""
        for kind, group in by_kind(records).items():
            mapping = row_map(kind)
            self.put_rows(mapping, mapping.rows(group))

    def delete(self, record: Record) -> None:
        """Remove the record with this id; none there is no change."""
        self.delete_all((record,))

    def delete_all(self, records: Iterable[Record]) -> None:
        """Remove many records, of any kinds."""
        for kind, group in by_kind(records).items():
            self.put_rows(row_map(kind), dict.fromkeys(record.id for record in group))

    @translated()
    def blob_in(self, data: bytes) -> str:
        """Keep bytes under their SHA-256 and return it in hexadecimal; the same bytes are kept once."""
        digest = hashlib.sha256(data).hexdigest()
        self._connection.execute(insert_into(self._connection, BLOBS).values(digest=digest, data=data).on_conflict_do_nothing())
        self.records_only = False
        return digest

    @translated()
    def put_secret(self, name: str, data: bytes) -> None:
        """Keep a secret under its name, replacing the one before; no image and no log entry holds it."""
        stored = self._vault.sealed(name, data)
        row = insert_into(self._connection, SECRETS).values(name=name, data=stored)
        self._connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"data": stored}))
        self.records_only = False

    @translated()
    def put_rows(self, mapping: RowMap[Any], wanted: Mapping[str, Row | None]) -> None:
        """Bring the rows of these ids to what is wanted (None = absent), touching only those that differ."""
        table = TABLES[mapping.kind]
        for ids in chunks(sorted(wanted)):
            held = self._rows(mapping, ids)
            differing = [id_ for id_ in ids if held.get(id_) != wanted[id_]]
            bulk_replace(self._connection, table, [row for id_ in differing if (row := wanted[id_]) is not None])
            gone = [id_ for id_ in differing if wanted[id_] is None]
            if gone:
                self._connection.execute(delete(table).where(table.c.id.in_(gone)))
            for id_ in differing:
                before, _ = self._touched.get((mapping.kind, id_), (held.get(id_), None))
                self._touched[mapping.kind, id_] = (before, wanted[id_])

    def _rows(self, mapping: RowMap[Any], ids: list[str]) -> dict[str, Row]:
        table = TABLES[mapping.kind]
        return {row[0]: tuple(row) for row in self._connection.execute(select(table).where(table.c.id.in_(ids))).all()}

    def images(self) -> tuple[Image, ...]:
        """Return what the transaction did in all: a record added and removed again is not in it."""
        return tuple(image_of(kind, id_, before, after) for (kind, id_), (before, after) in self._touched.items() if before != after)

    def take_back(self, images: Iterable[Image]) -> None:
        """Bring every record of these images back to how it was before."""
        wanted: dict[str, dict[str, Row | None]] = {}
        for image in images:
            columns = row_map(kind_named(image.kind)).columns
            plain = None if image.before is None else json.loads(image.before)
            wanted.setdefault(image.kind, {})[image.id] = None if plain is None else tuple(plain[column] for column in columns)
        for name, rows in wanted.items():
            self.put_rows(row_map(kind_named(name)), rows)


def by_kind(records: Iterable[Record]) -> dict[type[Record], list[Record]]:
    """Return records grouped by their kind, in their order."""
    groups: dict[type[Record], list[Record]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return groups


def image_of(kind: type[Record], id_: str, before: Row | None, after: Row | None) -> Image:
    """Return the image of one touched record: the names of the fields changed, and its row before as JSON."""
    if before is None:
        return Image(kind.__name__, id_, Touch.ADDED)
    columns = row_map(kind).columns
    plain = json.dumps(dict(zip(columns, before, strict=True)), ensure_ascii=False, separators=(",", ":"))
    if after is None:
        return Image(kind.__name__, id_, Touch.REMOVED, "", plain)
    names = " ".join(column for column, old, new in zip(columns, before, after, strict=True) if old != new)
    return Image(kind.__name__, id_, Touch.CHANGED, names, plain)


def filtered(statement: Select[Any], kind: type[Record], where: Mapping[str, object]) -> Select[Any]:
    """Return `statement` limited to rows equal to `where`."""
    table, mapping = TABLES[kind], row_map(kind)
    for name, value in where.items():
        statement = statement.where(equal(mapping, table.c[name], value))
    return statement


def equal(mapping: RowMap[Any], column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    """Return the condition that a column holds `value`, or any of them."""
    name = cast("Any", column).name
    if not isinstance(value, tuple | list | set | frozenset):
        wanted = mapping.plain(name, value)
        return column.is_(None) if wanted is None else column == wanted
    plain = [mapping.plain(name, one) for one in cast("Collection[object]", value)]
    known = [one for one in plain if one is not None]
    parts = [column.in_(known)] if known else []
    return or_(false(), *parts, *([column.is_(None)] if None in plain else []))
