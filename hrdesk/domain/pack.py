"""Rule packs (規則包): the regulation's figures as data, each with its article, wording and the reading chosen.

A pack is read from TOML by `hrdesk.services.regulation.rules`; `load_pack` turns the parsed table into frozen values and refuses anything it does not know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import NoReturn

from hrdesk.domain.pack_table import Value, built, refusal
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.values import Alternative, Citation
from hrdesk.errors import Fault, InputError

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")  # a pack's id stands in file names, lists and logs
LIMITS = range(1, 367)  # working days of a limit; they are counted one by one


class Chosen(Enum):
    """How a line of 需參與課程 picks its leaves: each one named, those of one's own duties, those to reinforce, or courses marked as due."""

    EACH = "each"
    DUTY = "duty"
    FOCUS = "focus"
    MARKED = "marked"


class Span(Enum):
    """Done once stays done, or due again in every year in which it is held."""

    EVER = "ever"
    YEAR = "year"


class FirstDay(Enum):
    """Which day is day 1 of a limit: the start itself, or the working day after it."""

    SAME_DAY = "same_day"
    NEXT_DAY = "next_day"


class Source(Enum):
    """Which records speak about an evaluation item: 輔導紀錄, 備份紀錄, 傳輸紀錄, 研習紀錄, 異動通知, or none."""

    COACHING = "coaching"
    BACKUP = "backup"
    TRANSMISSION = "transmission"
    TRAINING = "training"
    CHANGE = "change"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Anything that stands in an article; `text` is its wording."""

    article: str
    text: str

    @property
    def citation(self) -> Citation:
        """Return the article with its wording."""
        return Citation(self.article, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup(Cited):
    """A branch of the catalogue tree (參); `levels` are those in which its courses are held, `core` marks the core system (核心系統)."""

    code: str
    name: str
    levels: tuple[Level, ...] = ()
    core: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """研習項目: a leaf of the catalogue (參), `name` verbatim; `fixed` False = an open node (專案講習) or an agency's own leaf."""

    code: str
    name: str
    group: str
    article: str
    part: str = ""  # the subsystem it stands under, 系統管理子系統
    levels: tuple[Level, ...] = ()  # filled in from its group
    fixed: bool = True

    @property
    def citation(self) -> Citation:
        """Return the article with the name as its wording."""
        return Citation(self.article, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRule(Cited):
    """One line of 需參與課程 (肆): which leaves are due, how they are chosen (`by`), at which level, once or every year (`span`).

    `also_duty`: courses that bear on one's own duties are due as if marked. `also_partly`: levels shown as partly met because the text says 為主.
    """

    key: str
    by: Chosen
    span: Span
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    level: Level | None = None
    also_partly: tuple[Level, ...] = ()
    also_duty: bool = False
    reading: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule(Cited):
    """A role of 肆 with its required courses."""

    role: Role
    name: str
    courses: tuple[CourseRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Cited):
    """A figure with its unit; where the text is open, the reading taken, the others by name, and who must confirm it."""

    value: Value
    unit: str
    reading: str = ""
    confirm: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStart:
    """Another reading of a limit's first day."""

    name: str
    first: FirstDay
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Cited):
    """A limit in working days; `first` says which day is day 1."""

    rule: str
    name: str
    days: int
    first: FirstDay
    start: str  # what the start day is, in Chinese
    reading: str = ""
    confirm: str = ""
    other: OtherStart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Cited):
    """A coded line of the regulation: an attachment, a section of special merit, an addressee, a consequence, a same-nature group."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Cited):
    """One of the seven evaluation items (陸三(四)) or nine competencies (肆四), verbatim.

    `negative`: its occurrence is bad; `facts`: the records that speak about it.
    """

    code: str
    negative: bool = False
    facts: Source = Source.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One regulation in force from `valid_from` to `valid_to` (both included; None = until replaced)."""

    id: str
    title: str
    document: str
    issuer: str
    amended: date
    valid_from: date
    valid_to: date | None = None
    groups: tuple[TopicGroup, ...]
    topics: tuple[Topic, ...]
    roles: tuple[RoleRule, ...]
    parameters: Mapping[str, Parameter]
    items: tuple[Item, ...]
    competencies: tuple[Item, ...]
    merit_sections: tuple[Line, ...]
    attachments: tuple[Line, ...]
    same_nature: tuple[Line, ...]
    addressees: tuple[Line, ...]
    consequences: tuple[Line, ...]
    deadlines: tuple[DeadlineRule, ...]
    _leaves: Mapping[str, Topic] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Give each leaf the levels of its branch and index the leaves.

        Raises InputError where codes clash, a branch is unknown, the id is no plain name, a limit has no day, or the end lies before the beginning.
        """
        if not PLAIN.fullmatch(self.id):
            raise refusal("pack.id")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise refusal("pack.valid_to")
        if any(one.days not in LIMITS for one in self.deadlines):
            raise refusal("deadlines.days")
        levels = {group.code: group.levels for group in self.groups}
        if any(topic.group not in levels for topic in self.topics):
            raise refusal("topics.group")
        topics = tuple(replace(topic, levels=levels[topic.group]) for topic in self.topics)
        leaves = {topic.code: topic for topic in topics}
        if len(leaves) != len(topics):
            raise refusal("topics.code")
        object.__setattr__(self, "topics", topics)
        object.__setattr__(self, "_leaves", leaves)

    def topic(self, code: str) -> Topic | None:
        """Return the leaf with this code, or None (an agency's own leaf, or a retired one)."""
        return self._leaves.get(code)

    def topic_named(self, text: str) -> Topic | None:
        """Return the leaf whose code or exact name is `text`, or None."""
        return self.topic(text) or next((topic for topic in self.topics if topic.name == text), None)

    def group(self, code: str) -> TopicGroup:
        """Return the branch with this code; raise InputError for an unknown one."""
        for group in self.groups:
            if group.code == code:
                return group
        raise refusal(f"groups.{code}")

    def topics_of(self, *groups: str) -> tuple[Topic, ...]:
        """Return the leaves of these branches in the order of the regulation."""
        return tuple(topic for topic in self.topics if topic.group in groups)

    def role(self, role: Role) -> RoleRule | None:
        """Return what 肆 says of a role, or None where it says nothing."""
        return next((rule for rule in self.roles if rule.role is role), None)

    def deadline(self, rule: str) -> DeadlineRule:
        """Return a limit in working days; raise InputError NOT_FOUND for an unknown rule."""
        for one in self.deadlines:
            if one.rule == rule:
                return one
        raise InputError(Fault.NOT_FOUND, what="期限規則", text=rule)

    def parameter(self, key: str) -> Parameter:
        """Return a figure with its citation; raise InputError for an unknown key."""
        if key not in self.parameters:
            raise refusal(f"parameters.{key}")
        return self.parameters[key]

    def number(self, key: str) -> int:
        """Return a whole-number figure; raise InputError where it is something else."""
        value = self.parameter(key).value
        return value if isinstance(value, int) else _mistyped(key)

    def word(self, key: str) -> str:
        """Return a figure that is a word; raise InputError where it is something else."""
        value = self.parameter(key).value
        return value if isinstance(value, str) else _mistyped(key)

    def listed(self, key: str) -> tuple[int, ...] | tuple[str, ...]:
        """Return a figure that is a list; raise InputError where it is something else."""
        value = self.parameter(key).value
        return value if isinstance(value, tuple) else _mistyped(key)

    def valid_on(self, day: date) -> bool:
        """Tell whether the pack is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def load_pack(data: Mapping[str, object]) -> RulePack:
    """Return a parsed rule pack file as a value; raise InputError naming the place for anything missing, unknown or mistyped."""
    return built(RulePack, data, "pack")


def _mistyped(key: str) -> NoReturn:
    raise refusal(f"parameters.{key}")
