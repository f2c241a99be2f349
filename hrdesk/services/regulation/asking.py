"""The rules asked with figures typed in (規則試算): every answer in words, with its article, working and alternatives.

The command line and the screen ask here. Nothing is read from or written to a workspace, and no SQL is loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Generic

from hrdesk.domain.attendance import certified_session_minutes
from hrdesk.domain.calendar import OfficeCalendar
from hrdesk.domain.deadlines import deadline
from hrdesk.domain.minguo import WESTERN, ParsedDate, hours_text, parse_date, parse_minutes, roc_long, roc_year
from hrdesk.domain.national_id import NationalId, check_id, mask_id
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota import Quota, quota_baseline
from hrdesk.domain.requirements import Requirement, RequirementState, required_courses
from hrdesk.domain.scoring import Trainee, leave_share, performance_grade, plain, usage_score
from hrdesk.domain.staff import Role
from hrdesk.domain.values import Explanation, T
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words

LIMITS = {"change-notice": "工作小組異動通知", "minutes": "會議紀錄", "replacement": "人員異動補實", "late-leave": "補假"}
IMPORTED = "工作天依匯入之辦公日曆表。"
RECKONED = "工作天依法定假日推算，未全部取自辦公日曆表；颱風停班等請匯入辦公日曆表。"
SCORES = range(-10_000, 10_001)  # no list of marks reaches further; beyond it a score is a slip of the keys


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a question came to: the figure in words, why it is so, and what else to mind, a line each."""

    value: str
    why: Explanation[T]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read as a number or a date, in words; no article says how."""

    value: str
    notes: tuple[str, ...]


def quota(pack: RulePack, staffing: int, seeds: int | None, groups: int = 0, reading: str = "") -> Answer[Quota]:
    """Return the baseline quota and every distribution that it allows (陸三(二)); without a `reading` that of the rule pack.

    Raises InputError for a negative count or unknown reading.
    """
    found = quota_baseline(pack, staffing=staffing, seeds=seeds, groups=groups, reading=reading or pack.word("quota_reading"))
    return Answer(f"嘉獎 {found.value.units} 次", found, (f"可行分配：{distributions(found.value)}",))


def distributions(found: Quota) -> str:
    """Return every feasible distribution in words."""
    return "；".join("＋".join(f"1 人 {times} 次" for times in one) for one in found.distributions) or "無"


def required(
    pack: RulePack, roles: Sequence[Role], today: date, *, grade: str = "", duties: Sequence[str] = (), focus: Sequence[str] = ()
) -> Answer[tuple[Requirement, ...]]:
    """Return what roles oblige to (肆), whatever was held or taken; raise InputError for an unknown topic."""
    found = required_courses(pack, roles=roles, grade=grade, duties=duties, focus=focus, courses=(), trainings=(), year=roc_year(today), on=today)
    covered, uncovered = covered_of(found), uncovered_of(found)
    lines = (*(f"{one.citation.article}　{one.name}" for one in covered), *(f"{one.citation.article}　{one.name}：未列於需參與課程" for one in uncovered))
    steps = lines or ("沒有適用之需參與課程。",)
    return Answer(f"需參與課程 {len(covered)} 項", replace(found, steps=steps))  # no course was given, so the state of each says nothing


def covered_of(found: Explanation[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    """Return the courses that are due."""
    return tuple(one for one in found.value if one.state is not RequirementState.NOT_COVERED)


def uncovered_of(found: Explanation[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    """Return what 肆 says nothing of."""
    return tuple(one for one in found.value if one.state is RequirementState.NOT_COVERED)


def limit(pack: RulePack, rule: str, start: date, calendar: OfficeCalendar) -> Answer[date]:
    """Return the last day of a limit in working days, and whether imported calendars decided every day up to it."""
    found = deadline(pack, rule, start, calendar)
    return Answer(f"期限：{roc_long(found.value)}", found, (IMPORTED if is_official(calendar, start, found.value) else RECKONED,))


def is_official(calendar: OfficeCalendar, start: date, due: date) -> bool:
    """Tell whether imported calendars decide about every day from `start` to `due`."""
    return all(calendar.is_imported(date.fromordinal(number)) for number in range(start.toordinal(), due.toordinal() + 1))


def hours(pack: RulePack, sessions: Sequence[str], attended: Sequence[str]) -> Answer[int]:
    """Return the certified hours for sessions of these lengths (H:MM) attended so long (伍一(一)); raise InputError for what is no time."""
    found = certified_session_minutes(pack, [parse_minutes(text) for text in sessions], [parse_minutes(text) for text in attended])
    return Answer(f"認證時數：{hours_text(found.value)} 小時", found)


def usage(pack: RulePack, tools: int, webhr: int, integration: int) -> Answer[Decimal]:
    """Return the usage score of an office (102 科技在嘉 七(二)); raise InputError for a figure out of range."""
    found = usage_score(pack, tools=tools, webhr=webhr, integration=integration)
    return Answer(f"使用評分：{plain(found.value)}%", found, ("兼任（辦）人事人員不評分，僅列為配合度之參據（七(三)）。", "項數以經審查確有具體實證者計。"))


def grade(pack: RulePack, score: str) -> Answer[str]:
    """Return the grade of a score as typed (107 規範 玖四); raise InputError NOT_A_NUMBER for what is no number."""
    try:
        number = Decimal(score.strip())
        if not number.is_finite() or int(number) not in SCORES:
            raise InvalidOperation
    except InvalidOperation as error:
        raise InputError(Fault.NOT_A_NUMBER, text=score, wanted="總分，例如 94.5") from error
    found = performance_grade(pack, number)
    return Answer(f"等級：{found.value}", found)


def leave(pack: RulePack, who: Trainee, course: int, away: int, *, truant: bool = False) -> Answer[bool]:
    """Return whether leave of `away` minutes in a course of `course` minutes means 退訓 (107 規範 柒); raise InputError INVALID."""
    found = leave_share(pack, who, course=course, leave=away, truant=truant)
    return Answer("予以退訓" if found.value else "未達退訓標準", found)


def identity(text: str) -> tuple[NationalId, Read]:
    """Return an ID number checked, and what it tells; raise InputError NOT_AN_ID with the reason."""
    found = check_id(text)
    return found, Read(mask_id(found.number), (f"{words.label(found.kind)}，{words.label(found.sex)}，檢查碼相符",))


def day(text: str) -> tuple[ParsedDate, Read]:
    """Return a day as it is read, with every doubt about its spelling; raise InputError NOT_A_DATE."""
    found = parse_date(text)
    return found, Read(f"{roc_long(found.day)}（{found.day.isoformat()}）", tuple(f"注意：{words.table('doubts')[code]}。" for code in found.doubts))


def sure_day(text: str) -> date:
    """Return the day of a text; ISO is meant, every other doubtful spelling is refused with InputError NOT_A_DATE."""
    found = parse_date(text)
    if set(found.doubts) - {WESTERN}:
        raise InputError(Fault.NOT_A_DATE, text=text)
    return found.day


def told(found: Explanation[T]) -> tuple[str, ...]:
    """Return an explanation as lines: article, reading, working, alternatives, problems."""
    reading = (f"讀法：{found.reading}",) if found.reading else ()
    others = (f"　・{words.of_alternative(one)}　{one.text}".rstrip() for one in found.alternatives)
    return (
        f"依據：{found.citation.article}「{found.citation.text}」（規則包 {found.pack}）",
        *reading,
        "計算：",
        *(f"　{step}" for step in found.steps),
        *(("其他讀法或結果：", *others) if found.alternatives else ()),
        *(f"注意：{words.of_problem(problem)}" for problem in found.problems),
    )
