"""Who took part in a course: full, partial, leave, absent (伍一(一), 陸二(一))."""

from collections.abc import Mapping
from enum import Enum

from hrdesk.domain.training import Attendance, Course, Mode, Presence, TrainingRecord
from hrdesk.errors import Fault, InputError

FULL_ATTENDANCE = "full_attendance_tolerance"  # the pack's figure: minutes that may be missed at a session


class Participation(Enum):
    """參與情形: 全程參與, 部分參與, 請假, 缺席, 未辦或未完成, 已由他人替代, 停辦."""

    FULL = "full"
    PARTIAL = "partial"
    LEAVE = "leave"
    ABSENT = "absent"
    PENDING = "pending"
    SUBSTITUTED = "substituted"
    CANCELLED = "cancelled"


TAKEN: Mapping[Participation, str] = {
    Participation.FULL: "全程參與",
    Participation.PARTIAL: "部分參與",
    Participation.LEAVE: "請假",
    Participation.ABSENT: "缺席",
    Participation.PENDING: "尚無參與情形",
    Participation.SUBSTITUTED: "已由他人替代",
    Participation.CANCELLED: "停辦",
}


def participation(course: Course, training: TrainingRecord, tolerance: int) -> Participation:
    """Return what one person made of a course; `tolerance` minutes may be missed at each session (伍一(一)).

    A substitution counts only if approved before the day on which the course starts; a digital or blended course is full only once completed;
    補課 confirmed by the organiser makes it full. Raises InputError where an attendance names no session of the course.
    """
    if course.cancelled:
        return Participation.CANCELLED
    if is_substituted(course, training):
        return Participation.SUBSTITUTED
    if course.mode is Mode.DIGITAL:
        return Participation.PENDING if training.completed is None else Participation.FULL
    if training.made_up:
        return Participation.FULL
    if not training.attendance:
        return Participation.PENDING
    return _physical(course, training, tolerance)


def is_substituted(course: Course, training: TrainingRecord) -> bool:
    """Tell whether another person went instead, approved before the day on which the course starts (陸二(一))."""
    return training.substituted_by is not None and training.substituted_on is not None and training.substituted_on < course.start


def attended(training: TrainingRecord) -> bool:
    """Tell whether the person came to any session (到課), however long."""
    return any(one.presence is Presence.ATTENDED for one in training.attendance)


def missed(training: TrainingRecord) -> tuple[Attendance, ...]:
    """Return the sessions to which the person did not come: 請假 or 缺席."""
    return tuple(one for one in training.attendance if one.presence is not Presence.ATTENDED)


def session_minutes(course: Course) -> tuple[int, ...]:
    """Return the length of each session in minutes; a course without sessions is one session of its set hours."""
    return tuple(session.minutes for session in course.sessions) or (course.minutes,)


def _physical(course: Course, training: TrainingRecord, tolerance: int) -> Participation:
    lengths = session_minutes(course)
    if any(one.session not in range(len(lengths)) for one in training.attendance):
        raise InputError(Fault.INVALID, what="場次", reason="班期沒有這個場次")
    if not attended(training):
        absent = any(one.presence is Presence.ABSENT for one in training.attendance)
        return Participation.ABSENT if absent else Participation.LEAVE
    came = {one.session: one.minutes for one in training.attendance if one.presence is Presence.ATTENDED}
    full = all(came.get(number, -1) >= length - tolerance for number, length in enumerate(lengths))
    done = course.mode is not Mode.BLENDED or training.completed is not None
    return Participation.FULL if full and done else Participation.PARTIAL
