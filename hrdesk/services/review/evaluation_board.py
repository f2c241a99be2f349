"""綜合評估 as its page shows it: how far each first-tier agency is, the weights where the department set some, and the records behind each item."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hrdesk.domain.awards import Evaluation, ItemResult, Judgement, Remark
from hrdesk.domain.collected import Membership
from hrdesk.domain.evaluation import ANSWER_FACTS, ItemFacts, changes_in
from hrdesk.domain.minguo import roc_year, year_end
from hrdesk.domain.offices import Parcel
from hrdesk.domain.pack import Item, RulePack, Source
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Appointment, ChangeKind, CheckState, Coaching, LogKind, SelfCheck, SystemLog
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Explanation, Fact, Key
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import first_tier, need_department, part_of
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.review import evaluation
from hrdesk.services.review.dossiers import dossier
from hrdesk.services.review.returning import Matter, matters
from hrdesk.services.study.form_training import course_title

WEIGHTS = "evaluation_weights"
SET_HERE = "處定，非研習計畫所定"


@dataclass(frozen=True, slots=True)
class Line:
    """One first-tier agency: how many of the items are judged, who went over it, how many matters are to be mended, the newest revision here."""

    agency: Agency
    judged: int
    items: int
    reviewer: str
    second: str
    remarks: int
    revision: int  # 0 = no 年度資料 arrived

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.agency.id

    @property
    def whole(self) -> bool:
        """Tell whether every item is judged."""
        return self.judged >= self.items


@dataclass(frozen=True, slots=True)
class Proof:
    """One record behind an item, as a line: when, who, of which agency, what it says, and its files."""

    key: Key
    day: date | None
    officer: str
    who: str
    agency: str
    text: str
    evidence: tuple[EvidenceId, ...] = ()

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.key.id


@dataclass(frozen=True, slots=True)
class Told:
    """One fact in words, with whom it is about, and which records stand behind it: those of one officer or appointment, all, or the answers."""

    text: str
    about: Key | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the seven items: its number, wording, facts, what was judged (None = nothing yet), and the weight ("" = none is set)."""

    number: int
    item: Item
    facts: ItemFacts
    told: tuple[Told, ...]
    why: Explanation[ItemResult]
    judgement: Judgement | None
    weight: str

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.item.code


@dataclass(frozen=True, slots=True)
class Judging:
    """The page on one agency: the seven items, what was judged by whom, and what is to be mended."""

    agency: Agency
    year: int
    evaluation: Evaluation
    items: tuple[Judged, ...]
    matters: tuple[Matter, ...]


def lines(desk: Desk, year: int) -> tuple[Line, ...]:
    """Return how far every first-tier agency is, by code."""
    need_department(desk)
    items = len(desk.rules(year_end(year)).items)
    held = {one.agency: one for one in desk.store.all(Evaluation, year=year)}
    remarks = Counter(one.agency for one in desk.store.all(Remark, year=year))
    with desk.store.at_once(Agency, Membership, Parcel):
        return tuple(_line(desk, agency, year, items, held.get(agency.id), remarks) for agency in first_tier(desk, year))


def judging(desk: Desk, agency: Agency, year: int) -> Judging:
    """Return what is needed to judge one agency."""
    pack = desk.rules(year_end(year))
    sheet = evaluation.sheet(desk, agency, year)
    judged = {one.item: one for one in sheet.evaluation.judgements}
    set_here = weights(pack)
    items = tuple(
        Judged(number, item, facts, _told(desk, facts), _why(pack, item, facts), judged.get(item.code), set_here[number - 1] if set_here else "")
        for number, (item, facts) in enumerate(zip(pack.items, sheet.facts, strict=True), start=1)
    )
    return Judging(agency, year, sheet.evaluation, items, matters(desk, agency, year))


def weights(pack: RulePack) -> tuple[str, ...]:
    """Return the weight of each item where the department set some in the rule pack, none otherwise: the plan itself gives none (陸三(四))."""
    value = pack.parameter(WEIGHTS).value
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def proofs(desk: Desk, agency: Agency, year: int, code: str, *, answers: bool = False) -> tuple[Proof, ...]:
    """Return the records behind an item of a first-tier agency with its 所屬, by day; with `answers` the 附表5 that answer it."""
    pack = desk.rules(year_end(year))
    number, item = next((n, one) for n, one in enumerate(pack.items, start=1) if one.code == code)
    view = _View(desk, pack, agency.id, year)
    found = _answers(view, item.code) if answers else _KINDS[item.facts](view, number)
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.agency, one.who, one.id)))


def _told(desk: Desk, facts: ItemFacts) -> tuple[Told, ...]:
    return tuple(Told(_with_name(desk, one), one.record, one.label in ANSWER_FACTS.values()) for one in facts.facts)


def _why(pack: RulePack, item: Item, facts: ItemFacts) -> Explanation[ItemResult]:
    """Return why a result is suggested; the inputs lead nowhere, since the pages of an office show its own book alone."""
    return Explanation(
        value=facts.suggestion,
        unit="",
        rule=f"evaluation-{item.code}",
        citation=item.citation,
        pack=pack.id,
        inputs=tuple(replace(one, record=None) for one in facts.facts),
        steps=(facts.step, f"因此建議「{words.label(facts.suggestion)}」；結果由審核人員評定，計畫沒有訂定配分，不計總分。"),
    )


