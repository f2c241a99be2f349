"""到課登錄: a whole class at once, a number read by a scanner, completion of a digital course by many, and what the command line's words mean (伍一(一))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.record import CourseId, EvidenceId, OfficerId, TrainingId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Mode, Presence, TrainingRecord
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import officer, serving
from hrdesk.services.study.training import check_attendance, held_course, spread

FULL, PARTIAL, LEAVE, ABSENT = "full", "partial", "leave", "absent"
PRESENCES: Mapping[str, Presence] = {FULL: Presence.ATTENDED, LEAVE: Presence.LEAVE, ABSENT: Presence.ABSENT}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded of one person: each session, a note, and 補課 as the organiser confirmed it."""

    attendance: tuple[Attendance, ...]
    note: str = ""
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in with a number; `again` = was marked already, and nothing changed."""

    officer: Officer
    again: bool
    changes: Changes


def outcome(course: Course, word: str, minutes: int | None = None, leave_kind: str = "") -> tuple[Attendance, ...]:
    """Return the attendance that full, partial, leave or absent means; raise InputError INVALID for partial without the minutes attended."""
    if word == PARTIAL:
        if minutes is None:
            raise InputError(Fault.INVALID, what="部分參與", reason="請填實際時數")
        return spread(course, Presence.ATTENDED, minutes)
    return spread(course, PRESENCES[word], leave_kind=leave_kind)


@in_turn
def record_class(desk: Desk, key: CourseId, entries: Mapping[OfficerId, Entry]) -> Changes:
    """Record a whole class in one act; an entry without attendance takes it back. Who never enrolled is recorded as a walk-in.

    Raises InputError INVALID for a session that does not exist, is named twice, or more minutes than it has; then nothing is recorded.
    """
    course = held_course(desk, key)
    held = {one.officer: one for one in desk.store.all(TrainingRecord, course=key)}
    fresh = []
    for who, entry in entries.items():
        check_attendance(course, entry.attendance)
        record = held.get(who) or _walk_in(desk, course, who)
        fresh.append(replace(record, attendance=entry.attendance, note=entry.note, made_up=entry.made_up))
    with desk.store.write(Act.ATTEND, count=len(fresh)) as tx:
        tx.put_all(one for one in fresh if held.get(one.officer) != one)
    return tx.changes


def entries_of(desk: Desk, key: CourseId, people: Sequence[OfficerId]) -> dict[OfficerId, Entry]:
    """Return what the book holds of the attendance of some people of a class."""
    held = desk.store.all(TrainingRecord, course=key, officer=tuple(people))
    return {one.officer: Entry(one.attendance, one.note, one.made_up) for one in held}


@in_turn
def sign_in(desk: Desk, key: CourseId, session: int, number: str, *, walk_in: bool = False) -> SignedIn:
    """Mark the one with this employee number as present for a whole session.

    Raises InputError NOT_FOUND for a number that nobody has, AMBIGUOUS for one of several people, WRONG_STATE for somebody who is not enrolled,
    unless `walk_in` takes them in (not in the rate's denominator), INVALID for no such session.
    """
    course = held_course(desk, key)
    if not 0 <= session < len(course.sessions):
        raise InputError(Fault.INVALID, what="場次", reason="班期沒有這個場次")
    person = _numbered(desk, course, number)
    held = next(iter(desk.store.all(TrainingRecord, course=key, officer=person.id)), None)
    if held is None and not walk_in:
        raise InputError(Fault.WRONG_STATE, what=f"{person.name}報到", reason="沒有報名這個班期")
    record = held or _walk_in(desk, course, person.id)
    mark = Attendance(session, Presence.ATTENDED, course.sessions[session].minutes)
    if mark in record.attendance:
        return SignedIn(person, again=True, changes=Changes())
    others = [one for one in record.attendance if one.session != session]
    with desk.store.write(Act.ATTEND, count=1) as tx:
        tx.put(replace(record, attendance=tuple(sorted((*others, mark), key=lambda one: one.session))))
    return SignedIn(person, again=False, changes=tx.changes)


@in_turn
def complete_class(desk: Desk, key: CourseId, people: Sequence[OfficerId], day: date | None, *, proof: tuple[EvidenceId, ...] = ()) -> Changes:
    """Record in one act that these people finished a digital or blended course on a day, None takes it back; proof adds up.

    Raises InputError INVALID for a purely physical course, NOT_FOUND for a piece of proof that is none.
    """
    course = held_course(desk, key)
    if course.mode is Mode.PHYSICAL:
        raise InputError(Fault.INVALID, what="完成日期", reason="實體課程以到課紀錄認定")
    check_evidence(desk, proof)
    held = {one.officer: one for one in desk.store.all(TrainingRecord, course=key)}
    with desk.store.write(Act.ATTEND, count=len(people)) as tx:
        for who in people:
            record = held.get(who) or _walk_in(desk, course, who)
            tx.put(replace(record, completed=day, proof=tuple(dict.fromkeys((*record.proof, *proof)))))
    return tx.changes


def _numbered(desk: Desk, course: Course, number: str) -> Officer:
    """Return the one of the own part with an employee number who serves while the course is held."""
    wanted = number.strip().upper()
    people = desk.store.all(Officer, agency=tuple(one.id for one in own_part(desk)))
    found = [one for one in people if wanted and one.employee_no.upper() == wanted and serving(one, course.start, course.end)]
    if not found:
        raise InputError(Fault.NOT_FOUND, what="員工代號", text=wanted)
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=wanted, count=len(found))
    return found[0]


def _walk_in(desk: Desk, course: Course, who: OfficerId) -> TrainingRecord:
    person = officer(desk, who)
    return TrainingRecord(id=TrainingId(desk.new_id()), agency=person.agency, officer=who, course=course.id)
