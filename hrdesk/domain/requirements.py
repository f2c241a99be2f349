"""Which courses an officer must take (肆), and which are done, missing, not held or not covered.

The rules themselves stand in the pack; an officer's grade, duties and chosen 重點加強 leaves decide which of them apply.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.grades import read_grade
from hrdesk.domain.minguo import roc_short, roc_year, year_end, year_start
from hrdesk.domain.pack import Chosen, CourseRule, RoleRule, RulePack, Span, Topic
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.record import CourseId
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.training import Course, Method, TrainingRecord
from hrdesk.domain.values import Citation, Explanation, Fact, Key, Problem, Severity
from hrdesk.errors import Fault, InputError

LEVELS: Mapping[Level, str] = {Level.BASIC: "基礎", Level.ADVANCED: "進階"}


class RequirementState(Enum):
    """已完成, 未完成, 本年無開課, 未列於肆, 部分."""

    DONE = "done"
    MISSING = "missing"
    NOT_HELD = "not_held"
    NOT_COVERED = "not_covered"
    PARTLY = "partly"


STATES: Mapping[RequirementState, str] = {
    RequirementState.DONE: "已完成",
    RequirementState.MISSING: "未完成",
    RequirementState.NOT_HELD: "本年無開課",
    RequirementState.NOT_COVERED: "未列於需參與課程",
    RequirementState.PARTLY: "部分",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """需參與課程: one course due, `topic` its leaf or branch code, `via` the records and courses that make its state."""

    key: str
    topic: str
    name: str
    state: RequirementState
    citation: Citation
    via: tuple[Key, ...] = ()


Taken = tuple[Course, TrainingRecord]


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known of one officer, already cut to what counts by the day."""

    pack: RulePack
    duties: tuple[str, ...]
    focus: tuple[str, ...]
    held: tuple[Course, ...]  # of the year, not cancelled
    taken: tuple[Taken, ...]  # what each came to is judged where a rule asks for it: most records meet none
    year: int
    since: date | None

    def in_term(self, course: Course) -> bool:
        """Tell whether a course ended after the role began."""
        return self.since is None or course.end >= self.since


def required_courses(
    pack: RulePack,
    *,
    roles: Sequence[Role],
    grade: str,
    duties: Sequence[str],
    courses: Sequence[Course],
    trainings: Sequence[TrainingRecord],
    year: int,
    on: date,
    focus: Sequence[str] = (),
    since: Mapping[Role, date] | None = None,
) -> Explanation[tuple[Requirement, ...]]:
    """Return every course due from one officer in a 民國 year with its state on a day (肆一–肆四, 伍三).

    `duties` and `focus` are catalogue leaf codes, `grade` the official text or a bare number, `trainings` the officer's own records,
    `since` when a role began: a course that ended before counts as not held for it. Raises InputError for an unknown leaf code.
    """
    _check_leaves(pack, (*duties, *focus))
    held, taken = _held(pack, courses, year), _taken(pack, courses, trainings, on)
    requirements: list[Requirement] = []
    problems: list[Problem] = []
    for role in dict.fromkeys(roles):
        case = _Case(pack, tuple(dict.fromkeys(duties)), tuple(dict.fromkeys(focus)), held, taken, year, (since or {}).get(role))
        requirements.extend(_for_role(case, role, grade))
        problems.extend(_problems(case, role, grade))
    parameter = pack.parameter("required_methods")
    return Explanation(
        value=tuple(requirements),
        unit="項",
        rule="required-courses",
        citation=parameter.citation,
        pack=pack.id,
        reading="".join((parameter.reading, *_readings(pack, roles))),
        inputs=_inputs(pack, roles, grade, duties, year, on),
        steps=tuple(f"{one.citation.article} {one.name}：{STATES[one.state]}。" for one in requirements) or ("沒有適用之需參與課程。",),
        alternatives=parameter.alternatives,
        problems=tuple(problems),
    )


