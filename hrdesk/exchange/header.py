"""`package.json`: the format version first, then everything else in canonical order; judged before anything it speaks of."""

import re
from datetime import timedelta
from typing import Any

from hrdesk.domain.codec import from_json, to_plain
from hrdesk.domain.package import Finding, Header, PackageKind
from hrdesk.exchange import canonical
from hrdesk.exchange.limits import FORMAT, HEADER
from hrdesk.exchange.verdict import RefusedError

VERSION = re.compile(rb'\{"format":"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})",')
CODE = re.compile(r"[A-Za-z0-9]{1,20}")
DIGEST = re.compile(r"[0-9a-f]{64}")
OLDEST = (1, 0)
LAST_PERIOD = 999  # 民國年度 has at most three digits
LAST_REVISION = 9999


def format_text() -> str:
    """Return the version that this program writes."""
    return ".".join(map(str, FORMAT))


def render(header: Header) -> bytes:
    """Return the text of a header; raise RefusedError BAD_HEADER for one that no reader would take."""
    try:
        text = _text(to_plain(header))
    except canonical.NotCanonicalError as error:
        raise RefusedError(Finding.BAD_HEADER, why="value") from error
    if len(text) > HEADER:
        raise RefusedError(Finding.BAD_HEADER, why="size")
    parse(text)
    return text


def parse(data: bytes) -> Header:
    """Return the header of a text; raise RefusedError TOO_NEW (with both versions) or BAD_HEADER."""
    refuse_newer(data)
    if _version(data) < OLDEST:
        raise RefusedError(Finding.BAD_HEADER, why="version")
    try:
        value = canonical.parse_value(data.decode())
        spelled = _text(value) == data
        header = from_json(Header, data)
    except ValueError as error:
        raise RefusedError(Finding.BAD_HEADER, why="text") from error
    if not spelled or not canonical.covers(to_plain(header), value):
        raise RefusedError(Finding.BAD_HEADER, why="text")
    _check_values(header)
    return header


def refuse_newer(data: bytes) -> None:
    """Refuse (TOO_NEW, with both versions) a header that begins with a newer version than ours."""
    version = _version(data)
    if version > FORMAT:
        raise RefusedError(Finding.TOO_NEW, theirs=f"{version[0]}.{version[1]}", ours=format_text())


def _version(data: bytes) -> tuple[int, int]:
    """Return the version that a header begins with, (0, 0) where there is none."""
    match = VERSION.match(data)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _text(plain: dict[str, Any]) -> bytes:
    """Return the canonical text of a header's values, the version first."""
    rest = canonical.render({key: value for key, value in plain.items() if key != "format"})
    return b'{"format":' + canonical.render(plain["format"]) + b"," + rest[1:]


def _check_values(header: Header) -> None:
    """Refuse a header whose values cannot be."""
    wrong = {
        "agency": not CODE.fullmatch(header.agency),
        "recipient": not CODE.fullmatch(header.recipient) and (header.recipient != "" or header.kind is not PackageKind.REGISTRATION),
        "period": not 0 < header.period <= LAST_PERIOD,
        "revision": not 0 < header.revision <= LAST_REVISION,
        "history": [past.revision for past in header.history] != list(range(1, 1 if header.kind is PackageKind.RECEIPT else header.revision)),
        "digest": not all(map(DIGEST.fullmatch, (header.content_digest, *(past.content for past in header.history)))),
        "answers": bool(header.answers) and not DIGEST.fullmatch(header.answers),
        "created": header.created.utcoffset() != timedelta(0) or header.created.microsecond != 0,
        "counts": not _rising([name for name, _ in header.counts]),
        "facts": not _rising([name for name, _ in header.facts]),
    }
    why = next((name for name, found in wrong.items() if found), "")
    if why:
        raise RefusedError(Finding.BAD_HEADER, why=why)


def _rising(names: list[str]) -> bool:
    """Tell whether names are sorted and each stands once."""
    return names == sorted(set(names))
