"""A record becomes a row and the same record again, whatever its kind and its values."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import Record
from hrdesk.domain.staff import Officer, Role, RoleSpan, StaffKind
from hrdesk.errors import Fault, StoreError
from hrdesk.store.mapping import field_of, row_map, utc_text
from tests.factory import full, hints_of, sample


def values(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of a kind."""
    return st.builds(kind, **{field.name: of_type(hints_of(cast("Any", kind))[field.name]) for field in fields(kind)})


def of_type(hint: object) -> st.SearchStrategy[object]:
    """Any value of a type a record may hold; whole numbers as the file keeps them, moments in UTC."""
    st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
    st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
    return st.from_type(hint)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_any_record_comes_back_from_its_row(kind: type[Record]) -> None:
    @settings(deadline=None, max_examples=50)
    @given(values(kind))
    def property_(record: Record) -> None:
        rows = row_map(kind).rows([record])
        assert row_map(kind).records(rows.values()) == (record,)
        assert all(type(value) in (str, int, type(None)) for value in rows[record.id])

    property_()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_without_empty_fields_comes_back_from_its_row(kind: type[Record]) -> None:
    record = full(kind)
    assert row_map(kind).records(row_map(kind).rows([record]).values()) == (record,)


def test_of_two_records_with_one_id_the_later_counts() -> None:
    first, second = sample(Officer, name="王小明"), sample(Officer, name="陳𡍼明")
    assert row_map(Officer).records(row_map(Officer).rows([first, second]).values()) == (second,)


@pytest.mark.parametrize("damage", [{"kind": "unknown"}, {"birth": "115/1/1"}, {"former_names": '[{"a":1}]'}, {"birth": 7}])
def test_a_row_that_is_no_record_is_damage(damage: dict[str, str | int]) -> None:
    mapping = row_map(Officer)
    row = dict(zip(mapping.columns, mapping.rows([sample(Officer)])[sample(Officer).id], strict=True)) | damage
    with pytest.raises(StoreError) as caught:
        mapping.records([tuple(row.values())])
    assert (caught.value.fault, caught.value.facts) == (Fault.STORE_CORRUPT, {"kind": "Officer"})


def test_a_filter_value_is_stored_as_the_column_stores_it() -> None:
    assert row_map(Officer).plain("kind", StaffKind.CONCURRENT) == "concurrent"
    assert row_map(Officer).plain("birth", date(1990, 1, 2)) == "1990-01-02"
    assert row_map(Officer).plain("birth", None) is None
    assert row_map(Officer).plain("name", "王小明") == "王小明"
    assert row_map(RoleSpan).plain("role", Role.HEAD) == "head"


def test_a_filter_on_a_tuple_or_an_unknown_field_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="former_names"):
        row_map(Officer).plain("former_names", ("王小明",))
    with pytest.raises(KeyError):
        row_map(Officer).plain("height", 170)


def test_moments_are_kept_in_utc_so_that_text_order_is_time_order() -> None:
    moment = datetime(2026, 11, 21, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    assert utc_text(moment) == "2026-11-21T00:00:00.000000+00:00"


def test_a_type_no_record_may_hold_is_refused() -> None:

    with pytest.raises(TypeError):
        field_of("weight", float)


def test_a_record_that_was_read_is_of_its_kind_and_frozen() -> None:
    (record,) = row_map(Officer).records(row_map(Officer).rows([sample(Officer)]).values())
    assert type(record) is Officer
    with pytest.raises(FrozenInstanceError):
        setattr(record, "name", "王小明")  # noqa: B010
    assert replace(record, name="王小明") == sample(Officer, name="王小明")
    assert row_map(Officer).records([]) == ()
