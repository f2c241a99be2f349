"""The facts beside each of the seven evaluation items (陸三(四)), with a suggested result; a person judges, and there is no total."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.domain.pack import RulePack, Source
from hrdesk.domain.record import OfficerId
from hrdesk.domain.requirements import Requirement, RequirementState, required_courses
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Answer, Appointment, ChangeKind, CheckState, Coaching, LogKind, Outcome, SelfCheck, SystemLog
from hrdesk.domain.staff import Role
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Citation, Fact, Key

SEED_GROUP = "seed"
ANSWER_FACTS = {Answer.YES: "自我檢核「是」", Answer.NO: "自我檢核「否」", Answer.NOT_APPLICABLE: "自我檢核「不適用」"}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item: its code and citation, what is known (`facts`), and the result that this suggests, in words too (`step`)."""

    item: str
    citation: Citation
    suggestion: ItemResult
    facts: tuple[Fact, ...]
    step: str


@dataclass(frozen=True, slots=True)
class Change:
    """異動: one appointment begun or ended in the year, whether all three addressees were told and (at its end) the work handed over."""

    appointment: Appointment
    kind: ChangeKind
    told: tuple[Addressee, ...]
    handed_over: bool

    @property
    def complete(self) -> bool:
        """Tell whether everyone was told and nothing is left to hand over."""
        return len(self.told) == len(Addressee) and (self.kind is ChangeKind.APPOINTED or self.handed_over)


@dataclass(frozen=True, slots=True)
class _Book:
    pack: RulePack
    year: int
    appointments: tuple[Appointment, ...]  # serving in the year
    changes: tuple[Change, ...]
    coachings: tuple[Coaching, ...]
    logs: tuple[SystemLog, ...]
    courses: tuple[Course, ...]
    trainings: tuple[TrainingRecord, ...]
    self_checks: tuple[SelfCheck, ...]


def item_facts(
    pack: RulePack,
    *,
    year: int,
    appointments: Iterable[Appointment],
    coachings: Iterable[Coaching] = (),
    logs: Iterable[SystemLog] = (),
    courses: Iterable[Course] = (),
    trainings: Iterable[TrainingRecord] = (),
    self_checks: Iterable[SelfCheck] = (),
) -> tuple[ItemFacts, ...]:
    """Return the seven items of 陸三(四) for a 民國 year, from the records of a first-tier agency with its 所屬.

    Silence is 無資料 and never good: no log at all differs from a log without incident. Drafts of 附表5 do not count.
    """
    known = tuple(one for one in appointments if not one.domain)
    book = _Book(
        pack,
        year,
        tuple(one for one in known if overlaps(one.start, one.end, year_start(year), year_end(year))),
        changes_in(known, year),
        tuple(one for one in coachings if roc_year(one.day) == year),
        tuple(one for one in logs if roc_year(one.day) == year),
        tuple(courses),
        tuple(trainings),
        tuple(one for one in self_checks if one.year == year and one.state is not CheckState.DRAFT),
    )
    return tuple(_item(book, number) for number in range(1, len(pack.items) + 1))


def changes_in(appointments: Iterable[Appointment], year: int) -> tuple[Change, ...]:
    """Return the changes of a 民國 year; an appointment renewed without a day between is none (伍五, 陸三(四)7)."""
    known = [one for one in appointments if not one.domain]
    starts = {(one.officer, one.start) for one in known}
    ends = {(one.officer, one.end) for one in known}
    found: list[Change] = []
    for one in known:
        if roc_year(one.start) == year and (one.officer, one.start - ONE_DAY) not in ends:
            found.append(_change(one, ChangeKind.APPOINTED))
        if one.end is not None and roc_year(one.end) == year and (one.officer, one.end + ONE_DAY) not in starts:
            found.append(_change(one, ChangeKind.ENDED))
    return tuple(found)


def _change(one: Appointment, kind: ChangeKind) -> Change:
    told = {notice.addressee for notice in one.notices if notice.change is kind}
    return Change(one, kind, tuple(addressee for addressee in Addressee if addressee in told), one.handed_over is not None)


def _item(book: _Book, number: int) -> ItemFacts:
    item = book.pack.items[number - 1]
    suggestion, facts, step = _JUDGES[item.facts](book, number)
    return ItemFacts(item.code, item.citation, suggestion, (*facts, *_answer_facts(book, item.code)), step)


def _answers(book: _Book, code: str) -> Counter[Answer]:
    return Counter(one.answer for check in book.self_checks for one in check.answers if one.item == code and one.answer is not None)


def _answer_facts(book: _Book, code: str) -> tuple[Fact, ...]:
    found = _answers(book, code)
    return tuple(Fact(label, found[answer]) for answer, label in ANSWER_FACTS.items())


_Judged = tuple[ItemResult, tuple[Fact, ...], str]


def _coached(book: _Book, number: int) -> _Judged:
    """Judge an item by coaching of its category and the self-checks: both sides good is 符合, one side alone is 部分."""
    coached = sum(one.item == number for one in book.coachings)
    answers = _answers(book, book.pack.items[number - 1].code)
    facts = (Fact("附表3 此項輔導件數", coached),)
    if not coached and not answers:
        return ItemResult.NO_DATA, facts, "沒有此項之輔導紀錄，也沒有自我檢核。"
    if not coached and set(answers) == {Answer.NOT_APPLICABLE}:
        return ItemResult.NOT_APPLICABLE, facts, "自我檢核均為不適用，亦無輔導紀錄。"
    if coached and answers[Answer.YES] and not answers[Answer.NO]:
        return ItemResult.MET, facts, f"輔導紀錄 {coached} 件，自我檢核為是。"
    if not coached and not answers[Answer.YES]:
        return ItemResult.UNMET, facts, "沒有此項之輔導紀錄，自我檢核為否。"
    return ItemResult.PARTLY, facts, f"輔導紀錄 {coached} 件與自我檢核不一致或缺一，請審核佐證。"


