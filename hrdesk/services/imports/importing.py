"""Foreign files in: always a plan first, then one undoable transaction behind a verified backup."""

from collections.abc import Callable, Mapping
from typing import Any

from hrdesk.domain.acts import Act
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_coaching import plan_coaching
from hrdesk.services.imports.import_parts import check_fresh
from hrdesk.services.imports.import_roster import plan_roster
from hrdesk.services.imports.import_self_check import plan_self_check
from hrdesk.services.imports.import_source import Given, kind_named, on_disk
from hrdesk.services.imports.import_training import plan_training
from hrdesk.services.safekeeping.keeping import before

ACTS = {
    "roster": Act.IMPORT_ROSTER,
    "training": Act.IMPORT_TRAINING,
    "coaching": Act.IMPORT_COACHING,
    "self-check": Act.IMPORT_SELF_CHECK,
}
TAKEN = frozenset({RowState.NEW, RowState.CHANGED})

PLANS: Mapping[str, Callable[..., ImportPlan]] = {
    "roster": plan_roster,
    "training": plan_training,
    "coaching": plan_coaching,
    "self_check": plan_self_check,
}

__all__ = ["apply_plan", "plan_coaching", "plan_given", "plan_roster", "plan_self_check", "plan_training"]


def plan_given(desk: Desk, kind: str, given: Given, mapping: Mapping[str, str] | None = None, **options: Any) -> ImportPlan:
    """Return what a file or copied cells would do; `kind` is roster, training, coaching or self_check, `options` are those of its own plan.

    Raises InputError INVALID for another kind, and whatever reading raises.
    """
    which = kind_named(kind)
    with on_disk(desk, which, given) as path:
        return PLANS[which.value](desk, path, mapping, **options)


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
    desk.progress(0, len(puts))
    before(desk, f"before-import-{plan.kind}")
    desk.progress(0, len(puts))  # the last moment at which a person may still stop it
    with desk.store.turn():
        check_fresh(desk, plan)  # somebody else may have saved while the backup was written
        with desk.store.write(ACTS[plan.kind], file=plan.file, rows=len(plan.rows)) as tx:
            tx.put_all(puts)
    return tx.changes
