"""Foreign files in: always a plan first, then one undoable transaction behind a verified backup."""

from hrdesk.domain.acts import Act
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.desk import Desk
from hrdesk.services.import_coaching import plan_coaching
from hrdesk.services.import_parts import check_fresh
from hrdesk.services.import_roster import plan_roster
from hrdesk.services.import_self_check import plan_self_check
from hrdesk.services.import_training import plan_training
from hrdesk.services.keeping import automatic_target, backup

ACTS = {
    "roster": Act.IMPORT_ROSTER,
    "training": Act.IMPORT_TRAINING,
    "coaching": Act.IMPORT_COACHING,
    "self-check": Act.IMPORT_SELF_CHECK,
}
TAKEN = frozenset({RowState.NEW, RowState.CHANGED})

__all__ = ["apply_plan", "plan_coaching", "plan_roster", "plan_self_check", "plan_training"]


def apply_plan(desk: Desk, plan: ImportPlan, *, leavers: bool = False) -> Changes:
    """Put what a plan would put, in one undoable transaction behind a verified backup; rows in conflict or unreadable are left out.

    People whom the file does not name retire only with `leavers`. A plan that would change nothing does nothing. Raises InputError WRONG_STATE
    where records changed since the plan was made.
    """
    check_fresh(desk, plan)
    taken = TAKEN | {RowState.LEFT} if leavers else TAKEN
    puts: list[Record] = [record for row in plan.rows if row.state in taken for record in row.puts]
    if not puts:
        return Changes()
    if plan.kind not in ACTS:
        raise InputError(Fault.INVALID, what="匯入種類", reason=plan.kind)
    backup(desk, automatic_target(desk, f"before-import-{plan.kind}"))
    with desk.store.write(ACTS[plan.kind], file=plan.file, rows=len(plan.rows)) as tx:
        tx.put_all(puts)
    return tx.changes
