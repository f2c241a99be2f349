"""Who is in a course: the class with what each made of it, clashes before somebody is enrolled, and taking an enrolment back (伍四)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hrdesk.domain.acts import Act
from hrdesk.domain.attendance import certified_minutes
from hrdesk.domain.minguo import clock_text, roc_short
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, is_substituted, participation
from hrdesk.domain.record import CourseId, OfficerId, TrainingId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import AbsenceReport, Course, Presence, TrainingRecord
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_part, workplaces
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.staff import by_post, officers_at
from hrdesk.services.study.courses import course
from hrdesk.services.study.training import clock_known, training_record


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a class: the record, what they made of the course, the certified minutes, and the unit or agency."""

    officer: Officer
    record: TrainingRecord
    participation: Participation
    minutes: int
    where: str = ""

    @property
    def id(self) -> TrainingId:
        """Return what the line is known by."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Staying:
    """Who of an agency serves on a course's first day, and how many of them are in no course that day."""

    serving: int
    staying: int


def class_list(desk: Desk, key: CourseId) -> tuple[Attendee, ...]:
    """Return the own part's people in a course by post, those replaced by others included; raise InputError NOT_FOUND for an unknown course."""
    held = course(desk, key)
    pack = desk.rules(held.start)
    records = {one.officer: one for one in desk.store.all(TrainingRecord, course=key, agency=tuple(one.id for one in own_part(desk)))}
    people = by_post(one for one in desk.store.all(Officer, id=tuple(records))) if records else ()
    tolerance = pack.number(FULL_ATTENDANCE)
    mine = ((one, records[one.id]) for one in people)
    where = workplaces(desk)
    return tuple(Attendee(one, record, participation(held, record, tolerance), certified_minutes(pack, held, record).value, where(one)) for one, record in mine)


def clashes(desk: Desk, held: Course, people: Iterable[OfficerId]) -> Mapping[OfficerId, tuple[str, ...]]:
    """Return, for each of these people who cannot simply come, why: in the course already, or in another one or on leave on one of its days.

    Courses without sessions (數位) take nobody's day. Where both courses have times of their own, the sentence says them.
    """
    meant = set(people)
    days = {one.day for one in held.sessions}
    known = {one.id: one for one in desk.store.all(Course) if one.id == held.id or (not one.cancelled and days & {item.day for item in one.sessions})}
    found: dict[OfficerId, list[str]] = {}
    for record in desk.store.all(TrainingRecord, course=tuple(known)) if known else ():
        other = known[record.course]
        if record.officer in meant and not is_substituted(other, record):
            found.setdefault(record.officer, []).append(_clash(held, other, record))
    return {who: tuple(told) for who, told in found.items()}


def staying(desk: Desk, held: Course, going: Sequence[OfficerId]) -> Staying:
    """Return how many of the own agency stay at the office on a course's first day if these go (伍四: 兼顧業務)."""
    people = {one.id for one in officers_at(desk, desk.workspace.agency, held.start)}
    away = set(going) | set(clashes(desk, held, people))
    return Staying(len(people), len(people - away))


@in_turn
def withdraw(desk: Desk, key: TrainingId) -> Changes:
    """Take an enrolment back before the course begins; raise InputError WRONG_STATE afterwards, or where anything was recorded of it."""
    record = training_record(desk, key)
    held = course(desk, record.course)
    if desk.today >= held.start and not held.cancelled:
        raise InputError(Fault.WRONG_STATE, what="取消報名", reason=f"班期已於 {roc_short(held.start)} 開始，請改為登錄到課情形")
    if record.attendance or record.completed or record.made_up:
        raise InputError(Fault.WRONG_STATE, what="取消報名", reason="已有到課紀錄")
    return _deleted(desk, record)


@in_turn
def remove_record(desk: Desk, key: TrainingId) -> Changes:
    """Delete a training record entered by mistake; raise InputError WRONG_STATE where an absence was reported on it (附表4)."""
    return _deleted(desk, training_record(desk, key))


def _deleted(desk: Desk, record: TrainingRecord) -> Changes:
    if desk.store.count(AbsenceReport, training=record.id):
        raise InputError(Fault.WRONG_STATE, what="刪除研習紀錄", reason="已填報未到課原因（附表4）")
    with desk.store.write(Act.ENROL_COURSE) as tx:
        tx.delete(record)
    return tx.changes


def _clash(held: Course, other: Course, record: TrainingRecord) -> str:
    if other.id == held.id:
        return "已在這個班期"
    days = {one.day for one in held.sessions}
    met = [one for one in other.sessions if one.day in days]
    leave = any(one.presence is Presence.LEAVE and other.sessions[one.session].day in days for one in record.attendance if one.session < len(other.sessions))
    when = "、".join(f"{roc_short(one.day)}{_clock(other, one.start, one.end)}" for one in met)
    return f"{'當日已登錄請假' if leave else '當日另有研習'}：{other.name}（{when}）"


def _clock(other: Course, start: int, end: int) -> str:
    return f" {clock_text(start)}-{clock_text(end)}" if clock_known(other) else ""
