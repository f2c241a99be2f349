"""How offices come to trust each other without a network: registration and enrolment by digits read out and typed, renewal, revocation."""

from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk import __version__
from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Office, OfficeRole, WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import enrolment as exchange
from hrdesk.exchange import keys as exchange_keys
from hrdesk.exchange import registration
from hrdesk.exchange.keys import LEAF_DAYS, ROOT_DAYS, grouped
from hrdesk.services.agency.agencies import agency_id, by_code, new_agency, own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import certificates, keys
from hrdesk.services.packages.enrolling import issue
from hrdesk.services.packages.roots import Root, fresh_crl, office_of, own_identity, own_root, write_root
from hrdesk.services.packages.sealing import check_clock

__all__ = ["create_root", "enrol_office", "grouped", "make_registration", "pin_collector", "refresh_list", "registration_digits", "revoke", "root_digits"]


@in_turn
def create_root(desk: Desk, path: Path, passphrase: str) -> str:
    """Make this workspace a collector: its root in a file of its own, its decision key inside; return the 40 digits for the official letter.

    Raises InputError WRONG_WORKSPACE for an agency that collects from nobody, WRONG_STATE where there is a root already, TARGET_EXISTS.
    """
    own = own_agency(desk)
    if desk.workspace.kind is WorkspaceKind.AGENCY:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有彙整所屬的一級機關與人事處需要根憑證")
    if certificates.own_root(desk) is not None:
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


@in_turn
def make_registration(desk: Desk, target: Path) -> str:
    """Write the registration file with a new signing key and return the 40 digits to read out over the telephone.

    The key in use stays until an enrolment for the new one is pinned; registering again replaces a key that waits.
    """
    own = own_agency(desk)
    check_clock(desk)
    key = exchange_keys.new_signing_key()
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.SIGNING.value) as tx:
        recipient = own_identity(desk, tx)
        tx.put_secret(certificates.PENDING_KEY, key)
    made = registration.write_registration(
        target, key, recipient, agency=own.code, name=own.name, program=__version__, rule_pack=desk.workspace.rule_pack, now=desk.now()
    )
    return made.digits


def registration_digits(file: Path) -> str:
    """Return the 40 digits of a registration file, to be read out again; raise PackageError PACKAGE_REFUSED for any other file."""
    return registration.open_registration(file).digits


def enrol_office(desk: Desk, registration_file: Path, typed_digits: str, root_file: Path, root_passphrase: str, target: Path) -> Agency:
    """Issue a certificate for a registration whose digits were read out over the telephone and typed; return whose it is.

    The agency must stand in the own list, which also gives its name; certificates it had before are revoked. Raises InputError DIGITS_DIFFER,
    NOT_FOUND, WRONG_STATE for another's root file, PackageError ROOT_PASSPHRASE or PACKAGE_REFUSED.
    """
    asked = registration.open_registration(registration_file)
    if not exchange_keys.same_digits(typed_digits, registration_file.read_bytes()):
        raise InputError(Fault.DIGITS_DIFFER)
    agency = by_code(desk, asked.agency)
    before = desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None)
    return issue(desk, asked, agency, own_root(desk, root_file, root_passphrase), target, revoking=before)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a registration file asks for: the code in it, the name on the own list ("" = not there), whether it holds a certificate, the 40 digits."""

    code: str
    listed: str
    holds: bool
    digits: str


def asked(desk: Desk, registration_file: Path) -> Asked:
    """Return what a registration file asks for, to be compared over the telephone; nothing in it is trusted yet. Raises PackageError PACKAGE_REFUSED."""
    found = registration.open_registration(registration_file)
    agency = desk.store.get(Agency, agency_id(found.agency))
    holds = agency is not None and bool(desk.store.count(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None))
    return Asked(found.agency, agency.name if agency else "", holds, found.digits)


@in_turn
def pin_collector(desk: Desk, enrolment_file: Path, typed_root_digits: str) -> Agency:
    """Trust the collector whose root has the 40 digits on the official letter, and use the certificate it issued; return the collector.

    Raises InputError DIGITS_DIFFER, PackageError NO_KEY where nothing was registered, PACKAGE_REFUSED with a `verdict`.
    """
    pending = desk.store.secret(certificates.PENDING_KEY)
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
        tx.put_secret(certificates.SIGNING_KEY, pending)
        tx.put_secret(keys.PINNED_CRL, granted.crl)
    return collector


def _replaced(desk: Desk, collector: Agency, fresh: tuple[Office, ...]) -> tuple[Office, ...]:
    """Return what was pinned before and is not pinned again; a first-tier agency's own root and the offices below stay."""
    again = {office.digest for office in fresh}
    pinned = (*desk.store.all(Office, agency=collector.id, own=False, revoked=None), *certificates.standing(desk, OfficeRole.SIGNING, own=True))
    return tuple(office for office in pinned if office.digest not in again)


@in_turn
def revoke(desk: Desk, agency: Agency, root_file: Path, root_passphrase: str, reason: str = "") -> int:
    """Revoke every certificate of an agency at once and number a new list, which travels in every reply; return how many it were.

    The reason is kept in the log with whose certificates they were.
    """
    root = own_root(desk, root_file, root_passphrase)
    found = desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None)
    why = {"reason": reason.strip()} if reason.strip() else {}
    with desk.store.write(Act.REGISTER_OFFICE, revoked=len(found), **why) as tx:
        tx.put_all([replace(office, revoked=desk.today) for office in found])
        tx.put_secret(keys.OWN_CRL, fresh_crl(desk, root, tx.all(Office, own=False)))
    return len(found)


@in_turn
def refresh_list(desk: Desk, root_file: Path, root_passphrase: str) -> None:
    """Number the list of revoked certificates anew: receivers refuse one that is older than 400 days, so a collector does this once a year."""
    root = own_root(desk, root_file, root_passphrase)
    with desk.store.write(Act.REGISTER_OFFICE, revoked=0) as tx:
        tx.put_secret(keys.OWN_CRL, fresh_crl(desk, root, tx.all(Office, own=False)))
