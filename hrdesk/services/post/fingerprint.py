"""The fingerprint that ties a printed form to the package it belongs to; a form of data that changed since is a draft again."""

from hrdesk.domain.package import PackageKind
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.awards import nomination
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates, drafts, sealing

NOT_COMPLETE = frozenset({Fault.INCOMPLETE, Fault.WRONG_STATE})  # what was sealed then could not be sealed now
ANY_REASON = "—"  # why a 所屬 is missing was told when it was sealed, and is no part of the data


def of_form(desk: Desk, form: str, year: int) -> str:
    """Return the fingerprint of the newest package that carries a form of a 民國 year, or "" where none does or the data changed since."""
    root = certificates.pinned_root(desk)
    if root is None:
        return ""
    kind = PackageKind.NOMINATION if form == "award-list" else PackageKind.SUBMISSION
    series = ledger.sent(desk.store, kind, year, root.agency)
    return sealing.fingerprint(series[-1].data) if series and series[-1].data == _data_now(desk, kind, year) else ""


def _data_now(desk: Desk, kind: PackageKind, year: int) -> str:
    """Return the digest of what would be sealed now, "" where it is not complete."""
    try:
        draft = nomination.draft(desk, year) if kind is PackageKind.NOMINATION else drafts.submission(desk, year, ANY_REASON)
    except InputError as error:
        if error.fault in NOT_COMPLETE:
            return ""
        raise
    return sealing.data_digest(draft)
