"""Parsed TOML tables to frozen values: every field known, every type exact, nothing passed over."""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from hrdesk.errors import Fault, InputError

T = TypeVar("T")
Value: TypeAlias = int | str | tuple[int, ...] | tuple[str, ...]
FIGURES = range(1_000_001)  # no figure of a regulation is below nothing or beyond; every store and screen can hold these


def refusal(where: str) -> InputError:
    """Return the error for a rule pack that is not one; `where` names the place in the file."""
    return InputError(Fault.INVALID, what="規則包", reason=where)


def built(kind: type[T], table: object, where: str = "") -> T:
    """Return `table` as the frozen dataclass `kind`; raise InputError naming the place for a missing, unknown or mistyped entry."""
    if not isinstance(table, Mapping):
        raise refusal(where)
    wanted = _wanted(cast("Hashable", kind))
    for name in table:
        if name not in wanted:
            raise refusal(f"{where}.{name}")
    for name, (_, required) in wanted.items():
        if required and name not in table:
            raise refusal(f"{where}.{name}")
    return kind(**{name: _value(wanted[name][0], raw, f"{where}.{name}") for name, raw in table.items()})


@cache
def _wanted(kind: Hashable) -> dict[str, tuple[Any, bool]]:
    record = cast("type[Any]", kind)
    hints = get_type_hints(record)
    return {field.name: (hints[field.name], field.default is MISSING and field.default_factory is MISSING) for field in fields(record) if field.init}


def _value(hint: Any, raw: object, where: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _either(get_args(hint), raw, where)
    if origin is tuple:
        if not isinstance(raw, list):
            raise refusal(where)
        return tuple(_value(get_args(hint)[0], one, f"{where}[{number}]") for number, one in enumerate(raw))
    if origin is Mapping:
        return {key: _value(get_args(hint)[1], one, f"{where}.{key}") for key, one in _table(raw, where).items()}
    return _plain(hint, raw, where)


def _plain(kind: type[Any], raw: object, where: str) -> object:
    if is_dataclass(kind):
        return built(kind, raw, where)
    if issubclass(kind, Enum):
        return _member(kind, raw, where)
    if type(raw) is not kind:  # exact: TOML's true is no number, a date with a time is no date
        raise refusal(where)
    if kind is int and raw not in FIGURES:
        raise refusal(where)
    return raw


def _member(kind: type[Enum], raw: object, where: str) -> Enum:
    try:
        return kind(raw)
    except ValueError as error:
        raise refusal(where) from error


def _table(raw: object, where: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise refusal(where)
    return raw


def _either(kinds: tuple[Any, ...], raw: object, where: str) -> object:
    """Return `raw` as the first of `kinds` that takes it."""
    for kind in kinds:
        if kind is type(None):
            continue
        try:
            return _value(kind, raw, where)
        except InputError:
            continue
    raise refusal(where)
