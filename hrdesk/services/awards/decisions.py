"""決定 on the department's side: 查證 of special merit claim by claim, the ruling on each nominee, and what is sent back (陸三)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Nomination, Nominee, Remark, Ruling
from hrdesk.domain.merit import special_merit
from hrdesk.domain.minguo import year_end
from hrdesk.domain.nomination import Dossier, ruling_problems
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import AgencyId, DecisionId, Record, RemarkId, derived_id
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Key, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import need_department
from hrdesk.services.awards.nomination import dossier
from hrdesk.services.awards.twice import duplicates
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.review.quota import approval

R = TypeVar("R", bound=Record)
NONE_GIVEN: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is decided about one nominee; `times` counts only where the ruling changes the proposal."""

    ruling: Ruling
    article: str
    reason: str
    times: int | None = None


def nominee_named(desk: Desk, year: int, text: str) -> Nominee:
    """Return the nominee with this id or the beginning of it (8 digits and more), or the year's one of this employee number or name.

    Raises InputError NOT_FOUND or AMBIGUOUS.
    """
    people = {one.id for one in desk.store.all(Officer) if text in (one.id, one.employee_no, one.name)}
    lists = {one.id for one in desk.store.all(Nomination, year=year)}
    nominees = desk.store.all(Nominee)
    return _only([one for one in nominees if _begins(one.id, text) or (one.officer in people and one.nomination in lists)], "提報人員", text)


def claim_named(desk: Desk, text: str) -> MeritClaim:
    """Return the claim with this id or the beginning of it (8 digits and more); raise InputError NOT_FOUND or AMBIGUOUS."""
    return _only([one for one in desk.store.all(MeritClaim) if _begins(one.id, text)], "特殊優良事蹟", text)


def _begins(key: str, text: str) -> bool:
    """Tell whether a text is an id, or enough of its beginning."""
    return len(text) >= len("01234567") and key.startswith(text)


def _only(found: Sequence[R], what: str, text: str) -> R:
    """Return the only one found; raise InputError NOT_FOUND or AMBIGUOUS."""
    if not found:
        raise InputError(Fault.NOT_FOUND, what=what, text=text)
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=text, count=len(found))
    return found[0]


@in_turn
def verify(desk: Desk, claim: str, verification: Verification, how: str) -> Changes:
    """Record the 查證 of one claim: who, how and with which result; raise InputError NEEDS_REASON without a way, INCOMPLETE without evidence."""
    need_department(desk)
    held = desk.store.get(MeritClaim, claim)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="特殊優良事蹟", text=claim)
    if not how.strip():
        raise InputError(Fault.NEEDS_REASON, what="查證", missing="查證方式", option="--how")
    if verification in (Verification.CONFIRMED, Verification.PARTLY) and not held.evidence:
        raise InputError(Fault.INCOMPLETE, count=1, missing="佐證資料（陸三(五)）")
    checked = replace(held, verification=verification, verified_by=desk.who, verified_how=how.strip(), verified=desk.today)
    with desk.store.write(Act.VERIFY_MERIT) as tx:
        tx.put(checked)
    return tx.changes


@in_turn
def decide(desk: Desk, nominee: str, verdict: Verdict) -> tuple[Changes, tuple[Problem, ...]]:
    """Rule on one nominee and return what changed with what needs a look (a deed rewarded twice); ruling again replaces the earlier ruling.

    Raises InputError NEEDS_REASON without article or reason, WRONG_STATE for a raise without verified merit,
    an error of the gate, or awards beyond the approved quota.
    """
    held, decision = drafted(desk, nominee, verdict)
    with desk.store.write(Act.DECIDE, times=decision.times) as tx:
        tx.put(decision)
    return tx.changes, tuple(duplicates(desk.store, held)) if decision.times else ()


@in_turn
def decide_many(desk: Desk, verdicts: Mapping[str, Verdict]) -> Changes:
    """Rule on several nominees (by id) in one transaction, each judged with the rulings before it; raise InputError as `decide`, and rule on none."""
    given: dict[str, int] = {}
    lists: dict[str, _List] = {}
    decided = []
    for nominee, verdict in verdicts.items():
        decision = drafted(desk, nominee, verdict, given, lists)[1]
        given[nominee] = decision.times
        decided.append(decision)
    with desk.store.write(Act.DECIDE, count=len(decided), times=sum(given.values())) as tx:
        tx.put_all(decided)
    return tx.changes


@dataclass(frozen=True, slots=True)
class _List:
    """A list of nominees with what stands behind it, and the times decided before, by nominee: read once for all who are decided together."""

    dossier: Dossier
    earlier: Mapping[str, int]


