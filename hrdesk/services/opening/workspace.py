"""The workspace as a whole: made, opened, its clock and its office calendar."""

import shutil
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import TAIPEI, OfficeCalendar
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.offices import Workspace, WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import new_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import about, reason_of
from hrdesk.services.opening.office_days import OfficeDays
from hrdesk.services.opening.passphrase import require_passphrase
from hrdesk.services.regulation import rules
from hrdesk.services.regulation.packs import Rulebook
from hrdesk.store.key_file import STANDARD, Cost
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create, open_store

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
TIERS = {
    WorkspaceKind.AGENCY: (Tier.SECOND, Tier.FIRST),
    WorkspaceKind.FIRST_TIER: (Tier.FIRST,),
    WorkspaceKind.DEPARTMENT: (Tier.DEPARTMENT,),
}


def utc_now() -> datetime:
    """Return the PC's time as aware UTC."""
    return datetime.now(UTC)


def silent(done: int, total: int) -> None:
    """Report no progress of long work."""
    del done, total


class SampleClock:
    """A clock for made-up data, whose year may run ahead of the PC: never behind the newest entry of `store` once that is set."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self.store: Store | None = None

    def __call__(self) -> datetime:
        """Return the later of the PC's time and the newest entry."""
        now = self._real()
        newest = None if self.store is None else self.store.newest()
        return now if newest is None else max(now, newest)


def create_workspace(
    folder: Path,
    *,
    code: str,
    name: str,
    kind: WorkspaceKind,
    passphrase: str,
    who: str,
    tier: Tier | None = None,
    parent_code: str = "",
    parent_name: str = "",
    group: str = "",
    recovery: str | None = None,
    server: str | None = None,
    now: Clock = utc_now,
    sample: bool = False,
    progress: Progress = silent,
    cost: Cost = STANDARD,
) -> tuple[Desk, str]:
    """Make a workspace for one agency and return it open, with the recovery code to print.

    `tier` defaults to the kind's usual one; a 二級機關 needs its parent; `recovery` is a code that was shown before (default: a new one); a `cost`
    below STANDARD is for tests. With `server`, the address of an empty PostgreSQL database, the book lies there and `folder` only points at it.
    Raises InputError before anything is written, StoreError where the folder already holds a workspace.
    """
    require_passphrase(passphrase)
    parent = _parent(kind, tier, parent_code, parent_name)
    own = new_agency(code, name, _tier(kind, tier), parent=parent.id if parent else None, group=group)
    pack = rules.pack_for(now().astimezone(TAIPEI).date())
    workspace = Workspace(agency=own.id, kind=kind, rule_pack=pack.id, sample=sample)
    clock = SampleClock(now)
    with about(folder=folder):
        if server is None:
            store, recovery_code = create(folder, passphrase, who, clock if sample else now, recovery=recovery, cost=cost)
        else:
            from hrdesk.store.shared_workspace import create_shared

            store, recovery_code = create_shared(folder, server, passphrase, who, clock if sample else now, recovery=recovery, cost=cost)
    with store.write(Act.INITIALISE) as tx:
        tx.put_all([record for record in (workspace, parent, own, Member(id=member_id(who), name=who, access=Access.CLERK)) if record is not None])
    clock.store = store
    return _desk(store, workspace, clock if sample else now, progress), recovery_code


def join_workspace(folder: Path, server: str) -> None:
    """Point a folder of this PC at the workspace in a PostgreSQL database; whoever was admitted there signs in with the own passphrase.

    Raises InputError INVALID for no such address, StoreError STORE_EXISTS, STORE_MISSING, SERVER_GONE, SERVER_PASSWORD, SERVER_REFUSED.
    """
    from hrdesk.store.shared_workspace import join_shared

    with about(folder=folder):
        join_shared(folder, server)


def open_desk(
    folder: Path,
    *,
    who: str,
    passphrase: str | None = None,
    recovery: str | None = None,
    now: Clock = utc_now,
    progress: Progress = silent,
) -> Desk:
    """Open a workspace with its passphrase or its recovery code, to be looked at alone where its folder takes nothing.

    Raises StoreError where it cannot be opened.
    """
    clock = SampleClock(now)
    with about(folder=folder):
        store = open_store(folder, who, clock, passphrase=passphrase, recovery=recovery)
    workspace = store.get(Workspace, "workspace")
    if workspace is None:
        store.close()
        raise StoreError(Fault.STORE_CORRUPT, what="工作區沒有建立完成")
    clock.store = store if workspace.sample else None
    desk = _desk(store, workspace, clock, progress)
    if not store.viewed:
        memberships.take_effect(desk)  # before the guard: it is the day that moves an agency, whoever opens the workspace
    _guard(desk)
    return desk


def _tier(kind: WorkspaceKind, tier: Tier | None) -> Tier:
    allowed = TIERS[kind]
    if tier is not None and tier not in allowed:
        raise InputError(Fault.INVALID, what="機關層級", reason="與工作區的種類不符")
    return tier or allowed[0]


def _parent(kind: WorkspaceKind, tier: Tier | None, code: str, name: str) -> Agency | None:
    second = _tier(kind, tier) is Tier.SECOND
    if second and not code:
        raise InputError(Fault.INVALID, what="上級機關", reason="二級機關須有所屬一級機關的代碼")
    if not code:
        return None
    return new_agency(code, name, Tier.FIRST if second else Tier.DEPARTMENT)


def _scratch(store: Store) -> Path:
    """Return the private folder for temporary files, empty: the lock is held, so whatever lies there was left by a killed program.

    It lies inside the workspace folder, so that what such a program leaves unpacked lies nowhere else and goes with the next opening.

    Raises StoreError WRITE_FAILED, with the store closed, where it cannot be made.
    """
    folder = store.scratch
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        store.close()
        raise StoreError(Fault.WRITE_FAILED, file=folder.name, what=reason_of(error)) from error
    return folder


def _guard(desk: Desk) -> None:
    from hrdesk.services.opening import own  # here, because it rests on this module

    desk.store.guard = own.guard_of(desk)


def _desk(store: Store, workspace: Workspace, now: Clock, progress: Progress) -> Desk:
    return Desk(
        store=store,
        workspace=workspace,
        who=store.who,
        now=now,
        rules=Rulebook(store),
        calendar=OfficeCalendar(OfficeDays(store)),
        new_id=lambda: uuid.uuid4().hex,
        scratch=_scratch(store),
        progress=progress,
    )
