"""A seed teacher who signed in works on the own 附表3 and 附表5 alone: a guard rail and a trace, not secrecy."""

from hrdesk.domain.members import Access
from hrdesk.domain.record import OfficerId
from hrdesk.errors import Fault, InputError
from hrdesk.services.desk import Desk
from hrdesk.services.members import MANAGERS, signed_in


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
