"""Special merit: nothing is raised by itself, and nothing at all without evidence that was verified."""

import pytest

from hrdesk.domain.merit import STATES, Raise, RaiseState, special_merit
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.values import Explanation
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import PACK, claim


def merit(*claims: MeritClaim, times: int = 1, raised: int = 1) -> Explanation[Raise]:
    """Return how far a nominee may be raised."""
    return special_merit(PACK, times=times, raised=raised, claims=claims)


def verified(*verifications: Verification) -> tuple[MeritClaim, ...]:
    """Return one sound claim a verification."""
    sections = [line.code for line in PACK.merit_sections]
    return tuple(claim(section=section, verification=one) for section, one in zip(sections, verifications, strict=False))


def test_case_g_verified_merit_allows_one_step_more_and_a_person_decides() -> None:
    found = merit(*verified(Verification.CONFIRMED))
    assert found.value == Raise(times=1, ceiling=2, state=RaiseState.CONFIRMED)
    assert [(one.name, one.value) for one in found.alternatives] == [("提高獎度", "2"), ("由核定者決定", "不設上限")]
    assert found.problems == ()
    assert found.citation.article == "陸三(二)"


@pytest.mark.parametrize(
    ("claims", "state", "ceiling", "codes"),
    [
        ((), RaiseState.BLOCKED, 1, ["merit_without_claim"]),
        ((claim(evidence=()),), RaiseState.BLOCKED, 1, ["merit_without_claim", "merit_without_evidence"]),
        ((claim(text=" "),), RaiseState.BLOCKED, 1, ["merit_without_claim", "merit_without_evidence"]),
        (verified(Verification.OPEN), RaiseState.UNVERIFIED, 1, ["merit_not_confirmed"]),
        (verified(Verification.REJECTED, Verification.OPEN), RaiseState.UNVERIFIED, 1, ["merit_not_confirmed"]),
        (verified(Verification.REJECTED), RaiseState.REJECTED, 1, ["merit_not_confirmed"]),
        (verified(Verification.PARTLY), RaiseState.PARTLY, 2, []),
        (verified(Verification.CONFIRMED, Verification.REJECTED), RaiseState.PARTLY, 2, []),
    ],
)
def test_the_base_degree_stands_until_verified(claims: tuple[MeritClaim, ...], state: RaiseState, ceiling: int, codes: list[str]) -> None:
    found = merit(*claims)
    assert found.value == Raise(1, ceiling, state)
    assert [problem.code for problem in found.problems] == codes


def test_no_raise_asked_needs_nothing() -> None:
    found = merit(claim(evidence=()), raised=0)
    assert found.value == Raise(1, 1, RaiseState.NOT_ASKED)
    assert found.problems == ()
    assert found.alternatives == ()


def test_more_steps_than_the_pack_allows_are_an_error() -> None:
    found = merit(*verified(Verification.CONFIRMED), raised=2)
    assert found.value.ceiling == 2
    assert [(problem.code, problem.facts) for problem in found.problems] == [("raise_too_high", {"most": 1})]


def test_claims_are_named_by_their_section() -> None:
    found = merit(claim(section="procedures"), claim(section="local"))
    assert [fact.label for fact in found.inputs[2:]] == ["標準作業程序文件產製", "local"]


@pytest.mark.parametrize(("times", "raised"), [(-1, 0), (1, -1)])
def test_negative_figures_are_refused(times: int, raised: int) -> None:
    with pytest.raises(InputError) as caught:
        merit(times=times, raised=raised)
    assert caught.value.fault is Fault.NOT_A_NUMBER


def test_every_state_has_words() -> None:
    assert set(STATES) == set(RaiseState)
