"""Full attendance and certified hours (認證時數): the hours set for a course to who took it in full, else none (伍一(一)). All in minutes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.minguo import hours_text, roc_year
from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import FULL_ATTENDANCE, TAKEN, Participation, participation
from hrdesk.domain.record import CourseId
from hrdesk.domain.training import Course, Mode, TrainingRecord
from hrdesk.domain.values import Explanation, Fact, Key, Problem, Severity
from hrdesk.errors import Fault, InputError

ONCE_A_YEAR = "once_a_year"


@dataclass(frozen=True, slots=True)
class CertifiedLine:
    """One record of a year: the day on which its hours are earned, and what it counts; `counted` is None for a digital course taken again."""

    day: date
    course: Course
    training: TrainingRecord
    counted: Explanation[int] | None

    @property
    def minutes(self) -> int:
        """Return the certified minutes."""
        return self.counted.value if self.counted is not None else 0


def certified_minutes(pack: RulePack, course: Course, training: TrainingRecord) -> Explanation[int]:
    """Return the certified minutes (認證時數) of one record: the hours set for the course iff taken in full, else 0 (伍一(一))."""
    taken = participation(course, training, pack.number(FULL_ATTENDANCE))
    counts = course.method.value in pack.listed("certified_methods")
    minutes = counted_minutes(pack, course, taken)
    parameter = pack.parameter(FULL_ATTENDANCE)
    return Explanation(
        value=minutes,
        unit="分鐘",
        rule="certified-minutes",
        citation=parameter.citation,
        pack=pack.id,
        reading=parameter.reading if counts else pack.parameter("certified_methods").reading,
        inputs=(
            Fact("課程所訂時數", hours_text(course.minutes), Key("Course", course.id)),
            Fact("參與情形", TAKEN[taken], Key("TrainingRecord", training.id)),
        ),
        steps=(_certified_step(course, taken, counts),),
        alternatives=parameter.alternatives if taken is Participation.PARTIAL else (),
        problems=_proof_problems(course, training, parameter.article, minutes),
    )


def counted_minutes(pack: RulePack, course: Course, taken: Participation) -> int:
    """Return the certified minutes of one participation, as `certified_minutes` explains them."""
    return course.minutes if taken is Participation.FULL and course.method.value in pack.listed("certified_methods") else 0


def certified_session_minutes(pack: RulePack, sessions: Sequence[int], attended: Sequence[int]) -> Explanation[int]:
    """Return the certified minutes for sessions of these lengths attended so long (伍一(一)); sessions without an entry count as missed.

    All figures are minutes. Raises InputError for no session, an empty or negative length, more entries than sessions, or more minutes than held.
    """
    _check_lengths(sessions, attended)
    tolerance = pack.number(FULL_ATTENDANCE)
    parameter = pack.parameter(FULL_ATTENDANCE)
    pairs = list(zip(sessions, [*attended, *[0] * (len(sessions) - len(attended))], strict=True))
    full = all(came >= held - tolerance for held, came in pairs)
    return Explanation(
        value=sum(sessions) if full else 0,
        unit="分鐘",
        rule="certified-minutes",
        citation=parameter.citation,
        pack=pack.id,
        reading=parameter.reading,
        inputs=(Fact("課程時數", hours_text(sum(sessions))), Fact("參與時數", hours_text(sum(attended))), Fact("容許未參與分鐘", tolerance)),
        steps=(*_session_steps(pairs), _total_step(sum(sessions), full)),
        alternatives=() if full else parameter.alternatives,
    )


def certified_lines(pack: RulePack, courses: Iterable[Course], trainings: Iterable[TrainingRecord], year: int) -> tuple[CertifiedLine, ...]:
    """Return what each record of one person counts in a 民國 year, by the day on which it was earned; the same digital course counts once (伍一(一)).

    A course belongs to the year in which it ended, a digital one to the year of its completion.
    """
    known = {course.id: course for course in courses}
    lines: list[CertifiedLine] = []
    seen: set[str] = set()
    once = pack.word("digital_repeat") == ONCE_A_YEAR
    for course, training in sorted(_in_year(known, trainings, year), key=lambda pair: (_earned(*pair), pair[1].id)):
        repeated = once and course.mode is Mode.DIGITAL and course.code in seen
        line = None if repeated else certified_minutes(pack, course, training)
        seen.update({course.code} if line is not None and line.value else ())
        lines.append(CertifiedLine(_earned(course, training), course, training, line))
    return tuple(lines)


def certified_total(pack: RulePack, courses: Iterable[Course], trainings: Iterable[TrainingRecord], year: int) -> Explanation[int]:
    """Return one person's certified minutes of a 民國 year, as `certified_lines` counts them."""
    every = certified_lines(pack, courses, trainings, year)
    lines = [one.counted for one in every if one.counted is not None]
    repeats = [f"{one.course.name}：同一數位課程同年度只計一次，此筆不計。" for one in every if one.counted is None]
    parameter = pack.parameter("digital_repeat")
    total = sum(one.minutes for one in every)
    return Explanation(
        value=total,
        unit="分鐘",
        rule="certified-total",
        citation=pack.parameter(FULL_ATTENDANCE).citation,
        pack=pack.id,
        reading=parameter.reading,
        inputs=(Fact("年度", year), Fact("紀錄筆數", len(every))),
        steps=(*(step for line in lines for step in line.steps), *repeats, f"合計認證 {hours_text(total)} 小時。"),
        alternatives=parameter.alternatives if repeats else (),
        problems=tuple(problem for line in lines for problem in line.problems),
    )


