"""Issuing a certificate: signed with the root, entered, and the enrolment file written only after its entry."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hrdesk import __version__
from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import ParcelId
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange.enrolment import Enrolment, seal_enrolment
from hrdesk.exchange.keys import LEAF_DAYS
from hrdesk.exchange.keys import issue as issue_certificate
from hrdesk.exchange.registration import Registration
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import certificates, keys
from hrdesk.services.packages.roots import Root, fresh_crl, office_of
from hrdesk.services.packages.sealing import check_clock, publish, sealed_file


@in_turn
def issue(
    desk: Desk, asked: Registration, agency: Agency, root: Root, target: Path, *, revoking: Sequence[Office] = (), answered: tuple[Parcel, bytes] | None = None
) -> Agency:
    """Issue a certificate for what was asked and write the enrolment; return whose it is. `revoking` end with it, `answered` is entered with it, with its file.

    Raises InputError INVALID for a registration of one's own, PackageError TARGET_EXISTS, before anything is issued.
    """
    check_clock(desk)
    if agency.id == desk.workspace.agency:
        raise InputError(Fault.INVALID, what="登錄申請", reason="這是本機關自己的登錄申請")
    if target.is_file():
        raise PackageError(Fault.TARGET_EXISTS, file=target.name)  # known before, else there is a certificate issued and no file to send
    der = issue_certificate(root.key, root.certificate, asked.public_key, agency.code, OfficeRole.SIGNING, desk.now())
    office = office_of(desk, agency.id, OfficeRole.SIGNING, der, root.certificate, LEAF_DAYS, recipient=asked.recipient)
    revoked = {one.id: replace(one, revoked=desk.today) for one in revoking}
    crl = fresh_crl(desk, root, (*(one for one in desk.store.all(Office, own=False) if one.id not in revoked), *revoked.values()))
    file, parcel = _sealed(desk, asked, agency, _granted(desk, agency, der, root, crl))
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.SIGNING.value, revision=parcel.revision) as tx:
        tx.put_all((*revoked.values(), office, parcel))
        if answered is not None:
            tx.put(answered[0])
            tx.blob_in(answered[1])
        tx.put_secret(keys.OWN_CRL, crl)
        tx.blob_in(file)
    publish(desk, parcel, target)
    return agency


def _granted(desk: Desk, agency: Agency, certificate: bytes, root: Root, crl: bytes) -> Enrolment:
    """Return what is granted to an agency."""
    own, decision, year = own_agency(desk), certificates.standing(desk, OfficeRole.DECISION, own=True)[0], roc_year(desk.today)
    return Enrolment(
        agency=agency.code,
        agency_name=agency.name,
        certificate=certificate,
        collector=own.code,
        collector_name=own.name,
        recipients=tuple(decision.recipient.split()),
        root=root.certificate,
        decision=keys.certificate(decision),
        crl=crl,
        periods=(year - 1, year),
        rule_pack=desk.workspace.rule_pack,
    )


def _sealed(desk: Desk, asked: Registration, agency: Agency, granted: Enrolment) -> tuple[bytes, Parcel]:
    """Seal an enrolment for the age key that registered; return its bytes and its entry."""
    signer, year = keys.signer(desk, PackageKind.ENROLMENT), roc_year(desk.today)
    series = ledger.sent(desk.store, PackageKind.ENROLMENT, year, agency.id)
    past = ledger.history(series)
    sealed, file = sealed_file(
        desk, lambda scratch: seal_enrolment(granted, signer, asked.recipient, scratch, program=__version__, now=desk.now(), history=past)
    )
    parcel = Parcel(
        id=ParcelId(desk.new_id()),
        agency=desk.workspace.agency,
        recipient=agency.id,
        direction=Direction.SENT,
        kind=PackageKind.ENROLMENT.value,
        year=year,
        revision=ledger.next_revision(series),
        package=sealed.package,
        content=sealed.content_digest,
        signer=keys.signer_digest(desk, PackageKind.ENROLMENT),
        at=desk.now(),
        blob=sealed.sha256,
    )
    return file, parcel
