"""The columns of a batch and of everything that ever came."""

from hrdesk.services.collecting.inbox import Arrival, Fate
from hrdesk.services.collecting.inbox_sheets import late_text, moment
from hrdesk.services.core import words
from hrdesk.services.packages import package_words
from hrdesk.services.post.parcels import Line, State
from hrdesk.ui.kit.table_model import Chip, Column, Tone

FATES = {Fate.TAKEN: Tone.GOOD, Fate.WARNED: Tone.WARN, Fate.HELD: Tone.QUIET, Fate.FORKED: Tone.WARN, Fate.OWN: Tone.QUIET, Fate.REFUSED: Tone.BAD}
ORDER = (Fate.REFUSED, Fate.FORKED, Fate.WARNED, Fate.HELD, Fate.OWN, Fate.TAKEN)  # what wants somebody first
STATES = {State.RECEIVED: Tone.GOOD, State.FORKED: Tone.WARN}


def fate_chip(one: Arrival) -> Chip:
    """Return what became of a file."""
    return Chip(words.label(one.fate), FATES[one.fate])


def _kind(one: Arrival) -> str:
    return f"{one.kind} {one.year} 年度" if one.kind else "—"


def _sender_tip(one: Arrival) -> str:
    return f"{one.sender}（{one.code}）\n{one.file}" if one.code else f"無法判斷寄件機關\n{one.file}"


def _receipt(one: Arrival) -> str:
    return one.received.receipt.name if one.received.receipt else "—"


def state_chip(line: Line) -> Chip:
    """Return how a package that came stands."""
    return Chip(line.state.value, STATES[line.state])


ARRIVALS: tuple[Column[Arrival], ...] = (
    Column("fate", "結果", lambda one: words.label(one.fate), 124, sort=lambda one: ORDER.index(one.fate), chip=fate_chip),
    Column("sender", "寄件機關", lambda one: one.sender or one.report.file, 150, tip=_sender_tip),
    Column("kind", "種類", _kind, 184),
    Column("revision", "版次", lambda one: f"第 {one.revision} 版" if one.revision else "—", 66, sort=lambda one: one.revision),
    Column("late", "逾期", late_text, 84, sort=lambda one: one.late, chip=lambda one: Chip(late_text(one), Tone.WARN) if one.late else None),
    Column("changed", "變更", lambda one: one.changed or "—", 170, tip=lambda one: one.changed.replace("；", "\n")),
    Column("told", "說明與下一步", lambda one: one.told or "—", 240, stretch=True, tip=lambda one: one.told),
    Column("file", "檔案", lambda one: one.report.file, 150, tip=lambda one: str(one.file), hidden=True),
    Column("receipt", "回執", _receipt, 150, tip=lambda one: str(one.received.receipt or "沒有回執"), hidden=True),
)
HISTORY: tuple[Column[Line], ...] = (
    Column("at", "收件時間", moment, 136, sort=lambda line: line.parcel.at),
    Column("other", "寄件機關", lambda line: line.other, 200, stretch=True),
    Column("title", "種類", lambda line: line.title, 136),
    Column("year", "年度", lambda line: str(line.parcel.year), 60, sort=lambda line: line.parcel.year, figure=True),
    Column("revision", "版次", lambda line: f"第 {line.parcel.revision} 版", 76, sort=lambda line: line.parcel.revision),
    Column("state", "狀態", lambda line: line.state.value, 220, chip=state_chip),
    Column("package", "識別碼", lambda line: line.parcel.package[: package_words.SHORT], 150),
)
