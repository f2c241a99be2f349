"""What the board is told from: packages, evaluations, approvals, lists and decisions of a year, each read once for all agencies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hrdesk.domain.awards import Decision, Evaluation, Nomination, Nominee, QuotaApproval
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.collected import Stage
from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.offices import Direction, Parcel, WorkspaceKind
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AgencyId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, Coaching, SelfCheck
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages.package_words import NIL_HEAD
from hrdesk.services.post import inspection


@dataclass(frozen=True, slots=True)
class Reached:
    """What one agency reached: the day of each stage, days of its own, what there is to say, and its newest submission."""

    days: Mapping[Stage, date] = field(default_factory=dict)
    dues: Mapping[Stage, date] = field(default_factory=dict)
    notes: Mapping[Stage, str] = field(default_factory=dict)
    parcel: Parcel | None = None

    @property
    def came(self) -> bool:
        """Tell whether anything arrived."""
        return Stage.ARRIVED in self.days


class Facts:
    """A year's packages and records by agency."""

    def __init__(self, desk: Desk, year: int) -> None:
        """Read them, each kind once."""
        self.department = desk.workspace.kind is WorkspaceKind.DEPARTMENT
        self._items = len(desk.rules(year_end(year)).items)
        self._parcels = _grouped(desk.store.all(Parcel, year=year))
        self._evaluations = {one.agency: one for one in desk.store.all(Evaluation, year=year)}
        self._approvals = {one.agency: one for one in desk.store.all(QuotaApproval, year=year)}
        lists = {one.id: one.agency for one in desk.store.all(Nomination, year=year)}
        self._nominees: dict[AgencyId, list[Nominee]] = defaultdict(list)
        for nominee in desk.store.all(Nominee, nomination=tuple(lists)) if lists else ():
            self._nominees[lists[nominee.nomination]].append(nominee)
        self._decisions = {one.nominee: one for one in desk.store.all(Decision, year=year)}
        self._lines = Counter(_lines(desk, year))

    def lines(self, agency: AgencyId, form: str) -> int:
        """Return how many lines of a form an agency has."""
        return self._lines[agency, form]

    def inside(self, agency: Agency) -> Reached:
        """Return what of a 所屬 arrived inside its first-tier agency's package."""
        above = self.reached(agency.parent) if agency.parent else Reached()
        if not above.came:
            return Reached()
        if not any(key == agency.id for key, _ in self._lines):
            return Reached(notes={Stage.ARRIVED: "一級機關的資料包沒有這個機關的資料"})
        return Reached({stage: day for stage, day in above.days.items() if stage in (Stage.ARRIVED, Stage.VERIFIED)}, parcel=above.parcel)

    def reached(self, agency: AgencyId) -> Reached:
        """Return what an agency reached."""
        days: dict[Stage, date] = {}
        dues: dict[Stage, date] = {}
        notes: dict[Stage, str] = {}
        came = self._series(agency, Direction.RECEIVED, PackageKind.SUBMISSION)
        if came:
            days[Stage.ARRIVED] = _day(came[0].at)
            self._verified(agency, came[-1], days, notes)
        evaluation, approved = self._evaluations.get(agency), self._approvals.get(agency)
        if evaluation is not None:
            _evaluated(evaluation, self._items, days, notes)
        if approved is not None:
            days[Stage.APPROVED] = approved.approved
            self._notified(agency, approved, days, notes)
            dues |= {Stage.NOMINATED: approved.due} if approved.due else {}
        self._answered(agency, days, notes)
        return Reached(days, dues, notes, came[-1] if came else None)

    def _verified(self, agency: AgencyId, newest: Parcel, days: dict[Stage, date], notes: dict[Stage, str]) -> None:
        """A fork taken in by a person waits for a package that agrees, and what was sent back for the one that mends it."""
        back = self._series(agency, Direction.SENT, PackageKind.RETURN)
        if newest.verdict == Finding.FORK.value:
            notes[Stage.VERIFIED] = "沿革不同，經確認收件"
        elif back and back[-1].at > newest.at:
            notes[Stage.VERIFIED] = f"已退補件（{_short(back[-1])}），待補正"
        else:
            days[Stage.VERIFIED] = _day(newest.at)

    def _notified(self, agency: AgencyId, approved: QuotaApproval, days: dict[Stage, date], notes: dict[Stage, str]) -> None:
        notices = self._series(agency, Direction.SENT, PackageKind.QUOTA)
        if notices and _day(notices[-1].at) >= approved.approved:
            days[Stage.NOTIFIED] = _day(notices[0].at)
        elif notices:
            notes[Stage.NOTIFIED] = "核定後有變更，待重新函知"

    def _answered(self, agency: AgencyId, days: dict[Stage, date], notes: dict[Stage, str]) -> None:
        """The list that came, the rulings on it, and whether the agency was told the newest of them."""
        came = self._series(agency, Direction.RECEIVED, PackageKind.NOMINATION)
        if came:
            days[Stage.NOMINATED] = _day(came[0].at)
        nominees = self._nominees.get(agency, [])
        ruled = [self._decisions[one.id].decided for one in nominees if one.id in self._decisions]
        if not ruled or len(ruled) < len(nominees):
            notes |= {Stage.DECIDED: f"{len(ruled)}／{len(nominees)} 人"} if nominees else {}
            return
        days[Stage.DECIDED] = max(ruled)
        told = self._series(agency, Direction.SENT, PackageKind.DECISION)
        if told and _day(told[-1].at) >= max(ruled):
            days[Stage.SENT] = _day(told[-1].at)
        elif told:
            notes[Stage.SENT] = "決定後有變更，待重新寄送"

    def _series(self, agency: AgencyId, direction: Direction, kind: PackageKind) -> Sequence[Parcel]:
        return self._parcels.get((agency, direction, kind.value), ())


