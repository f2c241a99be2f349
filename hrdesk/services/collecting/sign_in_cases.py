"""到課情形的查對: the own sign-in sheet against what the agencies say in 附表1 and 附表4, case by case; nobody wins by itself (陸二(一)).

The book holds the sheet, the agency's newest package what it says, each under the id that both share. What an agency says of an own course
without a sheet is a case as well, since nobody here can confirm it. A person rules with a reason; the ruling keeps both as they stood. Where the
agency was right, its presence goes into the book, and so into the next 到課結果.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import PresenceRuling, Side, presence_ruling_id
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, CourseId, OfficerId
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import AbsenceReport, Attendance, Course, TrainingRecord
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.guards import known_as
from hrdesk.services.agency.snapshot import Records
from hrdesk.services.collecting.reconciliation import presences
from hrdesk.services.collecting.stage_days import need_collecting
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.core.value_words import presence
from hrdesk.services.post import inspection
from hrdesk.services.study.form_training import course_title
from hrdesk.services.study.training import training_record

NO_SHEET = "本處沒有簽到紀錄"


@dataclass(frozen=True, slots=True)
class Case:
    """One enrolment on which the sheet and the agency differ, or differed until it was ruled on.

    `department` is empty where the sheet has nothing of this person, or there is no sheet. `claimed` None = the agency's 附表1 does not have it at
    all. `report` is what 附表4 says of it. A ruling on another claim than the present one does not settle it.
    """

    training: TrainingRecord
    agency: str
    officer: str
    course: str
    department: tuple[Attendance, ...]
    claimed: tuple[Attendance, ...] | None
    report: AbsenceReport | None
    ruling: PresenceRuling | None

    @property
    def id(self) -> str:
        """Return what the case is known by."""
        return self.training.id

    @property
    def settled(self) -> bool:
        """Tell whether a person ruled on just this."""
        return self.ruling is not None and (self.ruling.department, self.ruling.claimed) == (self.department, self.claimed or ())

    @property
    def says_department(self) -> str:
        """Return what the sheet says, in words."""
        return presence(self.department) if self.department else NO_SHEET

    @property
    def says_agency(self) -> str:
        """Return what the agency says, in words."""
        return "附表1 沒有這筆" if self.claimed is None else presence(self.claimed)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What one first-tier agency's newest package says, by enrolment and by person and course."""

    trainings: Mapping[str, TrainingRecord]
    by_person: Mapping[tuple[OfficerId, str], TrainingRecord]
    reports: Mapping[str, AbsenceReport]


def cases(desk: Desk, year: int) -> tuple[Case, ...]:
    """Return the cases of a 民國 year, open ones first, by agency, person and course; packages are opened one by one, with progress.

    An agency that sent nothing yet has none. Raises InputError WRONG_WORKSPACE where nobody is collected.
    """
    need_collecting(desk)
    courses = _courses(desk, year)
    names = {one.id: one for one in desk.store.all(Agency)}
    senders: dict[AgencyId, list[TrainingRecord]] = {}
    for one in _once(desk.store.all(TrainingRecord, course=tuple(courses)), courses) if courses else ():
        sender = _sender(desk, names.get(one.agency))
        if sender is not None:
            senders.setdefault(sender, []).append(one)
    found: list[Case] = []
    for number, (sender, trainings) in enumerate(senders.items()):
        desk.progress(number, len(senders))
        claims = _claims(desk, sender, year)
        found += _cases(desk, trainings, courses, names, claims) if claims is not None else ()
    return tuple(sorted(found, key=lambda one: (one.settled, one.agency, one.officer, one.course)))


@in_turn
def rule(desk: Desk, case: Case, side: Side, reason: str) -> Changes:
    """Rule on a case: with AGENCY the book takes the agency's presence over; ruling again replaces the earlier ruling. One step for undo.

    Raises InputError NEEDS_REASON, INVALID where the agency says nothing that could be taken over, NOT_FOUND for a record that is gone.
    """
    return rule_all(desk, (case,), side, reason)


@in_turn
def rule_all(desk: Desk, cases: Sequence[Case], side: Side, reason: str) -> Changes:
    """Rule on several cases alike, in one step for undo; raises as `rule` does, and rules on none."""
    need_collecting(desk)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="認定到課情形")
    if side is Side.AGENCY and any(case.claimed is None for case in cases):
        raise InputError(Fault.INVALID, what="以機關紀錄為準", reason="機關的附表1 沒有這筆")
    held = [(training_record(desk, case.training.id), case) for case in cases]
    with desk.store.write(Act.ATTEND, side=side.value, count=len(held)) as tx:
        for record, case in held:
            right = case.claimed if side is Side.AGENCY and case.claimed is not None else case.department
            tx.put(_ruling(desk, case, side, reason.strip()))
            if record.attendance != right:
                tx.put(replace(record, attendance=right))
    return tx.changes


