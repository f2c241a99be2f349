"""What the records of a year still want, each with its article: head-counts, seed teachers, absences, coaching, self-checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.absence import AbsenceCase, CaseState
from hrdesk.domain.evaluation import Change, changes_in
from hrdesk.domain.minguo import roc_short, roc_year, year_end
from hrdesk.domain.nomination import active_seeds
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.pack import Source
from hrdesk.domain.record import AgencyId, OfficerId, Record
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, CheckState, Coaching, SelfCheck, Settlement
from hrdesk.domain.staff import Agency, Headcount, Officer, Tier
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.services.agency.agencies import head_count, own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import absence
from hrdesk.services.teachers.seeds import duty_gaps

PAGES: Mapping[str, str] = {  # where a record of a kind is worked on
    "Agency": "settings",
    "Staffing": "settings",
    "Officer": "people",
    "RoleSpan": "people",
    "Duty": "people",
    "Course": "courses",
    "TrainingRecord": "training",
    "AbsenceReport": "absences",
    "Appointment": "seeds",
    "Coaching": "coaching",
    "SystemLog": "coaching",
    "Mentoring": "coaching",
    "SelfCheck": "self_check",
    "MeritClaim": "self_check",
    "Nomination": "awards",
    "Nominee": "awards",
}
OPEN_CASES: Mapping[CaseState, str] = {
    CaseState.NOT_REPORTED: "未到課，尚未填報原因",
    CaseState.NO_EVIDENCE: "未到課，已填原因，尚無佐證",
    CaseState.WAITING: "未到課，待人事主管初審",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: by when (None = no day is set), under which article, on which page, at which record; `year` where it is of another 民國 year."""

    day: date | None
    title: str
    article: str
    page: str
    record: Key | None = None
    overdue: bool = False
    year: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Whose records are looked at: the agencies, who works in them, and their seed teachers' appointments."""

    agencies: tuple[Agency, ...]
    people: Mapping[OfficerId, Officer]
    appointments: tuple[Appointment, ...]

    @property
    def ids(self) -> tuple[AgencyId, ...]:
        """Return the agencies' ids."""
        return tuple(agency.id for agency in self.agencies)

    def name(self, who: OfficerId) -> str:
        """Return an officer's name; one who is not on the roster has none."""
        return self.people[who].name if who in self.people else "名冊上沒有的人員"


def part_at(desk: Desk) -> Part:
    """Return the own part: the agency, for a collector with its 所屬; for the department nobody, since every office keeps its own book."""
    agencies = () if desk.workspace.kind is WorkspaceKind.DEPARTMENT else own_part(desk)
    ids = tuple(agency.id for agency in agencies)
    people = {one.id: one for one in desk.store.all(Officer, agency=ids)}
    return Part(agencies, people, desk.store.all(Appointment, agency=ids))


