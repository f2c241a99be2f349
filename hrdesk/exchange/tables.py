"""`data/<kind>.jsonl`: one record a line, sorted by id, each line canonical JSON; the same records always give the same bytes."""

import re
from collections.abc import Iterable, Iterator

from hrdesk.domain.codec import from_json, to_plain
from hrdesk.domain.kinds import kind_named
from hrdesk.domain.package import Finding
from hrdesk.domain.record import Record
from hrdesk.exchange import canonical
from hrdesk.exchange.limits import LINE, TABLE
from hrdesk.exchange.verdict import RefusedError

ID = re.compile(r"[0-9a-f]{32}")


def render(name: str, records: Iterable[Record]) -> bytes:
    """Return a table's bytes; raise RefusedError BAD_RECORD for a record that no reader would take, BOMB for a table beyond its limit."""
    lines: list[bytes] = []
    last = ""
    for number, record in enumerate(sorted(records, key=lambda one: one.id), start=1):
        try:
            line = canonical.render(to_plain(record))
        except canonical.NotCanonicalError as error:
            raise RefusedError(Finding.BAD_RECORD, table=name, line=number) from error
        if type(record).__name__ != name or not ID.fullmatch(record.id) or record.id == last or len(line) > LINE:
            raise RefusedError(Finding.BAD_RECORD, table=name, line=number)
        last = record.id
        lines.append(line + b"\n")
    data = b"".join(lines)
    if len(data) > TABLE:
        raise RefusedError(Finding.BOMB, table=name, limit=TABLE)
    return data


def read(name: str, chunks: Iterable[bytes]) -> tuple[Record, ...]:
    """Return the records of a table; raise RefusedError BAD_RECORD with table and line (1-based) for anything but what `render` writes."""
    kind = kind_named(name)
    records: list[Record] = []
    last = ""
    for number, line in enumerate(_lines(name, chunks), start=1):
        record = _record(kind, line)
        if record is None or not ID.fullmatch(record.id) or record.id <= last:
            raise RefusedError(Finding.BAD_RECORD, table=name, line=number)
        last = record.id
        records.append(record)
    return tuple(records)


def _record(kind: type[Record], line: bytes) -> Record | None:
    """Return the record of one line, or None where it is not exactly one."""
    try:
        given = canonical.parse(line)
        record = from_json(kind, line)
    except ValueError:
        return None
    understood = to_plain(record)
    return record if understood == given or canonical.covers(understood, given) else None  # equality is the fast way to the usual answer


def _lines(name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines without their ends; refuse one that is too long or has no end."""
    rest = b""
    number = 1
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        number += len(whole)
        if max(map(len, (*whole, rest))) > LINE:
            raise RefusedError(Finding.BAD_RECORD, table=name, line=number)
        yield from whole
    if rest:
        raise RefusedError(Finding.BAD_RECORD, table=name, line=number)
