"""Which certificates this workspace holds, as records; nothing that signs or encrypts, so that the first page of the window need not load it."""

from datetime import date, timedelta

from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.services.core.desk import Desk

SIGNING_KEY, PENDING_KEY = "signing_key", "pending_key"  # the secrets' names
EARLY = timedelta(days=90)  # a renewal is offered from so long before the end


def standing(desk: Desk, role: OfficeRole, *, own: bool, **where: object) -> tuple[Office, ...]:
    """Return the certificates of a role that are not revoked, the newest first; `where` asks for those of one agency."""
    found = desk.store.all(Office, role=role, own=own, revoked=None, **where)
    return tuple(sorted(found, key=lambda office: (office.issued, office.expires, office.id), reverse=True))


def own_root(desk: Desk) -> Office | None:
    """Return the root this workspace issues with, or None where it is no collector yet."""
    return next(iter(standing(desk, OfficeRole.ROOT, own=True)), None)


def pinned_root(desk: Desk) -> Office | None:
    """Return the root of the collector above, or None before it was pinned."""
    return next(iter(standing(desk, OfficeRole.ROOT, own=False)), None)


def registration_waits(desk: Desk) -> bool:
    """Tell whether an earlier registration has no enrolment pinned yet: registering again makes it void."""
    pending = desk.store.secret(PENDING_KEY)
    return pending is not None and pending != desk.store.secret(SIGNING_KEY)


def renewal_due(desk: Desk) -> date | None:
    """Return when the own certificate ends, once that is less than 90 days away, else None."""
    own = standing(desk, OfficeRole.SIGNING, own=True)
    return own[0].expires if own and own[0].expires - EARLY <= desk.today else None