def _ruling(desk: Desk, case: Case, side: Side, reason: str) -> PresenceRuling:
    return PresenceRuling(
        id=presence_ruling_id(case.training.id),
        agency=case.training.agency,
        training=case.training.id,
        side=side,
        department=case.department,
        claimed=case.claimed or (),
        reason=reason,
        ruled_by=desk.who,
        day=desk.today,
    )


def _courses(desk: Desk, year: int) -> dict[CourseId, Course]:
    """Return the own courses of a year, each by its id and by those under which agencies entered the same course in their own books."""
    own = desk.workspace.agency
    held = [one for one in desk.store.all(Course) if roc_year(one.start) == year]
    mine = {one.id: one for one in held if one.agency == own and not one.cancelled}
    named = {known_as(one): one for one in mine.values() if one.code}
    return {**{one.id: named[known_as(one)] for one in held if one.agency != own and known_as(one) in named}, **mine}


def _once(trainings: Sequence[TrainingRecord], courses: Mapping[CourseId, Course]) -> tuple[TrainingRecord, ...]:
    """Return one enrolment for each person and own course: one that the sheet has, before what an agency's package brought beside it."""
    found: dict[tuple[OfficerId, CourseId], TrainingRecord] = {}
    for one in sorted(trainings, key=lambda one: (courses[one.course].id == one.course, bool(one.attendance))):
        found[one.officer, courses[one.course].id] = one
    return tuple(found.values())


def _cases(
    desk: Desk, trainings: Sequence[TrainingRecord], courses: Mapping[CourseId, Course], names: Mapping[AgencyId, Agency], claims: _Claims
) -> Iterator[Case]:
    people = {one.id: one.name for one in desk.store.all(Officer, id=tuple(one.officer for one in trainings))}
    rulings = {one.training: one for one in desk.store.all(PresenceRuling, training=tuple(one.id for one in trainings))}
    for one in trainings:
        course, ruling = courses[one.course], rulings.get(one.id)
        theirs = claims.trainings.get(one.id) or claims.by_person.get((one.officer, course.id)) or claims.by_person.get((one.officer, known_as(course)))
        claimed = theirs.attendance if theirs else None
        sheet = _sheet(one, course, ruling)
        if (sheet or claimed) and (theirs is None or presences(theirs) != presences(replace(one, attendance=sheet))):
            report = claims.reports.get(theirs.id) if theirs else None
            yield Case(one, names[one.agency].name, people.get(one.officer, ""), course_title(course), sheet, claimed, report, ruling)


def _sheet(held: TrainingRecord, course: Course, ruling: PresenceRuling | None) -> tuple[Attendance, ...]:
    """Return what the own sheet says: what the book holds, but for what a ruling took over from the agency, or an agency's own book brought."""
    if ruling is not None and ruling.side is Side.AGENCY and ruling.claimed == held.attendance:
        return ruling.department
    return held.attendance if held.course == course.id else ()


def _sender(desk: Desk, agency: Agency | None) -> AgencyId | None:
    """Return who sends an agency's records to this office: itself, or for the department's 所屬 the first-tier agency above; None for the own."""
    while agency is not None and agency.parent not in (None, desk.workspace.agency):
        agency = desk.store.get(Agency, agency.parent or "")
    return agency.id if agency is not None and agency.id != desk.workspace.agency else None


def _claims(desk: Desk, sender: AgencyId, year: int) -> _Claims | None:
    series = ledger.received(desk.store, PackageKind.SUBMISSION, year, sender)
    if not series:
        return None
    carried: Records = inspection.carried(desk, series[-1])
    courses = {one.id: known_as(one) for one in carried.get(Course.__name__, ()) if isinstance(one, Course)}
    trainings = [one for one in carried.get(TrainingRecord.__name__, ()) if isinstance(one, TrainingRecord)]
    by_person = {(one.officer, key): one for one in trainings for key in (one.course, courses.get(one.course, one.course))}
    reports: dict[str, AbsenceReport] = {one.training: one for one in carried.get(AbsenceReport.__name__, ()) if isinstance(one, AbsenceReport)}
    return _Claims({one.id: one for one in trainings}, by_person, reports)
