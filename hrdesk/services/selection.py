"""遴派: who should go to a course next, ranked with the reason for every place (TP-15, TP-16). It advises; a person decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.absence import CaseState
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.roles import overlaps
from hrdesk.domain.staff import Duty, Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.absence import cases
from hrdesk.services.compliance import required_for
from hrdesk.services.desk import Desk
from hrdesk.services.name_tables import stroke_key
from hrdesk.services.staff import officers_at

OPEN = frozenset({RequirementState.MISSING, RequirementState.PARTLY})
CAME = frozenset({Participation.FULL, Participation.PARTIAL})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One officer on the list: `rank` 1 goes first, `reasons` say why; `barred` = already enrolled or away, listed last."""

    officer: Officer
    rank: int
    reasons: tuple[str, ...]
    barred: bool


@dataclass(frozen=True, slots=True)
class _Weighed:
    officer: Officer
    key: tuple[int, int, int, int, date]
    reasons: tuple[str, ...]
    barred: bool


def candidates(desk: Desk, course: Course, *, agency: AgencyId | None = None, away: Collection[OfficerId] = ()) -> tuple[Candidate, ...]:
    """Return the officers of one agency on a course's first day, ranked: unmet requirements the course meets, business it bears on, the
    longest without a course, then those who missed one without sufficient reason last. `away` are on leave or needed at the office then.
    """
    people = officers_at(desk, agency or desk.workspace.agency, course.start)
    faulted = {case.officer for case in cases(desk, roc_year(course.start)) if case.state is CaseState.INSUFFICIENT}
    weighed = [_weigh(desk, course, person, barred=person.id in away, faulted=person.id in faulted) for person in people]
    weighed.sort(key=lambda one: (one.key, stroke_key(one.officer.name), one.officer.id))
    return tuple(Candidate(one.officer, rank, one.reasons, one.barred) for rank, one in enumerate(weighed, 1))


def _weigh(desk: Desk, course: Course, person: Officer, *, barred: bool, faulted: bool) -> _Weighed:
    enrolled = bool(desk.store.count(TrainingRecord, officer=person.id, course=course.id))
    unmet = _unmet(desk, course, person)
    business = _business(desk, course, person)
    last = _last_course(desk, course, person)
    reasons = [
        *(["已報名這個班期"] if enrolled else []),
        *(["當日請假或不能離開"] if barred else []),
        *(f"需參與而未完成：{name}（{article}）" for name, article in unmet),
        *(["承辦相關業務"] if business else []),
        f"最近一次研習：{roc_short(last)}" if last else "此班期開始前沒有研習紀錄",
        *(["本年度有未到課且未充分合理"] if faulted else []),
    ]
    key = (int(enrolled or barred), -len(unmet), -int(business), int(faulted), last or date.min)
    return _Weighed(person, key, tuple(reasons), enrolled or barred)


def _unmet(desk: Desk, course: Course, person: Officer) -> list[tuple[str, str]]:
    """Return the requirements still open that the course would meet, with their articles."""
    pack = desk.rules(course.start)
    branches = {leaf.group for code in course.topics if (leaf := pack.topic(code)) is not None}
    due = required_for(desk, person.id, roc_year(course.start)).value
    return [(one.name, one.citation.article) for one in due if one.state in OPEN and one.topic in branches | {*course.topics}]


def _business(desk: Desk, course: Course, person: Officer) -> bool:
    duties = desk.store.all(Duty, officer=person.id)
    return any(duty.topic in course.topics and overlaps(duty.start, duty.end, course.start, course.end) for duty in duties)


def _last_course(desk: Desk, course: Course, person: Officer) -> date | None:
    """Return the last day of the newest course before this one to which the officer came."""
    days = []
    for training in desk.store.all(TrainingRecord, officer=person.id):
        held = desk.store.get(Course, training.course)
        if held is None or held.end >= course.start:
            continue
        if participation(held, training, desk.rules(held.start).number(FULL_ATTENDANCE)) in CAME:
            days.append(held.end)
    return max(days, default=None)
