"""How offices come to trust each other without a network: registration and enrolment by digits read out and typed, renewal, revocation."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hrdesk import __version__
from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel, WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import ParcelId
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import enrolment as exchange
from hrdesk.exchange import keys as exchange_keys
from hrdesk.exchange import registration
from hrdesk.exchange.keys import LEAF_DAYS, ROOT_DAYS, grouped
from hrdesk.exchange.registration import Registration
from hrdesk.services import keys, ledger
from hrdesk.services.agencies import by_code, new_agency, own_agency
from hrdesk.services.desk import Desk
from hrdesk.services.roots import Root, fresh_crl, office_of, own_identity, own_root, write_root
from hrdesk.services.sealing import check_clock, publish, sealed_file

__all__ = ["create_root", "enrol_office", "grouped", "make_registration", "pin_collector", "renewal_due", "revoke", "root_digits"]
EARLY = timedelta(days=90)  # a renewal is offered from so long before the end


def create_root(desk: Desk, path: Path, passphrase: str) -> str:
    """Make this workspace a collector: its root in a file of its own, its decision key inside; return the 40 digits for the official letter.

    Raises InputError WRONG_WORKSPACE for an agency that collects from nobody, WRONG_STATE where there is a root already, TARGET_EXISTS.
    """
    own = own_agency(desk)
    if desk.workspace.kind is WorkspaceKind.AGENCY:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有彙整所屬的一級機關與人事處需要根憑證")
    if keys.own_root(desk) is not None:
        raise InputError(Fault.WRONG_STATE, what="建立根憑證", reason="已經有根憑證")
    check_clock(desk)
    key, certificate = exchange_keys.new_root(own.code, desk.now())
    identity, recovery = exchange_keys.new_identity()
    root = Root(key, certificate, identity)
    write_root(path, root, passphrase)
    decision_key = exchange_keys.new_signing_key()
    decision = exchange_keys.issue(key, certificate, exchange_keys.public_key(decision_key), own.code, OfficeRole.DECISION, desk.now())
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.ROOT.value) as tx:
        recipients = f"{own_identity(desk, tx)} {recovery}"
        tx.put(office_of(desk, own.id, OfficeRole.ROOT, certificate, certificate, ROOT_DAYS, own=True))
        tx.put(office_of(desk, own.id, OfficeRole.DECISION, decision, certificate, LEAF_DAYS, recipient=recipients, own=True))
        tx.put_secret(keys.DECISION_KEY, decision_key)
        tx.put_secret(keys.OWN_CRL, fresh_crl(desk, root, ()))
    return exchange_keys.digits(certificate)


def root_digits(desk: Desk) -> str:
    """Return the 40 digits of the own root, to be printed in official letters; raise InputError WRONG_STATE without a root."""
    return exchange_keys.digits(keys.certificate(keys.need_collector(desk)))


def make_registration(desk: Desk, target: Path) -> str:
    """Write the registration file with a new signing key and return the 40 digits to read out over the telephone.

    The key in use stays until an enrolment for the new one is pinned; registering again replaces a key that waits.
    """
    own = own_agency(desk)
    check_clock(desk)
    key = exchange_keys.new_signing_key()
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.SIGNING.value) as tx:
        recipient = own_identity(desk, tx)
        tx.put_secret(keys.PENDING_KEY, key)
    made = registration.write_registration(
        target, key, recipient, agency=own.code, name=own.name, program=__version__, rule_pack=desk.workspace.rule_pack, now=desk.now()
    )
    return made.digits


def enrol_office(desk: Desk, registration_file: Path, typed_digits: str, root_file: Path, root_passphrase: str, target: Path) -> Agency:
    """Issue a certificate for a registration whose digits were read out over the telephone and typed; return whose it is.

    The agency must stand in the own list, which also gives its name; certificates it had before are revoked. Raises InputError DIGITS_DIFFER,
    NOT_FOUND, WRONG_STATE for another's root file, PackageError WRONG_PASSPHRASE or PACKAGE_REFUSED.
    """
    asked = registration.open_registration(registration_file)
    if not exchange_keys.same_digits(typed_digits, registration_file.read_bytes()):
        raise InputError(Fault.DIGITS_DIFFER)
    agency = by_code(desk, asked.agency)
    return _issue(desk, asked, agency, own_root(desk, root_file, root_passphrase), target, revoking=True)


def _issue(desk: Desk, asked: Registration, agency: Agency, root: Root, target: Path, *, revoking: bool) -> Agency:
    """Issue a certificate, enter it, and write the enrolment file: sealed first, entered, and only then given its name."""
    check_clock(desk)
    own = own_agency(desk)
    if agency.id == own.id:
        raise InputError(Fault.INVALID, what="登錄申請", reason="這是本機關自己的登錄申請")
    certificate = exchange_keys.issue(root.key, root.certificate, asked.public_key, agency.code, OfficeRole.SIGNING, desk.now())
    before = desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None) if revoking else ()
    revoked = tuple(replace(office, revoked=desk.today) for office in before)
    gone = {office.id for office in revoked}
    crl = fresh_crl(desk, root, (*(office for office in desk.store.all(Office, own=False) if office.id not in gone), *revoked))
    decision = keys.standing(desk, OfficeRole.DECISION, own=True)[0]
    granted = exchange.Enrolment(
        agency=agency.code,
        agency_name=agency.name,
        certificate=certificate,
        collector=own.code,
        collector_name=own.name,
        recipients=tuple(decision.recipient.split()),
        root=root.certificate,
        decision=keys.certificate(decision),
        crl=crl,
        periods=(roc_year(desk.today) - 1, roc_year(desk.today)),
        rule_pack=desk.workspace.rule_pack,
    )
    year = roc_year(desk.today)
    series = ledger.sent(desk.store, PackageKind.ENROLMENT, year, agency.id)
    signer = keys.signer(desk, PackageKind.ENROLMENT)
    sealed, file = sealed_file(
        desk,
        lambda scratch: exchange.seal_enrolment(granted, signer, asked.recipient, scratch, program=__version__, now=desk.now(), history=ledger.history(series)),
    )
    parcel = Parcel(
        id=ParcelId(desk.new_id()),
        agency=own.id,
        recipient=agency.id,
        direction=Direction.SENT,
        kind=PackageKind.ENROLMENT.value,
        year=year,
        revision=ledger.next_revision(series),
        package=sealed.package,
        content=sealed.content_digest,
        signer=decision.digest,
        at=desk.now(),
        blob=sealed.sha256,
    )
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.SIGNING.value, revision=parcel.revision) as tx:
        tx.put_all(revoked)
        tx.put(office_of(desk, agency.id, OfficeRole.SIGNING, certificate, root.certificate, LEAF_DAYS, recipient=asked.recipient))
        tx.put_secret(keys.OWN_CRL, crl)
        tx.blob_in(file)
        tx.put(parcel)
    publish(desk, parcel, target)
    return agency


def pin_collector(desk: Desk, enrolment_file: Path, typed_root_digits: str) -> Agency:
    """Trust the collector whose root has the 40 digits on the official letter, and use the certificate it issued; return the collector.

    Raises InputError DIGITS_DIFFER, PackageError NO_KEY where nothing was registered, PACKAGE_REFUSED with a `verdict`.
    """
    pending = desk.store.secret(keys.PENDING_KEY)
    if pending is None:
        raise keys.no_registration()
    own = own_agency(desk)
    granted = exchange.open_enrolment(enrolment_file, keys.identities(desk), typed_root_digits, desk.now(), desk.scratch, agency=own.code, key=pending)
    above = Tier.FIRST if own.tier is Tier.SECOND else Tier.DEPARTMENT
    collector = desk.store.get(Agency, own.parent or "") or new_agency(granted.collector, granted.collector_name, above)
    if collector.code != granted.collector:
        raise InputError(Fault.INVALID, what="登錄核發檔", reason=f"核發者 {granted.collector} 不是本機關的上級機關 {collector.code}")
    fresh = (
        office_of(desk, collector.id, OfficeRole.ROOT, granted.root, granted.root, ROOT_DAYS),
        office_of(desk, collector.id, OfficeRole.DECISION, granted.decision, granted.root, LEAF_DAYS, recipient=" ".join(granted.recipients)),
        office_of(desk, own.id, OfficeRole.SIGNING, granted.certificate, granted.root, LEAF_DAYS, own=True),
    )
    with desk.store.write(Act.PIN_COLLECTOR) as tx:
        tx.put_all([replace(office, revoked=desk.today) for office in _replaced(desk, collector, fresh)])
        tx.put_all([collector, replace(own, parent=collector.id), *fresh])
        tx.put_secret(keys.SIGNING_KEY, pending)
        tx.put_secret(keys.PINNED_CRL, granted.crl)
    return collector


def _replaced(desk: Desk, collector: Agency, fresh: tuple[Office, ...]) -> tuple[Office, ...]:
    """Return what was pinned before and is not pinned again; a first-tier agency's own root and the offices below stay."""
    again = {office.digest for office in fresh}
    pinned = (*desk.store.all(Office, agency=collector.id, own=False, revoked=None), *keys.standing(desk, OfficeRole.SIGNING, own=True))
    return tuple(office for office in pinned if office.digest not in again)


def renewal_due(desk: Desk) -> date | None:
    """Return when the own certificate ends, once that is less than 90 days away, else None."""
    own = keys.standing(desk, OfficeRole.SIGNING, own=True)
    return own[0].expires if own and own[0].expires - EARLY <= desk.today else None


def revoke(desk: Desk, agency: Agency, root_file: Path, root_passphrase: str) -> int:
    """Revoke every certificate of an agency at once and number a new list, which travels in every reply; return how many it were."""
    root = own_root(desk, root_file, root_passphrase)
    found = desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None)
    revoked = tuple(replace(office, revoked=desk.today) for office in found)
    gone = {office.id for office in revoked}
    others = tuple(office for office in desk.store.all(Office, own=False) if office.id not in gone)
    crl = fresh_crl(desk, root, (*others, *revoked))
    with desk.store.write(Act.REGISTER_OFFICE, revoked=len(revoked)) as tx:
        tx.put_all(revoked)
        tx.put_secret(keys.OWN_CRL, crl)
    return len(revoked)
