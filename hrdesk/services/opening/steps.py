"""What undo and redo would do, in words for the menu: 復原「新增研習紀錄」."""

from collections import Counter
from dataclasses import dataclass, field

from hrdesk.domain.acts import Act
from hrdesk.domain.values import Changes
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.own import may_take_back
from hrdesk.store.entry import Entry

PLAIN = frozenset({Act.EDIT, Act.ASSIGN, Act.COACH, Act.LOG})  # acts that say less than the records they touched
WHEN_ADDED = frozenset({Act.APPOINT, Act.CLAIM_MERIT})  # acts whose name fits the first time only


@dataclass(frozen=True, slots=True)
class Pending:
    """The words of the next undo and the next redo; None where there is nothing to do, and `why` there is nothing to undo."""

    undo: str | None
    redo: str | None
    why: str = field(default="", compare=False)


def pending(desk: Desk) -> Pending:
    """Return what undo and redo would do next, as far as whoever is at the desk may."""
    newest = desk.store.next_undo()
    undo = _name(desk, newest)
    return Pending(undo, _name(desk, desk.store.next_redo()), "" if undo else _why_not(desk, newest))


def undo_name(entry: Entry) -> str:
    """Return what an entry did in a few words, with the number of records where it is plain and they are many."""
    changes = entry.changes
    only_removed = bool(changes.removed) and not (changes.added or changes.changed)
    again = entry.act in WHEN_ADDED and not changes.added
    if changes and (entry.act in PLAIN or only_removed or again):
        return _by_records(changes)
    return words.label(entry.act)


def _name(desk: Desk, entry: Entry | None) -> str | None:
    return undo_name(entry) if entry is not None and may_take_back(desk, entry) else None


def lasting(act: Act) -> str:
    """Return why undo does not take an act back, "" for one that it does."""
    return "" if act.undoable else words.table("lasting")[act.value]


def _why_not(desk: Desk, newest: Entry | None) -> str:
    """Return why there is nothing to undo: the newest change is somebody else's, or the act before cannot be taken back."""
    if newest is not None:
        return "最近的變更是別人做的，請由承辦人或人事主管復原。"
    ended = desk.store.undo_ended_by()
    if ended is None or ended is Act.INITIALISE:
        return lasting(Act.INITIALISE)
    return f"「{words.label(ended)}」不能復原：{lasting(ended)}"


def _by_records(changes: Changes) -> str:
    """Return 新增, 修改 or 刪除 with the kind that most of the records have."""
    keys = (*changes.added, *changes.changed, *changes.removed)
    kind, _ = Counter(key.kind for key in keys).most_common(1)[0]
    verb = {len(changes.added): "新增", len(changes.removed): "刪除"}.get(len(keys), "修改")
    return f"{verb}{words.kind_label(kind)}{f'等 {len(keys)} 筆' if len(keys) > 1 else ''}"
