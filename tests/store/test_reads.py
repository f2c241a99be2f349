"""Kinds read at once answer as the file does, and know what is written meanwhile."""

from collections.abc import Mapping

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, OfficerId, Record
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.store.store import Store
from tests.factory import record_id, sample


def agency(label: str, **values: object) -> Agency:
    return sample(Agency, id=AgencyId(record_id(label)), **values)


UPPER = AgencyId(record_id("a"))
HELD = (
    agency("a", tier=Tier.FIRST, parent=None, name="甲"),
    agency("b", tier=Tier.SECOND, parent=UPPER, name="乙"),
    agency("c", tier=Tier.SECOND, parent=UPPER, name="丙"),
    agency("d", tier=Tier.SECOND, parent=None, name="乙"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write(Act.EDIT) as tx:
        tx.put_all(HELD)
    return store


QUESTIONS: tuple[Mapping[str, object], ...] = (
    {},
    {"parent": UPPER},
    {"parent": None},
    {"tier": Tier.SECOND, "name": "乙"},
    {"tier": Tier.DEPARTMENT},
    {"name": ("乙", "甲", "乙")},
    {"name": ["丙", "無"], "parent": {UPPER, None}},
    {"id": ()},
    {"parent": (None, UPPER), "tier": (Tier.SECOND, Tier.FIRST)},
)


@pytest.mark.parametrize("where", QUESTIONS, ids=range(len(QUESTIONS)))
def test_a_question_has_the_same_answer_both_ways(filled: Store, where: Mapping[str, object]) -> None:
    asked = filled.all(Agency, **where)
    with filled.at_once(Agency):
        assert filled.all(Agency, **where) == asked


def test_a_record_is_found_both_ways(filled: Store) -> None:
    with filled.at_once(Agency):
        assert filled.get(Agency, HELD[0].id) == HELD[0]
        assert filled.get(Agency, record_id("nobody")) is None
        assert filled.get(Officer, record_id("nobody")) is None


def test_each_kind_is_read_once_and_the_others_as_ever(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    ask = Store._asked

    def noted(self: Store, kind: type[Record], /, **where: object) -> tuple[Record, ...]:
        asked.append(kind)
        return ask(self, kind, **where)

    monkeypatch.setattr(Store, "_asked", noted)
    with filled.at_once(Agency):
        for one in HELD:
            filled.all(Agency, parent=one.id)
            filled.all(Officer, agency=one.id)
    assert asked.count(Agency) == 1
    assert asked.count(Officer) == len(HELD)
    filled.all(Agency)
    assert asked.count(Agency) == 2


def test_what_is_written_is_seen_inside_the_act_behind_it_and_where_it_is_taken_back(filled: Store) -> None:
    person = sample(Officer, id=OfficerId(record_id("officer")))
    with filled.at_once(Agency, Officer):
        assert filled.all(Officer) == ()
        with filled.write(Act.EDIT) as tx:
            tx.put(person)
            assert filled.all(Officer) == (person,)
        assert filled.get(Officer, person.id) == person
        filled.undo()
        assert filled.all(Officer) == ()


def test_a_turn_is_answered_from_memory_until_it_writes(filled: Store) -> None:
    person = sample(Officer, id=OfficerId(record_id("officer")))
    with filled.turn(), filled.at_once(Officer):
        assert filled.all(Officer) == ()
        with filled.write(Act.EDIT) as tx:
            tx.put(person)
        assert filled.all(Officer) == (person,)


def test_a_block_in_a_block_leaves_the_outer_one_its_memory(filled: Store) -> None:
    with filled.at_once(Agency):
        with filled.at_once(Officer):
            assert filled.all(Agency) == tuple(sorted(HELD, key=lambda one: one.id))
        assert filled.all(Agency, tier=Tier.FIRST) == HELD[:1]
