"""A rule pack in which the program would find nothing for what it asks is neither adopted nor taken in."""

from dataclasses import replace

import pytest

from hrdesk.domain.package import Content, Finding
from hrdesk.domain.rulebook import RuleFile, RuleRole
from hrdesk.errors import InputError
from hrdesk.exchange.rule_files import member_of, rule_file
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core import words
from hrdesk.services.regulation import rulebook
from tests.services.steps import drop
from tests.services.test_rules_package import ASK, SHIPPED, content_of, down, pack_file, planned
from tests.services.three_offices import CHILD, FIRST, OTHER, City, agency


def test_it_is_not_adopted(city: City) -> None:
    with pytest.raises(InputError) as caught:
        rulebook.adopt(city.department, pack_file(city.out, ("[parameters.deed_max]", "[parameters.deed_least]")))
    assert caught.value.facts["reason"] == "缺少 獎懲事由的字數（parameters.deed_max），或程式不認得"
    assert city.department.store.count(RuleFile) == 0


def changed(city: City, before: str, after: str) -> Content:
    """Return a rules package whose pack says something else."""
    rulebook.set_contact(city.department, ASK)
    assert SHIPPED.count(before) == 1
    content, data = content_of(city), SHIPPED.replace(before, after).encode()
    held = next(one for one in content.records["RuleFile"] if isinstance(one, RuleFile) and one.role is RuleRole.PACK)
    file = rule_file(RuleRole.PACK, held.name, data)
    records = {**content.records, "RuleFile": tuple(file if one == held else one for one in content.records["RuleFile"])}
    return replace(content, records=records, rules={**content.rules, member_of(file): data})


def test_it_is_not_taken_in(city: City) -> None:
    other = changed(city, 'value = "R1"', 'value = "R9"')
    assert planned(city.first, other) == [(Finding.BAD_RULES, {"name": "taipei-101", "why": "缺少 敘獎額度的讀法（parameters.quota_reading），或程式不認得"})]


def test_lists_that_do_not_belong_together_are_refused_in_words(city: City) -> None:
    other = changed(city, "value = [100, 80, 40, 20]", "value = [100, 80, 40]")
    ((finding, facts),) = planned(city.first, other)
    assert finding is Finding.BAD_RULES
    assert isinstance(facts, dict)
    assert words.of_finding(finding, facts) == ("規則檔「taipei-101」不符規定（WebHR 子系統的得分：數目與所對應的項目不合）。請寄件機關重新產生。")


def test_agencies_that_stand_above_themselves_are_refused(city: City) -> None:
    rulebook.set_contact(city.department, ASK)
    content = content_of(city)
    ring = (replace(agency(FIRST), parent=agency_id(CHILD)), replace(agency(CHILD), parent=agency_id(FIRST)), replace(agency(OTHER), parent=agency_id(OTHER)))
    found = planned(city.first, replace(content, records={**content.records, "Agency": ring}))
    assert [(one, facts["what"]) for one, facts in found] == [  # type: ignore[index]
        (Finding.CONFLICT, f"{code} 的上級機關循環") for code in (FIRST, CHILD, OTHER)
    ]


def test_an_agency_moved_under_one_that_nobody_knows_is_refused(city: City) -> None:
    rulebook.set_contact(city.department, ASK)
    content = content_of(city)
    lost = replace(agency(CHILD), parent=agency_id("379119999Z"))
    assert planned(city.first, replace(content, records={**content.records, "Agency": (lost,)})) == [(Finding.BAD_REFERENCE, {"table": "Agency"})]


def test_a_place_that_cannot_be_read_is_named_in_words() -> None:
    sentence = words.of_finding(Finding.BAD_RULES, {"name": "x", "why": "pack.parameters.quota_reading.value"})
    assert sentence == "規則檔「x」不符規定（敘獎額度的讀法（pack.parameters.quota_reading.value））。請寄件機關重新產生。"
    assert words.reason("pack.topics[0].group") == "pack.topics[0].group"


def test_a_pack_that_comes_no_more_is_told(city: City) -> None:
    rulebook.set_contact(city.department, ASK)
    later = (('id = "taipei-101"', 'id = "taipei-116"'), ("valid_from = 2012-06-08", "valid_from = 2027-01-01"))
    rulebook.adopt(city.department, pack_file(city.out, *later))
    down(city)
    drop(city.department, next(one for one in city.department.store.all(RuleFile) if one.name == "taipei-116"))
    _, received = down(city)
    (gone,) = (one for one in received.differences if one.form == "不再適用的規則")
    assert (gone.removed, gone.details[0].startswith("刪除　taipei-116 ")) == (1, True)
