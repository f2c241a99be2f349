"""May an entry be taken back? Where several people write, a record may have been changed since, and undo would take that back with it."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from hrdesk.domain.kinds import kind_named
from hrdesk.errors import Fault, StoreError
from hrdesk.store.entry import Image, Touch
from hrdesk.store.mapping import row_map
from hrdesk.store.statements import chunks
from hrdesk.store.tables import IMAGES, TABLES

Name = tuple[str, str]  # a record's kind and id


def require_untouched(connection: Connection, seq: int, images: Iterable[Image]) -> None:
    """Raise StoreError UNDO_OVERTAKEN, with the number of records, where one is no longer as the entry left it.

    How an entry left a record is what the next image of the record says of before. One changed and changed back again is as it was left.
    """
    altered = sum(1 for (kind, id_), before in _after(connection, seq, images).items() if _row(connection, kind, id_) != before)
    if altered:
        raise StoreError(Fault.UNDO_OVERTAKEN, count=altered)


def _after(connection: Connection, seq: int, images: Iterable[Image]) -> dict[Name, dict[str, object] | None]:
    """Return how an entry left each of its records that a later one touched."""
    found: dict[Name, dict[str, object] | None] = {}
    for some in chunks(images):
        for kind, group in _by_kind(some).items():
            touched = (IMAGES.c.seq > seq, IMAGES.c.kind == kind, IMAGES.c.id.in_(group), IMAGES.c.touch != Touch.SEEN.value)
            first = select(func.min(IMAGES.c.seq).label("seq"), IMAGES.c.id).where(*touched).group_by(IMAGES.c.id).subquery()
            wanted = select(IMAGES.c.id, IMAGES.c.before).join(first, (first.c.seq == IMAGES.c.seq) & (first.c.id == IMAGES.c.id))
            for id_, before in connection.execute(wanted.where(IMAGES.c.kind == kind)).all():
                found[kind, id_] = None if before is None else json.loads(before)
    return found


def _by_kind(images: Sequence[Image]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for image in images:
        groups.setdefault(image.kind, []).append(image.id)
    return groups


def _row(connection: Connection, kind: str, id_: str) -> dict[str, object] | None:
    """Return a record as it is now, as an image would keep it."""
    table = TABLES[kind_named(kind)]
    row = connection.execute(select(table).where(table.c.id == id_)).first()
    return None if row is None else dict(zip(row_map(kind_named(kind)).columns, row, strict=True))
