"""研習項目 (參): the catalogue as a tree, with the courses of a year on each leaf and how many of those who need it have done it (肆)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hrdesk.domain.minguo import year_end
from hrdesk.domain.pack import Topic, TopicGroup
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.training import Course
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.compliance import compliance_of
from hrdesk.services.people.staff import officers_of_year

OWED = frozenset({RequirementState.DONE, RequirementState.PARTLY, RequirementState.MISSING, RequirementState.NOT_HELD})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many people have done what a leaf asks of them, of how many who need it."""

    done: int
    due: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the catalogue with the courses of the year that bear on it."""

    topic: Topic
    held: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the catalogue with its leaves; `held` counts a course of several leaves once."""

    group: TopicGroup
    leaves: tuple[Leaf, ...]
    held: int


def catalogue(desk: Desk, courses: Iterable[Course], year: int) -> tuple[Branch, ...]:
    """Return the catalogue in force in a 民國 year, with how many of these courses bear on each part; courses called off do not count."""
    pack = desk.rules(year_end(year))
    topics = [frozenset(one.topics) for one in courses if not one.cancelled]
    branches = []
    for group in pack.groups:
        leaves = pack.topics_of(group.code)
        codes = {topic.code for topic in leaves}
        held = [Leaf(topic, sum(topic.code in one for one in topics)) for topic in leaves]
        branches.append(Branch(group, tuple(held), sum(bool(codes & one) for one in topics)))
    return tuple(branches)


def coverage(desk: Desk, year: int) -> Mapping[str, Coverage]:
    """Return, by leaf code, how many of the own part need the leaf in a 民國 year and have done it; a leaf that nobody needs is left out.

    A person who needs a leaf in two roles has done it once both are met.
    """
    people = [one for agency in own_part(desk) for one in officers_of_year(desk, agency.id, year)]
    counted: dict[str, list[int]] = {}
    for line in compliance_of(desk, people, year):
        mine: dict[str, bool] = {}
        for one in line.requirements.value:
            if one.state in OWED and desk.rules(year_end(year)).topic(one.topic) is not None:
                mine[one.topic] = mine.get(one.topic, True) and one.state is RequirementState.DONE
        for topic, done in mine.items():
            both = counted.setdefault(topic, [0, 0])
            both[0] += done
            both[1] += 1
    return {topic: Coverage(done, due) for topic, (done, due) in counted.items()}