def _with_name(desk: Desk, fact: Fact) -> str:
    """Return a fact in words, with the name of the person it is about."""
    key = fact.record
    held = desk.store.get(Appointment, key.id) if key is not None and key.kind == "Appointment" else None
    officer = held.officer if held is not None else key.id if key is not None and key.kind == "Officer" else None
    person = desk.store.get(Officer, officer) if officer else None
    return f"{person.name}　{words.of_fact(fact)}" if person is not None else words.of_fact(fact)


def _line(desk: Desk, agency: Agency, year: int, items: int, held: Evaluation | None, remarks: Mapping[AgencyId, int]) -> Line:
    series = ledger.received(desk.store, PackageKind.SUBMISSION, year, agency.id)
    part = part_of(desk.store, agency.id, year_end(year))
    return Line(
        agency,
        judged=len(held.judgements) if held else 0,
        items=items,
        reviewer=held.reviewer if held else "",
        second=held.second_reviewer if held else "",
        remarks=sum(remarks.get(one, 0) for one in part),
        revision=series[-1].revision if series else 0,
    )


class _View:
    """One agency's year as the proofs look at it, with the names that they need."""

    def __init__(self, desk: Desk, pack: RulePack, agency: AgencyId, year: int) -> None:
        self.pack, self.year = pack, year
        self.part = part_of(desk.store, agency, year_end(year))
        self.desk, self.behind = desk, dossier(desk.store, pack, agency, year)
        self._agencies: Mapping[str, str] = {one.id: one.name for one in desk.store.all(Agency)}

    def agency(self, key: str) -> str:
        """Return an agency's name."""
        return self._agencies.get(key, "")

    def who(self, key: str | None) -> str:
        """Return an officer's name, "" for none."""
        found = self.desk.store.get(Officer, key) if key else None
        return found.name if found is not None else ""


def _coachings(view: _View, number: int) -> Iterator[Proof]:
    for one in view.behind.coachings:
        if one.item == number and roc_year(one.day) == view.year:
            yield _coaching(view, one)


def _coaching(view: _View, one: Coaching) -> Proof:
    text = f"{one.served_agency}：{one.problem}；{one.handling}（{words.label(one.settlement)}）"
    return Proof(Key("Coaching", one.id), one.day, one.officer or "", view.who(one.officer), view.agency(one.agency), text, one.evidence)


def _logs(view: _View, kind: LogKind) -> Iterator[Proof]:
    for one in view.desk.store.all(SystemLog, agency=view.part):
        if one.kind is kind and roc_year(one.day) == view.year:
            parts = (one.system, words.label(one.outcome), "已驗證" if one.verified else "", one.detail, f"處理：{one.remedy}" if one.remedy else "")
            yield Proof(
                Key("SystemLog", one.id), one.day, one.officer or "", view.who(one.officer), view.agency(one.agency), "　".join(part for part in parts if part)
            )


def _trainings(view: _View, _: int) -> Iterator[Proof]:
    seeds = {one.officer for one in view.behind.appointments}
    for one in view.behind.trainings:
        course = view.desk.store.get(Course, one.course)
        if one.officer in seeds and course is not None:
            yield _training(view, one, course)


def _training(view: _View, one: TrainingRecord, course: Course) -> Proof:
    told = "、".join(dict.fromkeys(words.label(at.presence) for at in one.attendance)) or ("完成" if one.completed else "尚無到課紀錄")
    return Proof(
        Key("TrainingRecord", one.id), course.start, one.officer, view.who(one.officer), view.agency(one.agency), f"{course_title(course)}　{told}", one.proof
    )


def _changes(view: _View, _: int) -> Iterator[Proof]:
    for one in changes_in(view.desk.store.all(Appointment, agency=view.part), view.year):
        held = one.appointment
        day = held.start if one.kind is ChangeKind.APPOINTED else held.end
        told = "、".join(words.label(addressee) for addressee in one.told) or "無"
        rest = "" if one.complete else "　尚未完成"
        text = f"{words.label(one.kind)}　已通知：{told}{'　已交接' if one.handed_over else ''}{rest}"
        yield Proof(Key("Appointment", held.id), day, held.officer, view.who(held.officer), view.agency(held.agency), text, held.handover)


def _answers(view: _View, code: str) -> Iterator[Proof]:
    for check in view.behind.self_checks:
        for given in check.answers if check.state is not CheckState.DRAFT else ():
            if given.item == code and given.answer is not None:
                yield _answer(view, check, words.label(given.answer), given.detail, given.evidence)


def _answer(view: _View, check: SelfCheck, told: str, detail: str, evidence: Iterable[EvidenceId]) -> Proof:
    text = "　".join(part for part in (told, detail, f"（{words.label(check.state)}）") if part)
    return Proof(
        Key("SelfCheck", check.id), check.approved or check.submitted, check.officer, view.who(check.officer), view.agency(check.agency), text, tuple(evidence)
    )


_KINDS: Mapping[Source, Callable[[_View, int], Iterator[Proof]]] = {
    Source.COACHING: _coachings,
    Source.BACKUP: lambda view, _: _logs(view, LogKind.BACKUP),
    Source.TRANSMISSION: lambda view, _: _logs(view, LogKind.TRANSMISSION),
    Source.TRAINING: _trainings,
    Source.CHANGE: _changes,
    Source.NONE: _coachings,
}
