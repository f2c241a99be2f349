"""What a person who signed in may change: a seed teacher the own 附表3 and 附表5 alone, a reader nothing; a guard rail and a trace, not secrecy."""

from collections.abc import Callable, Mapping

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access
from hrdesk.domain.record import OfficerId
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.words import label
from hrdesk.services.opening.members import MANAGERS, signed_in
from hrdesk.store.entry import Entry

TEACHING = frozenset({Act.COACH, Act.CHECK_SELF, Act.CLAIM_MERIT})  # acts on the records of one person, who is then looked at by `need_own`
EVIDENCE = (Act.EDIT, "evidence")  # a file kept for one of those
READ_ONLY = "您的權限是唯讀，只能查看與列印"


def only(desk: Desk) -> OfficerId | None:
    """Return the one officer whose records the person at the desk may see, or None for everyone's."""
    me = signed_in(desk)
    return me.officer if me.access is Access.TEACHER else None


def need_own(desk: Desk, who: OfficerId, what: str) -> None:
    """Raise InputError WRONG_STATE where a seed teacher would change another's record; `what` is being done, in Chinese."""
    mine = only(desk)
    if mine is not None and mine != who:
        raise InputError(Fault.WRONG_STATE, what=what, reason="種籽教師只能處理自己的資料")


def need_manager(desk: Desk, what: str) -> None:
    """Raise InputError WRONG_STATE unless a clerk or the head of personnel is at the desk."""
    if signed_in(desk).access not in MANAGERS:
        raise InputError(Fault.WRONG_STATE, what=what, reason="只有承辦人或人事主管可以辦理")


def guard_of(desk: Desk) -> Callable[[Act, Mapping[str, str | int]], None] | None:
    """Return what refuses the acts that whoever opened the workspace may not do (InputError WRONG_STATE), or None for who may do all."""
    given = signed_in(desk).access
    if given in MANAGERS:
        return None

    def refuse(act: Act, facts: Mapping[str, str | int]) -> None:
        if given is Access.READER:
            raise InputError(Fault.WRONG_STATE, what=label(act), reason=READ_ONLY)
        if act not in TEACHING and (act, facts.get("what")) != EVIDENCE:
            raise InputError(Fault.WRONG_STATE, what=label(act), reason="種籽教師只能處理自己的資料")

    return refuse


def may_take_back(desk: Desk, entry: Entry) -> bool:
    """Tell whether whoever is at the desk may undo or redo an act: a reader none, a seed teacher the own ones."""
    given = signed_in(desk).access
    return given in MANAGERS or (given is Access.TEACHER and entry.who == desk.who)


def need_take_back(desk: Desk, entry: Entry | None, what: str) -> None:
    """Raise InputError WRONG_STATE where whoever is at the desk has no act there to undo or redo, a manager never; `what` is being done, in Chinese."""
    given = signed_in(desk).access
    if given in MANAGERS or (entry is not None and may_take_back(desk, entry)):
        return
    reason = READ_ONLY if given is Access.READER else "最近的變更不是您自己做的，請由承辦人或人事主管辦理"
    raise InputError(Fault.WRONG_STATE, what=what, reason=reason)
