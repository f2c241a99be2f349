"""Kinds of records read whole and then asked office by office: what a page of a thousand agencies would else ask the file some ten thousand times."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar, cast

from hrdesk.domain.record import Record

R = TypeVar("R", bound=Record)
SEVERAL = (tuple, list, set, frozenset)


class Held(Generic[R]):
    """All records of one kind, asked as `hrdesk.store.transaction.Reader` is."""

    def __init__(self, records: Iterable[R]) -> None:
        """Take the records, ordered by id."""
        self._by_id = {record.id: record for record in records}
        self._by: dict[str, dict[object, list[R]]] = {}

    def get(self, key: str) -> R | None:
        """Return the record with this id, or None."""
        return self._by_id.get(key)

    def all(self, **where: object) -> tuple[R, ...]:
        """Return the records whose fields equal `where` (a tuple, list or set = any of these; None = empty), ordered by id."""
        if not where:
            return tuple(self._by_id.values())
        name, wanted = next(iter(where.items()))
        rest = [(field, _several(value)) for field, value in where.items() if field != name]
        index = self._index(name)
        asked = _several(wanted)
        found = [record for value in asked for record in index.get(value, ()) if all(getattr(record, field) in among for field, among in rest)]
        return tuple(sorted(found, key=lambda record: record.id) if len(asked) > 1 else found)

    def _index(self, name: str) -> dict[object, list[R]]:
        """Return the records by the value of a field, sorted once for each field that is asked by."""
        if name not in self._by:
            index = self._by[name] = defaultdict(list)
            for record in self._by_id.values():
                index[getattr(record, name)].append(record)
        return self._by[name]


class Memory:
    """Some kinds, each read whole when it is first asked for, and again once anything was written."""

    def __init__(self, kinds: Iterable[type[Record]]) -> None:
        """Remember these kinds; nothing is read yet."""
        self._kinds = frozenset(cast("Iterable[Any]", kinds))
        self._held: dict[Any, Held[Any]] = {}
        self._pulse = 0

    def held(self, kind: type[R], pulse: int, read: Callable[[type[R]], tuple[R, ...]]) -> Held[R] | None:
        """Return the records of a kind as of a pulse of the store, None for one that is not remembered."""
        if kind not in self._kinds:
            return None
        if pulse != self._pulse:
            self._held.clear()
            self._pulse = pulse
        if kind not in self._held:
            self._held[kind] = Held(read(kind))
        return self._held[kind]


def _several(wanted: object) -> frozenset[object]:
    """Return the values that are wanted, each once."""
    return frozenset(wanted) if isinstance(wanted, SEVERAL) else frozenset((wanted,))
