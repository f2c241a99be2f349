"""Records for tests: made up, complete, the same every time."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.quota import READINGS
from hrdesk.domain.record import Record

R = TypeVar("R", bound=Record)

PLAIN: dict[object, Callable[[str], object]] = {
    str: lambda name: f"範例{name}",
    int: lambda _name: 1,
    bool: lambda _name: False,
    date: lambda _name: date(2026, 3, 2),
    datetime: lambda _name: datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC),
}


def record_id(label: str) -> str:
    """Return 32 hexadecimal digits that stand for `label`, always the same."""
    return sha256(label.encode()).hexdigest()[:32]


def sample(kind: type[R], /, **values: Any) -> R:
    """Return a record of `kind`: `values` as given, fields with a default left at it, all others made up.

    Without an id the record has the one of its kind, and references point at the sample of the kind they name.
    """
    hints = hints_of(cast("Any", kind))
    made = {
        field.name: invented(field.name, hints[field.name])
        for field in fields(kind)
        if field.name not in values and field.default is MISSING and field.default_factory is MISSING
    }
    return cast("R", cast("Any", kind)(**made, **values))


@cache
def named() -> dict[object, str]:
    """Return the name of the kind that each type of id belongs to."""
    return {hints_of(cast("Any", kind))["id"]: kind.__name__ for kind in KINDS}


@cache
def hints_of(kind: type[Record]) -> dict[str, object]:
    """Return the type hints of a kind."""
    return get_type_hints(kind)


def invented(name: str, hint: object) -> object:
    """Return a value for a field of this type; raise KeyError for a type no record holds."""
    if isinstance(hint, NewType):
        return record_id(named()[hint])
    if get_origin(hint) is tuple:
        return ()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return READINGS[0] if name == "reading" else PLAIN[hint](name)  # one of a regulation's, the only text that is not free


def full(kind: type[R], /, **values: Any) -> R:
    """Return a record of `kind` in which no field is empty, so that a test over every field sees every type."""
    hints = hints_of(cast("Any", kind))
    made = {name: filled(name, hints[name]) for name in field_names(kind) if name not in values}
    return cast("R", cast("Any", kind)(**made, **values))


def field_names(kind: type[object]) -> tuple[str, ...]:
    """Return the names of a dataclass's fields."""
    return tuple(field.name for field in fields(cast("Any", kind)))


def filled(name: str, hint: object) -> object:
    """Return a value that is not empty for a field of this type, nested dataclasses and tuples included."""
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        return filled(name, get_args(hint)[0])
    if get_origin(hint) is tuple:
        return (filled(name, get_args(hint)[0]),)
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        hints = get_type_hints(hint)
        return hint(**{inner: filled(inner, hints[inner]) for inner in field_names(hint)})
    return invented(name, hint)
