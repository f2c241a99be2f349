"""Whose signature and whose key: what this workspace signs with, whom it writes to, and what it trusts when it opens a package.

Private keys lie as secrets inside the encrypted workspace; certificates and public keys are `Office` records.
"""

import base64
from collections.abc import Iterator
from dataclasses import replace

from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import DOWNWARD, Content, Finding, PackageKind, Report
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange.certificates import crl_until
from hrdesk.exchange.keys import agency_of
from hrdesk.exchange.rules import sender_role
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Held, Known, Root, Trust
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages.certificates import SIGNING_KEY, own_root, pinned_root, standing
from hrdesk.store.transaction import Transaction

DECISION_KEY = "decision_key"
IDENTITIES, RECIPIENT = "identities", "recipient"  # age: one secret a line, the newest first; the public key of the newest
OWN_CRL, PINNED_CRL = "crl_own", "crl_pinned"


def certificate(office: Office) -> bytes:
    """Return an office's certificate as DER."""
    return base64.b64decode(office.certificate)


def collector(desk: Desk) -> Agency:
    """Return the agency that collects from this workspace; raise PackageError NO_KEY before it was pinned."""
    root = pinned_root(desk)
    agency = desk.store.get(Agency, root.agency) if root else None
    if agency is None:
        raise PackageError(Fault.NO_KEY, what="彙整機關的憑證", next="請先登錄（register）並匯入核發檔（pin）。")
    return agency


def _own_certificate(desk: Desk, kind: PackageKind) -> Office:
    """Return the own certificate that signs a kind of package; raise PackageError NO_KEY where there is none."""
    role = sender_role(kind)
    found = standing(desk, role, own=True)
    if not found:
        step = "請先建立根憑證（root create）。" if role is OfficeRole.DECISION else "請先登錄（register）並匯入核發檔（pin）。"
        raise PackageError(Fault.NO_KEY, what="簽章憑證", next=step)
    return found[0]


def signer(desk: Desk, kind: PackageKind) -> Signer:
    """Return the key and certificate that sign a kind of package; raise PackageError NO_KEY where there is none."""
    office = _own_certificate(desk, kind)
    key = desk.store.secret(DECISION_KEY if office.role is OfficeRole.DECISION else SIGNING_KEY)
    if not key:
        raise PackageError(Fault.NO_KEY, what="簽章金鑰", next="請重新登錄（register）。")
    return Signer(key, certificate(office))


def signer_digest(desk: Desk, kind: PackageKind) -> str:
    """Return the digest of the certificate that signs a kind of package."""
    return _own_certificate(desk, kind).digest


def recipients_of(desk: Desk, agency: AgencyId) -> tuple[str, ...]:
    """Return the age keys to write to an agency, none where it is neither enrolled here nor the collector above."""
    known = (office for role in (OfficeRole.SIGNING, OfficeRole.DECISION) for office in standing(desk, role, own=False, agency=agency))
    return next((tuple(office.recipient.split()) for office in known if office.recipient), ())


def need_recipients(desk: Desk, agency: Agency) -> tuple[str, ...]:
    """Return the age keys to write to an agency; raise PackageError NO_KEY where there is none."""
    found = recipients_of(desk, agency.id)
    if not found:
        raise PackageError(Fault.NO_KEY, what=f"{agency.name}的加密金鑰", next="請先請該機關登錄（register）並核發（enrol）。")
    return found


def identities(desk: Desk) -> tuple[str, ...]:
    """Return the own age identities, the newest first; raise PackageError NO_KEY before the first was made."""
    kept = desk.store.secret(IDENTITIES)
    if not kept:
        raise PackageError(Fault.NO_KEY, what="加密金鑰", next="請先登錄（register）或建立根憑證（root create）。")
    return tuple(kept.decode("ascii").split())


def travelling(desk: Desk, kind: PackageKind) -> dict[str, bytes]:
    """Return what a package carries for the receiver's trust: the collector's newest list of revoked certificates.

    Raises PackageError NO_KEY where that list has ended: every receiver would refuse the package.
    """
    crl = desk.store.secret(OWN_CRL) if kind in DOWNWARD else None
    if crl is None:
        return {}
    if crl_until(crl) <= desk.now():
        raise PackageError(Fault.NO_KEY, what="有效的廢止清冊", next="請以根憑證檔重新編號（root refresh）。")
    return {"crl.der": crl}


def take_crl(tx: Transaction, content: Content) -> None:
    """Keep the list of revoked certificates that came in a reply; opening it has checked its number and its signature."""
    crl = content.trust.get("crl.der")
    if crl is not None and content.header.kind in DOWNWARD:
        tx.put_secret(PINNED_CRL, crl)


def trust(desk: Desk, forks: frozenset[str] = frozenset()) -> Trust:
    """Return everything that decides about a package besides its own bytes; `forks` are package ids a person takes in all the same."""
    offices = desk.store.all(Office)
    year = roc_year(desk.today)
    return Trust(
        me=own_agency(desk).code,
        roots=tuple(Root(certificate(office), own=office.own) for office in offices if office.role is OfficeRole.ROOT and office.revoked is None),
        certificates=tuple(_known(offices)),
        crls=tuple(crl for name in (OWN_CRL, PINNED_CRL) if (crl := desk.store.secret(name)) is not None),
        held=tuple(_held(desk)),
        open_periods=frozenset({year - 1, year}),  # the year that runs, and the one being judged
        forks=forks,
    )


def trust_after(desk: Desk, before: Trust, report: Report) -> Trust:
    """Return the trust once a package is taken in, so that a batch reads its offices and ledger once.

    It is read anew only after a package from above, which may have brought a list of revoked certificates.
    """
    if not report.accepted or report.header is None:
        return before
    if report.header.kind in DOWNWARD:
        return trust(desk, before.forks)
    head = report.header
    fresh = Held(
        agency=head.agency,
        kind=head.kind,
        period=head.period,
        revision=head.revision,
        content=report.content_digest,
        package=report.package,
        answers=head.answers,
        fork=report.package in before.forks,
    )
    return replace(before, held=(*before.held, fresh))


def _known(offices: tuple[Office, ...]) -> Iterator[Known]:
    """Yield the certificates that may have signed."""
    for office in offices:
        if office.role is not OfficeRole.ROOT:
            der = certificate(office)
            yield Known(der, agency_of(der), office.role, office.revoked)


def _held(desk: Desk) -> Iterator[Held]:
    """Yield what was taken in so far."""
    codes = {agency.id: agency.code for agency in desk.store.all(Agency)}
    for parcel in desk.store.all(Parcel, direction=Direction.RECEIVED):
        yield Held(
            agency=codes.get(parcel.agency, ""),
            kind=PackageKind(parcel.kind),
            period=parcel.year,
            revision=parcel.revision,
            content=parcel.content,
            package=parcel.package,
            answers=parcel.answers,
            fork=parcel.verdict == Finding.FORK.value,
        )


def no_registration() -> PackageError:
    """Return the error of an enrolment that nothing was registered for."""
    return PackageError(Fault.NO_KEY, what="登錄申請", next="請先產生登錄申請檔（register）。")


def need_collector(desk: Desk) -> Office:
    """Return the own root; raise InputError WRONG_STATE where this workspace is no collector yet."""
    root = own_root(desk)
    if root is None:
        raise InputError(Fault.WRONG_STATE, what="核發或廢止憑證", reason="還沒有建立根憑證（root create）")
    return root