def _check_leaves(pack: RulePack, codes: Sequence[str]) -> None:
    for code in codes:
        if pack.topic(code) is None:
            raise InputError(Fault.NOT_FOUND, what="研習項目", text=code)


def _held(pack: RulePack, courses: Sequence[Course], year: int) -> tuple[Course, ...]:
    methods, first, last = _methods(pack), year_start(year), year_end(year)
    return tuple(course for course in courses if not course.cancelled and course.start <= last and course.end >= first and course.method in methods)


def _methods(pack: RulePack) -> tuple[Method, ...]:
    """Return the methods that count; members are told apart faster than their values, and a matrix asks for millions."""
    listed = pack.listed("required_methods")
    return tuple(one for one in Method if one.value in listed)


def _in_year(course: Course, year: int) -> bool:
    return roc_year(course.start) <= year <= roc_year(course.end)


def _taken(pack: RulePack, courses: Sequence[Course], trainings: Sequence[TrainingRecord], on: date) -> tuple[Taken, ...]:
    methods = _methods(pack)
    known: Mapping[CourseId, Course] = {course.id: course for course in courses if course.method in methods}
    pairs = ((known[training.course], training) for training in trainings if training.course in known)
    return tuple((course, training) for course, training in pairs if (training.completed or course.end) <= on)


def _for_role(case: _Case, role: Role, grade: str) -> Iterator[Requirement]:
    rule = case.pack.role(role)
    if rule is None:
        return
    if role is Role.HEAD and _head_covered(case.pack, grade) is not True:
        yield Requirement(f"{role.value}:-", "", f"{rule.name}（{grade or '職等未載'}）", RequirementState.NOT_COVERED, rule.citation)
        return
    for line in rule.courses:
        yield from _for_line(case, rule, line)


def _head_covered(pack: RulePack, grade: str) -> bool | None:
    """Tell whether a head's grade is named by 肆一; None where the grade cannot be told."""
    wanted = pack.listed("head_grades")
    if grade.isascii() and grade.isdigit():
        return int(grade) in wanted
    span = read_grade(grade)
    if span is None:
        return None
    inside = [number in wanted for number in range(span.lowest, span.highest + 1)]
    return None if any(inside) and not all(inside) else inside[0]


def _for_line(case: _Case, rule: RoleRule, line: CourseRule) -> Iterator[Requirement]:
    if line.by is Chosen.MARKED:
        yield from _marked(case, rule, line)
        return
    for topic in _leaves(case, line):
        yield _leaf(case, rule, line, topic)


def _leaves(case: _Case, line: CourseRule) -> Iterator[Topic]:
    chosen = {Chosen.DUTY: case.duties, Chosen.FOCUS: case.focus}.get(line.by)
    for topic in case.pack.topics:
        named = topic.group in line.groups or topic.code in line.topics
        if named and (chosen is None or topic.code in chosen):
            yield topic


def _leaf(case: _Case, rule: RoleRule, line: CourseRule, topic: Topic) -> Requirement:
    """Judge one leaf: the best of the officer's records decides, else whether it is held this year at all."""
    records = [(course, training) for course, training in case.taken if topic.code in course.topics and _counts(case, line, course)]
    state, via = _best(case, line, records)
    if state is RequirementState.MISSING and not any(topic.code in course.topics and _serves(case, line, course) for course in case.held):
        state = RequirementState.NOT_HELD
    level = "" if line.level is None else f"（{LEVELS[line.level]}）"
    return Requirement(f"{rule.role.value}:{line.key}:{topic.code}", topic.code, f"{topic.name}{level}", state, line.citation, via)


def _counts(case: _Case, line: CourseRule, course: Course) -> bool:
    return line.span is Span.EVER or (case.in_term(course) and _in_year(course, case.year))


def _serves(case: _Case, line: CourseRule, course: Course) -> bool:
    """Tell whether a course held in the year could have met the rule: within the term, and at its level."""
    return case.in_term(course) and (line.level is None or course.level in (None, line.level))


