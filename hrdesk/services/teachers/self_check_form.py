"""附表5 as it is filled in on screen: who of the year has got how far, and one teacher's form with what the book holds beside each line."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.evaluation import ItemFacts
from hrdesk.domain.minguo import roc_short, roc_year, year_end
from hrdesk.domain.pack import Item, Line, RulePack, Source
from hrdesk.domain.record import EvidenceId, OfficerId, SelfCheckId
from hrdesk.domain.seeds import Answer, CheckAnswer, CheckState, Coaching, Evidence, LogKind, MeritClaim, Outcome, SelfCheck, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Changes, Explanation, Fact, Key, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.services.teachers.coaching_entry import system_name
from hrdesk.services.teachers.form_self_check import term_text
from hrdesk.services.teachers.merit_draft import SectionDraft, draft
from hrdesk.services.teachers.merits import Written, claims
from hrdesk.services.teachers.seeds import seed_teachers
from hrdesk.services.teachers.self_check import answer, facts, items, open_items, self_check

LATEST = 5  # records named beside a line
SEED_GROUP = "seed"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One seed teacher of the year and how far the self-check has got; `state` None = not begun (未填)."""

    officer: Officer
    agency: str
    state: CheckState | None
    answered: int
    of: int
    check: str = ""  # the id of the self-check

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.officer.id


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of 附表5: the item, the answer given, what the book holds beside it, and for the seven items what that suggests and why."""

    item: Item
    answer: CheckAnswer
    facts: tuple[Fact, ...]
    suggestion: ItemResult | None = None
    why: Explanation[ItemResult] | None = None


@dataclass(frozen=True, slots=True)
class MeritLine:
    """One section of 特殊優良事蹟: what is claimed, and what the book holds to draft it from."""

    line: Line
    claim: MeritClaim | None
    draft: SectionDraft

    @property
    def written(self) -> Written:
        """Return the text and the evidence claimed."""
        return (self.claim.text, self.claim.evidence) if self.claim else ("", ())


@dataclass(frozen=True, slots=True)
class CheckForm:
    """One teacher's 附表5 of a 民國 year, whole; `open` are the items that keep it from being submitted, `files` the evidence it names."""

    officer: Officer
    year: int
    term: str
    check: SelfCheck | None
    lines: tuple[CheckLine, ...]
    merits: tuple[MeritLine, ...]
    open: tuple[Problem, ...]
    files: Mapping[EvidenceId, Evidence]

    @property
    def state(self) -> CheckState | None:
        """Return how far the form has got, None before the first answer."""
        return self.check.state if self.check else None

    @property
    def answered(self) -> int:
        """Return how many lines nothing is missing from."""
        return len(self.lines) - _lacking(self.open)


def rows_of_year(desk: Desk, year: int) -> tuple[CheckRow, ...]:
    """Return everyone of the own part who was a seed teacher in a 民國 year, with the state of 附表5."""
    total = len(items(desk, year))
    return tuple(_row(desk, one, year, total) for one in seed_teachers(desk, year, own_part(desk)))


def form_of(desk: Desk, who: OfficerId, year: int) -> CheckForm:
    """Return one teacher's 附表5 of a 民國 year with the facts beside each line."""
    pack, held = desk.rules(year_end(year)), self_check(desk, who, year)
    given = {one.item: one for one in held.answers} if held else {}
    known = {one.item: one for one in facts(desk, who, year, as_submitted=True)}
    own = _own(desk, who, year)
    seven = [
        _item_line(pack, item, given.get(item.code, CheckAnswer(item.code)), known[item.code], [one for one in own if one.item == number])
        for number, item in enumerate(pack.items, 1)
    ]
    nine = [CheckLine(item, given.get(item.code, CheckAnswer(item.code)), _BESIDE.get(item.facts, _coached)(desk, who, year)) for item in pack.competencies]
    made, drafts = claims(desk, who, year), {one.section: one for one in draft(desk, who, year)}
    merits = tuple(MeritLine(line, made.get(line.code), drafts[line.code]) for line in pack.merit_sections)
    person, lines = officer_record(desk, who), (*seven, *nine)
    opened = open_items(desk, held or SelfCheck(id=SelfCheckId(""), agency=person.agency, officer=who, year=year))
    return CheckForm(person, year, term_text(desk, person, year), held, lines, merits, opened, _files(desk, lines, merits))


def line_now(desk: Desk, who: OfficerId, year: int, item: str) -> CheckAnswer:
    """Return what the book has of one line, without the head's 複核: what a person's answer is saved over.

    Raises InputError WRONG_STATE where the form is no draft any more: a line that comes late takes nothing back.
    """
    held = self_check(desk, who, year)
    if held is not None and held.state is not CheckState.DRAFT:
        reason = "已經核章" if held.state is CheckState.APPROVED else "已經送出，要修改請先取回"
        raise InputError(Fault.WRONG_STATE, what="修改自我檢核表", reason=reason)
    return next((replace(one, met=None) for one in (held.answers if held else ()) if one.item == item), CheckAnswer(item))