def _in_year(known: Mapping[CourseId, Course], trainings: Iterable[TrainingRecord], year: int) -> Iterable[tuple[Course, TrainingRecord]]:
    for training in trainings:
        course = known.get(training.course)
        if course is not None and roc_year(_earned(course, training)) == year:
            yield course, training


def _earned(course: Course, training: TrainingRecord) -> date:
    """Return the day on which the hours are earned."""
    return training.completed if course.mode is Mode.DIGITAL and training.completed is not None else course.end


def _certified_step(course: Course, taken: Participation, counts: bool) -> str:
    if not counts:
        return f"{course.name}：自修或小老師學習，不認證時數。"
    if taken is Participation.FULL:
        return f"{course.name}：全程參與，認證 {hours_text(course.minutes)} 小時。"
    return f"{course.name}：{TAKEN[taken]}，非全程參與，認證 0 小時。"


def _proof_problems(course: Course, training: TrainingRecord, article: str, minutes: int) -> tuple[Problem, ...]:
    if not minutes or course.mode is Mode.PHYSICAL or training.proof:
        return ()
    return (Problem("digital_without_proof", Severity.WARNING, "proof", article, Key("TrainingRecord", training.id)),)


def _check_lengths(sessions: Sequence[int], attended: Sequence[int]) -> None:
    if not sessions or any(held <= 0 for held in sessions):
        raise InputError(Fault.INVALID, what="場次", reason="每場次須有大於 0 的時數")
    if len(attended) > len(sessions) or any(came < 0 for came in attended):
        raise InputError(Fault.INVALID, what="到課時數", reason="不可多於場次數，也不可為負")
    for number, (held, came) in enumerate(zip(sessions, attended, strict=False), 1):
        if came > held:
            raise InputError(Fault.INVALID, what="到課時數", reason=f"第 {number} 場次超過場次的時數")


def _session_steps(pairs: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(
        f"第 {number} 場次 {hours_text(held)} 小時，參與 {hours_text(came)} 小時{'' if came == held else f'，未參與 {held - came} 分鐘'}。"
        for number, (held, came) in enumerate(pairs, 1)
    )


def _total_step(minutes: int, full: bool) -> str:
    return f"全程參與，認證 {hours_text(minutes)} 小時。" if full else "非全程參與，認證 0 小時（部分參與仍計到課）。"
