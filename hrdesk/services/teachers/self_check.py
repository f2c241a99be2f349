"""種籽教師自我檢核（附表5): drafted beside the facts, submitted by the teacher, approved by the head; and special merits (陸三(五))."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.evaluation import ItemFacts, item_facts
from hrdesk.domain.minguo import year_end
from hrdesk.domain.record import EvidenceId, MeritId, OfficerId, SelfCheckId
from hrdesk.domain.seeds import Answer, Appointment, CheckAnswer, CheckState, Coaching, MeritClaim, SelfCheck, SystemLog, Verification
from hrdesk.domain.staff import Role
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Changes, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.opening.own import need_manager, need_own
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import officer, refuse, roles_in


def self_check(desk: Desk, who: OfficerId, year: int) -> SelfCheck | None:
    """Return an officer's self-check of a 民國 year, or None where none was begun."""
    found = desk.store.all(SelfCheck, officer=who, year=year)
    return found[0] if found else None


def facts(desk: Desk, who: OfficerId, year: int, *, as_submitted: bool = False) -> tuple[ItemFacts, ...]:
    """Return what the book knows beside each of the seven items for one officer: own coaching and courses, the agency's logs.

    A draft does not count unless `as_submitted`, which shows what it would suggest once it is sent.
    """
    person = officer(desk, who)
    held = self_check(desk, who, year)
    if held is not None and as_submitted:
        held = replace(held, state=CheckState.SUBMITTED)
    return item_facts(
        desk.rules(year_end(year)),
        year=year,
        appointments=desk.store.all(Appointment, officer=who),
        coachings=desk.store.all(Coaching, officer=who),
        logs=desk.store.all(SystemLog, agency=person.agency),
        courses=desk.store.all(Course),
        trainings=desk.store.all(TrainingRecord, officer=who),
        self_checks=() if held is None else (held,),
    )


@in_turn
def answer(desk: Desk, who: OfficerId, year: int, answers: Sequence[CheckAnswer], *, exact: bool = False) -> Changes:
    """Record answers in the draft of a self-check; the other items stay. A submitted one becomes a draft again, an approved one is final.

    An answer keeps the evidence of the one before; an `exact` one has just its own.

    Raises InputError INVALID for an item that 附表5 does not have or a negative count, WRONG_STATE where it is approved, INVALID where the
    officer is no seed teacher in that year, WRONG_STATE for a teacher with another's.
    """
    need_own(desk, who, "修改自我檢核表")
    person = officer(desk, who)
    held = self_check(desk, who, year)
    if held is not None and held.state is CheckState.APPROVED:
        raise InputError(Fault.WRONG_STATE, what="修改自我檢核表", reason="已經核章")
    if Role.SEED_TEACHER not in roles_in(desk, person, year):
        raise InputError(Fault.INVALID, what="自我檢核表", reason=f"{year}年度不是種籽教師")
    _check_answers(desk, year, answers)
    base = held or SelfCheck(id=SelfCheckId(desk.new_id()), agency=person.agency, officer=who, year=year)
    known = {one.item: one for one in base.answers}
    merged = merged_answers(base.answers, tuple(answers))
    if exact:
        merged = tuple(replace(one, evidence=given.evidence) for one, given in zip(merged, answers, strict=True))
    known.update((one.item, one) for one in merged)
    ordered = tuple(known[code] for code in items(desk, year) if code in known)
    with desk.store.write(Act.CHECK_SELF) as tx:
        tx.put(replace(base, answers=ordered, state=CheckState.DRAFT, submitted=None))
    return tx.changes


@in_turn
def submit(desk: Desk, who: OfficerId, year: int, day: date) -> Changes:
    """Submit a self-check; raise InputError INCOMPLETE naming the items left open, WRONG_STATE where it is no draft."""
    need_own(desk, who, "送出自我檢核表")
    held = _begun(desk, who, year)
    if held.state is not CheckState.DRAFT:
        raise InputError(Fault.WRONG_STATE, what="送出自我檢核表", reason="已經送出")
    refuse(open_items(desk, held))
    with desk.store.write(Act.CHECK_SELF) as tx:
        tx.put(replace(held, state=CheckState.SUBMITTED, submitted=day))
    return tx.changes


@in_turn
def approve(desk: Desk, who: OfficerId, year: int, day: date, *, by: str, unmet: Sequence[str] = ()) -> Changes:
    """Approve a submitted self-check as the head of personnel; the items in `unmet` are marked 未符合, every other 符合."""
    need_manager(desk, "核章自我檢核表")
    held = _begun(desk, who, year)
    if held.state is not CheckState.SUBMITTED:
        raise InputError(Fault.WRONG_STATE, what="核章自我檢核表", reason="尚未送出或已經核章")
    if not by.strip():
        raise InputError(Fault.INVALID, what="核章人", reason="不可空白")
    unknown = set(unmet) - {one.item for one in held.answers}
    if unknown:
        raise InputError(Fault.NOT_FOUND, what="檢核項目", text="、".join(sorted(unknown)))
    answers = tuple(replace(one, met=one.item not in unmet) for one in held.answers)
    with desk.store.write(Act.CHECK_SELF) as tx:
        tx.put(replace(held, answers=answers, state=CheckState.APPROVED, approved=day, approved_by=by.strip()))
    return tx.changes


