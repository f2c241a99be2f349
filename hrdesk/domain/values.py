"""Values that cross a border: what changed, what was found wrong, and why a figure is what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """Names one record: the class name of its kind, and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction did, by kind and id; a page re-reads only if one of its kinds is named."""

    seq: int = 0
    act: str = ""
    added: tuple[Key, ...] = ()
    changed: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """Return the names of the kinds touched."""
        return frozenset(key.kind for key in (*self.added, *self.changed, *self.removed))

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.added or self.changed or self.removed)


class Severity(Enum):
    """ERROR stops, WARNING needs a look or a reason, NOTE only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a draft: `code` has a sentence in the user interface, `where` is the field, `facts` fill the sentence.

    `article` cites the rule where a regulation is the reason; `record` is what to open.
    """

    code: str
    severity: Severity = Severity.ERROR
    where: str = ""
    article: str = ""
    record: Key | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure comes from: the article and its wording, both as the regulation writes them."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One input of a figure: a label for a person, its value (an Enum is shown by its own label), and the record it came from."""

    label: str
    value: str | int | bool | Enum | None
    record: Key | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was not chosen, or another outcome the text allows, and what it would give."""

    name: str
    value: str
    text: str = ""


@dataclass(frozen=True)
class Explanation(Generic[T]):
    """A value and why: the answer to 「為什麼？」, complete enough to stay readable when the program has changed.

    `value` is the answer (an int, a date, a tuple of frozen values …), `unit` its unit in Chinese, `pack` the rule pack's id, `reading` the
    reading chosen where the text is open ("" where it is not), `steps` the working in words, one a line.
    """

    value: T
    unit: str
    rule: str
    citation: Citation
    pack: str
    reading: str = ""
    inputs: tuple[Fact, ...] = ()
    steps: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    problems: tuple[Problem, ...] = ()
    decided_by: str = ""
    reason: str = ""
