"""The list: one line a person, within the approved quota, with what the award import needs."""

from dataclasses import replace
from typing import Any

import pytest

from hrdesk.domain.awards import Nomination, Nominee
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.awards import nomination
from tests.services.book import fault_of
from tests.services.steps import first_of, nominee, notified
from tests.services.three_offices import CHILD, FIRST, YEAR, City, teacher


def listed(city: City, code: str, **values: Any) -> Nominee:
    pick = nomination.Pick(**{"officer": teacher(code), "times": 1, "deed": "輔導同仁", **values})
    nomination.nominate(city.first, YEAR, pick)
    return nominee(city.first, code)


def codes(city: City, severity: Severity) -> list[str]:
    return [problem.code for problem in nomination.gate(city.first, first_of(city.first).id, YEAR) if problem.severity is severity]


def test_proposing_someone_again_changes_the_line(city: City) -> None:
    notified(city)
    listed(city, FIRST)
    assert listed(city, FIRST, times=2, article="陸三(五)").times == 2
    assert city.first.store.count(Nominee) == 1
    assert nominee(city.first, FIRST).article == "陸三(五)"


def test_what_is_not_given_stays_as_the_line_has_it(city: City) -> None:
    notified(city)
    before = listed(city, CHILD, raised=1, dedicated="land", article="陸三(五)", waiver="調任", times=2)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(CHILD), deed="編寫手冊"))
    assert nominee(city.first, CHILD) == replace(before, deed="編寫手冊")


def test_a_new_line_asks_for_one_commendation(city: City) -> None:
    notified(city)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST)))
    assert (nominee(city.first, FIRST).times, nominee(city.first, FIRST).raised) == (1, 0)


@pytest.mark.parametrize("wrong", [{"times": 0}, {"raised": -1}])
def test_times_below_one_or_a_raise_below_none_is_refused(city: City, wrong: dict[str, int]) -> None:
    notified(city)
    with pytest.raises(HrdeskError) as caught:
        listed(city, FIRST, **wrong)
    assert fault_of(caught) is Fault.NOT_A_NUMBER
    assert city.first.store.count(Nominee) == 0


def test_a_group_may_be_given_by_its_code(city: City) -> None:
    notified(city)
    assert listed(city, CHILD, dedicated="land").dedicated == "地政事務所"


def test_a_nominee_without_id_number_is_warned_about(city: City) -> None:
    notified(city)
    listed(city, CHILD, dedicated="地政事務所")
    assert "nominee_without_id" in codes(city, Severity.WARNING)
    listed(city, CHILD, dedicated="地政事務所", national_id="B223456782")
    assert "nominee_without_id" not in codes(city, Severity.WARNING)
    officer = city.first.store.get(Officer, teacher(CHILD))
    assert officer is not None
    assert officer.national_id == "B223456782"


def test_a_wrong_id_number_is_refused(city: City) -> None:
    notified(city)
    with pytest.raises(HrdeskError) as caught:
        listed(city, CHILD, national_id="B223456789")
    assert fault_of(caught) is Fault.NOT_AN_ID


def test_more_than_the_quota_is_an_error_with_its_article(city: City) -> None:
    notified(city)
    listed(city, FIRST, times=2)
    listed(city, CHILD, times=1)
    problems = nomination.gate(city.first, first_of(city.first).id, YEAR)
    assert [(one.code, one.article) for one in problems if one.severity is Severity.ERROR] == [
        ("quota_over_units", "陸三(二)"),
        ("quota_over_heads", "陸三(二)"),
    ]


def test_the_document_of_the_list_stays_unless_given_anew(city: City) -> None:
    notified(city)
    pick = nomination.Pick(officer=teacher(FIRST), times=1, deed="輔導同仁")
    nomination.nominate(city.first, YEAR, pick, document="範例人字第1號")
    nomination.nominate(city.first, YEAR, pick)
    (found,) = city.first.store.all(Nomination)
    assert found.document == "範例人字第1號"
