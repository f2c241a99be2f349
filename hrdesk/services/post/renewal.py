"""Renewal (更新): a new certificate asked for with the one that still holds, so that nobody has to telephone."""

import hashlib
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, PackageKind, Report
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange import keys as exchange_keys
from hrdesk.exchange import registration
from hrdesk.exchange.opening import open_package
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.agency.ledger import parcel_of
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import certificates, keys
from hrdesk.services.packages.enrolling import issue
from hrdesk.services.packages.roots import own_root
from hrdesk.services.packages.sealing import Draft, SealedFile, check_clock, enter, header, publish


@in_turn
def renew(desk: Desk, out: Path) -> SealedFile:
    """Ask the collector for a certificate for a new signing key, sealed with the one that still holds; the old one stays until the answer is pinned.

    Raises PackageError NO_KEY where there is none, CLOCK_BEHIND as sealing does.
    """
    check_clock(desk)
    draft = Draft(PackageKind.REGISTRATION, roc_year(desk.today), keys.collector(desk), {})
    recipient = desk.store.secret(keys.RECIPIENT)
    if not recipient:
        raise keys.no_registration()
    key = exchange_keys.new_signing_key()
    content = registration.renewal(header(desk, draft), key, recipient.decode("ascii"))
    with desk.store.write(Act.REGISTER_OFFICE, role=OfficeRole.SIGNING.value) as tx:
        tx.put_secret(certificates.PENDING_KEY, key)
    parcel = enter(desk, draft, content, "")
    return SealedFile(parcel, publish(desk, parcel, out), fresh=True)


def enrol_renewal(desk: Desk, file: Path, root_file: Path, root_passphrase: str, target: Path) -> Agency:
    """Issue a certificate for a renewal; its signature stands for the telephone call. Return whose it is. Raises as `asking` and `enrol_office` do."""
    report, content = _renewal(desk, file)
    asked = registration.renewal_of(content)
    data = file.read_bytes()
    received = parcel_of(desk, report, content.header, hashlib.sha256(data).hexdigest())
    root = own_root(desk, root_file, root_passphrase)
    return issue(desk, asked, by_code(desk, asked.agency), root, target, answered=(received, data))


def asking(desk: Desk, file: Path) -> Agency:
    """Return whose renewal a file is.

    Raises PackageError PACKAGE_REFUSED with the verdict, InputError INVALID for a file that is no renewal, NOT_FOUND.
    """
    return by_code(desk, _renewal(desk, file)[1].header.agency)


def _renewal(desk: Desk, file: Path) -> tuple[Report, Content]:
    """Return the report on a renewal and what it holds."""
    with open_package(file, keys.trust(desk), keys.identities(desk), desk.now(), desk.scratch) as opened:
        report, content = opened.report, opened.content
    if content is None:
        raise PackageError(Fault.PACKAGE_REFUSED, file=file.name, verdict=_verdict(report))
    if content.header.kind is not PackageKind.REGISTRATION:
        raise InputError(Fault.INVALID, what="更新申請檔", reason=f"這是{words.label(content.header.kind)}")
    return report, content


def _verdict(report: Report) -> str:
    """Return the sentence of the check that refused a package."""
    return next((words.of_check(check) for check in report.checks if check.finding is report.finding), report.finding.value)
