"""How the own root stands: its digits for the official letter, and until when receivers take its list of revoked certificates."""

from dataclasses import dataclass
from datetime import date, timedelta

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.exchange.certificates import crl_number, crl_until
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates, keys, offices

EARLY = timedelta(days=60)  # said so long before the list ends


@dataclass(frozen=True, slots=True)
class RootState:
    """The digits in groups, when root and decision certificate end, and the list: its number, its end and how many days that is."""

    digits: str
    root_until: date
    decision_until: date
    number: int
    until: date
    days: int
    revoked: int

    @property
    def due(self) -> bool:
        """Tell whether the list should be numbered anew now."""
        return self.days <= EARLY.days


def root_state(desk: Desk) -> RootState | None:
    """Return how the own root stands, None where this workspace is no collector yet."""
    root, crl = certificates.own_root(desk), desk.store.secret(keys.OWN_CRL)
    if root is None or crl is None:
        return None
    until = crl_until(crl).astimezone(TAIPEI).date()
    decision = certificates.standing(desk, OfficeRole.DECISION, own=True)[0]
    revoked = sum(one.revoked is not None for one in desk.store.all(Office, own=False, role=OfficeRole.SIGNING))
    digits = offices.grouped(offices.root_digits(desk))
    return RootState(digits, root.expires, decision.expires, crl_number(crl), until, (until - desk.today).days, revoked)
