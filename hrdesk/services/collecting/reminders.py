"""催辦: which offices still owe what, as a list and as the text of a letter to copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.collected import Stage
from hrdesk.domain.deadlines import evaluation_due
from hrdesk.domain.minguo import roc_long, roc_short, year_end
from hrdesk.services.collecting.board import Board, Cell, Row, State
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.list_paper import Listed, Sheet


class Owed(Enum):
    """What an office owes the collector: the year's data, what was sent back, the list of nominees."""

    SUBMISSION = "submission"
    MENDED = "mended"
    NOMINATION = "nomination"


STAGE: Mapping[Owed, Stage] = {Owed.SUBMISSION: Stage.ARRIVED, Owed.MENDED: Stage.VERIFIED, Owed.NOMINATION: Stage.NOMINATED}
SUBJECT: Mapping[Owed, str] = {Owed.SUBMISSION: "資料", Owed.MENDED: "退補件之補正資料", Owed.NOMINATION: "敘獎名單"}


@dataclass(frozen=True, slots=True)
class Missing:
    """One office that still owes something, with the cell of the board that says so."""

    row: Row
    cell: Cell

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who still owes what, and the letter's text."""

    owed: Owed
    missing: tuple[Missing, ...]
    text: str


def owing(board: Board, owed: Owed) -> tuple[Missing, ...]:
    """Return the offices that still owe something, the longest overdue first: a list is owed once the quota was told."""
    found = (Missing(row, cell) for row in board.rows for cell in row.cells if cell.stage is STAGE[owed] and _owes(row, cell, owed))
    return tuple(sorted(found, key=lambda one: (-one.cell.late, one.row.agency.code)))


def reminder(desk: Desk, board: Board, owed: Owed, *, late_only: bool = False) -> Reminder:
    """Return who still owes something in a 民國 year (`late_only`: whose day is over), and the text of a letter that says so."""
    missing = tuple(one for one in owing(board, owed) if one.cell.late or not late_only)
    return Reminder(owed, missing, _letter(desk, board, owed, missing))


def sheet(board: Board, found: Reminder) -> Sheet:
    """Return the list of who still owes something."""
    headings = ("機關代碼", "機關", "上級機關", "期限", "逾期", "情形")
    rows = tuple(_line(one) for one in found.missing)
    return Sheet("reminders", Listed(f"{board.year}年度{SUBJECT[found.owed]}未到機關", headings, rows), (3, 5, 4, 3, 2, 5), landscape=False)


def _owes(row: Row, cell: Cell, owed: Owed) -> bool:
    if cell.state in (State.REACHED, State.NONE):
        return False
    if owed is Owed.SUBMISSION:
        return True
    reached = {one.stage for one in row.cells if one.state is State.REACHED}
    if owed is Owed.NOMINATION:
        return Stage.NOTIFIED in reached
    return Stage.ARRIVED in reached and bool(cell.note)  # a 所屬 inside its first-tier agency's package has none of its own


def _letter(desk: Desk, board: Board, owed: Owed, missing: Sequence[Missing]) -> str:
    subject, article = SUBJECT[owed], evaluation_due(desk.rules(year_end(board.year)), board.year, desk.calendar).citation.article
    lines = [f"主旨：請儘速送交{board.year}年度{subject}，請查照。", "說明：", f"一、依人事管理資訊系統研習計畫{article}辦理。"]
    if not missing:
        return f"{board.year}年度{subject}沒有未送達的機關。"
    lines.append(f"二、截至{roc_long(desk.today)}，下列{len(missing)}個機關尚未送達：")
    lines += [f"　　{n}. {_told(one)}" for n, one in enumerate(missing, 1)]
    return "\n".join([*lines, "三、已送出者請以回執核對；確無資料者，請以零申報送出。"])


def _told(one: Missing) -> str:
    agency, cell = one.row.agency, one.cell
    due = f"期限{roc_short(cell.due)}" if cell.due else ""
    late = f"已逾{cell.late}日" if cell.late else ""
    until = f"准至{roc_short(cell.permitted.until)}" if cell.permitted else ""
    facts = "，".join(part for part in (due, late, until, cell.note) if part)
    return f"{agency.name}（{agency.code}）" + (f"　{facts}" if facts else "")


def _line(one: Missing) -> tuple[str, ...]:
    agency, cell = one.row.agency, one.cell
    until = f"准至 {roc_short(cell.permitted.until)}" if cell.permitted else ""
    told = "　".join(part for part in (until, cell.note) if part)
    return (agency.code, agency.name, one.row.above, _day(cell.due), f"{cell.late} 日" if cell.late else "", told)


def _day(day: date | None) -> str:
    return roc_short(day) if day else "—"
