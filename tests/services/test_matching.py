"""People of a foreign file are found again by number, ID or name and birth, never by a name that two have."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.services.people.matching import People

BIRTH = date(1980, 1, 1)


def person(key: str, name: str = "王小明", **values: Any) -> Officer:
    """Return a made-up officer."""
    plain: dict[str, Any] = {"id": OfficerId(key), "agency": AgencyId("a"), "name": name}
    return Officer(**{**plain, **values})


def test_number_comes_before_the_name() -> None:
    people = People.of([person("1", employee_no="A001"), person("2", "陳𡍼明", employee_no="A002")])
    match = people.find("王小明", employee_no="A002")
    assert match.officer is not None
    assert match.officer.id == "2"


def test_id_number_comes_before_the_name() -> None:
    match = People.of([person("1", national_id="A123456789")]).find("王大明", national_id="A123456789")
    assert match.officer is not None


def test_name_matches_in_another_spelling_and_by_a_former_name() -> None:
    people = People.of([person("1", "台小明", former_names=("臺大明",))])
    assert people.find("臺小明").officer is not None
    assert people.find("台大明").officer is not None


def test_a_name_that_two_have_is_a_conflict_unless_the_birth_tells() -> None:
    people = People.of([person("1", birth=BIRTH), person("2", birth=date(1990, 1, 1))])
    match = people.find("王小明")
    assert match.problem is not None
    assert match.problem.code == "match_several"
    told = people.find("王小明", birth=BIRTH)
    assert told.officer is not None
    assert told.officer.id == "1"


def test_namesakes_without_a_birth_stay_a_conflict() -> None:
    assert People.of([person("1"), person("2")]).find("王小明", birth=BIRTH).problem is not None


def test_birth_contradicting_the_only_namesake_means_somebody_else() -> None:
    assert People.of([person("1", birth=BIRTH)]).find("王小明", birth=date(1990, 1, 1)).officer is None


def test_other_number_means_somebody_else() -> None:
    assert People.of([person("1", employee_no="A001")]).find("王小明", employee_no="A009").officer is None


def test_number_and_id_of_two_people_contradict() -> None:
    people = People.of([person("1", employee_no="A001"), person("2", national_id="A123456789")])
    match = people.find("王小明", employee_no="A001", national_id="A123456789")
    assert match.problem is not None
    assert match.problem.code == "match_contradicts"


@pytest.mark.parametrize("field", ["employee_no", "national_id"])
def test_number_that_two_have_is_a_conflict(field: str) -> None:
    people = People.of([person("1", **{field: "X"}), person("2", **{field: "X"})])
    match = people.find("王小明", employee_no="X" if field == "employee_no" else "", national_id="X" if field == "national_id" else "")
    assert match.problem is not None
    assert match.problem.facts == {"count": 2}


def test_nobody_known_is_no_problem() -> None:
    match = People.of([]).find("王小明")
    assert match.officer is None
    assert match.problem is None
