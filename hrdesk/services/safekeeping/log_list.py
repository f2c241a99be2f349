"""The log as a list that a person reads, filters and takes along; and whether its chain is whole."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.errors import Fault, InputError
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.paper import write_whole
from hrdesk.services.opening.steps import lasting
from hrdesk.store.entry import Entry

HEADINGS = ("序號", "時間", "人員", "動作", "新增", "變更", "刪除", "檢視", "說明")
FACTS = {"file": "檔案", "reason": "理由", "year": "年度", "rows": "列", "days": "日", "what": "項目", "records": "筆數"}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry in words: its number, the moment (UTC), who, what, how many records it added, changed, removed and showed, and what else it tells."""

    seq: int
    at: datetime
    who: str
    act: str
    added: int
    changed: int
    removed: int
    seen: int
    told: str
    lasting: str  # why undo does not take it back, "" where it does

    @property
    def id(self) -> int:
        """Return what the line is known by."""
        return self.seq


@dataclass(frozen=True, slots=True)
class Chain:
    """What a check of the log found: the first entry that does not fit (None = whole), the newest one's number, and the code at the end."""

    broken: int | None
    newest: int
    head: str


def lines(desk: Desk, limit: int) -> tuple[LogLine, ...]:
    """Return the newest entries, newest first."""
    return tuple(_line(entry) for entry in desk.store.history(limit))


def chain(desk: Desk) -> Chain:
    """Check every entry of the log with the one before it; changes nothing."""
    newest = desk.store.history(1)
    return Chain(desk.store.verify_audit(), newest[0].seq if newest else 0, desk.store.audit_head())


def export(desk: Desk, target: Path, *, reason: str) -> int:
    """Write the whole log as a spreadsheet (.ods, .xlsx or .csv) and note why; return how many entries it holds.

    Raises InputError NEEDS_REASON without a reason, since the log names people; FILE_UNKNOWN_KIND for any other file; PrintError as writing does.
    """
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="匯出操作紀錄")
    kind = target.suffix.lower().lstrip(".")
    if kind not in {paper.value for paper in ListPaper}:
        raise InputError(Fault.FILE_UNKNOWN_KIND, file=target.name)
    found = lines(desk, 1 << 31)
    write_whole(target, write_list(HEADINGS, (cells(line) for line in found), ListPaper(kind), "操作紀錄"))
    desk.store.note(Act.EXPORT, what="操作紀錄", rows=len(found), reason=reason.strip())
    return len(found)


def cells(line: LogLine) -> tuple[str, ...]:
    """Return a line as texts under HEADINGS."""
    return (str(line.seq), moment(line.at), line.who, line.act, *(str(n) for n in (line.added, line.changed, line.removed, line.seen)), line.told)


def moment(at: datetime) -> str:
    """Return a moment as Taiwan's clock shows it."""
    here = at.astimezone(TAIPEI)
    return f"{roc_short(here.date())} {here:%H:%M}"


def _line(entry: Entry) -> LogLine:
    done = entry.changes
    facts = [f"{FACTS[name]}：{words.reason(str(value))}" for name, value in entry.facts.items() if name in FACTS and _plain(value)]
    counts = (len(done.added), len(done.changed), len(done.removed), len(entry.seen))
    kinds = sorted({words.kind_label(key.kind) for key in (*done.added, *done.changed, *done.removed, *entry.seen)})
    told = "　".join([*facts, "、".join(kinds)]).strip("　")
    return LogLine(entry.seq, entry.at, entry.who, words.label(entry.act), *counts, told, lasting(entry.act))


def _plain(value: str | int) -> bool:
    """Tell whether a fact says something to a person: codes of the program (agency, roster) do not."""
    return not (isinstance(value, str) and value.isascii() and value.isidentifier() and words.reason(value) == value)