@in_turn
def review(desk: Desk, who: OfficerId, year: int, item: str, *, met: bool) -> Changes:
    """Record the head's 複核 of one item of a submitted self-check before it is approved; raise InputError WRONG_STATE or NOT_FOUND."""
    need_manager(desk, "複核自我檢核表")
    held = _begun(desk, who, year)
    if held.state is not CheckState.SUBMITTED:
        raise InputError(Fault.WRONG_STATE, what="複核自我檢核表", reason="尚未送出或已經核章")
    if item not in {one.item for one in held.answers}:
        raise InputError(Fault.NOT_FOUND, what="檢核項目", text=item)
    with desk.store.write(Act.CHECK_SELF) as tx:
        tx.put(replace(held, answers=tuple(replace(one, met=met) if one.item == item else one for one in held.answers)))
    return tx.changes


@in_turn
def reopen(desk: Desk, who: OfficerId, year: int, *, reason: str = "") -> Changes:
    """Make a submitted self-check a draft again; an approved one too, by a clerk or the head and with a reason, which is kept in the log.

    Raises InputError WRONG_STATE for a draft or whoever may not, NEEDS_REASON.
    """
    need_own(desk, who, "取回自我檢核表")
    held = _begun(desk, who, year)
    if held.state is CheckState.DRAFT:
        raise InputError(Fault.WRONG_STATE, what="取回自我檢核表", reason="還是草稿")
    if held.state is CheckState.APPROVED:
        need_manager(desk, "退回已核章的自我檢核表")
        if not reason.strip():
            raise InputError(Fault.NEEDS_REASON, what="退回已核章的自我檢核表")
    facts: dict[str, str | int] = {"reason": reason.strip()} if reason.strip() else {}
    with desk.store.write(Act.CHECK_SELF, **facts) as tx:
        tx.put(replace(held, state=CheckState.DRAFT, submitted=None, approved=None, approved_by=""))
    return tx.changes


@in_turn
def claim_merit(desk: Desk, who: OfficerId, year: int, section: str, text: str, *, evidence: tuple[EvidenceId, ...] = ()) -> Changes:
    """Record one section of an officer's special merits; changing its text opens its 查證 again. Evidence adds up.

    Raises InputError NOT_FOUND for a section the rule pack does not have, INVALID for an empty text.
    """
    need_own(desk, who, "登錄特殊優良事蹟")
    person = officer(desk, who)
    if section not in {line.code for line in desk.rules(year_end(year)).merit_sections}:
        raise InputError(Fault.NOT_FOUND, what="特殊優良事蹟的分項", text=section)
    if not text.strip():
        raise InputError(Fault.INVALID, what="特殊優良事蹟", reason="不可空白")
    check_evidence(desk, evidence)
    found = desk.store.all(MeritClaim, officer=who, year=year, section=section)
    fresh = MeritClaim(id=MeritId(desk.new_id()), agency=person.agency, officer=who, year=year, section=section, text="")
    held = found[0] if found else fresh
    if held.text != text.strip():
        held = replace(held, text=text.strip(), verification=Verification.OPEN, verified=None, verified_by="", verified_how="")
    with desk.store.write(Act.CLAIM_MERIT) as tx:
        tx.put(replace(held, evidence=tuple(dict.fromkeys((*held.evidence, *evidence)))))
    return tx.changes


def items(desk: Desk, year: int) -> tuple[str, ...]:
    """Return the codes of 附表5 in order: the seven items, then the nine competencies."""
    pack = desk.rules(year_end(year))
    return tuple(item.code for item in (*pack.items, *pack.competencies))


def open_items(desk: Desk, held: SelfCheck) -> tuple[Problem, ...]:
    """Return the items of a self-check that are not answered; a negative one that occurred needs its count."""
    pack = desk.rules(year_end(held.year))
    answered = {one.item: one for one in held.answers if one.answer is not None}
    missing = [Problem("item_missing", where="answers", article="陸三(四)", facts={"item": code}) for code in items(desk, held.year) if code not in answered]
    negative = [item.code for item in pack.items if item.negative]
    uncounted = [code for code in negative if (one := answered.get(code)) and one.answer is Answer.YES and one.count is None]
    return (*missing, *(Problem("count_missing", where="answers", article="陸三(四)5", facts={"item": code}) for code in uncounted))


def _begun(desk: Desk, who: OfficerId, year: int) -> SelfCheck:
    held = self_check(desk, who, year)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="自我檢核表", text=f"{year}年度")
    return held


def _check_answers(desk: Desk, year: int, answers: Sequence[CheckAnswer]) -> None:
    known = items(desk, year)
    for one in answers:
        if one.item not in known:
            raise InputError(Fault.NOT_FOUND, what="檢核項目", text=one.item)
        if one.count is not None and one.count < 0:
            raise InputError(Fault.NOT_A_NUMBER, text=str(one.count), wanted="0 以上的整數")
        check_evidence(desk, one.evidence)


def merged_answers(held: tuple[CheckAnswer, ...], given: tuple[CheckAnswer, ...]) -> tuple[CheckAnswer, ...]:
    """Return the answers given, each keeping its evidence, and the head's 複核 unless the answer changed."""
    known = {answer.item: answer for answer in held}
    return tuple(_kept(known.get(answer.item), answer) for answer in given)


def _kept(held: CheckAnswer | None, given: CheckAnswer) -> CheckAnswer:
    if held is None:
        return given
    same = (held.answer, held.count) == (given.answer, given.count)
    return replace(given, evidence=held.evidence, met=held.met if same else None)
