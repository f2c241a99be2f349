"""What an import would do, shown before it does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from hrdesk.domain.record import Record
from hrdesk.domain.values import Key, Problem


class RowState(Enum):
    """新增, 變更, 相同, 離職, 衝突, 無法讀取."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, as a person reads them."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one row of the file (1-based, 0 = not in the file) would do: the records it would put, and why not where it would not."""

    row: int
    state: RowState
    label: str  # a person's word for the row, shown on screen only
    record: Key | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    puts: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A whole file's preview: applying it is one undoable transaction. `skipped` names headings that were not recognised.

    `based_on` is the newest entry of the log when the plan was made: a plan is not applied over later changes.
    """

    kind: str  # roster, training, coaching, self-check
    file: str
    rows: tuple[PlanRow, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)  # field -> heading
    skipped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    based_on: int = 0

    def count(self, state: RowState) -> int:
        """Return how many rows are in `state`."""
        return sum(row.state is state for row in self.rows)
