"""Records to plain JSON values and back: the one codec for packages, digests and `--json`.

Plain values are `str`, `int`, `bool`, `None`, lists and dicts; dates are ISO text. Pydantic is imported only when first used, so that commands
which touch no record start without it.
"""

from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(cast("type[Any]", kind))


def adapter(kind: type[Any]) -> "TypeAdapter[Any]":
    """Return the validator and serialiser of a frozen dataclass, made once."""
    return _adapter(cast("Hashable", kind))


def to_plain(value: object) -> dict[str, Any]:
    """Return a frozen dataclass as a dict of plain JSON values, with every field."""
    return cast("dict[str, Any]", adapter(type(value)).dump_python(value, mode="json"))


def from_json(kind: type[T], text: bytes) -> T:
    """Return a record from strict JSON text: no unknown field, no coerced type; raise ValueError otherwise."""
    return cast("T", adapter(kind).validate_json(text, strict=True))
