"""How this office stands with its collector: registered, enrolled, the certificate's end, and what to do next."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.offices import Office, OfficeRole, WorkspaceKind
from hrdesk.domain.staff import Agency
from hrdesk.exchange.certificates import is_revoked
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates, keys, offices
from hrdesk.services.packages.certificates import renewal_due


class Step(Enum):
    """Where an office is on the way to a certificate, or what became of it."""

    TOP = "top"  # the department answers to nobody
    UNREGISTERED = "unregistered"
    REGISTERED = "registered"
    ENROLLED = "enrolled"
    DUE = "due"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state, the collector's name, until when the own certificate holds, how many days that is, and whether a renewal or registration waits."""

    step: Step
    collector: str = ""
    until: date | None = None
    days: int = 0
    waits: bool = False
    root_digits: str = ""  # of the own root, for the offices below; "" where there is none

    @property
    def can_send(self) -> bool:
        """Tell whether a package could be sealed with the certificate."""
        return self.step in (Step.ENROLLED, Step.DUE)


def standing(desk: Desk) -> Standing:
    """Return how the office stands today."""
    digits = offices.grouped(offices.root_digits(desk)) if certificates.own_root(desk) else ""
    if desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        return Standing(step=Step.TOP, root_digits=digits)
    waits = certificates.registration_waits(desk)
    root, own = certificates.pinned_root(desk), certificates.standing(desk, OfficeRole.SIGNING, own=True)
    if root is None or not own:
        return Standing(step=Step.REGISTERED if waits else Step.UNREGISTERED, waits=waits, root_digits=digits)
    above = desk.store.get(Agency, root.agency)
    return Standing(
        step=_step(desk, own[0]),
        collector=above.name if above else "",
        until=own[0].expires,
        days=(own[0].expires - desk.today).days,
        waits=waits,
        root_digits=digits,
    )


def _step(desk: Desk, own: Office) -> Step:
    crl = desk.store.secret(keys.PINNED_CRL)
    if crl is not None and is_revoked(crl, keys.certificate(own)):
        return Step.REVOKED
    if own.expires < desk.today:
        return Step.EXPIRED
    return Step.DUE if renewal_due(desk) else Step.ENROLLED
