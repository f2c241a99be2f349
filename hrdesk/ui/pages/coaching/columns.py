"""The columns of 附表3, and the filter above them."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.minguo import clock_text, roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Settlement
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.teachers.coaching_year import CoachingLine
from hrdesk.ui.kit.table_model import Chip, Column, Tone

TONES = {Settlement.OPEN: Tone.WARN, Settlement.SOLVED: Tone.GOOD, Settlement.ESCALATED: Tone.QUIET}
UNSORTED = 0  # the item number of 未分類 in the filter


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the year is listed: a month or one day, one teacher, one item (0 = 未分類), one state; None = all."""

    month: int | None = None
    day: date | None = None
    teacher: OfficerId | None = None
    item: int | None = None
    settlement: Settlement | None = None

    def keeps(self, line: CoachingLine) -> bool:
        """Tell whether a line is listed."""
        record = line.record
        return (
            self.month in (None, record.day.month)
            and self.day in (None, record.day)
            and self.teacher in (None, record.officer)
            and self.item in (None, record.item or UNSORTED)
            and self.settlement in (None, record.settlement)
        )


def settled(line: CoachingLine) -> Chip:
    """Return how a case stands, with whom it was passed on to."""
    record = line.record
    to = f"　{record.escalated_to}" if record.settlement is Settlement.ESCALATED and record.escalated_to else ""
    return Chip(words.label(record.settlement) + to, TONES[record.settlement])


def span(line: CoachingLine) -> str:
    """Return from when to when."""
    return f"{clock_text(line.record.start)}–{clock_text(line.record.end)}"


COLUMNS: tuple[Column[CoachingLine], ...] = (
    Column("day", "日期", lambda line: roc_short(line.record.day), 88, sort=lambda line: (line.record.day, line.record.start), figure=True),
    Column("span", "時間", span, 100, sort=lambda line: line.record.start, figure=True),
    Column("minutes", "分鐘", lambda line: str(line.minutes), 56, sort=lambda line: line.minutes, figure=True, hidden=True),
    Column("teacher", "種籽教師", lambda line: line.teacher, 84, sort=lambda line: stroke_key(line.teacher)),
    Column("agency", "受輔導機關", lambda line: line.record.served_agency, 124),
    Column("person", "受輔導人員", lambda line: line.record.served_person, 92, hidden=True),
    Column("channel", "方式", lambda line: "、".join(words.label(one) for one in line.record.channels), 92, hidden=True),
    Column("system", "系統別", lambda line: line.system, 92),
    Column("item", "項目", lambda line: str(line.record.item or "—"), 48, sort=lambda line: line.record.item or UNSORTED, figure=True),
    Column("problem", "問題", lambda line: line.record.problem, 134, stretch=True, tip=lambda line: line.record.problem),
    Column("handling", "處理情形", lambda line: line.record.handling, 160, hidden=True, tip=lambda line: line.record.handling),
    Column("settlement", "結案", lambda line: words.label(line.record.settlement), 128, chip=settled),
    Column("ticket", "案號", lambda line: line.record.ticket, 92, hidden=True),
    Column("confirmed", "受輔導人確認", lambda line: line.record.confirmed_by, 104, hidden=True),
    Column("evidence", "佐證", lambda line: str(len(line.record.evidence) or ""), 48, sort=lambda line: len(line.record.evidence), figure=True),
)
