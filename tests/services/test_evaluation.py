"""Evaluation: seven items with their facts, a result for each, no total, two people (陸三(四))."""

import dataclasses

import pytest

from hrdesk.domain.awards import Evaluation, ItemResult
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.review import evaluation
from tests.services.book import fault_of
from tests.services.steps import first_of, submitted
from tests.services.three_offices import FIRST, OTHER, YEAR, City

ITEMS = tuple(f"e{number}" for number in range(1, 8))


def test_the_sheet_shows_the_seven_items_with_their_facts(city: City) -> None:
    submitted(city)
    sheet = evaluation.sheet(city.department, first_of(city.department), YEAR)
    assert tuple(one.item for one in sheet.facts) == ITEMS
    assert sheet.facts[0].citation.article == "陸三(四)1"
    assert any(fact.value == 2 for fact in sheet.facts[3].facts)  # two backup logs, one of each office
    assert sheet.evaluation.judgements == ()


def test_silence_is_no_data_and_never_good(city: City) -> None:
    sheet = evaluation.sheet(city.department, by_code(city.department, OTHER), YEAR)
    assert ItemResult.MET not in {one.suggestion for one in sheet.facts}


def test_every_first_tier_agency_has_a_sheet(city: City) -> None:
    assert [one.agency.code for one in evaluation.sheets(city.department, YEAR)] == [FIRST, OTHER]


def test_an_evaluation_has_no_total() -> None:
    names = {field.name for field in dataclasses.fields(Evaluation)}
    assert names & {"total", "score", "points", "weight"} == set()


def test_a_result_is_kept_per_item_and_judging_again_replaces_it(city: City) -> None:
    agency = first_of(city.department)
    evaluation.judge(city.department, agency, YEAR, "e2", ItemResult.MET, "現場查看")
    evaluation.judge(city.department, agency, YEAR, "e1", ItemResult.UNMET, "版本未更新")
    evaluation.judge(city.department, agency, YEAR, "e2", ItemResult.NO_DATA, "沒有送資料")
    held = evaluation.held(city.department, agency, YEAR)
    assert [(one.item, one.result) for one in held.judgements] == [("e1", ItemResult.UNMET), ("e2", ItemResult.NO_DATA)]
    assert held.reviewer == "範例審核員"


@pytest.mark.parametrize("result", [ItemResult.PARTLY, ItemResult.UNMET])
def test_a_bad_result_needs_a_remark(city: City, result: ItemResult) -> None:
    with pytest.raises(HrdeskError) as caught:
        evaluation.judge(city.department, first_of(city.department), YEAR, "e1", result)
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_only_the_suggested_result_needs_no_remark(city: City) -> None:
    submitted(city)
    agency = first_of(city.department)
    fact = next(one for one in evaluation.sheet(city.department, agency, YEAR).facts if one.suggestion is ItemResult.MET)
    evaluation.judge(city.department, agency, YEAR, fact.item, ItemResult.MET)
    for result in (ItemResult.NOT_APPLICABLE, ItemResult.NO_DATA):
        with pytest.raises(HrdeskError) as caught:
            evaluation.judge(city.department, agency, YEAR, fact.item, result)
        assert fault_of(caught) is Fault.NEEDS_REASON
    (held,) = evaluation.held(city.department, agency, YEAR).judgements
    assert held.result is ItemResult.MET


def test_silence_is_judged_with_a_remark_only(city: City) -> None:
    agency = by_code(city.department, OTHER)
    fact = next(one for one in evaluation.sheet(city.department, agency, YEAR).facts if one.suggestion is ItemResult.NO_DATA)
    with pytest.raises(HrdeskError) as caught:
        evaluation.judge(city.department, agency, YEAR, fact.item, ItemResult.NO_DATA)
    assert caught.value.facts["option"] == "--remark"
    evaluation.judge(city.department, agency, YEAR, fact.item, ItemResult.NO_DATA, "沒有送資料")


def test_an_unknown_item_is_refused(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        evaluation.judge(city.department, first_of(city.department), YEAR, "e8", ItemResult.MET)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_a_second_person_reviews_a_finished_evaluation(city: City) -> None:
    agency = first_of(city.department)
    with pytest.raises(HrdeskError) as caught:
        evaluation.second_review(city.department, agency, YEAR)
    assert fault_of(caught) is Fault.INCOMPLETE
    for item in ITEMS:
        evaluation.judge(city.department, agency, YEAR, item, ItemResult.MET, "現場查看")
    with pytest.raises(HrdeskError) as caught:
        evaluation.second_review(city.department, agency, YEAR)
    assert fault_of(caught) is Fault.WRONG_STATE
    other = dataclasses.replace(city.department, who="範例複核員")
    evaluation.second_review(other, agency, YEAR)
    assert evaluation.held(city.department, agency, YEAR).second_reviewer == "範例複核員"
    evaluation.judge(city.department, agency, YEAR, "e1", ItemResult.MET, "重評")
    assert evaluation.held(city.department, agency, YEAR).second_reviewer == ""


def test_only_the_department_evaluates(city: City) -> None:
    agency = first_of(city.first)
    for act in (
        lambda: evaluation.sheets(city.first, YEAR),
        lambda: evaluation.judge(city.first, agency, YEAR, "e1", ItemResult.MET),
        lambda: evaluation.second_review(city.first, agency, YEAR),
    ):
        with pytest.raises(HrdeskError) as caught:
            act()
        assert fault_of(caught) is Fault.WRONG_WORKSPACE
