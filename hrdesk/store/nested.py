"""The JSON text of a tuple field back to its values, as `hrdesk.domain.codec` wrote it: as strict, and without what that takes to import."""

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]


def reader(shape: object) -> Callable[[str], tuple[Any, ...]]:
    """Return what reads a `tuple[X, ...]` from its text, and raises ValueError, KeyError or TypeError for any other text."""
    values = _reader(shape)
    return lambda text: values(json.loads(text))


def _reader(hint: object) -> Read:
    """Return what makes a value of this type from its plain JSON value; raise TypeError for a type no record may hold."""
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    if get_origin(hint) is UnionType:
        return _optional(_reader(next(one for one in get_args(hint) if one is not type(None))))
    if get_origin(hint) is tuple:
        return _several(_reader(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if isinstance(hint, type) and is_dataclass(hint):
        return _whole(hint)
    known: dict[object, Read] = {str: _typed(str), int: _typed(int), bool: _typed(bool), date: date.fromisoformat}
    if hint not in known:
        raise TypeError(hint)
    return known[hint]


def _typed(kind: type) -> Read:
    def read(value: object) -> object:
        if type(value) is not kind:  # a bool is no number here
            raise TypeError(value)
        return value

    return read


def _optional(inner: Read) -> Read:
    return lambda value: None if value is None else inner(value)


def _several(inner: Read) -> Read:
    plain = _typed(list)
    return lambda value: tuple(map(inner, plain(value)))


def _whole(kind: type) -> Read:
    """Return what makes a dataclass of its fields by name: none that it does not have, all that it must have."""
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    plain = _typed(dict)
    return lambda value: kind(**{name: readers[name](inner) for name, inner in plain(value).items()})