def _best(case: _Case, line: CourseRule, records: Sequence[Taken]) -> tuple[RequirementState, tuple[Key, ...]]:
    tolerance = case.pack.number(FULL_ATTENDANCE)
    judged = [(_record_state(line, course, participation(course, training, tolerance)), Key("TrainingRecord", training.id)) for course, training in records]
    for state in (RequirementState.DONE, RequirementState.PARTLY):
        via = tuple(key for one, key in judged if one is state)
        if via:
            return state, via
    return RequirementState.MISSING, tuple(key for _, key in judged)


def _record_state(line: CourseRule, course: Course, taken: Participation) -> RequirementState:
    if taken not in (Participation.FULL, Participation.PARTIAL):
        return RequirementState.MISSING
    if line.level not in (None, course.level) and course.level not in (None, *line.also_partly):
        return RequirementState.MISSING
    right = line.level in (None, course.level)  # an unlabelled course is for a person to judge
    return RequirementState.DONE if right and taken is Participation.FULL else RequirementState.PARTLY


def _marked(case: _Case, rule: RoleRule, line: CourseRule) -> Iterator[Requirement]:
    """Judge each course of the year that is due for the role; none held is told apart from none taken."""
    leaves = {topic.code for topic in case.pack.topics_of(*line.groups)}
    due = [course for course in case.held if leaves & set(course.topics) and case.in_term(course) and _is_due(case, rule, line, course)]
    for course in due:
        state, via = _best(case, line, [one for one in case.taken if one[0].id == course.id])
        key = f"{rule.role.value}:{line.key}:{course.code}"
        topic = next(code for code in course.topics if code in leaves)
        yield Requirement(key, topic, course.name, state, line.citation, (Key("Course", course.id), *via))
    if not due:
        name = "、".join(case.pack.group(code).name for code in line.groups)
        yield Requirement(f"{rule.role.value}:{line.key}", line.groups[0], name, RequirementState.NOT_HELD, line.citation)


def _is_due(case: _Case, rule: RoleRule, line: CourseRule, course: Course) -> bool:
    return rule.role.value in course.required_for or (line.also_duty and bool(set(case.duties) & set(course.topics)))


def _problems(case: _Case, role: Role, grade: str) -> Iterator[Problem]:
    rule = case.pack.role(role)
    if rule is None:
        yield Problem("role_without_rule", Severity.NOTE, "role", "貳", facts={"role": role.value})
    elif role is Role.HEAD and _head_covered(case.pack, grade) is None:
        yield Problem("grade_unknown", Severity.WARNING, "grade", rule.article)
    elif not case.duties and any(line.by is Chosen.DUTY for line in rule.courses):
        yield Problem("no_duty", Severity.WARNING, "duties", rule.article)
    elif not case.focus and any(line.by is Chosen.FOCUS for line in rule.courses):
        yield Problem("no_focus", Severity.WARNING, "focus", next(line.article for line in rule.courses if line.by is Chosen.FOCUS))


def _readings(pack: RulePack, roles: Sequence[Role]) -> tuple[str, ...]:
    rules = [pack.role(role) for role in dict.fromkeys(roles)]
    lines = [line.reading for rule in rules if rule is not None for line in rule.courses]
    head = [pack.parameter("head_grades").reading] if Role.HEAD in roles else []
    return tuple(dict.fromkeys(reading for reading in (*head, *lines) if reading))


def _inputs(pack: RulePack, roles: Sequence[Role], grade: str, duties: Sequence[str], year: int, on: date) -> tuple[Fact, ...]:
    topics = [pack.topic(code) for code in dict.fromkeys(duties)]
    return (
        *(Fact("身分", role) for role in dict.fromkeys(roles)),
        Fact("職等", grade or None),
        Fact("承辦業務", "、".join(topic.name for topic in topics if topic is not None) or None),
        Fact("年度", year),
        Fact("基準日", roc_short(on)),
    )
