"""The root file: the private key that issues certificates, kept outside every workspace under its own passphrase.

It also keeps a sealed recovery key: every package to the collector is encrypted to it as well, so that a lost workspace loses no submission.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.record import AgencyId, OfficeId
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import certificates, files
from hrdesk.exchange import keys as exchange_keys
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import keys
from hrdesk.store.transaction import Transaction

FORMAT = "hrdesk-root-1"


@dataclass(frozen=True, slots=True)
class Root:
    """What a root file holds: the private key (PEM), the certificate (DER), and the sealed recovery identity (age)."""

    key: bytes
    certificate: bytes
    recovery: str


def write_root(path: Path, root: Root, passphrase: str) -> None:
    """Write a root file under its own passphrase; raise InputError TARGET_EXISTS or INVALID for an empty passphrase."""
    if path.exists():
        raise InputError(Fault.TARGET_EXISTS, file=path.name)
    if not passphrase:
        raise InputError(Fault.INVALID, what="根憑證檔的密碼", reason="不可空白")
    plain = {
        "format": FORMAT,
        "key": root.key.decode("ascii"),
        "certificate": base64.b64encode(root.certificate).decode("ascii"),
        "recovery": root.recovery,
    }
    data = exchange_keys.protect(json.dumps(plain).encode("ascii"), passphrase)
    files.write_whole(path, lambda out: out.writelines((data,)))


def read_root(path: Path, passphrase: str) -> Root:
    """Return what a root file holds.

    Raises InputError FILE_MISSING, FILE_DAMAGED for a file that is none, PackageError ROOT_PASSPHRASE.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Fault.FILE_MISSING, file=path.name) from error
    try:
        plain = json.loads(exchange_keys.unprotect(data, passphrase))
        if plain["format"] != FORMAT:
            raise ValueError(FORMAT)
        return Root(str(plain["key"]).encode("ascii"), base64.b64decode(plain["certificate"], validate=True), str(plain["recovery"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(Fault.FILE_DAMAGED, file=path.name) from error


def own_root(desk: Desk, path: Path, passphrase: str) -> Root:
    """Return this workspace's own root; raise InputError WRONG_STATE for another's, or where there is none yet."""
    office = keys.need_collector(desk)
    root = read_root(path, passphrase)
    if root.certificate != keys.certificate(office):
        raise InputError(Fault.WRONG_STATE, what="核發或廢止憑證", reason="這不是本工作區的根憑證檔")
    return root


def office_of(desk: Desk, agency: AgencyId, role: OfficeRole, certificate: bytes, root: bytes, days: int, *, recipient: str = "", own: bool = False) -> Office:
    """Return the record of a certificate that holds for `days` from now."""
    return Office(
        id=OfficeId(desk.new_id()),
        agency=agency,
        role=role,
        certificate=base64.b64encode(certificate).decode("ascii"),
        digest=certificates.digest(certificate),
        issuer=certificates.digest(root),
        recipient=recipient,
        issued=desk.today,
        expires=(desk.now() + timedelta(days=days)).astimezone(TAIPEI).date(),
        own=own,
    )


def fresh_crl(desk: Desk, root: Root, offices: Iterable[Office]) -> bytes:
    """Return the next numbered list of the revoked among `offices`."""
    held = desk.store.secret(keys.OWN_CRL)
    number = certificates.crl_number(held) + 1 if held else 1
    revoked = [(keys.certificate(office), midnight(office.revoked)) for office in offices if office.revoked is not None]
    return certificates.issue_crl(root.key, root.certificate, revoked, number, desk.now())


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in Taiwan."""
    return datetime.combine(day, time(), TAIPEI)


def own_identity(desk: Desk, tx: Transaction) -> str:
    """Return the own age public key; the first time it is asked for, a key pair is made and kept."""
    kept = desk.store.secret(keys.RECIPIENT)
    if kept:
        return kept.decode("ascii")
    identity, recipient = exchange_keys.new_identity()
    tx.put_secret(keys.IDENTITIES, identity.encode("ascii"))
    tx.put_secret(keys.RECIPIENT, recipient.encode("ascii"))
    return recipient
