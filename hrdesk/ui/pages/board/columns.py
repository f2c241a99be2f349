"""The columns of the board: one a stage, each cell a state with its day."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum

from hrdesk.domain.collected import Lateness, Stage
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.staff import Tier
from hrdesk.services.collecting import board
from hrdesk.services.collecting.board import Cell, Row, State
from hrdesk.services.core import words
from hrdesk.ui.kit.table_model import Chip, Column, Tone

WAITING = {
    Stage.VERIFIED: "待驗證",
    Stage.EVALUATED: "待評估",
    Stage.APPROVED: "待核定",
    Stage.NOTIFIED: "待函知",
    Stage.NOMINATED: "名單未到",
    Stage.DECIDED: "待決定",
    Stage.SENT: "待寄送",
}
ORDER = {State.LATE: 0, State.OPEN: 1, State.PERMITTED: 2, State.REACHED: 3, State.NONE: 4}


class Group(Enum):
    """Which rows are shown besides all: what a collector looks for."""

    MISSING = "未到"
    LATE = "逾期"
    PERMITTED = "准予逾期"
    NIL = "零申報"


Shown = Group | Stage


def month_day(day: date) -> str:
    """Return a day as narrow cells show it, without its year."""
    return roc_short(day).partition("/")[2]


def belongs(row: Row, shown: Shown) -> bool:
    """Tell whether a row belongs to what is shown."""
    states = {cell.stage: cell.state for cell in row.cells}
    if isinstance(shown, Stage):
        return bool(board.waiting((row,), shown))
    if shown is Group.MISSING:
        return states[Stage.ARRIVED] is not State.REACHED
    if shown is Group.NIL:
        return row.nothing
    return {Group.LATE: State.LATE, Group.PERMITTED: State.PERMITTED}[shown] in states.values()


def cell_chip(cell: Cell) -> Chip | None:
    """Return a cell's state: its day, by how many days it is late, or until when it may be."""
    if cell.state is State.NONE:
        return None
    if cell.day is not None:
        return Chip(f"晚 {cell.late} 日", Tone.WARN) if cell.late else Chip(roc_short(cell.day), Tone.GOOD)
    if cell.state is State.LATE:
        return Chip(f"逾 {cell.late} 日", Tone.BAD)
    if cell.permitted is not None and cell.state is State.PERMITTED:
        return Chip(f"准至 {month_day(cell.permitted.until)}", Tone.WARN)
    return Chip(cell.note or "未完成", Tone.WARN if cell.note else Tone.QUIET)


def cell_tip(cell: Cell) -> str:
    """Return everything known of a cell."""
    due = f"期限 {roc_short(cell.due)}" if cell.due else ""
    return "\n".join(part for part in (words.label(cell.stage), cell.text, due, permitted_text(cell.permitted)) if part)


def permitted_text(permitted: Lateness | None) -> str:
    """Return who permitted what, until when and why."""
    if permitted is None:
        return ""
    return f"{permitted.permitted_by} 於 {roc_short(permitted.day)} 准予逾期至 {roc_short(permitted.until)}：{permitted.reason}"


def columns(stages: Sequence[Stage]) -> tuple[Column[Row], ...]:
    """Return the columns of a board with these stages."""
    return (
        Column("code", "機關代碼", lambda row: row.agency.code, 104, hidden=True),
        Column("agency", "機關", _name, 156, sort=lambda row: row.agency.code, stretch=True, tip=lambda row: f"{row.agency.name}（{row.agency.code}）"),
        *(_stage(n, stage) for n, stage in enumerate(stages)),
        Column("revision", "版次", lambda row: f"第 {row.revision} 版" if row.revision else "—", 66, sort=lambda row: row.revision, hidden=True),
        Column("nil", "零申報", board.nil_text, 110, hidden=True),
    )


def _name(row: Row) -> str:
    return f"　{row.agency.name}" if row.agency.tier is Tier.SECOND else row.agency.name


def _stage(number: int, stage: Stage) -> Column[Row]:
    def cell(row: Row) -> Cell:
        return row.cells[number]

    def key(row: Row) -> tuple[int, int]:
        return ORDER[cell(row).state], -cell(row).late

    chip: Callable[[Row], Chip | None] = lambda row: cell_chip(cell(row))  # noqa: E731
    return Column(stage.value, words.label(stage), lambda row: cell(row).text, 118, sort=key, chip=chip, tip=lambda row: cell_tip(cell(row)))
