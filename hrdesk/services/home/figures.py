"""The figures behind the charts of a year: hours, attendance, coverage and coaching of the own part, counted by the rules of the book."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrdesk.domain.attendance import CertifiedLine, certified_lines
from hrdesk.domain.minguo import hours_text, roc_year, year_end
from hrdesk.domain.pack import RulePack
from hrdesk.domain.rates import NO_DATA, attendance_rate
from hrdesk.domain.record import OfficerId
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.compliance import compliance_of
from hrdesk.services.people.staff import officers_of_year

MONTHS = range(1, 13)
UNSORTED = "未分類"
SEVERAL = "涵蓋多類"
HOUR = 60  # minutes
BEST = (RequirementState.DONE, RequirementState.PARTLY, RequirementState.MISSING, RequirementState.NOT_HELD)  # 未列於肆 is due from nobody


@dataclass(frozen=True, slots=True)
class Point:
    """One bar: its label, its value (None = 無資料), what to say of it, and what the value is a part of where it is one."""

    label: str
    value: float | None
    note: str = ""
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one chart in their order, all in one unit."""

    title: str
    unit: str
    points: tuple[Point, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing was counted at all."""
        return not any(point.value or point.whole for point in self.points)


@dataclass(frozen=True, slots=True)
class Covered:
    """One required course with its article, and for how many people it is done, partly done, missing, or was not held this year."""

    name: str
    article: str
    done: int
    partly: int
    missing: int
    not_held: int


def hours_by_month(desk: Desk, year: int) -> Series:
    """Return the certified hours (認證時數) of a 民國 year by the month in which they were earned (伍一(一))."""
    minutes = Counter[int]()
    for line in _certified(desk, year):
        minutes[line.day.month] += line.minutes
    return Series("認證時數", "小時", tuple(_hours(f"{month}月", minutes[month]) for month in MONTHS))


def hours_by_topic(desk: Desk, year: int) -> Series:
    """Return the certified hours of a 民國 year by branch of the catalogue (參); a course of several branches counts once, apart."""
    pack = desk.rules(year_end(year))
    minutes = Counter[str]()
    for line in _certified(desk, year):
        minutes[_branch(pack, line.course)] += line.minutes
    names = (*(group.name for group in pack.groups), SEVERAL, UNSORTED)
    return Series("各類研習認證時數", "小時", tuple(_hours(name, minutes[name]) for name in names))


def attendance_by_month(desk: Desk, year: int) -> Series:
    """Return 到課 of 報名 by the month in which the department's courses began, counted as the attendance rate is (陸二(二))."""
    pack, whose = desk.rules(year_end(year)), tuple(agency.id for agency in own_part(desk))
    courses = [course for course in desk.store.all(Course) if roc_year(course.start) == year]
    trainings = desk.store.all(TrainingRecord, agency=whose)
    points = []
    for month in MONTHS:
        rate = attendance_rate(pack, [one for one in courses if one.start.month == month], trainings, year=year, agencies=whose).value
        note = NO_DATA if rate is None else f"到課 {rate.numerator} 人次／報名 {rate.denominator} 人次（{rate.percent}%）"
        points.append(Point(f"{month}月", rate.numerator if rate else None, note, rate.denominator if rate else None))
    return Series("到課情形", "人次", tuple(points))


def coverage(desk: Desk, year: int) -> tuple[Covered, ...]:
    """Return how far the own part has got with each required course of a 民國 year (肆), in the order in which they are first due."""
    people = [person for agency in own_part(desk) for person in officers_of_year(desk, agency.id, year)]
    named: dict[str, Requirement] = {}
    states: dict[str, Counter[RequirementState]] = {}
    for line in compliance_of(desk, people, year):
        for one in _due(line.requirements.value):
            named.setdefault(one.key, one)
            states.setdefault(one.key, Counter())[one.state] += 1
    return tuple(Covered(one.name, one.citation.article, *(states[key][state] for state in BEST)) for key, one in named.items())


def coaching_by_item(desk: Desk, year: int) -> Series:
    """Return the coaching records of a 民國 year by the seven items of 陸三(四), those without one apart."""
    items = desk.rules(year_end(year)).items
    counted = Counter(one.item for one in _coachings(desk, year))
    points = tuple(Point(item.article, counted[number], item.text) for number, item in enumerate(items, 1))
    return Series("各項輔導件數", "件", (*points, Point(UNSORTED, counted[None])))


def coaching_by_month(desk: Desk, year: int) -> Series:
    """Return the coaching records of a 民國 year by month."""
    counted = Counter(one.day.month for one in _coachings(desk, year))
    return Series("每月輔導件數", "件", tuple(Point(f"{month}月", counted[month]) for month in MONTHS))


def _certified(desk: Desk, year: int) -> Iterator[CertifiedLine]:
    """Yield what every record of the own part counts in a year, person by person."""
    pack, courses = desk.rules(year_end(year)), desk.store.all(Course)
    people: dict[OfficerId, list[TrainingRecord]] = {}
    for training in desk.store.all(TrainingRecord, agency=tuple(agency.id for agency in own_part(desk))):
        people.setdefault(training.officer, []).append(training)
    for trainings in people.values():
        yield from certified_lines(pack, courses, trainings, year)


def _coachings(desk: Desk, year: int) -> tuple[Coaching, ...]:
    whose = tuple(agency.id for agency in own_part(desk))
    return tuple(one for one in desk.store.all(Coaching, agency=whose) if roc_year(one.day) == year)


def _branch(pack: RulePack, course: Course) -> str:
    """Return the one branch of the catalogue that a course bears on, or that it is none or several."""
    branches = {topic.group for code in course.topics if (topic := pack.topic(code)) is not None}
    if len(branches) > 1:
        return SEVERAL
    return pack.group(branches.pop()).name if branches else UNSORTED


def _due(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Return what is due from one person; a course held in several terms counts once, as the best of them."""
    best: dict[str, Requirement] = {}
    for one in requirements:
        if one.state in BEST and (one.key not in best or BEST.index(one.state) < BEST.index(best[one.key].state)):
            best[one.key] = one
    return tuple(best.values())


def _hours(label: str, minutes: int) -> Point:
    return Point(label, minutes / HOUR, f"{hours_text(minutes)} 小時")
