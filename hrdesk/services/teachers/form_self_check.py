"""附表5 as answered, and the sheet that is handed out to be filled in and read back."""

from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.pack import Item, RulePack
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Answer, Appointment, CheckAnswer, MeritClaim, SelfCheck
from hrdesk.domain.staff import Agency, Officer
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered
from hrdesk.services.study.form_absence import evidence_text


def annex5(desk: Desk, agency: Agency, officer: Officer, year: int, mask: Mask) -> FormContent:
    """Return 附表5 of one officer and 民國 year; an item not answered yet keeps its empty boxes."""
    pack = desk.rules(year_end(year))
    answers = _answers(desk, officer, year)
    claims = desk.store.all(MeritClaim, officer=officer.id, year=year)
    tables = {
        "items": numbered([_answer_row(desk, item, answers.get(item.code)) for item in pack.items]),
        "competencies": numbered([_answer_row(desk, item, answers.get(item.code)) for item in pack.competencies]),
        "merit": tuple(_merit_row(desk, pack, claim) for claim in claims),
    }
    return FormContent(form="annex5", facts=_facts(desk, agency, officer, year, mask), tables=tables)


def self_check_sheet(desk: Desk, agency: Agency, officer: Officer, year: int, mask: Mask) -> FormContent:
    """Return the sheet to hand out, with what is already answered filled in and the identity by which it is read back."""
    pack = desk.rules(year_end(year))
    answers = _answers(desk, officer, year)
    claims = {claim.section: claim.text for claim in desk.store.all(MeritClaim, officer=officer.id, year=year)}
    facts = {**_facts(desk, agency, officer, year, mask), "workspace": desk.store.id, "officer": officer.id, "selfcheck": str(year)}
    tables = {
        "items": numbered([_fill_row(item, answers.get(item.code)) for item in pack.items]),
        "competencies": numbered([_fill_row(item, answers.get(item.code)) for item in pack.competencies]),
        "merit": tuple({"code": f"m-{line.code}", "section": line.name, "text": claims.get(line.code, "")} for line in pack.merit_sections),
    }
    return FormContent(form="self-check-sheet", facts=facts, tables=tables, draft=False)


def term_text(desk: Desk, officer: Officer, year: int) -> str:
    """Return the spans in which an officer was a seed teacher during a 民國 year."""
    held = [one for one in desk.store.all(Appointment, officer=officer.id) if overlaps(one.start, one.end, year_start(year), year_end(year))]
    spans = [f"{roc_short(one.start)}至{roc_short(one.end) if one.end else '今'}" for one in sorted(held, key=lambda one: one.start)]
    return "、".join(spans) or "—"


def _facts(desk: Desk, agency: Agency, officer: Officer, year: int, mask: Mask) -> dict[str, str]:
    own = {"title": officer.title or "—", "name": mask.name(officer.name), "term": term_text(desk, officer, year)}
    return {**head(desk, agency, year), **own}


def _answers(desk: Desk, officer: Officer, year: int) -> dict[str, CheckAnswer]:
    found = desk.store.all(SelfCheck, officer=officer.id, year=year)
    return {answer.item: answer for answer in found[0].answers} if found else {}


def _answer_row(desk: Desk, item: Item, answer: CheckAnswer | None) -> Row:
    given = answer or CheckAnswer(item.code)
    evidence = evidence_text(desk, given.evidence)
    return {
        "item": item.text,
        "answer": _answer_text(item, given),
        "detail": joined(given.detail, f"佐證：{evidence}" if evidence else ""),
        "review": "" if given.met is None else "符合" if given.met else "未符合",
    }


def _answer_text(item: Item, answer: CheckAnswer) -> str:
    if not item.negative:
        return words.label(answer.answer) if answer.answer else ""
    happened, none = answer.answer is Answer.YES, answer.answer is Answer.NO
    if answer.answer is Answer.NOT_APPLICABLE:
        return words.label(answer.answer)
    times = f"{answer.count}次" if happened and answer.count is not None else "　次"
    return f"{'■' if happened else '□'}有發生（{times}）\n{'■' if none else '□'}未發生"


def _fill_row(item: Item, answer: CheckAnswer | None) -> Row:
    given = answer or CheckAnswer(item.code)
    return {
        "code": item.code,
        "item": item.text,
        "answer": words.label(given.answer) if given.answer else "",
        "count": "" if given.count is None else str(given.count),
        "detail": given.detail,
    }


def _merit_row(desk: Desk, pack: RulePack, claim: MeritClaim) -> Row:
    names = {line.code: line.name for line in pack.merit_sections}
    evidence = evidence_text(desk, claim.evidence)
    return {"text": joined(f"【{names.get(claim.section, claim.section)}】", claim.text, f"佐證：{evidence}" if evidence else "")}
