"""Canonical JSON: one text for one value, so that equal data have equal digests. Sorted keys, no spaces, UTF-8, integers only."""

import json
from typing import Any, NoReturn

from hrdesk.exchange.limits import INTEGER


class NotCanonicalError(ValueError):
    """A text that is not canonical JSON; the message is one word of why."""


def render(value: object) -> bytes:
    """Return a value's canonical text; raise NotCanonicalError for what has none (a float, half a surrogate pair, a huge integer)."""
    text = _spelled(value)
    parse_value(text.decode())
    return text


def parse(data: bytes) -> Any:
    """Return the value of a canonical text; raise NotCanonicalError for duplicate keys, NaN, floats, spaces and any other spelling."""
    try:
        value = parse_value(data.decode())
    except UnicodeDecodeError as error:
        raise NotCanonicalError("utf-8") from error
    if _spelled(value) != data:
        raise NotCanonicalError("spelling")
    return value


def _spelled(value: object) -> bytes:
    """Return the one spelling of a value."""
    try:
        return _WRITER.encode(value).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise NotCanonicalError("value") from error


def parse_value(text: str) -> Any:
    """Return the value of a JSON text without duplicate keys, NaN, floats or huge integers; its spelling is not judged."""
    try:
        return _READER.decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonicalError("syntax") from error


def covers(rendered: object, given: object) -> bool:
    """Tell whether everything that was given stands unaltered in what was understood; a key may be missing from an older version's text."""
    if isinstance(given, dict):
        return isinstance(rendered, dict) and all(key in rendered and covers(rendered[key], value) for key, value in given.items())
    if isinstance(given, list):
        return isinstance(rendered, list) and len(given) == len(rendered) and all(map(covers, rendered, given))
    return type(rendered) is type(given) and rendered == given


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object's members; refuse a key that stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("duplicate key")
    return found


def _refuse(text: str) -> NoReturn:
    """Refuse a float or a constant that is no number."""
    del text
    raise NotCanonicalError("not an integer")


def _integer(text: str) -> int:
    """Return an integer that every reader keeps."""
    if len(text) > len(str(-INTEGER)) or abs(int(text)) > INTEGER:
        raise NotCanonicalError("huge integer")
    return int(text)


_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)  # made once: a package has hundreds of lines
_READER = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
