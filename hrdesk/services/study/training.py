"""Courses, enrolment, substitution, attendance and digital completion (伍一, 伍四, 陸二)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hrdesk.domain.acts import Act
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, attended, participation
from hrdesk.domain.record import CourseId, EvidenceId, OfficerId, TrainingId
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.training import Attendance, Course, Method, Mode, Presence, Session, TrainingRecord
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import officer, refuse

DAY_START = 9 * 60  # where the hours of a day are not known, a session is written from nine o'clock on
DAY_MINUTES = 24 * 60 - DAY_START
MISSED = frozenset({Participation.PARTIAL, Participation.LEAVE, Participation.ABSENT})


def find_course(desk: Desk, text: str, term: str = "") -> Course:
    """Return the one course with this id, code or name (and term, where given), the own book's first; raise InputError NOT_FOUND or AMBIGUOUS."""
    known = [item for item in desk.store.all(Course) if text in (item.id, item.code, item.name) and term in ("", item.term)]
    found = [item for item in known if item.agency == desk.workspace.agency] or known
    if not found:
        raise InputError(Fault.NOT_FOUND, what="課程", text=text)
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=text, count=len(found))
    return found[0]


def course_problems(course: Course, agency: Agency | None) -> tuple[Problem, ...]:
    """Return what is wrong with a course: dates, hours, sessions outside it, no seats; 自辦 by a 二級機關 is only a warning (伍二(三))."""
    found = []
    if course.end < course.start:
        found.append(Problem("course_ends_before_start", where="end"))
    if course.minutes <= 0:
        found.append(Problem("course_no_hours", where="minutes"))
    if any(not course.start <= session.day <= course.end or session.minutes <= 0 for session in course.sessions):
        found.append(Problem("course_session_outside", where="sessions"))
    if course.seats is not None and course.seats < 1:
        found.append(Problem("course_no_seats", where="seats"))
    if course.method is Method.AGENCY and agency is not None and agency.tier is Tier.SECOND:
        found.append(Problem("course_by_second_tier", Severity.WARNING, where="method", article="伍二(三)"))
    return tuple(found)


@in_turn
def save_course(desk: Desk, course: Course) -> Changes:
    """Add or change a course; one without sessions gets its hours spread over its days. Raises InputError INCOMPLETE for errors."""
    refuse(course_problems(course, desk.store.get(Agency, course.agency)))
    with desk.store.write(Act.EDIT, what="course") as tx:
        tx.put(with_sessions(course))
    return tx.changes


@in_turn
def cancel(desk: Desk, key: CourseId) -> Changes:
    """Call a course off (停辦): nobody owes it attendance any more; raise InputError NOT_FOUND, or INVALID for one already called off or attended."""
    course = held_course(desk, key)
    if any(one.completed or one.made_up or attended(one) for one in desk.store.all(TrainingRecord, course=key)):
        raise InputError(Fault.INVALID, what="停辦", reason="已有人到課或完成")
    with desk.store.write(Act.EDIT, what="course") as tx:
        tx.put(replace(course, cancelled=True))
    return tx.changes


def with_sessions(course: Course) -> Course:
    """Return a course with one session a day where it names none and is not digital; its hours are spread evenly, the rest on the first day."""
    if course.sessions or course.mode is Mode.DIGITAL or course.minutes <= 0 or course.end < course.start:
        return course
    span = (course.end - course.start).days + 1
    days = [course.start + timedelta(days=n) for n in range(min(span, course.minutes))]
    if course.minutes > len(days) * DAY_MINUTES:
        return course
    each, rest = divmod(course.minutes, len(days))
    lengths = [each + (rest if n == 0 else 0) for n in range(len(days))]
    return replace(course, sessions=tuple(Session(day, DAY_START, DAY_START + length, timed=False) for day, length in zip(days, lengths, strict=True)))


def clock_known(course: Course) -> bool:
    """Tell whether a course's sessions have times of their own, and not those that `with_sessions` put in for want of any.

    Where none says so itself, they are taken for put in if they are just what would have been.
    """
    told = {one.timed for one in course.sessions} - {None}
    if told:
        return False not in told
    put_in = tuple(replace(one, timed=None) for one in with_sessions(replace(course, sessions=())).sessions)
    return course.sessions != put_in


@in_turn
def enrol(desk: Desk, course: CourseId, officers: Sequence[OfficerId], day: date) -> Changes:
    """Enrol officers in a course; raise InputError INVALID for one already enrolled or a cancelled course. One transaction for all."""
    held_course(desk, course)
    people = [officer(desk, one) for one in officers]
    held = {item.officer for item in desk.store.all(TrainingRecord, course=course)}
    if held & set(officers) or len(set(officers)) < len(officers):
        raise InputError(Fault.INVALID, what="報名", reason="有人已經報名這個班期")
    with desk.store.write(Act.ENROL_COURSE, count=len(people)) as tx:
        for person in people:
            tx.put(TrainingRecord(id=TrainingId(desk.new_id()), agency=person.agency, officer=person.id, course=course, enrolled=day))
    return tx.changes


