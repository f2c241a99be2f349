"""Records to rows and back: one column a field, derived from the dataclass.

A scalar becomes a column of its own, a tuple becomes JSON text by the codec of `hrdesk.domain.codec`, which `nested` reads. Rows are plain tuples
of `str`, `int` and `None`, so that equal records give equal rows and an undo image is exact.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, make_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Generic, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeEngine

from hrdesk.domain.codec import adapter
from hrdesk.domain.record import Record
from hrdesk.errors import Fault, StoreError
from hrdesk.store.nested import reader

R = TypeVar("R", bound=Record)
Plain = str | int | None
Row = tuple[Plain, ...]
EMPTY = "[]"  # most tuples are, so the codec is not asked
CACHED = 1024  # texts of a JSON column whose values are kept


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a column; `to_plain` and `to_value` are None where the value is stored as it is."""

    name: str
    type: TypeEngine[Any]
    nullable: bool
    scalar: bool
    to_plain: Callable[[Any], Plain] | None
    to_value: Callable[[Any], Any] | None


@dataclass(frozen=True)
class RowMap(Generic[R]):
    """How records of one kind become rows of its table; `columns` follow the order of the dataclass's fields."""

    kind: type[R]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(field.name for field in self.fields)

    def rows(self, records: Iterable[R]) -> dict[str, Row]:
        """Return the rows of `records` by id, in their order; of two with one id the later counts."""
        values = attrgetter(*self.columns)
        converters = tuple(field.to_plain for field in self.fields)
        return {
            record.id: tuple(value if value is None or convert is None else convert(value) for value, convert in zip(values(record), converters, strict=True))
            for record in records
        }

    def records(self, rows: Iterable[tuple[Any, ...]]) -> tuple[R, ...]:
        """Return the records of `rows`; raise StoreError (STORE_CORRUPT) for a row that is none."""
        try:
            columns = [_converted(field, column) for field, column in zip(self.fields, zip(*rows, strict=True), strict=False)]  # no rows, no columns
            return self._made(columns)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(Fault.STORE_CORRUPT, kind=self.kind.__name__) from error

    def _made(self, columns: Sequence[Iterable[Any]]) -> tuple[R, ...]:
        """Return the records of columns of values: each is made as its kind's open twin and then given its kind."""
        records = tuple(map(_open_twin(cast("Hashable", self.kind)), *columns)) if columns else ()
        for record in records:
            record.__class__ = self.kind
        return records

    def plain(self, name: str, value: object) -> Plain:
        """Return `value` as the column `name` stores it; raise ValueError for a field that is no scalar, KeyError for none."""
        field = {field.name: field for field in self.fields}[name]
        if not field.scalar:
            raise ValueError(name)
        return cast("Plain", value) if value is None or field.to_plain is None else field.to_plain(value)


def _converted(field: Field, column: tuple[Any, ...]) -> Iterable[Any]:
    """Return a whole column's values: column by column costs a third of row by row."""
    convert = field.to_value
    return column if convert is None else [value if value is None else convert(value) for value in column]


@cache
def _open_twin(kind: Hashable) -> Callable[..., Any]:
    """Return a kind whose fields may be set, and in their order: making a frozen record costs a call for each field, two thirds of reading it."""
    frozen = cast("type[Record]", kind)
    plain = make_dataclass(frozen.__name__, [field.name for field in fields(frozen)], repr=False, eq=False)
    return type(frozen.__name__, (frozen,), {"__slots__": (), "__setattr__": object.__setattr__, "__init__": vars(plain)["__init__"]})


@cache
def _row_map(key: Hashable) -> RowMap[Record]:
    kind = cast("type[Record]", key)
    hints = get_type_hints(kind)
    return RowMap(kind, tuple(field_of(field.name, hints[field.name]) for field in fields(kind)))


def row_map(kind: type[R]) -> RowMap[R]:
    """Return the mapping of a kind, made once."""
    return cast("RowMap[R]", _row_map(cast("Hashable", kind)))


def field_of(name: str, hint: object) -> Field:
    """Return the column of a field with this type hint; raise TypeError for a type no record may hold."""
    inner, nullable = unwrapped(hint)
    if get_origin(inner) is tuple:
        shape = cast("type[Any]", inner)
        return Field(
            name,
            Text(),
            nullable,
            scalar=False,
            to_plain=lambda value: adapter(shape).dump_json(value).decode() if value else EMPTY,  # made when first written: importing it takes 0.1 s
            to_value=lru_cache(CACHED)(reader(shape)),  # most texts are alike, and their values are frozen
        )
    type_, to_plain, to_value = scalar(inner)
    return Field(name, type_, nullable, scalar=True, to_plain=to_plain, to_value=to_value)


def unwrapped(hint: object) -> tuple[object, bool]:
    """Return the type inside `X | None` and inside a NewType, and whether None is allowed."""
    nullable = False
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        (hint,) = (argument for argument in get_args(hint) if argument is not type(None))
        nullable = True
    return (cast("Any", hint).__supertype__ if isinstance(hint, NewType) else hint), nullable


def scalar(hint: object) -> tuple[TypeEngine[Any], Callable[[Any], Plain] | None, Callable[[Any], Any] | None]:
    """Return column type and converters of a scalar type; raise TypeError for any other."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Text(), attrgetter("value"), {member.value: member for member in hint}.__getitem__
    known: dict[object, tuple[TypeEngine[Any], Callable[[Any], Plain] | None, Callable[[Any], Any] | None]] = {
        str: (Text(), None, None),
        int: (Integer(), None, None),
        bool: (Integer(), int, bool),
        date: (Text(), date.isoformat, date.fromisoformat),
        datetime: (Text(), utc_text, datetime.fromisoformat),
    }
    if hint not in known:
        raise TypeError(hint)
    return known[hint]


def utc_text(moment: datetime) -> str:
    """Return an aware moment as ISO text in UTC with microseconds, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
