"""The columns of the boxes, of what came back and of the results of a batch."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Parcel
from hrdesk.services.collecting import inbox
from hrdesk.services.core import words
from hrdesk.services.packages import package_words
from hrdesk.services.packages.package_words import Mark
from hrdesk.services.post.parcels import Line, Returned, State
from hrdesk.services.post.receiving import Received
from hrdesk.ui.kit.table_model import Chip, Column, Tone

TONES = {
    State.SEALED: Tone.QUIET,
    State.TAKEN: Tone.GOOD,
    State.SENT_BACK: Tone.BAD,
    State.FOLLOWED: Tone.QUIET,
    State.RECEIVED: Tone.GOOD,
    State.FORKED: Tone.WARN,
}
MARKS = {Mark.OK: Tone.GOOD, Mark.WARNING: Tone.WARN, Mark.REFUSED: Tone.BAD}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file of a batch; `file` is where it lies."""

    file: str
    received: Received

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.file


def moment(parcel: Parcel) -> str:
    """Return when a package was sealed or came."""
    at = parcel.at.astimezone(TAIPEI)
    return f"{roc_short(at.date())} {at:%H:%M}"


def state_chip(line: Line) -> Chip:
    """Return how a package stands."""
    return Chip(line.state.value, TONES[line.state])


def _revision(line: Line) -> str:
    return f"第 {line.parcel.revision} 版"


def _box(other: str) -> tuple[Column[Line], ...]:
    return (
        Column("at", "時間", lambda line: moment(line.parcel), 136, sort=lambda line: line.parcel.at),
        Column("title", "種類", lambda line: line.title, 136),
        Column("revision", "版次", _revision, 76, sort=lambda line: line.parcel.revision),
        Column("other", other, lambda line: line.other, 170, stretch=True),
        Column("state", "狀態", lambda line: line.state.value, 200, chip=state_chip, tip=lambda line: line.told),
        Column("told", "對方說明", lambda line: line.told, 200, tip=lambda line: line.told),
        Column("package", "識別碼", lambda line: line.parcel.package[: package_words.SHORT], 150, hidden=True),
    )


SENT = _box("收件機關")
RECEIVED = tuple(column for column in _box("寄件機關") if column.key != "told")


def returned_chip(line: Returned) -> Chip:
    """Return whether a matter was answered."""
    return Chip("已重新送出", Tone.GOOD) if line.answered else Chip("待補正", Tone.WARN)


RETURNED: tuple[Column[Returned], ...] = (
    Column("due", "期限", lambda line: roc_short(line.remark.due) if line.remark.due else "—", 96, sort=lambda line: line.remark.due or date.max),
    Column("agency", "機關", lambda line: line.agency, 130),
    Column("about", "所在", lambda line: line.about, 150),
    Column("text", "應補正事項", lambda line: line.remark.text, 240, stretch=True, tip=lambda line: line.remark.text),
    Column("article", "條文", lambda line: line.remark.article, 110),
    Column("day", "退回日", lambda line: roc_short(line.remark.day), 96, sort=lambda line: line.remark.day),
    Column("state", "狀態", lambda line: returned_chip(line).text, 130, chip=returned_chip),
)


def verdict_chip(one: Result) -> Chip:
    """Return the verdict on one file."""
    report = one.received.report
    mark = package_words.mark_of(report.finding)
    if one.received.skipped:
        return Chip("自己寄出", Tone.QUIET)
    return Chip({Mark.OK: "收件", Mark.WARNING: "先前已收", Mark.REFUSED: "退回"}[mark], MARKS[mark])


def next_step(one: Result) -> str:
    """Return what was found, with what to do next; what the gate finds in a list of nominees comes behind."""
    report = one.received.report
    told = package_words.headline(report).sentence or (inbox.changed_in_words(report.changes) or "內容沒有變更")
    problems = "；".join((*map(words.of_problem, one.received.problems), *(f"{other.form}：{'、'.join(other.details)}" for other in one.received.differences)))
    return f"{told}　{problems}" if problems else told


def _what(one: Result) -> str:
    header = one.received.report.header
    return package_words.what(header) if header else "—"


RESULTS: tuple[Column[Result], ...] = (
    Column("file", "檔案", lambda one: one.received.report.file, 190, tip=lambda one: one.file),
    Column("what", "內容", _what, 220),
    Column("verdict", "結果", lambda one: verdict_chip(one).text, 104, chip=verdict_chip),
    Column("next", "說明與下一步", next_step, 260, stretch=True, tip=next_step),
    Column("receipt", "回執", lambda one: one.received.receipt.name if one.received.receipt else "—", 120, tip=lambda one: str(one.received.receipt or "")),
)
