"""The gate of a nomination: every missing piece with its article."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.nomination import Dossier, active_seeds, nomination_gate, ruling_problems
from hrdesk.domain.record import AgencyId, EvidenceId, NomineeId
from hrdesk.domain.seeds import CheckState, Evidence, Verification
from hrdesk.domain.values import Key, Problem, Severity
from tests.domain.rule_records import BUREAU, LIN, PACK, WANG, YEAR, appointed, checked, claim, coached, course, nominee, record
from tests.domain.test_quota_check import LAND, approved

ARTICLE = "陸三(五)"
NOMINEE = Key("Nominee", "n-wang")


def evidence(size: int = 10) -> Evidence:
    """Return the file behind the made-up claim."""
    return Evidence(id=EvidenceId("e1"), agency=BUREAU, digest="0" * 64, name="佐證.pdf", kind="pdf", size=size, day=date(2026, 6, 1))


def dossier(**values: Any) -> Dossier:
    """Return a complete nomination of one person, with `values` changed."""
    made: dict[str, Any] = {
        "year": YEAR,
        "approval": approved(units=1, heads=1, staffing=15),
        "nominees": (nominee(),),
        "agencies": {BUREAU},
        "appointments": (appointed(),),
        "trainings": (record(course(), 180, 180),),
        "coachings": (coached(),),
        "self_checks": (checked(state=CheckState.APPROVED),),
    }
    return Dossier(**{**made, **values})


def gate(**values: Any) -> tuple[Problem, ...]:
    """Return the problems of a nomination."""
    return nomination_gate(PACK, dossier(**values))


def found(**values: Any) -> list[tuple[str, Severity, str]]:
    """Return code, severity and article of each problem."""
    return [(problem.code, problem.severity, problem.article) for problem in gate(**values)]


def test_a_complete_nomination_passes() -> None:
    assert gate() == ()


def test_nothing_is_nominated_before_the_quota_is_approved() -> None:
    assert found(approval=None) == [("no_approval", Severity.ERROR, "陸三(一)")]


def test_an_empty_list_is_no_nomination() -> None:
    assert found(nominees=()) == [("nomination_empty", Severity.ERROR, ARTICLE)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"appointments": ()}, [("not_in_annex2", Severity.ERROR, "伍五")]),
        ({"appointments": (appointed(end=date(2025, 12, 31)),)}, [("not_in_annex2", Severity.ERROR, "伍五")]),
        ({"trainings": ()}, [("annex1_empty", Severity.WARNING, ARTICLE)]),
        ({"coachings": ()}, [("annex3_empty", Severity.ERROR, ARTICLE)]),
        ({"coachings": (coached(day=date(2025, 6, 1)),)}, [("annex3_empty", Severity.ERROR, ARTICLE)]),
        ({"self_checks": ()}, [("annex5_missing", Severity.ERROR, ARTICLE)]),
        ({"self_checks": (replace(checked(state=CheckState.APPROVED), year=YEAR - 1),)}, [("annex5_missing", Severity.ERROR, ARTICLE)]),
        ({"self_checks": (checked(state=CheckState.SUBMITTED),)}, [("annex5_not_approved", Severity.ERROR, ARTICLE)]),
    ],
    ids=["never appointed", "ended before", "no annex 1", "no annex 3", "annex 3 of last year", "no annex 5", "annex 5 of last year", "annex 5 unsigned"],
)
def test_each_missing_attachment_has_its_article(values: dict[str, object], expected: list[tuple[str, Severity, str]]) -> None:
    if "appointments" in values:  # without a seed teacher the quota has no form either
        assert found(**values)[-1:] == expected
    else:
        assert found(**values) == expected


def test_an_empty_annex3_with_a_reason_is_only_a_warning() -> None:
    problems = gate(coachings=(), nominees=(nominee(waiver="範例理由"),))
    assert [(problem.code, problem.severity, problem.record) for problem in problems] == [("annex3_empty", Severity.WARNING, NOMINEE)]


def test_the_quota_is_part_of_the_gate() -> None:
    assert found(nominees=(nominee(times=2),)) == [("quota_over_units", Severity.ERROR, "陸三(二)")]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"times": 0}, "times_missing"),
        ({"raised": -1}, "times_missing"),
        ({"deed": " "}, "deed_missing"),
        ({"deed": "優" * 101}, "deed_too_long"),
        ({"agency": AgencyId("elsewhere")}, "nominee_elsewhere"),
    ],
)
def test_a_line_must_be_complete(values: dict[str, Any], code: str) -> None:
    assert [problem.code for problem in gate(nominees=(nominee(**values),))] == [code]


def test_a_deed_of_a_hundred_characters_fits() -> None:
    assert gate(nominees=(nominee(deed="𡍼" * 100),)) == ()


def test_the_same_person_twice_is_refused() -> None:
    twice = (nominee(), replace(nominee(), id=NomineeId("n-again"), deed="其他"))
    assert [problem.code for problem in gate(nominees=twice, approval=approved())].count("nominee_twice") == 2


def test_the_same_deed_for_two_is_pointed_out() -> None:
    two = (nominee(deed="同"), nominee(LIN, deed="同"))
    problems = gate(
        nominees=two,
        approval=approved(),
        appointments=(appointed(), appointed(officer=LIN)),
        trainings=(record(course(), 180), record(course(), 180, officer=LIN)),
        coachings=(coached(), coached(officer=LIN)),
        self_checks=(checked(state=CheckState.APPROVED), checked(LIN, state=CheckState.APPROVED)),
    )
    assert [(problem.code, problem.severity) for problem in problems] == [("same_deed", Severity.WARNING)] * 2


def test_the_extra_one_is_for_a_dedicated_teacher_of_that_group() -> None:
    granted = approved(units=2, heads=2, staffing=15, groups=(LAND,))
    nominees = (nominee(dedicated=LAND),)
    assert found(approval=granted, nominees=nominees) == [("not_dedicated", Severity.ERROR, "陸三(二)")]
    assert gate(approval=granted, nominees=nominees, appointments=(appointed(dedicated=LAND),)) == ()


def test_a_teacher_of_a_field_belongs_to_the_other_pool() -> None:
    field = appointed(date(2026, 3, 1), domain="考績", consent=date(2026, 2, 1))
    assert found(appointments=(appointed(), field)) == [("also_domain_seed", Severity.WARNING, "陸三(三)")]
    assert [problem.code for problem in gate(appointments=(field,))][-2:] == ["not_in_annex2", "also_domain_seed"]
    assert gate(appointments=(appointed(), replace(field, consent=None))) == ()


def test_a_raise_without_evidence_is_blocked() -> None:
    asked = (nominee(raised=1),)
    blocked = gate(nominees=asked)
    assert [(problem.code, problem.severity, problem.record) for problem in blocked] == [("merit_without_claim", Severity.ERROR, NOMINEE)]
    open_claim = gate(nominees=asked, merits=(claim(),), evidence=(evidence(),))
    assert [(problem.code, problem.severity) for problem in open_claim] == [("merit_not_confirmed", Severity.WARNING)]
    assert gate(nominees=asked, merits=(claim(verification=Verification.CONFIRMED),), evidence=(evidence(),)) == ()


def test_a_claim_of_another_year_does_not_carry_over() -> None:
    problems = gate(nominees=(nominee(raised=1),), merits=(claim(year=YEAR - 1),), evidence=(evidence(),))
    assert [problem.code for problem in problems] == ["merit_without_claim"]


@pytest.mark.parametrize(("held", "code"), [((), "evidence_missing"), ((evidence(0),), "evidence_empty")])
def test_evidence_is_a_file_with_something_in_it(held: tuple[Evidence, ...], code: str) -> None:
    assert [problem.code for problem in gate(merits=(claim(),), evidence=held)] == [code]


def test_merit_of_someone_not_on_the_list_is_pointed_out() -> None:
    problems = gate(merits=(claim(LIN),), evidence=(evidence(),))
    assert [(problem.code, problem.severity) for problem in problems] == [("merit_not_nominated", Severity.WARNING)]


def test_seed_teachers_of_a_year_are_counted_once_and_without_fields() -> None:
    appointments = (
        appointed(end=date(2026, 3, 31)),
        appointed(date(2026, 7, 1)),
        appointed(date(2027, 1, 1), officer=LIN),
        appointed(officer=LIN, domain="考績"),
    )
    assert active_seeds(appointments, YEAR) == (WANG,)


@pytest.mark.parametrize(
    ("values", "given", "expected"),
    [
        ({}, {"n-wang": 1}, []),
        ({"nominees": (nominee(times=2),)}, {"n-wang": 1}, []),  # fewer times mend what was asked beyond the quota
        ({"nominees": (nominee(times=2),)}, {"n-wang": 2}, ["quota_over_units"]),
        ({}, {"n-wang": 2}, []),  # what is beyond the base is a raise
        ({"coachings": ()}, {"n-wang": 1}, ["annex3_empty"]),
        ({"trainings": ()}, {"n-wang": 1}, []),  # a warning only
        ({"nominees": (nominee(), nominee(LIN))}, {"n-wang": 1}, []),
        ({"nominees": (nominee(), nominee(LIN))}, {"n-wang": 1, "n-lin": 1}, ["quota_over_units", "quota_over_heads"]),
    ],
)
def test_an_award_stands_only_without_errors_of_the_person_and_of_all_awards(values: dict[str, Any], given: dict[str, int], expected: list[str]) -> None:
    whole = dossier(**values)
    assert [problem.code for problem in ruling_problems(PACK, whole, whole.nominees[0], given)] == expected
