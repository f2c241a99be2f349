"""專案敘獎與跨機關領域敘獎: rounds of the department's own, any day of the year, in no agency's quota (陸三(三)(六)); and deeds rewarded twice."""

from dataclasses import dataclass

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import NominationId, NomineeId, OfficerId, SpecialRoundId, derived_id
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import need_department
from hrdesk.services.awards.decisions import Verdict, ruled
from hrdesk.services.awards.twice import ARTICLES, duplicates, elsewhere
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.staff import officer as officer_record


@dataclass(frozen=True, slots=True)
class Proposed:
    """One line of a round: who, what was decided, and what needs a look."""

    nominee: Nominee
    officer: Officer
    decision: Decision | None
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.nominee.id


def rounds(desk: Desk, year: int) -> tuple[SpecialRound, ...]:
    """Return the special rounds of a 民國 year, oldest first."""
    return tuple(sorted(desk.store.all(SpecialRound, year=year), key=lambda one: (one.day, one.id)))


@in_turn
def open_round(desk: Desk, year: int, kind: Round, title: str, document: str = "") -> SpecialRound:
    """Open a special round on any day; raise InputError INVALID for the yearly kind, which the quota opens, or without a title."""
    need_department(desk)
    if kind is Round.ANNUAL:
        raise InputError(Fault.INVALID, what="敘獎種類", reason="年度敘獎由核定額度開始（陸三(一)）")
    if not title.strip():
        raise InputError(Fault.INVALID, what="敘獎名稱", reason="不可空白")
    fresh = SpecialRound(
        id=SpecialRoundId(desk.new_id()), year=year, round=kind, title=title.strip(), day=desk.today, opened_by=desk.who, document=document.strip()
    )
    with desk.store.write(Act.NOMINATE, year=year, round=kind.value) as tx:
        tx.put(fresh)
    return fresh


def lines(desk: Desk, held: SpecialRound) -> tuple[Proposed, ...]:
    """Return the people of a round with what needs a look, by name."""
    decided = {one.nominee: one for one in desk.store.all(Decision, year=held.year)}
    found = []
    for one in desk.store.all(Nominee, nomination=held.id):
        person = desk.store.get(Officer, one.officer)
        if person is not None:
            found.append(Proposed(one, person, decided.get(one.id), tuple(elsewhere(desk.store, one))))
    return tuple(sorted(found, key=lambda line: (line.officer.name, line.id)))


@in_turn
def propose(desk: Desk, held: SpecialRound, officer: OfficerId, *, times: int, deed: str, article: str = "") -> Changes:
    """Put a person on a round's list, or change the line; a cross-agency teacher must have agreed (陸三(三)).

    Raises InputError NOT_A_NUMBER, INCOMPLETE without a deed, WRONG_STATE without consent or once it is decided, NOT_FOUND for an unknown person.
    """
    need_department(desk)
    person = officer_record(desk, officer)
    if times < 1:
        raise InputError(Fault.NOT_A_NUMBER, text=str(times), wanted="1 以上的嘉獎次數")
    most = desk.rules(year_end(held.year)).number("deed_max")
    if not deed.strip() or len(deed.strip()) > most:
        raise InputError(Fault.INCOMPLETE, count=1, missing=f"具體事蹟（{most} 字以內）")
    if held.round is Round.CROSS and not _agreed(desk, officer, held.year):
        raise InputError(Fault.WRONG_STATE, what="列入跨機關領域敘獎", reason=f"{held.year} 年度沒有經本人同意的跨機關領域指派（陸三(三)）")
    key = NomineeId(derived_id("special", held.id, officer))
    _open(desk, key)
    line = Nominee(
        id=key,
        agency=person.agency,
        nomination=NominationId(held.id),
        officer=officer,
        times=times,
        article=article.strip() or ARTICLES[held.round],
        deed=deed.strip(),
    )
    with desk.store.write(Act.NOMINATE, year=held.year, round=held.round.value) as tx:
        tx.put(line)
    return tx.changes


@in_turn
def withdraw(desk: Desk, line: Nominee) -> Changes:
    """Take a person off a round's list; raise InputError WRONG_STATE once it is decided."""
    need_department(desk)
    _open(desk, line.id)
    with desk.store.write(Act.NOMINATE) as tx:
        tx.delete(line)
    return tx.changes


@in_turn
def decide(desk: Desk, line: Nominee, verdict: Verdict) -> tuple[Changes, tuple[Problem, ...]]:
    """Rule on one line of a round; return what changed with what needs a look (the same deed awarded elsewhere). Ruling again replaces.

    Raises InputError NOT_FOUND for a line of no special round, NEEDS_REASON without article or reason, NOT_A_NUMBER.
    """
    need_department(desk)
    held = desk.store.get(SpecialRound, line.nomination)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="專案或跨機關敘獎", text=line.nomination)
    times = times_of(line, verdict)
    decision = ruled(desk, line, held.year, verdict, times)
    with desk.store.write(Act.DECIDE, times=times, round=held.round.value) as tx:
        tx.put(decision)
    return tx.changes, tuple(duplicates(desk.store, line)) if times else ()


def times_of(line: Nominee, verdict: Verdict) -> int:
    """Return how many 嘉獎 a verdict gives; raise InputError NEEDS_REASON without article or reason, NOT_A_NUMBER."""
    for text, missing in ((verdict.article, "依據條款"), (verdict.reason, "理由")):
        if not text.strip():
            raise InputError(Fault.NEEDS_REASON, what="決定", missing=missing)
    times = {Ruling.REFUSED: 0, Ruling.GRANTED: line.times}.get(verdict.ruling, verdict.times)
    if times is None or (times < 1 and verdict.ruling is not Ruling.REFUSED):
        raise InputError(Fault.NOT_A_NUMBER, text=str(times), wanted="1 以上的嘉獎次數")
    return times


def _agreed(desk: Desk, officer: OfficerId, year: int) -> bool:
    first, last = year_start(year), year_end(year)
    found = desk.store.all(Appointment, officer=officer)
    return any(one.domain and one.consent is not None and overlaps(one.start, one.end, first, last) for one in found)


def _open(desk: Desk, line: NomineeId) -> None:
    if desk.store.count(Decision, nominee=line):
        raise InputError(Fault.WRONG_STATE, what="變更提報人員", reason="已作成決定")