def fill(desk: Desk, who: OfficerId, year: int, given: CheckAnswer) -> Changes:
    """Keep one line of the draft exactly as it stands on screen, its evidence included; the same line again changes nothing.

    Raises InputError as `answer` and `line_now` do.
    """
    same = line_now(desk, who, year, given.item) == replace(given, met=None)
    return Changes() if same else answer(desk, who, year, (given,), exact=True)


def _row(desk: Desk, person: Officer, year: int, total: int) -> CheckRow:
    held = self_check(desk, person.id, year)
    answered = total - _lacking(open_items(desk, held)) if held else 0
    return CheckRow(person, agency_record(desk, person.agency).name, held.state if held else None, answered, total, held.id if held else "")


def _lacking(opened: Sequence[Problem]) -> int:
    """Return how many lines keep the form from being submitted: those without an answer, and one that occurred without its count."""
    return len({problem.facts["item"] for problem in opened})


def _item_line(pack: RulePack, item: Item, given: CheckAnswer, known: ItemFacts, coached: Sequence[Coaching]) -> CheckLine:
    """Return a line of the seven items: beside it the facts without the answers counted, which stand on the form itself, and the latest coaching."""
    why = Explanation(
        value=known.suggestion,
        unit="",
        rule=f"evaluation-{item.code}",
        citation=item.citation,
        pack=pack.id,
        inputs=known.facts,
        steps=(known.step, f"因此建議「{words.label(known.suggestion)}」；結果由人判斷，沒有總分。"),
    )
    beside = (*known.facts[: -len(Answer)], *map(_coaching_fact, coached[:LATEST]))
    return CheckLine(item, given, beside, known.suggestion, why)


def _files(desk: Desk, lines: tuple[CheckLine, ...], merits: tuple[MeritLine, ...]) -> dict[EvidenceId, Evidence]:
    named = [key for line in lines for key in line.answer.evidence]
    named += [key for line in merits for key in (*(line.claim.evidence if line.claim else ()), *line.draft.evidence)]
    return {key: found for key in dict.fromkeys(named) if (found := desk.store.get(Evidence, key)) is not None}


def _coached(desk: Desk, who: OfficerId, year: int) -> tuple[Fact, ...]:
    pack = desk.rules(year_end(year))
    held = _own(desk, who, year)
    systems = Counter(system_name(pack, one.system) or "未填系統別" for one in held)
    counted = tuple(Fact(name, f"輔導 {count} 件") for name, count in systems.most_common(LATEST))
    return (
        Fact("附表3 輔導件數", len(held)),
        *counted,
        *map(_coaching_fact, held[:LATEST]),
    )


def _own(desk: Desk, who: OfficerId, year: int) -> list[Coaching]:
    """Return an officer's coaching of a 民國 year, the newest first."""
    held = [one for one in desk.store.all(Coaching, officer=who) if roc_year(one.day) == year]
    return sorted(held, key=lambda one: (one.day, one.start, one.id), reverse=True)


def _coaching_fact(one: Coaching) -> Fact:
    return Fact(roc_short(one.day), one.problem or one.served_agency, Key("Coaching", one.id))


def _trained(desk: Desk, who: OfficerId, year: int) -> tuple[Fact, ...]:
    leaves = {topic.code for topic in desk.rules(year_end(year)).topics_of(SEED_GROUP)}
    found = []
    for record in desk.store.all(TrainingRecord, officer=who):
        course = desk.store.get(Course, record.course)
        if course is not None and leaves & set(course.topics):
            found.append((course.start, Fact(f"{roc_short(course.start)} 種籽訓練", course.name, Key("TrainingRecord", record.id))))
    found.sort(key=lambda one: one[0], reverse=True)
    return (Fact("種籽教師訓練課程", len(found)), *(fact for _, fact in found[:LATEST]))


def _logged(kind: LogKind) -> Callable[[Desk, OfficerId, int], tuple[Fact, ...]]:
    def beside(desk: Desk, who: OfficerId, year: int) -> tuple[Fact, ...]:
        agency = officer_record(desk, who).agency
        held = [one for one in desk.store.all(SystemLog, agency=agency, kind=kind) if roc_year(one.day) == year]
        bad = [one for one in held if one.outcome is Outcome.INCIDENT]
        counts = (Fact(f"{words.label(kind)}紀錄", len(held) or None), Fact("其中異常", len(bad)) if held else None)
        return (*(fact for fact in counts if fact), *(Fact(roc_short(one.day), one.system, Key("SystemLog", one.id)) for one in bad[:LATEST]))

    return beside


_BESIDE: Mapping[Source, Callable[[Desk, OfficerId, int], tuple[Fact, ...]]] = {
    Source.COACHING: _coached,
    Source.TRAINING: _trained,
    Source.BACKUP: _logged(LogKind.BACKUP),
    Source.TRANSMISSION: _logged(LogKind.TRANSMISSION),
}
