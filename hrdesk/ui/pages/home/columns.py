"""The columns of what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.minguo import roc_short
from hrdesk.services.home.overview import Due
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of

SOON = 14  # days in which a day set is near


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to do, its place in the list and how many days are left (None = no day is set)."""

    id: int
    due: Due
    left: int | None


def when(row: DueRow) -> Chip | None:
    """Return the day as a state: overdue, near, or far; nothing where no day is set."""
    if row.due.day is None:
        return None
    tone = Tone.BAD if row.due.overdue else Tone.WARN if row.left is not None and row.left <= SOON else Tone.QUIET
    return Chip(f"{roc_short(row.due.day)}{' 已逾期' if row.due.overdue else ''}", tone)


COLUMNS: tuple[Column[DueRow], ...] = (
    Column("day", "期限", lambda row: "隨時" if row.due.day is None else roc_short(row.due.day), 168, sort=lambda row: row.due.day or date.max, chip=when),
    Column("title", "事項", lambda row: row.due.title, 180, stretch=True),
    Column("article", "依據", lambda row: row.due.article, 96),
)


def due_rows(due: Iterable[Due], today: date) -> Rows[DueRow]:
    """Return what is due as rows, in its order."""
    return rows_of(COLUMNS, (DueRow(n, one, None if one.day is None else (one.day - today).days) for n, one in enumerate(due)))
