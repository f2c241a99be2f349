"""A rule pack in which the program would find nothing for what it asks is neither adopted nor taken in."""

from dataclasses import replace

import pytest

from hrdesk.domain.package import Finding
from hrdesk.domain.rulebook import RuleFile, RuleRole
from hrdesk.errors import InputError
from hrdesk.exchange.rule_files import member_of, rule_file
from hrdesk.services.regulation import rulebook
from tests.services.test_rules_package import ASK, SHIPPED, content_of, pack_file, planned
from tests.services.three_offices import City


def test_it_is_not_adopted(city: City) -> None:
    with pytest.raises(InputError) as caught:
        rulebook.adopt(city.department, pack_file(city.out, ("[parameters.deed_max]", "[parameters.deed_least]")))
    assert caught.value.facts["reason"] == "缺少 parameters.deed_max，或程式不認得"
    assert city.department.store.count(RuleFile) == 0


def test_it_is_not_taken_in(city: City) -> None:
    rulebook.set_contact(city.department, ASK)
    content, data = content_of(city), SHIPPED.replace('value = "R1"', 'value = "R9"').encode()
    held = next(one for one in content.records["RuleFile"] if isinstance(one, RuleFile) and one.role is RuleRole.PACK)
    file = rule_file(RuleRole.PACK, held.name, data)
    records = {**content.records, "RuleFile": tuple(file if one == held else one for one in content.records["RuleFile"])}
    other = replace(content, records=records, rules={**content.rules, member_of(file): data})
    assert planned(city.first, other) == [(Finding.BAD_RULES, {"name": "taipei-101", "why": "缺少 parameters.quota_reading，或程式不認得"})]
