"""Special merit (特殊優良事蹟): whether a higher degree may be decided at all (陸三(二)末、(五)).

「得酌予」: the base degree stands until a person decides otherwise; what is verified only sets how far that person may go.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.pack import RulePack
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.values import Alternative, Explanation, Fact, Key, Problem, Severity
from hrdesk.errors import Fault, InputError


class RaiseState(Enum):
    """未建議提高, 無事蹟或佐證, 尚未查證, 查證不屬實, 部分屬實, 查證屬實."""

    NOT_ASKED = "not_asked"
    BLOCKED = "blocked"
    UNVERIFIED = "unverified"
    REJECTED = "rejected"
    PARTLY = "partly"
    CONFIRMED = "confirmed"


STATES = {
    RaiseState.NOT_ASKED: "未建議提高獎度",
    RaiseState.BLOCKED: "沒有具體事蹟說明或佐證，不能提高獎度",
    RaiseState.UNVERIFIED: "尚未查證，維持基本獎度",
    RaiseState.REJECTED: "查證不屬實，維持基本獎度",
    RaiseState.PARTLY: "查證部分屬實，是否提高由權責人員決定",
    RaiseState.CONFIRMED: "查證屬實，得酌予提高，由權責人員決定",
}
SUPPORTED = frozenset({RaiseState.PARTLY, RaiseState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Raise:
    """提高獎度: `times` 嘉獎 as the base gives, `ceiling` the most that a person may decide on what was verified so far."""

    times: int
    ceiling: int
    state: RaiseState


def special_merit(pack: RulePack, *, times: int, raised: int, claims: Iterable[MeritClaim]) -> Explanation[Raise]:
    """Return how far one nominee's `times` 嘉獎 may be raised, `raised` being asked for, on that person's claims of the year (陸三(二)、(五)).

    A claim counts with text and evidence; the ceiling never passes the pack's steps. Raises InputError for negative figures.
    """
    if times < 0 or raised < 0:
        raise InputError(Fault.NOT_A_NUMBER, text=str(min(times, raised)), wanted="0 以上的整數")
    made = tuple(claims)
    sound = tuple(claim for claim in made if claim.text.strip() and claim.evidence)
    state = RaiseState.NOT_ASKED if not raised else _state([claim.verification for claim in sound])
    parameter, most = pack.parameter("raise_max_steps"), pack.number("raise_max_steps")
    value = Raise(times, times + (min(raised, most) if state in SUPPORTED else 0), state)
    return Explanation(
        value=value,
        unit="嘉獎次數",
        rule="special-merit",
        citation=parameter.citation,
        pack=pack.id,
        reading=parameter.reading,
        inputs=(
            Fact("基本獎度", times),
            Fact("建議提高", raised),
            *(Fact(_section(pack, claim), claim.verification, Key("MeritClaim", claim.id)) for claim in made),
        ),
        steps=(f"{STATES[state]}。", f"基本為嘉獎 {times} 次" + (f"，最高得決定為嘉獎 {value.ceiling} 次。" if value.ceiling > times else "。")),
        alternatives=(*_raises(value), *parameter.alternatives) if raised else (),
        problems=_problems(pack, raised, state, made),
    )


def _state(verifications: Sequence[Verification]) -> RaiseState:
    if not verifications:
        return RaiseState.BLOCKED
    if all(one is Verification.CONFIRMED for one in verifications):
        return RaiseState.CONFIRMED
    if any(one in (Verification.CONFIRMED, Verification.PARTLY) for one in verifications):
        return RaiseState.PARTLY
    return RaiseState.UNVERIFIED if Verification.OPEN in verifications else RaiseState.REJECTED


def _section(pack: RulePack, claim: MeritClaim) -> str:
    return next((line.name for line in pack.merit_sections if line.code == claim.section), claim.section)


def _raises(value: Raise) -> tuple[Alternative, ...]:
    return tuple(Alternative("提高獎度", str(times), "經查證屬實，由權責人員酌予。") for times in range(value.times + 1, value.ceiling + 1))


def _problems(pack: RulePack, raised: int, state: RaiseState, claims: Sequence[MeritClaim]) -> tuple[Problem, ...]:
    article = "、".join((pack.parameter("raise_max_steps").article, pack.merit_sections[0].article))
    found: list[Problem] = []
    if state is RaiseState.BLOCKED:
        found.append(Problem("merit_without_claim", Severity.ERROR, "raised", article))
    if state in (RaiseState.UNVERIFIED, RaiseState.REJECTED):
        found.append(Problem("merit_not_confirmed", Severity.WARNING, "raised", article))
    if raised > pack.number("raise_max_steps"):
        found.append(Problem("raise_too_high", Severity.ERROR, "raised", article, facts={"most": pack.number("raise_max_steps")}))
    bare = [claim for claim in claims if not claim.evidence or not claim.text.strip()] if raised else []
    return (*found, *(Problem("merit_without_evidence", Severity.WARNING, "evidence", article, Key("MeritClaim", claim.id)) for claim in bare))
