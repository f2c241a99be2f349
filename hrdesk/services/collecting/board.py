"""彙整進度: agencies by stages, told from what came and what was done here, never from a tick (陸三(一))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Lateness, Stage
from hrdesk.domain.forms import FORMS
from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Key
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.collecting.board_facts import Facts, Reached, facts_of, nil_head
from hrdesk.services.collecting.stage_days import FROM_BELOW, Days, days_of, need_collecting, stages
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.list_paper import Listed
from hrdesk.services.core.paper import write_whole
from hrdesk.services.packages.package_words import YEARLY


class State(Enum):
    """How a stage of an agency stands: reached, open, open and late, open beyond its day by permission, or none of its own."""

    REACHED = "reached"
    OPEN = "open"
    LATE = "late"
    PERMITTED = "permitted"
    NONE = "none"


STATES: Mapping[State, str] = {
    State.REACHED: "完成",
    State.OPEN: "未完成",
    State.LATE: "逾期",
    State.PERMITTED: "准予逾期",
    State.NONE: "—",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of one agency: since when it is reached, its day, the permission to be late, and by how many days it was or is late."""

    stage: Stage
    state: State
    day: date | None = None
    due: date | None = None
    permitted: Lateness | None = None
    late: int = 0
    note: str = ""

    @property
    def text(self) -> str:
        """Return the cell in words."""
        told = roc_short(self.day) if self.day else STATES[self.state]
        late = f"逾 {self.late} 日" if self.late else ""
        until = f"准至 {roc_short(self.permitted.until)}" if self.permitted else ""
        return "　".join(part for part in (told, late, until, self.note) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: its cells in the order of the board's stages, the newest revision received, and what it declared as 零申報, by whom."""

    agency: Agency
    above: str
    cells: tuple[Cell, ...]
    revision: int
    nil: tuple[str, ...]
    nil_by: str

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.agency.id

    @property
    def standing(self) -> Stage | None:
        """Return the furthest stage reached, with all before it; None before anything arrived."""
        reached = None
        for cell in self.cells:
            if cell.state is not State.REACHED:
                break
            reached = cell.stage
        return reached

    @property
    def nothing(self) -> bool:
        """Tell whether the whole year was declared as 零申報."""
        return len(self.nil) == len(YEARLY)


@dataclass(frozen=True, slots=True)
class Total:
    """One stage over all agencies that it is for."""

    stage: Stage
    agencies: int
    reached: int
    late: int
    permitted: int
    due: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a 民國 year: a row an agency, and the totals of each stage."""

    year: int
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]


def board(desk: Desk, year: int) -> Board:
    """Return the board of a 民國 year: a first-tier agency's 所屬, or for the department everyone.

    What a 所屬 sent comes to the department inside its first-tier agency's package, which has all later stages. Raises InputError WRONG_WORKSPACE.
    """
    need_collecting(desk)
    wanted, days, known = stages(desk), days_of(desk, year), facts_of(desk, year)
    agencies = own_part(desk)[1:]
    names = {one.id: one.name for one in (*agencies, *own_part(desk)[:1])}
    rows = tuple(_row(desk, agency, names, known, days, wanted) for agency in agencies if _runs(agency, year))
    return Board(year, rows, tuple(_total(rows, number, stage, days) for number, stage in enumerate(wanted)))


def late(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with a stage that is late now."""
    return tuple(row for row in rows if any(cell.state is State.LATE for cell in row.cells))


def waiting(rows: Iterable[Row], stage: Stage) -> tuple[Row, ...]:
    """Return the rows whose next open stage is this one."""
    return tuple(row for row in rows if next((cell.stage for cell in row.cells if cell.state not in (State.REACHED, State.NONE)), None) is stage)


def listed(found: Board) -> Listed:
    """Return a board as a list: an agency a line, its stages in words, and the totals as the last line."""
    headings = ("機關代碼", "機關", "上級機關", *(words.label(total.stage) for total in found.totals), "版次", "零申報")
    lines = [(row.agency.code, row.agency.name, row.above, *(cell.text for cell in row.cells), str(row.revision or ""), nil_text(row)) for row in found.rows]
    sums = tuple(f"{total.reached}／{total.agencies}" + (f"（逾期 {total.late}）" if total.late else "") for total in found.totals)
    return Listed(f"{found.year}年度彙整進度", headings, (*lines, ("", "合計", "", *sums, "", "")))


def save(desk: Desk, year: int, target: Path, paper: ListPaper) -> int:
    """Write the board as a spreadsheet, replacing the file whole, and return its agencies; that it left is noted. Raises PrintError WRITE_FAILED."""
    found = board(desk, year)
    told = listed(found)
    write_whole(target, write_list(told.headings, told.rows, paper, told.title))
    desk.store.note(Act.EXPORT, tuple(Key("Agency", row.agency.id) for row in found.rows), what="board", year=year, rows=len(found.rows), masked=1)
    return len(found.rows)


def nil_text(row: Row) -> str:
    """Return what an agency declared as 零申報, and who stands for it."""
    forms = "全年無資料" if row.nothing else "、".join(FORMS[name].split()[0] for name in row.nil)
    return f"{forms}（{row.nil_by}）" if row.nil_by else forms


def _runs(agency: Agency, year: int) -> bool:
    """Tell whether an agency was there on a day of a 民國 year."""
    first, last = year_start(year), year_end(year)
    return (agency.start is None or agency.start <= last) and (agency.end is None or agency.end >= first)


def _row(desk: Desk, agency: Agency, names: Mapping[AgencyId, str], known: Facts, days: Days, wanted: Sequence[Stage]) -> Row:
    inside = known.department and agency.tier is not Tier.FIRST
    found = known.inside(agency) if inside else known.reached(agency.id)
    mine = FROM_BELOW if inside else wanted
    cells = tuple(_cell(desk, agency, stage, found, days) if stage in mine else Cell(stage, State.NONE) for stage in wanted)
    nil = tuple(form for form in YEARLY if not known.lines(agency.id, form)) if found.came else ()
    nil_by = nil_head(desk, found.parcel) if len(nil) == len(YEARLY) and found.parcel and not inside else ""
    return Row(agency, names.get(agency.parent, "") if agency.parent else "", cells, found.parcel.revision if found.parcel else 0, nil, nil_by)


def _cell(desk: Desk, agency: Agency, stage: Stage, found: Reached, days: Days) -> Cell:
    day, note = found.days.get(stage), found.notes.get(stage, "")
    due = found.dues.get(stage) or days.dues.get(stage)
    permitted = days.permitted.get((agency.id, stage))
    last = max((one for one in (due, permitted.until if permitted else None) if one), default=None)
    over = max(((day or desk.today) - last).days, 0) if last else 0
    if day is not None:
        return Cell(stage, State.REACHED, day, due, permitted, over, note)
    if over:
        return Cell(stage, State.LATE, None, due, permitted, over, note)
    beyond = permitted is not None and due is not None and desk.today > due
    return Cell(stage, State.PERMITTED if beyond else State.OPEN, None, due, permitted, 0, note)


def _total(rows: Sequence[Row], number: int, stage: Stage, days: Days) -> Total:
    states = [row.cells[number].state for row in rows if row.cells[number].state is not State.NONE]
    counts = (states.count(State.REACHED), states.count(State.LATE), states.count(State.PERMITTED))
    return Total(stage, len(states), *counts, days.dues.get(stage))
