"""The log: append-only, each entry authenticated over its content and the entry before it.

The key is derived from the data key, so whoever can open the store could forge the whole; therefore the head of the chain is printed in every
package and backup. What is authenticated are fields, keys and images as stored; order is by sequence, never by clock.
"""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from hrdesk.domain.acts import Act
from hrdesk.store.entry import Entry, Image, Touch, changes_of
from hrdesk.store.mapping import utc_text
from hrdesk.store.owed import Noted
from hrdesk.store.statements import CHUNK, bulk_insert, bulk_replace, chunks
from hrdesk.store.tables import ENTRIES, FACTS, IMAGES

HEAD_FACT = "audit_head"
NOTED_HEAD = select(FACTS.c.value).where(FACTS.c.name == HEAD_FACT)
START = bytes(32)

ImageRow = tuple[int, str, str, str, str, str | None]

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def chain_code(key: bytes, previous: bytes, line: Sequence[object], images: Iterable[ImageRow]) -> bytes:
    """Return the authentication code of an entry: HMAC-SHA256 over the code before it, its own line, and the digest of its images."""
    touched = hashlib.sha256()
    for some in chunks(images):
        touched.update(ENCODER.encode(some).encode())
    text = ENCODER.encode([*line, touched.hexdigest()]).encode()
    return hmac.new(key, previous + text, hashlib.sha256).digest()


def image_rows(images: Iterable[Image]) -> list[ImageRow]:
    """Return images as they are stored, each with its position."""
    return [(position, image.kind, image.id, image.touch.value, image.fields, image.before) for position, image in enumerate(images)]


def head(connection: Connection) -> tuple[int, bytes]:
    """Return the sequence and code the chain ends with, as noted apart from the log itself."""
    text = connection.execute(NOTED_HEAD).scalar()
    if text is None:
        return 0, START
    seq, _, code = text.partition(":")
    return int(seq), bytes.fromhex(code)


def append(connection: Connection, key: bytes, who: str, noted: Noted, reverts: int | None = None) -> int:
    """Write one entry with its images at the end of the log and return its sequence."""
    last, previous = head(connection)
    seq = last + 1
    line = (seq, noted.act.value, who, utc_text(noted.at), ENCODER.encode(dict(noted.facts)), reverts)
    rows = image_rows(noted.images)
    code = chain_code(key, previous, line, rows)
    bulk_insert(connection, ENTRIES, [(*line, code)])
    bulk_insert(connection, IMAGES, [(seq, *row) for row in rows])
    bulk_replace(connection, FACTS, [(HEAD_FACT, f"{seq}:{code.hex()}")])
    return seq


def first_bad(connection: Connection, key: bytes) -> int | None:
    """Return the sequence of the first entry that is missing, altered, out of place or too many; None for an intact log."""
    previous, expected = START, 1
    for row in connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq)).all():
        *line, code = row
        if line[0] != expected or not hmac.compare_digest(chain_code(key, previous, line, stored_images(connection, expected)), code):
            return expected
        previous, expected = code, expected + 1
    if head(connection) != (expected - 1, previous):
        return expected
    stray = connection.execute(select(IMAGES.c.seq).where(IMAGES.c.seq.not_in(select(ENTRIES.c.seq))).limit(1)).scalar()
    return None if stray is None else expected


def stored_images(connection: Connection, seq: int) -> Iterator[ImageRow]:
    """Yield the stored images of an entry in their order."""
    stored = select(IMAGES.c.position, IMAGES.c.kind, IMAGES.c.id, IMAGES.c.touch, IMAGES.c.fields, IMAGES.c.before)
    for rows in connection.execute(stored.where(IMAGES.c.seq == seq).order_by(IMAGES.c.position)).partitions(CHUNK):
        yield from map(tuple, rows)


def images_of(connection: Connection, seqs: Sequence[int]) -> Mapping[int, tuple[Image, ...]]:
    """Return the images of some entries, in the order in which they were made."""
    found: defaultdict[int, list[Image]] = defaultdict(list)
    stored = select(IMAGES).where(IMAGES.c.seq.in_(seqs)).order_by(IMAGES.c.seq, IMAGES.c.position)
    for seq, _, kind, id_, touch, names, before in connection.execute(stored).all():
        found[seq].append(Image(kind, id_, Touch(touch), names, before))
    return {seq: tuple(found[seq]) for seq in seqs}


def entries(connection: Connection, limit: int, before: int | None = None) -> tuple[Entry, ...]:
    """Return up to `limit` entries before a sequence (None = the end), newest first."""
    wanted = select(ENTRIES).order_by(ENTRIES.c.seq.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(ENTRIES.c.seq < before)
    rows = connection.execute(wanted).all()
    images = images_of(connection, [row[0] for row in rows])
    return tuple(entry_of(row, images[row[0]]) for row in rows)


def seqs_after(connection: Connection, seq: int) -> set[int]:
    """Return the sequences behind one."""
    return set(connection.execute(select(ENTRIES.c.seq).where(ENTRIES.c.seq > seq)).scalars())


def entries_after(connection: Connection, seq: int) -> tuple[Entry, ...]:
    """Return every entry behind a sequence, oldest first."""
    rows = connection.execute(select(ENTRIES).where(ENTRIES.c.seq > seq).order_by(ENTRIES.c.seq)).all()
    images = images_of(connection, [row[0] for row in rows])
    return tuple(entry_of(row, images[row[0]]) for row in rows)


def entry_of(row: Sequence[Any], images: tuple[Image, ...]) -> Entry:
    """Return a stored entry as a value."""
    seq, name, who, at, facts, reverts, _ = row
    act = Act(name)
    seen = tuple(image.key for image in images if image.touch is Touch.SEEN)
    return Entry(seq, act, who, datetime.fromisoformat(at), json.loads(facts), changes_of(seq, act, images), seen, reverts)


def last(connection: Connection, act: Act) -> datetime | None:
    """Return the moment of the last entry of an act in the order of the log; None where there is none."""
    text = connection.execute(select(ENTRIES.c.at).where(ENTRIES.c.act == act.value).order_by(ENTRIES.c.seq.desc()).limit(1)).scalar()
    return None if text is None else datetime.fromisoformat(text)


def newest_of(connection: Connection, acts: Collection[Act]) -> Act | None:
    """Return which of some acts was done last in the order of the log; None where none was."""
    found = select(ENTRIES.c.act).where(ENTRIES.c.act.in_([act.value for act in acts])).order_by(ENTRIES.c.seq.desc()).limit(1)
    name = connection.execute(found).scalar()
    return None if name is None else Act(name)


def newest(connection: Connection) -> datetime | None:
    """Return the latest moment in the log, whatever the order of its entries; None for an empty one."""
    text = connection.execute(select(func.max(ENTRIES.c.at))).scalar()
    return None if text is None else datetime.fromisoformat(text)