def facts_of(desk: Desk, year: int) -> Facts:
    """Return the facts of a 民國 year."""
    return Facts(desk, year)


def nil_head(desk: Desk, parcel: Parcel) -> str:
    """Return who stands for a 零申報, as its package says; "" where it names nobody."""
    header = inspection.header_of(desk, parcel)
    return dict(header.facts).get(NIL_HEAD, "") if header else ""


def _evaluated(evaluation: Evaluation, items: int, days: dict[Stage, date], notes: dict[Stage, str]) -> None:
    if evaluation.reviewed is not None and len(evaluation.judgements) >= items:
        days[Stage.EVALUATED] = evaluation.reviewed
    elif evaluation.judgements:
        notes[Stage.EVALUATED] = f"{len(evaluation.judgements)}／{items} 項"


def _grouped(parcels: Iterable[Parcel]) -> dict[tuple[AgencyId, Direction, str], list[Parcel]]:
    """Return packages by the other office, direction and kind, oldest first."""
    found: dict[tuple[AgencyId, Direction, str], list[Parcel]] = defaultdict(list)
    for one in sorted(parcels, key=lambda one: one.revision):
        other = one.agency if one.direction is Direction.RECEIVED else one.recipient
        found[other, one.direction, one.kind].append(one)
    return found


def _lines(desk: Desk, year: int) -> Iterator[tuple[AgencyId, str]]:
    """Yield agency and form of each line of the year, and agency and "" of each other record that stands for its being there."""
    first, last = year_start(year), year_end(year)
    courses = {one.id for one in desk.store.all(Course) if first <= one.start <= last}
    trainings = [one for one in desk.store.all(TrainingRecord) if one.course in courses]
    held = {one.id for one in trainings}
    yield from ((one.agency, "annex1") for one in trainings)
    yield from ((one.agency, "annex2") for one in desk.store.all(Appointment) if overlaps(one.start, one.end, first, last))
    yield from ((one.agency, "annex3") for one in desk.store.all(Coaching) if first <= one.day <= last)
    yield from ((one.agency, "annex4") for one in desk.store.all(AbsenceReport) if one.training in held)
    yield from ((one.agency, "annex5") for one in desk.store.all(SelfCheck, year=year))


def _day(at: datetime) -> date:
    return at.astimezone(TAIPEI).date()


def _short(parcel: Parcel) -> str:
    return roc_short(_day(parcel.at))
