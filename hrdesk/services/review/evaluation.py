"""綜合評估 of each first-tier agency with its 所屬: the seven items with their facts beside them, deliberately without a total (陸三(四))."""

from dataclasses import dataclass, replace

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Evaluation, ItemResult, Judgement
from hrdesk.domain.evaluation import ItemFacts, item_facts
from hrdesk.domain.minguo import year_end
from hrdesk.domain.record import EvaluationId, derived_id
from hrdesk.domain.seeds import Appointment, SystemLog
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import first_tier, need_department, part_of
from hrdesk.services.agency.memberships import moves_in
from hrdesk.services.agency.snapshot import annual
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.opening.editing import Subject
from hrdesk.services.review.dossiers import of_book

FREE = frozenset({ItemResult.MET, ItemResult.NOT_APPLICABLE})  # what may be recorded as suggested without a remark


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evaluation sheet of one first-tier agency with its 所屬: the facts of each item, and what was judged so far."""

    agency: Agency
    year: int
    facts: tuple[ItemFacts, ...]
    evaluation: Evaluation
    moves: tuple[str, ...] = ()  # 所屬 that came or went in the year, in words


def sheets(desk: Desk, year: int) -> tuple[Sheet, ...]:
    """Return the sheet of every first-tier agency, by code."""
    need_department(desk)
    return tuple(sheet(desk, agency, year) for agency in first_tier(desk, year))


def sheet(desk: Desk, agency: Agency, year: int) -> Sheet:
    """Return one agency's sheet for a 民國 year."""
    pack = desk.rules(year_end(year))
    part = part_of(desk.store, agency.id, year_end(year))
    book = annual(desk.store, part, year)
    behind = of_book(desk.store, pack, agency.id, year, book)
    facts = item_facts(
        pack,
        year=year,
        appointments=desk.store.all(Appointment, agency=part),  # an appointment renewed at new year is no change
        coachings=behind.coachings,
        logs=tuple(one for one in book.get(SystemLog.__name__, ()) if isinstance(one, SystemLog)),
        courses=tuple(one for one in book.get(Course.__name__, ()) if isinstance(one, Course)),
        trainings=behind.trainings,
        self_checks=behind.self_checks,
    )
    return Sheet(agency, year, facts, held(desk, agency, year), moves_in(desk.store, agency.id, year))


def held(desk: Desk, agency: Agency, year: int) -> Evaluation:
    """Return the evaluation of an agency and year, an empty one where nothing was judged yet."""
    found = desk.store.all(Evaluation, agency=agency.id, year=year)
    fresh = EvaluationId(derived_id("evaluation", agency.id, str(year)))
    return found[0] if found else Evaluation(id=fresh, agency=agency.id, year=year)


def judging(agency: Agency, year: int, item: str, read: Judgement | None) -> Subject:
    """Return the judging of one item from what was read of it: others may judge the other items of the same agency meanwhile."""

    def look(desk: Desk) -> Judgement | None:
        return next((one for one in held(desk, agency, year).judgements if one.item == item), None)

    return Subject(Key("Evaluation", derived_id("evaluation", agency.id, str(year))), read, look, item)


def reviewing(read: Evaluation) -> Subject:
    """Return the second review of an evaluation as it was read: whoever judges an item meanwhile has it looked at again."""
    return Subject(Key("Evaluation", read.id), read, lambda desk: desk.store.get(Evaluation, read.id) or read)


@in_turn
def judge(desk: Desk, agency: Agency, year: int, item: str, result: ItemResult, remark: str = "") -> Changes:
    """Record the reviewer's result of one item; the second review, if there was one, has to be given anew.

    Raises InputError NOT_FOUND for an unknown item, NEEDS_REASON without a remark for PARTLY, UNMET, NO_DATA or another result than suggested.
    """
    need_department(desk)
    if item not in {one.code for one in desk.rules(year_end(year)).items}:
        raise InputError(Fault.NOT_FOUND, what="評估項目", text=item)
    if result in (ItemResult.PARTLY, ItemResult.UNMET) and not remark.strip():
        raise InputError(Fault.NEEDS_REASON, what="部分符合或未符合", missing="說明", option="--remark")
    if not remark.strip():
        _as_suggested(sheet(desk, agency, year), item, result)
    before = held(desk, agency, year)
    others = tuple(one for one in before.judgements if one.item != item)
    judgements = tuple(sorted((*others, Judgement(item, result, remark.strip())), key=lambda one: one.item))
    with desk.store.write(Act.EVALUATE, year=year, item=item) as tx:
        tx.put(replace(before, judgements=judgements, reviewer=desk.who, reviewed=desk.today, second_reviewer=""))
    return tx.changes


@in_turn
def judge_rest(desk: Desk, agency: Agency, year: int) -> Changes:
    """Record the suggested result of every open item whose suggestion needs no remark (符合, 不適用), in one transaction.

    Raises InputError NOT_FOUND where there is none.
    """
    need_department(desk)
    found = sheet(desk, agency, year)
    judged = {one.item for one in found.evaluation.judgements}
    rest = tuple(Judgement(one.item, one.suggestion) for one in found.facts if one.item not in judged and one.suggestion in FREE)
    if not rest:
        raise InputError(Fault.NOT_FOUND, what="可照建議登錄的項目", text=agency.name)
    judgements = tuple(sorted((*found.evaluation.judgements, *rest), key=lambda one: one.item))
    with desk.store.write(Act.EVALUATE, year=year, item="rest") as tx:
        tx.put(replace(found.evaluation, judgements=judgements, reviewer=desk.who, reviewed=desk.today, second_reviewer=""))
    return tx.changes


def _as_suggested(found: Sheet, item: str, result: ItemResult) -> None:
    """Raise InputError NEEDS_REASON for 無資料 and for another result than the facts suggest."""
    suggestion = next(fact.suggestion for fact in found.facts if fact.item == item)
    if result is ItemResult.NO_DATA or result is not suggestion:
        what = "無資料" if result is ItemResult.NO_DATA else f"與建議（{words.label(suggestion)}）不同的結果"
        raise InputError(Fault.NEEDS_REASON, what=what, missing="說明", option="--remark")


@in_turn
def second_review(desk: Desk, agency: Agency, year: int) -> Changes:
    """Record that a second person went over a finished evaluation.

    Raises InputError WRONG_STATE where the same person judged, INCOMPLETE where items are open.
    """
    need_department(desk)
    before = held(desk, agency, year)
    missing = [one.code for one in desk.rules(year_end(year)).items if one.code not in {judged.item for judged in before.judgements}]
    if missing:
        raise InputError(Fault.INCOMPLETE, count=len(missing), missing="、".join(missing))
    if before.reviewer == desk.who:
        raise InputError(Fault.WRONG_STATE, what="複核", reason="複核人不可與評估人相同")
    with desk.store.write(Act.EVALUATE, year=year, item="second") as tx:
        tx.put(replace(before, second_reviewer=desk.who))
    return tx.changes