def _backups(book: _Book, _: int) -> _Judged:
    logs = [one for one in book.logs if one.kind is LogKind.BACKUP]
    bad = sum(one.outcome is Outcome.INCIDENT for one in logs)
    verified = sum(one.verified for one in logs)
    months = len({one.day.month for one in logs})
    facts = (Fact("備份紀錄", len(logs)), Fact("其中異常", bad), Fact("已驗證", verified), Fact("有紀錄之月數", months))
    if not logs:
        return ItemResult.NO_DATA, facts, "沒有任何備份紀錄，為無資料。"
    if bad:
        return ItemResult.PARTLY, facts, f"備份紀錄 {len(logs)} 筆，其中 {bad} 筆異常。"
    return ItemResult.MET, facts, f"備份紀錄 {len(logs)} 筆，均正常。"


def _transmissions(book: _Book, number: int) -> _Judged:
    """Judge the reversed item: an incident logged or admitted is 未符合; good needs a log that shows none."""
    logs = [one for one in book.logs if one.kind is LogKind.TRANSMISSION]
    bad = [one for one in logs if one.outcome is Outcome.INCIDENT]
    answers = _answers(book, book.pack.items[number - 1].code)
    facts = (
        Fact("資料傳輸紀錄", len(logs)),
        Fact("其中缺漏或異常", len(bad)),
        Fact("已處理", sum(bool(one.remedy) for one in bad)),
        *(Fact("缺漏或異常", one.system, Key("SystemLog", one.id)) for one in bad),
    )
    if bad or answers[Answer.YES]:
        return ItemResult.UNMET, facts, f"本項為反向：紀錄有 {len(bad)} 件缺漏或異常，自我檢核稱有發生者 {answers[Answer.YES]} 人。"
    if not logs:
        return ItemResult.NO_DATA, facts, "沒有任何資料傳輸紀錄，為無資料，不等於沒有異常。"
    return ItemResult.MET, facts, f"資料傳輸紀錄 {len(logs)} 筆，均無缺漏或異常。"


def _trained(book: _Book, _: int) -> _Judged:
    seeds = {one.officer: min(other.start for other in book.appointments if other.officer == one.officer) for one in book.appointments}
    results = [(officer, _course_result(_seed_courses(book, officer, since))) for officer, since in seeds.items()]
    facts = (Fact("種籽教師", len(results)), *(Fact("參加種籽訓練", result, Key("Officer", officer)) for officer, result in results))
    if not results:
        return ItemResult.NO_DATA, facts, "本年度沒有種籽教師。"
    counted = {result for _, result in results if result is not ItemResult.NOT_APPLICABLE}
    if not counted:
        return ItemResult.NOT_APPLICABLE, facts, "任期內未開種籽教師訓練課程。"
    met = sum(result is ItemResult.MET for _, result in results)
    result = counted.pop() if len(counted) == 1 else ItemResult.PARTLY
    return result, facts, f"種籽教師 {len(results)} 人，其中 {met} 人參加任期內各項種籽訓練課程。"


def _seed_courses(book: _Book, officer: OfficerId, since: date) -> tuple[Requirement, ...]:
    found = required_courses(
        book.pack,
        roles=(Role.SEED_TEACHER,),
        grade="",
        duties=(),
        courses=book.courses,
        trainings=[one for one in book.trainings if one.officer == officer],
        year=book.year,
        on=year_end(book.year),
        since={Role.SEED_TEACHER: since},
    )
    leaves = {topic.code for topic in book.pack.topics_of(SEED_GROUP)}
    return tuple(one for one in found.value if one.topic in leaves)


def _course_result(requirements: Iterable[Requirement]) -> ItemResult:
    states = {one.state for one in requirements} - {RequirementState.NOT_HELD}
    if not states:
        return ItemResult.NOT_APPLICABLE
    if states == {RequirementState.DONE}:
        return ItemResult.MET
    return ItemResult.UNMET if states == {RequirementState.MISSING} else ItemResult.PARTLY


def _changed(book: _Book, _: int) -> _Judged:
    changes = book.changes
    done = sum(one.complete for one in changes)
    facts = (
        Fact("種籽教師異動", len(changes)),
        Fact("通知與交接均完成", done),
        *(
            Fact(f"{'指派' if one.kind is ChangeKind.APPOINTED else '解除'}：已通知對象數", len(one.told), Key("Appointment", one.appointment.id))
            for one in changes
        ),
    )
    if not changes:
        return ItemResult.NOT_APPLICABLE, facts, "本年度沒有種籽教師異動。"
    step = f"異動 {len(changes)} 件，其中 {done} 件已通知三方（人事機構、所屬人事人員、本處資訊室）並完成交接。"
    return {0: ItemResult.UNMET, len(changes): ItemResult.MET}.get(done, ItemResult.PARTLY), facts, step


_JUDGES: dict[Source, Callable[[_Book, int], _Judged]] = {
    Source.COACHING: _coached,
    Source.BACKUP: _backups,
    Source.TRANSMISSION: _transmissions,
    Source.TRAINING: _trained,
    Source.CHANGE: _changed,
    Source.NONE: _coached,
}