def drafted(
    desk: Desk, nominee: str, verdict: Verdict, given: Mapping[str, int] = NONE_GIVEN, lists: dict[str, _List] | None = None
) -> tuple[Nominee, Decision]:
    """Return a nominee with the decision that a verdict would record; `given` are times not recorded yet, by nominee. Raises InputError as `decide`.

    `lists` keeps what was read of a list for the next nominee on it, as long as nothing is written in between.
    """
    need_department(desk)
    held = desk.store.get(Nominee, nominee)
    nomination = desk.store.get(Nomination, held.nomination) if held else None
    if held is None or nomination is None:
        raise InputError(Fault.NOT_FOUND, what="提報人員", text=nominee)
    if not verdict.article.strip():
        raise InputError(Fault.NEEDS_REASON, what="決定", missing="依據條款", option="--article")
    if not verdict.reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="決定")
    times = _times(desk, held, nomination, verdict)
    _check_gate(desk, held, nomination, {**given, held.id: times}, lists if lists is not None else {})
    return held, ruled(desk, held, nomination.year, verdict, times)


def ruled(desk: Desk, line: Nominee, year: int, verdict: Verdict, times: int) -> Decision:
    """Return the decision on a line of a list of a 民國 year, not yet saved; `times` as the verdict grants them."""
    return Decision(
        id=DecisionId(derived_id("decision", line.id)),
        agency=line.agency,
        nominee=line.id,
        officer=line.officer,
        year=year,
        ruling=verdict.ruling,
        times=times,
        article=verdict.article.strip(),
        reason=verdict.reason.strip(),
        decided_by=desk.who,
        decided=desk.today,
    )


def _times(desk: Desk, nominee: Nominee, nomination: Nomination, verdict: Verdict) -> int:
    """Return how many 嘉獎 a verdict gives; raise where they pass what the rule of special merit allows for what was asked and verified."""
    if verdict.ruling is Ruling.REFUSED:
        return 0
    times = nominee.times + nominee.raised if verdict.ruling is Ruling.GRANTED else verdict.times
    if times is None or times < 1:
        raise InputError(Fault.NOT_A_NUMBER, text=str(times), wanted="1 以上的嘉獎次數")
    claims = desk.store.all(MeritClaim, officer=nominee.officer, year=nomination.year)
    raising = special_merit(desk.rules(year_end(nomination.year)), times=nominee.times, raised=nominee.raised, claims=claims)
    if times > raising.value.ceiling:
        raise InputError(Fault.WRONG_STATE, what=f"核予嘉獎 {times} 次", reason=f"{''.join(raising.steps)}（{raising.citation.article}）")
    return times


def _check_gate(desk: Desk, nominee: Nominee, nomination: Nomination, given: Mapping[str, int], lists: dict[str, _List]) -> None:
    """Raise InputError WRONG_STATE where the gate has an error for the nominee, or this ruling and the earlier ones pass what was approved."""
    approved = approval(desk.store, nomination.agency, nomination.year)
    if approved is None:
        raise InputError(Fault.WRONG_STATE, what="作成決定", reason="還沒有核定這個機關的額度（陸三(一)）")
    times = given[nominee.id]
    if not times:
        return
    pack = desk.rules(year_end(nomination.year))
    if nomination.id not in lists:
        lists[nomination.id] = _read(desk, pack, nomination)
    read = lists[nomination.id]
    errors = ruling_problems(pack, read.dossier, nominee, {**read.earlier, **given})
    if errors:
        raise InputError(Fault.WRONG_STATE, what=f"核予嘉獎 {times} 次", reason="；".join(words.of_problem(problem) for problem in errors))


def _read(desk: Desk, pack: RulePack, nomination: Nomination) -> _List:
    """Return a list with what stands behind it."""
    found = dossier(desk.store, pack, nomination.agency, nomination.year)
    earlier = desk.store.all(Decision, nominee=tuple(one.id for one in found.nominees))
    return _List(found, {one.nominee: one.times for one in earlier})


@in_turn
def remark(desk: Desk, agency: AgencyId, year: int, text: str, *, article: str = "", about: Key | None = None, due: date | None = None) -> Changes:
    """Record what is to be mended (退補件) in what an agency sent; raise InputError NEEDS_REASON for an empty text."""
    if not text.strip():
        raise InputError(Fault.NEEDS_REASON, what="退補件的事項")
    record = Remark(
        id=RemarkId(desk.new_id()),
        agency=agency,
        year=year,
        kind=about.kind if about else "",
        record=about.id if about else "",
        text=text.strip(),
        article=article,
        due=due,
        day=desk.today,
    )
    with desk.store.write(Act.RETURN, year=year) as tx:
        tx.put(record)
    return tx.changes
