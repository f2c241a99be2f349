"""What a person decides about a plan before it is applied: which rows are left out, and which doubtful dates were looked at."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from hrdesk.domain.plan import ImportPlan, PlanRow, RowState
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Problem
from hrdesk.services.core import words

DOUBTS = frozenset({"date_doubtful", "text_is_date"})  # what was read may not be what was meant
WRITTEN = frozenset({RowState.NEW, RowState.CHANGED})


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One row of a plan as a person reads it; `number` is its place in the plan, `row` the row of the file (0 = not in it)."""

    number: int
    row: int
    state: RowState
    label: str
    differences: tuple[str, ...]
    problems: tuple[str, ...]
    doubtful: bool

    @property
    def place(self) -> str:
        """Return where the row stands in the file."""
        return f"第{self.row}列" if self.row else "未列名"

    @property
    def written(self) -> bool:
        """Tell whether applying writes this row without anybody's further word."""
        return self.state in WRITTEN


def plan_lines(plan: ImportPlan) -> tuple[PlanLine, ...]:
    """Return every row of a plan in words."""
    return tuple(_line(number, row) for number, row in enumerate(plan.rows))


def plan_notes(plan: ImportPlan) -> tuple[str, ...]:
    """Return what is to be told of the file as a whole: columns not read, what was assumed, rows skipped."""
    skipped = (f"未讀取的欄位：{'、'.join(plan.skipped)}",) if plan.skipped else ()
    return (*skipped, *map(told, plan.problems))


def counted(plan: ImportPlan) -> str:
    """Return how many rows are in each state, in one line."""
    return "、".join(f"{words.label(state)} {plan.count(state)}" for state in RowState)


def told(problem: Problem) -> str:
    """Return a problem with its severity in front."""
    return f"［{words.label(problem.severity)}］{words.of_problem(problem)}"


def doubts(plan: ImportPlan) -> int:
    """Return how many rows that would be written rest on a reading that may not be what was meant."""
    return sum(line.written and line.doubtful for line in plan_lines(plan))


def leave_out(plan: ImportPlan, numbers: Collection[int]) -> ImportPlan:
    """Return a plan without the rows at these places; a new course that other rows need stays with the first of them."""
    kept = [row for number, row in enumerate(plan.rows) if number not in numbers]
    gone = [row for number, row in enumerate(plan.rows) if number in numbers]
    for course in _courses(gone):
        at = next((n for n, row in enumerate(kept) if _needs(row, course)), None)
        if at is not None:
            kept[at] = replace(kept[at], puts=(course, *kept[at].puts))
    return replace(plan, rows=tuple(kept))


def _courses(rows: Collection[PlanRow]) -> Iterator[Course]:
    yield from (record for row in rows for record in row.puts if isinstance(record, Course))


def _needs(row: PlanRow, course: Course) -> bool:
    return any(isinstance(record, TrainingRecord) and record.course == course.id for record in row.puts)


def _line(number: int, row: PlanRow) -> PlanLine:
    names = words.table("fields")
    kind = row.record.kind if row.record is not None else ""
    differences = tuple(
        f"{names.get(f'{kind}.{one.field}', names.get(one.field, one.field))}：{one.before or '（空白）'} → {one.after or '（空白）'}"
        for one in row.differences
    )
    doubtful = any(problem.code in DOUBTS for problem in row.problems)
    return PlanLine(number, row.row, row.state, row.label, differences, tuple(map(told, row.problems)), doubtful)
