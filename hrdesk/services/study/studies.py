"""研習紀錄 (附表1) as lines: everyone's records of a year with what each counts, why, and mending one of them."""

from dataclasses import dataclass, replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.attendance import certified_minutes, certified_total, counted_minutes
from hrdesk.domain.minguo import roc_year, year_end
from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.record import EvidenceId, OfficerId, TrainingId
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Mode, Presence, TrainingRecord
from hrdesk.domain.values import Changes, Explanation
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.study.courses import course
from hrdesk.services.study.training import check_attendance, training_record


@dataclass(frozen=True, slots=True)
class Study:
    """One officer in one course of the year: what they made of it, minutes attended, and minutes certified (伍一(一))."""

    officer: Officer
    course: Course
    record: TrainingRecord
    participation: Participation
    attended: int
    certified: int

    @property
    def id(self) -> TrainingId:
        """Return what the line is known by."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Amended:
    """A record as mended: 報名日期, 完成日期, 人員類別, note, proof, and the attendance, None = as it was."""

    enrolled: date | None
    completed: date | None
    category: str
    note: str
    proof: tuple[EvidenceId, ...]
    attendance: tuple[Attendance, ...] | None = None


def studies(desk: Desk, year: int) -> tuple[Study, ...]:
    """Return the own part's training records of the courses that begin in a 民國 year, by first day, course and 姓氏筆畫, as 附表1 counts them."""
    whose = tuple(one.id for one in own_part(desk))
    people = {one.id: one for one in desk.store.all(Officer, agency=whose)}
    known = {one.id: one for one in desk.store.all(Course) if roc_year(one.start) == year}
    records = [one for one in desk.store.all(TrainingRecord, agency=whose) if one.course in known]
    people |= {one.id: one for one in desk.store.all(Officer, id=tuple({one.officer for one in records} - set(people)))}
    pack = desk.rules(year_end(year))
    strokes = {one.id: stroke_key(one.name) for one in people.values()}
    lines = [_study(people[one.officer], known[one.course], one, pack) for one in records if one.officer in people]
    return tuple(sorted(lines, key=lambda line: (line.course.start, line.course.code, line.course.id, strokes[line.officer.id], line.id)))


def certified(desk: Desk, key: TrainingId) -> Explanation[int]:
    """Return the certified minutes of one record, and why; raise InputError NOT_FOUND for an unknown id."""
    record = training_record(desk, key)
    held = course(desk, record.course)
    return certified_minutes(desk.rules(year_end(roc_year(held.start))), held, record)


def certified_of(desk: Desk, who: OfficerId, year: int) -> Explanation[int]:
    """Return one officer's certified minutes of a 民國 year, and why."""
    return certified_total(desk.rules(year_end(year)), desk.store.all(Course), desk.store.all(TrainingRecord, officer=who), year)


def minutes_attended(record: TrainingRecord) -> int:
    """Return the minutes for which somebody was there."""
    return sum(one.minutes for one in record.attendance if one.presence is Presence.ATTENDED)


def over(study: Study, record: TrainingRecord) -> Study:
    """Return a line over its record as it is now; what is certified is as it was read."""
    return replace(study, record=record, attended=minutes_attended(record))


@in_turn
def amend(desk: Desk, key: TrainingId, after: Amended) -> Changes:
    """Mend a record; raise InputError INVALID for attendance that the course cannot have, a day of completion of a physical course, or no day of
    enrolment where a session was missed (附表4 rests on it).
    """
    record = training_record(desk, key)
    held = course(desk, record.course)
    attendance = record.attendance if after.attendance is None else after.attendance
    check_attendance(held, attendance)
    if after.completed is not None and held.mode is Mode.PHYSICAL:
        raise InputError(Fault.INVALID, what="完成日期", reason="實體課程以到課紀錄認定")
    if after.enrolled is None and any(one.presence is not Presence.ATTENDED for one in attendance):
        raise InputError(Fault.INVALID, what="報名日期", reason="已登錄請假或缺席；未到課以已報名為前提")
    check_evidence(desk, after.proof)
    with desk.store.write(Act.ATTEND if attendance != record.attendance else Act.EDIT, what="training") as tx:
        tx.put(
            replace(
                record,
                attendance=attendance,
                enrolled=after.enrolled,
                completed=after.completed,
                category=after.category.strip(),
                note=after.note.strip(),
                proof=after.proof,
            )
        )
    return tx.changes


def _study(person: Officer, held: Course, record: TrainingRecord, pack: RulePack) -> Study:
    taken = participation(held, record, pack.number(FULL_ATTENDANCE))
    return Study(person, held, record, taken, minutes_attended(record), counted_minutes(pack, held, taken))
