"""One list, one line, one self-check: what there may be only one of."""

from dataclasses import replace

import pytest

from hrdesk.domain.record import OfficerId, Record
from hrdesk.domain.seeds import SelfCheck
from hrdesk.domain.single import ONCE, WORDS, single_key, twice
from hrdesk.domain.staff import Officer
from tests.factory import record_id, sample


@pytest.mark.parametrize("kind", ONCE)
def test_a_second_one_is_found_whatever_its_id(kind: type[Record]) -> None:
    first = sample(kind)
    second = replace(first, id=record_id("second"))
    assert twice((first, second)) == (second,)
    assert WORDS[kind]


def test_another_person_or_a_kind_without_the_rule_may_stand_beside() -> None:
    check, officer = sample(SelfCheck), sample(Officer)
    assert twice((check, replace(check, officer=OfficerId("b")), officer, replace(officer, name="王小明"))) == ()
    assert single_key(check) == {"officer": check.officer, "year": check.year}
    assert single_key(officer) == {}
