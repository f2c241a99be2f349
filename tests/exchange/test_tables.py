"""Records to lines and back, every kind, every field."""

import dataclasses
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrdesk.domain.kinds import KINDS, kind_named
from hrdesk.domain.package import Finding
from hrdesk.domain.record import Record
from hrdesk.domain.staff import Agency, Duty
from hrdesk.exchange import limits, tables
from hrdesk.exchange.layout import TABLES
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders
from tests.factory import full, record_id, sample

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-limits.INTEGER, limits.INTEGER),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return every value that a field of this type may hold."""
    if isinstance(hint, NewType):
        return IDS
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        return st.one_of(*map(values, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: IDS if field.name == "id" else values(hints[field.name]) for field in dataclasses.fields(hint)})
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return PLAIN[hint]


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_records_of_every_kind_come_back(name: str, data: st.DataObject) -> None:
    records = data.draw(st.lists(values(kind_named(name)), max_size=3, unique_by=lambda record: record.id))
    text = tables.render(name, records)
    assert tables.read(name, (text[:7], text[7:])) == tuple(sorted(records, key=lambda record: record.id))
    assert tables.render(name, reversed(records)) == text


def test_only_identity_and_trust_of_a_workspace_never_travel() -> None:
    own = {"Workspace", "Office", "Member", "ReopenedYear"}
    noted = {"ReportDue", "FitnessReview", "FocusReason"}
    collected = {"StageDue", "Lateness", "Membership", "SpecialRound", "PresenceRuling", "QuotaCeiling"}
    assert {kind.__name__ for kind in KINDS} - set(TABLES) == own | noted | collected


@pytest.mark.parametrize(
    "records",
    [
        (sample(Agency, id="short"),),
        (sample(Agency, id="A" * 32),),
        (sample(Agency), sample(Agency)),
        (sample(Agency, name="\ud800"),),
        (sample(Duty),),
        (sample(Agency, name="x" * limits.LINE),),
    ],
    ids=["short id", "capital id", "twice", "half a pair", "other kind", "long"],
)
def test_record_that_no_reader_would_take_is_not_written(records: tuple[Record, ...]) -> None:
    with pytest.raises(RefusedError) as refused:
        tables.render("Agency", records)
    assert refused.value.finding is Finding.BAD_RECORD


def test_table_beyond_its_limit_is_not_written() -> None:
    long = "範" * 80_000
    with pytest.raises(RefusedError) as refused:
        tables.render("Agency", [sample(Agency, id=record_id(str(number)), name=long) for number in range(300)])
    assert refused.value.finding is Finding.BOMB


@pytest.mark.parametrize("bad", [b"\n", b'{"id":1}\n', b"x", b"x" * (limits.LINE + 1)], ids=["empty", "not a record", "no end", "long"])
def test_bad_line_is_named(bad: bytes) -> None:
    good = tables.render("Agency", (full(Agency),))
    with pytest.raises(RefusedError) as refused:
        tables.read("Agency", (good, bad))
    assert refused.value.details == {"table": "Agency", "line": 2}


def test_unknown_field_inside_a_part_of_a_record_is_refused() -> None:
    name = "SelfCheck"
    text = tables.render(name, (builders.record(kind_named(name)),))
    altered = text.replace(b'"count":1', b'"count":1,"cound":1')
    assert altered != text
    with pytest.raises(RefusedError):
        tables.read(name, (altered,))


def test_field_that_an_older_program_did_not_know_has_its_default() -> None:
    text = tables.render("Agency", (sample(Agency),))
    older = text.replace(b'"group":"",', b"")
    assert older != text
    assert tables.read("Agency", (older,)) == (sample(Agency),)
