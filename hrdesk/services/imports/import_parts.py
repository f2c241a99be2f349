"""What every import shares: the file read, rows judged, differences in words, one plan applied as one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.national_id import mask_id
from hrdesk.domain.plan import Difference, ImportPlan, PlanRow, RowState
from hrdesk.domain.record import Record
from hrdesk.domain.values import Key, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import SheetKind, headings_of
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.recognise import Recognised, recognise
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk

T = TypeVar("T")
TOLD_EVERY = 50  # rows


@dataclass(frozen=True, slots=True)
class Source:
    """A foreign file as it was recognised, and how the book stood when it was."""

    file: str
    found: Recognised
    based_on: int


def read_source(desk: Desk, path: Path, kind: SheetKind, mapping: Mapping[str, str] | None, sheet: str | None = None) -> Source:
    """Read a foreign file in a limited child process and find its headings; raise InputError with the file's name where it cannot be read."""
    known = headings_of(kind).labels
    if unknown := "、".join(field for field in mapping or {} if field not in known):
        raise InputError(Fault.INVALID, what=f"欄位「{unknown}」", reason=f"可用的有 {'、'.join(known)}")
    try:
        found = recognise(read_sheets(path, forms=kind is SheetKind.SELF_CHECK), kind, mapping, sheet)
    except InputError as error:
        raise InputError(error.fault, **{**error.facts, "file": path.name, "text": sheet or ""}) from error
    return Source(path.name, found, newest_change(desk))


def with_progress(desk: Desk, rows: Sequence[T]) -> Iterator[T]:
    """Yield rows and report how far the reading is, where it may also be stopped."""
    for done, row in enumerate(rows):
        if done % TOLD_EVERY == 0:
            desk.progress(done, len(rows))
        yield row


def newest_change(desk: Desk) -> int:
    """Return the sequence of the newest entry that changed a record, 0 where there is none in sight."""
    return next((entry.seq for entry in desk.store.history(50) if entry.changes), 0)


def plan_of(source: Source, kind: str, rows: Iterable[PlanRow], assumed: Iterable[Problem] = ()) -> ImportPlan:
    """Return a plan of these rows over a file, with what was assumed for want of a column, and every row and sheet that was not read."""
    found = source.found
    problems = (*found.problems, *assumed, *_unread(found))
    return ImportPlan(kind, source.file, tuple(rows), found.headings, found.skipped, problems, source.based_on)


def assumption(code: str, count: int) -> Iterator[Problem]:
    """Yield a warning that something was assumed for `count` records; nothing for none."""
    if count:
        yield Problem(code, Severity.WARNING, facts={"count": count})


def _unread(found: Recognised) -> Iterator[Problem]:
    """Yield a note for each row skipped, with the reason, and for each sheet not read of which nothing was said yet."""
    for row in found.skipped_rows:
        yield Problem(row.reason, Severity.NOTE, facts={"row": row.row})
    told = {problem.facts.get("sheet") for problem in found.problems}
    yield from (Problem("sheet_left_out", Severity.NOTE, facts={"sheet": name}) for name in found.others if name not in told)


def errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def unreadable(row: int, label: str, problems: tuple[Problem, ...]) -> PlanRow:
    """Return the plan of a row that cannot be taken, with every reason."""
    return PlanRow(row, RowState.UNREADABLE, label, problems=problems)


def conflict(row: int, label: str, *problems: Problem) -> PlanRow:
    """Return the plan of a row that a person has to decide about."""
    return PlanRow(row, RowState.CONFLICT, label, problems=problems)


def planned(row: int, label: str, before: Record | None, after: Record, also: Iterable[Record] = (), problems: tuple[Problem, ...] = ()) -> PlanRow:
    """Return the plan of a row that becomes `after` (and `also`): new, changed with the differences, or the same."""
    key = Key(type(after).__name__, after.id)
    extra = tuple(also)
    if before is None:
        return PlanRow(row, RowState.NEW, label, key, problems=problems, puts=(*extra, after))
    differences = tuple(difference(before, after))
    if not differences and not extra:
        return PlanRow(row, RowState.SAME, label, key, problems=problems)
    return PlanRow(row, RowState.CHANGED, label, key, differences, problems, (*extra, after))


def difference(before: Record, after: Record) -> Iterable[Difference]:
    """Return every field in which two records of one kind differ, as a person reads it; an ID number is masked (it stays whole in what is put)."""
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            shown = mask_id if field.name == "national_id" else text_of
            yield Difference(field.name, shown(old), shown(new))


def text_of(value: object) -> str:
    """Return a field's value as a person reads it: 民國 dates, labels, 、 between several."""
    if value is None:
        return ""
    if isinstance(value, date):
        return roc_short(value)
    if isinstance(value, Enum):
        return words.label(value)
    if isinstance(value, tuple):
        return "、".join(text_of(item) for item in value)
    return str(value)


def check_fresh(desk: Desk, plan: ImportPlan) -> None:
    """Raise InputError WRONG_STATE where records changed since the plan was made."""
    if newest_change(desk) != plan.based_on:
        raise InputError(Fault.WRONG_STATE, what="套用這份預覽", reason="預覽之後資料已有變更，請重新讀取檔案")
