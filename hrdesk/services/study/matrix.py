"""應修課程矩陣: everyone of a year against every course somebody needs (肆), with totals both ways and the article behind each cell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.pack import RulePack
from hrdesk.domain.requirements import STATES, Requirement, RequirementState
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Explanation, Fact
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.compliance import Compliance, compliance_of
from hrdesk.services.people.staff import officers_of_year

TERMS = (RequirementState.DONE, RequirementState.PARTLY, RequirementState.MISSING, RequirementState.NOT_HELD, RequirementState.NOT_COVERED)
ROLES = (RequirementState.MISSING, RequirementState.PARTLY, RequirementState.NOT_HELD, RequirementState.DONE, RequirementState.NOT_COVERED)
OPEN = frozenset({RequirementState.MISSING, RequirementState.PARTLY})
OWED = OPEN | {RequirementState.DONE}


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One required course: its name with the level asked for, its articles, and how many people stand where."""

    key: str
    name: str
    topic: str
    articles: tuple[str, ...]
    counts: Mapping[RequirementState, int]

    @property
    def due(self) -> int:
        """Return for how many it is done, partly done or missing."""
        return sum(self.counts.get(state, 0) for state in OWED)


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One officer: the state of each required course by column key, and the requirements behind them."""

    officer: Officer
    roles: tuple[Role, ...]
    states: Mapping[str, RequirementState]
    requirements: Explanation[tuple[Requirement, ...]]

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.officer.id

    @property
    def done(self) -> int:
        """Return how many of the courses due are done."""
        return sum(state is RequirementState.DONE for state in self.states.values())

    @property
    def due(self) -> int:
        """Return how many courses are done, partly done or missing."""
        return sum(state in OWED for state in self.states.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; columns stand in the order of the catalogue, marked courses behind their branch."""

    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixLine, ...]


def matrix(desk: Desk, year: int) -> Matrix:
    """Return the matrix of the own part's officers of a 民國 year."""
    people = [one for agency in own_part(desk) for one in officers_of_year(desk, agency.id, year)]
    found = compliance_of(desk, people, year)
    return Matrix(_columns(desk.rules(year_end(year)), found), tuple(_line(one) for one in found))


def column_of(requirement: Requirement) -> str:
    """Return the column in which a requirement stands: one a course and level, whichever role asks for it; 未列於肆 has one of its own."""
    return f"{requirement.topic}:{_name(requirement)}"


def cell(desk: Desk, line: MatrixLine, column: MatrixColumn) -> Explanation[RequirementState]:
    """Return why a cell of the matrix is what it is: each role's requirement with its article and the records that make its state."""
    mine = [one for one in line.requirements.value if column_of(one) == column.key]
    asked = mine[0]
    return Explanation(
        value=line.states[column.key],
        unit="",
        rule="required-course",
        citation=asked.citation,
        pack=line.requirements.pack,
        reading=line.requirements.reading,
        inputs=(*line.requirements.inputs, *_via(desk, mine)),
        steps=tuple(f"{one.citation.article} {one.name}：{STATES[one.state]}。" for one in mine),
        alternatives=line.requirements.alternatives,
        problems=line.requirements.problems,
    )


def _via(desk: Desk, mine: Iterable[Requirement]) -> Iterator[Fact]:
    """Yield the records that make a state, each by its course's name and first day."""
    for key in dict.fromkeys(key for one in mine for key in one.via):
        record = desk.store.get(TrainingRecord, key.id) if key.kind == "TrainingRecord" else None
        course = desk.store.get(Course, record.course if record is not None else key.id)
        yield Fact(words.kind_label(key.kind), f"{course.name}（{roc_short(course.start)}）" if course else "", key)


def _line(found: Compliance) -> MatrixLine:
    by_key: dict[str, dict[str, RequirementState]] = {}
    for one in found.requirements.value:
        terms = by_key.setdefault(column_of(one), {})
        terms[one.key] = min(terms.get(one.key, one.state), one.state, key=TERMS.index)  # several terms of one course: the best counts
    states = {column: min(terms.values(), key=ROLES.index) for column, terms in by_key.items()}  # two roles ask for it: both must be met
    return MatrixLine(found.officer, found.roles, states, found.requirements)


def _columns(pack: RulePack, found: Sequence[Compliance]) -> tuple[MatrixColumn, ...]:
    named: dict[str, Requirement] = {}
    articles: dict[str, dict[str, None]] = {}
    counts: dict[str, Counter[RequirementState]] = {}
    for line in found:
        for one in line.requirements.value:
            key = column_of(one)
            named.setdefault(key, one)
            articles.setdefault(key, {})[one.citation.article] = None
        for key, state in _line(line).states.items():
            counts.setdefault(key, Counter())[state] += 1
    places = {code: n for n, code in enumerate(_order(pack))}
    order = sorted(named, key=lambda key: (places.get(named[key].topic, len(places)), named[key].name, key))
    return tuple(MatrixColumn(key, _name(named[key]), named[key].topic, tuple(articles[key]), counts[key]) for key in order)


def _order(pack: RulePack) -> list[str]:
    """Return branches and leaves in the order of the regulation."""
    return [code for group in pack.groups for code in (group.code, *(topic.code for topic in pack.topics_of(group.code)))]


def _name(requirement: Requirement) -> str:
    """Return what the column is called; without a course (未列於肆) the grade in brackets is left out."""
    return requirement.name if requirement.topic else requirement.name.partition("（")[0]
