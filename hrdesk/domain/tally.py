"""How much was studied, in the units of a year's report: each counted for itself, because none can be had from another.

A person in three courses is 1 人 and 3 人次; ten people in a course of two days are 10 人次 and 20 人天次.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hrdesk.domain.training import Course, Presence, TrainingRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """班期, 場次, 人, 人次, 人天次, and certified minutes."""

    courses: int = 0
    sessions: int = 0
    people: int = 0
    attendances: int = 0
    person_days: int = 0
    minutes: int = 0


def tally(taken: Iterable[tuple[Course, TrainingRecord, int]]) -> Tally:
    """Return the tally of courses taken, each with the record of who took it and the minutes certified.

    Copies of a course in several books are one 班期: one code, term and first day. A digital course has no 場次 and no 人天次.
    """
    rows = tuple(taken)
    courses = {(course.code or course.id, course.term, course.start): course for course, _, _ in rows}
    return Tally(
        courses=len(courses),
        sessions=sum(len(course.sessions) for course in courses.values()),
        people=len({training.officer for _, training, _ in rows}),
        attendances=len(rows),
        person_days=sum(_days(course, training) for course, training, _ in rows),
        minutes=sum(minutes for _, _, minutes in rows),
    )


def _days(course: Course, training: TrainingRecord) -> int:
    """Return on how many days a person came to a course."""
    came = (one.session for one in training.attendance if one.presence is Presence.ATTENDED)
    return len({course.sessions[number].day if number < len(course.sessions) else course.start for number in came})
