"""The first start: a workspace made in one step from everything the wizard asked, so that giving up before leaves nothing behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.errors import Fault, StoreError
from hrdesk.services.agency.agencies import set_staffing
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import about
from hrdesk.services.opening.workspace import create_workspace, silent, utc_now
from hrdesk.store.folder import require_local
from hrdesk.store.key_file import STANDARD, Cost
from hrdesk.store.staging import occupied


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What a new workspace is made from; `recovery` is the code that was shown and typed back, `counts` the head-counts at `base_date`.

    With `server` the data lie in that database, and `folder` only points at it.
    """

    folder: Path
    code: str
    name: str
    kind: WorkspaceKind
    tier: Tier
    parent_code: str = ""
    parent_name: str = ""
    group: str = ""
    counts: Mapping[Headcount, int] = field(default_factory=dict)
    base_date: date | None = None
    source: str = ""
    who: str
    passphrase: str
    recovery: str
    server: str | None = field(default=None, repr=False)  # the address of an empty database, with its password


def check_folder(folder: Path, *, taken: bool = False) -> None:
    """Raise StoreError STORE_FOLDER for a folder on the network or in a cloud, STORE_EXISTS for one with a workspace unless `taken`; writes nothing."""
    with about(folder=folder):
        require_local(folder)
        if occupied(folder) and not taken:
            raise StoreError(Fault.STORE_EXISTS, folder=folder.name)


def found(
    given: Founding,
    *,
    now: Callable[[], datetime] = utc_now,
    progress: Callable[[int, int], None] = silent,
    cost: Cost = STANDARD,
) -> Desk:
    """Make the workspace with its head-counts and return it open; raises InputError before anything is written, StoreError as `create_workspace`."""
    desk, _ = create_workspace(
        given.folder,
        code=given.code,
        name=given.name,
        kind=given.kind,
        tier=given.tier,
        parent_code=given.parent_code,
        parent_name=given.parent_name,
        group=given.group,
        passphrase=given.passphrase,
        who=given.who,
        recovery=given.recovery,
        server=given.server,
        now=now,
        progress=progress,
        cost=cost,
    )
    if given.counts:
        set_staffing(desk, given.counts, given.base_date or desk.today, source=given.source)
    return desk