@in_turn
def substitute(desk: Desk, training: TrainingId, by: OfficerId, day: date) -> Changes:
    """Let another officer go instead (異動替代), approved on `day`, and enrol them; one already in the course cannot be the substitute.

    Raises InputError INVALID where attendance is already recorded or the substitute is in the course.
    """
    record = training_record(desk, training)
    course = held_course(desk, record.course)
    if record.attendance or record.completed:
        raise InputError(Fault.INVALID, what="替代", reason="已有到課紀錄")
    if desk.store.all(TrainingRecord, course=course.id, officer=by):
        raise InputError(Fault.INVALID, what="替代", reason="替代人員已在這個班期")
    other = officer(desk, by)
    with desk.store.write(Act.ENROL_COURSE) as tx:
        tx.put(replace(record, substituted_by=by, substituted_on=day))
        tx.put(TrainingRecord(id=TrainingId(desk.new_id()), agency=other.agency, officer=by, course=course.id, enrolled=day))
    return tx.changes


@in_turn
def attend(desk: Desk, course: CourseId, who: OfficerId, attendance: Sequence[Attendance], *, note: str = "") -> Changes:
    """Record an officer's presence at a course's sessions; one who never enrolled is recorded as a walk-in (not in the rate's denominator).

    Raises InputError INVALID for a session that does not exist, is named twice, or more minutes than it has.
    """
    held = held_course(desk, course)
    check_attendance(held, attendance)
    person = officer(desk, who)
    found = desk.store.all(TrainingRecord, course=course, officer=who)
    record = found[0] if found else TrainingRecord(id=TrainingId(desk.new_id()), agency=person.agency, officer=who, course=course)
    with desk.store.write(Act.ATTEND) as tx:
        tx.put(replace(record, attendance=tuple(attendance), note=note or record.note))
    return tx.changes


@in_turn
def make_up(desk: Desk, training: TrainingId, *, note: str = "") -> Changes:
    """Record that the organiser confirmed 補課, which makes attendance full; raise InputError INVALID where nothing was missed."""
    record = training_record(desk, training)
    course = held_course(desk, record.course)
    if participation(course, record, desk.rules(course.start).number(FULL_ATTENDANCE)) not in MISSED:
        raise InputError(Fault.INVALID, what="補課", reason="沒有缺課可補，請先登錄到課情形")
    with desk.store.write(Act.ATTEND) as tx:
        tx.put(replace(record, made_up=True, note=note or record.note))
    return tx.changes


@in_turn
def complete(desk: Desk, course: CourseId, who: OfficerId, day: date, *, proof: tuple[EvidenceId, ...] = ()) -> Changes:
    """Record that an officer finished a digital or blended course on `day`; raise InputError for a purely physical one."""
    held = held_course(desk, course)
    if held.mode is Mode.PHYSICAL:
        raise InputError(Fault.INVALID, what="完成日期", reason="實體課程以到課紀錄認定")
    check_evidence(desk, proof)
    person = officer(desk, who)
    found = desk.store.all(TrainingRecord, course=course, officer=who)
    record = found[0] if found else TrainingRecord(id=TrainingId(desk.new_id()), agency=person.agency, officer=who, course=course)
    with desk.store.write(Act.ATTEND) as tx:
        tx.put(replace(record, completed=day, proof=(*record.proof, *(item for item in proof if item not in record.proof))))
    return tx.changes


def spread(course: Course, presence: Presence, minutes: int | None = None, leave_kind: str = "") -> tuple[Attendance, ...]:
    """Return one person's attendance at every session: whole where `minutes` is None, else that many minutes from the first session on.

    A session that no attended minute reaches counts as absent, so that partial attendance never looks full.
    """
    if presence is not Presence.ATTENDED:
        return tuple(Attendance(n, presence, 0, leave_kind) for n in range(len(course.sessions)))
    left = sum(session.minutes for session in course.sessions) if minutes is None else minutes
    found = []
    for n, session in enumerate(course.sessions):
        there = min(left, session.minutes)
        left -= there
        found.append(Attendance(n, Presence.ATTENDED if there else Presence.ABSENT, there))
    return tuple(found)


def check_attendance(course: Course, attendance: Sequence[Attendance]) -> None:
    """Raise InputError INVALID where attendance names a session twice or one that is not, or more minutes than a session has."""
    named = [item.session for item in attendance]
    if len(set(named)) < len(named) or any(not 0 <= n < len(course.sessions) for n in named):
        raise InputError(Fault.INVALID, what="場次", reason="班期沒有這個場次，或同一場次登錄兩次")
    if any(not 0 <= item.minutes <= course.sessions[item.session].minutes for item in attendance):
        raise InputError(Fault.INVALID, what="到課時數", reason="超過場次的時數")


def training_record(desk: Desk, key: TrainingId) -> TrainingRecord:
    """Return one training record; raise InputError NOT_FOUND for an unknown id."""
    found = desk.store.get(TrainingRecord, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="研習紀錄", text=key)
    return found


def courses_of_year(desk: Desk, first: date, last: date) -> dict[CourseId, Course]:
    """Return the courses that start between two days, whoever entered them, by id."""
    return {item.id: item for item in desk.store.all(Course) if first <= item.start <= last}


def held_course(desk: Desk, key: CourseId) -> Course:
    """Return a course that was not called off; raise InputError NOT_FOUND for an unknown id, INVALID for one called off."""
    found = desk.store.get(Course, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="課程", text=key)
    if found.cancelled:
        raise InputError(Fault.INVALID, what="課程", reason="這個班期已停辦")
    return found
