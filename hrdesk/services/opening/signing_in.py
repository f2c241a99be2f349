"""Signing in: the workspace opened, and the name in the log that of whoever's passphrase opened it."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hrdesk.domain.members import Access
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.members import signed_in
from hrdesk.services.opening.workspace import open_desk, silent, utc_now
from hrdesk.services.people.staff import current_year


@dataclass(frozen=True, slots=True)
class Signed:
    """Who works where: read once when the workspace was opened; `year` is today's 民國年度."""

    who: str
    access: Access
    officer: OfficerId | None
    agency: AgencyId
    agency_name: str
    agency_code: str
    kind: WorkspaceKind
    sample: bool
    year: int
    shared: bool = False  # other people may work in the same book at the same time
    viewed: bool = False  # it lies where nothing can be written, and may only be looked at

    @property
    def teacher(self) -> bool:
        """Tell whether this is a seed teacher, who sees only the own 附表3 and 附表5."""
        return self.access is Access.TEACHER

    @property
    def looks_only(self) -> bool:
        """Tell whether nothing may be changed here: a reader signed in, or the book lies where nothing can be written."""
        return self.viewed or self.access is Access.READER


def account() -> str:
    """Return the name of the account on this PC, for a passphrase that belongs to nobody by record."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no account at all, as in some containers
        return "hrdesk"


def sign_in(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    who: str = "",
    now: Callable[[], datetime] = utc_now,
    progress: Callable[[int, int], None] = silent,
) -> Desk:
    """Open a workspace with a passphrase or the recovery code; whoever's passphrase it is works at the desk. Raises StoreError as opening does."""
    desk = open_desk(folder, who=who or account(), passphrase=passphrase, recovery=recovery, now=now, progress=progress)
    me = signed_in(desk).name
    desk.store.who = me
    return replace(desk, who=me)


def signed(desk: Desk) -> Signed:
    """Return who works at a desk, and in whose book."""
    me, agency, workspace = signed_in(desk), own_agency(desk), desk.workspace
    return Signed(
        who=me.name,
        access=me.access,
        officer=me.officer,
        agency=agency.id,
        agency_name=agency.name,
        agency_code=agency.code,
        kind=workspace.kind,
        sample=workspace.sample,
        year=current_year(desk),
        shared=desk.store.shared,
        viewed=desk.store.viewed,
    )
