"""Which 民國 years may be written: this one and the last; an older one only after it was opened again with a reason."""

from hrdesk.domain.acts import Act
from hrdesk.domain.members import ReopenedYear, reopening_id
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.staff import current_year

KEPT_OPEN = 1  # years before this one that are still worked on: the last one's evaluation and awards run through this one (陸三(一))


def writable(desk: Desk, year: int) -> bool:
    """Tell whether a year's records may be changed; a year to come may not."""
    return _always_open(desk, year) or (year < current_year(desk) and desk.store.get(ReopenedYear, reopening_id(year)) is not None)


def reopened(desk: Desk) -> tuple[ReopenedYear, ...]:
    """Return the years that are open again, the newest first."""
    return tuple(sorted(desk.store.all(ReopenedYear), key=lambda one: one.year, reverse=True))


@in_turn
def reopen(desk: Desk, year: int, reason: str) -> Changes:
    """Open a past year again; noted for ever and not undone but by `close_again`.

    Raises InputError NEEDS_REASON without a reason, WRONG_STATE for a year that is open or still to come.
    """
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what=f"重新開放 {year} 年度")
    if year > current_year(desk):
        raise InputError(Fault.WRONG_STATE, what=f"開放 {year} 年度", reason="這個年度還沒有開始")
    if writable(desk, year):
        raise InputError(Fault.WRONG_STATE, what=f"重新開放 {year} 年度", reason="這個年度本來就可以修改")
    with desk.store.write(Act.REOPEN, year=year) as tx:
        tx.put(ReopenedYear(id=reopening_id(year), year=year, reason=reason.strip(), day=desk.today, who=desk.who))
    return tx.changes


@in_turn
def close_again(desk: Desk, year: int) -> Changes:
    """Close a year that was opened again; raise InputError WRONG_STATE where it was not."""
    held = desk.store.get(ReopenedYear, reopening_id(year))
    if held is None:
        raise InputError(Fault.WRONG_STATE, what=f"關閉 {year} 年度", reason="這個年度沒有重新開放")
    with desk.store.write(Act.CLOSE_YEAR, year=year) as tx:
        tx.delete(held)
    return tx.changes


def _always_open(desk: Desk, year: int) -> bool:
    return current_year(desk) - KEPT_OPEN <= year <= current_year(desk)