def record_dues(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield what the records of a 民國 year still want, in the order in which the work goes."""
    yield from office_dues(desk, part, year)
    yield from change_dues(desk, part, year)
    yield from _absences(desk, part, year)
    yield from _coaching(desk, part, year)
    yield from _self_checks(desk, part, year)


def office_dues(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield what the offices themselves want in a 民國 year: head-counts, and a seed teacher where there must be one (肆四)."""
    yield from _head_counts(desk, part, year)
    yield from _gaps(desk, part, year)


def _head_counts(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield each head-count that nobody entered: that of the quota, and for a 二級機關 that of the duty to appoint."""
    last = year_end(year)
    pack = desk.rules(last)
    basis, threshold = pack.parameter("headcount_basis"), pack.parameter("seed_second_tier_over")
    for agency in part.agencies:
        wanted = [(Headcount(pack.word("headcount_basis")), basis.article)]
        wanted += [(Headcount.OFFICERS, threshold.article)] if agency.tier is Tier.SECOND else []
        for kind, article in wanted:
            if head_count(desk, agency.id, kind, last) is None:
                yield Due(None, f"{agency.name}：尚未登錄{words.label(kind)}", article, PAGES["Staffing"], _key(agency))


def _gaps(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield each span of days without a seed teacher where there must be one (肆四)."""
    last = year_end(year)
    article = desk.rules(last).parameter("seed_min").article
    for agency in part.agencies:
        for gap in duty_gaps(desk, year, agency.id).value:
            lasts = gap.start <= desk.today < gap.end == last  # until when, nobody knows yet
            when = f"自 {roc_short(gap.start)} 起" if lasts else f"{roc_short(gap.start)} 至 {roc_short(gap.end)} "
            title = f"{agency.name}：{when}沒有種籽教師"
            yield Due(gap.start, title, article, PAGES["Appointment"], _key(agency), overdue=gap.start <= desk.today)


def change_dues(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield changes of which somebody has not been told and work not handed over; the plan sets no day for either (伍五, 陸三(四)7)."""
    pack = desk.rules(year_end(year))
    told_article = pack.addressees[0].article
    handover_article = next(item.article for item in pack.items if item.facts is Source.CHANGE)
    for change in changes_in(part.appointments, year):
        what = f"{words.label(change.kind)}種籽教師 {part.name(change.appointment.officer)}（{roc_short(_day_of(change))}）"
        missing = "、".join(words.label(one) for one in Addressee if one not in change.told)
        if missing:
            yield Due(None, f"{what}：尚未通知{missing}", told_article, PAGES["Appointment"], _key(change.appointment))
        if change.kind is ChangeKind.ENDED and not change.handed_over:
            yield Due(None, f"{what}：尚未交接", handover_article, PAGES["Appointment"], _key(change.appointment))


def _day_of(change: Change) -> date:
    held = change.appointment
    return held.end if change.kind is ChangeKind.ENDED and held.end is not None else held.start


def _absences(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield the cases of 未到課 that are not reported, not proven or not reviewed (陸二(一))."""
    if not part.ids:
        return
    courses = {one.id: one.name for one in desk.store.all(Course)}
    for case in absence.cases(desk, year, part.ids):
        if case.state in OPEN_CASES:
            title = f"{part.name(case.officer)}「{courses[case.course]}」{OPEN_CASES[case.state]}"
            yield Due(None, title, case.articles[0].article, PAGES["AbsenceReport"], _case_key(case))


def _case_key(case: AbsenceCase) -> Key:
    return Key("TrainingRecord", case.training) if case.report is None else _key(case.report)


def _coaching(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield coaching that is not settled (伍五)."""
    article = desk.rules(year_end(year)).addressees[0].article
    for one in sorted(desk.store.all(Coaching, agency=part.ids), key=lambda one: (one.day, one.start, one.id)):
        if roc_year(one.day) == year and one.settlement is not Settlement.SOLVED:
            passed_on = f"：{one.escalated_to}" if one.settlement is Settlement.ESCALATED and one.escalated_to else ""
            title = f"{roc_short(one.day)} 輔導 {one.served_agency}，{words.label(one.settlement)}{passed_on}"
            yield Due(None, title, article, PAGES["Coaching"], _key(one))


def _self_checks(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield the self-checks of the year's seed teachers that are not submitted or not approved (陸三(五))."""
    article = desk.rules(year_end(year)).attachments[-1].article
    held = {one.officer: one for one in desk.store.all(SelfCheck, agency=part.ids, year=year)}
    for officer in active_seeds(part.appointments, year):
        check = held.get(officer)
        if check is not None and check.state is CheckState.APPROVED:
            continue
        waits = "尚未核章" if check is not None and check.state is CheckState.SUBMITTED else "尚未送出"
        key = Key("Officer", officer) if check is None else _key(check)
        yield Due(None, f"{part.name(officer)}的自我檢核表{waits}", article, PAGES["SelfCheck"], key)


def _key(record: Record) -> Key:
    return Key(type(record).__name__, record.id)
